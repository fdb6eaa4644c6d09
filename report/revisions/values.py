"""What changed from one edition to another, as values: the shape of ``changes.json`` too.

Every field stands in ``changes.json`` under its name, so a field that is published stays.
What is the same in both editions is not told. ``state`` is "new", "gone" or "changed", of claims
also "flipped"; a name that moved is "changed", with the old name in ``was_name``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from report.facts import Plain
from report.rows import TableChange

NEW, GONE, CHANGED, FLIPPED = "new", "gone", "changed", "flipped"


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell of a figure's row; of a new row nothing was, of a lost one nothing is."""

    column: str
    label: str
    unit: str  # of both values; empty for names and years
    decimals: int | None  # as printed; None: as many as the value has, at most one
    was: Plain
    now: Plain
    difference: Plain  # in the column's unit, for % in percentage points; None where there is none
    relative: float | None  # in percent of what it was; None for shares, and where it was nothing
    why: str  # the editors' reason, or empty


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a figure."""

    state: str
    name: str  # what a reader calls it: the key, or the text that stands for it in the row
    key: tuple[str, ...]  # empty for the one row of a figure without a key
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class ColumnChange:
    """One column of a figure."""

    state: str
    name: str
    label: str
    was_label: str
    unit: str
    was_unit: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure; its rows are compared where both editions name them by the same columns."""

    state: str
    name: str
    was_name: str
    title: str
    was_title: str
    why: str  # it moved, is gone, or changed as a whole
    key: tuple[str, ...]
    was_key: tuple[str, ...]
    columns: tuple[ColumnChange, ...]
    rows: tuple[RowChange, ...]  # in the order of the newer edition, lost ones last


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """One of the values that a claim compares."""

    label: str
    was: Plain
    now: Plain


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One sentence that the data is asked about; None and empty where an edition had no such one."""

    state: str
    name: str
    was_name: str
    says: str
    was_says: str
    holds: bool | None
    held: bool | None
    verdict: str
    was_verdict: str
    values: tuple[ComparedValue, ...]  # those that differ
    why: str


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """One sentence of a page."""

    state: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class PageChange:
    """One page that an editor wrote, by its address below the edition's root."""

    state: str
    name: str
    was_name: str
    title: str
    was_title: str
    sentences: tuple[SentenceChange, ...]  # of a page that both have
    why: str


@dataclass(frozen=True, slots=True)
class ChartChange:
    """One chart."""

    state: str
    name: str
    was_name: str
    title: str
    was_title: str
    redrawn: bool  # the drawing is another one
    why: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed; ``against`` is empty for the first edition, which changes nothing."""

    edition: str  # the newer one, or "draft"
    title: str
    against: str
    against_title: str
    claims: tuple[ClaimChange, ...]
    figures: tuple[FigureChange, ...]
    charts: tuple[ChartChange, ...]
    pages: tuple[PageChange, ...]
    tables: tuple[TableChange, ...]
    data_known: bool  # False: the record lacks the data of one of the two
    same: Mapping[str, int]  # how many claims, figures, charts and pages are as they were
