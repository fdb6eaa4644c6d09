"""Checked tables and ``queries/*.sql`` in, ``Figure``s out: each what its header promises.

The stem of a file is the figure's name; there is no list of figures anywhere.
"""

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb

from report.errors import ReportError, did_you_mean, raise_all
from report.header import Header, parse_budgets, parse_columns, parse_literals, read_header
from report.model import Column, Figure, Project, Row, Source, Value
from report.names import alike
from report.tables import Result, Tables
from report.words.shares import whole_shares

_REQUIRED = {"title", "columns", "sources"}
_OPTIONAL = {"key", "rows", "note", "allow", "reconciles", "pinned", "literal"}
_OF_FIGURES = _OPTIONAL | {"budget"}  # rows behind a figure have no budget, their figure has


def compute(tables: Tables, project: Project) -> dict[str, Figure]:
    """Compute every figure of a publication, by name; raise the faults of all of them together."""
    figures: dict[str, Figure] = {}
    paths = sorted(project.queries.glob("*.sql"))
    errors = [*alike({path.stem: project.shown(path) for path in paths}, kind="figure")]
    for path in paths:
        try:
            figures[path.stem] = compute_one(path, tables, project)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return figures


def compute_one(path: Path, tables: Tables, project: Project) -> Figure:
    """Compute the figure of one file; raise its faults."""
    read = header(path, project.shown(path))
    return ask(path.stem, read, tables, title=read.text("title"))


def compute_behind(
    tables: Tables, project: Project, figures: Mapping[str, Figure]
) -> dict[str, Figure]:
    """Compute ``queries/behind/<figure>.sql``: the input rows, with the key of their figure."""
    behind: dict[str, Figure] = {}
    errors: list[ReportError] = []
    for path in sorted((project.queries / "behind").glob("*.sql")):
        try:
            read = header_behind(path, project.shown(path))
            raise_all(_strays(path.stem, read, figures))
            behind[path.stem] = ask(path.stem, read, tables, title=read.text("title"))
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return behind


def header(path: Path, shown: str) -> Header:
    """Read the header of a figure; ``shown`` is its path as typed."""
    read = read_header(path, shown, required=_REQUIRED, optional=_OF_FIGURES)
    raise_all(_key_faults(read))
    return read


def header_behind(path: Path, shown: str) -> Header:
    """Read the header of the rows behind a figure."""
    read = read_header(path, shown, required=_REQUIRED, optional=_OPTIONAL)
    raise_all(_key_faults(read))
    return read


def _strays(name: str, header: Header, figures: Mapping[str, Figure]) -> Iterator[ReportError]:
    if name not in figures:
        hint = did_you_mean(name, figures)
        yield ReportError(f'no figure named "{name}" has rows behind it', header.path, hint)
        return
    columns = [column.name for column in parse_columns(header)]
    for key in figures[name].key:
        if key not in columns:
            hint = f"They are told apart by the figure's key: {', '.join(figures[name].key)}."
            yield ReportError(f'the rows behind lack the column "{key}"', header.path, hint)


def ask(name: str, header: Header, tables: Tables, *, title: str, zeros: bool = False) -> Figure:
    """Run the query of one file and hold it to its header; without a key it has one row.

    ``zeros`` says that a zero is an answer here and no sign of a misspelt value.
    """
    sources = {source.name: source for source in tables.contract.sources}
    columns, result = promised(header, tables)
    if zeros:
        columns = tuple(replace(column, allows=column.allows | {"zero"}) for column in columns)
    figure = Figure(
        name=name,
        title=title,
        columns=columns,
        key=header.names("key"),
        rows=result.rows,
        sources=tuple(sources[source] for source in header.names("sources")),
        sql=header.sql,
        path=header.path,
        note=header.text("note"),
        reconciles=header.text("reconciles"),
        pinned=header.text("pinned"),
        literals=parse_literals(header),
        budgets=parse_budgets(header, columns),
    )
    raise_all(
        [*_row_faults(header, figure), *_order_faults(header, figure), *_value_faults(figure)]
    )
    return replace(figure, columns=tuple(_whole(header, figure, column) for column in columns))


def promised(header: Header, tables: Tables) -> tuple[tuple[Column, ...], Result]:
    """Run a query and hold its columns to its header, whatever its rows are."""
    sources = {source.name: source for source in tables.contract.sources}
    columns = parse_columns(header)
    raise_all(_promises(header, columns, sources))
    result = tables.query(header.sql, header.path)
    raise_all(_shape_faults(header, columns, result))
    return columns, result


def _whole(header: Header, figure: Figure, column: Column) -> Column:
    """Settle how shares of a whole are printed, so that the printed ones sum to 100."""
    if not column.whole:
        return column
    names = [each.name for each in figure.columns]
    if column.whole not in names:
        hint = did_you_mean(column.whole, names)
        what = f'"{column.name}" shares a whole by no column "{column.whole}"'
        raise ReportError(what, header.place("columns"), hint)
    at, by = figure.index(column.name), figure.index(column.whole)
    printed: dict[Value, Decimal] = {}
    for group in dict.fromkeys(row[by] for row in figure.rows):
        shares = [row[at] for row in figure.rows if row[by] == group]
        try:
            rounded = whole_shares(shares, column.decimals or 0)
        except ReportError as error:
            raise ReportError(error.what, header.place("columns"), error.hint) from None
        for share, shown in zip(shares, rounded, strict=True):
            if printed.setdefault(share, shown) != shown:
                what = f'equal shares of "{column.name}" would be printed differently: {share}'
                hint = "Print one more decimal."
                raise ReportError(what, header.place("columns"), hint)
    return replace(column, printed=printed)


