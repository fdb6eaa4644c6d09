"""A figure is what its header promises, or the build stops with every fault at once."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report import contract, figures, tables
from report.errors import ReportError
from report.model import Figure, Project

PACKAGE = """\
{"name": "ferries", "title": "Ferries (invented)", "version": "1",
 "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://example.org"}],
 "sources": [{"name": "log", "title": "Log", "publisher": "Port", "date": "2023",
   "path": "https://example.org", "licence": "CC0", "redistributable": true}],
 "resources": [{"name": "sailings", "path": "sailings.csv", "title": "Sailings", "schema": {
   "fields": [{"name": "harbour", "type": "string", "constraints": {"required": true}},
              {"name": "boats", "type": "integer"}],
   "primaryKey": ["harbour"]}}]}
"""
SAILINGS = "harbour,boats\nnorth,3\nsouth,5\nwest,\n"
BOATS = """\
-- title: Boats by harbour
-- columns:
--   harbour  VARCHAR  Harbour
--   boats    BIGINT   Boats  [unit: boats, min: 1]
-- key: harbour
-- sources: log
SELECT harbour, boats FROM sailings WHERE boats IS NOT NULL ORDER BY boats DESC, harbour;
"""


def compute(folder: Path, queries: Mapping[str, str]) -> dict[str, Figure]:
    """Compute the figures of an invented publication."""
    for name, text in {
        "data/datapackage.json": PACKAGE,
        "data/sailings.csv": SAILINGS,
        **{f"queries/{name}.sql": text for name, text in queries.items()},
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = Project(folder)
    with tables.load(project, contract.read(project)) as data:
        return figures.compute(data, project)


def faults(folder: Path, old: str, new: str) -> list[str]:
    """Return what an editor reads when the good query is changed."""
    assert old in BOATS
    with pytest.raises(ReportError) as caught:
        compute(folder, {"boats": BOATS.replace(old, new)})
    return [str(error) for error in caught.value.errors]


def test_a_figure_is_its_rows_and_its_promises(tmp_path: Path) -> None:
    """Title, columns, key, rows and sources come from one file."""
    figure = compute(tmp_path, {"boats": BOATS})["boats"]

    assert figure.title == "Boats by harbour"
    assert figure.rows == (("south", 5), ("north", 3))
    assert [source.title for source in figure.sources] == ["Log"]
    assert figure.sql == BOATS


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "boats    BIGINT ",
            "boats    INTEGER",
            "queries/boats.sql:2: the header promises harbour VARCHAR, boats INTEGER; "
            "the query returns harbour VARCHAR, boats BIGINT\n"
            "  Change the header, or cast and name the columns in the SELECT.",
        ),
        (
            "-- key: harbour",
            "-- key: harbor",
            'queries/boats.sql:5: the key names no column "harbor"\n  Did you mean "harbour"?',
        ),
        (
            "-- sources: log",
            "-- sources: lag",
            'queries/boats.sql:6: no source "lag"\n  Did you mean "log"?',
        ),
        (
            "-- key: harbour\n",
            "",
            "queries/boats.sql:1: a figure has either a key or one row\n"
            '  Name the columns that tell rows apart ("-- key: …"), or write "-- rows: one".',
        ),
        (
            "-- key: harbour",
            "-- rows: one",
            "queries/boats.sql:5: one row was promised, the query returns 2",
        ),
        (
            "WHERE boats IS NOT NULL",
            "WHERE harbour = 'North'",
            "queries/boats.sql:1: the query returns no row\n"
            '  Look for a misspelt value in the WHERE clause, or write "-- allow: empty".',
        ),
        (
            "ORDER BY boats DESC, harbour",
            "",
            "queries/boats.sql:1: the order of the rows is left open\n"
            "  End the query with ORDER BY …, harbour.",
        ),
        (
            "WHERE boats IS NOT NULL",
            "",
            'queries/boats.sql: "boats" in the row "west" is NULL\n'
            '  Leave the row out, or write "allow: null" behind the column.',
        ),
        (
            "SELECT harbour, boats",
            "SELECT harbour, boats - 3 AS boats",
            'queries/boats.sql: "boats" in the row "north" is zero\n'
            '  Look for a misspelt value, or write "allow: zero" behind the column.',
        ),
        (
            "SELECT harbour, boats",
            "SELECT harbour, boats - 9 AS boats",
            'queries/boats.sql: "boats" in the row "south" is -4; the header allows at least 1',
        ),
        (
            "SELECT harbour, boats FROM",
            "SELECT 'x' AS harbour, boats FROM",
            'queries/boats.sql:5: the key "x" stands in several rows',
        ),
        (
            "-- key: harbour",
            "-- key: harbour\n-- allow: nothing",
            'queries/boats.sql:6: "allow" can only be "empty"',
        ),
        (
            "-- key: harbour",
            "-- rows: many",
            'queries/boats.sql:5: "rows" can only be "one"',
        ),
        (
            "min: 1",
            "whole: boat",
            'queries/boats.sql:2: "boats" shares a whole by no column "boat"\n'
            '  Did you mean "boats"?',
        ),
    ],
)
def test_a_broken_promise_stops_the_build(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    """Each promise of a header is checked, and the fault says what to do."""
    assert expected in faults(tmp_path, old, new)


@pytest.mark.parametrize("number", ["'nan'::DOUBLE", "'inf'::DOUBLE"])
def test_a_value_that_is_no_number_stops_the_build(tmp_path: Path, number: str) -> None:
    """Infinity and NaN are divisions by zero that nobody saw."""
    query = BOATS.replace("boats    BIGINT ", "boats    DOUBLE ").replace(
        "SELECT harbour, boats", f"SELECT harbour, {number} AS boats"
    )
    with pytest.raises(ReportError, match="Look for a division by zero"):
        compute(tmp_path, {"boats": query})


def test_the_faults_of_all_figures_are_told_together(tmp_path: Path) -> None:
    """One run names the faults of every query."""
    with pytest.raises(ReportError) as caught:
        compute(
            tmp_path,
            {
                "a": BOATS.replace("log", "lag"),
                "b": BOATS.replace("FROM sailings", "FROM sailing"),
                "c": BOATS,
            },
        )

    assert [error.where.split(":")[0] for error in caught.value.errors] == [
        "queries/a.sql",
        "queries/b.sql",
    ]


BEHIND = """\
-- title: Harbours behind each
-- columns:
--   harbour  VARCHAR  Harbour
--   boats    BIGINT   Boats  [unit: boats]
-- key: harbour, boats
-- sources: log
SELECT harbour, boats FROM sailings AS s(harbour, boats) WHERE boats > 0 ORDER BY harbour, boats;
"""


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("boat", "", "", 'no figure named "boat" has rows behind it\n  Did you mean "boats"?'),
        (
            "boats",
            "harbour",
            "port",
            'the rows behind lack the column "harbour"\n'
            "  They are told apart by the figure's key: harbour.",
        ),
        (
            "boats",
            "FROM sailings",
            "FROM sailing",
            'no table "sailing"\n  Did you mean "sailings"?',
        ),
    ],
)
def test_rows_behind_a_figure_are_told_apart_by_its_key(
    tmp_path: Path, name: str, old: str, new: str, expected: str
) -> None:
    """A file of rows belongs to a figure, and each row to a row of it."""
    made = compute(tmp_path, {"boats": BOATS})
    path = tmp_path / "queries" / "behind" / f"{name}.sql"
    path.parent.mkdir()
    path.write_text(BEHIND.replace(old or "\0", new), encoding="utf-8")
    project = Project(tmp_path)
    with (
        tables.load(project, contract.read(project)) as data,
        pytest.raises(ReportError) as caught,
    ):
        figures.compute_behind(data, project, made)

    assert expected in str(caught.value)


SHARES = """\
-- title: Shares of boats
-- columns:
--   harbour  VARCHAR       Harbour
--   year     INTEGER       Year
--   share    DECIMAL(5,2)  Share  [unit: %, decimals: 0, whole: year]
-- key: harbour, year
-- sources: log
SELECT harbour, year, share::DECIMAL(5,2) AS share
FROM (VALUES ROWS) AS t(harbour, year, share) ORDER BY year, harbour;
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "('a', 1, 50), ('b', 1, 20)",
            "queries/shares.sql:2: the shares sum to 70.00, not to 100: 50.00 + 20.00\n"
            "  Compute all shares of the whole in the query, the rest included.",
        ),
        (
            "('a', 1, 33.5), ('b', 1, 66.5), ('c', 2, 66.4), ('d', 2, 33.6), "
            "('e', 3, 33.5), ('f', 3, 33.5), ('g', 3, 33.0)",
            'queries/shares.sql:2: equal shares of "share" would be printed differently: 33.50\n'
            "  Print one more decimal.",
        ),
    ],
)
def test_shares_of_a_whole_are_printed_alike_or_not_at_all(
    tmp_path: Path, rows: str, expected: str
) -> None:
    """They sum to a hundred, and the same share is the same number wherever it stands."""
    with pytest.raises(ReportError) as caught:
        compute(tmp_path, {"shares": SHARES.replace("ROWS", rows)})

    assert str(caught.value) == expected
