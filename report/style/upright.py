"""Values over time → the upright scale they stand on, its grid, and names at the ends of lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

import altair as alt

from report.model import Column, Figure, Value
from report.style.frame import LINE, SMALL, Frame, spread
from report.style.sheet import (
    Record,
    Sheet,
    caption,
    line,
    nominal,
    number,
    plain,
    text,
    with_prints,
)
from report.style.ticks import thinned, ticks
from report.style.tokens import colour

_GAP = 15  # px between the middles of two labels at the ends of lines
_AIR = 14  # px between two words under the axis of time
LEADER = 16  # px from the end of a line to its label


@dataclass(frozen=True, slots=True)
class End:
    """The end of a line: what stands there, at which value, and the tone of the line."""

    words: str
    value: float
    tone: str


@dataclass(frozen=True, slots=True)
class Upright:
    """An upright scale: ``low`` at the bottom, ``high`` at the top, ``height`` px apart."""

    field: str
    low: float
    high: float
    height: float

    def place(self, value: float) -> float:
        """Return where a value stands, in px from the top."""
        return self.height * (self.high - value) / ((self.high - self.low) or 1)

    def channel(self) -> alt.Y:
        """Return the scale as Vega-Lite takes it."""
        scale = alt.Scale(
            domain=[self.low, self.high], range=[self.height, 0], nice=False, zero=False
        )
        return alt.Y(**number(self.field), scale=scale, axis=None)


def stops(rows: Sequence[Record], field: str) -> list[Decimal]:
    """Return the round numbers that grid lines stand at, from zero or below."""
    values = [record[field] for record in rows if record[field] is not None]
    whole = all(isinstance(value, int) for value in values)
    return ticks(min(0, *values), max(values), most=6, whole=whole)


def grid(
    numbers: Sequence[Decimal], scale: Upright, width: float, column: Column, frame: Frame
) -> list[alt.Chart]:
    """Return a line at every round number, which stands on it at its left."""
    layers: list[alt.Chart] = []
    for each in numbers:
        place = scale.place(float(each))
        layers.append(line(0, place, width, place, tone="grid" if each else "axis"))
        layers.append(caption(frame.print(each, column), 0, place - 3, baseline="bottom"))
    return layers


def over_time(figure: Figure, frame: Frame, *, x: str, series: str | None) -> list[Record]:
    """Return the rows in the order of time, with the moment as a number."""
    at = figure.index(x)
    rows = [
        record
        | {
            "layout_x": moment(row[at]),
            "layout_series": str(record[series]) if series else "",
        }
        for record, row in zip(with_prints(figure, frame), figure.rows, strict=True)
        if row[at] is not None
    ]
    return sorted(rows, key=lambda record: record["layout_x"])


def moment(value: Value) -> float:
    """Return a year or date as a number, the same distance for the same time."""
    return value.toordinal() if isinstance(value, date) else float(plain(value))


def told_apart(tones: Mapping[str, str]) -> alt.Scale:
    """Return the colours of series as Vega-Lite takes them."""
    return alt.Scale(domain=list(tones), range=[colour(name) for name in tones.values()])


def marks(base: alt.Chart, tones: Mapping[str, str], size: float) -> tuple[alt.Chart, alt.Chart]:
    """Return the lines of all series, and their points."""
    series = nominal("layout_series")
    return (
        base.mark_line().encode(stroke=alt.Stroke(**series, scale=told_apart(tones), legend=None)),
        base.mark_point(size=size, opacity=1).encode(
            fill=alt.Fill(**series, scale=told_apart(tones), legend=None)
        ),
    )


def ends(rows: Sequence[Record], tones: Mapping[str, str], field: str) -> list[End]:
    """Return the last value of every series, with the name of the series."""
    last = {record["layout_series"]: record for record in rows if record[field] is not None}
    return [
        End(f"{name} {last[name][f'layout_{field}']}".strip(), last[name][field], tone)
        for name, tone in tones.items()
        if name in last
    ]


def end_labels(found: Sequence[End], scale: Upright, x: float) -> list[alt.Chart]:
    """Return the words at the ends of lines, apart, each led to from the end of its line."""
    wanted = [scale.place(end.value) for end in found]
    places = spread(wanted, [_GAP] * len(wanted), low=0, high=scale.height + 6)
    layers: list[alt.Chart] = []
    for end, at, place in zip(found, wanted, places, strict=True):
        quiet = end.tone == "context"
        if abs(at - place) > 3:  # px; nearer, the label speaks for itself
            layers.append(line(x + 5, at, x + LEADER - 3, place))
        layers.append(
            text(
                end.words,
                x + LEADER,
                place,
                tone="muted" if quiet else "ink",
                fontWeight=400 if quiet else 600,
            )
        )
    return layers


def start_labels(found: Sequence[End], scale: Upright) -> list[alt.Chart]:
    """Return the numbers at the beginnings of lines; equal ones once."""
    once = {end.value: end.words for end in found}
    wanted = [scale.place(value) for value in once]
    places = spread(wanted, [_GAP] * len(wanted), low=0, high=scale.height + 6)
    return [
        text(words, -9, place, tone="muted", align="right")
        for words, place in zip(once.values(), places, strict=True)
    ]


def moments(figure: Figure, sheet: Sheet, x: str, left: float) -> list[alt.Chart]:
    """Return the words under the axis of time: as many moments as have room."""
    frame, column = sheet.frame, figure.column(x)
    values = sorted({row[figure.index(x)] for row in figure.rows} - {None}, key=moment)
    first = moment(values[0])
    span = (moment(values[-1]) - first) or 1
    low, high = -sheet.margins.left, sheet.width + sheet.margins.right

    def half(value: Value) -> float:
        return frame.measure(frame.print(value, column), SMALL) / 2

    def place(value: Value) -> float:
        at = left + (moment(value) - first) / span * (sheet.width - left)
        return max(low + half(value), min(at, high - half(value)))

    def fits(kept: list[Value]) -> bool:
        return all(place(b) - half(b) - place(a) - half(a) >= _AIR for a, b in pairwise(kept))

    return [
        caption(frame.print(value, column), place(value), sheet.height + LINE, align="center")
        for value in thinned(values, fits=fits)
    ]
