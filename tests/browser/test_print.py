"""A page on paper, and a page opened from a disk: nobody serves either."""

import hashlib
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Serve, Visit

PRINTED = (
    "",
    "findings/face-recognition/",
    "findings/deals/",
    "countries/china/",
    "suppliers/china/",
    "charts/deals_flow/",
)
# Of each paper, how far what stands on it is moved down: a sheet ends wherever it may.
SHEETS = (("A4", 0), ("A4", 70), ("Letter", 140))
# Of each chart the words in it, which are told from those of its frame by where they stand.
LABELS = """
    () => [...document.querySelectorAll(".chart")].map(chart =>
        [...chart.querySelectorAll(".chart-wide svg text")].map(each => each.textContent))
"""
# So many millimetres of text that is not there, before what is.
LOWERED = "lower => { document.querySelector('.body').style.paddingTop = `${lower}mm`; }"
CONTROLS = """
    () => [...document.querySelectorAll("button, input, select, textarea, nav a, .files a, .menu")]
        .filter(each => each.checkVisibility()).map(each => each.outerHTML)
"""
COLOURS = """
    () => ["--c-background", "--c-ink"].map(name =>
        getComputedStyle(document.documentElement).getPropertyValue(name))
"""
LAID_OUT = "() => getComputedStyle(document.querySelector('.foot .frame')).display"
READ = """
    () => [...document.fonts].find(each =>
        each.weight === "600" && each.status === "loaded" && each.family.includes("Serif"))?.family
        .replaceAll('"', "")
"""


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the site is served."""
    return serve(site)


@pytest.mark.parametrize("name", PRINTED)
def test_a_chart_on_paper_is_whole(address: str, visit: Visit, tmp_path: Path, name: str) -> None:
    """Every word of a chart stands on one sheet with its number, wherever the sheet would end."""
    page = visit(address + name)
    for paper, lower in SHEETS:
        page.evaluate(LOWERED, lower)
        sheets = _printed(page, tmp_path / "page.pdf", paper)

        for number, labels in enumerate(page.evaluate(LABELS), 1):
            (sheet,) = [each for each in sheets if f"Figure{number}" in each]
            assert labels
            assert not {
                word: times
                for word, times in Counter(map(_squeezed, labels)).items()
                if sheet.count(word) < times
            }, (paper, lower)


@pytest.mark.parametrize("name", PRINTED)
def test_paper_says_what_it_is_from(
    site: Path, address: str, visit: Visit, tmp_path: Path, name: str
) -> None:
    """The last sheet names the edition and the hash that it is cited with."""
    hashed = hashlib.sha256((site / "cite" / "figures.sha256").read_bytes()).hexdigest()
    *_, last = _printed(visit(address + name), tmp_path / "page.pdf", "A4")

    assert "Thisisadraft" in last
    assert hashed in last


@pytest.mark.parametrize("name", PRINTED)
def test_paper_is_light_and_has_no_controls(address: str, visit: Visit, name: str) -> None:
    """Whoever reads in the dark prints in the light, and nothing that wants to be pressed."""
    page = visit(address + name, dark=True)
    dark = page.evaluate(COLOURS)
    page.emulate_media(media="print", color_scheme="dark")

    assert dark == ["#14181d", "#eceff2"]
    assert page.evaluate(COLOURS) == ["#ffffff", "#1b1f24"]
    assert page.evaluate(CONTROLS) == []


def test_a_site_on_a_disk_can_be_read(site: Path, browser: Browser) -> None:
    """Opened as files, pages have their styles and drawings, and their links lead to pages."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        # The console tells of fonts that could not be asked for early: of a file that is refused,
        # and the style sheet has them read a moment later.
        context.on("weberror", lambda raised: complaints.append(str(raised.error)))
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        page.reload()  # a font that was late is there now
        seen = [_state(page)]
        for link in ("Findings", "Countries"):
            page.locator(".masthead-nav").get_by_text(link, exact=True).click()
            seen.append(_state(page))
        page.locator("main a[href*='china']").first.click()
        seen.append(_state(page))

    assert [where for where, *_ in seen] == [
        f"{site.as_uri()}/{name}index.html"
        for name in ("", "findings/", "countries/", "countries/china/")
    ]
    assert {tuple(rest) for _, *rest in seen} == {("grid", "Report Serif")}
    assert complaints == []


def _state(page: Page) -> tuple[str, str, str]:
    """Return where one is, how the foot is laid out, and the fonts that were read for the title."""
    page.wait_for_load_state("load")
    page.evaluate("() => document.fonts.ready")
    return (page.url, page.evaluate(LAID_OUT), page.evaluate(READ))


def _printed(page: Page, path: Path, paper: str) -> list[str]:
    """Return the text of each sheet of a printed page, without its blanks."""
    page.pdf(path=path, format=paper)
    with pypdfium2.PdfDocument(path) as document:
        return [_squeezed(sheet.get_textpage().get_text_range()) for sheet in document]


def _squeezed(text: str) -> str:
    return "".join(text.split())
