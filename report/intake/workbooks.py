"""An Excel workbook → its sheets as texts, bounded; what cannot be trusted is refused by its cell.

A formula is taken as the value that was stored with it. It is refused where none was stored,
where the value is an error, and where it reads from another workbook: that value may be as old
as it likes. Nothing is fetched and nothing is computed.
"""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from report.errors import ReportError, raise_all
from report.intake import limits
from report.intake.values import Sheet, Taken

_OLD = b"\xd0\xcf\x11\xe0"  # how files of Excel 97 begin, and those with a password
_FETCH = "Fetch it anew; a page of words saved under this name is not one."
_DECLARED = ("<!DOCTYPE", "<!ENTITY")
_ENCODED = tuple(
    word.encode(encoding) for word in _DECLARED for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def read_workbook(path: Path, shown: str) -> Taken:
    """Read every sheet that holds cells."""
    _check_archive(path, shown)
    content = path.read_bytes()  # openpyxl leaves a file open that it cannot read
    with warnings.catch_warnings(action="ignore"):  # of what is not read here: styles, validation
        read = _read_sheets(content, shown)
    raise_all(limits.first_of((fault for _, faults, _ in read for fault in faults), shown))
    formulas = sum(count for *_, count in read)
    note = (
        f"{shown}: {formulas:,} cells are formulas, taken as the values that were stored with them"
    )
    sheets = tuple(sheet for sheet, *_ in read if sheet.rows)
    if not sheets:
        raise ReportError("the workbook has no cells", shown)
    return Taken(shown, sheets, (note,) if formulas else ())


def _read_sheets(content: bytes, shown: str) -> list[tuple[Sheet, list[ReportError], int]]:
    try:
        values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        typed = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        try:
            counted = _Counted(shown)
            pairs = [
                (sheet.title, counted.rows(sheet), counted.rows(typed[sheet.title]))
                for sheet in values.worksheets
            ]
            return [_sheet(shown, *pair) for pair in pairs]
        finally:
            values.close()
            typed.close()
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        SyntaxError,
        TypeError,
        AttributeError,
        IndexError,
        EOFError,
        OSError,
    ):
        raise ReportError("this cannot be read as a workbook", shown, _FETCH) from None


def _check_archive(path: Path, shown: str) -> None:
    """Refuse what is no workbook, or would grow without bound."""
    size = path.stat().st_size
    if size > limits.BOOK_BYTES:
        hint = "Save the one sheet that is meant as CSV (UTF-8)."
        raise ReportError(f"the workbook has {size:,} bytes", shown, hint)
    with path.open("rb") as file:
        if file.read(4) == _OLD:
            hint = "Save it as .xlsx, without a password."
            raise ReportError("this is a workbook of an old kind, or locked", shown, hint)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            packed = [part for part in parts if part.file_size > limits.PART_BYTES]
            tight = any(
                part.file_size > limits.PART_RATIO * max(part.compress_size, 1) for part in packed
            )
            if len(parts) > limits.PARTS or unpacked > limits.UNPACKED_BYTES or tight:
                what = (
                    f"unpacked, the workbook would have {unpacked:,} bytes in {len(parts):,} parts"
                )
                hint = "That is more than a table needs. Save the sheet as CSV (UTF-8)."
                raise ReportError(what, shown, hint)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _declares(archive, part):
                    what = f"{part.filename} declares entities, which no workbook needs"
                    raise ReportError(what, shown, _FETCH)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise ReportError("this is not a workbook", shown, _FETCH) from None


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    content = archive.read(part)
    return any(word in content for word in _ENCODED)


class _Counted:
    """Counts the cells of all sheets together, and stops at too many."""

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._cells = 0

    def rows(self, sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl has no types
        """Yield the rows of a sheet; what it says of its own size is not believed."""
        sheet.reset_dimensions()
        for row in sheet.iter_rows():
            self._cells += len(row) + 1
            limits.too_many_cells(self._cells // 2, self._shown)  # each is read twice
            yield row


def _sheet(
    shown: str, name: str, values: Iterator[tuple[Any, ...]], typed: Iterator[tuple[Any, ...]]
) -> tuple[Sheet, list[ReportError], int]:
    """Return a sheet, its faults, and how many formulas it has."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    faults: list[ReportError] = []
    formulas = 0
    for line, (row, written) in enumerate(zip(values, typed, strict=True), start=1):
        texts = []
        for column, (cell, as_written) in enumerate(zip(row, written, strict=True), start=1):
            is_formula = as_written.data_type == "f"
            formulas += is_formula
            texts.append(_text(cell.value))
            if what := _problem(cell, as_written.value, is_formula=is_formula):
                where = f"{shown}, {name}!{get_column_letter(column)}{line}"
                hint = "In the spreadsheet, paste the values in its place, and save."
                faults.append(ReportError(what, where, hint))
        if any(text.strip() for text in texts):
            rows.append(tuple(texts))
            lines.append(line)
    width = max(map(len, rows), default=0)
    padded = tuple(row + ("",) * (width - len(row)) for row in rows)
    return Sheet(shown, "workbook", name, padded, tuple(lines)), faults, formulas


def _problem(cell: Any, written: object, *, is_formula: bool) -> str:  # noqa: ANN401 - openpyxl has four kinds
    formula = str(getattr(written, "text", written))[:60]  # an array's formula is an object
    if is_formula and "[" in formula and "]" in formula and "!" in formula:
        return f'the formula "{formula}" reads from another workbook'
    if is_formula and cell.value is None:
        return f'the formula "{formula}" has no stored value'
    if cell.data_type == "e":
        return f'the cell holds the error "{cell.value}"'
    return ""


def _text(value: object) -> str:
    """Return a value as a CSV file of ours would have it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)
