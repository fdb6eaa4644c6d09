"""A CSV file as strangers make them → one sheet of texts; what cannot be read is refused.

Taken are UTF-8 with or without a mark at its start, and commas, semicolons, tabs and upright
strokes between the cells. What else a file can be, ``tables.textfile`` knows and names.
"""

from collections.abc import Collection
from pathlib import Path

from report.errors import ReportError
from report.intake.limits import too_many_cells
from report.intake.values import Sheet, Taken
from report.tables.textfile import TextFileError, read

DELIMITERS = (",", ";", "\t", "|")
NAMED = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def read_text(path: Path, shown: str, known: Collection[str] = ()) -> Taken:
    """Read a text; the delimiter is the one that shows most columns, of ``known`` ones at first."""
    try:
        delimiter = _find_delimiter(path, known)
    except TextFileError as fault:
        raise _told(fault, shown) from None
    note = f"{shown}: the cells are divided by {NAMED[delimiter]}"
    sheet = _read(path, shown, delimiter)
    return Taken(shown, (sheet,), () if delimiter == "," else (note,))


def read_commas(path: Path, shown: str) -> Sheet:
    """Read a text whose cells are known to be divided by commas: a table of ours."""
    return _read(path, shown, ",")


def _read(path: Path, shown: str, delimiter: str) -> Sheet:
    rows, lines, cells = [], [], 0
    try:
        for line, record in read(path, delimiter):
            cells += len(record)
            too_many_cells(cells, shown)
            if any(text.strip() for text in record):
                rows.append(tuple(record))
                lines.append(line)
    except TextFileError as fault:
        raise _told(fault, shown) from None
    return Sheet(shown, "text", "", tuple(rows), tuple(lines), delimiter)


def _told(fault: TextFileError, shown: str) -> ReportError:
    return ReportError(fault.what, f"{shown}:{fault.line}" if fault.line else shown, fault.hint)


def _find_delimiter(path: Path, known: Collection[str]) -> str:
    def shows(delimiter: str) -> tuple[int, int]:
        _, header = next(read(path, delimiter), (1, []))
        return sum(name.strip() in known for name in header), len(header)

    found: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITERS:
        try:
            found[delimiter] = shows(delimiter)
        except TextFileError:
            if delimiter == DELIMITERS[-1] and not found:
                raise
    return max(found, key=lambda each: found[each])
