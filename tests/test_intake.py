"""A file of others → what would become of the tables. Ferries and harbours are invented."""

import errno
import json
import os
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from report.errors import ReportError
from report.intake import Asked, Plan, as_json, as_text, plan, write
from report.model import Project
from tests import packages
from tests.packages import package, table

HARBOURS = table(
    "harbours",
    [
        {"name": "harbour", "constraints": {"pattern": "[A-Z]+"}},
        {"name": "boats", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "share", "type": "number", "duckdb": "DECIMAL(4,2)"},
    ],
    primaryKey="harbour",
)
LINES = table(
    "lines",
    [{"name": "line", "type": "integer"}, {"name": "harbour"}],
    primaryKey="line",
    foreignKeys=[{"fields": "harbour", "reference": {"resource": "harbours", "fields": "harbour"}}],
)
NOW = "harbour,boats,share\nA,1,0.50\nB,20,1.00\nC,3,\n"
FILES = {
    "data/datapackage.json": package(HARBOURS, LINES),
    "data/harbours.csv": NOW,
    "data/lines.csv": "line,harbour\n9,A\n10,B\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of two tables; files that are brought in are named from its folder."""
    monkeypatch.chdir(tmp_path)
    return packages.write(tmp_path, FILES)


def planned(project: Project, text: str, **asked: object) -> Plan:
    """Return what a CSV file would change in the harbours, or in another table."""
    packages.write(project.root, {"new.csv": text})
    return plan(project, Asked(**{"into": "harbours", "file": "new.csv", **asked}))  # type: ignore[arg-type]  # words of a command


def told(project: Project, text: str, **asked: object) -> list[str]:
    """Return the faults of a CSV file; nothing is written."""
    before = {path: path.read_bytes() for path in project.data.iterdir()}
    with pytest.raises(ReportError) as raised:
        planned(project, text, **asked)
    assert {path: path.read_bytes() for path in project.data.iterdir()} == before
    assert list(project.build.iterdir()) == []
    return [str(fault) for fault in raised.value.errors]


def lines(found: Plan, most: int = 10) -> list[str]:
    """Return what is told of a difference."""
    return [line for each in found.differences for line in as_text(each, most)]


def test_the_difference_is_told_row_by_row(project: Project) -> None:
    """Each row is known by its key, each changed cell by where it comes from."""
    found = planned(project, "harbour,boats,share\nD,4,0.25\nB,21,1.00\nA,1,0.5\n")

    assert lines(found) == [
        "data/harbours.csv: 3 rows; 1 added, 1 removed, 1 changed",
        "  + harbour D  (new.csv:2, column 1)",
        "  - harbour C  (data/harbours.csv:4)",
        '  ~ harbour B: boats "20" → "21"  (new.csv:3, column 2)',
    ]
    assert as_json(found.differences[0])["changed"] == [
        {
            "key": {"harbour": "B"},
            "from": "new.csv:3, column 1",
            "cells": [{"column": "boats", "was": "20", "is": "21", "from": "new.csv:3, column 2"}],
        }
    ]


def test_nothing_is_written_before_it_is_asked_for(project: Project) -> None:
    """Then the file is in the order of its key, quoted where it must be, with LF."""
    found = planned(project, "harbour,boats,share\r\nD,4,0.2\r\nB,20,1\r\nA,1,0.5\r\n")
    assert (project.data / "harbours.csv").read_text("utf-8") == NOW

    write(found)

    assert (project.data / "harbours.csv").read_bytes() == (
        b"harbour,boats,share\nA,1,0.50\nB,20,1.00\nD,4,0.20\n"
    )
    assert not list(project.data.glob(".staging-*"))


def test_the_same_values_change_nothing(project: Project) -> None:
    """0.5 is 0.50; a file that says what is there is not written anew."""
    found = planned(
        project, "SHARE;Boats;har bour\n0.5;1;A\n1;20;B\n;3;C\n", renamed=("har bour=harbour",)
    )

    assert lines(found) == ["data/harbours.csv: 3 rows; 0 added, 0 removed, 0 changed"]
    assert found.contents == {}
    assert found.notes == ("new.csv: the cells are divided by semicolons",)


def test_a_key_of_numbers_is_ordered_by_value(project: Project) -> None:
    """9 comes before 10 and 100."""
    found = planned(project, "line,harbour\n100,A\n10,B\n9,A\n", into="lines")

    assert found.contents[project.data / "lines.csv"] == b"line,harbour\n9,A\n10,B\n100,A\n"


def test_a_file_in_another_order_keeps_it(project: Project) -> None:
    """A table that nobody ordered by its key is not ordered in passing; what is new comes last."""
    (project.data / "harbours.csv").write_text("harbour,boats,share\nB,1,\nA,1,\n", "utf-8")

    found = planned(project, "harbour,boats,share\nA,1,\nAA,2,\nB,1,\n")

    assert found.contents[project.data / "harbours.csv"] == (
        b"harbour,boats,share\nB,1,\nA,1,\nAA,2,\n"
    )


def test_rows_are_kept_where_it_is_asked_for(project: Project) -> None:
    """A file of what is new adds it, and changes rows of the same key."""
    found = planned(project, "harbour,boats,share\nB,21,1.00\nD,4,0.25\n", keeps=True)

    assert lines(found)[0] == "data/harbours.csv: 4 rows; 1 added, 0 removed, 1 changed"


def test_more_rows_than_are_shown_are_counted(project: Project) -> None:
    """The first rows of each kind are told, and how many more there are."""
    text = NOW + "".join(f"{letter * 2},1,\n" for letter in "DEFG")

    assert lines(planned(project, text), most=1)[1:] == [
        "  + harbour DD  (new.csv:5, column 1)",
        "  + and 3 more",
    ]


def test_names_of_columns_are_folded(project: Project) -> None:
    """Case, blanks, hyphens and underscores do not matter."""
    found = planned(project, " HARBOUR ,Boats,share\nA,1,0.5\nB,20,1\nC,3,\n")

    assert found.contents == {}


def test_what_is_wrong_with_a_header_is_told_at_once(project: Project) -> None:
    """Unknown columns with a guess, missing ones, doubles, and mappings that lead nowhere."""
    assert told(project, "harbor,Remarks,share,Share\nA,x,1,1\n", renamed=("Boat=bots",)) == [
        'new.csv: --map names the column "Boat", which the file lacks\n'
        '  There is "Remarks", "Share", "harbor", "share".',
        'new.csv: --map names the column "bots", which the table lacks\n  Did you mean "boats"?',
        'new.csv:1, column 1: no column "harbor" in the table\n  Did you mean "harbour"? '
        '--map "harbor=column" maps it, --map "harbor=" leaves it out.',
        'new.csv:1, column 2: no column "Remarks" in the table\n  There is "boats", "harbour", '
        '"share". --map "Remarks=column" maps it, --map "Remarks=" leaves it out.',
        'new.csv:1, column 4: "Share" is the column "share" a second time\n'
        '  --map "Share=" leaves it out.',
        'new.csv: the column "boats" is missing\n'
        '  If it has another name there: --map "Their header=boats".',
    ]


def test_a_mapping_needs_a_header(project: Project) -> None:
    """--map takes pairs."""
    assert told(project, NOW, renamed=("boats", "=boats")) == [
        '--map "boats" maps nothing\n  Write --map "Their header=column".',
        '--map "=boats" maps nothing\n  Write --map "Their header=column".',
    ]


def test_columns_can_be_named_and_left_out(project: Project) -> None:
    """Their headers are theirs."""
    found = planned(
        project,
        "Hafen,boats,share,Notes\nA,1,0.5,x\nB,20,1,\nC,3,,\n",
        renamed=("Hafen=harbour", "Notes="),
    )

    assert found.contents == {}


def test_a_cell_without_a_column_is_told(project: Project) -> None:
    """A column with no name and no cells may stand there, as spreadsheets leave them."""
    assert planned(project, "harbour,boats,share,\nA,1,0.5,\nB,20,1,\nC,3,,\n").contents == {}
    assert told(project, "harbour,boats,share,\nA,1,0.5,\nB,20,1,see\n") == [
        'new.csv:3, column 4: "see" stands in a column without a name\n'
        "  Name the column in new.csv:1, column 4, or empty it."
    ]


def test_a_row_of_another_width_is_told(project: Project) -> None:
    """It is not padded and not cut."""
    assert told(project, "harbour,boats,share\nA,1,0,5\n") == [
        "new.csv:2: 4 cells where the header has 3\n"
        "  Put quotes round a cell that holds a delimiter."
    ]


def test_a_file_without_rows_empties_no_table(project: Project) -> None:
    """A header alone is what a failed export leaves."""
    assert told(project, "harbour,boats,share\n", keeps=True) == [
        "new.csv: the file has a header and no rows"
    ]


def test_many_rows_of_another_width_are_counted(project: Project) -> None:
    """The first are told, so that the delimiter that is wrong everywhere is told briefly."""
    faults = told(project, "harbour,boats,share\n" + "A,1\n" * 50)

    assert len(faults) == 21
    assert faults[-1] == "new.csv: and 30 more such faults"


def test_decimal_commas_are_read_and_told(project: Project) -> None:
    """Where semicolons divide the cells, a number may have a comma."""
    found = planned(project, "harbour;boats;share\nA;1;0,5\nB;20;1,00\nC;3;\n")

    assert found.contents == {}
    assert found.notes[1] == (
        'column "share" is written with decimal commas: "0,5" is read as "0.5"'
    )


@pytest.mark.parametrize(
    "text", ["harbour;boats;share\nA;1;0,5\nB;1;1.5\n", 'harbour,boats,share\nA,1,"0,5"\n']
)
def test_a_comma_that_could_mean_thousands_is_refused(project: Project, text: str) -> None:
    """Beside a point, or in a file that commas divide, nothing is guessed."""
    assert told(project, text)[0] == (
        'new.csv:2, column 3: column "share": "0,5" is not a number\n'
        "  Write digits with a point, such as 1250.5."
    )


def test_a_fault_of_the_contract_is_told_at_its_cell(project: Project) -> None:
    """Every check of a build is made; a fault names the cell of the file, not a line of ours."""
    assert told(project, "boats,share,harbour\n-1,1,A\nx,1,B\n2,,A\n") == [
        'new.csv:2, column 1: column "boats": "-1" is below 0',
        'new.csv:3, column 1: column "boats": "x" is not a whole number\n'
        "  Write digits alone, such as 1250.",
        'new.csv:4, column 3: column "harbour": "A" stands twice, first in new.csv:2, column 3',
    ]


def test_a_row_that_others_need_is_not_removed(project: Project) -> None:
    """Keys between tables are checked, and the row that would be left alone is named."""
    assert told(project, "harbour,boats,share\nB,1,\n") == [
        'data/lines.csv:2: column "harbour": "A" is not in column "harbour" of the table "harbours"'
        '\n  There is "B".'
    ]


def test_a_law_holds_for_what_is_brought_in(project: Project) -> None:
    """Laws are those of the project."""
    law = (
        "-- says: No harbour has a hundred boats.\nSELECT harbour FROM harbours WHERE boats > 99;\n"
    )
    packages.write(project.root, {"queries/checks/few_boats.sql": law})

    assert told(project, "harbour,boats,share\nA,100,\nB,1,\n") == [
        'queries/checks/few_boats.sql: the law "No harbour has a hundred boats" is broken by '
        'harbour="A"'
    ]


def test_the_same_fault_of_many_cells_is_told_once(project: Project) -> None:
    """With how many there are, beyond those that a check tells one by one."""
    rows = "".join(f"{letter}A,many,\n" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")

    assert told(project, f"harbour,boats,share\nA,1,\nB,1,\n{rows}") == [
        'new.csv:4, column 2: column "boats": "many" is not a whole number, as in 25 more cells\n'
        "  Write digits alone, such as 1250."
    ]


def test_a_table_may_be_new(project: Project) -> None:
    """A table that the contract promises and that has no file yet gets one."""
    (project.data / "lines.csv").unlink()

    found = planned(project, "line,harbour\n1,A\n", into="lines")
    write(found)

    assert (project.data / "lines.csv").read_bytes() == b"line,harbour\n1,A\n"


def test_a_table_without_a_key_is_a_bag_of_rows(project: Project) -> None:
    """A row that stands twice is one more."""
    packages.write(
        project.root,
        {
            "data/datapackage.json": package(table("sightings", [{"name": "boat"}])),
            "data/sightings.csv": "boat\nHeron\nOtter\n",
        },
    )

    found = planned(project, "boat\nHeron\nHeron\nTern\n", into="sightings")

    assert lines(found) == [
        "data/sightings.csv: 3 rows; 2 added, 1 removed, 0 changed",
        "  + boat Heron  (new.csv:3, column 1)",
        "  + boat Tern  (new.csv:4, column 1)",
        "  - boat Otter  (data/sightings.csv:3)",
    ]


def test_a_workbook_is_brought_in_by_its_sheet(project: Project) -> None:
    """The table's namesake, or the one that is asked for; else it is asked which is meant."""
    book = Workbook()
    assert book.active is not None
    book.active.title = "Notes"
    book.active.append(["nothing"])
    sheet = book.create_sheet("2023")
    for row in (["Harbour", "Boats", "Share"], ["A", 1, 0.5], ["B", 21, 1], ["C", 3, None]):
        sheet.append(row)
    book.save("new.xlsx")

    found = plan(project, Asked("harbours", "new.xlsx", sheet="2023"))
    assert lines(found)[1:] == [
        '  ~ harbour B: boats "20" → "21"  (new.xlsx, 2023!B3)',
    ]
    with pytest.raises(ReportError, match=r'several sheets: "Notes", "2023"\n  Say which one'):
        plan(project, Asked("harbours", "new.xlsx"))
    with pytest.raises(ReportError, match=r'no sheet named "2032"\n  Did you mean "2023"'):
        plan(project, Asked("harbours", "new.xlsx", sheet="2032"))
    sheet.title = "Harbours"
    book.save("new.xlsx")
    assert lines(plan(project, Asked("harbours", "new.xlsx"))) == [
        lines(found)[0],
        '  ~ harbour B: boats "20" → "21"  (new.xlsx, Harbours!B3)',
    ]


def test_parquet_becomes_csv_and_csv_parquet(project: Project) -> None:
    """A table stays what it is, typed as its contract says."""
    described = json.loads(package(HARBOURS, LINES))
    described["resources"][0]["path"] = "harbours.parquet"
    packages.write(project.root, {"data/datapackage.json": json.dumps(described, indent=1)})
    place = project.data / "harbours.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT * FROM (VALUES ('A', 1::BIGINT, 0.50::DECIMAL(4,2)), ('B', 2, NULL))"
            f" AS t(harbour, boats, share)) TO '{place}' (FORMAT parquet)"
        )

    found = planned(project, "harbour,boats,share\nB,2,\nA,1,0.75\n")
    write(found)

    assert lines(found)[1:] == ['  ~ harbour A: share "0.50" → "0.75"  (new.csv:3, column 3)']
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT harbour, boats, share::VARCHAR FROM '{place}'"
        ).fetchall()
    assert rows == [("A", 1, "0.75"), ("B", 2, None)]
    place.rename(project.root / "old.parquet")
    place.write_bytes((project.root / "old.parquet").read_bytes())
    assert plan(project, Asked("harbours", "old.parquet")).contents == {}
    assert told(project, "harbour,boats,share\nA,many,\nB,2,\n") == [
        'new.csv:2, column 2: column "boats": "many" is not BIGINT\n'
        "  The contract stores the type integer."
    ]


