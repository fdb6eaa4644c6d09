"""Queries: each is one SELECT, sees the tables and nothing else, and comes to an end."""

import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from report.errors import ReportError
from report.tables import Limits, Tables
from tests.packages import HARBOURS, loaded, package, write

FILES = {
    "data/datapackage.json": package(HARBOURS),
    "data/harbours.csv": "harbour,boats\nOslo,3\nMoss,5\n",
}
ONE = "A file holds one query, and it begins with SELECT or WITH."


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    """Two harbours."""
    limits = Limits(seconds=1, memory="200MB", rows=1000)
    with loaded(write(tmp_path, FILES), limits) as opened:
        yield opened


def refused(tables: Tables, sql: str) -> str:
    """Return what is told of a query."""
    with pytest.raises(ReportError) as caught:
        tables.query(sql, "queries/q.sql")
    return str(caught.value)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT boats FROM harbours WHERE harbour = 'Oslo'",
        "-- title: Boats; all\nSELECT 3::BIGINT AS boats; -- that is all\n",
        "/* boats */ WITH x AS (SELECT boats FROM harbours) SELECT min(boats) AS boats FROM x;",
        "(SELECT 3::BIGINT AS boats)",
    ],
)
def test_one_select_is_answered(tables: Tables, sql: str) -> None:
    """Comments, a WITH, brackets and one semicolon are part of a query."""
    result = tables.query(sql, "queries/q.sql")

    assert (result.columns, result.rows) == ((("boats", "BIGINT"),), ((3,),))


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("", "there is no query"),
        ("-- nothing\n", "there is no query"),
        ("SELECT 1; SELECT 2", "there are 2 statements"),
        ("PIVOT harbours ON harbour USING sum(boats)", '"PIVOT" is not a SELECT'),
        ("EXPLAIN SELECT 1", '"EXPLAIN" is not a SELECT'),
        ("INSERT INTO harbours VALUES ('A', 1) RETURNING *", '"INSERT" is not a SELECT'),
        ("CREATE TEMP VIEW v AS SELECT 1", '"CREATE" is not a SELECT'),
        ("CREATE TEMP MACRO sum(x) AS 1", '"CREATE" is not a SELECT'),
        ("SET threads = 8", '"SET" is not a SELECT'),
        ("ATTACH 'x.duckdb'", '"ATTACH" is not a SELECT'),
        ("COPY harbours TO 'x.csv'", '"COPY" is not a SELECT'),
        ("INSTALL httpfs", '"INSTALL" is not a SELECT'),
        ("LOAD httpfs", '"LOAD" is not a SELECT'),
        ("PRAGMA database_list", '"PRAGMA" is not a SELECT'),
        ("CALL pragma_version()", '"CALL" is not a SELECT'),
        ("DESCRIBE harbours", '"DESCRIBE" is not a SELECT'),
        ("SUMMARIZE harbours", '"SUMMARIZE" is not a SELECT'),
        ("SHOW TABLES", '"SHOW" is not a SELECT'),
    ],
)
def test_nothing_but_one_select_is_run(tables: Tables, sql: str, expected: str) -> None:
    """A query asks; it does not change, set, load or explain."""
    assert refused(tables, sql) == f"queries/q.sql: {expected}\n  {ONE}"


def test_a_pivot_names_its_columns(tables: Tables) -> None:
    """A PIVOT that looks at the data first is two statements."""
    pivot = "WITH p AS (PIVOT harbours ON harbour {}USING sum(boats)) SELECT * FROM p"

    assert refused(tables, pivot.format("")) == (
        "queries/q.sql: DuckDB makes several statements of the query\n"
        "  A PIVOT names its columns: IN (…)."
    )
    assert tables.query(pivot.format("IN ('Oslo') "), "queries/q.sql").columns[-1][0] == "Oslo"


def test_a_change_within_a_select_is_refused(tables: Tables) -> None:
    """What looks like a question to the parser may still try to write."""
    sql = "WITH x AS (DELETE FROM harbours RETURNING *) SELECT * FROM x"

    assert "read-only" in refused(tables, sql)
    assert tables.query("SELECT count(*) AS n FROM harbours", "q.sql").rows == ((2,),)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM 'data/harbours.csv'",
        "SELECT * FROM read_csv('data/harbours.csv')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('*')",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "SELECT * FROM read_blob('/etc/passwd')",
        "SELECT * FROM sniff_csv('data/harbours.csv')",
        "SELECT * FROM parquet_metadata('x.parquet')",
        "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
        "FROM (SELECT content FROM read_text('/proc/self/environ'))",
        "SELECT (SELECT count(*) FROM glob('/**')) AS n",
    ],
)
def test_a_query_reaches_no_file_and_no_network(tables: Tables, sql: str) -> None:
    """What a figure is computed from is what the contract names."""
    assert "a query cannot reach files" in refused(tables, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM query_table('/etc/passwd')",
        "SELECT getenv('HOME') AS home",
        "SELECT getvariable('x') AS x",
        "SELECT nextval('boats') AS n",
        "SELECT set_config('threads', '8') AS x",
        "SELECT * FROM duckdb_secrets()",
        "SELECT write_log('x') AS x",
        "SELECT * FROM enable_logging()",
        "SELECT * FROM checkpoint()",
        "SELECT * FROM force_checkpoint()",
    ],
)
def test_a_query_leaves_nothing_and_learns_nothing(tables: Tables, sql: str) -> None:
    """What a function would tell of the machine, or do to it, is refused or is nothing."""
    try:
        rows = tables.query(sql, "queries/q.sql").rows
    except ReportError:
        return
    assert rows in {(), ((None,),), ((True,),)}, rows


