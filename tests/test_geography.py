"""The map of the world is light enough for a page, and no state is lost on it."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest

from report.geography import Line, Outlines, outlines
from report.model import Project

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def world() -> Outlines:
    """The world of a wide chart."""
    return outlines(Project(ROOT), 720)


@pytest.mark.parametrize(
    ("code", "name"),
    [("702", "Singapore"), ("048", "Bahrain"), ("470", "Malta"), ("480", "Mauritius")],
)
def test_microstates_have_a_place(world: Outlines, code: str, name: str) -> None:
    """A state too small for its outline has a middle where a dot can stand."""
    [area] = [area for area in world.areas if area.code == code]

    assert area.name == name
    assert 0 < area.centre[0] < world.width
    assert 0 < area.centre[1] < world.height


def test_every_area_has_one_name(world: Outlines) -> None:
    """A code names one area, also where the atlas lists a country's outlying islands apart."""
    codes = world.codes()

    assert len(set(codes)) == len(codes)
    assert [area.name for area in world.areas if area.code == "036"] == ["Australia"]


def test_places_without_a_code_go_by_name(world: Outlines) -> None:
    """Kosovo has no ISO number and is on the map all the same."""
    assert "Kosovo" in world.codes()


def test_antarctica_is_left_out(world: Outlines) -> None:
    """Nobody buys in Antarctica, and it would take a third of the height."""
    assert "010" not in world.codes()


def test_no_border_runs_across_the_world(world: Outlines) -> None:
    """What crosses the 180th meridian is in one piece, not a line from edge to edge."""
    widest = max(
        abs(one[0] - two[0])
        for area in world.areas
        for ring in _rings(area.polygons)
        for one, two in pairwise(ring)
    )

    assert widest < world.width / 8


def test_russia_is_whole(world: Outlines) -> None:
    """The map is cut in the Bering Strait, so Chukotka stands at the right of Russia."""
    [russia] = [area for area in world.areas if area.code == "643"]
    xs = [x for ring in _rings(russia.polygons) for x, _ in ring]

    assert min(xs) > world.width / 3


def test_neighbours_share_their_border(world: Outlines) -> None:
    """Simplification moves both sides of a border alike, so no gap opens between countries."""
    corners = {
        area.code: {point for ring in _rings(area.polygons) for point in ring}
        for area in world.areas
    }

    # Algeria and Libya, Spain and Portugal, the United States and Canada.
    for one, two in (("012", "434"), ("724", "620"), ("840", "124")):
        assert len(corners[one] & corners[two]) >= 4


def test_all_lies_within_the_frame(world: Outlines) -> None:
    """No corner is outside the picture."""
    points = [p for area in world.areas for ring in _rings(area.polygons) for p in ring]

    assert all(0 <= x <= world.width and 0 <= y <= world.height for x, y in points)


def test_a_narrow_world_is_lighter(world: Outlines) -> None:
    """A telephone gets fewer corners, for it could not show more."""
    narrow = outlines(Project(ROOT), 340)

    assert _weight(narrow) < 0.7 * _weight(world)


def _rings(polygons: tuple[tuple[Line, ...], ...]) -> list[Line]:
    return [ring for polygon in polygons for ring in polygon]


def _weight(world: Outlines) -> int:
    return len(gzip.compress(repr(world.areas).encode()))
