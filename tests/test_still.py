"""Grids and captions are few layers of many rows, and look as if each were its own."""

from typing import Any

import pytest
import vl_convert

from report.drawing.still import gathered
from report.style.sheet import ONE

Layer = dict[str, Any]


def text(words: str | list[str], x: float, y: float, **mark: object) -> Layer:
    """Return a layer of one text."""
    return {
        "data": {"name": ONE},
        "mark": {"type": "text", "text": words, "y": y, "fill": "#111111", **mark},
        "encoding": {"x": {"value": x}},
    }


def rule(x: float, y: float, x2: float, y2: float) -> Layer:
    """Return a layer of one line."""
    places = {"x": x, "y": y, "x2": x2, "y2": y2}
    return {
        "data": {"name": ONE},
        "mark": {"type": "rule", "stroke": "#333333"},
        "encoding": {channel: {"value": value} for channel, value in places.items()},
    }


def point(x: float, y: float, tone: str) -> Layer:
    """Return a layer of one swatch."""
    return {
        "data": {"name": ONE},
        "mark": {"type": "point", "y": y, "shape": "square", "fill": tone, "strokeWidth": 0},
        "encoding": {"x": {"value": x}},
    }


DATA: Layer = {
    "data": {"name": "boats"},
    "mark": {"type": "bar"},
    "encoding": {"x": {"field": "boats", "type": "quantitative"}},
}
GRID = [
    rule(0, 10, 100, 10),
    text("5", 0, 8),
    rule(0, 50, 100, 50),
    text(["Boats", "of all harbours"], 3.5, 48),
    rule(0, 90, 100, 90),
    text("0", 0, 88.25),
]


def drawn(layers: list[Layer], datasets: dict[str, Any]) -> bytes:
    """Return the picture of layers."""
    spec = {
        "width": 120,
        "height": 100,
        "autosize": {"type": "none"},
        "layer": layers,
        "datasets": {ONE: [{"layout_n": 1}], "boats": [{"boats": 7}], **datasets},
    }
    return bytes(vl_convert.vegalite_to_png(spec, vl_version="6.4"))


@pytest.mark.parametrize(
    "layers",
    [
        GRID,
        [*GRID, DATA, *GRID],
        [text("a", 10, 20, align="right"), text("b", 20, 20), text("c", 30, 20, align="right")],
        [text("no", 1, 2, dx=3), text("yes", 11, 2, dx=3, angle=20), text("", 11, 20, dx=3)],
        [point(5, 5, "#ff0000"), point(25, 5, "#00ff00"), point(45, 5, "#ff0000")],
        [rule(10, 10, 10, 90), rule(20, 10, 20, 90), rule(30, 30, 90, 90)],
    ],
)
def test_what_is_gathered_looks_the_same(layers: list[Layer]) -> None:
    """To the pixel: lines, words in several lines, swatches."""
    fewer, datasets = gathered(layers)

    assert len(fewer) < len(layers)
    assert drawn(fewer, datasets) == drawn(layers, {})
    assert drawn(fewer, datasets) != drawn(fewer[:-1], datasets)


def test_nothing_moves_before_or_behind_data() -> None:
    """What stands behind bars stays there, and what stands before them too."""
    fewer, datasets = gathered([*GRID, DATA, *GRID])

    assert [layer["mark"]["type"] for layer in fewer] == ["rule", "text", "bar", "rule", "text"]
    assert len(datasets) == 4


def test_what_looks_otherwise_is_a_layer_of_its_own() -> None:
    """A mark that has no like is left as it is, and so is one that stands for data."""
    layers = [text("a", 1, 2), text("b", 1, 2, fontSize=9), DATA, rule(1, 2, 3, 4)]

    assert gathered(layers) == (layers, {})


def test_it_is_told_what_each_says_and_where() -> None:
    """Their rows have the words and the places, in the order in which they were drawn."""
    _, datasets = gathered([text("b", 1, 2), text("a", 3.5, 4)])

    assert datasets == {
        "layout_still_1": [
            {"layout_still_y": 2, "layout_still_text": "b", "layout_still_x": 1},
            {"layout_still_y": 4, "layout_still_text": "a", "layout_still_x": 3.5},
        ]
    }
