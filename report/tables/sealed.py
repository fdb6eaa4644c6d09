"""A DuckDB file in, a connection that can only be asked out: read-only, bounded and locked.

Queries are an editor's, but the data in them is a stranger's and a build runs unattended:
no query reaches a file, the network, an extension, a Python variable or another query.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import duckdb

from report.errors import ReportError, did_you_mean
from report.model import Row
from report.tables.quoting import quote
from report.tables.reach import strangers

_COMMENT = re.compile(r"\s+|--[^\n]*(\n|\Z)|/\*.*?\*/", re.DOTALL)
_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)
_FIRST_WORDS = frozenset({"SELECT", "WITH", "FROM", "("})
_UNKNOWN = (  # how DuckDB says that it does not know a name, and of what
    (re.compile(r'Referenced column "([^"]+)"'), "column"),
    (re.compile(r'Referenced table "([^"]+)"'), "table"),
    (re.compile(r"Table with name (\S+) does not exist"), "table"),
    (re.compile(r"[\w ]*Function with name (\S+) does not exist"), "function"),
)
_CATALOG = "tables"  # what DuckDB calls the database, by the name of its file
_ONE = "A file holds one query, and it begins with SELECT or WITH."
_JOIN = "Look for a join without its condition."


@dataclass(frozen=True, slots=True)
class Lying:
    """A file that is a table, or a part of one, and is read where it lies."""

    path: Path
    shown: str
    stamp: tuple[int, int, int]  # moves whenever the file is written to or replaced

    @classmethod
    def at(cls, path: Path, shown: str) -> Self:
        """Return a file as it is now."""
        return cls(path, shown, _stamp(path))


def _stamp(path: Path) -> tuple[int, int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0, 0
    return status.st_size, status.st_mtime_ns, status.st_ino


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use before it is stopped."""

    seconds: int = 60
    memory: str = "2GB"
    rows: int = 1_000_000


STANDARD = Limits()


@dataclass(frozen=True, slots=True)
class Result:
    """What a query returned."""

    columns: tuple[tuple[str, str], ...]  # name, and type as DuckDB prints it
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A database that can only be asked."""

    connection: duckdb.DuckDBPyConnection
    limits: Limits
    # Tables that are seen without some of their rows, and the condition of those rows.
    veiled: tuple[tuple[str, str], ...] = ()
    # Queries are held to names and types alone: of no rows a share is no number.
    rowless: bool = False
    files: tuple[Lying, ...] = ()
    _sessions: set[duckdb.DuckDBPyConnection] = field(default_factory=set)  # that are at work

    def query(self, sql: str, where: str) -> Result:
        """Return the result of one SELECT; ``where`` is the path of its file, for messages."""
        body, place = check_query(sql, where)
        if self.files:
            self._check_reach(body, place)
        with self._session() as cursor:
            try:
                for table, condition in self.veiled:
                    whole = f'{_CATALOG}.main."{table}"'
                    cursor.execute(
                        f'CREATE TEMP VIEW "{table}" AS'
                        f" SELECT * FROM {whole} WHERE ({condition}\n) IS NOT TRUE"
                    )
                if self.rowless:
                    body = f"FROM ({body.rstrip().removesuffix(';')}\n) LIMIT 0"
                cursor.execute(body)
                columns = tuple((name, str(kind)) for name, kind, *_ in cursor.description or ())
                rows = cursor.fetchmany(self.limits.rows + 1)
            except duckdb.Error as fault:
                raise _explained(fault, place, self.limits) from None
        if len(rows) > self.limits.rows:
            hint = "Count, sum or filter in the query."
            raise ReportError(f"the query returns more than {self.limits.rows:,} rows", where, hint)
        self._check_files()
        return Result(columns, tuple(rows))

    def interrupt(self) -> None:
        """Stop what other threads ask."""
        for cursor in [*self._sessions]:
            with suppress(duckdb.Error):  # it has just ended by itself
                cursor.interrupt()

    @contextmanager
    def _session(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Ask in a fresh session: temporary views and macros of others are not in it."""
        with self.connection.cursor() as cursor:
            self._sessions.add(cursor)
            try:
                yield cursor
            finally:
                self._sessions.discard(cursor)

    def _check_reach(self, body: str, place: "_Place") -> None:
        """Refuse a query that names files, also those that it may see as tables."""
        with self.connection.cursor() as cursor:
            try:
                if strangers(cursor, body):
                    raise duckdb.PermissionException("it names no table")
            except duckdb.Error as fault:
                raise _explained(fault, place, self.limits) from None

    def _check_files(self) -> None:
        """Refuse an answer from bytes that are no longer those that were checked."""
        for file in self.files:
            if _stamp(file.path) != file.stamp:
                hint = "Run it again when it rests."
                raise ReportError("the file changed while it was read", file.shown, hint)


