"""Staged tables in, every fault of their keys out: values that stand twice or lead nowhere.

DuckDB's own constraints name no row, so the rows are asked for. Cells that break a rule of
their own are left out here: one fault is told once.
"""

from collections.abc import Collection, Iterator, Sequence

from report.contract import TableContract
from report.contract.schema import Field, ForeignKey
from report.errors import ReportError, did_you_mean
from report.tables import swift
from report.tables.quoting import shown
from report.tables.rules import broken_rule, text, value
from report.tables.staging import Staging
from report.tables.textfile import FAULTS_SHOWN

_GUESSES = 5_000  # in more values than this, likely spellings are not looked for


def key_faults(
    staging: Staging, table: TableContract, whole: Collection[str]
) -> Iterator[ReportError]:
    """Yield the faults of a table's keys.

    Only the tables in ``whole`` are complete; a value that another lacks is not proven wrong.
    """
    if table.primary_key and not _is_unique(staging, table, table.primary_key):
        yield from _doubles(staging, table, table.primary_key)
    for field in table.fields:
        key = (field.name,)
        if field.unique and table.primary_key != key and not _is_unique(staging, table, key):
            yield from _doubles(staging, table, key)
    for foreign in table.foreign_keys:
        if foreign.table in whole and not _is_led(staging, table, foreign):
            yield from _strays(staging, table, foreign)


def _is_unique(staging: Staging, table: TableContract, names: Sequence[str]) -> bool:
    return table.name in staging.proven and swift.are_unique(staging, table, names)


def _is_led(staging: Staging, table: TableContract, key: ForeignKey) -> bool:
    """Tell whether each row's key is known to stand in the other table."""
    return {table.name, key.table} <= staging.proven and swift.are_led(staging, table, key)


def _doubles(staging: Staging, table: TableContract, names: Sequence[str]) -> Iterator[ReportError]:
    keys = ", ".join(f'"{name}"' for name in names)
    rows = staging.rows(
        f"""
        WITH keyed AS ({_keyed(staging, table, names)}),
        twice AS (SELECT {keys} FROM keyed GROUP BY {keys} HAVING count(*) > 1)
        SELECT *, count(*) OVER () FROM (
            SELECT "#file", "#line", first("#file") OVER w, first("#line") OVER w, {keys}
            FROM keyed JOIN twice USING ({keys})
            WINDOW w AS (PARTITION BY {keys} ORDER BY "#file", "#line")
            QUALIFY row_number() OVER w > 1
        )
        ORDER BY "#file", "#line" LIMIT {FAULTS_SHOWN}
        """
    )
    for file, line, first_file, first_line, *values, _ in rows:
        first = staging.place(first_file, first_line)
        what = f"{_named(names, values)} stands twice, first in {first}"
        yield ReportError(what, staging.place(file, line))
    if rows and rows[0][-1] > FAULTS_SHOWN:
        more = rows[0][-1] - FAULTS_SHOWN
        what = f'{_columns(names)}: {more:,} more such rows ("stands twice")'
        yield ReportError(what, staging.shown(table))


def _strays(staging: Staging, table: TableContract, key: ForeignKey) -> Iterator[ReportError]:
    other = staging.contract.table(key.table)
    theirs = ", ".join(
        f'{value(other.field(there))} AS "{here}"'
        for here, there in zip(key.fields, key.references, strict=True)
    )
    keys = ", ".join(f'"{name}"' for name in key.fields)
    rows = staging.rows(
        f"""
        WITH keyed AS ({_keyed(staging, table, key.fields)}),
        others AS (SELECT {theirs} FROM "#{other.name}")
        SELECT "#file", "#line", {keys}, count(*) OVER ()
        FROM keyed ANTI JOIN others USING ({keys})
        ORDER BY "#file", "#line" LIMIT {FAULTS_SHOWN}
        """
    )
    known = _values(staging, other.field(key.references[0]), other) if rows else []
    says = f'is not in {_columns(key.references)} of the table "{other.name}"'
    for file, line, *values, _ in rows:
        hint = did_you_mean(str(values[0]), known) if len(key.fields) == 1 and known else ""
        what = f"{_named(key.fields, values)} {says}"
        yield ReportError(what, staging.place(file, line), hint)
    if rows and rows[0][-1] > FAULTS_SHOWN:
        more = rows[0][-1] - FAULTS_SHOWN
        what = f'{_columns(key.fields)}: {more:,} more such rows ("{says}")'
        yield ReportError(what, staging.shown(table))


def _keyed(staging: Staging, table: TableContract, names: Sequence[str]) -> str:
    """Return the SQL of the rows whose key is whole and sound."""
    fields = [table.field(name) for name in names]
    sources = staging.sources()
    if table.name in staging.proven:
        sound = ", ".join(f'"{name}"' for name in names)
    else:
        sound = ", ".join(
            f'CASE WHEN {broken_rule(field, sources)} IS NULL THEN {value(field)} END AS "{field.name}"'
            for field in fields
        )
    whole = " AND ".join(f'"{name}" IS NOT NULL' for name in names)
    return f"""
        SELECT * FROM (SELECT "#file", "#line", {sound} FROM "#{table.name}") WHERE {whole}
    """


def _values(staging: Staging, field: Field, table: TableContract) -> list[str]:
    """Return what could have been meant; nothing where there is too much to look through."""
    rows = staging.rows(
        f"""
        SELECT DISTINCT {text(field)} AS cell FROM "#{table.name}"
        WHERE cell IS NOT NULL LIMIT {_GUESSES + 1}
        """
    )
    return [cell for (cell,) in rows] if len(rows) <= _GUESSES else []


def _columns(names: Sequence[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"column {quoted}" if len(names) == 1 else f"columns {quoted}"


def _named(names: Sequence[str], values: Sequence[object]) -> str:
    if len(names) == 1:
        return f'column "{names[0]}": {shown(str(values[0]))}'
    pairs = zip(names, values, strict=True)
    return "the key " + ", ".join(f"{name} {shown(str(each))}" for name, each in pairs)
