"""CSV files as strangers make them: read as they are meant, or refused in plain words."""

import csv
import os
import resource
import time
from pathlib import Path

import pytest

from report.tables import textfile
from tests.packages import HARBOURS, loaded, package, table, told, write

GOOD = "harbour,boats\nOslo,3\nMoss,5\n"
UTF_8 = "Save it as CSV (UTF-8)."


def refused(folder: Path, harbours: str | bytes) -> list[str]:
    """Return what is told of a file of harbours, without the name of the file."""
    files = {"data/datapackage.json": package(HARBOURS), "data/harbours.csv": harbours}
    return [fault.removeprefix("data/harbours.csv") for fault in told(write(folder, files))]


@pytest.mark.parametrize(
    "harbours",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        "harbour,boats\r\nOslo,3\rMoss,5\n",
        GOOD.removesuffix("\n"),
        '"harbour","boats"\n"Oslo","3"\n"Moss","5"\n',
    ],
    ids=["plain", "BOM", "CRLF", "CR", "mixed ends", "no last end", "quotes"],
)
def test_what_programs_do_to_a_file_does_not_change_its_rows(tmp_path: Path, harbours: str) -> None:
    """A byte order mark, the ends of lines and needless quotes mean nothing."""
    files = {"data/datapackage.json": package(HARBOURS), "data/harbours.csv": harbours}
    with loaded(write(tmp_path, files)) as tables:
        result = tables.query("SELECT * FROM harbours", "q.sql")

    assert result.columns == (("harbour", "VARCHAR"), ("boats", "BIGINT"))
    assert result.rows == (("Oslo", 3), ("Moss", 5))


@pytest.mark.parametrize(
    ("harbours", "expected"),
    [
        ("", ": the file is empty"),
        ("\n\n", ":1: the first line is empty\n  It names the columns: harbour,boats"),
        ("harbour,boats\n", ": the file has a header and no rows"),
        (
            "\n<!DOCTYPE html>\n<html><title>Log in</title></html>\n",
            ": the file is a web page, not CSV\n"
            "  The download gave a page, perhaps one that asks to log in.",
        ),
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n",
            ': the file is a git-lfs pointer, not the data\n  Run "git lfs pull".',
        ),
        (
            b"PK\x03\x04rest",
            ": the file is a workbook or an archive, not CSV\n  Save the sheet as CSV (UTF-8).",
        ),
        (b"\x1f\x8brest", ": the file is compressed, not CSV\n  Unpack it."),
        (b"%PDF-1.7", ": the file is a PDF document, not CSV"),
        (
            b"PAR1rest",
            ': the file is a Parquet file, not CSV\n  Its name must end in ".parquet".',
        ),
        (GOOD.encode("utf-16"), f": the file is UTF-16, not UTF-8\n  {UTF_8}"),
        (GOOD.encode("utf-16-be"), f": the file is UTF-16, not UTF-8\n  {UTF_8}"),
        (
            "harbour,boats\nOslo,3\nTromsø,4\n".encode("latin-1"),
            ":3: the byte 0xF8 is not UTF-8\n"
            '  Save it as CSV (UTF-8); read as Windows-1252, the cell is "Tromsø".',
        ),
        (
            "harbour,boats\n<<<<<<< HEAD\nOslo,3\n=======\nOslo,4\n>>>>>>> theirs\n",
            ':2: a merge conflict was left open ("<<<<<<<")\n  Settle it and delete its marks.',
        ),
        (
            "harbour,boats\r\nOslo,3\r\n=======\r\n",
            ':3: a merge conflict was left open ("=======")\n  Settle it and delete its marks.',
        ),
        (
            GOOD.replace(",", ";"),
            ":1: the cells are divided by semicolons, not by commas\n  Save it with commas.",
        ),
        (
            GOOD.replace(",", "\t"),
            ":1: the cells are divided by tabs, not by commas\n  Save it with commas.",
        ),
        (
            'harbour,boats\nOslo,3\n"Bergen,4\nMoss,5\n',
            ":3: a quote is opened and not closed\n"
            '  A quote within a quoted cell is written twice: "".',
        ),
        (
            'harbour,boats\n"Oslo,3\nBergen,"4"\n',
            ":2: a quote is opened and not closed\n"
            '  A quote within a quoted cell is written twice: "".',
        ),
        (
            'harbour,boats\n"Oslo"s,3\n',
            ":2: a cell goes on after its closing quote\n"
            '  A quote within a quoted cell is written twice: "".',
        ),
        (
            "harbour,boats\nOslo,3\n" + "x" * 3_000_000 + ",4\n",
            ":3: the line is longer than 1,048,576 bytes",
        ),
        (
            "harbour,boats\n" + "x" * 200_000 + ",4\n",
            ":2: a cell is longer than 131,072 characters",
        ),
        ("harbour,boats\nOs\0lo,3\n", ":2: a control character (U+0000) stands in the line"),
        ("harbour,boats\nOs\x1flo,3\n", ":2: a control character (U+001F) stands in the line"),
        ("harbour,boats\nOslo\n", ":2: 1 cell where the header has 2"),
        (
            "harbour,boats\nOslo,3,4\n",
            ":2: 3 cells where the header has 2\n  Put quotes round a cell that holds a comma.",
        ),
        ("harbour,boats\n\nOslo,3\n", ":2: the line is empty\n  Delete it."),
        ("harbour,boats\nOslo,3\n\n", ":3: the line is empty\n  Delete it."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    tmp_path: Path, harbours: str | bytes, expected: str
) -> None:
    """What would load as nothing, or as something else, is told in an editor's words."""
    assert refused(tmp_path, harbours) == [expected]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "boats,harbour",
            [
                "the columns stand in another order than in the contract\n"
                "  The contract says: harbour,boats"
            ],
        ),
        ("harbor,boats", ['no column "harbor" in the contract\n  Did you mean "harbour"?']),
        ("harbour ,boats", ['no column "harbour " in the contract\n  Did you mean "harbour"?']),
        (
            "harb\u200bour,boats",
            ['no column "harb\\u200bour" in the contract\n  Did you mean "harbour"?'],
        ),
        (
            "harbour",
            [
                'the column "boats" is missing\n'
                "  Add it to the file, or take it out of data/datapackage.json:19."
            ],
        ),
        (
            "harbour,boats,note",
            [
                'no column "note" in the contract\n  Take it out of the file, or declare it in '
                'data/datapackage.json:19, behind "boats", with its type: '
                '{"name": "note", "type": "string", "title": "Note"},'
            ],
        ),
        ("harbour,boats,boats", ['the column "boats" stands twice']),
        ("harbour,boats,", ["column 3 has no name"]),
        (
            "Oslo,3",
            ["the first line does not name the columns\n  It must be: harbour,boats"],
        ),
        (
            "boat,size,harbour",
            [
                'no column "boat" in the contract\n  Did you mean "boats"?',
                'no column "size" in the contract\n  Take it out of the file, or declare it in '
                "data/datapackage.json:19, with its type: "
                '{"name": "size", "type": "string", "title": "Size"},',
            ],
        ),
    ],
)
def test_the_first_line_names_the_columns_of_the_contract(
    tmp_path: Path, header: str, expected: list[str]
) -> None:
    """Columns are never taken by their position alone."""
    cells = ",".join("x" for _ in header.split(","))

    assert refused(tmp_path, f"{header}\n{cells}\n") == [f":1: {each}" for each in expected]


