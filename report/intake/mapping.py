"""A sheet under a header of its own → rows for a table, mapped by name.

Names are compared without regard to case, blanks, hyphens and underscores. A column that is not
known, or missing, or there twice is told; ``renamed`` says what others are called here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from report.contract import TableContract
from report.errors import ReportError, did_you_mean, raise_all
from report.intake.limits import first_of
from report.intake.values import Incoming, Record, Sheet
from report.tables.quoting import shown

_COMMA = re.compile(r"-?[0-9]+,[0-9]+")


def read_renamed(words: Sequence[str]) -> dict[str, str]:
    """Read ``Their header=column``; an empty column leaves theirs out."""
    pairs = [word.rpartition("=") for word in words]
    raise_all(
        ReportError(f'--map "{word}" maps nothing', hint='Write --map "Their header=column".')
        for word, (theirs, _, _) in zip(words, pairs, strict=True)
        if not theirs.strip()
    )
    return {theirs.strip(): ours.strip() for theirs, _, ours in pairs}


def choose_sheet(sheets: Sequence[Sheet], asked: str, table: str) -> Sheet:
    """Return the sheet that is meant: the one asked for, the only one, or the table's namesake."""
    names = [sheet.name for sheet in sheets]
    by_name = {_folded(sheet.name): sheet for sheet in sheets}
    if asked:
        if asked in names:
            return sheets[names.index(asked)]
        hint = did_you_mean(asked, filter(None, names))
        raise ReportError(f'no sheet named "{asked}"', sheets[0].file, hint)
    if len(sheets) == 1:
        return sheets[0]
    if _folded(table) in by_name:
        return by_name[_folded(table)]
    hint = f'Say which one: --sheet "{names[0]}".'
    listed = ", ".join(f'"{name}"' for name in names)
    raise ReportError(f"the workbook has several sheets: {listed}", sheets[0].file, hint)


def map_rows(
    sheet: Sheet, table: TableContract, renamed: Mapping[str, str], *, keeps: bool
) -> tuple[Incoming, tuple[str, ...]]:
    """Return the rows of a sheet as records of a table, and what was noticed on the way."""
    names = [field.name for field in table.fields]
    found = _positions(sheet, names, renamed)
    raise_all(first_of(_width_faults(sheet), sheet.file))
    if len(sheet.rows) == 1:
        raise ReportError("the file has a header and no rows", sheet.file)
    commas = _decimal_commas(sheet, table, found)
    records = tuple(
        Record(
            tuple(
                texts[found[name]].replace(",", ".") if name in commas else texts[found[name]]
                for name in names
            ),
            partial(_origin, sheet, row, found),
        )
        for row, texts in enumerate(sheet.rows[1:], start=1)
    )
    notes = (
        f'column "{name}" is written with decimal commas: "{example}" is read as '
        f'"{example.replace(",", ".")}"'
        for name, example in commas.items()
    )
    return Incoming(table.name, tuple(names), records, keeps=keeps), tuple(notes)


def _positions(sheet: Sheet, names: Sequence[str], renamed: Mapping[str, str]) -> dict[str, int]:
    """Return where each column of the table stands; raise all that is wrong with the header."""
    header = [name.strip() for name in sheet.rows[0]] if sheet.rows else []
    folded = {_folded(name): name for name in names}
    faults = list(_renaming_faults(sheet.file, header, names, renamed))
    found: dict[str, int] = {}
    guessed: set[str] = set()
    for position, theirs in enumerate(header):
        ours = renamed.get(theirs, folded.get(_folded(theirs), ""))
        where = sheet.where(0, position)
        if ours in found:
            what = f'{shown(theirs)} is the column "{ours}" a second time'
            faults.append(ReportError(what, where, f'--map "{theirs}=" leaves it out.'))
        elif ours in names:
            found[ours] = position
        elif not theirs:
            faults += _nameless_faults(sheet, position)
        elif theirs not in renamed:
            hint = did_you_mean(_folded(theirs), names)
            guessed |= {name for name in names if f'mean "{name}"' in hint}
            way = f'--map "{theirs}=column" maps it, --map "{theirs}=" leaves it out.'
            what = f"no column {shown(theirs)} in the table"
            faults.append(ReportError(what, where, f"{hint} {way}"))
    for name in names:
        if name not in found and name not in guessed:
            hint = f'If it has another name there: --map "Their header={name}".'
            faults.append(ReportError(f'the column "{name}" is missing', sheet.file, hint))
    raise_all(faults)
    return found


def _renaming_faults(
    file: str, header: Sequence[str], names: Sequence[str], renamed: Mapping[str, str]
) -> Iterator[ReportError]:
    for theirs, ours in renamed.items():
        if theirs not in header:
            what = f"--map names the column {shown(theirs)}, which the file lacks"
            yield ReportError(what, file, did_you_mean(theirs, filter(None, header)))
        if ours and ours not in names:
            what = f"--map names the column {shown(ours)}, which the table lacks"
            yield ReportError(what, file, did_you_mean(ours, names))


def _nameless_faults(sheet: Sheet, position: int) -> Iterator[ReportError]:
    """Tell of the first cell in a column without a name; a column with none may be there."""
    for row, texts in enumerate(sheet.rows):
        if position < len(texts) and texts[position].strip():
            hint = f"Name the column in {sheet.where(0, position)}, or empty it."
            what = f"{shown(texts[position])} stands in a column without a name"
            yield ReportError(what, sheet.where(row, position), hint)
            return


def _width_faults(sheet: Sheet) -> Iterator[ReportError]:
    width = len(sheet.rows[0]) if sheet.rows else 0
    for row, texts in enumerate(sheet.rows):
        if len(texts) != width:
            what = f"{len(texts)} cells where the header has {width}"
            hint = "Put quotes round a cell that holds a delimiter."
            yield ReportError(what, f"{sheet.file}:{sheet.lines[row]}", hint)


def _decimal_commas(sheet: Sheet, table: TableContract, found: Mapping[str, int]) -> dict[str, str]:
    """Return the columns of numbers that are written with decimal commas, and a cell of each.

    Only where commas do not divide cells, and no cell of the column has a point: "1,500" with
    points elsewhere would be one thousand and five hundred.
    """
    if sheet.delimiter in {"", ","}:
        return {}
    commas = {}
    for field in table.fields:
        if field.type == "number":
            texts = [row[found[field.name]] for row in sheet.rows[1:]]
            kinds = Counter("comma" if _COMMA.fullmatch(text) else "." in text for text in texts)
            if kinds["comma"] and not kinds[True]:
                commas[field.name] = next(text for text in texts if _COMMA.fullmatch(text))
    return commas


def _origin(sheet: Sheet, row: int, found: Mapping[str, int], name: str) -> str:
    return sheet.where(row, found.get(name, 0))


def _folded(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())
