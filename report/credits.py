"""A figure, a publication and an edition in, the line that says whose they are out."""

from report.model import Figure, Site
from report.sayings import Sayings


def sources(figure: Figure, sayings: Sayings) -> str:
    """Return the sources of a figure as a line: publisher, title and year of each."""
    named = "; ".join(
        f"{source.publisher}, {source.title} ({source.date[:4]})" for source in figure.sources
    )
    if not named:
        return ""
    return sayings.ngettext("Source:", "Sources:", len(figure.sources)) + f" {named}"


def edition_label(edition: str, sayings: Sayings) -> str:
    """Return what an edition is called where a line is short."""
    _ = sayings.gettext
    return _("draft") if edition == "draft" else _("edition %(name)s", name=edition)


def credit(figure: Figure, site: Site, edition: str) -> str:
    """Return the credit line of a chart: the publication, its edition, then the sources."""
    named = sources(figure, site.sayings)
    chart = shown(site, edition_label(edition, site.sayings))
    return f"{chart}." + (f" {named}." if named else "")


def shown(site: Site, edition: str) -> str:
    """Return whose chart it is, and of which edition, which is given as a line calls it."""
    return site.sayings.gettext("Chart:") + f" {site.name}, {edition}"
