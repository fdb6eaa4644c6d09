"""What readers download: figures as files, and the tables that may be passed on."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from report import contract, downloads
from report.contract import Contract
from report.model import Column, Figure, Project

SECRET = "seen-by-the-editors-alone"


def source(name: str, *, redistributable: bool) -> dict[str, object]:
    """Return an invented source."""
    return {
        "name": name,
        "title": name,
        "publisher": "Port",
        "date": "2023",
        "path": "https://example.org",
        "licence": "CC0",
        "redistributable": redistributable,
    }


def table(name: str, sources: list[str] | None) -> dict[str, object]:
    """Return an invented table whose rows have these sources; None: it does not say which."""
    field: dict[str, object] = {"name": "source", "type": "string"}
    if sources:
        field["constraints"] = {"enum": sources}
    fields = [{"name": "boat", "type": "string"}, field]
    return {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A publication with an open table, a closed one, and one that does not say."""
    package = {
        "title": "Boats (invented)",
        "sources": [
            source("open_log", redistributable=True),
            source("closed_log", redistributable=False),
        ],
        "resources": [
            table("open", ["open_log"]),
            table("closed", ["closed_log"]),
            table("mixed", ["open_log", "closed_log"]),
            table("silent", None),
        ],
    }
    data = tmp_path / "data"
    data.mkdir()
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for name in ("closed", "mixed", "silent"):
        (data / f"{name}.csv").write_text(f"boat,source\n{SECRET},closed_log\n", encoding="utf-8")
    (data / "open.csv").write_text("boat,source\nTern,open_log\n", encoding="utf-8")
    return Project(tmp_path)


@pytest.fixture
def promised(project: Project) -> Contract:
    """The contract of that publication."""
    return contract.read(project)


def test_rows_that_may_not_be_passed_on_are_in_no_file(
    project: Project, promised: Contract
) -> None:
    """A table with rows of a closed source is withheld, and so is one that does not say."""
    files = [*downloads.data_files(project, promised), downloads.load_script(promised)]

    assert {file.site_path for file in files} == {
        "data/datapackage.json",
        "data/open.csv",
        "data/load.sql",
    }
    assert not [file.site_path for file in files if SECRET.encode() in file.content]


def test_a_table_is_withheld_where_it_may_hold_rows_of_a_closed_source(promised: Contract) -> None:
    """A table that does not say which sources its rows have may have any of them."""
    withheld = [table.name for table in promised.tables if downloads.is_withheld(table, promised)]

    assert withheld == ["closed", "mixed", "silent"]


def test_the_script_makes_the_tables(project: Project, promised: Contract, tmp_path: Path) -> None:
    """A plain DuckDB gets the tables and the sources from the files beside the script."""
    folder = tmp_path / "download"
    for file in (*downloads.data_files(project, promised), downloads.load_script(promised)):
        path = folder / file.site_path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    script = (folder / "data/load.sql").read_text(encoding="utf-8")
    with duckdb.connect() as shell:
        shell.execute(script.replace("read_csv('", f"read_csv('{folder}/data/"))

        assert shell.execute("SELECT * FROM open").fetchall() == [("Tern", "open_log")]
        assert shell.execute("SELECT count(*) FROM sources").fetchall() == [(2,)]


def test_a_figure_is_a_table_for_spreadsheets() -> None:
    """Its CSV holds the values, exact and in their order, whatever signs are in them."""
    figure = Figure(
        name="boats",
        title="Boats, late ones",
        columns=(
            Column("harbour", "VARCHAR", "Harbour"),
            Column("late", "DECIMAL(4,2)", "Late", unit="%"),
        ),
        key=("harbour",),
        rows=(('North, "old"\nquay', Decimal("12.50")), ("South", None)),
        sources=(),
        sql="",
        path="queries/boats.sql",
    )
    (table,) = downloads.figure_files({"boats": figure})
    rows = list(csv.reader(io.StringIO(table.content.decode(), newline="")))

    assert table.site_path == "figures/boats.csv"
    assert rows == [["harbour", "late"], ['North, "old"\nquay', "12.5"], ["South", ""]]
