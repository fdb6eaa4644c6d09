"""A figure is computed from what may not be passed on, and prints none of it."""

from pathlib import Path

import pytest

from report import leaks
from report.errors import ReportError
from report.model import Column, Figure
from report.tables import Tables
from tests.packages import SOURCE, loaded, package, table, write

CLOSED = {**SOURCE, "name": "diary", "redistributable": False}
PIERS = table(
    "piers",
    [
        {"name": "pier"},
        {"name": "owner", "redistributable": False},
        {"name": "rent", "type": "integer", "redistributable": False},
    ],
    primaryKey="pier",
)
NOTES = table(
    "notes",
    [
        {"name": "pier"},
        {"name": "words"},
        {"name": "source", "constraints": {"enum": ["diary"]}},
    ],
)
ROWS = {
    "data/piers.csv": "pier,owner,rent\nnorth,Zorvaqel,7351\nsouth,north,6820\n",
    "data/notes.csv": "pier,words,source\nnorth,Plumkovarr,diary\n",
}


def data(folder: Path) -> Tables:
    """Return tables with two withheld columns, and one that is withheld as a whole."""
    contract = package(PIERS, NOTES, sources=[SOURCE, CLOSED])
    return loaded(write(folder, {**ROWS, "data/datapackage.json": contract}))


def told(folder: Path, sql: str) -> list[str]:
    """Return what a query is refused for; its figure has the columns that it returns."""
    with data(folder) as tables:
        result = tables.query(sql, "queries/x.sql")
        columns = tuple(Column(name, kind, name) for name, kind in result.columns)
        figure = Figure("x", "X", columns, (), result.rows, (), sql, "queries/x.sql")
        try:
            leaks.check(tables, [figure])
        except ReportError as error:
            return [str(fault).partition("\n")[0] for fault in error.errors]
    return []


NAMED = 'queries/x.sql: "{}" has values of "piers" that may not be passed on'
TEXT = 'queries/x.sql: "{}" stands in "{}", which may not be passed on'


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT count(owner) AS owners, sum(rent) AS total, avg(rent) AS mean FROM piers",
        "SELECT pier, count(*) AS notes FROM notes GROUP BY pier",
        "SELECT pier FROM piers WHERE rent > 7000",
        "SELECT length(owner) AS letters FROM piers",
    ],
)
def test_what_is_computed_may_be_printed(tmp_path: Path, sql: str) -> None:
    """Counts, sums, and names that are open elsewhere."""
    assert told(tmp_path, sql) == []


@pytest.mark.parametrize(
    ("sql", "column"),
    [
        ("SELECT rent FROM piers", "rent"),
        ("SELECT * FROM (SELECT rent FROM piers)", "rent"),
        ("SELECT p.rent AS paid FROM piers AS p", "paid"),
        ("SELECT rent::DECIMAL(9,1) AS paid FROM piers", "paid"),
        (
            "WITH a AS (SELECT rent AS b FROM piers), c AS (SELECT b AS d FROM a) "
            "SELECT d AS e FROM c",
            "e",
        ),
        ("SELECT avg(rent) AS rent FROM piers", "rent"),
        ("SELECT pier AS rent FROM piers", "rent"),
    ],
)
def test_a_withheld_column_is_followed_by_name(tmp_path: Path, sql: str, column: str) -> None:
    """However it is renamed or cast on its way; and no other column may be called as it is."""
    assert NAMED.format(column) in told(tmp_path, sql)


@pytest.mark.parametrize(
    ("sql", "text", "column"),
    [
        ("SELECT min(owner) AS first FROM piers", "Zorvaqel", "piers.owner"),
        ("SELECT coalesce(owner, '') AS o FROM piers", "Zorvaqel", "piers.owner"),
        ("SELECT words AS said FROM notes", "Plumkovarr", "notes.words"),
        ("SELECT 'Plumkovarr' AS said", "Plumkovarr", "notes.words"),
    ],
)
def test_a_withheld_text_is_known_wherever_it_is_printed(
    tmp_path: Path, sql: str, text: str, column: str
) -> None:
    """Whatever was done on its way to a cell; one that is open elsewhere is open."""
    assert told(tmp_path, sql) == [TEXT.format(text, column)]


def test_very_many_cells_are_asked_for(tmp_path: Path) -> None:
    """The last of thousands is found as the first is."""
    sql = "SELECT 'n' || range AS n FROM range(5000) UNION ALL SELECT 'Plumkovarr' ORDER BY 1"

    assert told(tmp_path, sql) == [TEXT.format("Plumkovarr", "notes.words")]


def test_without_anything_withheld_nothing_is_asked(tmp_path: Path) -> None:
    """A figure may print what it likes."""
    files = {"data/datapackage.json": package(table("piers", [{"name": "pier"}])), **ROWS}
    files["data/piers.csv"] = "pier\nnorth\n"
    with loaded(write(tmp_path, files)) as tables:
        column = (Column("pier", "VARCHAR", "Pier"),)
        figure = Figure("x", "X", column, (), (("north",),), (), "SELECT pier FROM piers", "x.sql")

        leaks.check(tables, [figure])
