"""How the boats are spread."""

from report.model import Figure
from report.style import Shape, ranked_bars


def drew(figure: Figure) -> Shape:
    return ranked_bars(figure, label="harbour", value="boats")
