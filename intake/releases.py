"""One file of a source, as ``report.intake`` read it → lines of a known original, and rows.

``build.py import`` reads files within bounds and says where each cell stands; here they become
the lines that the rest of this package knows. A later release may have other years in its
header: it is told apart by ``--wave``, and then fits the layout of the release before.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from typing import Generic, TypeVar

from intake.companies import LIST, Firm, companies
from intake.files import text_of
from intake.originals import Cell, Line, Original, lines_of
from intake.rows import Row
from report.errors import ReportError
from report.intake import Incoming, Present, Record, Sheet, Taken

_YEAR = re.compile(r"\b20[0-9][0-9]\b")


RowT_co = TypeVar("RowT_co", bound=Row, covariant=True)


@dataclass(frozen=True, slots=True)
class Placed(Generic[RowT_co]):
    """A row, and the cells that its columns come from."""

    row: RowT_co
    cell: Cell  # of all columns that have none of their own
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def where(self, column: str) -> str:
        """Return the address that a column comes from."""
        return self.cells.get(column, self.cell).where


def fitting(
    taken: Taken, originals: Sequence[Original], wave: int | None
) -> tuple[Original, tuple[Line, ...]]:
    """Return which original a file is laid out as, and its lines below the header."""
    sheet, original = max(
        ((sheet, original) for sheet in taken.sheets for original in originals),
        key=lambda pair: _alike(*pair),
    )
    if 2 * _alike(sheet, original) < len(original.columns):
        hint = f"Its header would begin: {', '.join(original.columns[:6])}"
        raise ReportError("the file has none of the layouts that are known", taken.file, hint)
    rows = [tuple(Cell(each.text.strip(), each.where) for each in row) for row in sheet.cells()]
    rows[0] = _of_another_year(rows[0], original, wave)
    return original, lines_of(iter(rows), original)


def incoming(
    table: str, placed: Iterable[Placed[Row]], within: Mapping[str, frozenset[str]] | None = None
) -> Incoming:
    """Return rows as those that come in for a table."""
    rows = tuple(placed)
    columns = tuple(each.name for each in fields(rows[0].row)) if rows else ()
    records = tuple(Record(tuple(map(text_of, astuple(each.row))), each.where) for each in rows)
    return Incoming(table, columns, records, within or {})


def company_rows(
    firms: Mapping[str, Firm],
    present: Present,
    named: Mapping[str, Cell],
    others: Iterable[Mapping[str, str]],
    inventory: Iterable[Mapping[str, str]] | None = None,
) -> Incoming:
    """Return the table of firms: those that the file names, and those that other rows name.

    ``others`` are the rows that stay and name firms, ``inventory`` the deals that say where
    firms are from: those of the data, unless the file has newer ones.
    """
    origins: dict[str, set[str]] = defaultdict(set)
    deals = tuple(present("deals") if inventory is None else inventory)
    for deal in deals:
        if deal["company"]:
            origins[deal["company"]] |= {deal["exporter"]} - {""}
    used = {row["company"] for row in (*others, *deals) if row["company"]} | named.keys()
    source = max((deal["source"] for deal in deals), default="")
    homes = {slug: frozenset(found) for slug, found in origins.items()}
    rows = companies(firms.values(), frozenset(used), homes, source)
    ours = Cell("", f"intake/{LIST.path}")
    return incoming("companies", (Placed(row, named.get(row.company, ours)) for row in rows))


def _alike(sheet: Sheet, original: Original) -> int:
    """Return how many columns of a header are where an original has them, whatever their year."""
    pairs = zip(sheet.rows[0], original.columns, strict=False)
    return sum(_yearless(one.strip()) == _yearless(other) for one, other in pairs)


def _of_another_year(
    header: tuple[Cell, ...], original: Original, wave: int | None
) -> tuple[Cell, ...]:
    """Return a header with the years of the original, where a new release is known to be one."""
    expected = (*original.columns, *[""] * len(header))
    differ = [
        cell
        for cell, column in zip(header, expected, strict=False)
        if cell.text != column and _yearless(cell.text) == _yearless(column)
    ]
    if differ and wave is None:
        hint = "Say of which year the release is: --wave YEAR."
        raise differ[0].fault("the header has another year than the release that is known", hint)
    return tuple(
        replace(cell, text=column) if cell in differ else cell
        for cell, column in zip(header, expected, strict=False)
    )


def _yearless(text: str) -> str:
    return _YEAR.sub("", text)
