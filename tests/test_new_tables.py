"""A file becomes a table with ``build.py new table``: what can be told of it is, the rest is refused."""

import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

import build
from report import checking, scaffolds
from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.refusals import UNWRITTEN
from report.voice import SILENT

FERRIES = Path(__file__).parent / "sites/harbour_ferries"
TIDES = "Harbour,Year,Height in m,Calm,Day,Notes,Code\n" + "".join(
    f"{harbour},{year},{height},{calm},{year}-03-0{day},{notes},{code}\n"
    for harbour, year, height, calm, day, notes, code in (
        ("Ost", 2020, "3.5", "true", 1, "", "007"),
        ("Ost", 2021, "3", "false", 2, '"wind, rain"', "008"),
        ("West", 2020, "2.25", "true", 3, "", "009"),
    )
)


@pytest.fixture
def ferries(tmp_path: Path) -> Project:
    """A publication with three tables and a source, in a folder of its own."""
    return Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))


def given(folder: Path, text: str, name: str = "tides.csv") -> str:
    """Write a file of somebody else's; return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def declared(project: Project, name: str) -> dict[str, object]:
    """Return the entry of a table in the contract."""
    package = json.loads((project.data / "datapackage.json").read_text("utf-8"))
    [entry] = [each for each in package["resources"] if each["name"] == name]
    assert isinstance(entry, dict)
    return entry


def test_a_file_becomes_a_table_that_loads(ferries: Project, tmp_path: Path) -> None:
    """Its columns are named and typed, its key found, its source named in each row."""
    before = (ferries.data / "datapackage.json").read_text("utf-8")
    file = given(tmp_path, TIDES)
    made = scaffolds.table(ferries, "tides", file=file, source="harbour_office")
    entry = declared(ferries, "tides")
    schema = entry["schema"]
    assert isinstance(schema, dict)
    types = {field["name"]: field["type"] for field in schema["fields"]}
    after = (ferries.data / "datapackage.json").read_text("utf-8")

    assert types == {
        "harbour": "string",
        "year": "year",
        "height_in_m": "number",
        "calm": "boolean",
        "day": "date",
        "notes": "string",
        "code": "string",  # a number would lose its zeros
        "source": "string",
    }
    assert schema["primaryKey"] == ["day"]
    assert {f["name"] for f in schema["fields"] if not f.get("constraints")} == {"notes"}
    assert [f["name"] for f in schema["fields"] if f.get("period")] == ["year"]
    assert (ferries.data / "tides.csv").read_text("utf-8").splitlines()[2] == (
        'Ost,2021,3,false,2021-03-02,"wind, rain",008,harbour_office'
    )
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert made.told[1:4] == (
        'column   harbour      string   in every row  such as Ost, "Harbour" in the file',
        'column   year         year     in every row  such as 2020, "Year" in the file',
        'column   height_in_m  number   in every row  such as 3.5, "Height in m" in the file',
    )
    assert "key      day" in made.told
    assert re.fullmatch(r"declared data/datapackage\.json:\d+", made.told[0])


def test_what_is_brought_in_is_in_the_draft_at_once(ferries: Project, tmp_path: Path) -> None:
    """A figure of it needs no more than its name; what is left to write refuses an edition alone."""
    file = given(tmp_path, TIDES)
    words = ["new", "table", "tides", "--from", file, "--source", "tide_table"]
    assert build.main(["--project", str(ferries.root), *words]) == ExitCode.DONE
    made = scaffolds.figure(ferries, "tides_by_harbour", table="tides")
    query = (ferries.root / made.path).read_text("utf-8")
    refused = checking.check(ferries, SILENT).refused

    assert "-- sources: tide_table\n" in query
    assert {each.rule for each in refused} == {UNWRITTEN}
    assert sum("datapackage.json" in each.error.where for each in refused) == 5


def test_a_workbook_is_as_good(ferries: Project, tmp_path: Path) -> None:
    """Of several sheets the one that is meant is named."""
    book = Workbook()
    book.active.title = "Notes"  # type: ignore[union-attr]  # a new book has a sheet
    sheet = book.create_sheet("2024")
    for row in (("Pier", "Boats"), ("A", 3), ("B", 4)):
        sheet.append(row)
    book["Notes"].append(("x",))
    book.save(tmp_path / "piers.xlsx")
    file = str(tmp_path / "piers.xlsx")
    with pytest.raises(ReportError, match="several sheets"):
        scaffolds.table(ferries, "piers", file=file, source="harbour_office")
    scaffolds.table(ferries, "piers", file=file, source="harbour_office", sheet="2024")

    assert (ferries.data / "piers.csv").read_text("utf-8") == (
        "pier,boats,source\nA,3,harbour_office\nB,4,harbour_office\n"
    )


def test_rows_may_name_their_sources_themselves(ferries: Project, tmp_path: Path) -> None:
    """Each that is not declared yet is, to be filled in."""
    file = given(tmp_path, "pier,source\nA,harbour_office\nB,pier_log\n")
    scaffolds.table(ferries, "piers", file=file)
    package = json.loads((ferries.data / "datapackage.json").read_text("utf-8"))

    assert [each["name"] for each in package["sources"]] == ["harbour_office", "pier_log"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("pier,when\nA,1/2/2023\n", 'tides.csv:2, column 2: column "when": "1/2/2023" is a date'),
        ("pier,when\nA,2023-02-01 10:00:00\n", 'column "when": "2023-02-01 10:00:00" is a moment'),
        ("pier,none\nA,\nB,\n", 'tides.csv:1, column 2: column "none": it is empty in every row'),
        ("pier,Pier \nA,B\n", '"Pier " is the column "pier" a second time'),
        ("pier,2023\nA,B\n", '"2023" cannot be made the name of a column'),
        ("pier,boats\n", "no rows below its header"),
        ("pier,boats\nA\n", "1 cell where the header has 2"),
    ],
)
def test_what_cannot_be_told_is_refused(
    ferries: Project, tmp_path: Path, text: str, what: str
) -> None:
    """At its cell; and nothing is written."""
    before = {path: path.read_bytes() for path in ferries.data.iterdir()}
    with pytest.raises(ReportError) as told:
        scaffolds.table(ferries, "piers", file=given(tmp_path, text), source="harbour_office")

    assert what in str(told.value)
    assert {path: path.read_bytes() for path in ferries.data.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "source", "what"),
    [
        ("harbours", "harbour_office", 'there is a table "harbours"'),
        ("harbour-log", "harbour_office", '"harbour-log" cannot be the name of a table'),
        ("piers", "", 'where the table "piers" comes from is not told'),
        ("piers", "Harbour Log", '"Harbour Log" cannot be the name of a source'),
        ("prn", "harbour_office", '"prn"'),
    ],
)
def test_a_table_has_a_name_and_a_source(
    ferries: Project, tmp_path: Path, name: str, source: str, what: str
) -> None:
    """Neither is guessed where it could be wrong."""
    with pytest.raises(ReportError, match=re.escape(what)):
        scaffolds.table(ferries, name, file=given(tmp_path, "pier\nA\n"), source=source)


def test_the_very_first_table_and_source(tmp_path: Path) -> None:
    """A package with nothing in it takes both, and a source that is not named has its name."""
    project = Project(tmp_path / "bare")
    project.data.mkdir(parents=True)
    package = '{\n  "title": "Bare",\n  "sources": [],\n  "resources": []\n}\n'
    (project.data / "datapackage.json").write_text(package, encoding="utf-8")
    scaffolds.table(project, "piers", file=given(tmp_path, "pier,boats\nA,3\n"))
    text = (project.data / "datapackage.json").read_text("utf-8")

    assert [each["name"] for each in json.loads(text)["sources"]] == ["piers"]
    assert declared(project, "piers")["path"] == "piers.csv"
    assert '"resources": [\n    {\n      "name": "piers",\n' in text
    assert text.endswith("    }\n  ]\n}\n")


def test_a_file_that_nobody_promised_is_not_written_over(ferries: Project, tmp_path: Path) -> None:
    """It lies where the table would, and may be somebody's work."""
    (ferries.data / "piers.csv").write_text("mine\n", encoding="utf-8")

    with pytest.raises(ReportError, match=r"there is such a file\n  Choose another name"):
        scaffolds.table(
            ferries, "piers", file=given(tmp_path, "pier\nA\n"), source="harbour_office"
        )
    assert (ferries.data / "piers.csv").read_text("utf-8") == "mine\n"


def test_a_column_of_sources_says_it_alone(ferries: Project, tmp_path: Path) -> None:
    """Two answers to where a row comes from are one too many."""
    file = given(tmp_path, "pier,source\nA,harbour_office\n")

    with pytest.raises(ReportError, match=r'has a column "source"\n  Leave --source out'):
        scaffolds.table(ferries, "piers", file=file, source="harbour_office")
