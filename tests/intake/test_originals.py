"""Laws of reading an original: nothing is guessed, and every fault has an address."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from intake.originals import Original, known, read, whole
from report.errors import ReportError
from tests.intake.made import cell

PRICES = Original(path="prices.csv", columns=("country", "price"))
SHEET = Original(path="prices.xlsx", columns=("country", "price"), sheet="Prices")


def write(folder: Path, text: bytes) -> Path:
    """Write the made original, and return its folder."""
    (folder / "prices.csv").write_bytes(text)
    return folder


def test_a_cell_keeps_its_text_and_gets_an_address(tmp_path: Path) -> None:
    """Blanks at the ends go; the address is file, line and column."""
    (line,) = read(write(tmp_path, b"country,price\nChile , 7\n"), PRICES)

    assert [(each.text, each.where) for each in line.cells] == [
        ("Chile", "prices.csv:2, column 1"),
        ("7", "prices.csv:2, column 2"),
    ]


def test_a_mark_of_byte_order_windows_lines_and_empty_lines_change_nothing(tmp_path: Path) -> None:
    """A file that went through a spreadsheet reads like one that did not."""
    (line,) = read(write(tmp_path, b"\xef\xbb\xbfcountry,price\r\nChile,7\r\n,\r\n"), PRICES)

    assert line["price"].text == "7"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(b"", 'column 1 of the header is ""', id="an empty file"),
        pytest.param(b"price,country\n7,Chile\n", 'is "price", not "country"', id="swapped"),
        pytest.param(b"country,price,tax\n", 'a new column "tax"', id="a new column"),
        pytest.param(b"<!doctype html>\n<p>Log in", "<!doctype html>", id="a page of words"),
        pytest.param(b"version https://git-lfs.github.com\n", "git-lfs", id="a pointer"),
        pytest.param(b"country,price\nChile\n", "this line has 1 cells", id="a short line"),
        pytest.param(b"country,price\nChile,7,8\n", "this line has 3 cells", id="a long line"),
        pytest.param(b"country,price\nCh\xedle,7\n", "this is not UTF-8", id="Latin-1"),
        pytest.param(b'country,price\n"Chile,7\n', "this is not CSV", id="an open quote"),
        pytest.param("country,price\nChi\u200ble,7\n".encode(), "cannot be seen", id="zero width"),
        pytest.param("country,price\nChi\u202ele,7\n".encode(), "cannot be seen", id="bidi"),
        pytest.param(b"country,price\nChi\x00le,7\n", "cannot be seen", id="NUL"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: bytes, what: str) -> None:
    """A file that is not what it is known to be gives no rows at all."""
    with pytest.raises(ReportError) as caught:
        read(write(tmp_path, text), PRICES)

    assert what in str(caught.value)


def test_a_fault_of_encoding_names_its_line(tmp_path: Path) -> None:
    """The line is that of the byte, not of the record."""
    with pytest.raises(ReportError, match=r"prices\.csv:3"):
        read(write(tmp_path, b"country,price\nChile,7\nPer\xfa,8\n"), PRICES)


def test_a_missing_file_is_a_fault_of_its_own(tmp_path: Path) -> None:
    """The file is named as the sources name it."""
    with pytest.raises(ReportError, match=r"prices\.csv: this original is missing"):
        read(tmp_path, PRICES)


def test_all_faults_of_cells_are_told_at_once(tmp_path: Path) -> None:
    """An editor mends a file once, not once per fault."""
    with pytest.raises(ReportError) as caught:
        read(write(tmp_path, b"country,price\nChile\nPeru,7,8\n"), PRICES)

    assert len(caught.value.errors) == 2


def test_a_workbook_is_read_by_the_cell(tmp_path: Path) -> None:
    """An address in a workbook is sheet, column and row; a number is its digits."""
    book = Workbook()
    book.active.title = "Prices"  # type: ignore[union-attr]  # a new book has a sheet
    for row in (["country", "price"], ["Chile", 7], [None, None]):
        book.active.append(row)  # type: ignore[union-attr]  # a new book has a sheet
    book.save(tmp_path / "prices.xlsx")

    (line,) = read(tmp_path, SHEET)

    assert (line["price"].text, line["price"].where) == ("7", "prices.xlsx, Prices!B2")


def test_a_page_saved_as_a_workbook_is_refused(tmp_path: Path) -> None:
    """A login page under the name of a workbook is not one."""
    (tmp_path / "prices.xlsx").write_text("<html>", encoding="utf-8")

    with pytest.raises(ReportError, match="this is not a workbook"):
        read(tmp_path, SHEET)


def test_a_missing_sheet_is_named(tmp_path: Path) -> None:
    """A workbook without its sheet says which sheets there are."""
    book = Workbook()
    book.active.title = "Price"  # type: ignore[union-attr]  # a new book has a sheet
    book.save(tmp_path / "prices.xlsx")

    with pytest.raises(ReportError, match='Did you mean "Price"'):
        read(tmp_path, SHEET)


def test_an_unknown_word_is_refused_with_a_guess() -> None:
    """A slip of the pen is shown, with its address and what was meant."""
    with pytest.raises(ReportError) as caught:
        known(cell("Chlie"), {"Chile": "CHL", "China": "CHN"}, "country")

    assert str(caught.value) == (
        'made.csv:2, column 1: unknown country: "Chlie"\n  Did you mean "Chile"?'
    )


@pytest.mark.parametrize("text", ["", "7.0", "1e3", "٧", "2081", "-1", "nan"])
def test_a_number_that_is_none_is_refused(text: str) -> None:
    """Whole numbers are plain digits within their limits."""
    with pytest.raises(ReportError, match="not a whole number within its limits"):
        whole(cell(text), 0, 2030)