def test_the_bounds_of_a_cell_are_our_own(tmp_path: Path) -> None:
    """Python has one bound for all its readers of CSV, and other libraries lift it."""
    before = csv.field_size_limit(10**9)
    try:
        assert refused(tmp_path, "harbour,boats\n" + "x" * 200_000 + ",4\n") == [
            ":2: a cell is longer than 131,072 characters"
        ]
        assert csv.field_size_limit() == 10**9
    finally:
        csv.field_size_limit(before)


def test_ten_gigabytes_of_nothing_are_refused_unread(tmp_path: Path) -> None:
    """The size of a file is known before its first byte is read."""
    files = {"data/datapackage.json": package(HARBOURS), "data/harbours.csv": ""}
    project = write(tmp_path, files)
    os.truncate(project.data / "harbours.csv", 10**10)
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert told(project) == [
        "data/harbours.csv: the file has 10,000,000,000 bytes, more than 1,073,741,824\n"
        "  Keep a table of this size as Parquet."
    ]
    assert time.perf_counter() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("size", range(20, 40))
def test_where_a_block_of_the_file_ends_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, end: str
) -> None:
    """A line, a cell or a character that lies across two reads is still one."""
    path, target = tmp_path / "harbours.csv", tmp_path / "written"
    lines = ["harbour,boats", "Tromsø,3", '"Ålesund', 'north",4', "Bodø,5", "", "Å,6"]
    path.write_bytes(end.join(lines).encode())
    monkeypatch.setattr(textfile, "LINE_BYTES", size)
    faults = textfile.rewrite(path, "harbours.csv", ["harbour", "boats"], target)

    assert target.read_text(encoding="utf-8").replace(textfile.DIVIDER, "|") == (
        f"2|Tromsø|3\n3|Ålesund{textfile.BREAK}north|4\n5|Bodø|5\n7|Å|6\n"
    )
    assert [fault.where for fault in faults] == ["harbours.csv:6"]


def test_lines_are_those_of_the_file_after_cells_of_many_lines(tmp_path: Path) -> None:
    """The line of a fault is the one that an editor's program shows."""
    text = package(
        table("notes", [{"name": "note", "multiline": True}, {"name": "year", "type": "year"}])
    )
    notes = 'note,year\r\n"one\r\ntwo\r\nthree",2020\r\n"four\r\n\r\nfive",20x1\r\nsix,20x2\r\n'
    project = write(tmp_path, {"data/datapackage.json": text, "data/notes.csv": notes})

    assert [fault.partition(": ")[0] for fault in told(project)] == [
        "data/notes.csv:5",
        "data/notes.csv:8",
    ]


def test_a_cell_of_many_lines_is_kept_where_it_is_allowed(tmp_path: Path) -> None:
    """Line breaks are the same whatever the file ends its lines with."""
    text = package(table("notes", [{"name": "note", "multiline": True}]))
    files = {"data/datapackage.json": text, "data/notes.csv": 'note\r\n"one\r\ntwo"\r\n'}
    with loaded(write(tmp_path, files)) as tables:
        assert tables.query("SELECT note FROM notes", "q.sql").rows == (("one\ntwo",),)
