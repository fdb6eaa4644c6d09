"""Every finding, chart and figure ends with its own citation, and the edition has a page of its own."""

import hashlib
from dataclasses import replace
from pathlib import Path

from report import cite_pages
from report.citations import CHECKSUMS
from report.cite_pages import Citations
from report.colophon import Colophon
from report.downloads import rows_as_csv
from report.model import Page, Project, Site
from report.pages import front_matter
from report.sayings import Sayings
from tests.boats import BOATS, project
from tests.inventions import ROOT

SITE = Site("Ferries", "On boats.", "https://example.org/", "en", "The editors")
COLOPHON = Colophon(SITE, "2023-09", "Summer", ())
OTHERS = replace(BOATS, name="others", rows=(("west", "West", 3),))
PARTIALS = {
    "cite.html": "<p>{{ citation.apa }}</p>"
    "{% for label, file in citation.files %}[{{ label }}: {{ file.site_path }}]{% endfor %}",
    "cite_page.html": "<p>{{ citation.chicago }}</p>{{ citation.bibtex }}",
}


def page(path: str, kind: str, title: str) -> Page:
    """Return a page of this kind, with something inserted in it."""
    body = f'{front_matter({"title": title, "kind": kind})}\n<div data-insert="x"></div>\n'
    return Page(path, body, {"x": "<p>x</p>"}, title)


PAGES = (
    page("index.md", "front", "Ferries"),
    page("findings/tides.md", "finding", "The tides <turn>"),
    page("charts/index.md", "charts", "Charts"),
    page("charts/boats.md", "chart", "North & south"),
    page("figures/index.md", "figures", "Figures"),
    page("figures/boats.md", "figure", ""),
    page("harbours/north.md", "prose", "North"),
)


def cited() -> Citations:
    """Return how these pages are cited."""
    return cite_pages.cite_all(Project(ROOT), COLOPHON, PAGES, {"others": OTHERS, "boats": BOATS})


def attached(folder: Path) -> dict[str, Page]:
    """Return the pages with their citations, by path."""
    made = project(folder, {})
    for name, text in PARTIALS.items():
        (made.templates / "partials" / name).write_text(text, encoding="utf-8")
    return {each.path: each for each in cite_pages.attach(made, PAGES, cited())}


def test_findings_charts_and_figures_are_cited() -> None:
    """A page that lists others, or stands for a row, is not."""
    assert {path: each.kind for path, each in cited().pages.items()} == {
        "findings/tides.md": "finding",
        "charts/boats.md": "chart",
        "figures/boats.md": "figure",
    }


def test_each_ends_with_its_citation(tmp_path: Path) -> None:
    """What the page had stays, and nothing of a title is markup."""
    pages = attached(tmp_path)
    finding = pages["findings/tides.md"]

    assert finding.markdown.endswith(
        '<div data-insert="x"></div>\n\n<div data-insert="cite"></div>\n'
    )
    assert finding.inserts["x"] == "<p>x</p>"
    assert "The tides &lt;turn&gt;. Ferries (Edition 2023-09)." in finding.inserts["cite"]
    assert "cite" not in pages["harbours/north.md"].inserts
    assert "figures/boats.csv: " in pages["charts/boats.md"].inserts["cite"]
    assert "“Boats by harbour.”" not in pages["cite.md"].inserts["cite"]
    assert "Ferries, edition 2023-09." in pages["cite.md"].inserts["cite"]


def test_files_go_where_their_page_goes() -> None:
    """Those of a chart and a figure have its name, those of a page stand below it."""
    endings = ("bib", "ris", "csl.json")
    stems = ("cite/edition", "findings/tides/cite", "charts/boats", "figures/boats")

    assert [file.site_path for file in cited().files()] == [
        CHECKSUMS,
        *(f"{stem}.{ending}" for stem in stems for ending in endings),
    ]


def test_a_chart_and_a_figure_are_told_by_the_hash_of_their_rows() -> None:
    """It is the one of the file that readers download."""
    digest = hashlib.sha256(rows_as_csv(BOATS)).hexdigest()

    pages = cited().pages
    assert pages["figures/boats.md"].checksum == pages["charts/boats.md"].checksum
    assert (
        pages["figures/boats.md"].checksum.told(Sayings())
        == f"SHA-256 of figures/boats.csv: {digest}"
    )


def test_the_edition_is_told_by_the_hash_of_a_list_of_hashes() -> None:
    """The list is what sha256sum writes of the figures, sorted, and is published."""
    sums = [
        f"{hashlib.sha256(rows_as_csv(each)).hexdigest()}  figures/{each.name}.csv\n"
        for each in (BOATS, OTHERS)
    ]
    listed = "".join(sums).encode()

    made = cited()
    assert made.checksums.content == listed
    assert made.edition.checksum.sha256 == hashlib.sha256(listed).hexdigest()
    assert made.pages["findings/tides.md"].checksum == made.edition.checksum


def test_the_hash_of_the_edition_moves_with_any_number() -> None:
    """One cell of one figure is enough."""
    moved = replace(OTHERS, rows=(("west", "West", 4),))
    other = cite_pages.cite_all(Project(ROOT), COLOPHON, PAGES, {"others": moved, "boats": BOATS})

    assert other.edition.checksum != cited().edition.checksum
