"""{% claim us_mostly_liberal %}Liberal democracies are the largest group linked to American suppliers{% endclaim %}."""

from report.model import Figure
from report.style import Shape, stacked_shares


def draw(figure: Figure) -> Shape:
    """Divide each supplier's countries by their kind of government."""
    order = (
        "Closed autocracy",
        "Electoral autocracy",
        "Electoral democracy",
        "Liberal democracy",
    )
    return stacked_shares(figure, label="name", part="regime", value="share", order=order)
