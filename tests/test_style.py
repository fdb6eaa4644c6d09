"""The house style: who can read the palette, and what a chart shape refuses and draws."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import altair as alt
import pytest
from colorspacious import cspace_convert, deltaE

from report import style
from report.errors import ReportError
from report.model import Figure
from report.style import (
    SERIES,
    STEPS,
    TOKENS,
    Shape,
    dot_plot,
    flow,
    grouped_bars,
    palette_css,
    ranked_bars,
    slope,
    small_multiples,
    stacked_shares,
    theme,
    time_line,
    world_map,
)
from report.style.frame import spread, wrap
from report.style.ticks import thinned, ticks
from tests.inventions import (
    BASKET,
    HARVEST,
    PLACES,
    ROUTES,
    SHARES,
    YARDSTICKS,
    counts,
    figure,
    frame,
    words,
)

SCHEMES = ("light", "dark")
SIGHTS = (None, "deuteranomaly", "protanomaly", "tritanomaly")
BY_NAME = {token.name: token for token in TOKENS}

SHAPES: dict[str, Shape] = {
    "ranked_bars": ranked_bars(BASKET, label="fruit", value="pieces"),
    "grouped_bars": grouped_bars(SHARES, label="shop", series="fruit", value="share"),
    "stacked_shares": stacked_shares(SHARES, label="shop", part="fruit", value="share"),
    "dot_plot": dot_plot(YARDSTICKS, label="shop", values=["weighed", "guessed"]),
    "time_line": time_line(HARVEST, x="year", y="tons", series="fruit"),
    "slope": slope(HARVEST, x="year", y="tons", series="fruit", highlight=["Pear"]),
    "small_multiples of lines": small_multiples(HARVEST, facet="fruit", x="year", y="tons"),
    "small_multiples of bars": small_multiples(SHARES, facet="shop", x="fruit", y="share"),
    "flow": flow(ROUTES, source="orchard", target="shop", value="crates"),
    "world_map": world_map(
        PLACES, area="outline", label="country", category="pies", order=["few", "some", "many"]
    ),
}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_hex_is_one_token(scheme: str) -> None:
    """A drawing is re-dressed hex by hex, so no hex may mean two things."""
    hexes = [getattr(token, scheme) for token in TOKENS]

    assert len(set(hexes)) == len(hexes)
    assert all(hex_ == hex_.lower() and len(hex_) == 7 for hex_ in hexes)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_marks_stand_out_and_words_can_be_read(scheme: str) -> None:
    """Marks have a contrast of 3 to the background, words 4.5, as WCAG asks."""
    ground = getattr(BY_NAME["background"], scheme)
    least = {"mark": 3.0, "text": 4.5}

    for token in TOKENS:
        if token.role in least:
            assert contrast(getattr(token, scheme), ground) >= least[token.role], token.name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_marks_can_be_read(scheme: str) -> None:
    """A label within a bar has a contrast of 4.5 to the bar."""
    for token in TOKENS:
        if token.role == "label":
            mark = BY_NAME[token.name.removeprefix("on-")]

            assert contrast(getattr(token, scheme), getattr(mark, scheme)) >= 4.5, token.name


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_series_are_told_apart(scheme: str, sight: str | None) -> None:
    """No two series are nearer than 10 in CAM02-UCS, whatever cones a reader has."""
    seen = [simulated(getattr(BY_NAME[name], scheme), sight) for name in SERIES]

    assert min(distance(one, two) for one, two in itertools.combinations(seen, 2)) >= 10


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_steps_go_one_way(scheme: str, sight: str | None) -> None:
    """Ordered categories differ in lightness in one direction, so they work without colour."""
    seen = [simulated(getattr(BY_NAME[name], scheme), sight) for name in STEPS]
    lightness = [cspace_convert(colour, "sRGB1", "CAM02-UCS")[0] for colour in seen]

    assert lightness == sorted(lightness, reverse=scheme == "light")
    assert min(distance(one, two) for one, two in itertools.pairwise(seen)) >= 7


def test_pages_get_every_token() -> None:
    """Every colour of an inline drawing is a custom property of the page, light and dark."""
    css = palette_css()

    for token in TOKENS:
        assert f"--c-{token.name}:{token.light};" in css
        assert f"--c-{token.name}:{token.dark};" in css


def test_the_theme_is_made_of_tokens() -> None:
    """An editor's own chart gets no colour from the theme that is not in the palette."""
    light = {token.light for token in TOKENS}

    assert {word for word in _strings(theme()) if word.startswith("#")} <= light


