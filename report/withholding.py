"""What a data package says of its sources and columns in, what of it readers may not get out.

A table is withheld where it holds rows of a source that may be cited, but not passed on. A field
of the contract with ``"redistributable": false`` is a column that is withheld from a table which
is published. Figures are computed from both; ``leaks`` sees to it that they print neither.

Pure: packages and files in memory in, the same without what is withheld out. An older package
says itself what it is; what is withheld today is withheld in it too.
"""

import csv
import io
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from report.contract import Contract, TableContract

CONTRACT = "datapackage.json"
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Withheld:
    """What of a data package is not passed on."""

    tables: frozenset[str] = frozenset()
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by table, also withheld

    def __or__(self, other: "Withheld") -> "Withheld":
        names = {**self.columns, **other.columns}
        columns = {name: self.of(name) | other.of(name) for name in names}
        return Withheld(self.tables | other.tables, columns)

    def __bool__(self) -> bool:
        return bool(self.tables or self.columns)

    def of(self, table: str) -> frozenset[str]:
        """Return the columns of a table that are withheld; of one that is whole, none."""
        return self.columns.get(table, frozenset())

    @property
    def names(self) -> tuple[str, ...]:
        """All of it, as the record and readers are told: boats, piers.owner."""
        columns = (
            f"{table}.{column}"
            for table in sorted(self.columns.keys() - self.tables)
            for column in sorted(self.of(table))
        )
        return (*sorted(self.tables), *columns)


def of(contract: Contract) -> Withheld:
    """Return what a contract does not let pass on."""
    closed = {source.name for source in contract.sources if not source.redistributable}
    return Withheld(
        frozenset(
            table.name
            for table in contract.tables
            if _is_closed((f.enum for f in table.fields if f.name == "source"), closed)
        ),
        {
            table.name: hidden
            for table in contract.tables
            if (hidden := frozenset(f.name for f in table.fields if not f.redistributable))
        },
    )


def of_package(package: Mapping[str, Any]) -> Withheld:
    """Return what a package, as its JSON stands, does not let pass on."""
    closed = {each["name"] for each in package.get("sources", ()) if not each["redistributable"]}
    fields = {each["name"]: each["schema"]["fields"] for each in package["resources"]}
    return Withheld(
        frozenset(
            name
            for name, listed in fields.items()
            if _is_closed(
                (f.get("constraints", {}).get("enum", ()) for f in listed if f["name"] == "source"),
                closed,
            )
        ),
        {
            name: hidden
            for name, listed in fields.items()
            if (hidden := frozenset(f["name"] for f in listed if f.get("redistributable") is False))
        },
    )


def _is_closed(sources: Iterable[Collection[str]], closed: Collection[str]) -> bool:
    """Tell whether a table, by the sources that its rows may name, may hold rows of a closed one."""
    # A table that does not say which sources its rows have may have any of them.
    return bool(closed) and any({*enum} & {*closed} or not enum for enum in sources)


def reads(sql: str, withheld: Collection[str]) -> list[str]:
    """Return which of the withheld tables and columns, by their names, a query reads."""
    code = _COMMENTS.sub(" ", sql)
    return [
        name
        for name in withheld
        if all(re.search(rf"\b{re.escape(part)}\b", code) for part in name.split("."))
    ]


def published(contract: Contract, withheld: Withheld) -> tuple[TableContract, ...]:
    """Return the tables that are passed on, each with the columns that are."""
    return tuple(
        _open(table, withheld.of(table.name))
        for table in contract.tables
        if table.name not in withheld.tables
    )


def _open(table: TableContract, hidden: Collection[str]) -> TableContract:
    return replace(table, fields=tuple(f for f in table.fields if f.name not in hidden))


def public_package(package: Mapping[str, Any], withheld: Withheld) -> dict[str, Any]:
    """Return a package as its readers get it: what is withheld is not even described."""
    resources = [
        {**each, "schema": _public_schema(each, withheld)}
        for each in package["resources"]
        if each["name"] not in withheld.tables
    ]
    return {**package, "resources": resources}


def _public_schema(resource: Mapping[str, Any], withheld: Withheld) -> dict[str, Any]:
    # A list of allowed values tells the values, so a hidden field goes with its rules.
    schema, hidden = resource["schema"], withheld.of(resource["name"])
    made = {**schema, "fields": [f for f in schema["fields"] if f["name"] not in hidden]}
    if "foreignKeys" in schema:
        made["foreignKeys"] = [
            key for key in schema["foreignKeys"] if _is_open(key, resource["name"], withheld)
        ]
    return made


def _is_open(key: Mapping[str, Any], table: str, withheld: Withheld) -> bool:
    """Tell whether readers have both sides of a foreign key."""
    reference = key["reference"]
    other = reference.get("resource") or table
    sides = ((table, key["fields"]), (other, reference["fields"]))
    return other not in withheld.tables and not any(
        withheld.of(name) & ({names} if isinstance(names, str) else {*names})
        for name, names in sides
    )


def public_files(files: Mapping[str, bytes], also: Withheld) -> dict[str, bytes]:
    """Return a folder of data, by paths within it, as it may be passed on.

    ``also`` is withheld besides what the package itself says. Where nothing is, all stays as it
    is; where something is, only what the package describes stays: what else lies there may be
    the original.
    """
    if CONTRACT not in files:
        return {}
    package = json.loads(files[CONTRACT].decode("utf-8-sig"))
    withheld = also | of_package(package)
    if not withheld:
        return dict(files)
    public = public_package(package, withheld)
    kept = {CONTRACT: (json.dumps(public, ensure_ascii=False, indent=2) + "\n").encode()}
    for resource in public["resources"]:
        hidden = withheld.of(resource["name"])
        for path, content in files.items():
            if path == resource["path"] or path.startswith(f"{resource['path']}/"):
                kept[path] = without(path, content, hidden)
    return dict(sorted(kept.items()))


def without(path: str, content: bytes, hidden: Collection[str]) -> bytes:
    """Return a table's file without some of its columns."""
    if not hidden:
        return content
    return _csv(content, hidden) if path.endswith(".csv") else _parquet(content, hidden)


def _csv(content: bytes, hidden: Collection[str]) -> bytes:
    # Every kind of line end is read, as the loading of the data does; a plain one is written.
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=None), strict=True)
    header = next(rows)
    kept = [n for n, name in enumerate(header) if name.strip() not in hidden]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([header[n] for n in kept])
    writer.writerows([row[n] for n in kept] for row in rows if row)
    return text.getvalue().encode()


def _parquet(content: bytes, hidden: Collection[str]) -> bytes:
    import duckdb  # noqa: PLC0415 - seldom needed, and slow to load

    from report.tables.quoting import quote  # noqa: PLC0415 - as above

    with TemporaryDirectory() as folder, duckdb.connect(config={"threads": "1"}) as database:
        was, now = Path(folder, "was.parquet"), Path(folder, "now.parquet")
        was.write_bytes(content)
        read = f"read_parquet({quote(str(was))}, hive_partitioning = false)"
        there = [row[0] for row in database.execute(f"DESCRIBE FROM {read}").fetchall()]
        names = ", ".join(f'"{name}"' for name in there if name not in hidden)
        database.execute(f"COPY (SELECT {names} FROM {read}) TO {quote(str(now))} (FORMAT parquet)")
        return now.read_bytes()
