"""A figure of pairs → ribbons from those on the left to those on the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from report.model import Figure
from report.style.checks import check, check_colours, check_known, check_one_row_each, distinct
from report.style.frame import LINE, SIZE, Frame, Shape, spread, wrap
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    caption,
    nominal,
    number,
    text,
    tooltip,
    with_prints,
)
from report.style.tokens import SERIES, colour

_NODE = 7  # px, the bar at either end of the ribbons
_CORNERS = 24  # per ribbon edge: what makes a curve of straight pieces look like one


def flow(
    figure: Figure,
    *,
    source: str,
    target: str,
    value: str,
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Draw a ribbon for every row, as thick as its value, from its source to its target.

    Both sides stand in the order in which the figure names them. ``colours`` binds sources
    to tokens; without it up to five sources are told apart, and more are not.
    """
    check(figure, labels=[source, target], numbers=[value])
    check_one_row_each(figure, [source, target])
    known = distinct(figure, source)
    if colours:
        check_colours(colours, list(colours))
        check_known(colours, known, "the source")
    elif len(known) <= len(SERIES):
        colours = check_colours({}, known)
    tones = {name: (colours or {}).get(name, "context") for name in known}

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [record for record in with_prints(figure, frame) if record[value]]
        column = figure.column(value)
        share = frame.width * (0.3 if frame.narrow else 0.26)
        sides = {
            side: _named(
                rows, side, value, lambda v: frame.print(v, column), frame=frame, width=share
            )
            for side in (source, target)
        }
        widths = {
            side: max(frame.measure(words, SIZE) for lines in named.values() for words in lines)
            for side, named in sides.items()
        }
        margins = Margins(left=widths[source] + 10, right=widths[target] + 10, top=24, bottom=4)
        most = max(map(len, sides.values()))
        tallest = max(
            sum(len(lines) * LINE + 6 for lines in named.values()) for named in sides.values()
        )
        height = max(340.0 if frame.narrow else 400.0, tallest, most * 26)
        sheet = Sheet(frame, margins, height)
        nodes = {side: _nodes(rows, side, value, height) for side in (source, target)}
        ribbons = _ribbons(
            rows, nodes[source], nodes[target], sheet.width, source=source, target=target, value=value
        )
        blocks = [
            {
                "layout_x": x,
                "layout_x2": x + _NODE,
                "layout_y": round(node.top, 1),
                "layout_y2": round(node.top + node.size, 1),
                "layout_fill": colour(tones[name] if side == source else "axis"),
            }
            for side, x in ((source, 0), (target, round(sheet.width - _NODE, 1)))
            for name, node in nodes[side].items()
        ]
        sheet = Sheet(frame, margins, height, {"layout_ribbons": ribbons, "layout_nodes": blocks})
        scale = alt.Scale(domain=list(tones), range=[colour(name) for name in tones.values()])
        x = alt.X(**number("layout_x"), scale=None, axis=None)
        y = alt.Y(**number("layout_y"), scale=None, axis=None)
        return sheet.chart(
            [
                alt.Chart(alt.NamedData(name="layout_ribbons"))
                .mark_area(orient="vertical", opacity=0.5)
                .encode(
                    x=x,
                    y=y,
                    y2=alt.Y2(field="layout_y2"),
                    detail=alt.Detail(**nominal("layout_ribbon")),
                    fill=alt.Fill(**nominal(source), scale=scale, legend=None),
                    tooltip=tooltip(figure, [source, target, value]),
                ),
                alt.Chart(alt.NamedData(name="layout_nodes"))
                .mark_rect()
                .encode(
                    x=x,
                    x2=alt.X2(field="layout_x2"),
                    y=y,
                    y2=alt.Y2(field="layout_y2"),
                    fill=alt.Fill(**nominal("layout_fill"), scale=None, legend=None),
                ),
                *_labels(sides[source], nodes[source], -8, "right", height),
                *_labels(sides[target], nodes[target], sheet.width + 8, "left", height),
                caption(figure.column(source).label, -margins.left, -14),
                caption(
                    figure.column(target).label, sheet.width + margins.right, -14, align="right"
                ),
            ]
        )

    return shape


@dataclass(frozen=True, slots=True)
class _Node:
    top: float
    size: float


def _totals(rows: Sequence[Record], side: str, value: str) -> dict[str, float]:
    totals: dict[str, float] = {}
    for record in rows:
        totals[str(record[side])] = totals.get(str(record[side]), 0) + record[value]
    return totals


def _named(rows, side, value, printed, *, frame, width):  # type: ignore[no-untyped-def]
    """Return the lines of each label: its name and what flows through it."""
    return {
        name: wrap(f"{name} {printed(total)}", width, frame)
        for name, total in _totals(rows, side, value).items()
    }


def _nodes(rows: Sequence[Record], side: str, value: str, height: float) -> dict[str, _Node]:
    totals = _totals(rows, side, value)
    gap = min(10.0, height * 0.3 / max(1, len(totals) - 1))
    scale = (height - gap * (len(totals) - 1)) / sum(totals.values())
    nodes: dict[str, _Node] = {}
    top = 0.0
    for name, total in totals.items():
        nodes[name] = _Node(top, total * scale)
        top += total * scale + gap
    return nodes


def _ribbons(
    rows: Sequence[Record],
    sources: Mapping[str, _Node],
    targets: Mapping[str, _Node],
    width: float,
    *,
    source: str,
    target: str,
    value: str,
) -> list[Record]:
    """Return the points of every ribbon's upper and lower edge."""
    totals = {side: _totals(rows, side, value) for side in (source, target)}
    used = {side: dict.fromkeys(totals[side], 0.0) for side in (source, target)}
    order = {name: n for n, name in enumerate(targets)}
    first = {name: n for n, name in enumerate(sources)}
    points: list[Record] = []
    # Within a node the ribbons leave in the order of where they go, so that few cross.
    for record in sorted(
        rows, key=lambda record: (first[str(record[source])], order[str(record[target])])
    ):
        ends: list[tuple[float, float]] = []
        for side, nodes in ((source, sources), (target, targets)):
            name = str(record[side])
            thick = record[value] / totals[side][name] * nodes[name].size
            ends.append((nodes[name].top + used[side][name], thick))
            used[side][name] += thick
        (start, thick), (end, thick_end) = ends
        for n in range(_CORNERS + 1):
            t = n / _CORNERS
            bend = t * t * (3 - 2 * t)
            top = start + (end - start) * bend
            points.append(
                record
                | {
                    "layout_ribbon": f"{record[source]} → {record[target]}",
                    "layout_x": round(_NODE + t * (width - 2 * _NODE), 1),
                    "layout_y": round(top, 1),
                    "layout_y2": round(top + thick + (thick_end - thick) * bend, 1),
                }
            )
    return points


def _labels(
    named: Mapping[str, Sequence[str]],
    nodes: Mapping[str, _Node],
    x: float,
    align: str,
    height: float,
) -> list[alt.Chart]:
    tall = max(len(lines) for lines in named.values()) * LINE
    wanted = [nodes[name].top + nodes[name].size / 2 for name in named]
    places = spread(wanted, gap=tall, low=LINE / 2, high=height - LINE / 2)
    return [
        text(list(lines), x, place - (len(lines) - 1) * LINE / 2, align=align)
        for lines, place in zip(named.values(), places, strict=True)
    ]
