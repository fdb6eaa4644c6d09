"""Beside the CSV of a chart stands what its columns hold, where they are from and how to cite them."""

import hashlib
from dataclasses import replace
from decimal import Decimal

from report import cite_pages, readmes
from report.colophon import Colophon
from report.contract import Licence
from report.downloads import rows_as_csv
from report.model import Column, Figure, Page, Project, Site
from report.pages import front_matter
from tests.boats import BOATS, CHART
from tests.inventions import ROOT

SITE = Site(
    "Ferries", "On boats.", "https://example.org/", "en", "The editors", "https://example.org/cc"
)
LICENCES = (Licence("CC0-1.0", "CC0 1.0", ""),)
LATE = Column("late", "DECIMAL(4,2)", "Late ones", unit="%", decimals=1)
FIGURE = replace(
    BOATS,
    columns=(*BOATS.columns, LATE),
    rows=(("north", "North", 1200, Decimal("1.25")), ("south", "South", 7, None)),
    note="Boats that were counted on a Monday.",
)


def told(
    edition: str = "2023-09", *, site: Site = SITE, figure: Figure = FIGURE, takeaway: str = ""
) -> str:
    """Return the readme of the chart."""
    colophon = Colophon(site, edition, "Summer", LICENCES)
    front = front_matter({"title": "The north leads", "kind": "chart"})
    page = Page("charts/boats.md", front, title="The north leads")
    citations = cite_pages.cite_all(Project(ROOT), colophon, [page], {"boats": figure})
    charts = {"boats": replace(CHART, takeaway=takeaway)}
    (file,) = readmes.files(charts, {"boats": figure}, citations.pages, colophon)
    assert file.site_path == "charts/boats.readme.txt"
    return file.content.decode()


def test_it_says_what_the_chart_is_and_in_which_edition() -> None:
    """Title, takeaway, note, edition and address."""
    assert told(takeaway="The north leads.").startswith(
        "Boats by harbour\n================\n\n"
        "The north leads.\n\n"
        "Boats that were counted on a Monday.\n\n"
        "Edition 2023-09 of Ferries, published by The editors\n"
        "https://example.org/2023-09/charts/boats/\n"
    )


def test_each_column_has_its_unit_and_its_rounding() -> None:
    """In the order of the CSV, whose header is the names alone."""
    text = told()
    header = rows_as_csv(FIGURE).decode().partition("\n")[0].split(",")
    columns = [
        "slug (VARCHAR, in the key)\n  Address.",
        "name (VARCHAR)\n  Harbour.",
        "boats (BIGINT)\n  Boats, in boats.",
        "late (DECIMAL(4,2))\n  Late ones, in %, printed with 1 decimal.",
    ]

    assert "\n".join(columns) in text
    assert [column.partition(" ")[0] for column in columns] == header


def test_sources_stand_with_their_licences() -> None:
    """And the terms of the chart and of the data with them."""
    text = told()

    assert "Harbour log\n  Port authority, 2023\n  Licence: CC0\n  https://example.org\n" in text
    assert "The drawing is passed on under https://example.org/cc\n" in text
    assert "The data as a whole is passed on under: CC0 1.0\n" in text


def test_it_says_how_to_cite_and_how_to_check() -> None:
    """The citation of the chart's page, and the hash of the file beside it."""
    text = told()
    digest = hashlib.sha256(rows_as_csv(FIGURE)).hexdigest()
    joined = " ".join(text.split())

    assert "The editors. (2023, September). The north leads [Chart]. In Ferries" in joined
    assert text.endswith(f"charts/boats.csv and figures/boats.csv:\n{digest}\n")


def test_a_draft_without_an_address_says_so() -> None:
    """No date, no host, and no empty line too many."""
    bare = told(
        "draft", site=Site("Ferries", "On boats.", "", "en"), figure=replace(FIGURE, note="")
    )

    assert "\nDraft of Ferries, published by Ferries\nboats/\n" in bare
    assert "passed on under http" not in bare
    assert "\n\n\n" not in bare
