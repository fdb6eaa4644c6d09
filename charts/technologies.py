"""{% claim face_most_recorded %}Face recognition is recorded in more countries than any of the other technologies{% endclaim %}."""

from report.model import Figure
from report.style import Shape, small_multiples


def draw(figure: Figure) -> Shape:
    """Draw a panel for each technology, over the waves."""
    return small_multiples(figure, facet="name", x="wave", y="countries")
