"""{% claim mill_leads %}The Old Mill bakes most{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    return ranked_bars(figure, label="name", value="loaves")
