"""{% claim yardstick_halves_gap %}By one yardstick the countries linked to China are far more autocratic, by the other less so{% endclaim %}."""

from report.model import Figure
from report.style import Shape, dot_plot


def draw(figure: Figure) -> Shape:
    """Set both shares on the line of each supplier and wave."""
    return dot_plot(figure, label="label", values=("index_share", "polity_share"))
