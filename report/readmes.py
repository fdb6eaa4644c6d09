"""Charts and their figures in, ``charts/<name>.readme.txt`` out: what must be known of the CSV.

A CSV with comments on top is read by no program as it should be; so the comments stand beside it.
"""

from collections.abc import Iterator, Mapping
from textwrap import fill

from report.citations import Citation
from report.colophon import Colophon
from report.model import Chart, Column, Figure, SiteFile
from report.sayings import Sayings

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
    _ = colophon.site.sayings.gettext
    yield from (chart.title, "=" * len(chart.title), "")
    if chart.takeaway not in {"", chart.title}:
        yield from (_filled(chart.takeaway), "")
    if figure.note:
        yield from (_filled(figure.note), "")
    values = {"site": colophon.site.name, "publisher": colophon.publisher}
    yield (
        _("Draft of %(site)s, published by %(publisher)s", **values)
        if colophon.day is None
        else _(
            "Edition %(name)s of %(site)s, published by %(publisher)s",
            name=colophon.edition,
            **values,
        )
    )
    yield from (colophon.address(f"charts/{chart.name}/", at=at), "")
    yield from _heading(_("Columns"))
    for column in figure.columns:
        key = ", " + _("in the key") if column.name in figure.key else ""
        yield f"{column.name} ({column.type}{key})"
        yield _filled(f"{column.label}{_unit(column, colophon.site.sayings)}.", "  ")
    yield from ("", _("An empty cell has no value. Numbers are not rounded in the file."), "")
    yield from _heading(_("Sources"))
    for source in figure.sources:
        yield f"{source.title}"
        yield f"  {source.publisher}, {source.date}"
        yield "  " + _("Licence: %(licence)s", licence=source.licence)
        if source.url:
            yield f"  {source.url}"
    yield ""
    if colophon.site.licence_url:
        yield _("The drawing is passed on under %(terms)s", terms=colophon.site.licence_url)
    if colophon.licences:
        terms = ", ".join(each.title for each in colophon.licences)
        yield _("The data as a whole is passed on under: %(terms)s", terms=terms)
    yield from ("", *_heading(_("How to cite")))
    yield from (_filled(citation.apa), "", _filled(citation.chicago), "")
    yield _(
        "SHA-256 of %(path)s and %(other)s:",
        path=f"charts/{chart.name}.csv",
        other=citation.checksum.path,
    )
    yield citation.checksum.sha256


def _heading(words: str) -> tuple[str, str, str]:
    return words, "-" * len(words), ""


def _unit(column: Column, sayings: Sayings) -> str:
    """Return what a column counts in, and how it is rounded where it is printed."""
    if not column.unit:
        return ""
    counted = ", " + sayings.gettext("in %(unit)s", unit=column.unit)
    if column.decimals is None:
        return counted
    places = sayings.ngettext(
        "printed with %(num)s decimal", "printed with %(num)s decimals", column.decimals
    )
    return f"{counted}, {places}"


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
