"""Two folders of a data package in, what became of the rows of each table out.

Rows are found again by their primary key; those of a table without one, or with another one than
before, are compared whole, as many times as each stands there. Cells are compared as they are
written. All of it is done by DuckDB, a million rows in seconds: Python sees counts, and the
first rows of each kind.

Each package says itself what its tables are: an older one may differ from the contract of today.
Of a table whose rows may not be passed on there are counts, and never a value; nor of a column.
"""

import filecmp
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from report.errors import raise_all
from report.tables.quoting import quote
from report.tables.textfile import BREAK, DIVIDER, LINE_BYTES, rewrite

LISTED = 50  # rows of each kind; all of them are counted
_PARTITION = re.compile(r"([^/=]+)=[^/]*(?=/)")

Cells = Mapping[str, str | None]  # a row by its columns, as it is written


@dataclass(frozen=True, slots=True)
class ChangedCells:
    """A row that is found again by its key, and says something else."""

    was: Cells  # all of the row, so that the key is there too
    now: Cells
    columns: tuple[str, ...]  # in which it differs


@dataclass(frozen=True, slots=True)
class TableChange:
    """What became of one table."""

    name: str
    state: str  # new, gone or changed
    withheld: bool  # its rows may be cited and not passed on: counts alone are told
    key: tuple[str, ...]  # by which rows were found again; empty where they are compared whole
    columns_new: tuple[str, ...]
    columns_gone: tuple[str, ...]
    rows_was: int
    rows_now: int
    added: int
    removed: int
    changed: int
    cells: Mapping[str, int]  # how many rows changed in each column
    first_added: tuple[Cells, ...]  # at most LISTED of each, in the order of the key
    first_removed: tuple[Cells, ...]
    first_changed: tuple[ChangedCells, ...]
    why: str = ""  # the editors' reason for the rows that it lost


@dataclass(frozen=True, slots=True)
class _Table:
    """One table of a package, as the package itself describes it."""

    name: str
    folder: Path  # of the package
    path: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    hidden: frozenset[str]  # columns whose values may not be passed on

    @property
    def files(self) -> tuple[str, ...]:
        place = self.folder / self.path
        if not place.is_dir():
            return (self.path,)
        return tuple(
            sorted(each.relative_to(self.folder).as_posix() for each in place.rglob("*.parquet"))
        )


def compare(
    older: Path, newer: Path, *, withheld: Collection[str], scratch: Path
) -> tuple[TableChange, ...]:
    """Return what changed in the tables of two packages, by their names; what is the same is not told.

    ``scratch`` is a folder in which a folder is made for the time of it.
    """
    was = {table.name: table for table in _tables(older)}
    now = {table.name: table for table in _tables(newer)}
    with TemporaryDirectory(prefix="rows-", dir=scratch) as lent:
        changes = [
            _change(name, was.get(name), now.get(name), name in withheld, Path(lent))
            for name in sorted(was.keys() | now.keys())
        ]
    return tuple(change for change in changes if change)


def _tables(folder: Path) -> Iterator[_Table]:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8-sig"))
    for resource in package["resources"]:
        schema = resource["schema"]
        key = schema.get("primaryKey", ())
        fields = schema["fields"]
        yield _Table(
            resource["name"],
            folder,
            resource["path"],
            tuple(field["name"] for field in fields),
            (key,) if isinstance(key, str) else tuple(key),
            frozenset(f["name"] for f in fields if f.get("redistributable") is False),
        )


def _change(
    name: str,
    was: _Table | None,
    now: _Table | None,
    withheld: bool,  # noqa: FBT001 - one of five parts of a private call
    scratch: Path,
) -> TableChange | None:
    same = _same_files(was, now) if was and now else frozenset()
    if was and now and {*was.files, *now.files} == same:
        return None
    with duckdb.connect(config=_settings(scratch)) as database:
        before = _stage(database, "was", was, same, scratch) if was else 0
        after = _stage(database, "now", now, same, scratch) if now else 0
        if was and now:
            change = _compared(_Pair(database, was, now), before, after, withheld=withheld)
            kept = (change.columns_new, change.columns_gone, change.added, change.removed)
            return change if any((*kept, change.changed)) else None
    state = "new" if now else "gone"
    key = now.key if now else ()
    return TableChange(
        name, state, withheld, key, (), (), before, after, after, before, 0, {}, (), (), ()
    )


