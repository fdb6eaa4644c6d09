"""The house style of charts: a figure and the names of its columns → a shape to draw."""

from report.style.bars import grouped_bars, ranked_bars
from report.style.dots import dot_plot
from report.style.facets import small_multiples
from report.style.flows import flow
from report.style.frame import Frame, Shape
from report.style.lines import slope, time_line
from report.style.maps import world_map
from report.style.shares import stacked_shares
from report.style.theme import theme
from report.style.tokens import SERIES, STEPS, TOKENS, Token, palette_css

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
