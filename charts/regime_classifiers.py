"""By one yardstick China's customers are more autocratic than America's, by the other hardly."""

from report.model import Figure
from report.style import Shape, dot_plot


def draw(figure: Figure) -> Shape:
    """Set both shares on the line of each supplier and wave."""
    return dot_plot(figure, label="label", values=("index_share", "polity_share"))
