"""Files of others: what is read, and what is refused by its address. All of it is invented."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook

from report.errors import ReportError
from report.intake import limits, read_file
from tests.packages import write


def told(path: Path, file: str) -> list[str]:
    """Return what is told of a file, without the folder that it is in."""
    with pytest.raises(ReportError) as raised:
        read_file(str(path / file))
    return [str(fault).replace(f"{path}/", "") for fault in raised.value.errors]


def rows(path: Path, file: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the only sheet of a file."""
    [sheet] = read_file(str(path / file)).sheets
    return sheet.rows


def book(
    path: Path, *cells: tuple[str | float | date | None, ...], name: str = "book.xlsx"
) -> Path:
    """Write a workbook of one sheet."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in cells:
        sheet.append(row)
    made.save(path / name)
    return path / name


def parquet(path: Path, sql: str) -> None:
    """Write the rows of a query as a Parquet file."""
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")


def changed(path: Path, part: str, old: str, new: str) -> None:
    """Change a text in a part of a workbook, as a program other than ours may write it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part], parts[part][:2000]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_delimiter_is_seen(tmp_path: Path, mark: str) -> None:
    """A text is divided by what shows most columns."""
    write(tmp_path, {"a.csv": f"harbour{mark}boats\nA{mark}1\n"})

    assert rows(tmp_path, "a.csv") == (("harbour", "boats"), ("A", "1"))


def test_a_mark_at_the_start_is_no_part_of_a_name(tmp_path: Path) -> None:
    """Excel begins a CSV file with a mark of UTF-8."""
    write(tmp_path, {"a.csv": b"\xef\xbb\xbfharbour,boats\r\nA,1\r\n"})

    assert rows(tmp_path, "a.csv")[0] == ("harbour", "boats")


def test_a_cell_of_a_text_knows_its_line(tmp_path: Path) -> None:
    """Lines are those of the file, also below a cell of two lines and an empty line."""
    write(tmp_path, {"a.csv": 'a,b\n"x\ny",1\n,\nz,2\n'})

    [sheet] = read_file(str(tmp_path / "a.csv")).sheets
    assert sheet.cells()[2][1].where == f"{tmp_path}/a.csv:5, column 2"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            b"harbour\nK\xf8benhavn\n",
            'a.csv:2: the byte 0xF8 is not UTF-8\n  Save it as CSV (UTF-8); read as Windows-1252, the cell is "København".',
        ),
        (
            "harbour\nA\n".encode("utf-16"),
            "a.csv: the file is UTF-16, not UTF-8\n  Save it as CSV (UTF-8).",
        ),
        (
            b"PK\x03\x04rest",
            "a.csv: the file is a workbook or an archive, not CSV\n  Save the sheet as CSV (UTF-8).",
        ),
        (b"", "a.csv: the file is empty"),
        (
            b'a,b\n"x,1\n',
            'a.csv:2: a quote is opened and not closed\n  A quote within a quoted cell is written twice: "".',
        ),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    """No encoding is guessed; what the cell may have been is told."""
    write(tmp_path, {"a.csv": content})

    assert told(tmp_path, "a.csv") == [expected]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    """What kind a file is of, its name says."""
    write(tmp_path, {"a.ods": b"x", "ferries.csv": "a\n1\n"})

    assert told(tmp_path, "a.ods") == [
        'a.ods: a file that ends in ".ods" cannot be read\n'
        "  Save it as CSV (UTF-8), as Parquet or as an Excel workbook (.xlsx)."
    ]
    assert told(tmp_path, "feries.csv") == [
        'feries.csv: there is no such file\n  Did you mean "ferries.csv"?'
    ]


def test_values_of_a_workbook_are_texts_as_ours(tmp_path: Path) -> None:
    """A whole number has no point, a day no time, a mark is true or false."""
    book(tmp_path, ("a", "b", "c", "d"), (3.0, 0.25, True, None))

    assert rows(tmp_path, "book.xlsx") == (("a", "b", "c", "d"), ("3", "0.25", "true", ""))


def test_days_and_times_of_a_workbook_are_as_ours(tmp_path: Path) -> None:
    """A day without a time is a day; a number that is whole has no point, however it is kept."""
    path = book(tmp_path, ("a", "b", "c"), (date(2023, 9, 1), datetime(2023, 9, 1, 8, 30), 7.5))  # noqa: DTZ001 - cells have no zone
    changed(path, "xl/worksheets/sheet1.xml", "<v>7.5</v>", "<v>7.0</v>")

    assert rows(tmp_path, "book.xlsx")[1] == ("2023-09-01", "2023-09-01T08:30:00", "7")


def test_a_workbook_without_a_cell_is_refused(tmp_path: Path) -> None:
    """There is nothing to bring in."""
    book(tmp_path)

    assert told(tmp_path, "book.xlsx") == ["book.xlsx: the workbook has no cells"]


