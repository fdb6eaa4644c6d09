"""Figures and tables of now and of the edition before in, what moved beyond its budget out.

A figure says in its header how far a column may move, a table in the contract what share of its
rows it may lose. Values are compared as a manifest holds them, so that a sealed edition and the
sources of today are measured alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from report.contract import Contract
from report.facts import Past, PastFigure, Plain, of_figures
from report.header import ROWS
from report.history import same
from report.model import Budget, Figure

ALL = "all"  # the row of a figure that has one, and of what is said of all rows


@dataclass(frozen=True, slots=True)
class Move:
    """A value that is further from that of the edition before than its budget allows."""

    figure: str  # or "table" and the name of a table
    row: str  # its key, joined by blanks, or ALL
    column: str  # or "rows"
    was: str
    now: str
    budget: str
    before: str  # the edition that has the older value
    path: str  # where the budget stands

    @property
    def told(self) -> str:
        """What moved, as part of a sentence."""
        what = f'"{self.column}"' if self.row == ALL else f'"{self.column}" of "{self.row}"'
        if self.column == ROWS:
            what = f'the number of rows of "{self.figure}"'
        return f"{what} went from {self.was} in {self.before} to {self.now}"


def find(
    figures: Mapping[str, Figure], before: Past, renamed: Mapping[str, str] = MappingProxyType({})
) -> tuple[Move, ...]:
    """Return what of these figures moved beyond its budget since the edition before.

    ``renamed`` has the older name of a figure by its name of now. A row or a column that is new
    has not moved; a row that is gone counts for the number of rows.
    """
    budgeted = {name: figure for name, figure in figures.items() if figure.budgets}
    return tuple(
        move
        for name, now in of_figures(budgeted).items()
        if (was := before.figures.get(name) or before.figures.get(renamed.get(name, "")))
        for move in _moves(figures[name], now, was, before.edition)
    )


def find_in_tables(contract: Contract, rows: Mapping[str, int], before: Past) -> tuple[Move, ...]:
    """Return the tables that lost more of their rows since the edition before than they may."""
    moves = []
    for table in contract.tables:
        was, now, budget = before.rows.get(table.name), rows[table.name], table.may_shrink
        if was is not None and budget is not None and was - now > budget * was:
            where = (f"{(budget * 100).normalize():f}%", before.edition, contract.path)
            moves.append(Move(f"table {table.name}", ALL, ROWS, str(was), str(now), *where))
    return tuple(moves)


def row_name(key: Iterable[str]) -> str:
    """Return how a row is named: its key, joined by blanks, as YAML keeps it."""
    return " ".join(" ".join(key).split()) or ALL


def _moves(figure: Figure, now: PastFigure, was: PastFigure, before: str) -> Iterator[Move]:
    for budget in figure.budgets:
        for row, then, value in _pairs(budget.column, now, was):
            if _is_beyond(then, value, budget):
                texts = (_text(then), _text(value))
                where = (budget.shown, before, figure.path)
                yield Move(figure.name, row, budget.column, *texts, *where)


def _pairs(column: str, now: PastFigure, was: PastFigure) -> Iterator[tuple[str, Plain, Plain]]:
    """Return what a budget is about: each row that both have, its older and its newer value."""
    if column == ROWS:
        if len(now.rows) < len(was.rows):  # they may grow
            yield ALL, len(was.rows), len(now.rows)
        return
    older = was.by_key()
    for key, row in now.by_key().items():
        if key in older and column in older[key]:
            yield row_name(key), older[key][column], row[column]


def _is_beyond(was: Plain, now: Plain, budget: Budget) -> bool:
    if same(was, now):
        return False
    if was is None or now is None:  # no distance from nothing is within a budget
        return True
    then = Decimal(str(was))
    allowed = budget.amount * abs(then) / 100 if budget.relative else budget.amount
    return abs(Decimal(str(now)) - then) > allowed


def _text(value: Plain) -> str:
    return "nothing" if value is None else str(value)
