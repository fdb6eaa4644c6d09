"""Made originals, a few lines each: what they hold is invented, and only their dirt is real."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb

from intake.originals import Cell, Line, Original

DATA = Path(__file__).parent.parent.parent / "data"


def lines(
    original: Original,
    *rows: Mapping[str, str],
    beyond: Iterable[tuple[str, ...]] = (),
) -> tuple[Line, ...]:
    """Return lines under the header of an original; ``beyond`` fills its unnamed columns."""
    ends = list(beyond) or [()] * len(rows)
    width = max(map(len, ends))
    columns = (*original.columns, *[""] * width)
    return tuple(
        Line(columns, tuple(_cells(original, row, end, number, width)))
        for number, (row, end) in enumerate(zip(rows, ends, strict=True), start=2)
    )


def line(original: Original, **row: str) -> Line:
    """Return one line under the header of an original whose columns are single words."""
    return lines(original, row)[0]


def cell(text: str) -> Cell:
    """Return a cell of an original that was never there."""
    return Cell(text, "made.csv:2, column 1")


def open_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the committed tables, empty cells as NULL, every column typed by its contract."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        types = {field["name"]: field["duckdb"] for field in resource["schema"]["fields"]}
        columns = ", ".join(f"'{name}': '{type_}'" for name, type_ in types.items())
        connection.execute(
            f"CREATE TABLE {resource['name']} AS FROM read_csv("
            f"'{DATA / resource['path']}', columns={{{columns}}}, header=true, "
            "auto_detect=false, delim=',', quote='\"', escape='\"', nullstr='')"
        )


def _cells(
    original: Original, row: Mapping[str, str], end: tuple[str, ...], number: int, width: int
) -> Iterable[Cell]:
    unknown = set(row) - set(original.columns)
    assert not unknown, f"no such column: {unknown}"
    texts = [*(row.get(column, "") for column in original.columns), *end]
    texts += [""] * (len(original.columns) + width - len(texts))
    for place, text in enumerate(texts, start=1):
        yield Cell(text, f"{original.path}:{number}, column {place}")
