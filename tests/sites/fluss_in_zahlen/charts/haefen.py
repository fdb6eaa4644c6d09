"""{% claim oberau_fuehrt %}Oberau zählt die meisten Schiffe{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    return ranked_bars(figure, label="hafen", value="schiffe")