def test_a_workbook_that_is_too_large_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is told, and what to save instead."""
    book(tmp_path, ("a",), (1,))
    monkeypatch.setattr(limits, "BOOK_BYTES", 1_000)

    [fault] = told(tmp_path, "book.xlsx")
    assert "the workbook has " in fault
    assert fault.endswith("\n  Save the one sheet that is meant as CSV (UTF-8).")


def test_a_cell_of_a_workbook_has_its_address(tmp_path: Path) -> None:
    """Rows that are empty are left out and counted."""
    book(tmp_path, ("a", "b"), (), (1, 2))

    [sheet] = read_file(str(tmp_path / "book.xlsx")).sheets
    assert sheet.cells()[1][1].where == f"{tmp_path}/book.xlsx, Sheet!B3"


def test_a_formula_without_a_value_is_refused(tmp_path: Path) -> None:
    """Nothing is computed here."""
    book(tmp_path, ("a", "b"), ("x", "=1+1"))

    assert told(tmp_path, "book.xlsx") == [
        'book.xlsx, Sheet!B2: the formula "=1+1" has no stored value\n'
        "  In the spreadsheet, paste the values in its place, and save."
    ]


def test_a_formula_with_a_value_is_that_value(tmp_path: Path) -> None:
    """It is told that there are formulas."""
    path = book(tmp_path, ("a", "b"), ("x", "=1+1"))
    changed(path, "xl/worksheets/sheet1.xml", "<v></v>", "<v>2</v>")

    taken = read_file(str(path))
    assert taken.sheets[0].rows[1] == ("x", "2")
    assert taken.notes == (
        f"{path}: 1 cells are formulas, taken as the values that were stored with them",
    )


def test_a_formula_that_reads_from_another_workbook_is_refused(tmp_path: Path) -> None:
    """Its value may be as old as it likes."""
    path = book(tmp_path, ("a",), ("='[1]Other'!A1",))
    changed(path, "xl/worksheets/sheet1.xml", "<v></v>", "<v>2</v>")

    assert told(tmp_path, "book.xlsx") == [
        "book.xlsx, Sheet!A2: the formula \"='[1]Other'!A1\" reads from another workbook\n"
        "  In the spreadsheet, paste the values in its place, and save."
    ]


def test_an_error_of_a_workbook_is_no_value(tmp_path: Path) -> None:
    """#REF! is what a spreadsheet says when it does not know."""
    book(tmp_path, ("a",), ("#REF!",))

    assert told(tmp_path, "book.xlsx")[0].startswith(
        'book.xlsx, Sheet!A2: the cell holds the error "#REF!"'
    )


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """It is asked how large it would be before anything of it is unpacked."""
    path = book(tmp_path, ("a",), ("x",))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * (4 << 20))

    [fault] = told(tmp_path, "book.xlsx")
    assert fault.startswith("book.xlsx: unpacked, the workbook would have 4,")
    assert fault.endswith("That is more than a table needs. Save the sheet as CSV (UTF-8).")


def test_a_workbook_declares_no_entities(tmp_path: Path) -> None:
    """Entities can grow without bound, or read files."""
    path = book(tmp_path, ("a",), ("x",))
    changed(path, "xl/workbook.xml", "<workbook", '<!DOCTYPE a [<!ENTITY b "c">]><workbook')

    assert told(tmp_path, "book.xlsx")[0].startswith("book.xlsx: xl/workbook.xml declares entities")


def test_a_sheet_is_not_believed_how_large_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet that says it is a million rows long is as long as it is; real cells are counted."""
    path = book(tmp_path, ("a", "b"), (1, 2))
    changed(path, "xl/worksheets/sheet1.xml", 'ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert rows(tmp_path, "book.xlsx") == (("a", "b"), ("1", "2"))

    monkeypatch.setattr(limits, "CELLS", 3)
    assert told(tmp_path, "book.xlsx")[0].startswith("book.xlsx: the file has more than 3 cells")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<html>Log in</html>", "book.xlsx: this is not a workbook"),
        (b"\xd0\xcf\x11\xe0rest", "book.xlsx: this is a workbook of an old kind, or locked"),
        (b"", "book.xlsx: this is not a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    """A page saved under the name of a workbook is none."""
    write(tmp_path, {"book.xlsx": content})

    assert told(tmp_path, "book.xlsx")[0].startswith(expected)


def test_an_archive_of_something_else_is_no_workbook(tmp_path: Path) -> None:
    """Not every archive is one."""
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")

    assert told(tmp_path, "book.xlsx")[0].startswith("book.xlsx: this cannot be read as a workbook")


def test_parquet_is_read_as_texts(tmp_path: Path) -> None:
    """Values are spelled as a CSV file of ours spells them, whatever signs the name has."""
    path = tmp_path / "a[1]*.parquet"
    parquet(
        path,
        "SELECT 'A' AS harbour, 1.50::DECIMAL(4,2) AS share, true AS open, NULL::DATE AS day",
    )

    [sheet] = read_file(str(path)).sheets
    assert sheet.rows == (("harbour", "share", "open", "day"), ("A", "1.50", "true", ""))
    assert sheet.where(1, 1) == f"{path}, row 1, column 2"


def test_parquet_of_lists_is_refused(tmp_path: Path) -> None:
    """A cell is one value."""
    parquet(tmp_path / "a.parquet", "SELECT [1, 2] AS boats")
    write(tmp_path, {"b.parquet": b"PAR1 and no more"})

    assert told(tmp_path, "a.parquet") == [
        'a.parquet: column "boats" holds INTEGER[] values\n  A cell is one value.'
    ]
    assert told(tmp_path, "b.parquet")[0].startswith(
        "b.parquet: the file cannot be read as Parquet"
    )
