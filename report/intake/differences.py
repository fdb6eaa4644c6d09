"""A table as it is and as it would be → the rows added, removed and changed, cell by cell."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from report.intake.tabled import Tabled
from report.intake.values import Record
from report.voice import several


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that has another value."""

    column: str
    was: str
    now: str
    where: str  # the cell that it comes from


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new, gone or otherwise."""

    key: tuple[tuple[str, str], ...]  # columns and texts that name it
    where: str  # where the row comes from, or stood
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What would become of one table."""

    table: str
    path: str  # as typed in the project
    rows: int  # as it would be
    added: tuple[RowChange, ...]
    removed: tuple[RowChange, ...]
    changed: tuple[RowChange, ...]

    @property
    def is_one(self) -> bool:
        """Whether anything would be otherwise."""
        return bool(self.added or self.removed or self.changed)


def compare(before: Tabled, after: Tabled, path: str) -> Difference:
    """Compare a table with what it would be, row by row under the same key."""
    old = {before.key(record): record for record in before.records}
    new = {after.key(record): record for record in after.records}
    # Without a primary key a row may stand twice: each is one more, or one less.
    had = Counter(map(before.key, before.records))
    has = Counter(map(after.key, after.records))
    return Difference(
        table=after.table.name,
        path=path,
        rows=len(after.records),
        added=tuple(_row(after, new[key]) for key in (has - had).elements()),
        removed=tuple(_row(before, old[key]) for key in (had - has).elements()),
        changed=tuple(
            _row(after, record, cells)
            for key, record in new.items()
            if key in old and (cells := tuple(_cells(after, old[key], record)))
        ),
    )


def as_json(difference: Difference) -> dict[str, object]:
    """Return all of a difference, for a report."""
    return {
        "path": difference.path,
        "rows": difference.rows,
        "added": [_told(row) for row in difference.added],
        "removed": [_told(row) for row in difference.removed],
        "changed": [
            {
                **_told(row),
                "cells": [
                    {"column": each.column, "was": each.was, "is": each.now, "from": each.where}
                    for each in row.cells
                ],
            }
            for row in difference.changed
        ],
    }


def as_text(difference: Difference, most: int) -> Iterator[str]:
    """Yield the lines that tell of a difference: its counts, and the first rows of each kind."""
    kinds = (("+", difference.added), ("-", difference.removed), ("~", difference.changed))
    counts = ", ".join(
        f"{len(rows):,} {word}"
        for word, (_, rows) in zip(("added", "removed", "changed"), kinds, strict=True)
    )
    yield f"{difference.path}: {several(difference.rows, 'row')}; {counts}"
    for mark, rows in kinds:
        for row in rows[:most]:
            named = ", ".join(f"{column} {text}" for column, text in row.key)
            if not row.cells:
                yield f"  {mark} {named}  ({row.where})"
            for cell in row.cells:
                yield f'  {mark} {named}: {cell.column} "{cell.was}" → "{cell.now}"  ({cell.where})'
        if len(rows) > most:
            yield f"  {mark} and {len(rows) - most:,} more"


def _told(row: RowChange) -> dict[str, object]:
    return {"key": dict(row.key), "from": row.where}


def _row(tabled: Tabled, record: Record, cells: tuple[CellChange, ...] = ()) -> RowChange:
    names = [field.name for field in tabled.table.fields]
    shown = tabled.table.primary_key or tuple(names)
    key = tuple((name, record.texts[names.index(name)]) for name in shown)
    return RowChange(key, record.origin(shown[0]), cells)


def _cells(after: Tabled, old: Record, new: Record) -> Iterator[CellChange]:
    for field, was, now in zip(after.table.fields, old.texts, new.texts, strict=True):
        if was != now:
            yield CellChange(field.name, was, now, new.origin(field.name))
