"""A figure, a publication and an edition in, the line that says whose they are out."""

from report.model import Figure, Site


def sources(figure: Figure) -> str:
    """Return the sources of a figure as a line: publisher, title and year of each."""
    named = "; ".join(
        f"{source.publisher}, {source.title} ({source.date[:4]})" for source in figure.sources
    )
    if not named:
        return ""
    return f"{'Source' if len(figure.sources) == 1 else 'Sources'}: {named}"


def edition_label(edition: str) -> str:
    """Return what an edition is called where a line is short."""
    return "draft" if edition == "draft" else f"edition {edition}"


def credit(figure: Figure, site: Site, edition: str) -> str:
    """Return the credit line of a chart: the publication, its edition, then the sources."""
    named = sources(figure)
    return f"Chart: {site.name}, {edition_label(edition)}." + (f" {named}." if named else "")