def _promises(
    header: Header, columns: tuple[Column, ...], sources: Mapping[str, Source]
) -> Iterator[ReportError]:
    names = [column.name for column in columns]
    for key in header.names("key"):
        if key not in names:
            hint = did_you_mean(key, names)
            yield ReportError(f'the key names no column "{key}"', header.place("key"), hint)
    agreed = header.text("reconciles")
    if agreed and ("BOOLEAN", agreed) not in [(column.type, column.name) for column in columns]:
        hint = "Name the column that says whether a row agrees with what is printed."
        yield ReportError(f'no BOOLEAN column "{agreed}"', header.place("reconciles"), hint)
    for source in header.names("sources"):
        if source not in sources:
            hint = did_you_mean(source, sources)
            yield ReportError(f'no source "{source}"', header.place("sources"), hint)


def _key_faults(header: Header) -> Iterator[ReportError]:
    if header.text("rows") not in {"", "one"}:
        yield ReportError('"rows" can only be "one"', header.place("rows"))
    if header.text("allow") not in {"", "empty"}:
        yield ReportError('"allow" can only be "empty"', header.place("allow"))
    if ("key" in header.entries) == ("rows" in header.entries):
        hint = 'Name the columns that tell rows apart ("-- key: …"), or write "-- rows: one".'
        yield ReportError("a figure has either a key or one row", header.place("key"), hint)


def _shape_faults(
    header: Header, columns: tuple[Column, ...], result: Result
) -> Iterator[ReportError]:
    promised = [(column.name, column.type) for column in columns]
    if promised != list(result.columns):
        found = ", ".join(f"{name} {kind}" for name, kind in result.columns)
        said = ", ".join(f"{name} {kind}" for name, kind in promised)
        yield ReportError(
            f"the header promises {said}; the query returns {found}",
            header.place("columns"),
            "Change the header, or cast and name the columns in the SELECT.",
        )


def _row_faults(header: Header, figure: Figure) -> Iterator[ReportError]:
    if not figure.key:
        if len(figure.rows) != 1:
            what = f"one row was promised, the query returns {len(figure.rows)}"
            yield ReportError(what, header.place("rows"))
        return
    if not figure.rows and header.text("allow") != "empty":
        hint = 'Look for a misspelt value in the WHERE clause, or write "-- allow: empty".'
        yield ReportError("the query returns no row", header.place("title"), hint)
    seen: set[Row] = set()
    for row in figure.rows:
        key = tuple(row[figure.index(name)] for name in figure.key)
        if key in seen or None in key:
            fault = "stands in several rows" if key in seen else "has a part without a value"
            yield ReportError(f"the key {_shown(key)} {fault}", header.place("key"))
        seen.add(key)


def _order_faults(header: Header, figure: Figure) -> Iterator[ReportError]:
    """Find an order that is left open: its rows would move from build to build."""
    if not figure.key or len(figure.rows) < 2:
        return
    names = {column.name for column in figure.columns}
    ordered = [name for name in _order_columns(header.sql) if name in names]
    seen = {tuple(row[figure.index(name)] for name in ordered) for row in figure.rows}
    if len(seen) < len(figure.rows):
        hint = f"End the query with ORDER BY …, {', '.join(figure.key)}."
        yield ReportError("the order of the rows is left open", f"{header.path}:1", hint)


@cache
def _parser() -> duckdb.DuckDBPyConnection:
    # It holds nothing; to open one for each query took three quarters of all figures' time.
    return duckdb.connect(config={"threads": "1"})  # no threads of its own that a fork would lose


def _order_columns(sql: str) -> list[str]:
    """Return the names in the outermost ORDER BY."""
    with _parser().cursor() as parser:
        found = parser.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    node = json.loads(found[0])["statements"][0]["node"] if found else {}
    return [
        order["expression"].get("column_names", [""])[-1]
        for modifier in node.get("modifiers", [])
        if modifier["type"] == "ORDER_MODIFIER"
        for order in modifier["orders"]
    ]


def _value_faults(figure: Figure) -> Iterator[ReportError]:
    for position, column in enumerate(figure.columns):
        for row in figure.rows:
            if fault := _fault(row[position], column):
                key = [row[figure.index(name)] for name in figure.key]
                place = f" in the row {_shown(key)}" if key else ""
                yield ReportError(f'"{column.name}"{place} {fault[0]}', figure.path, fault[1])


def _fault(value: Value, column: Column) -> tuple[str, str] | None:
    """Return what is wrong with a value and what to do, or nothing."""
    if value is None:
        hint = 'Leave the row out, or write "allow: null" behind the column.'
        return None if "null" in column.allows else ("is NULL", hint)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return _number_fault(value, column)


def _number_fault(value: float | Decimal, column: Column) -> tuple[str, str] | None:
    if not math.isfinite(value):
        return (f"is {value}", "Look for a division by zero.")
    if value == 0 and "zero" not in column.allows:
        return ("is zero", 'Look for a misspelt value, or write "allow: zero" behind the column.')
    low, high = column.min, column.max
    if (low is not None and value < low) or (high is not None and value > high):
        allowed = f"at least {low}" if high is None else f"{low or 'anything'} to {high}"
        return (f"is {value}; the header allows {allowed}", "")
    return None


def _shown(key: "tuple[Value, ...] | list[Value]") -> str:
    return ", ".join(f'"{value}"' for value in key)