@pytest.mark.parametrize("width", [720, 340])
@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_fills_its_frame(name: str, width: int) -> None:
    """A chart is exactly as wide as its frame, margins and all."""
    spec = SHAPES[name](frame(width)).to_dict()

    taken = spec["width"] + spec["padding"]["left"] + spec["padding"]["right"]

    assert taken == pytest.approx(width, abs=0.3)
    assert spec["autosize"] == {"type": "none"}


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_valid_vega_lite(name: str) -> None:
    """Altair finds nothing to object to in a shape; drawing does not ask it every time."""
    alt.LayerChart.from_dict(SHAPES[name](frame()).to_dict(validate=False), validate=True)


@pytest.mark.parametrize("name", SHAPES)
def test_numbers_are_printed_by_the_frame(name: str) -> None:
    """Whatever prints numbers in prose prints them in charts: no other format is used."""
    spec = SHAPES[name](replace(frame(), print=lambda value, column: f"«{value}»")).to_dict()

    assert "format" not in set(_keys(spec))


Making = Callable[[Figure], Shape]


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda f: ranked_bars(f, label="friut", value="pieces"), 'Did you mean "fruit"?'),
        (lambda f: ranked_bars(f, label="fruit", value="peices"), 'Did you mean "pieces"?'),
        (lambda f: dot_plot(f, label="fruit", values=["peices"]), 'Did you mean "pieces"?'),
        (lambda f: time_line(f, x="fruits", y="pieces"), 'Did you mean "fruit"?'),
        (
            lambda f: ranked_bars(f, label="fruit", value="pieces", highlight=["Aple"]),
            'Did you mean "Apple"?',
        ),
        (
            lambda f: ranked_bars(
                f, label="fruit", value="pieces", series="fruit", colours={"Apple": "blu"}
            ),
            'Did you mean "blue"?',
        ),
    ],
)
def test_a_misspelt_word_is_answered_with_a_guess(make: Making, hint: str) -> None:
    """A shape never draws an empty picture for a misspelt name; it says what was meant."""
    with pytest.raises(ReportError, match=r"friut|fruits|peices|Aple|blu") as caught:
        make(BASKET)

    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([], "no rows"),
        ([("Apple", None)], "null"),
        ([(f"Kind {n}", n) for n in range(61)], "61 different values"),
        ([("Apple", 1), ("Apple", 2)], 'two rows .* "Apple"'),
    ],
)
def test_what_cannot_be_drawn_is_refused(rows: list[Any], what: str) -> None:
    """Nothing, nulls, a crowd, and two bars in one place are refused before drawing."""
    with pytest.raises(ReportError, match=what):
        ranked_bars(replace(BASKET, rows=tuple(rows)), label="fruit", value="pieces")


def test_shares_that_are_none_are_not_drawn() -> None:
    """Less than nothing is no part of a whole, and nothing has no parts."""
    draw = partial(stacked_shares, label="shop", part="fruit", value="share")
    rows = SHARES.rows
    with pytest.raises(ReportError, match=r'"share" of ".*" is below zero'):
        draw(replace(SHARES, rows=((*rows[0][:2], -1), *rows[1:])))
    with pytest.raises(ReportError, match=r'all parts of ".*" are zero or null'):
        draw(replace(SHARES, rows=tuple((*row[:2], 0) for row in rows)))


def test_a_map_of_more_classes_than_are_told_apart_is_refused() -> None:
    """Unless its author gives each a colour of its own, and says so."""
    rows = tuple((*row[:2], f"class {number}") for number, row in enumerate(PLACES.rows * 2))

    with pytest.raises(ReportError, match=r"has 10 categories, and readers tell 5 steps apart"):
        world_map(replace(PLACES, rows=rows[:10]), area="outline", label="country", category="pies")


def test_where_no_label_fits_the_last_one_stays() -> None:
    """An axis without any would tell nothing."""
    assert thinned([1, 2, 3], fits=lambda _: False) == [3]
    assert thinned([1, 2, 3], fits=lambda kept: len(kept) < 3) == [1, 3]


