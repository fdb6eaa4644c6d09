"""A publication in values, a page of every kind: on lighthouses, and every word of it invented."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from markupsafe import Markup

from report import kit
from report.citations import Checksum, Citation, Kind, Work, cite
from report.colophon import Colophon
from report.model import Chart, Claim, Column, Figure, Page, Project, Site, SiteFile, Source
from report.shelf import Shelf
from report.theme import read_theme
from report.website import build

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
SETTINGS = """\
site_name: Who lights the coast
site_description: An invented survey of invented lighthouses.
site_url: ""
nav:
  - Front page: index.md
  - Findings: findings/index.md
  - Countries: countries/index.md
  - Suppliers: suppliers/index.md
  - Data: data/index.md
markdown_extensions: [attr_list, footnotes, md_in_html, tables]
extra:
  locale: en
  kinds: [front, findings, finding, countries, country, suppliers, supplier, charts, chart, figures, figure, prose]
"""
SOURCE = Source(
    name="survey",
    title='The "Great" Survey of Lights & Lamps',
    publisher="Board of Invented Lights",
    date="1987-04",
    url="https://example.org/survey",
    licence="CC0",
    redistributable=False,
    note="Invented.",
)
FIGURE = Figure(
    name="lamps",
    title="Lamps by country",
    columns=(
        Column("country", "VARCHAR", "Country"),
        Column("lamps", "BIGINT", "Lamps lit", unit="lamps"),
        Column("share", "DECIMAL(4,1)", "Share of the coast", unit="%"),
    ),
    key=("country",),
    rows=(("Nordland", 52, 61), ("Süderland <i>", 29, 39)),
    sources=(SOURCE,),
    sql="-- title: Lamps by country\nSELECT 1 < 2 AND '&' <> '~/';\n",
    path="queries/lamps.sql",
    note="Lamps that were lit on the day of the survey.",
)
CHART = Chart(
    name="lamps",
    title="Nordland lights more lamps than Süderland",
    description="Nordland lights more lamps than Süderland. Two bars.",
    wide='<svg viewBox="0 0 720 90" role="img" aria-label="wide"><path d="M0 9h650v30H0z"/></svg>',
    narrow='<svg viewBox="0 0 340 90" role="img" aria-label="narrow"><path d="M0 9h300v30H0z"/></svg>',
    files=(),
    takeaway="Nordland lights more lamps than Süderland",
)
CITED: tuple[Kind, ...] = ("edition", "chart")
DRAFT = Shelf("draft", "Draft", ())
SITE = Site("Who lights the coast", "An invented survey of invented lighthouses.", "", "en")
PLACEHOLDER = '\n\n<div data-insert="{}"></div>\n\n'


def page(path: str, body: str = "Words.", *, kind: str = "prose", **front: str) -> Page:
    """Return a page; its front matter is written as ``pages`` writes it."""
    entries = {"title": f"On {path}", "kind": kind, **front}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    return Page(path, "\n".join(["---", *lines, "---", "", body, ""]))


def with_inserts(made: Page, **inserts: str) -> Page:
    """Return a page that places these inserts below its text."""
    placed = "".join(PLACEHOLDER.format(name) for name in inserts)
    return Page(made.path, made.markdown + placed, inserts)


def partial(name: str, **names: object) -> str:
    """Render a partial of the theme as ``pages`` does."""
    return read_theme(Project(TEMPLATES.parent)).render(name, **names)


def table(caption: str = "", *, anchors: bool = False) -> Markup:
    """Return the figure's rows as a table."""
    rows = [
        {
            "id": f"row-{number}" if anchors else "",
            "cells": [
                {"text": str(value), "href": "" if at else "~/countries/nordland/", "sort": None}
                for at, value in enumerate(row)
            ],
        }
        for number, row in enumerate(FIGURE.rows, 1)
    ]
    columns = [
        {"label": c.label, "is_number": bool(c.unit), "unit": c.unit} for c in FIGURE.columns
    ]
    html = partial("table", columns=columns, rows=rows, caption=caption)
    return Markup(html)  # noqa: S704 - made by a template that escapes


def chart(*, bare: bool = False) -> str:
    """Return the chart with its words and files."""
    return partial(
        "chart",
        chart=CHART,
        figure=FIGURE,
        caption="In an ordinary year.",
        heading=True,
        bare=bare,
        table=table(),
        downloads=[("CSV", "figures/lamps.csv")],
    )


def chart_page(site: Site = SITE, edition: str = "draft", *, claims: Sequence[Claim] = ()) -> str:
    """Return what stands on the chart's page."""
    snippets = kit.snippets(CHART, FIGURE, site=site, edition=edition)
    return partial(
        "chart_page",
        chart=CHART,
        figure=FIGURE,
        claims=claims,
        table=table(),
        left_out=0,
        earlier=[],
        files=[("CSV", "figures/lamps.csv")],
        kit=snippets,
        relative=kit.is_relative(snippets),
        edition=edition,
    )


