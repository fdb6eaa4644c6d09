"""A SQL file's opening comment in, a ``Header`` out.

The header is plain SQL comments, so the file runs unchanged in any DuckDB shell:

    -- title: Sailings by year
    -- columns:
    --   year   SMALLINT  Year of the sailing
    --   boats  BIGINT    Boats that sailed  [unit: boats, min: 1]
    -- key: year
    -- sources: harbour_log
    -- budget: boats 10%; rows 20%
    SELECT …

A key begins one space after the dashes; a line that is indented further goes on with the key above.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from report.errors import ReportError, did_you_mean, raise_all
from report.model import Budget, Column, Literal
from report.names import faults as name_faults
from report.names import rule

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KEY = re.compile(r"-- ([a-z]+):(?: (.*))?")
_MORE = re.compile(r"--\s{2,}(\S.*)")
_COLUMN = re.compile(
    r"(?P<name>\S+)\s+(?P<type>[A-Z]\S*)\s+(?P<label>[^\[\]]+?)(?:\s+\[(?P<options>[^\[\]]*)\])?"
)
_OPTIONS = frozenset({"unit", "decimals", "min", "max", "allow", "whole"})
_ALLOWED = frozenset({"zero", "null"})
_BUDGET = re.compile(r"(?P<name>\S+)\s+(?P<amount>\S+?)\s*(?P<percent>%?)")
_NO_NUMBERS = frozenset({"VARCHAR", "BOOLEAN", "DATE"})
# As DuckDB prints the types of what a query returns; behind some stand brackets.
_TYPES = frozenset(
    "BIGINT BLOB BOOLEAN DATE DECIMAL DOUBLE ENUM FLOAT HUGEINT INTEGER INTERVAL MAP SMALLINT STRUCT "
    "TIME TIMESTAMP TINYINT UBIGINT UHUGEINT UINTEGER UNION USMALLINT UTINYINT UUID VARCHAR".split()
)
# What DuckDB takes in a cast, and prints otherwise.
_ALSO = {
    "BOOL": "BOOLEAN", "CHAR": "VARCHAR", "INT": "INTEGER", "INT2": "SMALLINT", "INT4": "INTEGER",
    "INT8": "BIGINT", "LONG": "BIGINT", "NUMERIC": "DECIMAL(18,3)", "REAL": "FLOAT",
    "SHORT": "SMALLINT", "STRING": "VARCHAR", "TEXT": "VARCHAR",
}  # fmt: skip
ROWS = "rows"  # in a budget: the number of rows, whatever the columns are called


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a header: its text on one line, or the lines below it, and where it stands."""

    text: str
    lines: tuple[tuple[int, str], ...]  # (line number in the file, text) of the indented lines
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a SQL file promises of its result."""

    path: str  # as typed in the project
    entries: Mapping[str, Entry]
    sql: str  # the whole file, as DuckDB is given it

    def text(self, key: str) -> str:
        """Return the words of a key, its continuation lines joined; empty where it is absent."""
        entry = self.entries.get(key)
        return " ".join([entry.text, *(text for _, text in entry.lines)]).strip() if entry else ""

    def names(self, key: str) -> tuple[str, ...]:
        """Return the comma-separated names of a key."""
        return tuple(part.strip() for part in self.text(key).split(",") if part.strip())

    def place(self, key: str) -> str:
        """Return ``path:line`` of a key, or of the file's first line where it is absent."""
        entry = self.entries.get(key)
        return f"{self.path}:{entry.line if entry else 1}"


def read_header(path: Path, shown: str, *, required: set[str], optional: set[str]) -> Header:
    """Read the header of one SQL file.

    ``shown`` is the path as an editor types it.
    Raise every fault of the header together: unknown, doubled, missing and empty keys,
    and a stem that is not lower case with underscores.
    """
    sql = path.read_text(encoding="utf-8")
    errors: list[ReportError] = []
    if not NAME.fullmatch(path.stem):
        errors.append(
            ReportError(
                f'the name "{path.stem}" cannot be published',
                shown,
                rule("query"),
            )
        )
    else:
        errors += name_faults({path.stem: shown}, kind="query")
    entries: dict[str, Entry] = {}
    for key, entry in _entries(sql, shown, errors):
        if key in entries:
            errors.append(ReportError(f'"{key}" stands twice', f"{shown}:{entry.line}"))
        elif key not in required | optional:
            hint = did_you_mean(key, required | optional)
            errors.append(ReportError(f'no header key "{key}"', f"{shown}:{entry.line}", hint))
        elif not entry.text and not entry.lines:
            errors.append(ReportError(f'"{key}" is empty', f"{shown}:{entry.line}"))
        entries.setdefault(key, entry)
    errors += [
        ReportError(f'the header lacks "{key}"', f"{shown}:1", f'Add a line "-- {key}: …".')
        for key in sorted(required - set(entries))
    ]
    raise_all(errors)
    return Header(shown, entries, sql)


def _entries(sql: str, shown: str, errors: list[ReportError]) -> Iterator[tuple[str, Entry]]:
    key, text, start = "", "", 0
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(sql.splitlines(), 1):
        if not line.startswith("--"):
            break
        if match := _KEY.fullmatch(line.rstrip()):
            if key:
                yield key, Entry(text, tuple(lines), start)
            key, text, start, lines = match[1], (match[2] or "").strip(), number, []
        elif key and (more := _MORE.fullmatch(line.rstrip())):
            lines.append((number, more[1]))
        else:
            hint = 'Write "-- key: text", and indent further lines of the same key.'
            errors.append(ReportError("not a line of a header", f"{shown}:{number}", hint))
    if key:
        yield key, Entry(text, tuple(lines), start)