def test_a_query_cannot_poison_the_next(tables: Tables) -> None:
    """Nothing of one session is there in another, also where a way round the check was found."""
    with tables._sealed.connection.cursor() as cursor:  # noqa: SLF001 - as a hole would
        cursor.execute("CREATE TEMP MACRO count(x) AS 7")
        cursor.execute("CREATE TEMP VIEW harbours AS SELECT 'x' AS harbour, 0 AS boats")

    assert tables.query("SELECT sum(boats)::BIGINT AS n FROM harbours", "q.sql").rows == ((8,),)


@pytest.mark.parametrize(
    "setting",
    [
        "enable_external_access = true",
        "lock_configuration = false",
        "threads = 8",
        "memory_limit = '1TB'",
        "max_execution_time = 0",
        "allowed_directories = ['/']",
        "temp_directory = '/tmp'",
        "autoload_known_extensions = true",
    ],
)
def test_the_seal_cannot_be_broken_from_within(tables: Tables, setting: str) -> None:
    """What is locked stays locked for whoever holds a connection."""
    with tables._sealed.connection.cursor() as cursor:  # noqa: SLF001 - as a hole would
        for scope in ("", "GLOBAL ", "SESSION "):
            with pytest.raises(duckdb.Error):
                cursor.execute(f"SET {scope}{setting}")


def test_a_query_sees_no_variable_of_python(tables: Tables) -> None:
    """The program's own values are not tables."""
    secret = [1]

    assert refused(tables, f"SELECT * FROM secret -- {len(secret)}").startswith(
        'queries/q.sql:1: no table "secret"'
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("enable_external_access", False),
        ("autoinstall_known_extensions", False),
        ("autoload_known_extensions", False),
        ("python_enable_replacements", False),
        ("lock_configuration", True),
        ("threads", 1),
        ("access_mode", "read_only"),
        ("max_execution_time", 1000),
        ("temp_directory", ""),
        ("memory_limit", "190.7 MiB"),
    ],
)
def test_the_tables_are_sealed(tables: Tables, name: str, value: object) -> None:
    """Every setting that keeps a query in its place holds where the query runs."""
    sql = f"SELECT current_setting('{name}') AS setting"

    assert tables.query(sql, "queries/q.sql").rows == ((value,),)


def test_time_is_told_in_utc(tables: Tables) -> None:
    """A build on another continent gives the same days."""
    sql = "SELECT CAST(TIMESTAMPTZ '2023-01-01 00:30:00+00' AS VARCHAR) AS moment"

    assert tables.query(sql, "queries/q.sql").rows == (("2023-01-01 00:30:00+00",),)


def test_a_runaway_query_is_stopped_with_its_name(tables: Tables) -> None:
    """The build goes on to its other faults, and the tables can still be asked."""
    start = time.perf_counter()

    assert refused(tables, "SELECT count(*) FROM range(10000000000) a, range(100) b") == (
        "queries/q.sql: the query ran longer than 1 s and was stopped\n"
        "  Look for a join without its condition."
    )
    assert time.perf_counter() - start < 5
    assert tables.query("SELECT 1 AS one", "queries/q.sql").rows == ((1,),)


def test_a_query_is_bounded_in_memory(tmp_path: Path) -> None:
    """A sort of more than fits is stopped, not swapped."""
    with loaded(write(tmp_path, FILES), Limits(memory="50MB")) as tables:
        sql = "SELECT max(x) FROM (SELECT md5(range::VARCHAR) AS x FROM range(9000000) ORDER BY x)"
        told = refused(tables, sql)

    assert told.startswith("queries/q.sql: the query needs more than 50MB of memory")


def test_a_query_is_bounded_in_rows(tables: Tables) -> None:
    """A result is read by people."""
    assert refused(tables, "SELECT * FROM range(1001)") == (
        "queries/q.sql: the query returns more than 1,000 rows\n"
        "  Count, sum or filter in the query."
    )


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT *\nFROM harbors", ':2: no table "harbors"\n  Did you mean "harbours"?'),
        ("SELECT\n  boat\nFROM harbours", ':2: no column "boat"\n  Did you mean "boats"?'),
        ("-- title: x\nSELEC 1", ':2: syntax error at or near "SELEC"'),
        ("SELECT coun(boats) FROM harbours", ':1: no function "coun"\n  Did you mean "count"?'),
        ("SELECT x.boats FROM harbours", ':1: no table "x"\n  There is "harbours".'),
        (
            "-- a\n-- b\n\nSELECT 1,\n  boat\nFROM harbours",
            ':5: no column "boat"\n  Did you mean "boats"?',
        ),
        ("/* a\n*/ SELECT *\nFROM harbors", ':3: no table "harbors"\n  Did you mean "harbours"?'),
        ("SELECT 'a", ":1: unterminated string literal"),
        (
            "SELECT harbour,\n  CAST(harbour AS INTEGER) FROM harbours",
            ":2: could not convert string 'Oslo' to INT32 when casting from source column harbour",
        ),
    ],
)
def test_a_fault_of_sql_has_a_line_and_a_guess(tables: Tables, sql: str, expected: str) -> None:
    """DuckDB's words are shortened to what an editor can use."""
    assert refused(tables, sql) == f"queries/q.sql{expected}"


def test_what_one_query_is_kept_from_another_sees(tables: Tables) -> None:
    """Tables without some rows are so for their own queries, and for no other, before or after."""
    sql = "SELECT sum(boats)::BIGINT AS n FROM harbours"
    fewer = tables.without("harbours", "harbour = 'Oslo'")

    assert [each.query(sql, "q.sql").rows for each in (tables, fewer, tables, fewer)] == [
        ((8,),),
        ((5,),),
        ((8,),),
        ((5,),),
    ]