def cited(kind: Kind) -> Citation:
    """Return how the chart is cited, or the whole."""
    chart, colophon = kind == "chart", Colophon(SITE, "draft", "Draft", ())
    path = "charts/lamps/" if chart else ""
    stem = "charts/lamps" if chart else "cite/edition"
    checked = Checksum("figures/lamps.csv" if chart else "cite/figures.sha256", "0f" * 32)
    return cite(Work(kind, CHART.title, path, stem, checked, colophon))


def pages() -> list[Page]:
    """Return a page of every kind, linked with each other."""
    card = partial("number_card", value="52", label="lamps lit", href="~/figures/lamps/#row-1")
    front = page(
        "index.md",
        "Nordland lights [more](findings/lamps.md) than all others.\n\n"
        '<div class="numbers" markdown>\n' + PLACEHOLDER.format("number") + "</div>",
        kind="front",
        standfirst="Of all lamps that are lit, half are lit in Nordland.",
    )
    front = Page(front.path, front.markdown, {"number": card})
    finding = page(
        "findings/lamps.md",
        'It lights <a class="n" href="~/figures/lamps/#row-1">52</a>.[^1]\n\n'
        "| year | lamps | |\n|---|--:|:-:|\n| 1987 | 52 | yes |\n\n[^1]: In April.",
        kind="finding",
        kicker="Finding",
    )
    groups = [("North", [("Nordland", "~/countries/nordland/")])]
    return [
        front,
        page("findings/index.md", "### [Lamps](lamps.md)", kind="findings"),
        with_inserts(finding, chart=chart()),
        with_inserts(
            page("countries/index.md", kind="countries"), list=partial("directory", groups=groups)
        ),
        with_inserts(page("countries/nordland.md", kind="country"), table=table("Its lamps")),
        page("suppliers/index.md", "- [Wick & Sons](wick.md)", kind="suppliers"),
        with_inserts(page("suppliers/wick.md", kind="supplier"), small=chart(bare=True)),
        page("figures/index.md", "[Lamps](lamps.md)", kind="figures"),
        with_inserts(
            page("figures/lamps.md", kind="figure"),
            figure=partial(
                "figure",
                figure=FIGURE,
                sql=FIGURE.sql,
                table=table(anchors=True),
                left_out=0,
                behind=[],
                withheld=[],
                chart=False,
                history=[],
                sentences=[],
                more_sentences=False,
                shown=[],
            ),
        ),
        with_inserts(
            page("charts/index.md", kind="charts"),
            charts=partial("charts", charts=[(CHART, kit.sizes(CHART))]),
        ),
        with_inserts(
            page("charts/lamps.md", kind="chart"),
            chart=chart_page(),
            cite=partial("cite", citation=cited("chart")),
        ),
        with_inserts(page("data/index.md"), sources=partial("sources", sources=[SOURCE])),
        *(page(f"{name}.md") for name in ("changes", "claims", "corrections", "licences")),
        with_inserts(page("cite.md"), cite=partial("cite_page", citation=cited("edition"))),
    ]


def files() -> list[SiteFile]:
    """Return the files that the pages link to, and the palette."""
    return [
        SiteFile("assets/palette.css", b":root{--c-ink:#1b1f24}"),
        SiteFile("figures/lamps.csv", b"country,lamps\n"),
        SiteFile("figures/lamps.json", b"{}\n"),
        SiteFile("charts/lamps.narrow.svg", CHART.narrow.encode()),
        SiteFile("charts/lamps.narrow.dark.svg", CHART.narrow.encode()),
        SiteFile("cite/figures.sha256", b""),
        *(file for kind in CITED for _, file in cited(kind).files),
    ]


def project(folder: Path, settings: str = SETTINGS) -> Project:
    """Return a project that has the theme of this publication, and no content of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(TEMPLATES, folder / "templates", dirs_exist_ok=True)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return Project(folder)


def build_in(
    folder: Path,
    extra: Iterable[Page] = (),
    *,
    settings: str = SETTINGS,
    more: Iterable[SiteFile] = (),
    shelf: Shelf = DRAFT,
    timestamp: int = 1_693_526_400,
) -> Mapping[str, bytes]:
    """Build all of this, and pages of one's own, and return the site's files by their paths."""
    out = folder / "out"
    made = project(folder, settings)
    everything = {page.path: page for page in [*pages(), *extra]}
    build(
        list(everything.values()),
        [*files(), *more],
        project=made,
        out=out,
        shelf=shelf,
        timestamp=timestamp,
    )
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }
