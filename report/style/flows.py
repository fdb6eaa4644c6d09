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
_AIR = 5  # px between two labels
_PIECES = 8  # of a ribbon's edge; the curve through their ends is Vega's
_RIBBONS, _NODES = "layout_ribbons", "layout_nodes"


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
    to tokens, the others step back; without it up to five sources are told apart.
    """
    check(figure, labels=[source, target], numbers=[value])
    check_one_row_each(figure, [source, target])
    known = distinct(figure, source)
    if colours:
        check_known(colours, known, "the source")
        check_colours(colours, list(colours))
    elif len(known) <= len(SERIES):
        colours = check_colours({}, known)
    tones = {name: (colours or {}).get(name, "context") for name in known}

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [record for record in with_prints(figure, frame) if record[value]]
        share = frame.width * (0.3 if frame.narrow else 0.26)
        left, right = (_Side(figure, rows, side, value, frame, share) for side in (source, target))
        height = max(340 if frame.narrow else 400, left.least_height, right.least_height)
        margins = Margins(left=left.width + 10, right=right.width + 10, top=24, bottom=4)
        width = frame.width - margins.left - margins.right
        blocks = [
            {
                "layout_x": round(x, 1),
                "layout_x2": round(x + _NODE, 1),
                "layout_y": round(top, 1),
                "layout_y2": round(top + size, 1),
                "layout_fill": colour(tones[name] if side is left else "axis"),
            }
            for side, x in ((left, 0.0), (right, width - _NODE))
            for name, (top, size) in side.nodes(height).items()
        ]
        ribbons = _ribbons(left, right, width, height)
        sheet = Sheet(frame, margins, height, {_RIBBONS: ribbons, _NODES: blocks})
        return sheet.chart(
            [
                _ribbon_marks(figure, source, tones, [source, target, value]),
                _NODE_MARKS,
                *left.labels(-8, "right", height),
                *right.labels(width + 8, "left", height),
                caption(figure.column(source).label, -margins.left, -14),
                caption(figure.column(target).label, width + margins.right, -14, align="right"),
            ]
        )

    return shape


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the chart: whom the ribbons leave, or whom they reach."""

    figure: Figure
    rows: Sequence[Record]
    field: str
    value: str
    frame: Frame
    share: float  # px that its labels may take

    def totals(self) -> dict[str, float]:
        """Return what flows through each node, in the figure's order."""
        totals: dict[str, float] = {}
        for record in self.rows:
            name = str(record[self.field])
            totals[name] = totals.get(name, 0) + record[self.value]
        return totals

    def words(self) -> list[list[str]]:
        """Return the lines of every label: a name, and what flows through it."""
        column = self.figure.column(self.value)
        return [
            wrap(
                f"{name}\N{NO-BREAK SPACE}{self.frame.print(total, column)}", self.share, self.frame
            )
            for name, total in self.totals().items()
        ]

    @property
    def width(self) -> float:
        return max(self.frame.measure(line, SIZE) for lines in self.words() for line in lines)

    @property
    def least_height(self) -> float:
        """Return the height that its labels need, one below the other."""
        return sum(max(26, len(lines) * LINE + _AIR) for lines in self.words())

    def nodes(self, height: float) -> dict[str, tuple[float, float]]:
        """Return the top and the size of every node, in px."""
        totals = self.totals()
        gap = min(10.0, height * 0.3 / max(1, len(totals) - 1))
        scale = (height - gap * (len(totals) - 1)) / sum(totals.values())
        nodes: dict[str, tuple[float, float]] = {}
        top = 0.0
        for name, total in totals.items():
            nodes[name] = (top, total * scale)
            top += total * scale + gap
        return nodes

    def labels(self, x: float, align: str, height: float) -> list[alt.Chart]:
        """Return the labels, each beside the middle of its node as far as there is room."""
        words = self.words()
        wanted = [top + size / 2 for top, size in self.nodes(height).values()]
        sizes = [len(lines) * LINE + _AIR for lines in words]
        places = spread(wanted, sizes, low=LINE / 2, high=height - LINE / 2)
        return [
            text(lines, x, place - (len(lines) - 1) * LINE / 2, align=align)
            for lines, place in zip(words, places, strict=True)
        ]


def _ribbons(left: _Side, right: _Side, width: float, height: float) -> list[Record]:
    """Return the points of every ribbon's upper and lower edge."""
    sides = [(side, side.nodes(height), side.totals()) for side in (left, right)]
    used = [dict.fromkeys(totals, 0.0) for _, _, totals in sides]
    ranks = [{name: n for n, name in enumerate(totals)} for _, _, totals in sides]
    points: list[Record] = []
    # Within a node the ribbons leave in the order of where they go, so that few cross.
    for record in sorted(
        left.rows,
        key=lambda record: (
            ranks[0][str(record[left.field])],
            ranks[1][str(record[right.field])],
        ),
    ):
        ends: list[tuple[float, float]] = []
        for (side, nodes, totals), taken in zip(sides, used, strict=True):
            name = str(record[side.field])
            top, size = nodes[name]
            thick = record[side.value] / totals[name] * size
            ends.append((top + taken[name], thick))
            taken[name] += thick
        name = f"{record[left.field]} → {record[right.field]}"
        own = {"layout_ribbon": name, left.field: record[left.field]}
        first, *others = _points(ends, width)
        # Vega reads what a ribbon is from its first point; the others are only its bends.
        points += [record | own | first, *(own | point for point in others)]
    return points


def _points(ends: Sequence[tuple[float, float]], width: float) -> list[Record]:
    """Return the edges of one ribbon, bent like an S."""
    (start, thick_start), (end, thick_end) = ends
    points: list[Record] = []
    for n in range(_PIECES + 1):
        part = n / _PIECES
        bend = part * part * (3 - 2 * part)
        top = start + (end - start) * bend
        points.append(
            {
                "layout_x": round(_NODE + part * (width - 2 * _NODE), 1),
                "layout_y": round(top, 1),
                "layout_y2": round(top + thick_start + (thick_end - thick_start) * bend, 1),
            }
        )
    return points


_X = alt.X(**number("layout_x"), scale=None, axis=None)
_Y = alt.Y(**number("layout_y"), scale=None, axis=None)
_NODE_MARKS: alt.Chart = (
    alt.Chart(alt.NamedData(name=_NODES))
    .mark_rect()
    .encode(
        x=_X,
        x2=alt.X2(field="layout_x2"),
        y=_Y,
        y2=alt.Y2(field="layout_y2"),
        fill=alt.Fill(**nominal("layout_fill"), scale=None, legend=None),
    )
)


def _ribbon_marks(
    figure: Figure, source: str, tones: Mapping[str, str], shown: Sequence[str]
) -> alt.Chart:
    scale = alt.Scale(domain=list(tones), range=[colour(name) for name in tones.values()])
    ribbons: alt.Chart = alt.Chart(alt.NamedData(name=_RIBBONS)).mark_area(
        orient="vertical", opacity=0.5, interpolate="monotone"
    )
    return ribbons.encode(
        x=_X,
        y=_Y,
        y2=alt.Y2(field="layout_y2"),
        detail=alt.Detail(**nominal("layout_ribbon")),
        fill=alt.Fill(**nominal(source), scale=scale, legend=None),
        tooltip=tooltip(figure, shown),
    )
