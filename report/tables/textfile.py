"""A CSV file as strangers make them in, a file that DuckDB reads without guessing out.

Python's own CSV parser is the only judge of what a record is, and it knows the line on which
each one begins. DuckDB's reader was tried first: it does not compare header names, its line
numbers count records, and it names the wrong line of a broken character.
What is written is one record per line: the line number in the original, then the cells,
divided by a character that no accepted file can hold.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from report.errors import ReportError
from report.tables.columns import name_faults

DIVIDER = "\x1f"  # between the cells of what is written
BREAK = "\x1e"  # stands for a line break within a cell of what is written
FILE_BYTES = 1 << 30
LINE_BYTES = 1 << 20
CELL_CHARACTERS = 131_072
FAULTS_SHOWN = 20

_STARTS = (  # how a file begins that is not what its name says: what it is, what to do
    (b"version https://git-lfs", "a git-lfs pointer, not the data", 'Run "git lfs pull".'),
    (b"PK\x03\x04", "a workbook or an archive, not CSV", "Save the sheet as CSV (UTF-8)."),
    (b"PAR1", "a Parquet file, not CSV", 'Its name must end in ".parquet".'),
    (b"\x1f\x8b", "compressed, not CSV", "Unpack it."),
    (b"%PDF", "a PDF document, not CSV", ""),
    (b"\xff\xfe", "UTF-16, not UTF-8", "Save it as CSV (UTF-8)."),
    (b"\xfe\xff", "UTF-16, not UTF-8", "Save it as CSV (UTF-8)."),
)
_HTML = re.compile(rb"\s*<(!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_END = re.compile(rb"[\r\n]")
_MARKS = (b"<<<<<<<", b">>>>>>>", b"=======", b"|||||||")
_FORBIDDEN = (b"\x00", b"\x1e", b"\x1f")


class TextFileError(Exception):
    """The file cannot be read on from here."""

    def __init__(self, what: str, line: int | None = None, hint: str = "") -> None:
        super().__init__(what)
        self.what, self.line, self.hint = what, line, hint


def rewrite(
    path: Path, shown: str, names: Sequence[str], target: Path, promised: str = ""
) -> list[ReportError]:
    """Write the records of a CSV file for DuckDB; return the faults of the file.

    ``names`` are the columns it must have, in order, as ``promised`` says in the contract. Records with a wrong number of cells
    are told and left out, so that the faults of the others are found in the same run.
    """
    faults: list[ReportError] = []
    # The limit belongs to the whole process, and other libraries lift it.
    limit = csv.field_size_limit(CELL_CHARACTERS)
    try:
        _check_size(path)
        with path.open("rb") as file, target.open("w", encoding="utf-8", newline="") as out:
            records = _records(_lines(file))
            _, header = next(records, (1, []))
            faults += name_faults(header, names, f"{shown}:1", promised)
            if not faults:
                out.writelines(_written(records, len(names), shown, faults))
    except TextFileError as fault:
        where = f"{shown}:{fault.line}" if fault.line else shown
        faults.append(ReportError(fault.what, where, fault.hint))
    finally:
        csv.field_size_limit(limit)
    return faults


def read(path: Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield each record of a file and the line on which it begins; the first is the header.

    Raises ``TextFileError`` where it cannot be read on.
    """
    limit = csv.field_size_limit(CELL_CHARACTERS)
    try:
        _check_size(path)
        with path.open("rb") as file:
            yield from _records(_lines(file), delimiter)
    finally:
        csv.field_size_limit(limit)


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size == 0:
        raise TextFileError("the file is empty")
    if size > FILE_BYTES:
        hint = "Keep a table of this size as Parquet."
        raise TextFileError(f"the file has {size:,} bytes, more than {FILE_BYTES:,}", hint=hint)


def _lines(file: BinaryIO) -> Iterator[str]:
    r"""Yield the lines, ended by ``\n`` whatever ended them; refuse what is not UTF-8 text."""
    line, rest = 1, b""
    while True:
        block = file.read(LINE_BYTES)
        if line == 1 and not rest:
            check_start(block)
            block = block.removeprefix(b"\xef\xbb\xbf")
        data = rest + block
        first = _END.search(data)
        if (first.start() if first else len(data)) > LINE_BYTES:
            raise TextFileError(f"the line is longer than {LINE_BYTES:,} bytes", line)
        # A final CR may be half of a CRLF: it waits for the next block.
        cut = max(data.rfind(b"\n"), data.rfind(b"\r", 0, -1)) + 1 if block else len(data)
        whole, rest = data[:cut], data[cut:]
        if whole:
            yield from io.StringIO(decode(whole, line), newline=None)
            line += _ends(whole)
        if not block:
            return


