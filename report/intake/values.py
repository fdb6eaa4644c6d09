"""What is taken in: cells with their addresses, sheets of them, and rows for our own tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from openpyxl.utils import get_column_letter

Kind = Literal["text", "workbook", "parquet"]
Rows = tuple[
    Mapping[str, str], ...
]  # of a table as it is now: each row by the names of its columns
Present = Callable[[str], Rows]  # the name of a table → its rows as they are now


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one cell, and its address: book.xlsx, Sheet1!C12 or list.csv:12, column 3."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as strangers made it: texts in rows, the first of which is the header."""

    file: str  # as typed
    kind: Kind
    name: str  # of a sheet in a workbook; empty elsewhere
    rows: tuple[tuple[str, ...], ...]  # the empty ones left out
    lines: tuple[int, ...]  # the number that each row has in its file
    delimiter: str = ""  # of a text

    def where(self, row: int, column: int) -> str:
        """Return the address of a cell; both are counted from 0, in ``rows``."""
        line = self.lines[row]
        if self.kind == "workbook":
            return f"{self.file}, {self.name}!{get_column_letter(column + 1)}{line}"
        if self.kind == "parquet":
            return f"{self.file}, row {line}, column {column + 1}"
        return f"{self.file}:{line}, column {column + 1}"

    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """Return every row as cells that know where they stand."""
        return tuple(
            tuple(Cell(text, self.where(row, column)) for column, text in enumerate(texts))
            for row, texts in enumerate(self.rows)
        )


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read: its sheets (one, of a text or Parquet), and what was noticed."""

    file: str  # as typed
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A row for a table: its texts in the order of the fields, and where each comes from."""

    texts: tuple[str, ...]
    origin: Callable[[str], str]  # the name of a column → the address of the cell


@dataclass(frozen=True, slots=True)
class Incoming:
    """Rows for one table, and which of its present rows they stand for."""

    table: str
    columns: tuple[str, ...]  # of the records, in their order
    records: tuple[Record, ...]
    # Replaced are the present rows whose columns have one of these values; if none is named, all.
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    keeps: bool = False  # present rows stay, unless a record has their key


@dataclass(frozen=True, slots=True)
class Restated:
    """What a file says, as rows of our tables, and what had to be mended for it."""

    tables: tuple[Incoming, ...]
    mended: tuple[Cell, ...] = ()  # what was done, and at which cell
    notes: tuple[str, ...] = ()
