"""{% claim most_linked_to_china %}Most countries in the index are linked to China{% endclaim %}; many of them to the United States as well."""

from report.model import Figure
from report.style import Shape, world_map


def draw(figure: Figure) -> Shape:
    """Colour each country by who supplies it."""
    colours = {
        "China, not the US": "vermilion",
        "China and the US": "purple",
        "The US, not China": "blue",
        "Others only": "green",
        "No foreign supplier named": "context",
        "China and the US themselves": "black",
    }
    return world_map(
        figure,
        area="outline",
        label="name",
        category="supplied",
        order=tuple(colours),
        colours=colours,
        rest="Not in the index",
    )
