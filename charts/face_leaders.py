"""The distance between China and the United States has stayed the same from wave to wave."""

from report.model import Figure
from report.style import Shape, slope


def draw(figure: Figure) -> Shape:
    """Join the waves, a line for each supplier."""
    colours = {"China": "vermilion", "US": "blue", "Japan": "green"}
    return slope(figure, x="wave", y="importers", series="name", colours=colours)
