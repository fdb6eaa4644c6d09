"""Layers of marks → one chart of an exact size, with its data beside it.

Axes, keys and captions are marks too, at places computed from measured text. Vega's own
layout depends on the fonts it finds and leaves labels to collide; this one does neither,
and what is printed on an axis comes from the same printer as the prose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt

from report.model import Column, Figure, Value
from report.style.frame import LINE, SIZE, SMALL, Frame
from report.style.tokens import colour

Record = dict[str, Any]
ONE = "layout_one"  # a dataset of one row, for marks that stand for no data


@dataclass(frozen=True, slots=True)
class Margins:
    """Space around the marks, in px."""

    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The plane a shape draws on: ``width`` by ``height`` px of marks within margins."""

    frame: Frame
    margins: Margins
    height: float
    datasets: Mapping[str, Sequence[Record]] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Return the width that is left for marks."""
        return self.frame.width - self.margins.left - self.margins.right

    def chart(self, layers: Sequence[alt.Chart]) -> alt.LayerChart:
        """Return the layers as one chart that carries its data."""
        margins = self.margins
        chart = alt.LayerChart(
            resolve=alt.Resolve(
                scale=alt.ScaleResolveMap(
                    color="independent", fill="independent", stroke="independent"
                )
            ),
            width=round(self.width, 1),
            height=round(self.height, 1),
            padding={
                "left": round(margins.left, 1),
                "right": round(margins.right, 1),
                "top": round(margins.top, 1),
                "bottom": round(margins.bottom, 1),
            },
            autosize=alt.AutoSizeParams(type="none"),
        )
        # Set, not passed: altair would copy every layer, and hold every row against its schema.
        chart.layer = list(layers)
        chart.datasets = {ONE: [{"layout_n": 1}], **self.datasets}
        return chart


def plain(value: Value) -> Any:  # noqa: ANN401 - what JSON can hold
    """Return a value as JSON holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def records(figure: Figure) -> list[Record]:
    """Return the rows of a figure as JSON holds them."""
    return [{name: plain(value) for name, value in record.items()} for record in figure.records()]


def with_prints(figure: Figure, frame: Frame) -> list[Record]:
    """Return the rows with, beside every column, ``layout_<column>``: the value as printed."""
    return [
        plainly
        | {
            f"layout_{column.name}": frame.print(value, column)
            for column, value in zip(figure.columns, row, strict=True)
        }
        for plainly, row in zip(records(figure), figure.rows, strict=True)
    ]


def tooltip(figure: Figure, fields: Sequence[str]) -> list[alt.Tooltip]:
    """Return what a pointer shows over a mark: labels, and values as printed."""
    return [
        alt.Tooltip(field=f"layout_{name}", type="nominal", title=figure.column(name).label)
        for name in fields
    ]


def nominal(name: str) -> Record:
    """Return an encoding's words for a field of names."""
    return {"field": name, "type": "nominal"}


def number(name: str) -> Record:
    """Return an encoding's words for a field of numbers."""
    return {"field": name, "type": "quantitative"}


def caption_of(column: Column, frame: Frame) -> str:
    """Return what an axis is called: the column's label, and its unit if that is not said."""
    said = f"{column.label} {frame.print(1, column)}".casefold()
    if column.unit.casefold() in said:
        return column.label
    return f"{column.label}, {column.unit}"


def text(
    words: str | list[str], x: float, y: float, *, tone: str = "ink", **mark: object
) -> alt.Chart:
    """Return words at a place of the sheet."""
    options: Record = {"align": "left", "baseline": "middle", "lineHeight": LINE, **mark}
    chart: alt.Chart = _at(x).mark_text(y=round(y, 1), text=words, fill=colour(tone), **options)
    return chart


def pixel(x: float) -> alt.XValue:
    """Return a place from left to right as Vega-Lite takes it."""
    return alt.XValue(round(x, 1))  # type: ignore[no-untyped-call] # Altair's


def _at(x: float) -> alt.Chart:
    """Return an empty mark at a place; Vega-Lite fails where nothing at all is encoded."""
    return alt.Chart(alt.NamedData(name=ONE)).encode(x=pixel(x))


def caption(words: str | list[str], x: float, y: float, **mark: object) -> alt.Chart:
    """Return small muted words at a place of the sheet."""
    return text(words, x, y, tone="muted", fontSize=SMALL, **mark)


def line(x: float, y: float, x2: float, y2: float, *, tone: str = "axis") -> alt.Chart:
    """Return a straight hairline between two places of the sheet."""
    rule: alt.Chart = _at(x).mark_rule(stroke=colour(tone), strokeWidth=1)
    return rule.encode(
        y=alt.YValue(round(y, 1)),  # type: ignore[no-untyped-call] # Altair's
        x2=alt.X2Value(round(x2, 1)),  # type: ignore[no-untyped-call] # Altair's
        y2=alt.Y2Value(round(y2, 1)),  # type: ignore[no-untyped-call] # Altair's
    )


def key_height(entries: Sequence[str], width: float, frame: Frame) -> float:
    """Return how tall a key is, its gap to the marks included; nothing for no entries."""
    return (_key_places(entries, width, frame)[-1][1] + LINE + 8) if entries else 0


def key(
    entries: Mapping[str, str], sheet: Sheet, *, shapes: Mapping[str, str] | None = None
) -> list[alt.Chart]:
    """Return a key at the top of a sheet: for every entry a swatch of its tone, and its words."""
    layers: list[alt.Chart] = []
    left, top = -sheet.margins.left, -sheet.margins.top
    places = _key_places(list(entries), sheet.frame.width, sheet.frame)
    for (words, tone), (x, y) in zip(entries.items(), places, strict=True):
        middle = top + y + LINE / 2
        layers += [
            _at(left + x + 6).mark_point(
                y=round(middle, 1),
                shape=(shapes or {}).get(words, "square"),
                fill=colour(tone),
                strokeWidth=0,
                size=110,
                opacity=1,
            ),
            text(words, left + x + 16, middle),
        ]
    return layers


def _key_places(entries: Sequence[str], width: float, frame: Frame) -> list[tuple[float, float]]:
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for words in entries:
        taken = 16 + frame.measure(words, SIZE)
        if x and x + taken > width:
            x, y = 0.0, y + LINE + 4
        places.append((x, y))
        x += taken + 18
    return places
