"""The edition before and the numbers of now in, what readers of the front page are told out.

Only what was sealed before counts: the same sources and the same record say the same for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report.bindings import Cell
from report.facts import Past, PastFigure, of_figures, plain
from report.history import printed, same
from report.model import Column, Figure, Row
from report.words import Words


@dataclass(frozen=True, slots=True)
class Moved:
    """A lead number that is another than it was."""

    label: str  # what it counts
    was: str  # both as printed
    now: str
    address: str  # of the number's row, below the edition's root


@dataclass(frozen=True, slots=True)
class Since:
    """How the figures of now stand to those of the edition before."""

    before: Past
    renamed: Mapping[str, str]  # names that figures had before → names they have now
    moved: int  # figures that hold other numbers or other rows
    new: int
    gone: int

    def was(self, figure: Figure, row: Row, column: Column, words: Words) -> str | None:
        """Return how a cell was printed in the edition before, where it was another value.

        None where it was the same, and where that edition had no such number.
        """
        old = {new: old for old, new in self.renamed.items()}.get(figure.name, figure.name)
        then = self.before.figures.get(old)
        if then is None or then.key != figure.key:
            return None
        key = tuple(str(row[figure.index(name)]) for name in figure.key)
        record = then.by_key().get(key, {})
        now = plain(row[figure.index(column.name)])
        if column.name not in record or same(record[column.name], now):
            return None
        return printed(record[column.name], column, words)


def read(
    figures: Mapping[str, Figure], past: Sequence[Past], renamed: Mapping[str, str]
) -> Since | None:
    """Compare the figures of now with those of the edition before; None where there is none."""
    if not past:
        return None
    # A name that both have did not move: it may have been given up once, and taken by another.
    before = past[0].figures
    moves = {
        old: new
        for old, new in renamed.items()
        if old in before and old not in figures and new not in before
    }
    was = {moves.get(name, name): figure for name, figure in before.items()}
    now = of_figures(figures)
    both = [name for name in now if name in was]
    moved = sum(not _alike(was[name], now[name]) for name in both)
    return Since(past[0], moves, moved, len(now) - len(both), len(was) - len(both))


def _alike(was: PastFigure, now: PastFigure) -> bool:
    """Tell whether two figures hold the same rows, in whatever order, in the columns of both."""
    if was.key != now.key:
        return False
    old, new = was.by_key(), now.by_key()
    shared = {c.name for c in was.columns} & {c.name for c in now.columns}
    return old.keys() == new.keys() and all(
        same(old[key][name], row[name]) for key, row in new.items() for name in shared
    )


def moved_of(since: Since, leads: Iterable[tuple[Cell, str]], words: Words) -> list[Moved]:
    """Return which of these lead numbers moved; with each comes what it counts."""
    return [
        Moved(label, was, cell.text, cell.address)
        for cell, label in leads
        if (was := since.was(cell.figure, cell.row, cell.column, words)) is not None
    ]
