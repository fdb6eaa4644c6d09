"""{% claim china_leads_face %}Chinese technology is flagged in the most countries that use face recognition{% endclaim %}."""

from report.model import Figure
from report.style import Shape, ranked_bars


def draw(figure: Figure) -> Shape:
    """Rank the suppliers; the two leaders stand out."""
    return ranked_bars(figure, label="name", value="importers", highlight=("China", "US"))
