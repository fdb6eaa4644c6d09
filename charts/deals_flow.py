"""Deals lead from a few supplying countries to every region."""

from report.model import Figure
from report.style import Shape, flow


def draw(figure: Figure) -> Shape:
    """Draw a ribbon for each route from a supplier to a region."""
    colours = {"Israel": "blue", "Germany": "vermilion", "Italy": "green", "Hungary": "purple"}
    return flow(figure, source="exporter", target="region", value="deals", colours=colours)
