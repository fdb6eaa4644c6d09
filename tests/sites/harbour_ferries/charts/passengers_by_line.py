"""{% claim otter_leads %}The short line to the bay carries most people{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    return ranked_bars(figure, label="line", value="passengers")