def test_what_is_asked_for_must_be_there(project: Project) -> None:
    """A table or a source, and options that are for it."""
    assert told(project, NOW, into="harbors") == [
        'data/datapackage.json: no table or source named "harbors"\n  Did you mean "harbours"?'
    ]
    assert told(project, NOW, wave=2025) == [
        '--wave is for a source; "harbours" is a table\n  Leave --wave out.'
    ]


READER = '''"""Invented, for tests: a list of boats by harbour, with a note in its first line."""

from report.errors import ReportError
from report.intake import Cell, Incoming, Record, Restated


def restate(taken, present, wave):
    [sheet] = taken.sheets
    rows = sheet.cells()[1:]
    if wave == 1900:
        raise ReportError("no boats then", rows[0][0].where)
    records = tuple(Record((row[0].text, row[1].text, ""), lambda _, row=row: row[0].where) for row in rows)
    columns = ("harbour", "boats", "share")
    ours = len(present("harbours"))
    mended = (Cell("a note is left out", sheet.where(0, 0)),)
    within = {"harbour": frozenset({"C"})}
    return Restated((Incoming("harbours", columns, records, within),), mended, (f"{ours} before",))
'''


def test_a_source_is_read_by_a_module_of_the_publication(project: Project) -> None:
    """It says which rows its own replace; the rest stays."""
    packages.write(project.root, {"importers/boatlist.py": READER})

    found = planned(project, "as told,\nD,4\n", into="boatlist")

    assert lines(found) == [
        "data/harbours.csv: 3 rows; 1 added, 1 removed, 0 changed",
        "  + harbour D  (new.csv:2, column 1)",
        "  - harbour C  (data/harbours.csv:4)",
    ]
    assert [(cell.text, cell.where) for cell in found.mended] == [
        ("a note is left out", "new.csv:1, column 1")
    ]
    assert found.notes == ("3 before",)
    assert told(project, "as told,\nD,4\n", into="boatlist", wave=1900) == [
        "new.csv:2, column 1: no boats then"
    ]