def check_query(sql: str, where: str) -> "tuple[str, _Place]":
    """Refuse what is not exactly one SELECT; return it without what stands above it."""
    # DuckDB 2.0.0 drops the comments above a statement but counts from their beginning, so
    # that it names wrong lines or none: it gets the statement alone.
    start = _beginning(sql)
    body, place = sql[start:], _Place(where, sql.count("\n", 0, start))
    _check_statement(body, place)
    return body, place


def unseal(path: Path, limits: Limits, files: Sequence[Lying]) -> Sealed:
    """Open a DuckDB file so that it can only be asked; its views read ``files`` and nothing else."""
    connection = duckdb.connect(
        path,
        read_only=True,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "temp_directory": "",
            "threads": "1",  # with two, sums of doubles differ from run to run
            "memory_limit": limits.memory,
            "max_execution_time": str(limits.seconds * 1000),
        },
    )
    if files:  # they have to be allowed before the door is closed
        allowed = ", ".join(quote(str(file.path)) for file in files)
        connection.execute(f"SET GLOBAL allowed_paths = [{allowed}]")
    connection.execute("SET GLOBAL enable_external_access = false")
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("SET lock_configuration = true")
    return Sealed(connection, limits, files=(*files,))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a statement stands: its file, and how many lines of it come before."""

    path: str
    above: int

    def line(self, message: str) -> str:
        """Return ``path:line``, where DuckDB's message names a line of the statement."""
        found = _LINE.search(message)
        return f"{self.path}:{self.above + int(found[1])}" if found else self.path


def _beginning(sql: str) -> int:
    """Return where the first word stands, after blanks and comments."""
    position = 0
    while match := _COMMENT.match(sql, position):
        position = match.end()
    return position


def _check_statement(body: str, place: _Place) -> None:
    """Refuse what is not exactly one SELECT."""
    try:
        statements = duckdb.extract_statements(body)
    except duckdb.Error as fault:
        raise _explained(fault, place, STANDARD) from None
    if not statements:
        raise ReportError("there is no query", place.path, _ONE)
    if len(statements) > 1:
        raise ReportError(f"there are {len(statements)} statements", place.path, _ONE)
    # DESCRIBE, SHOW and SUMMARIZE are SELECTs to DuckDB, so the first word counts as well.
    word = (re.match(r"\w+|.", body) or [""])[0].upper()
    if word not in _FIRST_WORDS:
        raise ReportError(f'"{word}" is not a SELECT', place.path, _ONE)
    if statements[0].type.name != "SELECT":
        what = "DuckDB makes several statements of the query"
        raise ReportError(what, place.path, "A PIVOT names its columns: IN (…).")


def _explained(fault: duckdb.Error, place: _Place, limits: Limits) -> ReportError:
    """Return DuckDB's fault in an editor's words, with the line where DuckDB tells it."""
    message = str(fault).partition(": ")[2] or str(fault)
    where = place.line(message)
    if isinstance(fault, duckdb.InterruptException):
        what = f"the query ran longer than {limits.seconds} s and was stopped"
        return ReportError(what, where, _JOIN)
    if isinstance(fault, duckdb.OutOfMemoryException):
        what = f"the query needs more than {limits.memory} of memory and was stopped"
        return ReportError(what, where, _JOIN)
    if isinstance(fault, duckdb.PermissionException):
        hint = "A query names the tables of the contract, never a file."
        return ReportError("a query cannot reach files", where, hint)
    offered = re.findall(r'"([^"]+)"', "".join(re.findall(r"(?:Candidate|Did you).*", message)))
    for pattern, kind in _UNKNOWN:
        if match := pattern.match(message):
            what = f'no {kind} "{match[1]}"'
            return ReportError(what, where, _guess(match[1], offered))
    return ReportError(_first_sentence(message), where, _guess("", offered))


def _guess(word: str, offered: list[str]) -> str:
    names = [name.rpartition(".")[2] for name in offered]
    return did_you_mean(word, names) if names else ""


def _first_sentence(message: str) -> str:
    first = message.partition("\n")[0].strip().rstrip("!.")
    return first[:1].lower() + first[1:] if first else "DuckDB refused the query"