def _settings(scratch: Path) -> dict[str, str | bool | int | float | list[str]]:
    return {
        "threads": "1",  # so that the same rows come first on every machine
        "memory_limit": "2GB",
        "temp_directory": str(scratch / "spill"),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "python_enable_replacements": "false",
    }


def _same_files(was: _Table, now: _Table) -> frozenset[str]:
    """Return the files that both packages hold byte for byte: their rows need no comparing."""
    if (was.columns, was.key, was.path) != (now.columns, now.key, now.path):
        return frozenset()
    return frozenset(
        path
        for path in {*was.files} & {*now.files}
        if filecmp.cmp(was.folder / path, now.folder / path, shallow=False)
    )


def _stage(
    database: duckdb.DuckDBPyConnection,
    relation: str,
    table: _Table,
    left_out: Collection[str],
    scratch: Path,
) -> int:
    """Make a relation of a table's rows, all of them text; return how many rows the whole has."""
    if table.path.endswith(".csv"):
        _stage_csv(database, relation, table, scratch)
        return int(database.sql(f'SELECT count(*) FROM "{relation}"').fetchall()[0][0])
    keys = sorted({key for path in table.files for key in _PARTITION.findall(path)})
    kinds = ", ".join(f"{quote(key)}: 'VARCHAR'" for key in keys)
    options = f", hive_partitioning = true, hive_types = {{{kinds}}}" if keys else ""
    cells = ", ".join(f"CAST({_name(c)} AS VARCHAR) AS {_name(c)}" for c in table.columns)
    # Of nothing there is no file to read: one is read, and none of its rows is kept.
    fresh = [path for path in table.files if path not in left_out]
    kept = "" if fresh else " WHERE false"
    database.execute(
        f'CREATE TEMP VIEW "{relation}" AS SELECT {cells}'
        f" FROM read_parquet([{_paths(table, fresh or table.files)}]{options}){kept}"
    )
    counted = f"SELECT count(*) FROM read_parquet([{_paths(table, table.files)}]{options})"
    return int(database.sql(counted).fetchall()[0][0])


def _stage_csv(
    database: duckdb.DuckDBPyConnection, relation: str, table: _Table, scratch: Path
) -> None:
    """Read a CSV file as the loading of the data does, which knows every kind of line end."""
    written = scratch / f"{relation}.txt"
    raise_all(rewrite(table.folder / table.path, table.path, table.columns, written))
    columns = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in table.columns)
    cells = ", ".join(
        f"replace({_name(c)}, '{BREAK}', chr(10)) AS {_name(c)}" for c in table.columns
    )
    database.execute(
        f"""
        CREATE TEMP TABLE "{relation}" AS SELECT {cells} FROM read_csv(
            {quote(str(written))}, columns = {{'#line': 'BIGINT', {columns}}},
            auto_detect = false, header = false, strict_mode = true, null_padding = false,
            delim = '{DIVIDER}', quote = '', escape = '', comment = '', nullstr = '',
            new_line = '\\n', max_line_size = {64 * LINE_BYTES}
        )
        """
    )
    written.unlink()


