"""What a reader downloads gives what was printed: every query, run by a plain DuckDB.

The tables are those of ``data/`` on the site, made by the ``load.sql`` that is offered with them;
the queries are as their pages print them; nothing of the generator is at work.
"""

import html
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from report import package
from report.gathering import Gathered, gather
from report.model import Claim, Figure, Project
from report.records import coloured
from report.tables import load
from report.voice import SILENT

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("charts", "content", "data", "differences.yml", "mkdocs.yml", "queries", "templates")
QUERIES = sorted(path.stem for path in (ROOT / "queries").glob("*.sql"))
CLAIMS = sorted(path.stem for path in (ROOT / "queries/claims").glob("*.sql"))
BEHIND = sorted(path.stem for path in (ROOT / "queries/behind").glob("*.sql"))
# These read rows that may be cited and not passed on, which a download cannot have.
WITHHELD = {"polity"}
NOT_WITHOUT_THEM = {
    "first_wave_turned",
    "regime_classifiers",
    "regime_classifiers_all_links",
    "yardstick_halves_gap",
}


@pytest.fixture(scope="module")
def got(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    """What the publication computes, from a copy of its sources."""
    return gather(copied(tmp_path_factory.mktemp("publication")), SILENT)


@pytest.fixture(scope="module")
def duck(
    got: Gathered, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB with the tables of the download, made as it says there."""
    folder = tmp_path_factory.mktemp("download")
    for file in package.files(copied(folder / "sources"), got.contract, got.rows):
        path = folder / file.site_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    before = Path.cwd()
    os.chdir(folder / "data")
    try:
        with duckdb.connect() as connection:
            connection.execute((folder / "data/load.sql").read_text(encoding="utf-8"))
            yield connection
    finally:
        os.chdir(before)


def copied(folder: Path) -> Project:
    """Copy the sources of the publication."""
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    return Project(folder)


def printed(figure: Figure) -> str:
    """Return the query as a reader copies it from its page."""
    return html.unescape(re.sub(r"<[^>]+>", "", coloured(figure.sql)))


def says_so(figure: Figure) -> bool:
    """Tell whether a query names a table that is withheld, as its page then says."""
    return any(re.search(rf"\b{name}\b", figure.sql) for name in WITHHELD)


def same(duck: duckdb.DuckDBPyConnection, figure: Figure) -> None:
    """Run the printed query, and compare every value of every row."""
    assert duck.execute(printed(figure)).fetchall() == [tuple(row) for row in figure.rows]


def test_the_download_holds_what_may_be_passed_on(
    duck: duckdb.DuckDBPyConnection, got: Gathered
) -> None:
    """Every table is there but those that are withheld."""
    names = {name for (name,) in duck.execute("SELECT table_name FROM duckdb_tables()").fetchall()}

    assert {table.name for table in got.contract.tables} - names == WITHHELD


def test_parquet_holds_the_rows_of_the_tables(
    got: Gathered, duck: duckdb.DuckDBPyConnection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every offered table, typed: each value of each row is the one that the queries see."""
    project = copied(tmp_path_factory.mktemp("typed"))
    files = {f.site_path: f for f in package.files(project, got.contract, got.rows)}
    with load(project, got.contract) as data:
        for table in got.contract.tables:
            if table.name in WITHHELD:
                assert f"data/{table.name}.parquet" not in files
                continue
            path = project.root / "rows.parquet"
            path.write_bytes(files[f"data/{table.name}.parquet"].content)
            key = ", ".join(table.primary_key)
            asked = data.query(f"SELECT * FROM {table.name} ORDER BY {key}", "test")
            read = duck.read_parquet(str(path))

            assert read.fetchall() == list(asked.rows)
            assert [(n, str(t)) for n, t in zip(read.columns, read.types, strict=True)] == [
                *asked.columns
            ]


@pytest.mark.parametrize("name", QUERIES)
def test_a_printed_query_gives_the_printed_values(
    duck: duckdb.DuckDBPyConnection, got: Gathered, name: str
) -> None:
    """The SQL on the page of a figure, run on the data offered there, gives its rows."""
    if name in NOT_WITHOUT_THEM:
        assert says_so(got.figures[name])
        with pytest.raises(duckdb.CatalogException, match="Table with name polity does not exist"):
            duck.execute(printed(got.figures[name]))
        return
    same(duck, got.figures[name])


@pytest.mark.parametrize("name", CLAIMS)
def test_a_printed_claim_gives_its_answer(
    duck: duckdb.DuckDBPyConnection, got: Gathered, name: str
) -> None:
    """The SQL of a claim, run on the data offered, gives its answer and what it compared."""
    claim: Claim = got.claims[name]
    if name in NOT_WITHOUT_THEM:
        assert says_so(claim.figure)
        with pytest.raises(duckdb.CatalogException, match="Table with name polity does not exist"):
            duck.execute(printed(claim.figure))
        return
    same(duck, claim.figure)


@pytest.mark.parametrize("name", BEHIND)
def test_the_rows_behind_are_in_the_download(
    duck: duckdb.DuckDBPyConnection, got: Gathered, name: str
) -> None:
    """The input rows of a number are found in the data offered, as its page shows them."""
    same(duck, got.behind[name])


@pytest.mark.parametrize("name", [*QUERIES, *CLAIMS])
def test_a_query_is_printed_as_it_is(got: Gathered, name: str) -> None:
    """What is highlighted is the file, to the letter."""
    figure = got.figures[name] if name in got.figures else got.claims[name].figure

    assert printed(figure) == figure.sql
