"""The study's deals rise slowly, then fast, and fall in the last year of its chart."""

from report.model import Figure
from report.style import Shape, time_line


def draw(figure: Figure) -> Shape:
    """Draw the deals of each year, as read off the paper's chart."""
    return time_line(figure, x="year", y="deals")
