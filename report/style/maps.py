"""A figure that names areas → a map of the world in ordered or told-apart categories."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from report.errors import ReportError, raise_all
from report.geography import Area, Outlines
from report.model import Figure
from report.style.checks import check, check_known, check_one_row_each, distinct
from report.style.frame import Frame, Shape
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    key,
    key_height,
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.tokens import SERIES, STEPS, colour, steps

_SMALL = {False: 9.4, True: 4.9}  # px², the size from which a state is its outline
_DOT = {False: 3.8, True: 2.6}  # px, the radius of a smaller one: to be seen, and to be hit


def world_map(  # noqa: PLR0913 - an editor writes them by name
    figure: Figure,
    *,
    area: str,
    label: str,
    category: str,
    order: Sequence[str] = (),
    colours: Mapping[str, str] | None = None,
    rest: str = "",
) -> Shape:
    """Colour the areas of the world by category; all others are grey land, called ``rest``.

    ``area`` is a column of ISO 3166-1 numeric codes; rows where it is null are not on the
    map. ``order`` is the order of the categories, from least to most: they are then steps
    of one colour, unless ``colours`` binds them to tokens.
    """
    check(figure, labels=[category], others=[area, label])
    there = distinct(figure, category)
    check_known(order, there, "the category")
    first = order or [words for words in colours or {} if words in there]
    tones = _tones([*first, *(words for words in there if words not in first)], colours or {})
    placed = [row for row in figure.rows if row[figure.index(area)] is not None]
    check_one_row_each(figure, [area], rows=placed)

    def shape(frame: Frame) -> alt.LayerChart:
        world = frame.outlines(frame.width)
        rows = {
            _code(record[area]): record
            for record in with_prints(figure, frame)
            if record[area] is not None
        }
        check_known(rows, world.codes(), "the area")
        named = tones | ({rest: "land"} if rest else {})
        head = key_height(list(named), frame.width, frame)
        sheet = Sheet(frame, Margins(top=head), world.height, _datasets(world, rows, frame))
        shown = tooltip(figure, [label, category])
        scale = alt.Scale(domain=list(tones), range=[colour(name) for name in tones.values()])
        fill = alt.Fill(**nominal(category), scale=scale, legend=None)
        return sheet.chart(
            [
                _shapes("layout_land").mark_geoshape(fill=colour("land"), **_BORDER),
                _shapes("layout_areas").mark_geoshape(**_BORDER).encode(fill=fill, tooltip=shown),
                alt.Chart(alt.NamedData(name="layout_dots"))
                .mark_point(
                    shape="circle",
                    size=round(_DOT[frame.narrow] ** 2 * 3.14159, 1),
                    opacity=1,
                    stroke=colour("background"),
                    strokeWidth=0.8,
                )
                .encode(
                    x=alt.X(**number("layout_x"), scale=None, axis=None),
                    y=alt.Y(**number("layout_y"), scale=None, axis=None),
                    fill=fill,
                    tooltip=shown,
                ),
                *key(named, sheet),
            ]
        )

    return shape


_BORDER: dict[str, Any] = {
    "stroke": colour("background"),
    "strokeWidth": 0.6,
    "strokeJoin": "round",
}


def _shapes(name: str) -> alt.Chart:
    # The outlines are in pixels already; identity keeps Vega from fitting them again.
    return alt.Chart(alt.NamedData(name=name)).project(type="identity", scale=1, translate=[0, 0])


def _tones(order: Sequence[str], colours: Mapping[str, str]) -> dict[str, str]:
    check_known(colours, order, "the category")
    check_known(colours.values(), (*SERIES, *STEPS, "context", "land"), "the colour")
    if colours:
        raise_all(
            ReportError(f'the category "{words}" has no colour', hint="Add it to colours.")
            for words in order
            if words not in colours
        )
        return {words: colours[words] for words in order}
    if len(order) > len(STEPS):
        raise ReportError(
            f"the map has {len(order)} categories, and readers tell {len(STEPS)} steps apart",
            hint="Make fewer classes in the query.",
        )
    return dict(zip(order, steps(len(order)), strict=True))


def _code(value: object) -> str:
    """Return an area's code as the atlas has it: a number may have lost its zeros."""
    return f"{value:0>3}" if str(value).isdigit() else str(value)


def _datasets(world: Outlines, rows: Mapping[str, Record], frame: Frame) -> dict[str, list[Record]]:
    small = _SMALL[frame.narrow]
    areas = [area for area in world.areas if area.code in rows]
    # All land without data is one shape: nothing is to be pointed at, and it is half the bytes.
    land = [
        polygon
        for area in world.areas
        if area.code not in rows
        for polygon in area.polygons
        if area.size >= 1
    ]
    return {
        "layout_land": [{"type": "Feature", "geometry": _geometry(land)}],
        "layout_areas": [
            rows[area.code] | {"type": "Feature", "geometry": _geometry(area.polygons)}
            for area in areas
            if area.size >= small
        ],
        "layout_dots": [
            rows[area.code] | {"layout_x": area.centre[0], "layout_y": area.centre[1]}
            for area in _largest_first(areas)
            if area.size < small
        ],
    }


def _largest_first(areas: Sequence[Area]) -> list[Area]:
    return sorted(areas, key=lambda area: (-area.size, area.code))


def _geometry(polygons: Sequence[Sequence[Sequence[tuple[float, float]]]]) -> Record:
    return {
        "type": "MultiPolygon",
        "coordinates": [[[list(p) for p in ring] for ring in polygon] for polygon in polygons],
    }
