"""Tables that are files in their place: they can be asked by name, and not reached as files."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from report.errors import ReportError
from report.model import Project
from report.tables import swift
from report.tables.reach import strangers
from tests.packages import loaded, package, table, told, write

FIELDS: list[dict[str, Any]] = [
    {"name": "boat"},
    {"name": "built", "type": "year", "constraints": {"minimum": 1900}},
]


def boats(folder: Path) -> Project:
    """Return a project of boats, in a folder of Parquet files by year."""
    described = {**table("boats", FIELDS), "path": "boats"}
    project = write(folder, {"data/datapackage.json": package(described)})
    for year, boat in ((1950, "A"), (1960, "B")):
        path = project.data / f"boats/built={year}/part.parquet"
        path.parent.mkdir(parents=True)
        _write(path, boat)
    return project


def _write(path: Path, boat: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT '{boat}' AS boat) TO '{path}' (FORMAT parquet)")


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT * FROM boats, range(3) WHERE boat IN (SELECT boat FROM boats)", []),
        ("WITH x AS (FROM boats) SELECT * FROM x JOIN unnest([1]) AS t(n) ON true", []),
        ("FROM 'data/boats.parquet'", ["data/boats.parquet"]),
        ('SELECT * FROM "boats.parquet"', ["boats.parquet"]),
        ("SELECT (SELECT count(*) FROM READ_PARQUET('x' || '.parquet'))", ["read_parquet"]),
        ("SELECT * FROM boats UNION SELECT * FROM parquet_metadata('x')", ["parquet_metadata"]),
        ("WITH x AS (FROM glob('*')) FROM x", ["glob"]),
        ("SELECT * FROM query('FROM boats')", ["query"]),
        ("SELECT * FROM query_table('boats')", ["query_table"]),
        ("not a query", ["what cannot be looked through"]),
    ],
)
def test_what_a_query_takes_rows_from_is_known(sql: str, found: list[str]) -> None:
    """Tables and series are harmless; all else reads something."""
    with duckdb.connect() as connection:
        assert strangers(connection, sql) == found


def test_a_query_cannot_name_the_files_that_it_sees_as_tables(tmp_path: Path) -> None:
    """What DuckDB is let at for the table's sake is no way round the table."""
    project = boats(tmp_path)
    [path, _] = sorted(project.data.rglob("*.parquet"))
    with loaded(project) as tables:
        assert tables.query("SELECT * FROM boats", "q.sql").rows == (("A", 1950), ("B", 1960))
        for sql in (f"FROM '{path}'", f"FROM read_parquet('{path}')", f"FROM read_blob('{path}')"):
            with pytest.raises(ReportError) as caught:
                tables.query(sql, "q.sql")
            assert "a query cannot reach files" in str(caught.value)
        held = "SELECT current_setting('enable_external_access') AS held"
        assert tables.query(held, "q.sql").rows == ((False,),)
        with tables._sealed.connection.cursor() as cursor:  # noqa: SLF001 - as a hole would
            for sql in ("FROM read_text('/etc/passwd')", "FROM glob('*')"):
                with pytest.raises(duckdb.Error):
                    cursor.execute(sql)


@pytest.mark.parametrize("harm", ["written to", "replaced", "removed"])
def test_no_answer_comes_of_bytes_that_were_not_checked(tmp_path: Path, harm: str) -> None:
    """A file that changes between its check and a query stops the build."""
    project = boats(tmp_path)
    [path, _] = sorted(project.data.rglob("*.parquet"))
    with loaded(project) as tables:
        if harm == "written to":
            path.write_bytes(path.read_bytes())
        elif harm == "replaced":
            _write(project.data / "new", "C")
            (project.data / "new").replace(path)
        else:
            path.unlink()
        with pytest.raises(ReportError) as caught:
            tables.query("SELECT * FROM boats", "q.sql")

    if harm != "removed":
        assert str(caught.value) == (
            "data/boats/built=1950/part.parquet: the file changed while it was read\n"
            "  Run it again when it rests."
        )


