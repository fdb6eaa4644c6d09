"""{% claim lead_has_not_moved %}The distance between China and the United States is the same in the latest wave as in the first{% endclaim %}."""

from report.model import Figure
from report.style import Shape, slope


def draw(figure: Figure) -> Shape:
    """Join the waves, a line for each supplier."""
    colours = {"China": "vermilion", "US": "blue", "Japan": "green"}
    return slope(figure, x="wave", y="importers", series="name", colours=colours)
