"""One table's files in, its rows in a relation of DuckDB out, each knowing where it stands.

A staged table is ``"#<table>"``: the cells as they were written, and ``"#file"`` and ``"#line"``,
the place of the row. No name of a contract begins with ``#``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from report.contract import Contract, TableContract
from report.errors import ReportError, did_you_mean
from report.model import Project
from report.tables.columns import lost, strange
from report.tables.quoting import quote
from report.tables.textfile import DIVIDER, LINE_BYTES, rewrite

_PARTITION = re.compile(r"([^/=]+)=[^/]*(?=/)")


@dataclass(frozen=True, slots=True)
class Staging:
    """A database with staged tables, and what is known of them."""

    connection: duckdb.DuckDBPyConnection
    folder: Path  # scratch space
    project: Project
    contract: Contract
    proven: frozenset[str] = frozenset()  # tables that are typed already, and sound in every cell

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        return self.connection.execute(sql).fetchall()

    def sources(self) -> tuple[str, ...]:
        """Return the names of the declared sources."""
        return tuple(source.name for source in self.contract.sources)

    def shown(self, table: TableContract) -> str:
        """Return where a table as a whole stands."""
        return self.project.shown(self.project.data / table.path)

    def place(self, file: str, line: int) -> str:
        """Return where a row stands: on a line of a text, or as a row of a Parquet file."""
        shown = self.project.shown(Path(file))
        return f"{shown}:{line}" if shown.endswith(".csv") else f"{shown}, row {line}"


def stage(staging: Staging, table: TableContract) -> list[ReportError]:
    """Stage a table, or as much of it as can be read; return the faults of its files."""
    faults: list[ReportError] = []
    if table.name not in staging.proven:
        read = _stage_csv if table.is_csv else stage_parquet
        faults = read(staging, table)
    return faults or list(_row_faults(staging, table))


def is_staged(staging: Staging, table: TableContract) -> bool:
    """Return whether any of a table could be read."""
    sql = f"FROM duckdb_columns() WHERE table_name = {quote('#' + table.name)}"
    return bool(staging.rows(sql))


def _stage_csv(staging: Staging, table: TableContract) -> list[ReportError]:
    path = staging.project.data / table.path
    names = [field.name for field in table.fields]
    written = staging.folder / f"{table.name}.txt"
    faults = rewrite(path, staging.shown(table), names, written, table.where)
    if written.exists():
        columns = ", ".join(f"{quote(name)}: 'VARCHAR'" for name in names)
        staging.connection.execute(
            f"""
            CREATE TEMP TABLE "#{table.name}" AS
            SELECT {quote(str(path))} AS "#file", * FROM read_csv(
                {quote(str(written))}, columns = {{'#line': 'BIGINT', {columns}}},
                auto_detect = false, header = false, strict_mode = true, null_padding = false,
                delim = '{DIVIDER}', quote = '', escape = '', comment = '', nullstr = '',
                new_line = '\\n', max_line_size = {64 * LINE_BYTES}
            )
            """
        )
        written.unlink()
    return faults


def read_parquet(table: TableContract, paths: Sequence[Path], *more: str) -> str:
    """Return the SQL that reads some of a table's files, with the columns of its folders' names."""
    partitions = {key for path in table.paths for key in _PARTITION.findall(path)}
    kinds = ", ".join(
        f"{quote(field.name)}: '{field.duckdb}'"
        for field in table.fields
        if field.name in partitions
    )
    hive = ["hive_partitioning = true", f"hive_types = {{{kinds}}}"] if kinds else []
    listed = ", ".join(quote(str(path)) for path in paths)
    return f"read_parquet({', '.join([f'[{listed}]', *more, *hive])})"


def stage_parquet(staging: Staging, table: TableContract) -> list[ReportError]:
    """Stage a table as a view of its files; return what is wrong with them."""
    paths = [staging.project.data / path for path in table.paths]
    places = ("filename = true", "file_row_number = true")
    faults: list[ReportError] = []
    for path in paths:
        try:
            described = staging.rows(f"DESCRIBE FROM {read_parquet(table, [path], *places)}")
        except duckdb.Error as fault:
            first = str(fault).partition("\n")[0]
            shown = staging.project.shown(path)
            faults.append(ReportError("the file cannot be read as Parquet", shown, first))
        else:
            found = {name: kind for name, kind, *_ in described}
            faults += _type_faults(table, found, staging.project.shown(path))
    if not faults:
        names = ", ".join(f'"{field.name}"' for field in table.fields)
        staging.connection.execute(
            f"""
            CREATE TEMP VIEW "#{table.name}" AS
            SELECT filename AS "#file", file_row_number + 1 AS "#line", {names}
            FROM {read_parquet(table, paths, *places)}
            """
        )
    return faults


def _type_faults(table: TableContract, found: dict[str, str], where: str) -> Iterator[ReportError]:
    names = [field.name for field in table.fields]
    ours = {"filename", "file_row_number"}
    for name in found.keys() - ours - set(names):
        hint = strange(name, names, "", table.where)
        yield ReportError(f'no column "{name}" in the contract', where, hint)
    for field in table.fields:
        if field.name not in found:
            others = found.keys() - ours - set(names)
            hint = did_you_mean(field.name, others) if others else lost(table.where)
            yield ReportError(f'the column "{field.name}" is missing', where, hint)
        elif found[field.name] != field.duckdb:
            what = f'column "{field.name}" is {found[field.name]}, the contract says {field.duckdb}'
            yield ReportError(what, where)


def _row_faults(staging: Staging, table: TableContract) -> Iterator[ReportError]:
    [(count,)] = staging.rows(f'SELECT count(*) FROM "#{table.name}"')
    if count >= table.minimum_rows:
        return
    if count == 0:
        what = "the file has a header and no rows" if table.is_csv else "the file has no rows"
    else:
        rows = "1 row" if count == 1 else f"{count:,} rows"
        what = f"the table has {rows}, the contract asks for {table.minimum_rows:,} or more"
    yield ReportError(what, staging.shown(table))
