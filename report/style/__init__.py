"""The house style of charts: a figure and the names of its columns → a shape to draw.

Shapes are loaded when one is asked for: Altair, which they are made with, takes a second, and a
build that draws nothing new asks for none.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from report.style.theme import theme
from report.style.tokens import SERIES, STEPS, TOKENS, Token, palette_css

if TYPE_CHECKING:
    from report.style.bars import grouped_bars, ranked_bars
    from report.style.dots import dot_plot
    from report.style.facets import small_multiples
    from report.style.flows import flow
    from report.style.frame import Frame, Shape
    from report.style.lines import slope, time_line
    from report.style.maps import world_map
    from report.style.shares import stacked_shares

__all__ = [
    "SERIES",
    "STEPS",
    "TOKENS",
    "Frame",
    "Shape",
    "Token",
    "dot_plot",
    "flow",
    "grouped_bars",
    "palette_css",
    "ranked_bars",
    "slope",
    "small_multiples",
    "stacked_shares",
    "theme",
    "time_line",
    "world_map",
]

_MODULES = {
    "Frame": "frame",
    "Shape": "frame",
    "dot_plot": "dots",
    "flow": "flows",
    "grouped_bars": "bars",
    "ranked_bars": "bars",
    "slope": "lines",
    "small_multiples": "facets",
    "stacked_shares": "shares",
    "time_line": "lines",
    "world_map": "maps",
}


def __getattr__(name: str) -> object:
    """Load a shape, as Python asks for a name that is not here yet (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
