"""A table's file in; its typed rows out, if it can be proven at once that no cell has a fault.

Most files are sound, and to say so takes DuckDB a fraction of what it takes to tell what is wrong
with one that is not. Whatever is not proven here is no fault yet: it is read again with care.

Rules are about cells as they are written, so those of numbers and dates are asked of the text
before it is cast. Texts are mostly few and repeated: each is asked about once.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait

import duckdb

from report.contract import TableContract
from report.contract.schema import Field, ForeignKey
from report.tables.plain import records
from report.tables.quoting import quote
from report.tables.rules import as_stored, as_written, broken_rule, value
from report.tables.staging import Staging, read_parquet, stage_parquet
from report.tables.textfile import FILE_BYTES, LINE_BYTES

_SAMPLE, _REPEATED = 100_000, 8  # texts that stand so many times each are asked about once each
_BITS = 1_000_000_000  # the most that DuckDB sets side by side
_SPARSE = 64  # so many places for each whole number: of more, they are rather counted apart
_MOMENT = 0.05  # seconds
_WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT"})


def load(staging: Staging, table: TableContract) -> bool:
    """Make the typed table if each of its cells is proven to be sound; else leave nothing.

    Beside it stands ``"#<table>"``, as ``stage`` would have made it. Of Parquet the table is a
    view of its files: to copy a hundred million rows takes longer than to ask them.
    """
    try:
        read = _read_csv if table.is_csv else _see_parquet
        if read(staging, table) and not _doubts(staging, table):
            return True
    except duckdb.Error:  # a cell of another type, a line of another width
        pass
    discard(staging, table)
    return False


def discard(staging: Staging, table: TableContract) -> None:
    """Remove what was made of a table, and what was staged of it."""
    for name in (f"#{table.name}", table.name, *(_once(table, f.name) for f in table.fields)):
        kind = "TABLE" if _is_table(staging, name) else "VIEW"
        staging.connection.execute(f'DROP {kind} IF EXISTS "{name}"')


def _is_table(staging: Staging, name: str) -> bool:
    return bool(staging.rows(f"FROM duckdb_tables() WHERE table_name = {quote(name)}"))


def _see_parquet(staging: Staging, table: TableContract) -> bool:
    if stage_parquet(staging, table):
        return False
    paths = [(staging.project.data / path).absolute() for path in table.paths]
    cells = ", ".join(
        f"{value(field) if field.multiline else quoted} AS {quoted}"
        for field in table.fields
        for quoted in [f'"{field.name}"']
    )
    staging.connection.execute(
        f'CREATE VIEW "{table.name}" AS SELECT {cells} FROM {read_parquet(table, paths)}'
    )
    return True


def _read_csv(staging: Staging, table: TableContract) -> bool:
    path = staging.project.data / table.path
    if path.stat().st_size > FILE_BYTES:
        return False
    # DuckDB reads, and lets go of Python's lock, while what it reads is looked through.
    with ThreadPoolExecutor(1) as beside:
        reading, expected = beside.submit(_read_plain, staging, table), None
        try:
            expected = records(path, [field.name for field in table.fields])
        finally:
            while expected is None and not reading.done():
                staging.connection.interrupt()
                wait([reading], timeout=_MOMENT)
        if expected is None:
            return False
        reading.result()
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    staging.connection.execute(
        f'CREATE TEMP VIEW "#{table.name}" AS'
        f' SELECT {quote(str(path))} AS "#file", rowid + 2 AS "#line", {names} FROM "{table.name}"'
    )
    return staging.rows(f'SELECT count(*) FROM "{table.name}"') == [(expected,)]


def _read_plain(staging: Staging, table: TableContract) -> None:
    """Make the typed table of a file, as if it were plain."""
    file = quote(str(staging.project.data / table.path))
    columns = ", ".join(f"{quote(field.name)}: 'VARCHAR'" for field in table.fields)
    cast = {field: f'"{field.name}#"' for field in table.fields}
    inner = ", ".join(f'CAST("{f.name}" AS {f.duckdb}) AS {name}' for f, name in cast.items())
    outer = ", ".join(f'{name} AS "{field.name}"' for field, name in cast.items())
    broken = " OR ".join(each for f, name in cast.items() for each in as_written(f, name))
    # error() ends the query at the first such cell; of an empty one no condition holds.
    # new_line is left open: of CRLF that is told to it, strict mode of DuckDB 2.0.0 finds no row.
    staging.connection.execute(
        f"""
        CREATE TABLE "{table.name}" AS SELECT {outer} FROM (
            SELECT *, {inner} FROM read_csv(
                {file}, columns = {{{columns}}}, auto_detect = false,
                header = false, skip = 1, strict_mode = true, null_padding = false,
                delim = ',', quote = '"', escape = '"', comment = '', nullstr = '',
                max_line_size = {LINE_BYTES}
            )
        ) WHERE CASE WHEN {broken or "false"} THEN error('a cell') ELSE true END
        """
    )


def _doubts(staging: Staging, table: TableContract) -> bool:
    """Tell whether some cell may break a rule."""
    sources, relation = staging.sources(), f'"{table.name}"'
    texts = [field for field in table.fields if field.duckdb == "VARCHAR"]
    conditions = [
        " OR ".join(broken)
        for field in table.fields
        if field not in texts and (broken := as_stored(field, sources, unwritten=not table.is_csv))
    ]
    if conditions:
        # A field by itself: so DuckDB passes over what a Parquet file tells to hold no such number.
        cells = " UNION ALL ".join(f"SELECT 1 FROM {relation} WHERE {each}" for each in conditions)
        if staging.rows(f"FROM ({cells}) LIMIT 1"):
            return True
    [(many,)] = staging.rows(f"SELECT count(*) FROM {relation}")
    if many > _SAMPLE:
        return any(_text_doubts(staging, table, field) for field in texts)
    # Few rows are read sooner than it is asked which of their texts are repeated.
    counts = [f"count({broken_rule(field, sources)})" for field in texts]
    return bool(counts) and any(staging.rows(f"SELECT {', '.join(counts)} FROM {relation}")[0])


def _text_doubts(staging: Staging, table: TableContract, field: Field) -> bool:
    cells = f'SELECT "{field.name}" FROM "{table.name}"'
    [(seen, different)] = staging.rows(
        f'SELECT count(*), count(DISTINCT "{field.name}") FROM ({cells} LIMIT {_SAMPLE})'
    )
    if different * _REPEATED < seen:
        once = _once(table, field.name)
        staging.connection.execute(
            f'CREATE TEMP TABLE "{once}" AS {cells.replace("SELECT", "SELECT DISTINCT", 1)}'
        )
        cells = f'FROM "{once}"'
    [(broken,)] = staging.rows(
        f"SELECT count({broken_rule(field, staging.sources())}) FROM ({cells})"
    )
    return bool(broken)


def _once(table: TableContract, column: str) -> str:
    """Return the name of a relation with each text of a column once."""
    return f"#{table.name}#{column}"


def are_unique(staging: Staging, table: TableContract, names: Sequence[str]) -> bool:
    """Tell whether it is proven that no two rows of a table have the same key."""
    if len(names) == 1 and table.field(names[0]).duckdb in _WHOLE:
        unique = _are_apart(staging, table, names[0])
        if unique is not None:
            return unique
    relation, keys = f'"{table.name}"', ", ".join(f'"{name}"' for name in names)
    whole = " AND ".join(f'"{name}" IS NOT NULL' for name in names)
    found = staging.rows(
        f"SELECT 1 FROM {relation} WHERE {whole} GROUP BY {keys} HAVING count(*) > 1 LIMIT 1"
    )
    return not found


def _are_apart(staging: Staging, table: TableContract, name: str) -> bool | None:
    """Tell whether whole numbers stand once each; None where they lie too far from each other."""
    many, low, high = _span(staging, table, name)
    if not many:
        return True
    if high - low >= min(_BITS, _SPARSE * many):
        return None
    # A bit for each number that there is: as many bits as numbers, and none is there twice.
    bits = f'bit_count(bitstring_agg("{name}", {low}, {high}))'
    try:
        [(many, bits)] = staging.rows(f'SELECT count("{name}"), {bits} FROM "{table.name}"')
    except duckdb.OutOfRangeException:  # a file tells wrongly from where to where its numbers go
        return None
    return bool(bits == many)


def _span(staging: Staging, table: TableContract, name: str) -> tuple[int, int, int]:
    """Return how many numbers there may be, and from where to where they go."""
    if not table.is_csv:
        paths = ", ".join(quote(str(staging.project.data / path)) for path in table.paths)
        [(many, untold, low, high)] = staging.rows(
            f"""
            SELECT sum(num_values), count_if(low IS NULL OR high IS NULL), min(low), max(high)
            FROM (SELECT num_values, TRY_CAST(stats_min_value AS BIGINT) AS low,
                         TRY_CAST(stats_max_value AS BIGINT) AS high
                  FROM parquet_metadata([{paths}]) WHERE path_in_schema = {quote(name)})
            """
        )
        if many and not untold:
            return many, low, high
    [(many, low, high)] = staging.rows(
        f'SELECT count("{name}"), min("{name}"), max("{name}") FROM "{table.name}"'
    )
    return many, low, high


def are_led(staging: Staging, table: TableContract, key: ForeignKey) -> bool:
    """Tell whether it is proven that each row's key stands in the table that it refers to."""
    here = ", ".join(f'"{name}"' for name in key.fields)
    whole = " AND ".join(f'"{name}" IS NOT NULL' for name in key.fields)
    pairs = " AND ".join(
        f'here."{ours}" = there."{theirs}"'
        for ours, theirs in zip(key.fields, key.references, strict=True)
    )
    once = _once(table, key.fields[0])
    relation = once if len(key.fields) == 1 and _is_table(staging, once) else table.name
    found = staging.rows(
        f"""
        SELECT 1 FROM (SELECT DISTINCT {here} FROM "{relation}" WHERE {whole}) AS here
        ANTI JOIN "{key.table}" AS there ON {pairs} LIMIT 1
        """
    )
    return not found
