"""{% claim israel_most_deals %}Israel has more deals on record than any other supplying country{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    """Rank the supplying countries by their deals."""
    return ranked_bars(figure, label="name", value="deals", highlight=("Israel",))
