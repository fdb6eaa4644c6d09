"""How much is taken in at most: a file that asks for more is refused before it fills the memory."""

from collections.abc import Iterable, Iterator

from report.errors import ReportError

CELLS = 2_000_000
BOOK_BYTES = 64 << 20  # of a workbook as it lies on the disk
UNPACKED_BYTES = 512 << 20  # of all that is in it
PART_RATIO = 200  # how much smaller a part of it may be packed than it is
PART_BYTES = 1 << 20  # below this size a part may be packed as tightly as it likes
PARTS = 2_000
FAULTS_SHOWN = 20  # of one kind


def too_many_cells(cells: int, where: str) -> None:
    """Refuse a file of more cells than can be compared here."""
    if cells > CELLS:
        hint = "Keep a table of this size as Parquet, and put the file into data/ yourself."
        raise ReportError(f"the file has more than {CELLS:,} cells", where, hint)


def first_of(faults: Iterable[ReportError], where: str) -> Iterator[ReportError]:
    """Yield the first faults of one kind, and how many more there are."""
    found = list(faults)
    yield from found[:FAULTS_SHOWN]
    if len(found) > FAULTS_SHOWN:
        yield ReportError(f"and {len(found) - FAULTS_SHOWN:,} more such faults", where)