def test_a_module_of_shapes_has_no_other_names() -> None:
    """A misspelt shape fails as any name of Python does."""
    with pytest.raises(AttributeError, match="ranked_bar"):
        style.ranked_bar  # noqa: B018 - asking is what fails


def test_words_are_not_lengths() -> None:
    """A column of words cannot be drawn as a length."""
    with pytest.raises(ReportError, match="VARCHAR"):
        ranked_bars(BASKET, label="fruit", value="fruit")


def test_six_series_are_one_too_many() -> None:
    """Readers tell five colours apart; a sixth series is refused, not painted alike."""
    six = figure(
        "six",
        [words("fruit"), counts("pieces")],
        [(f"Kind {n}", n) for n in range(6)],
    )

    with pytest.raises(ReportError, match="5 apart"):
        ranked_bars(six, label="fruit", value="pieces", series="fruit")


def test_an_unknown_area_is_refused() -> None:
    """A code that no outline has would be a country missing from the map; it is a fault."""
    lost = replace(PLACES, rows=(("Atlantis", "998", "many"),))
    shape = world_map(lost, area="outline", label="country", category="pies")

    with pytest.raises(ReportError, match='the area "998"'):
        shape(frame())


def test_measures_on_one_axis_share_a_unit() -> None:
    """Apples and kilograms do not share an axis."""
    mixed = figure("mixed", [words("shop"), counts("a", "kg"), counts("b", "l")], [("Here", 1, 2)])

    with pytest.raises(ReportError, match="unit"):
        dot_plot(mixed, label="shop", values=["a", "b"])


def test_labels_are_moved_apart_as_little_as_it_takes() -> None:
    """Labels that would overlap stand side by side around the middle they share."""
    assert spread([10, 12, 50], [10, 10, 10], low=0, high=100) == [6, 16, 50]


def test_labels_stay_within_their_plot() -> None:
    """Labels at the edge are pushed inwards, in their order."""
    assert spread([99, 0, 98], [10, 10, 10], low=0, high=100) == [100, 0, 90]


def test_a_number_is_not_parted_from_its_name() -> None:
    """Lines break at plain spaces only."""
    assert wrap("Latin America\N{NO-BREAK SPACE}22", 40, frame()) == [
        "Latin",
        "America\N{NO-BREAK SPACE}22",
    ]


@pytest.mark.parametrize(
    ("low", "high", "whole", "wanted"),
    [
        (0, 63, True, [0, 20, 40, 60, 80]),
        (0, 3, True, [0, 1, 2, 3]),
        (0, 1, True, [0, 1]),
        (-7.1, 4.5, False, [-10, -5, 0, 5]),
        (0, 0.8, False, [0, 0.2, 0.4, 0.6, 0.8]),
    ],
)
def test_grid_lines_stand_at_round_numbers(
    low: float, high: float, *, whole: bool, wanted: list[float]
) -> None:
    """An axis begins and ends at a round number, and counts things in wholes."""
    assert [float(tick) for tick in ticks(low, high, most=6, whole=whole)] == wanted


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours, as WCAG 2 counts it."""
    darker, lighter = sorted((_luminance(one), _luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(hex_: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(hex_)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def rgb(hex_: str) -> list[float]:
    """Return the parts of a colour, from 0 to 1."""
    return [int(hex_[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def simulated(hex_: str, sight: str | None) -> list[float]:
    """Return a colour as someone without one kind of cone sees it."""
    if sight is None:
        return rgb(hex_)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return [min(1.0, max(0.0, part)) for part in cspace_convert(rgb(hex_), space, "sRGB1")]


def distance(one: list[float], two: list[float]) -> float:
    """Return how different two colours look."""
    return float(deltaE(one, two, input_space="sRGB1", uniform_space="CAM02-UCS"))


def _strings(node: object) -> list[str]:
    if isinstance(node, dict):
        return [word for child in node.values() for word in _strings(child)]
    if isinstance(node, list):
        return [word for child in node for word in _strings(child)]
    return [node] if isinstance(node, str) else []


def _keys(node: object) -> list[str]:
    if isinstance(node, dict):
        return [*node, *(key for child in node.values() for key in _keys(child))]
    if isinstance(node, list):
        return [key for child in node for key in _keys(child)]
    return []