def test_nothing_of_parquet_is_copied(tmp_path: Path) -> None:
    """The database that is asked holds a view of the files."""
    with loaded(boats(tmp_path)) as tables, tables._sealed.connection.cursor() as cursor:  # noqa: SLF001 - to look
        kinds = cursor.execute("SELECT table_name, table_type FROM information_schema.tables")
        assert ("boats", "VIEW") in kinds.fetchall()


@pytest.mark.parametrize(
    "row",
    [
        "'A', 1950::SMALLINT",
        "'A ', 1950::SMALLINT",
        "'', 1950::SMALLINT",
        "NULL, NULL::SMALLINT",
        "'A', 999::SMALLINT",
        "'A', -1950::SMALLINT",
        "'A', 1850::SMALLINT",
        "'=A', 12000::SMALLINT",
    ],
)
def test_both_ways_find_the_same_in_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    """What is asked of a cell in its type is what would be asked of it as a text."""
    described = {**table("boats", FIELDS), "path": "boats.parquet"}
    project = write(tmp_path, {"data/datapackage.json": package(described)})
    with duckdb.connect() as connection:
        target = project.data / "boats.parquet"
        connection.execute(
            f"COPY (FROM (VALUES ({row})) AS t(boat, built)) TO '{target}' (FORMAT parquet)"
        )
    swiftly = told(project)
    monkeypatch.setattr(swift, "load", lambda *_: False)

    assert swiftly == told(project)


def test_of_more_rows_a_query_may_run_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is stopped has run away, and does not just have much to read."""
    monkeypatch.setattr("report.tables._ROWS_A_SECOND", 1)
    with loaded(boats(tmp_path)) as tables:
        sql = "SELECT current_setting('max_execution_time') AS most"
        assert tables.query(sql, "q.sql").rows == ((62_000,),)


NUMBERED: list[dict[str, Any]] = [
    {"name": "number", "type": "integer", "constraints": {"unique": True, "minimum": -5}},
    {"name": "weight", "type": "number", "constraints": {"maximum": 9}},
]


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("(1, 1.5), (2, 9)", 0),
        ("(1, 1), (1, 2)", 1),
        ("(NULL, NULL), (NULL, 1)", 0),
        ("(-5, 1), (9000000000000000000, 2)", 0),
        ("(9000000000000000000, 1), (9000000000000000000, 2)", 1),
        ("(-6, 1), (3, 2)", 1),
        ("(1, 'nan'::DOUBLE), (2, 1)", 1),
        ("(1, 9.5), (2, NULL)", 1),
        ("(1, 'inf'::DOUBLE), (1, 10)", 3),
    ],
)
def test_numbers_of_parquet_are_seen_whatever_is_told_of_their_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: str, faults: int
) -> None:
    """What a file tells of its parts spares DuckDB to read them, and hides nothing."""
    described = {**table("boats", NUMBERED), "path": "boats.parquet"}
    project = write(tmp_path, {"data/datapackage.json": package(described)})
    cells = "SELECT number::BIGINT AS number, weight::DOUBLE AS weight"
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY ({cells} FROM (VALUES {rows}) AS t(number, weight))"
            f" TO '{project.data / 'boats.parquet'}' (FORMAT parquet)"
        )
    swiftly = told(project)
    monkeypatch.setattr(swift, "load", lambda *_: False)

    assert swiftly == told(project)
    assert len(swiftly) == faults


@pytest.mark.parametrize(("low", "high"), [(1, 2), (5, 9)])
def test_a_file_that_tells_wrongly_of_its_numbers_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, low: int, high: int
) -> None:
    """The numbers of a key are all seen, and those beyond what was told are found."""
    described = {**table("boats", NUMBERED[:1]), "path": "boats.parquet"}
    project = write(tmp_path, {"data/datapackage.json": package(described)})
    with duckdb.connect() as connection:
        path = project.data / "boats.parquet"
        values = "SELECT unnest([1, 2, 4, 4])::BIGINT AS number"
        connection.execute(f"COPY ({values}) TO '{path}' (FORMAT parquet)")
    monkeypatch.setattr(swift, "_span", lambda *_: (4, low, high))

    assert told(project) == [
        'data/boats.parquet, row 4: column "number": "4" stands twice, first in data/boats.parquet, row 3'
    ]
