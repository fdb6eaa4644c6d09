"""Rows that each hold for some years in, a strip of time out: what was the case when, at a glance.

The table beneath it says the same in words; the strip is small, and is made without drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from report.errors import ReportError, did_you_mean
from report.model import Figure, Row
from report.style.tokens import STEPS, steps

WIDTH = 640  # units of the drawing, over all years


@dataclass(frozen=True, slots=True)
class Stretch:
    """Years in which one thing was the case."""

    words: str
    fill: str  # a colour of the page
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Stretches side by side, and the years at both ends."""

    first: str
    last: str
    stretches: Sequence[Stretch]
    key: Sequence[tuple[str, str]]  # (words, colour) of those that occur, in their order


def strip(
    figure: Figure, rows: Sequence[Row], columns: tuple[str, str, str], order: Sequence[str]
) -> Strip:
    """Return the strip of rows; ``columns`` are the first year, the last, and what was the case.

    ``order`` has every label, from least to most: they are steps of one colour.
    """
    if not 0 < len(order) <= len(STEPS):
        raise ReportError(f"a strip tells {len(STEPS)} steps apart, and here are {len(order)}")
    fills = {
        words: f"var(--c-{name})" for words, name in zip(order, steps(len(order)), strict=True)
    }
    at, (first, last, label) = figure.index, columns
    for row in rows:
        if row[at(label)] not in fills:
            hint = did_you_mean(str(row[at(label)]), order)
            raise ReportError(f'"{row[at(label)]}" is not in the order of the strip', hint=hint)
    spans = [(int(str(row[at(first)])), int(str(row[at(last)])) + 1, row) for row in rows]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    unit = WIDTH / (end - start)
    return Strip(
        str(start),
        str(end - 1),
        [
            Stretch(
                str(row[at(label)]),
                fills[str(row[at(label)])],
                round((since - start) * unit, 1),
                round((until - since) * unit, 1),
            )
            for since, until, row in sorted(spans, key=lambda span: span[:2])
        ],
        [
            (words, fill)
            for words, fill in fills.items()
            if any(row[at(label)] == words for row in rows)
        ],
    )
