"""The data package that readers download: whole, described, the same bytes, and nothing withheld."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package

from report import contract, package
from report.contract import Contract
from report.errors import ReportError
from report.model import Project
from tests.packages import SOURCE, loaded, table, write
from tests.packages import package as written

ROOT = Path(__file__).resolve().parents[1]
CLOSED = {**SOURCE, "name": "diary", "title": "A diary", "redistributable": False}
PIERS = table(
    "piers",
    [
        {"name": "pier", "description": "Its name, as painted.", "title": "Pier"},
        {"name": "owner", "redistributable": False, "constraints": {"enum": ["Zorvaqel", "Miru"]}},
        {
            "name": "fee",
            "type": "number",
            "duckdb": "DECIMAL(6,2)",
            "constraints": {"minimum": -5, "required": True},
        },
        {"name": "built", "type": "date"},
        {"name": "open", "type": "boolean"},
    ],
    primaryKey="pier",
)
BOATS = table(
    "boats",
    [
        {"name": "boat"},
        {"name": "pier"},
        {"name": "source", "constraints": {"enum": ["timetable"]}},
    ],
    foreignKeys=[{"fields": "pier", "reference": {"resource": "piers", "fields": "pier"}}],
)
NOTES = table("notes", [{"name": "words"}, {"name": "source", "constraints": {"enum": ["diary"]}}])
FILES = {
    "data/datapackage.json": written(
        PIERS,
        BOATS,
        NOTES,
        sources=[SOURCE, CLOSED],
        licenses=[{"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://example.org/cc0"}],
    ),
    "data/piers.csv": "pier,owner,fee,built,open\nsouth,Miru,12.5,,\n"
    '"Über, ""x""\ny",Zorvaqel,-3.00,1907-03-14,true\n',
    "data/boats.csv": "boat,pier,source\nTern,south,timetable\n",
    "data/notes.csv": "words,source\nPlumkovarr,diary\n",
    "queries/claims/late.sql": "-- says: x\nSELECT 1;\n",
    "queries/boats.sql": "-- title: x\nSELECT 2;\n",
}
NAMES = (
    "LICENCES.txt boats.csv boats.parquet codebook.csv datapackage.json load.sql package.zip"
    " piers.csv piers.parquet"
).split()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with an open table, one with a withheld column, and a withheld one."""
    files = dict(FILES)
    files["data/datapackage.json"] = files["data/datapackage.json"].replace(
        '"name": "pier",', '"name": "pier", "multiline": true,', 1
    )
    return write(tmp_path / "project", files)


def made(project: Project) -> dict[str, bytes]:
    """Return the files of the package, by their paths in it."""
    promised: Contract = contract.read(project)
    with loaded(project) as tables:
        rows = tables.rows()
    return {
        file.site_path.removeprefix("data/"): file.content
        for file in package.files(project, promised, rows)
    }


def unpacked(files: dict[str, bytes], folder: Path) -> Path:
    """Return a folder that holds what a reader has downloaded in one file."""
    with zipfile.ZipFile(io.BytesIO(files["package.zip"])) as archive:
        archive.extractall(folder)
    return folder


def rows(path: Path) -> list[tuple[Any, ...]]:
    """Return the types and the rows of a Parquet file."""
    with duckdb.connect() as database:
        read = database.read_parquet(str(path))
        return [tuple(map(str, read.types)), *read.fetchall()]


def test_the_package_is_these_files(project: Project) -> None:
    """One archive holds all of the others, and the queries besides."""
    files = made(project)
    with zipfile.ZipFile(io.BytesIO(files["package.zip"])) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}

    assert sorted(files) == NAMES
    queries = {f"sql/{path[8:]}": text for path, text in FILES.items() if path[:8] == "queries/"}
    assert {path: text.decode() for path, text in packed.items() if path[:4] == "sql/"} == queries
    assert {path: each for path, each in packed.items() if path[:4] != "sql/"} == {
        path: each for path, each in files.items() if path != "package.zip"
    }


def test_rows_that_may_not_be_passed_on_are_in_no_file(project: Project) -> None:
    """No cell of a withheld table or column, and no rule that tells its values."""
    files = made(project)
    told = b"".join(files.values()).decode("utf-8", "replace")

    assert files["piers.csv"].startswith(b"pier,fee,built,open\nsouth,12.5,,\n")
    assert [word for word in ("Zorvaqel", "Miru", "Plumkovarr") if word in told] == []


def test_parquet_holds_the_same_rows_typed_and_in_the_order_of_their_key(
    project: Project, tmp_path: Path
) -> None:
    """Numbers with their digits, dates, yes and no, and nothing where a cell is empty."""
    folder = unpacked(made(project), tmp_path / "out")

    types, *found = rows(folder / "piers.parquet")
    assert types == ("VARCHAR", "DECIMAL(6,2)", "DATE", "BOOLEAN")
    assert [(row[0], str(row[1]), str(row[2]), row[3]) for row in found] == [
        ("south", "12.50", "None", None),
        ('Über, "x"\ny', "-3.00", "1907-03-14", True),
    ]


