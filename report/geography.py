"""The npm outlines of the world's countries → areas in pixels, as fine as a width can show.

Projected here and not by Vega: Equal Earth keeps areas honest, simplification can then count
in the pixels a reader sees, and the spec carries a third of the coordinates. Arcs stay
shared while they are simplified, so neighbours go on having one border.
"""

import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from report.errors import ReportError
from report.model import Project
from report.packages import find_file
from report.store import remembered

Point = tuple[float, float]
Line = tuple[Point, ...]
Polygon = tuple[Line, ...]  # the outer ring, then its holes

_ATLAS = ("world-atlas", "countries-50m.json")
_DROPPED = "010"  # Antarctica: a third of the height, and nobody buys there
# The map is cut in the Bering Strait, so that Russia is whole. The atlas stitches together what
# crosses the 180th meridian; on a map cut there it would be a line across the world.
_CUT = -168.4
_CORNER = 0.3  # px², a corner that takes away less than this triangle is dropped
_ISLAND = 1.2  # px², smaller rings are dropped, but for a country's largest


@dataclass(frozen=True, slots=True)
class Area:
    """A country as it is drawn."""

    code: str  # ISO 3166-1 numeric, three digits; the name where the atlas has none
    name: str  # as the atlas writes it; shown to no reader
    polygons: tuple[Polygon, ...]
    centre: Point  # of its largest part
    size: float  # px² of its largest part


@dataclass(frozen=True, slots=True)
class Outlines:
    """The world at a width: areas in order of their codes, in px from the top left."""

    width: float
    height: float
    areas: tuple[Area, ...]

    def codes(self) -> tuple[str, ...]:
        """Return what a figure may name an area by."""
        return tuple(area.code for area in self.areas)


def atlas(project: Project) -> Path | None:
    """Return the atlas's file in the npm package ``world-atlas``; None where that is not there."""
    try:
        return find_file(*_ATLAS, root=project.root)
    except ReportError:
        return None  # a publication without maps may do without


def outlines(project: Project, width: float) -> Outlines:
    """Return the world ``width`` px wide, from the npm package ``world-atlas``."""
    path = find_file(*_ATLAS, root=project.root)
    return remembered(project.build, "outlines", [path, width], lambda: _outlines(path, width))


def _outlines(path: Path, width: float) -> Outlines:
    topology = json.loads(path.read_bytes())
    shapes = _shapes(topology)
    used = sorted({arc for polygons in shapes.values() for arc in _arcs_of(polygons)})
    projected = {
        arc: [_project(*point) for point in _unwrapped(list(_decode(topology, arc)))]
        for arc in used
    }
    xs = [x for line in projected.values() for x, _ in line]
    ys = [y for line in projected.values() for _, y in line]
    # Half a pixel around, for the stroke.
    scale = (width - 1) / (max(xs) - min(xs))
    lines = {
        arc: _simplified(
            [
                (round(0.5 + (x - min_x) * scale, 1), round(0.5 + (max_y - y) * scale, 1))
                for x, y in line
            ]
        )
        for min_x, max_y in [(min(xs), max(ys))]
        for arc, line in projected.items()
    }
    areas = [
        _area(code, name, polygons, lines) for (code, name), polygons in sorted(shapes.items())
    ]
    height = 1 + (max(ys) - min(ys)) * scale
    return Outlines(width, round(height, 1), tuple(areas))


