"""Checked tables and figures in, what of a figure prints values that may not be passed on out.

What is guaranteed: no cell of a figure is a text that stands in a withheld column or table and
nowhere else in the data, whatever its query calls it; and no column of a figure is one that is
withheld, renamed or cast on its way or not. A query that computes gives something new, and may:
a number that an aggregate took from a single row, a date in other words, a part of a text are
the editors' to judge. DuckDB tells no lineage of columns, so renamings are followed by name.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import duckdb

from report import withholding
from report.errors import ReportError, raise_all
from report.model import Figure
from report.tables import Tables
from report.tables.quoting import quote, shown

_BATCH = 1000  # texts that one question to the tables asks for
_SOURCE = "source"  # holds the names of declared sources, which are told anyway


def check(tables: Tables, figures: Iterable[Figure]) -> None:
    """Raise every figure that prints what may not be passed on."""
    withheld = withholding.of(tables.contract)
    if not withheld:
        return
    computed = list(figures)
    raise_all(
        [
            *(fault for figure in computed for fault in _columns(figure, withheld)),
            *_texts(tables, computed, withheld),
        ]
    )


def _columns(figure: Figure, withheld: withholding.Withheld) -> Iterator[ReportError]:
    """Find columns of a figure that are columns which may not be passed on."""
    for table in sorted(withheld.columns):
        if table in withholding.reads(figure.sql, [table]):
            names = _carriers(figure.sql, withheld.of(table))
            for column in figure.columns:
                if column.name in names:
                    what = f'"{column.name}" has values of "{table}" that may not be passed on'
                    hint = (
                        "If they are computed from such values, give the column a name of its own."
                    )
                    yield ReportError(what, figure.path, hint)


def _carriers(sql: str, hidden: Collection[str]) -> set[str]:
    """Return every name by which a query calls a hidden column, itself included."""
    with duckdb.connect() as con:
        found = con.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    renamed = list(_renamed(json.loads(found[0]) if found else {}))
    names = {*hidden}
    while more := {new for old, new in renamed if old in names and new not in names}:
        names |= more
    return names


def _renamed(node: object) -> Iterator[tuple[str, str]]:
    """Yield (column, alias) of every plain or cast column that some SELECT gives another name."""
    if isinstance(node, list):
        for each in node:
            yield from _renamed(each)
    elif isinstance(node, dict):
        for item in node.get("select_list", ()):
            column = _column(item)
            if column and item.get("alias"):
                yield column, item["alias"]
        for each in node.values():
            yield from _renamed(each)


def _column(item: Mapping[str, Any]) -> str:
    """Return the column that an expression is, whatever it is cast to; else nothing."""
    while item.get("class") == "CAST":
        item = item["child"]
    return item["column_names"][-1] if item.get("class") == "COLUMN_REF" else ""


def _texts(
    tables: Tables, figures: Iterable[Figure], withheld: withholding.Withheld
) -> Iterator[ReportError]:
    """Find cells that are texts which stand in what is withheld, and nowhere else in the data."""
    cells: dict[str, dict[str, None]] = {}
    for figure in figures:
        for row in figure.rows:
            for value in row:
                if isinstance(value, str):
                    cells.setdefault(value, {})[figure.path] = None
    closed, free = _columns_of_text(tables, withheld)
    for table, column in closed:
        told = _standing(tables, table, column, cells)
        for other in free:
            told -= _standing(tables, *other, told)
        for text in sorted(told):
            for path in cells[text]:
                what = f'{shown(text)} stands in "{table}.{column}", which may not be passed on'
                yield ReportError(what, path, "Count or group such values, or leave them out.")


def _columns_of_text(
    tables: Tables, withheld: withholding.Withheld
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    closed: list[tuple[str, str]] = []
    free: list[tuple[str, str]] = []
    for table in tables.contract.tables:
        for field in table.fields:
            if field.duckdb != "VARCHAR" or field.name == _SOURCE:
                continue
            is_closed = table.name in withheld.tables or field.name in withheld.of(table.name)
            (closed if is_closed else free).append((table.name, field.name))
    return closed, free


def _standing(tables: Tables, table: str, column: str, texts: Collection[str]) -> set[str]:
    """Return which of these texts stand in a column."""
    found: set[str] = set()
    wanted = sorted(texts)
    for start in range(0, len(wanted), _BATCH):
        listed = ", ".join(map(quote, wanted[start : start + _BATCH]))
        sql = f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IN ({listed})'
        found |= {str(row[0]) for row in tables.query(sql, table).rows}
    return found
