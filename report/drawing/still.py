"""Layers that stand for no data → fewer layers, their places and words as data.

Shapes draw their grids and captions as marks, a layer for each line and word. Vega-Lite compiles
every layer by itself, and Vega makes a program of it: that took two thirds of a drawing. What
looks alike and is told apart by place and words alone is one layer of many rows here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from report.style.sheet import ONE

Layer = dict[str, Any]
Rows = list[dict[str, Any]]

_MARKS = frozenset({"text", "rule", "point"})
_PLACES = ("x", "y", "x2", "y2")
_DATA = "layout_still"  # what the rows are called, and their columns


def gathered(layers: Sequence[Layer]) -> tuple[list[Layer], dict[str, Rows]]:
    """Return the layers, those gathered that can be, and the rows that these are drawn of.

    Nothing moves before or behind a layer of data, and what is drawn first stays beneath.
    """
    made: list[Layer] = []
    datasets: dict[str, Rows] = {}
    for still, run in groupby(layers, _is_still):
        if not still:
            made += run
            continue
        for alike in _by_look(run):
            if len(alike) == 1:
                made += alike
                continue
            name = f"{_DATA}_{len(datasets) + 1}"
            datasets[name] = [
                {f"{_DATA}_{what}": value for what, value in _told(layer).items()}
                for layer in alike
            ]
            made.append(_of_rows(alike[0], name))
    return made, datasets


def _is_still(layer: Layer) -> bool:
    """Tell whether a layer is one mark at a place in pixels."""
    return (
        layer.keys() == {"data", "mark", "encoding"}
        and layer["data"] == {"name": ONE}
        and layer["mark"]["type"] in _MARKS
        and all(
            channel in _PLACES and isinstance(given.get("value"), int | float) and len(given) == 1
            for channel, given in layer["encoding"].items()
        )
    )


def _by_look(layers: Iterator[Layer]) -> list[list[Layer]]:
    """Return the layers that differ in place and words alone, in the order of the first of each."""
    found: dict[str, list[Layer]] = {}
    for layer in layers:
        look = [sorted(_told(layer)), _look(layer["mark"])]
        found.setdefault(json.dumps(look, sort_keys=True), []).append(layer)
    return list(found.values())


def _look(mark: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in mark.items() if name not in {*_PLACES, "text"}}


def _told(layer: Layer) -> dict[str, Any]:
    """Return where a mark stands, and what it says."""
    mark, encoding = layer["mark"], layer["encoding"]
    told = {name: mark[name] for name in (*_PLACES, "text") if name in mark}
    return told | {channel: given["value"] for channel, given in encoding.items()}


def _of_rows(layer: Layer, name: str) -> Layer:
    """Return a layer that looks like this one and is drawn of rows."""
    kinds = {"text": {"type": "nominal"}, "x2": {}, "y2": {}}
    place = {"type": "quantitative", "scale": None}  # pixels, and not a scale's
    return {
        "data": {"name": name},
        "mark": _look(layer["mark"]),
        "encoding": {
            told: {"field": f"{_DATA}_{told}", **kinds.get(told, place)} for told in _told(layer)
        },
    }
