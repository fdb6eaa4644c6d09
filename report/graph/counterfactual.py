"""What was computed and what else it could be in, what is the same in both out.

``unmoved`` compares with everything computed anew, ``without`` with tables that lack some rows: each figure, claim and query for rows behind a figure that reads the table is computed again
without the rows. What gives the same is known not to depend on them; of what gives something
else, the cells that pages ask for are compared one by one.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report.bindings import Read
from report.contract import TableContract
from report.errors import ReportError
from report.gathering import Gathered
from report.graph import Traced
from report.graph.inputs import named, result, words
from report.graph.values import Node
from report.model import Figure, Row
from report.tables import Tables
from report.tables.quoting import quote

_SAID = "--where"


@dataclass(frozen=True, slots=True)
class Without:
    """What is known of a table without some of its rows."""

    table: Node
    rows: int  # how many are left out
    unmoved: frozenset[Node]  # what is the same without them


def of_key(table: TableContract, key: str) -> str:
    """Return the condition of one row, by the values of its primary key with commas between."""
    values = [each.strip() for each in next(csv.reader([key]), [])]
    if not table.primary_key:
        hint = f"Say which rows: --where \"{table.fields[0].name} = '…'\"."
        raise ReportError(f'the table "{table.name}" has no primary key', table.path, hint)
    if len(values) != len(table.primary_key):
        what = f'the key of "{table.name}" is {", ".join(table.primary_key)}, and "{key}" is not'
        raise ReportError(what, hint="Give a value for each, with commas between.")
    pairs = zip(table.primary_key, values, strict=True)
    return " AND ".join(f'"{name}"::VARCHAR = {quote(value)}' for name, value in pairs)


def without(data: Tables, traced: Traced, *, table: str, condition: str) -> Without:
    """Compute everything that reads a table without the rows that fulfil a condition."""
    found = data.query(f'SELECT count(*) FROM "{table}" WHERE ({condition}\n)', _SAID).rows[0][0]
    if not found:
        names = ", ".join(field.name for field in data.contract.table(table).fields)
        what = f'no row of "{table}" is so: {condition}'
        raise ReportError(what, hint=f"Its columns are {names}.")
    node, veiled = named("table", table), data.without(table, condition)
    now = {
        each: _rows(veiled, figure)
        for each, figure in computed(traced.got).items()
        if node in traced.graph.made_of(each)
    }
    return Without(node, int(str(found)), _same(traced, now))


def unmoved(traced: Traced, now: Gathered) -> frozenset[Node]:
    """Return what is as it was, once everything is computed anew.

    What hangs on these alone need not be made again: ``traced.graph.affected(inputs, unmoved)``.
    """
    was, figures = traced.got, now.figures
    anew = computed(now)
    rows = {each: anew[each].rows for each in computed(was) if each in anew}
    same = set(_same(traced, rows))
    for name, figure in was.figures.items():
        if name in figures and replace(figure, rows=()) == replace(figures[name], rows=()):
            same.add(words(figure))
    for kind, before, after in (
        ("claim", was.claims, now.claims),
        ("behind", was.behind, now.behind),
    ):  # these are rows and words in one
        same -= {named(kind, name) for name in before if before[name] != after.get(name)}
    for name, text in was.captions.texts.items():
        if now.captions.texts.get(name) == text:
            same.add(named("caption", name))
    return frozenset(same)


def computed(got: Gathered) -> dict[Node, Figure]:
    """Return everything that is the result of a query, by its node."""
    return {
        **{result(figure): figure for figure in got.figures.values()},
        **{named("behind", each.name): each for each in got.behind.values()},
        **{named("claim", claim.name): claim.figure for claim in got.claims.values()},
    }


def _same(traced: Traced, now: Mapping[Node, Sequence[Row] | None]) -> frozenset[Node]:
    """Return what gives the same rows as before, and the cells that are the same in the others."""
    was = computed(traced.got)
    same = {each for each, rows in now.items() if rows == was[each].rows}
    moved = {each.name: rows for each, rows in now.items() if each.kind == "figure"}
    return frozenset(same.union(_same_cells(traced.got.figures, moved, traced.asked)))


def _rows(veiled: Tables, figure: Figure) -> Sequence[Row] | None:
    """Return the rows that a query gives; none where it fails, which is another result as well."""
    try:
        return veiled.query(figure.sql, figure.path).rows
    except ReportError:
        return None


def _same_cells(
    figures: Mapping[str, Figure],
    moved: Mapping[str, Sequence[Row] | None],
    asked: Mapping[Node, Read],
) -> Iterator[Node]:
    """Yield the questions that get the same answer of a figure that has moved."""
    for node, read in asked.items():
        figure, rows = figures[read.name], moved.get(read.name)
        # Shares of a whole are rounded together: others decide how one of them is printed.
        if rows is None or any(column.whole for column in figure.columns):
            continue
        if _answer(figure, figure.rows, read) == _answer(figure, rows, read):
            yield node


def _answer(figure: Figure, rows: Sequence[Row], read: Read) -> list[Row]:
    wanted = [(figure.index(name), value) for name, value in read.where]
    shown = [figure.index(name) for name in read.columns] or range(len(figure.columns))
    return [
        tuple(row[n] for n in shown) for row in rows if all(row[n] == value for n, value in wanted)
    ]