def _ends(block: bytes) -> int:
    """Return how many lines end in a block."""
    return block.count(b"\n") + block.count(b"\r") - block.count(b"\r\n")


def check_start(block: bytes) -> None:
    """Refuse a file that begins as one of another kind does."""
    for start, what, hint in _STARTS:
        if block.startswith(start):
            raise TextFileError(f"the file is {what}", hint=hint)
    if _HTML.match(block.removeprefix(b"\xef\xbb\xbf")):
        hint = "The download gave a page, perhaps one that asks to log in."
        raise TextFileError("the file is a web page, not CSV", hint=hint)
    head = block[:1024]
    if 0.3 * len(head) < head.count(0) < 0.7 * len(head):  # every other byte, without a mark
        raise TextFileError("the file is UTF-16, not UTF-8", hint="Save it as CSV (UTF-8).")


def decode(block: bytes, line: int) -> str:
    """Return the text of whole lines, of which the first has the number ``line``.

    Raises ``TextFileError`` where it is not UTF-8, or holds what no file may.
    """
    # Plain searches come first: they are ten times as fast as the pattern that decides.
    for character in _FORBIDDEN:
        if (at := block.find(character)) >= 0:
            what = f"a control character (U+{character[0]:04X}) stands in the line"
            raise TextFileError(what, line + _ends(block[:at]))
    if any(mark in block for mark in _MARKS) and (match := _CONFLICT.search(block)):
        what = f'a merge conflict was left open ("{match[0].decode()}")'
        number = line + _ends(block[: match.start()])
        raise TextFileError(what, number, "Settle it and delete its marks.")
    try:
        return block.decode()
    except UnicodeDecodeError as fault:
        number = line + _ends(block[: fault.start])
        around = re.split(rb"[,;\t\r\n]", block[max(0, fault.start - 40) : fault.start])[-1]
        after = re.split(rb"[,;\t\r\n]", block[fault.start : fault.start + 40])[0]
        cell = (around + after).decode("cp1252", errors="replace").strip('"')
        what = f"the byte 0x{block[fault.start]:02X} is not UTF-8"
        hint = f'Save it as CSV (UTF-8); read as Windows-1252, the cell is "{cell}".'
        raise TextFileError(what, number, hint) from None


def _records(lines: Iterator[str], delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield each record and the number of the line on which it begins."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error as fault:
        hint = 'A quote within a quoted cell is written twice: "".'
        if reader.line_num == line and "field limit" in str(fault):
            what = f"a cell is longer than {CELL_CHARACTERS:,} characters"
            raise TextFileError(what, line) from None
        if reader.line_num == line and "expected after" in str(fault):
            raise TextFileError("a cell goes on after its closing quote", line, hint) from None
        raise TextFileError("a quote is opened and not closed", line, hint) from None


def _written(
    records: Iterator[tuple[int, list[str]]], width: int, shown: str, faults: list[ReportError]
) -> Iterator[str]:
    """Yield the lines of the file for DuckDB; add records of another width to the faults."""
    wrong = 0
    for line, record in records:
        if len(record) != width:
            wrong += 1
            if wrong <= FAULTS_SHOWN:
                faults.append(_width_fault(len(record), width, f"{shown}:{line}"))
            continue
        cells = DIVIDER.join(record)
        if "\n" in cells:
            cells = cells.replace("\n", BREAK)
        yield f"{line}{DIVIDER}{cells}\n"
    if wrong > FAULTS_SHOWN:
        more = wrong - FAULTS_SHOWN
        faults.append(ReportError(f"and {more:,} more lines with a wrong number of cells", shown))


def _width_fault(cells: int, width: int, where: str) -> ReportError:
    if cells == 0:
        return ReportError("the line is empty", where, "Delete it.")
    count = "1 cell" if cells == 1 else f"{cells} cells"
    hint = "Put quotes round a cell that holds a comma." if cells > width else ""
    return ReportError(f"{count} where the header has {width}", where, hint)
