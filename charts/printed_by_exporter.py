"""{% claim study_prints_china_first %}In the study's printed totals China comes first and the United States second{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    """Rank the supplying countries by the deals that the paper prints."""
    return ranked_bars(figure, label="name", value="deals", highlight=("China", "US"))
