"""A change in, how it is printed out: on the page and in a terminal alike."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from report.facts import Plain
from report.model import Column
from report.revisions import (
    CHANGED,
    GONE,
    CellChange,
    ChangedCells,
    Changes,
    FigureChange,
    PageChange,
    RowChange,
    TableChange,
)
from report.rows import Cells
from report.words import PERCENT, POINTS, Words, numbers
from report.words.numbers import exact

NOTHING = "–"
_MOST_DECIMALS = 6
_LONGEST = 200  # characters of a cell; all of it stands in changes.json and in the data
_KEPT = 0.4  # a sentence that kept less of its words is told whole, before and after
_WORD = re.compile(r"\s*(?:\w[\w'’.,]*\w|\S)")  # with the blanks before it; 1,200 is one
_SMALL, _POINTS_OF_A_WHOLE = 5, 25  # see _moved
_COUNT = Column("", "BIGINT", "", unit="things", decimals=0)
_SHARE = Column("", "DECIMAL(18,1)", "", unit=PERCENT)


@dataclass(frozen=True, slots=True)
class Move:
    """One cell that changed, as it is printed."""

    row: str  # empty for the one row of a figure
    column: str
    was: str
    now: str
    difference: str
    relative: str
    why: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Prints changes as the publication prints its values."""

    words: Words

    def count(self, number: int) -> str:
        """Return a count in digits."""
        return self.words.value(number, _COUNT)

    def value(self, value: Plain) -> str:
        """Return a value that stands alone, without a column that says what it is."""
        return self._printed(value, Column("", "VARCHAR", ""))

    def cell(self, text: str | None) -> str:
        """Return a cell of the data as it is written; nothing is told as nothing, long text cut."""
        return shortened(text) if text else NOTHING

    def figures(self, changes: Changes, state: str) -> list[FigureChange]:
        """Return the figures of a state, those first that moved most."""
        alike = [each for each in changes.figures if each.state == state]
        return sorted(alike, key=lambda each: (-_weight(each.rows), -len(each.rows), each.name))

    def size(self, figure: FigureChange) -> str:
        """Return how much of a figure changed, in short; nothing where it was only put otherwise."""
        moves = sum(len(row.cells) for row in figure.rows if row.state == CHANGED)
        rows = sum(row.state != CHANGED for row in figure.rows)
        sayings = self.words.sayings
        told = []
        if moves:
            count = self.count(moves)
            told.append(sayings.ngettext("%(num)s number", "%(num)s numbers", moves, num=count))
        told += [self._rows(rows)] if rows else []
        return ", ".join(told)

    def moves(self, figure: FigureChange) -> list[Move]:
        """Return the cells of a figure that both editions have, those first that moved most."""
        cells = [(cell, row) for row in figure.rows if row.state == CHANGED for cell in row.cells]
        # Stable: what moved alike stays in the order of the figure.
        return [self._move(*each) for each in sorted(cells, key=lambda each: -_moved(each[0]))]

    def rows(self, figure: FigureChange, state: str) -> list[RowChange]:
        """Return the rows of a figure that are new, or gone."""
        return [row for row in figure.rows if row.state == state]

    def said(self, row: RowChange) -> list[tuple[str, str]]:
        """Return what a new or a lost row says: label and value."""
        return [
            (cell.label, self._printed(cell.was if row.state == GONE else cell.now, _column(cell)))
            for cell in row.cells
        ]

    def sentences(self, pages: Iterable[PageChange]) -> int:
        """Count the sentences that changed."""
        return sum(len(page.sentences) for page in pages)

    def pages(self, changes: Changes) -> list[PageChange]:
        """Return the pages that both editions have, those first of which most was reworded."""
        alike = [each for each in changes.pages if each.state == CHANGED]
        return sorted(alike, key=lambda each: (-len(each.sentences), each.name))

    def rows_of_data(self, tables: Iterable[TableChange]) -> int:
        """Count the rows of the data that came, went or changed."""
        return sum(table.added + table.removed + table.changed for table in tables)

    def tally(self, table: TableChange) -> str:
        """Return in a sentence what became of the rows of a table."""
        if table.state != CHANGED:
            return f"{self._rows(table.added or table.removed)}."
        _ = self.words.sayings.gettext
        count = f"{self.count(table.rows_was)} → {self._rows(table.rows_now)}"
        told = []
        if table.added:
            told.append(_("%(count)s new", count=self.count(table.added)))
        if table.removed:
            told.append(_("%(count)s gone", count=self.count(table.removed)))
        if table.changed:
            cells = ", ".join(f"{name} {self.count(n)}" for name, n in table.cells.items())
            changed = self.count(table.changed)
            told.append(_("%(count)s changed (%(cells)s)", count=changed, cells=cells))
        whole = "" if table.key else "; " + _("it has no key, so rows are compared whole")
        became = ", ".join(told) or _("each as it was")
        return f"{count}: {became}{whole}."

    def listed(self, count: int, shown: int) -> str:
        """Return how many rows there are, and how many of them are listed."""
        told, _ = self._rows(count), self.words.sayings.gettext
        if count == shown:
            return told
        return _("The first %(shown)s of %(rows)s", shown=self.count(shown), rows=told)

    def cells(self, rows: Iterable[Cells]) -> list[list[str]]:
        """Return rows of the data as they are written."""
        return [[self.cell(text) for text in row.values()] for row in rows]

    def differing(self, table: TableChange, row: ChangedCells) -> list[tuple[str, str, str, str]]:
        """Return the cells in which a row of the data differs: row, column, was, now."""
        name = ", ".join(self.cell(row.now[column]) for column in table.key)
        return [
            (name, column, self.cell(row.was[column]), self.cell(row.now[column]))
            for column in row.columns
        ]

    def pieces(self, was: str, now: str) -> list[tuple[str, str, str]]:
        """Return a reworded sentence in pieces: "same", "gone" or "new", the gap before, the words."""
        before, after = _WORD.findall(was), _WORD.findall(now)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        if matcher.ratio() < _KEPT:
            return [_piece("gone", [was])] * bool(was) + [_piece("new", [" ", now])] * bool(now)
        told: list[tuple[str, str, str]] = []
        for tag, i, j, k, m in matcher.get_opcodes():
            if tag == "equal":
                told.append(_piece("same", before[i:j]))
                continue
            told += [_piece("gone", before[i:j])] if j > i else []
            told += [_piece("new", after[k:m])] if m > k else []
        return told

    def _rows(self, number: int) -> str:
        count = self.count(number)
        return self.words.sayings.ngettext("%(num)s row", "%(num)s rows", number, num=count)

    def _move(self, cell: CellChange, row: RowChange) -> Move:
        column = self._apart(cell)
        relative = ""
        if cell.relative is not None:
            places = 0 if abs(cell.relative) >= 10 else 1
            relative = self.words.signed(cell.relative, replace(_SHARE, decimals=places))
        return Move(
            row.name if row.key else "",
            cell.label,
            self._printed(cell.was, column),
            self._printed(cell.now, column),
            self._difference(cell, column) if cell.difference is not None else "",
            relative,
            cell.why,
        )

    def _apart(self, cell: CellChange) -> Column:
        """Return the column with as many decimals as tell both values apart."""
        column = _column(cell)
        if cell.difference is None:
            return column
        places = column.decimals
        if places is None:
            places = max(numbers.places_of(exact(each), column) for each in (cell.was, cell.now))
        for each in range(places, _MOST_DECIMALS + 1):
            column = replace(column, decimals=each)
            if self._printed(cell.was, column) != self._printed(cell.now, column):
                break
        return column

    def _difference(self, cell: CellChange, column: Column) -> str:
        """Return the difference of the two numbers as they are printed: readers subtract."""
        places = column.decimals or 0
        was, now = (numbers.rounded(exact(each), places) for each in (cell.was, cell.now))
        if column.unit != PERCENT:
            return self.words.signed(now - was, column)
        points = replace(column, unit=POINTS)
        _ = self.words.sayings.gettext
        word = self.words.plural(now - was, points, one=_("point"), many=_("points"))
        return f"{self.words.signed(now - was, points)} {word}"

    def _printed(self, value: Plain, column: Column) -> str:
        if value is None or value == "":
            return NOTHING
        return shortened(self.words.value(value, column))


def _piece(kind: str, words: Sequence[str]) -> tuple[str, str, str]:
    text = "".join(words)
    return kind, " " if text[:1].isspace() else "", text.strip()


def shortened(text: str) -> str:
    """Return a text that is no longer than a line or two."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _column(cell: CellChange) -> Column:
    return Column(cell.column, "", cell.label, unit=cell.unit, decimals=cell.decimals)


def _weight(rows: Sequence[RowChange]) -> float:
    return max((_moved(cell) for row in rows for cell in row.cells), default=0.0)


def _moved(cell: CellChange) -> float:
    """Return how far a number moved, for an order: as a share of the larger of both, about.

    Small counts are held back, or a move from 1 to 0 would stand before one from 60 to 40; four
    points of a share are as far as a sixth of a count.
    """
    if not isinstance(cell.difference, int | float):
        return 0.0
    if cell.unit == PERCENT:
        return abs(cell.difference) / _POINTS_OF_A_WHOLE
    numbers = [abs(each) for each in (cell.was, cell.now) if isinstance(each, int | float)]
    return abs(cell.difference) / (max(numbers) + _SMALL)
