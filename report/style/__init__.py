"""The house style of charts: a figure and the names of its columns → a shape to draw."""

from report.style.bars import grouped_bars, ranked_bars
from report.style.frame import Frame, Shape
from report.style.theme import theme
from report.style.tokens import SERIES, STEPS, TOKENS, Token, custom_properties

__all__ = [
    "SERIES",
    "STEPS",
    "TOKENS",
    "Frame",
    "Shape",
    "Token",
    "custom_properties",
    "grouped_bars",
    "ranked_bars",
    "theme",
]