@dataclass(frozen=True, slots=True)
class _Pair:
    """A table of now and of then, in the relations ``now`` and ``was``."""

    database: duckdb.DuckDBPyConnection
    was: _Table
    now: _Table

    @property
    def common(self) -> tuple[str, ...]:
        return tuple(name for name in self.now.columns if name in self.was.columns)

    @property
    def key(self) -> tuple[str, ...]:
        return self.now.key if self.now.key == self.was.key else ()

    @property
    def hidden(self) -> frozenset[str]:
        """The columns that one of the two does not let pass on: they are compared and not told."""
        return self.was.hidden | self.now.hidden

    @property
    def told(self) -> tuple[str, ...]:
        """The columns that can differ between two rows of one key."""
        return tuple(name for name in self.common if name not in self.key)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.database.execute(sql).fetchall()

    def alone(self, here: str, there: str) -> tuple[int, tuple[Cells, ...]]:
        """Return how many rows are in one relation and not in the other, and the first of them."""
        if self.key:
            using = _names(self.key)
            sql = f'FROM "{here}" AS alone ANTI JOIN "{there}" USING ({using})'
            order = using
        else:
            names = _names(self.common)
            both = f'SELECT {names} FROM "{here}" EXCEPT ALL SELECT {names} FROM "{there}"'
            sql, order = f"FROM ({both}) AS alone", "ALL"
        [(count,)] = self.rows(f"SELECT count(*) {sql}")
        first = self.rows(f"SELECT alone {sql} ORDER BY {order} LIMIT {LISTED}") if count else []
        return count, tuple(row for (row,) in first)

    def changed(self) -> tuple[int, dict[str, int], tuple[ChangedCells, ...]]:
        """Return how many rows say something else, in which columns, and the first of them."""
        if not self.key or not self.told:
            return 0, {}, ()
        differ = {name: f"w.{_name(name)} IS DISTINCT FROM n.{_name(name)}" for name in self.told}
        sql = (
            f'FROM "was" AS w JOIN "now" AS n USING ({_names(self.key)})'
            f" WHERE {' OR '.join(differ.values())}"
        )
        counts = ", ".join(f"count(*) FILTER (WHERE {each})" for each in differ.values())
        [(count, *by_column)] = self.rows(f"SELECT count(*), {counts} {sql}")
        cells = {name: n for name, n in zip(differ, by_column, strict=True) if n}
        order = ", ".join(f"n.{_name(name)}" for name in self.key)
        first = self.rows(f"SELECT w, n {sql} ORDER BY {order} LIMIT {LISTED}") if count else []
        rows = (
            ChangedCells(was, now, tuple(name for name in self.told if was[name] != now[name]))
            for was, now in first
        )
        return count, cells, tuple(rows)


def _compared(pair: _Pair, before: int, after: int, *, withheld: bool) -> TableChange:
    added, first_added = pair.alone("now", "was")
    removed, first_removed = pair.alone("was", "now")
    changed, cells, first_changed = pair.changed()
    return TableChange(
        pair.now.name,
        "changed",
        withheld,
        pair.key,
        tuple(name for name in pair.now.columns if name not in pair.was.columns),
        tuple(name for name in pair.was.columns if name not in pair.now.columns),
        before,
        after,
        added,
        removed,
        changed,
        cells,
        () if withheld else tuple(_shown(row, pair.hidden) for row in first_added),
        () if withheld else tuple(_shown(row, pair.hidden) for row in first_removed),
        () if withheld else tuple(_changes_shown(first_changed, pair.hidden)),
    )


def _shown(row: Cells, hidden: Collection[str]) -> Cells:
    return {name: cell for name, cell in row.items() if name not in hidden}


def _changes_shown(
    changes: Iterable[ChangedCells], hidden: Collection[str]
) -> Iterator[ChangedCells]:
    """Yield changed rows without hidden columns; those that changed in no other are counted only."""
    for change in changes:
        columns = tuple(name for name in change.columns if name not in hidden)
        if columns:
            yield ChangedCells(_shown(change.was, hidden), _shown(change.now, hidden), columns)


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _names(names: Collection[str]) -> str:
    return ", ".join(map(_name, names))


def _paths(table: _Table, files: Collection[str]) -> str:
    return ", ".join(quote(str(table.folder / path)) for path in files)
