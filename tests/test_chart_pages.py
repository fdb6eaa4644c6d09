"""Every chart has a page: what it shows, its numbers, what it was, its files, the kit for articles."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from report import facts
from report.bindings import Use
from report.captions import Captions
from report.chart_pages import ROWS_SHOWN, write
from report.facts import Past
from report.macros import Material
from report.manifest import Seal
from report.model import Page, Poster, Site
from report.shelf import Shelf
from tests import lighthouses
from tests.boats import BOATS, CHART, FALSE, TRUE, material, project

SITE = Site("Boats", "", "https://boats.example/", "en")
CAPTIONS = Captions({}, (("boats", Use("north_leads", "", "charts/boats.py:1", "It leads")),))
FEWER = replace(BOATS, rows=(("north", "North | <b>Quay</b>", 1100), ("south", "South", 7)))


def past(edition: str, *files: str, charts: Mapping[str, str] | None = None) -> Past:
    """Return an earlier edition, with fewer boats, which has these files."""
    return Past(
        edition,
        edition,
        facts.of_figures({"boats": FEWER}),
        {},
        {"boats": "Boats"} if charts is None else charts,
        files={path: Seal("", 0) for path in files},
    )


def written(
    folder: Path, made_of: Material | None = None, *earlier: Past, captions: Captions = CAPTIONS
) -> dict[str, Page]:
    """Return the pages of charts, by their paths."""
    made = write(
        project(folder, {}),
        made_of or material(),
        captions,
        site=SITE,
        shelf=Shelf("2023-09", "2023-09", earlier),
    )
    return {page.path: page for page in made}


def insert(folder: Path, *earlier: Past, made_of: Material | None = None) -> str:
    """Return the finished HTML of the chart's page."""
    return written(folder, made_of, *earlier)["charts/boats.md"].inserts["chart"]


def test_a_page_is_called_what_its_chart_shows(tmp_path: Path) -> None:
    """Its title is the takeaway, and so is that of its card."""
    page = written(tmp_path)["charts/boats.md"]

    assert page.address == "charts/boats/"
    assert page.title == CHART.takeaway
    assert 'title: "The north \\"leads\\""' in page.markdown
    assert page.poster == Poster(CHART.takeaway, "boats")
    assert page.card == "charts/boats.card.png"


def test_the_words_of_a_chart_lead_to_their_proof(tmp_path: Path) -> None:
    """A claim in its docstring is named on its page."""
    assert "(north_leads)" in insert(tmp_path)


def test_words_that_turned_false_stand_marked() -> None:
    """A draft shows them for what they are, above the chart; true ones are proved in a sentence."""
    false, true = lighthouses.chart_page(claims=[FALSE]), lighthouses.chart_page(claims=[TRUE])

    assert f'<mark class="claim claim-false">{FALSE.says}</mark>' in false
    assert "<mark" not in true
    assert f'is checked: <a href="~/claims/#north_leads">{TRUE.verdict}</a>' in true


def test_the_words_of_another_chart_do_not(tmp_path: Path) -> None:
    """Each page names the claims of its own chart."""
    others = replace(CAPTIONS, uses=(("ferries", CAPTIONS.uses[0][1]),))
    page = written(tmp_path, captions=others)["charts/boats.md"]

    assert "(north_leads)" not in page.inserts["chart"]


def test_a_chart_tells_what_it_was(tmp_path: Path) -> None:
    """It leads to its page in each edition that has it, and says which numbers differed."""
    told = insert(tmp_path, past("2023-01", "charts/boats/index.html", "charts/boats.svg"))

    assert "[2023-01 ~/../2023-01/charts/boats/: north Boats: 1,100]" in told


def test_an_edition_without_pages_of_charts_is_led_to_by_its_drawing(tmp_path: Path) -> None:
    """No link leads to what was never there."""
    assert "[2022-06 ~/../2022-06/charts/boats.svg: " in insert(
        tmp_path, past("2022-06", "charts/boats.svg")
    )
    assert "[2022-06 : " in insert(tmp_path, past("2022-06"))


def test_an_edition_that_did_not_draw_it_is_not_told_of(tmp_path: Path) -> None:
    """A figure may be older than its chart."""
    assert "[2022-06" not in insert(tmp_path, past("2022-06", charts={}))


def test_a_long_figure_shows_its_first_rows(tmp_path: Path) -> None:
    """The rest is counted."""
    rows = tuple((f"h{number:03}", f"Harbour {number}", 500) for number in range(ROWS_SHOWN + 9))
    long = replace(material(), figures={"boats": replace(BOATS, rows=rows)})
    told = insert(tmp_path, made_of=long)

    assert told.count("<p id=''>") == ROWS_SHOWN
    assert "and 9 more" in told


def test_only_files_that_are_there_are_offered(tmp_path: Path) -> None:
    """The rows, and what was drawn of the chart."""
    told = insert(tmp_path)

    assert (
        "CSV=charts/boats.csv;What the CSV holds=charts/boats.readme.txt;"
        "JSON=charts/boats.json;SVG=charts/boats.svg;PNG=charts/boats.png;<"
    ) in told


def test_the_kit_is_escaped(tmp_path: Path) -> None:
    """A snippet is text on the page: nothing of it runs there."""
    told = insert(tmp_path)

    assert "&lt;iframe src=&#34;https://boats.example/2023-09/charts/boats/embed/" in told
    assert "<iframe" not in told


def test_all_charts_are_led_to(tmp_path: Path) -> None:
    """The page of all has each of them."""
    assert written(tmp_path)["charts/index.md"].inserts["charts"] == "boats 250.6"


def test_without_charts_there_is_no_page_of_charts(tmp_path: Path) -> None:
    """A publication may be all words."""
    assert written(tmp_path, replace(material(), charts={})) == {}