def parse_columns(header: Header) -> tuple[Column, ...]:
    """Return the columns that a figure's header promises, in order."""
    errors: list[ReportError] = []
    columns = []
    for number, text in header.entries["columns"].lines:
        place = f"{header.path}:{number}"
        match = _COLUMN.fullmatch(text.rstrip())
        if match is None:
            hint = 'Write "name  TYPE  Label", and options as "[unit: boats, min: 1]".'
            errors.append(ReportError(f'"{text}" is not a column', place, hint))
            continue
        try:
            columns.append(_column(match))
        except ValueError as fault:
            errors.append(ReportError(str(fault), place))
        errors += _type_faults(match["type"], place)
    names = [column.name for column in columns]
    errors += [
        ReportError(f'column "{name}" stands twice', header.place("columns"))
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    raise_all(errors)
    return tuple(columns)


def _type_faults(typed: str, place: str) -> Iterator[ReportError]:
    """Say whether a column is of a type that DuckDB never prints."""
    base = re.split(r"[(\[]", typed, maxsplit=1)[0]
    if base in _TYPES and typed != "DECIMAL":
        return
    hint = did_you_mean(base, _TYPES)
    if typed == "DECIMAL":
        hint = "Write how many digits it has, and how many of them are decimals: DECIMAL(4,1)."
    elif base in _ALSO:
        hint = f'DuckDB calls it "{_ALSO[base]}".'
    yield ReportError(f'no type "{typed}"', place, hint)


def parse_literals(header: Header) -> tuple[Literal, ...]:
    """Return the words of a header that are meant as they stand, with their reasons.

    ``-- literal: five, most | the workbook's own limit; 7 | the study's line``
    """
    place = header.place("literal")
    literals = []
    for part in filter(None, (part.strip() for part in header.text("literal").split(";"))):
        words, bar, reason = (piece.strip() for piece in part.partition("|"))
        if not bar or not words or not reason:
            hint = 'Write "-- literal: words, words | reason; words | reason".'
            raise ReportError(f'"{part}" is no literal with its reason', place, hint)
        literals += [Literal(word.strip(), reason, place) for word in words.split(",")]
    return tuple(literals)


def parse_budgets(header: Header, columns: Sequence[Column]) -> tuple[Budget, ...]:
    """Return how far each column may move against the edition before.

    ``-- budget: boats 10%; late 2; rows 20%``: in percent of the older value or in the column's
    own unit; the number of rows may fall by that share.
    """
    place = header.place("budget")
    budgets = []
    errors: list[ReportError] = []
    for part in filter(None, (part.strip() for part in header.text("budget").split(";"))):
        try:
            budgets.append(_budget(part, columns, header))
        except ReportError as fault:
            errors.append(ReportError(fault.what, place, fault.hint))
    names = [budget.column for budget in budgets]
    errors += [
        ReportError(f'"{name}" has two budgets', place)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    raise_all(errors)
    return tuple(budgets)


def _budget(part: str, columns: Sequence[Column], header: Header) -> Budget:
    match = _BUDGET.fullmatch(part)
    if match is None:
        hint = 'Write "-- budget: column 10%; column 2; rows 20%".'
        raise ReportError(f'"{part}" is no budget', hint=hint)
    name, relative = match["name"], bool(match["percent"])
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", match["amount"]):
        raise ReportError(f'"{match["amount"]}" is no amount', hint="Write 10%, 2 or 0.5.")
    known = {column.name: column for column in columns}
    if name == ROWS and not header.names("key"):
        raise ReportError("a figure of one row has no rows to lose")
    if name == ROWS and not relative:
        hint = f"Write the share by which they may fall: rows {match['amount']}%."
        raise ReportError('the budget of "rows" is a share', hint=hint)
    if name not in {ROWS, *known}:
        raise ReportError(f'no column "{name}" to budget', hint=did_you_mean(name, [ROWS, *known]))
    if name != ROWS and not _moves(known[name]):
        hint = "Only a number with a unit can; names and years are what rows are told apart by."
        raise ReportError(f'"{name}" holds names or years, and cannot move', hint=hint)
    return Budget(name, Decimal(match["amount"]), relative)


def _moves(column: Column) -> bool:
    return bool(column.unit) and column.type not in _NO_NUMBERS


def _column(match: re.Match[str]) -> Column:
    if not NAME.fullmatch(match["name"]):
        raise ValueError(f'"{match["name"]}" is not a column name: use lower case and underscores')
    options: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in (match["options"] or "").split(","))):
        key, colon, value = (piece.strip() for piece in part.partition(":"))
        if not colon or key not in _OPTIONS:
            raise ValueError(f'no column option "{key}". {did_you_mean(key, _OPTIONS)}')
        options[key] = value
    allows = frozenset(options.get("allow", "").split())
    if allows - _ALLOWED:
        raise ValueError(f'"{options["allow"]}" cannot be allowed: only zero and null can')
    try:
        least, most = (Decimal(options[key]) if key in options else None for key in ("min", "max"))
        decimals = int(options["decimals"]) if "decimals" in options else None
    except (InvalidOperation, ValueError):
        raise ValueError("min, max and decimals are plain numbers") from None
    many, _, one = (part.strip() for part in options.get("unit", "").partition("|"))
    return Column(
        name=match["name"],
        type=match["type"],
        label=match["label"].strip(),
        unit=many,
        one=one,
        decimals=decimals,
        min=least,
        max=most,
        allows=allows,
        whole=options.get("whole", ""),
    )
