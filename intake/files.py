"""Restated tables → CSV files under the contract of ``data/datapackage.json``.

A file is UTF-8 with LF, quoted only where needed, and ordered by its key, so that the same
facts are the same bytes.  All files are written beside their places first and put there
together at the end.
"""

import csv
import io
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from intake.rows import Tables
from report.errors import ReportError, raise_all

CONTRACT = "data/datapackage.json"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run

Value = str | int | bool | Decimal | None
Record = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contract:
    """What the data package promises of one table."""

    name: str
    columns: tuple[str, ...]
    required: frozenset[str]
    allowed: Mapping[str, frozenset[Value]]  # the columns with a list of values
    key: tuple[str, ...]
    fewest: int  # rows that are plausible

    def key_of(self, record: Record) -> Record:
        """Return the cells of a record that name it."""
        return tuple(record[self.columns.index(column)] for column in self.key)


@dataclass(frozen=True, slots=True)
class Change:
    """How a restated table differs from the one in ``data/``."""

    table: str
    rows: int
    added: int
    removed: int
    changed: int


def read_contracts(data: Path) -> tuple[Contract, ...]:
    """Return the contract of every table, in the order of the data package."""
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    return tuple(_contract(resource) for resource in package["resources"])


def render(contracts: Iterable[Contract], tables: Tables) -> Mapping[str, tuple[Record, ...]]:
    """Return the records of every table as text, checked and in order."""
    raise_all(fault for contract in contracts for fault in _faults(contract, tables))
    return {
        contract.name: tuple(record for _, record in sorted(_keyed(contract, tables)))
        for contract in contracts
    }


def compare(contract: Contract, records: Iterable[Record], data: Path) -> Change:
    """Return what writing these records would change."""
    new = {contract.key_of(record): record for record in records}
    old = _committed(contract, data)
    return Change(
        table=contract.name,
        rows=len(new),
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
        changed=sum(old[key] != new[key] for key in old.keys() & new.keys()),
    )


def write(texts: Mapping[str, str], data: Path) -> None:
    """Write all files, by their names; a failure before the last moment leaves the old ones."""
    drafts = {data / name: data / f"{name}.new" for name in texts}
    try:
        for place, draft in drafts.items():
            with draft.open("w", encoding="utf-8", newline="") as file:
                file.write(texts[place.name])
                file.flush()
                os.fsync(file.fileno())
        for place, draft in drafts.items():
            draft.replace(place)
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def as_csv(contract: Contract, records: Iterable[Record]) -> str:
    """Return the text of a table's file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(contract.columns)
    writer.writerows(records)
    return text.getvalue()


def _contract(resource: Mapping[str, Any]) -> Contract:
    schema = resource["schema"]
    limits = {field["name"]: field["constraints"] for field in schema["fields"]}
    return Contract(
        name=resource["name"],
        columns=tuple(limits),
        required=frozenset(name for name, limit in limits.items() if limit["required"]),
        allowed={
            name: frozenset(limit["enum"]) for name, limit in limits.items() if "enum" in limit
        },
        key=tuple(schema["primaryKey"]),
        fewest=resource["minimumRows"],
    )


def _faults(contract: Contract, tables: Tables) -> Iterable[ReportError]:
    """Tell what a table breaks of its contract, before it is written."""
    where = f"{CONTRACT}, {contract.name}"
    rows = tables.get(contract.name, ())
    if len(rows) < contract.fewest:
        hint = "A source may have lost rows; if not, lower its minimumRows."
        yield ReportError(f"{len(rows)} rows, fewer than {contract.fewest}", where, hint)
    for row in rows:
        if tuple(field.name for field in fields(row)) != contract.columns:
            hint = "Make intake/rows.py and the contract agree."
            yield ReportError("the columns of the rows are others", where, hint)
            return
        for column, value in zip(contract.columns, astuple(row), strict=True):
            if problem := _problem(contract, column, value):
                hint = "Look at the original, then at the contract."
                yield ReportError(f"{column} {problem} in {row}", where, hint)
    keys = Counter(key for key, _ in _keyed(contract, tables))
    for key in (key for key, number in keys.items() if number > 1):
        hint = "Two rows of the originals say the same; decide which one holds."
        yield ReportError(f"the key {key} stands twice", where, hint)


def _problem(contract: Contract, column: str, value: Value) -> str:
    if value is None or value == "":
        return "is empty" if column in contract.required else ""
    if column in contract.allowed and value not in contract.allowed[column]:
        return f'has "{value}", which is not among its values'
    if isinstance(value, str) and value.startswith(FORMULA):
        return f'has "{value}", which a spreadsheet would run'
    return ""


def _keyed(contract: Contract, tables: Tables) -> list[tuple[tuple[Value, ...], Record]]:
    """Return the records of a table with their keys, which sort by value and not by text."""
    places = [contract.columns.index(column) for column in contract.key]
    keyed = []
    for row in tables[contract.name]:
        values = astuple(row)
        keyed.append((tuple(values[place] for place in places), tuple(map(text_of, values))))
    return keyed


def text_of(value: Value) -> str:
    """Return a value as a cell of a file."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _committed(contract: Contract, data: Path) -> dict[Record, Record]:
    """Return the records that are in ``data/`` now, by key; none where there is no file."""
    path = data / f"{contract.name}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    records = [tuple(line.get(column) or "" for column in contract.columns) for line in lines]
    return {contract.key_of(record): record for record in records}
