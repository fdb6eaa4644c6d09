"""What a chart is explored with: the cells of its figure, and a drawing that reaches for nothing."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.drawing.layers import layer_of
from report.drawing.specs import nodes, spec_of, with_rows
from report.drawing.vega import compiled
from report.errors import ReportError
from report.model import Figure
from report.style import (
    TOKENS,
    Shape,
    dot_plot,
    flow,
    ranked_bars,
    slope,
    small_multiples,
    stacked_shares,
    time_line,
    world_map,
)
from tests.inventions import BASKET, HARVEST, PLACES, ROUTES, SHARES, YARDSTICKS, frame, printed

SHAPES = {
    "bars": (BASKET, ranked_bars(BASKET, label="fruit", value="pieces")),
    "lines": (HARVEST, time_line(HARVEST, x="year", y="tons", series="fruit")),
    "slope": (HARVEST, slope(HARVEST, x="year", y="tons", series="fruit")),
    "facets": (HARVEST, small_multiples(HARVEST, facet="fruit", x="year", y="tons")),
    "shares": (SHARES, stacked_shares(SHARES, label="shop", part="fruit", value="share")),
    "dots": (YARDSTICKS, dot_plot(YARDSTICKS, label="shop", values=("weighed", "guessed"))),
    "flow": (ROUTES, flow(ROUTES, source="orchard", target="shop", value="crates")),
    "map": (PLACES, world_map(PLACES, area="outline", label="country", category="pies")),
}


def layer(figure: Figure, shape: Shape, width: int = 720) -> dict[str, Any]:
    """Return the file that a chart is explored with, read."""
    spec = spec_of(shape, figure, frame(width))
    found: dict[str, Any] = json.loads(layer_of(spec, compiled(spec), figure, printed))
    return found


@pytest.mark.parametrize("name", SHAPES)
def test_a_tooltip_tells_cells_as_they_are_printed(name: str) -> None:
    """Each text of each row is the figure's cell as every table prints it."""
    figure, shape = SHAPES[name]

    found = layer(figure, shape)

    told = [column["field"].removeprefix("layout_") for column in found["columns"]]
    assert len(told) > 1
    assert found["rows"] == [
        [printed(row[figure.index(n)], figure.column(n)) for n in told] for row in figure.rows
    ]


@pytest.mark.parametrize("name", SHAPES)
def test_a_mark_finds_its_row(name: str) -> None:
    """Every mark that can be told has in its data the key of one row, and no row has two keys."""
    figure, shape = SHAPES[name]

    found = layer(figure, shape)

    keys = [json.dumps(key) for key in found["keys"]]
    data = [row for each in found["vega"]["data"] for row in each.get("values", [])]
    keyed = {
        json.dumps([row[k] for k in found["key"]])
        for row in data
        if found["key"][0] in row and all(k in row for k in found["key"])
    }
    assert len(set(keys)) == len(figure.rows)
    assert keyed
    assert keyed <= set(keys)


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("bars", None),  # of one colour
        ("lines", ["Apple", "Pear"]),
        ("shares", ["Apple", "Pear"]),
        ("dots", ["Weighed", "Guessed"]),  # columns, by what readers call them
        ("flow", ["North", "South"]),
        ("map", ["many", "some", "few"]),
    ],
)
def test_what_colours_tell_apart_can_be_put_out(name: str, labels: list[str] | None) -> None:
    """The groups are those of the chart's key, each in a colour that follows the page."""
    found = layer(*SHAPES[name])["groups"]

    assert (found and found["labels"]) == labels
    if found:
        assert len(set(found["tones"])) == len(labels or [])
        assert all(tone.startswith("var(--c-") for tone in found["tones"])
        values = {
            row.get(found["field"])
            for each in layer(*SHAPES[name])["vega"]["data"]
            for row in each.get("values", [])
        }
        assert set(found["values"]) <= values


@pytest.mark.parametrize("name", SHAPES)
def test_it_is_made_of_the_drawing_that_was_compiled(name: str) -> None:
    """What a drawing tells pages of its rows is not in it: its tooltips find them by their keys."""
    figure, shape = SHAPES[name]
    spec = spec_of(shape, figure, frame())

    of_drawing = layer_of(spec, compiled(with_rows(spec, figure)), figure, printed)

    assert of_drawing == layer_of(spec, compiled(spec), figure, printed)


@pytest.mark.parametrize("name", SHAPES)
def test_the_colours_are_the_pages_own(name: str) -> None:
    """No colour of the light palette is left: by night it would be the wrong one."""
    text = json.dumps(layer(*SHAPES[name]))

    assert [token.name for token in TOKENS if f'"{token.light}"' in text] == []


def test_a_name_that_is_spelt_as_a_colour_stays() -> None:
    """Only what paints is dressed; what the data says is told as it is."""
    figure = replace(BASKET, rows=(("#0072b2", 3), ("#ffffff", 2)))

    found = layer(figure, ranked_bars(figure, label="fruit", value="pieces"))

    assert [row[0] for row in found["rows"]] == ["#0072b2", "#ffffff"]
    (rows,) = (each["values"] for each in found["vega"]["data"] if each["name"] == "layout_rows")
    assert [row["fruit"] for row in rows] == ["#0072b2", "#ffffff"]


@pytest.mark.parametrize("name", SHAPES)
def test_a_drawing_reaches_for_nothing(name: str) -> None:
    """It has no address, no link, no picture and no words that data wrote into an expression."""
    vega = layer(*SHAPES[name])["vega"]

    found = list(nodes({k: v for k, v in vega.items() if k != "data"}))
    assert not {"href", "url", "bind", "usermeta", "description"} & {
        k for node in found for k in node
    }
    assert all(node["tooltip"] == {"value": 1} for node in found if "tooltip" in node)
    assert "image" not in {str(node.get("type")) for node in found}


def test_a_drawing_that_would_fetch_is_refused() -> None:
    """Whatever a later Vega-Lite may write, what leads out of the page does not pass."""
    spec = spec_of(SHAPES["bars"][1], BASKET, frame())
    spec["layer"][0]["mark"]["href"] = "https://example.org/"

    with pytest.raises(ReportError, match='the compiled chart has "href"'):
        layer_of(spec, compiled(spec), BASKET, printed)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"mark": {"type": "image", "url": "a.png"}}, "draws images"),
        ({"data": {"url": "https://example.org/a.json"}}, "fetches data"),
    ],
)
def test_a_drawing_of_other_things_than_its_data_is_refused(
    change: dict[str, Any], expected: str
) -> None:
    """Pictures and files from elsewhere are drawn by nobody's browser."""
    spec = spec_of(SHAPES["bars"][1], BASKET, frame())
    spec["layer"][0] |= change

    with pytest.raises(ReportError, match=expected):
        layer_of(spec, compiled(spec), BASKET, printed)


@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_name_ends_the_file_it_is_in(name: str) -> None:
    """A name in the file is plain text: it opens no element, and is there as it was."""
    hostile = f"</script><img src=x onerror=alert(1)>&\u2028{name}"
    figure = replace(BASKET, rows=((hostile, 3), ("Pear", 2)))
    bars = {"mark": "bar", "encoding": {}, "datasets": {"basket": []}, "data": {"name": "basket"}}

    written = layer_of(bars, compiled(bars), figure, printed).decode()

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["rows"][0][0] == hostile
