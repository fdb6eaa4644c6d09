"""A DuckDB file in, a connection that can only be asked out: read-only, bounded and locked.

Queries are an editor's, but the data in them is a stranger's and a build runs unattended:
no query reaches a file, the network, an extension, a Python variable or another query.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from report.errors import ReportError, did_you_mean
from report.model import Row

_COMMENT = re.compile(r"\s+|--[^\n]*(\n|\Z)|/\*.*?\*/", re.DOTALL)
_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)


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

    def query(self, sql: str, where: str) -> Result:
        """Return the result of one SELECT; ``where`` is the path of its file, for messages."""
        _check_statement(sql, where)
        # A fresh cursor is a fresh session: temporary views and macros of others are not in it.
        with self.connection.cursor() as cursor:
            try:
                cursor.execute(sql)
                columns = tuple((name, str(kind)) for name, kind, *_ in cursor.description or ())
                rows = cursor.fetchmany(self.limits.rows + 1)
            except duckdb.Error as fault:
                raise _explained(fault, where, self.limits) from None
        if len(rows) > self.limits.rows:
            hint = "Count, sum or filter in the query."
            raise ReportError(f"the query returns more than {self.limits.rows:,} rows", where, hint)
        return Result(columns, tuple(rows))


def unseal(path: Path, limits: Limits) -> Sealed:
    """Open a DuckDB file so that it can only be asked."""
    connection = duckdb.connect(
        path,
        read_only=True,
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "temp_directory": "",
            "threads": "1",  # with two, sums of doubles differ from run to run
            "memory_limit": limits.memory,
            "max_execution_time": str(limits.seconds * 1000),
        },
    )
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    connection.execute("SET lock_configuration = true")
    return Sealed(connection, limits)


def _check_statement(sql: str, where: str) -> None:
    """Refuse what is not exactly one SELECT."""
    try:
        statements = duckdb.extract_statements(sql)
    except duckdb.Error as fault:
        raise _explained(fault, where, STANDARD) from None
    hint = "A file holds one query, and it begins with SELECT or WITH."
    if not statements:
        raise ReportError("there is no query", where, hint)
    if len(statements) > 1:
        raise ReportError(f"there are {len(statements)} statements", where, hint)
    kind = statements[0].type.name
    # DESCRIBE, SHOW and SUMMARIZE are SELECTs to DuckDB, so the first word counts as well.
    word = _first_word(sql)
    if kind != "SELECT" or word not in {"SELECT", "WITH", "FROM", "("}:
        raise ReportError(f'"{word}" is not a SELECT', where, hint)


def _first_word(sql: str) -> str:
    position = 0
    while match := _COMMENT.match(sql, position):
        position = match.end()
    found = re.compile(r"\w+|.").match(sql, position)
    return found[0].upper() if found else ""


def _explained(fault: duckdb.Error, where: str, limits: Limits) -> ReportError:
    """Return DuckDB's fault in an editor's words, with the line where DuckDB tells it."""
    message = str(fault).partition(": ")[2] or str(fault)
    if line := _LINE.search(message):
        where = f"{where}:{line[1]}"
    if isinstance(fault, duckdb.InterruptException):
        what = f"the query ran longer than {limits.seconds} seconds and was stopped"
        return ReportError(what, where, "Look for a join without its condition.")
    if isinstance(fault, duckdb.OutOfMemoryException):
        what = f"the query needs more than {limits.memory} of memory and was stopped"
        return ReportError(what, where, "Look for a join without its condition.")
    if isinstance(fault, duckdb.PermissionException):
        hint = "A query names the tables of the contract, never a file."
        return ReportError("a query cannot reach files", where, hint)
    offered = re.findall(r'"([^"]+)"', "".join(re.findall(r"(?:Candidate|Did you).*", message)))
    if match := re.match(r'Referenced (?:column|table) "([^"]+)" .*', message):
        kind = "table" if message.startswith("Referenced table") else "column"
        return ReportError(f'no {kind} "{match[1]}"', where, _hint(match[1], offered))
    if match := re.match(r"(Table|[\w ]*Function) with name (\S+) does not exist", message):
        kind = "table" if match[1] == "Table" else "function"
        return ReportError(f'no {kind} "{match[2]}"', where, _hint(match[2], offered))
    return ReportError(_first_sentence(message), where, _hint("", offered))


def _hint(word: str, offered: list[str]) -> str:
    names = [name.rpartition(".")[2] for name in offered]
    return did_you_mean(word, names) if names else ""


def _first_sentence(message: str) -> str:
    first = message.partition("\n")[0].strip().rstrip("!.")
    return first[:1].lower() + first[1:] if first else "DuckDB refused the query"