def test_the_script_makes_the_tables(project: Project, tmp_path: Path) -> None:
    """A plain DuckDB gets the tables and the sources from the files beside the script."""
    folder = unpacked(made(project), tmp_path / "out")
    script = (folder / "load.sql").read_text(encoding="utf-8")
    with duckdb.connect() as shell:
        shell.execute(script.replace("read_csv('", f"read_csv('{folder}/"))

        assert shell.execute("SELECT * FROM boats").fetchall() == [("Tern", "south", "timetable")]
        assert shell.execute("SELECT count(*), count(fee) FROM piers").fetchall() == [(2, 2)]
        assert shell.execute("SELECT count(*) FROM sources").fetchall() == [(2,)]
    assert "-- notes is not here: its rows may be cited, not passed on.\n" in script
    assert "-- piers lacks its column owner, whose values may not be passed on.\n" in script


@pytest.mark.filterwarnings("ignore")
def test_an_outside_judge_finds_no_fault(project: Project, tmp_path: Path) -> None:
    """Tables, keys, sizes and hashes are as the package says; Parquet it cannot read alone."""
    folder = unpacked(made(project), tmp_path / "out")
    told = json.loads((folder / "datapackage.json").read_bytes())
    told["resources"] = [each for each in told["resources"] if each.get("format") != "parquet"]
    report = Package(told, basepath=str(folder)).validate()

    assert report.flatten(["name", "note"]) == []
    assert report.stats["tasks"] == len(told["resources"]) == 5


def test_each_file_is_described_with_its_hash(project: Project) -> None:
    """Every one but the description itself and the archive that it is in."""
    files = made(project)
    resources = json.loads(files["datapackage.json"])["resources"]

    told = {each["path"]: (each["bytes"], each["hash"]) for each in resources}
    assert told == {
        path: (len(each), f"sha256:{hashlib.sha256(each).hexdigest()}")
        for path, each in files.items()
        if path not in {"datapackage.json", "package.zip"}
    }
    assert len({each["name"] for each in resources}) == len(resources)
    parquet = next(each for each in resources if each["path"] == "boats.parquet")
    assert (parquet["format"], parquet["mediatype"]) == (
        "parquet",
        "application/vnd.apache.parquet",
    )


def test_the_codebook_tells_every_column(project: Project) -> None:
    """With its rules in words; of those that are withheld that they are, and no more."""
    header, *lines = csv.reader(io.StringIO(made(project)["codebook.csv"].decode()))
    told = {(line[0], line[1]): dict(zip(header, line, strict=True)) for line in lines}

    assert len(told) == 10
    assert told["piers", "pier"]["rules"] == "part of the primary key; required"
    assert told["piers", "pier"]["description"] == "Its name, as painted."
    assert told["piers", "fee"]["rules"] == "required; at least -5"
    assert told["boats", "pier"]["rules"] == "refers to piers.pier"
    assert told["boats", "source"]["rules"] == "one of timetable"
    hidden = [at for at, line in told.items() if line["published"] == "no"]
    assert hidden == [("piers", "owner"), ("notes", "words"), ("notes", "source")]
    assert {told[at]["rules"] for at in hidden} == {""}


def test_no_rule_is_a_formula_to_a_spreadsheet() -> None:
    """In the codebook of the publication itself no cell begins as a formula does."""
    files = package.files(Project(ROOT), contract.read(Project(ROOT)), _rows(Project(ROOT)))
    (codebook,) = [file for file in files if file.site_path == "data/codebook.csv"]
    cells = [cell for line in csv.reader(io.StringIO(codebook.content.decode())) for cell in line]

    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    assert len(cells) > 500


def _rows(project: Project) -> dict[str, int]:
    with loaded(project) as tables:
        return tables.rows()


def test_every_source_stands_with_its_licence(project: Project) -> None:
    """What may be done with it, and what is not there."""
    told = made(project)["LICENCES.txt"].decode()

    assert "  CC0 1.0 https://example.org/cc0\n" in told
    assert "Timetable\n  Name:      timetable\n" in told
    assert "  Licence:   CC BY 4.0\n" in told
    assert "  Passed on: no; it may be cited, and its rows are not in this package\n" in told
    assert told.endswith("Not in this package:\n\n  notes\n  piers.owner\n")


def test_the_same_rows_make_the_same_bytes(project: Project, tmp_path: Path) -> None:
    """In another process, with another hash seed, in another folder, and with more cores."""
    there = Project(tmp_path / "elsewhere")
    for path in sorted(project.root.rglob("*")):
        if path.is_file():
            target = there.root / path.relative_to(project.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    script = (
        "import sys; from pathlib import Path; from report.model import Project;"
        "from tests.test_package import made; import hashlib;"
        "files = made(Project(Path(sys.argv[1])));"
        "[print(hashlib.sha256(files[name]).hexdigest(), name) for name in sorted(files)]"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", script, str(each.root)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for each, seed, zone in ((project, "1", "UTC"), (there, "42", "Asia/Tokyo"))
    ]

    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(NAMES)


def test_a_file_that_load_sql_would_read_otherwise_is_told(project: Project) -> None:
    """What readers are offered to run gives the rows that the queries saw, or the build ends."""
    promised = contract.read(project)

    with pytest.raises(ReportError, match="DuckDB reads 1 of 2 rows") as caught:
        package.files(project, promised, {"piers": 2, "boats": 2, "notes": 1})
    assert caught.value.where == "data/boats.csv"
