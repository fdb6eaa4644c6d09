"""Deals come to light in waves, after leaks and investigations."""

from report.model import Figure
from report.style import Shape, time_line


def draw(figure: Figure) -> Shape:
    """Draw the deals over the years in which they were disclosed."""
    return time_line(figure, x="year", y="deals")
