"""An original file → lines of cells, each cell with its address.

Nothing is guessed: the header must be the known one, every line must have its width, and
signs that cannot be seen are refused.  Blanks at the ends of a cell are dropped.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from report.errors import ReportError, did_you_mean, raise_all

# Controls, zero-width signs, bidi marks, and the sign that stands for a failed decoding.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]"
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and its address in the original."""

    text: str
    where: str

    def fault(self, what: str, hint: str) -> ReportError:
        """Return a fault of this cell that shows its text."""
        return ReportError(f'{what}: "{self.text}"', self.where, hint)

    def holding(self, text: str) -> "Cell":
        """Return a cell of the same address with another text."""
        return Cell(text, self.where)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an original under its header; columns without a name have an empty one."""

    columns: tuple[str, ...]
    cells: tuple[Cell, ...]

    def __getitem__(self, column: str) -> Cell:
        return self.cells[self.columns.index(column)]

    def after(self, column: str) -> tuple[Cell, ...]:
        """Return the cells to the right of a column, the empty ones left out."""
        return tuple(cell for cell in self.cells[self.columns.index(column) + 1 :] if cell.text)


@dataclass(frozen=True, slots=True)
class Original:
    """A file among the sources, and the header that it is known to have."""

    path: str  # below the folder of sources, with slashes
    columns: tuple[str, ...]  # the named ones; columns without a name may follow
    delimiter: str = ","
    sheet: str = ""  # of a workbook


def read(sources: Path, original: Original) -> tuple[Line, ...]:
    """Return the lines of an original below its header, the empty ones left out."""
    path = sources / original.path
    if not path.is_file():
        hint = "Put the file there, or name the folder that has it."
        raise ReportError("this original is missing", original.path, hint)
    return lines_of(
        _sheet_rows(path, original) if original.sheet else _csv_rows(path, original), original
    )


def lines_of(rows: Iterator[tuple[Cell, ...]], original: Original) -> tuple[Line, ...]:
    """Return rows of cells as lines below the known header, the empty ones left out."""
    columns = _checked_header(next(rows, ()), original)
    lines = [Line(columns, cells) for cells in rows if any(cell.text for cell in cells)]
    raise_all(fault for line in lines for fault in _faults(line))
    return tuple(lines)


def known(cell: Cell, meanings: Mapping[str, T], what: str, new: str = "") -> T:
    """Return what the text of a cell means, or refuse a text that is not known.

    ``new`` is what to do about a text that is right and was never seen.
    """
    if cell.text in meanings:
        return meanings[cell.text]
    raise cell.fault(f"unknown {what}", f"{did_you_mean(cell.text, meanings)} {new}".rstrip())


def faults_of(*readings: Callable[[], object]) -> tuple[ReportError, ...]:
    """Return the faults of all readings, which are tried one by one."""
    faults: list[ReportError] = []
    for reading in readings:
        try:
            reading()
        except ReportError as error:
            faults += error.errors
    return tuple(faults)


def whole(cell: Cell, least: int, most: int) -> int:
    """Return the whole number in a cell, within its limits."""
    if re.fullmatch(r"-?[0-9]{1,9}", cell.text) and least <= int(cell.text) <= most:
        return int(cell.text)
    raise cell.fault("not a whole number within its limits", f"It is one of {least} to {most}.")


def _csv_rows(path: Path, original: Original) -> Iterator[tuple[Cell, ...]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        hint = "Save the file as UTF-8."
        raise ReportError("this is not UTF-8", f"{original.path}:{line}", hint) from None
    reader = csv.reader(text.splitlines(keepends=True), delimiter=original.delimiter, strict=True)
    try:
        for texts in reader:
            where = f"{original.path}:{reader.line_num}"
            yield tuple(
                Cell(text.strip(), f"{where}, column {number}")
                for number, text in enumerate(texts, start=1)
            )
    except csv.Error as error:
        where = f"{original.path}:{reader.line_num}"
        hint = "Look for a quote that is not closed."
        raise ReportError(f"this is not CSV ({error})", where, hint) from None


def _sheet_rows(path: Path, original: Original) -> Iterator[tuple[Cell, ...]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError):
        hint = "Fetch it anew; a page of words saved under this name is not one."
        raise ReportError("this is not a workbook", original.path, hint) from None
    if original.sheet not in book.sheetnames:
        hint = did_you_mean(original.sheet, book.sheetnames)
        raise ReportError(f'no sheet named "{original.sheet}"', original.path, hint)
    for row, values in enumerate(book[original.sheet].iter_rows(values_only=True), start=1):
        yield tuple(
            Cell(
                "" if value is None else str(value).strip(),
                f"{original.path}, {original.sheet}!{get_column_letter(number)}{row}",
            )
            for number, value in enumerate(values, start=1)
        )


def _checked_header(header: tuple[Cell, ...], original: Original) -> tuple[str, ...]:
    columns = tuple(cell.text for cell in header)
    for number, expected in enumerate(original.columns):
        found = columns[number] if number < len(columns) else ""
        if found != expected:
            what = f'column {number + 1} of the header is "{found[:60]}", not "{expected}"'
            hint = "The layout has changed: look at the file, then mend the intake of it."
            where = header[number].where if number < len(header) else original.path
            raise ReportError(what, where, hint)
    hint = "The layout has changed: look at the file, then mend the intake of it."
    raise_all(
        ReportError(f'the header has a new column "{cell.text[:60]}"', cell.where, hint)
        for cell in header[len(original.columns) :]
        if cell.text
    )
    return columns


def _faults(line: Line) -> Iterable[ReportError]:
    if len(line.cells) != len(line.columns):
        hint = f"There are {len(line.columns)} columns; look for a stray or missing separator."
        what = f"this line has {len(line.cells)} cells"
        yield ReportError(what, line.cells[0].where, hint)
    for cell in line.cells:
        if UNSEEN.search(cell.text):
            yield cell.holding(ascii(cell.text)).fault("a sign that cannot be seen", "Remove it.")
