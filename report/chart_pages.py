"""Charts in, the page of each and the page of all out.

``charts/<name>/`` is where a chart lives for whoever links, embeds or cites it: called what a
reader should see in it, with its numbers, its sources, what it was in earlier editions, its files,
and the kit for articles. ``charts/`` leads to all of them.
"""

from dataclasses import dataclass

from markupsafe import Markup

from report import history, kit
from report.captions import Captions
from report.facts import Past
from report.families import Family, family_of, linked
from report.macros import Material
from report.model import Chart, Claim, Figure, Page, Poster, Project, Site
from report.pages import front_matter
from report.sayings import N_, Sayings
from report.shelf import Shelf
from report.store import remembered
from report.tabulation import Tabulator
from report.theme import Theme, read_theme, theme_digest
from report.words import Words

ROWS_SHOWN = 50  # of the table; all of them are in the CSV
# What readers can take home of a chart, beside the rows: what it is called, and its ending.
_FILES = (
    ("SVG", "svg"),
    (N_("SVG, dark"), "dark.svg"),
    (N_("SVG, narrow"), "narrow.svg"),
    (N_("SVG, narrow and dark"), "narrow.dark.svg"),
    ("PNG", "png"),
    ("Vega-Lite", "vega.json"),
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A chart in an earlier edition, as its page of now tells it."""

    edition: str
    address: str  # below the root of the edition of now; empty where nothing can be led to
    differences: tuple[str, ...]  # numbers that differed from now


@dataclass(frozen=True, slots=True)
class _Told:
    """All that the page of a chart is made of, beside the theme."""

    chart: Chart
    figure: Figure
    family: Family | None  # of pages that its rows lead to
    claims: tuple[Claim, ...]
    earlier: tuple[Earlier, ...]
    words: Words
    site: Site
    edition: str


def write(
    project: Project, material: Material, captions: Captions, *, site: Site, shelf: Shelf
) -> list[Page]:
    """Make the page of each chart, and the page that leads to all."""
    theme = read_theme(project, material.words.sayings)
    kept_by = theme_digest(project)
    pages: list[Page] = []
    for _, chart in sorted(material.charts.items()):
        told = _told(chart, material, captions, site=site, shelf=shelf)

        def make(told: _Told = told) -> Page:
            return _page(told, theme)

        pages.append(remembered(project.build, "chart-page", [kept_by, told], make))
    return [*pages, _index(material, theme)] if pages else []


def _told(
    chart: Chart, material: Material, captions: Captions, *, site: Site, shelf: Shelf
) -> _Told:
    figure = material.figures[chart.name]
    return _Told(
        chart,
        figure,
        family_of(figure, material.families),
        _claims(chart, captions, material),
        _earlier(chart, figure, material, shelf),
        material.words,
        site,
        shelf.edition,
    )


def _page(told: _Told, theme: Theme) -> Page:
    chart, figure = told.chart, told.figure
    families = [told.family] if told.family else []
    # The table is the keyboard's way to pages that marks lead to: none of those is left out.
    rows = figure.rows if families else figure.rows[:ROWS_SHOWN]
    tabulator = Tabulator(theme, told.words.value, families)
    table = tabulator.table(figure, figure.columns, rows, tabulator.ways(figure, None))
    snippets = kit.snippets(chart, figure, site=told.site, edition=told.edition)
    insert = theme.render(
        "chart_page",
        chart=linked(chart, figure, families),
        figure=figure,
        claims=told.claims,
        table=Markup(table),  # noqa: S704 - made by a template that escapes
        left_out=len(figure.rows) - len(rows),
        earlier=told.earlier,
        files=_files(chart, told.words.sayings),
        kit=snippets,
        relative=kit.is_relative(snippets),
        edition=told.edition,
    )
    _ = told.words.sayings.gettext
    description = _("%(chart)s: the chart, its numbers and its sources.", chart=chart.title)
    front = front_matter(
        {
            "title": _plain(chart.takeaway),
            "description": _plain(description),
            "kind": "chart",
            "kicker": _("Chart"),
        }
    )
    body = f'{front}\n<div data-insert="chart"></div>\n'
    poster = Poster(chart.takeaway, chart.name)
    return Page(f"charts/{chart.name}.md", body, {"chart": insert}, chart.takeaway, poster)


def _index(material: Material, theme: Theme) -> Page:
    charts = [(chart, kit.sizes(chart)) for _, chart in sorted(material.charts.items())]
    insert = theme.render("charts", charts=charts)
    _ = material.words.sayings.gettext
    front = front_matter(
        {
            "title": _("Charts"),
            "description": _("Every chart here, to read, to link, to embed and to download."),
            "kind": "charts",
            "standfirst": _(
                "Each chart has a page of its own, with its numbers, its sources "
                "and what is needed to show it in an article."
            ),
        }
    )
    body = f'{front}\n<div data-insert="charts"></div>\n'
    return Page("charts/index.md", body, {"charts": insert}, _("Charts"))


def _claims(chart: Chart, captions: Captions, material: Material) -> tuple[Claim, ...]:
    """Return the claims that the words of a chart are bound to, each once."""
    names = dict.fromkeys(use.name for name, use in captions.uses if name == chart.name)
    return tuple(material.claims[name] for name in names if name in material.claims)


def _earlier(chart: Chart, figure: Figure, material: Material, shelf: Shelf) -> tuple[Earlier, ...]:
    """Return what a chart was in the earlier editions that have its figure, newest first."""
    by_name = {then.edition: then for then in shelf.past}
    return tuple(
        Earlier(edition, _address(chart, by_name[edition]), tuple(differences))
        for edition, differences in history.changes(figure, shelf.past, material.words)
        if chart.name in by_name[edition].charts
    )


def _address(chart: Chart, then: Past) -> str:
    """Return where an earlier edition has a chart: its page, or its drawing before it had one."""
    for path, address in (
        (f"charts/{chart.name}/index.html", f"charts/{chart.name}/"),
        (f"charts/{chart.name}.svg", f"charts/{chart.name}.svg"),
    ):
        if path in then.files:
            return f"~/../{then.edition}/{address}"
    return ""


def _files(chart: Chart, sayings: Sayings) -> list[tuple[str, str]]:
    """Return the files of a chart and of its rows, as (label, path below the edition's root)."""
    there = {file.site_path for file in chart.files}
    _ = sayings.gettext
    drawn = [(_(label), f"charts/{chart.name}.{ending}") for label, ending in _FILES]
    return [
        ("CSV", f"charts/{chart.name}.csv"),
        (_("What the CSV holds"), f"charts/{chart.name}.readme.txt"),
        ("JSON", f"charts/{chart.name}.json"),
        *(each for each in drawn if each[1] in there),
    ]


def _plain(text: str) -> str:
    # Front matter is shown by themes of others as well, not all of which escape it.
    return text.replace("<", "").replace(">", "")
