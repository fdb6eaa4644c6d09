"""{% claim huawei_leads %}Huawei is named in far more countries than any other company{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    """Rank the companies by the countries they are named in."""
    return ranked_bars(figure, label="name", value="countries", highlight=("Huawei",))
