"""A figure of two editions in, what changed of it out, row by row and cell by cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from report.budgets import row_name
from report.facts import PastColumn, PastFigure, Plain, plain
from report.header import ROWS
from report.history import same
from report.model import Reason
from report.revisions.values import CHANGED, GONE, NEW, CellChange, ColumnChange, RowChange

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons that one figure, or one table, moved beyond its budget."""

    given: Mapping[tuple[str, str], str]

    def of(self, key: tuple[str, ...], column: str) -> str:
        """Return why a cell moved; empty where there is no reason."""
        return self.given.get((row_name(key), column), "")

    def of_rows(self) -> str:
        """Return why there are fewer rows; empty where there is no reason."""
        return self.of((), ROWS)


def reasons_of(figure: str, reasons: Iterable[Reason]) -> Reasons:
    """Return the reasons that are given for one figure, by the name it has now."""
    return Reasons({(each.row, each.column): each.why for each in reasons if each.figure == figure})


def compare_columns(was: PastFigure, now: PastFigure) -> tuple[ColumnChange, ...]:
    """Return the columns that are new, gone, or have another label or unit."""
    old = {column.name: column for column in was.columns}
    new = {column.name: column for column in now.columns}
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        ColumnChange(
            CHANGED if name in old and name in new else NEW if name in new else GONE,
            name,
            *_both(name, new, old, "label"),
            *_both(name, new, old, "unit"),
        )
        for name in names
        if name not in old
        or name not in new
        or (old[name].label, old[name].unit) != (new[name].label, new[name].unit)
    )


def compare_rows(was: PastFigure, now: PastFigure, reasons: Reasons) -> tuple[RowChange, ...]:
    """Return the rows that changed, by their key; none where it is another key than before."""
    if was.key != now.key:
        return ()
    old, new = was.by_key(), now.by_key()
    lost = {key: row for key, row in old.items() if key not in new}
    names = {**_names(was, lost), **_names(now, new)}
    changes = []
    for key in (*new, *lost):
        state = CHANGED if key in old and key in new else NEW if key in new else GONE
        columns = {column.name: column for column in (was if state == GONE else now).columns}
        before = old.get(key, dict.fromkeys(columns))
        after = new.get(key, dict.fromkeys(columns))
        cells = tuple(
            _cell(column, before[name], after[name], reasons.of(key, name))
            for name, column in columns.items()
            if name not in now.key and name in before and name in after
            if state != CHANGED or not same(before[name], after[name])
        )
        if cells or state != CHANGED:
            changes.append(RowChange(state, names[key], key, cells))
    return tuple(changes)


def _both(
    name: str, new: Mapping[str, PastColumn], old: Mapping[str, PastColumn], part: str
) -> tuple[str, str]:
    return (
        str(getattr(new[name], part)) if name in new else "",
        str(getattr(old[name], part)) if name in old else "",
    )


def _names(
    figure: PastFigure, rows: Mapping[tuple[str, ...], Mapping[str, Plain]]
) -> dict[tuple[str, ...], str]:
    """Return what each row is called: by a text that no other row has, or by its key.

    A key is often a code or an address, and the name stands beside it.
    """
    for column in _texts(figure):
        values = [row[column] for row in rows.values()]
        if len(figure.key) == 1 and len(set(values)) == len(values):
            return {key: str(row[column]) for key, row in rows.items()}
    return {key: ", ".join(key) for key in rows}


def _texts(figure: PastFigure) -> Iterator[str]:
    """Yield the columns beside the key that hold text in every row."""
    for at, column in enumerate(figure.columns):
        if column.name not in figure.key and all(
            isinstance(row[at], str) and row[at] for row in figure.rows
        ):
            yield column.name


def _cell(column: PastColumn, was: Plain, now: Plain, why: str) -> CellChange:
    difference, relative = _moved(column, was, now)
    return CellChange(
        column.name,
        column.label,
        column.unit,
        column.decimals,
        was,
        now,
        difference,
        relative,
        why,
    )


def _moved(column: PastColumn, was: Plain, now: Plain) -> tuple[Plain, float | None]:
    """Return by how much a number moved; a year and a rank have no unit, and do not move."""
    if not column.unit or not _is_number(was) or not _is_number(now):
        return None, None
    before, after = Decimal(str(was)), Decimal(str(now))
    share = column.unit == PERCENT or "percentage" in column.unit
    relative = (
        None if share or not before else float(round(100 * (after - before) / abs(before), 1))
    )
    return plain(after - before), relative


def _is_number(value: Plain) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
