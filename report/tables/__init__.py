"""``data/`` and its contract in, DuckDB tables that pass every check out, sealed.

All faults of all tables are told in one run, in the order in which an editor mends them:
what is wrong with files, with cells, with keys. Laws come after, they need whole tables.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from report.contract import Contract
from report.errors import ReportError, raise_all
from report.header import Header, read_header
from report.model import Project
from report.tables import swift
from report.tables.ahead import Ahead
from report.tables.cells import cell_faults
from report.tables.keys import key_faults
from report.tables.quoting import quote, shown
from report.tables.rules import value
from report.tables.sealed import STANDARD, Limits, Lying, Result, Sealed, check_query, unseal
from report.tables.staging import Staging, is_staged, stage

__all__ = [
    "Law",
    "Limits",
    "Result",
    "Tables",
    "check_laws",
    "check_query",
    "empty",
    "law_header",
    "load",
    "read_laws",
]

_BROKEN_SHOWN = 10  # rows that break one law
_ROWS_A_SECOND = 200_000  # for so many rows a query may run a second longer


@dataclass(frozen=True, slots=True)
class Tables:
    """The checked tables of a publication, which can be asked and not changed."""

    contract: Contract
    _sealed: Sealed
    _folder: Path
    _ahead: Ahead = field(default_factory=Ahead)

    def begin(self, queries: Iterable[str]) -> None:
        """Begin with queries that will be asked: several at once, and none otherwise than alone."""
        self._ahead.begin(queries, lambda sql: self._sealed.query(sql, ""))

    def query(self, sql: str, where: str) -> Result:
        """Return the result of one SELECT; ``where`` is the path of its file, for messages."""
        return self._ahead.answer(sql) or self._sealed.query(sql, where)

    def without(self, table: str, condition: str) -> "Tables":
        """Return the same tables, one of them seen without the rows that fulfil a condition.

        They are closed with the whole ones, and not by themselves.
        """
        veiled = (*self._sealed.veiled, (table, condition))
        return replace(self, _sealed=replace(self._sealed, veiled=veiled), _ahead=Ahead())

    def rows(self) -> dict[str, int]:
        """Return how many rows each table of the contract has."""
        return {
            table.name: int(
                str(self.query(f'SELECT count(*) FROM "{table.name}"', table.path).rows[0][0])
            )
            for table in self.contract.tables
        }

    def close(self) -> None:
        """Give back the database; nothing can be asked after."""
        self._ahead.end(self._sealed.interrupt)
        self._sealed.connection.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def load(project: Project, contract: Contract, limits: Limits = STANDARD) -> Tables:
    """Load the tables that the contract promises, or raise every fault of all of them.

    Each load has a folder of its own below ``.build/``: DuckDB shares a database that is open
    twice under one path, and two builds at once would see each other's data.
    """

    def fill(staging: Staging) -> list[Lying]:
        tables = contract.tables
        lying = _lying(project, contract)
        proven = frozenset(table.name for table in tables if swift.load(staging, table))
        loaded = replace(staging, proven=proven)
        faults = _faults(loaded)
        if faults and proven:
            # Of what was read swiftly nobody knows how its cells were written: it is read again.
            for table in tables:
                swift.discard(loaded, table)
            loaded = staging
            faults = _faults(staging)
        raise_all(faults)
        _settle(loaded)
        return [file for name in loaded.proven for file in lying[name]]

    return _make(project, contract, limits, fill)


def empty(project: Project, contract: Contract) -> Tables:
    """Return the tables that the contract promises, without a row: queries can be held to it."""

    def fill(staging: Staging) -> list[Lying]:
        for table in contract.tables:
            columns = ", ".join(f'"{field.name}" {field.duckdb}' for field in table.fields)
            staging.connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
        _settle_sources(staging)
        return []

    made = _make(project, contract, STANDARD, fill)
    return replace(made, _sealed=replace(made._sealed, rowless=True))  # noqa: SLF001 - of this module


def _make(
    project: Project, contract: Contract, limits: Limits, fill: Callable[[Staging], list[Lying]]
) -> Tables:
    project.build.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="tables-", dir=project.build))
    try:
        path = folder / "tables.duckdb"
        with _open(path, folder, limits) as connection:
            staging = Staging(connection, folder, project, contract)
            lying = fill(staging)
            patient = _patient(limits, staging)
        return Tables(contract, unseal(path, patient, lying), folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _patient(limits: Limits, staging: Staging) -> Limits:
    """Return the limits of queries: what runs away is stopped, what has much to read may read it."""
    counts = [f'(SELECT count(*) FROM "{table.name}")' for table in staging.contract.tables]
    [(rows,)] = staging.rows(f"SELECT {' + '.join(counts)}") if counts else [(0,)]
    return replace(limits, seconds=limits.seconds + rows // _ROWS_A_SECOND)


def _open(path: Path, folder: Path, limits: Limits) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        path,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "temp_directory": str(folder / "spill"),
            "memory_limit": limits.memory,
            # Else it writes groups of rows again, to make fewer of them, and nobody reads them long.
            "max_vacuum_tasks": "0",
        },
    )


def _lying(project: Project, contract: Contract) -> dict[str, list[Lying]]:
    """Return the files of each table that can be read where they lie, as they are now."""
    return {
        table.name: []
        if table.is_csv
        else [
            Lying.at(path.absolute(), project.shown(path))
            for path in (project.data / each for each in table.paths)
        ]
        for table in contract.tables
    }


def _faults(staging: Staging) -> list[ReportError]:
    tables = staging.contract.tables
    files = {table.name: stage(staging, table) for table in tables}
    readable = [table for table in tables if is_staged(staging, table)]
    whole = [name for name, faults in files.items() if not faults]
    return [
        *(fault for faults in files.values() for fault in faults),
        *(
            fault
            for table in readable
            if table.name not in staging.proven
            for fault in cell_faults(staging, table)
        ),
        *(fault for table in readable for fault in key_faults(staging, table, whole)),
    ]


def _settle(staging: Staging) -> None:
    """Make the tables that queries see, typed and in the order of their files."""
    run = staging.connection.execute
    for table in staging.contract.tables:
        if table.name in staging.proven:
            continue
        cells = ", ".join(f'{value(field)} AS "{field.name}"' for field in table.fields)
        run(f'CREATE TABLE "{table.name}" AS SELECT {cells} FROM "#{table.name}"')
    _settle_sources(staging)


def _settle_sources(staging: Staging) -> None:
    run = staging.connection.execute
    if "sources" not in {table.name for table in staging.contract.tables}:
        run(
            "CREATE TABLE sources (name VARCHAR, title VARCHAR, publisher VARCHAR, date VARCHAR,"
            " url VARCHAR, licence VARCHAR, redistributable BOOLEAN)"
        )
        for source in staging.contract.sources:
            texts = (source.name, source.title, source.publisher, source.date, source.url)
            row = ", ".join(map(quote, (*texts, source.licence)))
            run(f"INSERT INTO sources VALUES ({row}, {source.redistributable})")


@dataclass(frozen=True, slots=True)
class Law:
    """A rule of the data, as a query for the rows that break it."""

    says: str
    sql: str
    path: str  # as typed in the project
    note: str = ""  # why, or what to do about a row that breaks it


def read_laws(project: Project) -> tuple[Law, ...]:
    """Read ``queries/checks/*.sql``; raise the faults of all their headers together."""
    laws: list[Law] = []
    errors: list[ReportError] = []
    for path in sorted((project.queries / "checks").glob("*.sql")):
        try:
            header = law_header(path, project.shown(path))
            laws.append(Law(header.text("says"), header.sql, header.path, header.text("note")))
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return tuple(laws)


def law_header(path: Path, shown: str) -> Header:
    """Read the header of a law; ``shown`` is its path as typed."""
    return read_header(path, shown, required={"says"}, optional={"note"})


def check_laws(tables: Tables, laws: Iterable[Law]) -> None:
    """Raise the rows that break the laws, of all laws together."""
    raise_all(fault for law in laws for fault in _law_faults(tables, law))


def _law_faults(tables: Tables, law: Law) -> Iterator[ReportError]:
    try:
        result = tables.query(law.sql, law.path)
    except ReportError as error:
        yield from error.errors
        return
    says = law.says.rstrip(".")
    for row in result.rows[:_BROKEN_SHOWN]:
        cells = zip(result.columns, row, strict=True)
        pairs = ", ".join(f"{name}={shown(str(cell))}" for (name, _), cell in cells)
        yield ReportError(f'the law "{says}" is broken by {pairs}', law.path, law.note)
    if (more := len(result.rows) - _BROKEN_SHOWN) > 0:
        yield ReportError(f'the law "{says}" is broken by {more:,} more rows', law.path)
