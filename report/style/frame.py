"""What a chart is drawn into, and what a chart shape is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import altair as alt

from report.geography import Outlines
from report.model import Column, Value


class Measure(Protocol):
    """Tells how wide a line of text is, in pixels."""

    def __call__(self, text: str, size: float, weight: int = 400) -> float:
        """Return the width of ``text`` in the font of charts."""
        ...


@dataclass(frozen=True, slots=True)
class Frame:
    """The space for one drawing of a chart, and what drawing in it needs to know."""

    width: int  # px, all of it: what does not fit is not drawn
    narrow: bool  # for telephones: labels above bars, fewer columns
    print: Callable[[Value, Column], str]  # a value as it is printed everywhere else
    measure: Measure
    outlines: Callable[[float], Outlines]  # the world at a width; read only by maps


# A shape knows its figure already; a frame makes it a chart.
Shape = Callable[[Frame], alt.LayerChart]

SIZE = 13  # px, the text of charts
SMALL = 12  # px, captions and axis labels
LINE = 16  # px, from one line of text to the next


def wrap(text: str, width: float, frame: Frame, *, size: float = SIZE) -> list[str]:
    """Break a text into lines that fit; a word that does not fit stands alone.

    Only at plain spaces: what no-break spaces join stays together.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and frame.measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def spread(
    wanted: Sequence[float], sizes: Sequence[float], *, low: float, high: float
) -> list[float]:
    """Move the middles of labels apart until none overlaps, as little as it takes.

    They keep their order. Where all do not fit between ``low`` and ``high`` they run over
    ``high``; the caller made room, or sees it.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # Less the room of all before it, every label wants a place that only has to rise.
    offsets = [0.0] if order else []
    for one, two in pairwise(order):
        offsets.append(offsets[-1] + (sizes[one] + sizes[two]) / 2)
    blocks: list[list[float]] = []
    for index, offset in zip(order, offsets, strict=True):
        blocks.append([wanted[index] - offset])
        while len(blocks) > 1 and _mean(blocks[-2]) > _mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    risen = [_mean(block) for block in blocks for _ in block]
    placed = [0.0] * len(wanted)
    for index, offset, at in zip(order, offsets, risen, strict=True):
        placed[index] = max(low, min(at, high - offsets[-1])) + offset
    return placed


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