def _shapes(topology: Any) -> dict[tuple[str, str], list[Any]]:  # noqa: ANN401 - JSON
    """Return the polygons of each country, as lists of rings of arc numbers."""
    names: dict[str, str] = {}
    shapes: dict[str, list[Any]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = geometry.get("id", name)
        if code == _DROPPED:
            continue
        # Some outlying islands have an entry of their own beside the country whose code they share.
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if len(polygons) >= len(shapes.get(code, [])):
            names[code] = name
        shapes.setdefault(code, []).extend(polygons)
    return {(code, names[code]): polygons for code, polygons in shapes.items()}


def _arcs_of(polygons: Iterable[Any]) -> Iterator[int]:
    for rings in polygons:
        for ring in rings:
            for arc in ring:
                # TopoJSON writes an arc that is walked backwards as its complement.
                yield arc if arc >= 0 else ~arc


def _decode(topology: Any, arc: int) -> Iterator[Point]:  # noqa: ANN401 - JSON
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    x = y = 0
    for dx, dy in topology["arcs"][arc]:
        x, y = x + dx, y + dy
        yield x * scale_x + shift_x, y * scale_y + shift_y


def _unwrapped(arc: list[Point]) -> list[Point]:
    """Return an arc in one piece, wholly on one side of the cut, its middle at zero.

    By arc and not by point, because islands lie across every meridian of that sea.
    """
    longitudes = [arc[0][0]]
    for longitude, _ in arc[1:]:
        turns = round((longitudes[-1] - longitude) / 360)
        longitudes.append(longitude + 360 * turns)
    mean = sum(longitudes) / len(longitudes)
    shift = (360 if mean < _CUT else 0) - _CUT - 180
    return [(x + shift, y) for x, (_, y) in zip(longitudes, arc, strict=True)]


def _project(longitude: float, latitude: float) -> Point:
    """Equal Earth, after Šavrič, Patterson and Jenny (2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    x = (
        2 * sqrt(3) * radians(longitude) * cos(theta)
        / (3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1))
    )  # fmt: skip
    return x, theta * (a4 * sixth * square + a3 * sixth + a2 * square + a1)


def _simplified(points: list[Point]) -> list[Point]:
    """Drop, smallest first, the corners whose triangle no reader would miss (Visvalingam)."""
    line = [points[0]]
    line += [b for a, b in pairwise(points) if a != b]
    before = list(range(-1, len(line) - 1))
    after = list(range(1, len(line) + 1))
    fewest = 4 if line[0] == line[-1] else 2
    left = len(line)
    sizes = [0.0] * len(line)

    def size(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = line[before[i]], line[i], line[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap: list[tuple[float, int]] = []
    for i in range(1, len(line) - 1):
        sizes[i] = size(i)
        heap.append((sizes[i], i))
    heapq.heapify(heap)
    dropped = [False] * len(line)
    while heap and left > fewest:
        least, i = heapq.heappop(heap)
        if dropped[i] or least != sizes[i]:
            continue
        if least >= _CORNER:
            break
        dropped[i] = True
        left -= 1
        a, c = before[i], after[i]
        after[a], before[c] = c, a
        for j in (a, c):
            if 0 < j < len(line) - 1:
                # Never less than what was just dropped, so that order means importance.
                sizes[j] = max(size(j), least)
                heapq.heappush(heap, (sizes[j], j))
    return [point for point, gone in zip(line, dropped, strict=True) if not gone]


def _area(code: str, name: str, polygons: list[Any], lines: dict[int, list[Point]]) -> Area:
    drawn = [tuple(_ring(ring, lines) for ring in rings) for rings in polygons]
    largest = max(drawn, key=lambda polygon: _size(polygon[0]))
    kept = tuple(
        (polygon[0], *(hole for hole in polygon[1:] if _size(hole) >= _ISLAND))
        for polygon in drawn
        if polygon is largest or _size(polygon[0]) >= _ISLAND
    )
    outer = largest[0]
    centre = _centroid(outer)
    return Area(code, name, kept, centre, _size(outer))


def _ring(arcs: Iterable[int], lines: dict[int, list[Point]]) -> Line:
    ring: list[Point] = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        ring += line[1:] if ring else line
    return tuple(ring)


def _size(ring: Line) -> float:
    return abs(_doubled(ring)) / 2


def _doubled(ring: Line) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def _centroid(ring: Line) -> Point:
    doubled = _doubled(ring)
    if not doubled:
        return ring[0]
    pairs = list(pairwise(ring))
    crosses = [ax * by - bx * ay for (ax, ay), (bx, by) in pairs]
    x = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    y = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    return round(x / (3 * doubled), 1), round(y / (3 * doubled), 1)
