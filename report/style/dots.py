"""A figure with several measures of one thing → dots on a line, one line a row."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import altair as alt

from report.errors import ReportError
from report.model import Figure
from report.style.checks import check, check_colours, check_one_row_each
from report.style.frame import LINE, SMALL, Frame, Shape
from report.style.rows import Rows, lay_out
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    caption,
    key,
    key_height,
    line,
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.ticks import ticks
from report.style.tokens import colour

_SHAPES = ("circle", "diamond", "square", "triangle-up", "triangle-down")
_DOTS = "layout_dots"
_BLOCK = 18  # px, the height of a row's dots
_NEAR = 10  # px: dots that are nearer would hide each other
_APART = 12  # px between the middles of dots that stand one above the other


def dot_plot(
    figure: Figure,
    *,
    label: str,
    values: Sequence[str],
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Set a dot for each of several columns on every row's line, and join them.

    The columns share a unit; each has a colour and a shape, and is named by its label.
    """
    check(figure, labels=[label], numbers=values)
    check_one_row_each(figure, [label])
    tones = check_colours(colours or {}, values)
    if len({figure.column(name).unit for name in values}) > 1:
        raise ReportError(
            f"the columns {', '.join(values)} do not share a unit",
            hint="One axis measures one thing; draw two charts.",
        )

    def shape(frame: Frame) -> alt.LayerChart:
        rows = with_prints(figure, frame)
        layout = lay_out([r[f"layout_{label}"] for r in rows], frame, block=_BLOCK, gap=12)
        entries = {figure.column(name).label: tones[name] for name in values}
        stops = _stops(rows, values, most=5 if frame.narrow else 8)
        words = [frame.print(stop, figure.column(values[0])) for stop in stops]
        edge = max(9.0, *(frame.measure(each, SMALL) / 2 for each in words))
        margins = Margins(
            left=layout.left + edge,
            right=edge,
            top=key_height(list(entries), frame.width, frame) + LINE + (12 if layout.above else 6),
        )
        near = _NEAR * float(stops[-1] - stops[0]) / (frame.width - margins.left - margins.right)
        dots = [
            dot
            for record in rows
            for dot in _dots(
                record,
                values,
                layout.top(record[f"layout_{label}"]) + _BLOCK / 2,
                near=near,
            )
        ]
        sheet = Sheet(frame, margins, layout.height, {_DOTS: dots, **layout.datasets()})
        scale = alt.Scale(
            domain=[float(stops[0]), float(stops[-1])],
            range=[0, round(sheet.width, 1)],
            nice=False,
        )
        x = alt.X(**number("layout_value"), scale=scale, axis=None)
        y = alt.Y(**number("layout_y"), scale=None, axis=None)
        base = alt.Chart(alt.NamedData(name=_DOTS)).encode(x=x, y=y)
        shapes = dict(zip(entries, _SHAPES, strict=False))
        return sheet.chart(
            [
                *_grid(stops, words, layout, sheet),
                base.mark_line(strokeWidth=2, stroke=colour("context")).encode(
                    detail=alt.Detail(**nominal(f"layout_{label}"))
                ),
                *(
                    base.transform_filter(alt.FieldEqualPredicate(field="layout_of", equal=name))
                    .mark_point(
                        shape=shapes[figure.column(name).label],
                        size=130,
                        opacity=1,
                        fill=colour(tones[name]),
                        stroke=colour("background"),
                        strokeWidth=1,
                    )
                    .encode(tooltip=tooltip(figure, [label, *values]))
                    for name in values
                ),
                layout.labels(margins.left),
                *key(entries, sheet, shapes=shapes),
            ]
        )

    return shape


def _stops(rows: Sequence[Record], values: Sequence[str], *, most: int) -> list[Decimal]:
    present = [record[name] for record in rows for name in values if record[name] is not None]
    whole = all(isinstance(value, int) for value in present)
    return ticks(min(0, *present), max(present), most=most, whole=whole)


def _grid(
    stops: Sequence[Decimal], words: Sequence[str], layout: Rows, sheet: Sheet
) -> list[alt.Chart]:
    """Return a line at every round number, which stands at its top."""
    # Names above the dots would be crossed out by lines from top to bottom.
    spans = (
        [(layout.top(name), layout.top(name) + _BLOCK) for name in layout.names]
        if layout.above
        else [(0.0, sheet.height)]
    )
    span = float(stops[-1] - stops[0])
    layers: list[alt.Chart] = []
    for stop, printed in zip(stops, words, strict=True):
        x = float(stop - stops[0]) / span * sheet.width
        layers += [line(x, top, x, bottom, tone="grid") for top, bottom in spans]
        layers.append(caption(printed, x, -10, align="center"))
    return layers


def _dots(record: Record, values: Sequence[str], middle: float, *, near: float) -> list[Record]:
    """Return a row of data for every dot; dots at nearly one value stand one above the other."""
    dots: list[Record] = []
    drawn = [name for name in values if record[name] is not None]
    for name in drawn:
        same = [other for other in drawn if abs(record[other] - record[name]) < near]
        shift = (same.index(name) - (len(same) - 1) / 2) * _APART
        dots.append(
            record
            | {
                "layout_of": name,
                "layout_value": record[name],
                "layout_y": round(middle + shift, 1),
            }
        )
    return dots
