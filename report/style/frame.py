"""What a chart is drawn into, and what a chart shape is."""

from collections.abc import Callable
from dataclasses import dataclass
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
    """Break a text into lines that fit; a word that does not fit stands alone."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and frame.measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def spread(wanted: list[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move positions apart until neighbours have their gap, as little as it takes.

    The order of ``wanted`` is kept in the answer. Where all do not fit between ``low``
    and ``high`` they run over ``high``; the caller made room, or sees it.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    # Clusters of touching labels: [their number, the sum of their wishes less their offsets].
    clusters: list[tuple[list[int], float]] = []
    for index in order:
        members, start = [index], wanted[index]
        while clusters and clusters[-1][1] + gap * len(clusters[-1][0]) > start:
            earlier, _ = clusters.pop()
            members = earlier + members
            start = sum(wanted[i] - gap * n for n, i in enumerate(members)) / len(members)
            start = max(low, min(start, high - gap * (len(members) - 1)))
        clusters.append((members, max(low, min(start, high - gap * (len(members) - 1)))))
    placed = [0.0] * len(wanted)
    for members, start in clusters:
        for n, index in enumerate(members):
            placed[index] = start + gap * n
    return placed