def test_a_module_of_a_source_is_whole(project: Project) -> None:
    """It teaches, and has the one function."""
    packages.write(
        project.root,
        {"importers/silent.py": "def restate(*_): ...\n", "importers/empty.py": '"""Nothing."""\n'},
    )

    assert told(project, NOW, into="silent")[0].startswith(
        "importers/silent.py:1: the module has no docstring"
    )
    assert told(project, NOW, into="empty")[0].startswith(
        "importers/empty.py: the module has no function restate(taken, present, wave)"
    )
    assert told(project, NOW, into="empty", keeps=True, sheet="x") == [
        "--sheet is for a plain table\n  empty knows its files itself.",
        "--keep is for a plain table\n  empty knows its files itself.",
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("harbour,boats\nA,1\n", "data/harbours.csv: the columns are not those of the contract"),
        ("harbour,boats,share\nA,1\n", "data/harbours.csv:2: 2 cells where the header has 3"),
    ],
)
def test_the_table_that_is_there_is_mended_first(
    project: Project, rows: str, expected: str
) -> None:
    """What is brought in is compared with it, row by row."""
    packages.write(project.root, {"data/harbours.csv": rows})

    assert told(project, NOW) == [
        f"{expected}\n  Mend the table that is there first: python build.py check"
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_a_table_that_is_a_folder_takes_files_as_they_are(project: Project, count: int) -> None:
    """Nothing says which of them the rows belong to; not even where there is one."""
    described = json.loads(package(HARBOURS, LINES))
    described["resources"][0]["path"] = "harbours"
    (project.data / "harbours").mkdir()
    for number in range(count):
        (project.data / "harbours" / f"{number}.parquet").write_bytes(b"")
    packages.write(project.root, {"data/datapackage.json": json.dumps(described)})
    packages.write(project.root, {"new.csv": NOW})

    with pytest.raises(ReportError, match="is a folder of files\n  Put the new file into"):
        plan(project, Asked("harbours", "new.csv"))


def test_a_name_that_is_like_no_table_may_be_a_new_one(project: Project) -> None:
    """Where there is nothing like it, the next step is told with its words."""
    (project.root / "importers").mkdir()
    for name in ("aaa", "bbb", "ccc"):
        (project.root / "importers" / f"{name}.py").write_text('"""Invented."""\n')
    [fault] = told(project, NOW, into="tides_of_2023")

    assert fault.endswith("A new one: python build.py new table tides_of_2023 --from new.csv")


def test_a_project_without_data_is_told_so(tmp_path: Path) -> None:
    """Before anything is copied."""
    with pytest.raises(ReportError, match="the data has no contract"):
        plan(Project(tmp_path), Asked("harbours", "new.csv"))


def test_where_files_cannot_be_linked_they_are_copied(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system may have no links; the trial is the same, and ``data/`` stays as it is."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    before = lines(planned(project, NOW))
    monkeypatch.setattr(os, "link", refuse)

    assert lines(planned(project, NOW)) == before
