"""Charts and their figures in, ``charts/<name>.readme.txt`` out: what must be known of the CSV.

A CSV with comments on top is read by no program as it should be; so the comments stand beside it.
"""

from collections.abc import Iterator, Mapping
from textwrap import fill

from report.citations import Citation
from report.colophon import Colophon
from report.model import Chart, Column, Figure, SiteFile

_WIDTH = 96


def files(
    charts: Mapping[str, Chart],
    figures: Mapping[str, Figure],
    citations: Mapping[str, Citation],
    colophon: Colophon,
) -> Iterator[SiteFile]:
    """Return the readme of each chart; ``citations`` are by the path of the chart's page."""
    for name, chart in sorted(charts.items()):
        path = f"charts/{name}.readme.txt"
        citation = citations[f"charts/{name}.md"]
        paragraphs = _paragraphs(chart, figures[name], citation, colophon, at=path)
        yield SiteFile(path, "\n".join([*paragraphs, ""]).encode())


def _paragraphs(
    chart: Chart, figure: Figure, citation: Citation, colophon: Colophon, *, at: str
) -> Iterator[str]:
    yield from (chart.title, "=" * len(chart.title), "")
    if chart.takeaway not in {"", chart.title}:
        yield from (_filled(chart.takeaway), "")
    if figure.note:
        yield from (_filled(figure.note), "")
    edition = "Draft" if colophon.day is None else f"Edition {colophon.edition}"
    yield f"{edition} of {colophon.site.name}, published by {colophon.publisher}"
    yield from (colophon.address(f"charts/{chart.name}/", at=at), "")
    yield from ("Columns", "-------", "")
    for column in figure.columns:
        key = ", in the key" if column.name in figure.key else ""
        yield f"{column.name} ({column.type}{key})"
        yield _filled(f"{column.label}{_unit(column)}.", "  ")
    yield from ("", "An empty cell has no value. Numbers are not rounded in the file.", "")
    yield from ("Sources", "-------", "")
    for source in figure.sources:
        yield f"{source.title}"
        yield f"  {source.publisher}, {source.date}"
        yield f"  Licence: {source.licence}"
        if source.url:
            yield f"  {source.url}"
    yield ""
    if colophon.site.licence_url:
        yield f"The drawing is passed on under {colophon.site.licence_url}"
    if colophon.licences:
        terms = ", ".join(each.title for each in colophon.licences)
        yield f"The data as a whole is passed on under: {terms}"
    yield from ("", "How to cite", "-----------", "")
    yield from (_filled(citation.apa), "", _filled(citation.chicago), "")
    yield f"SHA-256 of charts/{chart.name}.csv and {citation.checksum.path}:"
    yield citation.checksum.sha256


def _unit(column: Column) -> str:
    """Return what a column counts in, and how it is rounded where it is printed."""
    if not column.unit:
        return ""
    if column.decimals is None:
        return f", in {column.unit}"
    places = f"{column.decimals} decimal{'' if column.decimals == 1 else 's'}"
    return f", in {column.unit}, printed with {places}"


def _filled(words: str, indent: str = "") -> str:
    # Long words are addresses and hashes: they are not to be broken.
    return fill(
        words,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
