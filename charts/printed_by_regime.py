"""The study gives China a larger share of deals with autocracies and weak democracies."""

from report.model import Figure
from report.style import Shape, stacked_shares


def draw(figure: Figure) -> Shape:
    """Divide each supplier's deals between the two kinds of buyers."""
    colours = {"Autocracies and weak democracies": "vermilion", "Mature democracies": "blue"}
    return stacked_shares(figure, label="name", part="buyers", value="deals_share", colours=colours)
