"""The cells of a file in, what each of its columns holds out, as far as that can be told.

DuckDB reads the cells and says of what type they are. Where its answer is not what the contract
could promise of the very same texts, the column holds texts, or it is refused: an empty column, a
date in no certain order, a moment of a day.
"""

import csv
import itertools
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from report.contract import NAME
from report.errors import ReportError, raise_all
from report.intake import Sheet
from report.scaffolds.text import words
from report.tables.quoting import quote
from report.unwritten import MARK
from report.voice import several

SOURCE = "source"  # the column that names where a row comes from
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}")
_YEARS = re.compile(r"(^|_)(year|years|season|jahr|annee|ano)($|_)")
_WHOLES = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"})
_NAMES = frozenset({"string", "date", "year", "yearmonth"})  # what tells rows apart
_MOST_OF_A_KEY = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A column of a file, and what its cells hold."""

    name: str  # in the contract
    header: str  # in the file
    type: str  # of Table Schema
    texts: tuple[str, ...]

    @property
    def is_full(self) -> bool:
        """Whether every row has a value."""
        return all(self.texts)

    @property
    def example(self) -> str:
        """A value that it has."""
        return next(filter(None, self.texts))


def columns(sheet: Sheet) -> tuple[Found, ...]:
    """Return the columns of a sheet; raise all that cannot be told of them."""
    header, *rows = sheet.rows or ((),)
    raise_all(_shape_faults(sheet))
    named = [_name(text) for text in header]
    raise_all(_name_faults(sheet, named))
    cells = [tuple(texts) for texts in zip(*rows, strict=True)]
    types = _types(named, cells)
    faults: list[ReportError] = []
    found = []
    for at, (name, texts) in enumerate(zip(named, cells, strict=True)):
        said = [text for text in texts if text]
        what, hint = _untold(types[at], said)
        if what:
            row = texts.index(said[0]) + 1 if said else 0
            faults.append(ReportError(f'column "{name}": {what}', sheet.where(row, at), hint))
        found.append(Found(name, header[at].strip(), _type(types[at], name, said), texts))
    raise_all(faults)
    return tuple(found)


def key(found: Sequence[Found]) -> tuple[str, ...]:
    """Return the first few columns that tell all rows apart; none where no few of them do."""
    full = [each for each in found if each.is_full and each.name != SOURCE]
    names = [each for each in full if each.type in _NAMES]
    first = [each for each in full[:1] if each.type == "integer"]  # a number that rows are known by
    for many in range(1, _MOST_OF_A_KEY + 1):
        for chosen in itertools.combinations([*first, *names], many):
            rows = list(zip(*(each.texts for each in chosen), strict=True))
            if len(set(rows)) == len(rows):
                return tuple(each.name for each in chosen)
    return ()


def _name(header: str) -> str:
    """Return the name of a column for a header: "Boats lost" → boats_lost."""
    return re.sub(r"[^a-z0-9]+", "_", header.strip().casefold()).strip("_")


def _shape_faults(sheet: Sheet) -> Iterator[ReportError]:
    if len(sheet.rows) < 2:
        yield ReportError("the file has no rows below its header", sheet.file)
    for row, texts in enumerate(sheet.rows):
        if len(texts) != len(sheet.rows[0]):
            what = f"{several(len(texts), 'cell')} where the header has {len(sheet.rows[0])}"
            hint = "Put quotes round a cell that holds a delimiter."
            yield ReportError(what, sheet.where(row, 0), hint)
            return


def _name_faults(sheet: Sheet, named: Sequence[str]) -> Iterator[ReportError]:
    for at, name in enumerate(named):
        header = sheet.rows[0][at]
        if not NAME.fullmatch(name):
            what = f'"{header}" cannot be made the name of a column'
            hint = "Begin it with a letter of English, in the first line of the file."
            yield ReportError(what, sheet.where(0, at), hint)
        elif name in named[:at]:
            what = f'"{header}" is the column "{name}" a second time'
            yield ReportError(what, sheet.where(0, at), "Name it otherwise, or leave it out.")


def _types(named: Sequence[str], cells: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the type that DuckDB takes each column for."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cells.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(named)
            writer.writerows(zip(*cells, strict=True))
        with duckdb.connect() as connection:
            read = (
                f"read_csv({quote(str(path))}, header = true, delim = ',', quote = '\"', "
                "escape = '\"', sample_size = -1, strict_mode = true)"
            )
            described = connection.execute(f"DESCRIBE FROM {read}").fetchall()
    return [str(kind) for _, kind, *_ in described]


def _untold(duckdb_type: str, said: Sequence[str]) -> tuple[str, str]:
    """Return why the type of a column cannot be told, and a hint; nothing where it can."""
    if not said:
        what = "it is empty in every row, and what it holds cannot be told"
        return what, "Leave it out of the file; or declare it by hand: docs/how-to/add-a-source.md"
    if duckdb_type == "DATE" and not all(map(_DAY.fullmatch, said)):
        what = f'"{said[0]}" is a date, and the order of its parts cannot be told'
        return what, "Write dates as 2023-09-30 in the file."
    if duckdb_type.startswith("TIME"):
        what = f'"{said[0]}" is a moment, and a table holds days'
        return what, "Write 2023-09-30 in the file, or years; or leave the column out."
    return "", ""


def _type(duckdb_type: str, name: str, said: Sequence[str]) -> str:
    """Return the type of Table Schema for some cells: one that all of them are spelled as."""

    def all_are(pattern: re.Pattern[str]) -> bool:
        return all(map(pattern.fullmatch, said))

    is_number = duckdb_type == "DOUBLE" or duckdb_type in _WHOLES
    types = {
        "yearmonth": all_are(_MONTH),
        "year": duckdb_type in _WHOLES and bool(_YEARS.search(name)) and all_are(_YEAR),
        "integer": duckdb_type in _WHOLES and all_are(_WHOLE),
        "number": is_number and all_are(_NUMBER),
        "boolean": duckdb_type == "BOOLEAN" and {*said} <= {"true", "false"},
        "date": duckdb_type == "DATE",
    }
    return next((kind for kind, fits in types.items() if fits), "string")


def entry(name: str, path: str, found: Sequence[Found]) -> str:
    """Return the entry of a table for the contract, a line for each column."""
    fields = ",\n".join(f"          {_field(each)}" for each in found)
    told = key(found)
    primary = f',\n        "primaryKey": {json.dumps(told)}' if told else ""
    return (
        f'    {{\n      "name": "{name}",\n      "path": "{path}",\n'
        f'      "title": "{words(name)}",\n'
        f'      "description": "{MARK} What the table holds, and what one row of it is.",\n'
        f'      "schema": {{\n        "fields": [\n{fields}\n        ]{primary}\n      }}\n    }}'
    )


def _field(found: Found) -> str:
    parts = [f'"name": "{found.name}", "type": "{found.type}", "title": "{words(found.name)}"']
    if found.type == "year" and found.name == "year":
        parts.append('"period": true')
    if found.is_full:
        parts.append('"constraints": {"required": true}')
    return f"{{{', '.join(parts)}}}"
