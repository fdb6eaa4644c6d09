"""The search, as a reader types: on the publication, and on a page whose names are hostile."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from report import fonts, search
from report.model import Project, SiteFile
from report.search import Thing
from tests import lighthouses
from tests.browser.conftest import Serve, Visit
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS

# What is typed → the first that is found: where it leads, below the edition.
FIRST = {
    "china": "countries/china/",
    "chin": "countries/china/",  # as one types
    "CHINA AS": "suppliers/china/",
    "uk": "countries/united-kingdom/",
    "US": "countries/united-states/",
    "uae": "countries/united-arab-emirates/",
    "Burma": "countries/myanmar/",
    "cote d’ivoire": "countries/cote-d-ivoire/",
    "İSRAEL": "countries/israel/",
    "turkiye": "countries/turkey/",
    "germny": "countries/germany/",  # one letter is missing
    "Huawei": "companies/#row-huawei",
    "hauwei": "companies/#row-huawei",  # two have changed places
    "nso": "companies/#row-nso-group",
    "201": "figures/wired/",
    "1,636": "figures/wired/",
    "1636": "figures/wired/",
    "methods": "methods/",
    "claims": "claims/",
    "huawei is named in more countries": "findings/companies/",
    "finfisher angola": "figures/country_deals/#row-spy-ago-finfisher-spyware-1",
}
SCRIPT, INDEX = 6_000, 150_000  # bytes at most, compressed
HOSTILE = '<img src="x" onerror="document.title=1"> & </script><b>'


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the draft is served."""
    return serve(site)


def results(page: Page) -> list[str]:
    """Return where everything leads that is found, once something is."""
    expect(page.locator(".found p")).not_to_be_empty()
    links = page.locator(".found a")
    leading: list[str] = links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    return leading


@pytest.fixture
def searched(address: str, visit: Visit) -> Page:
    """The page of the search."""
    return visit(f"{address}search/")


def test_what_is_meant_comes_first(address: str, searched: Page) -> None:
    """Twenty searches and one more find what a reader would expect."""
    found = {}
    for typed in FIRST:
        searched.goto(f"{address}search/")  # anew, with nothing found
        searched.locator("#search-large").fill(typed)
        found[typed] = results(searched)[0]

    assert found == {typed: address + path for typed, path in FIRST.items()}


@pytest.mark.parametrize("typed", ["44%", "44 %", "44\u00a0%"])
def test_a_number_is_found_wherever_it_is_printed(
    site: Path, address: str, searched: Page, typed: str
) -> None:
    """Every row and claim that prints it, however it is spaced, and before all else."""
    index = json.loads((site / "search.json").read_text(encoding="utf-8"))
    printing = {t["address"] for t in index["things"] if "44%" in t.get("values", ())}
    for figure in index["figures"]:
        for _, anchor, values in figure["rows"]:
            if "44%" in values:
                printing.add(f"{figure['address']}#{anchor}")

    searched.locator("#search-large").fill(typed)

    found = results(searched)
    assert printing
    assert {address + each for each in printing} == {*found[: len(printing)]}


def test_nothing_is_said_to_be_nothing(searched: Page) -> None:
    """A word that is nowhere finds nothing, and the reader is told."""
    searched.locator("#search-large").fill("qqqqqq")

    expect(searched.locator(".found p")).to_have_text(
        "Nothing here has these words or this number."
    )
    assert searched.locator(".found a").count() == 0


def test_the_keyboard_is_enough(address: str, visit: Visit) -> None:
    """A slash leads to the field, arrows to what is found and back, Escape closes, Enter opens."""
    page = visit(f"{address}findings/companies/")
    page.keyboard.press("/")
    field = page.locator(".search-small input")
    expect(field).to_be_focused()
    page.keyboard.type("chin")
    expect(page.locator(".found a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".found a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.type("a")
    page.locator(".found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}countries/china/")


def test_enter_leads_to_everything_that_is_found(address: str, visit: Visit) -> None:
    """The field sends what was typed to the page of the search, from any depth."""
    page = visit(f"{address}countries/chile/")
    page.locator(".search-small input").fill("israel")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=israel")

    assert results(page)[0] == f"{address}countries/israel/"


def test_the_index_is_asked_for_when_a_reader_reaches_for_it(address: str, visit: Visit) -> None:
    """Whoever only reads does not load it."""
    page = visit(address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(200)
    unasked = f"{address}search.json" not in asked
    with page.expect_response(f"{address}search.json"):
        page.locator(".search-small input").focus()

    assert unasked


def test_without_a_script_all_of_it_is_listed(site: Path, address: str, browser: Browser) -> None:
    """The field leads to a page that links to everything the index has."""
    index = json.loads((site / "search.json").read_text(encoding="utf-8"))
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}countries/chile/")
        page.locator(".search-small input").fill("nec")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}search/?q=nec")
        listed = {*page.locator(".index a").evaluate_all("all => all.map(link => link.href)")}
        page.set_viewport_size({"width": 360, "height": 700})
        page.locator("header .masthead-name a").click()
        page.locator(".search-small button").click()
        page.wait_for_url(f"{address}search/?q=")

    assert listed == {address + thing["address"] for thing in index["things"]}


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("dark", [False, True], ids=["by day", "by night"])
def test_what_is_found_is_open_to_all(
    *, address: str, visit: Visit, width: int, dark: bool
) -> None:
    """Open, it fits its screen and breaks no rule of accessibility."""
    faults = []
    page = visit(address, width=width, dark=dark)
    for path, field in (("search/", "#search-large"), ("", ".search-small input")):
        if (width, path) == (360, ""):
            continue  # on a telephone the field is on the page of the search
        page.goto(address + path)
        page.locator(field).fill("face recognition")
        page.locator(".found a").first.wait_for()
        page.evaluate(AXE.read_text(encoding="utf-8"))
        faults += page.evaluate(VIOLATIONS)
        if overhang := page.evaluate(OVERHANG):
            faults.append(f"{overhang} pixels too wide")

    assert faults == []


def test_it_weighs_little(site: Path) -> None:
    """The script and the index stay within their budgets."""
    script, index = (site / name for name in ("assets/search.js", "search.json"))

    assert len(gzip.compress(script.read_bytes(), 9)) < SCRIPT
    assert len(gzip.compress(index.read_bytes(), 9)) < INDEX


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A small site that holds a thing with a hostile name."""
    thing = Thing(HOSTILE, HOSTILE, "countries/", HOSTILE, (HOSTILE,), ("1",), (HOSTILE,))
    index = {
        "group": ",",
        "decimal": ".",
        "things": [thing.entry()],
        "figures": [
            {"title": HOSTILE, "address": "data/", "columns": [HOSTILE], "rows": [[HOSTILE, "", ["7"]]]}
        ],
    }  # fmt: skip
    page = search.index_page(lighthouses.project(tmp_path), [thing])
    file = SiteFile("search.json", json.dumps(index).encode())
    lighthouses.build_in(tmp_path, [page], more=[file])
    (tmp_path / "out/assets/fonts").mkdir()
    for face in fonts.prepare(Project(tmp_path)).files:  # a page that lacks any would complain
        (tmp_path / "out" / face.site_path).write_bytes(face.content)
    return tmp_path / "out"


def test_a_hostile_name_is_text(hostile: Path, serve: Serve, visit: Visit) -> None:
    """What is found is shown as it is written, and does nothing."""
    page = visit(f"{serve(hostile)}search/?q=onerror")
    page.locator(".found a").nth(1).wait_for()

    assert [HOSTILE in text for text in page.locator(".found b").all_inner_texts()] == [True] * 2
    assert page.locator(".found mark").first.inner_text() == "onerror"
    assert page.locator("main img").count() == 0
    assert page.title().startswith("Search")


@pytest.fixture
def on_disk(browser: Browser, hostile: Path) -> Iterator[Page]:
    """The search, opened as a file; an error, or a request for the index, fails the test."""
    complaints: list[str] = []
    with browser.new_context() as context:
        context.on("weberror", lambda raised: complaints.append(str(raised.error)))
        page = context.new_page()
        page.on("request", lambda request: complaints.append(request.url))
        page.goto((hostile / "search/index.html").as_uri())
        yield page

    assert [each for each in complaints if "Error" in each or "search.json" in each] == []


def test_a_file_on_a_disk_looks_through_its_own_list(on_disk: Page) -> None:
    """No script can read the index there; the list from A to Z is filtered instead."""
    entries = on_disk.locator(".index-all li")
    on_disk.locator("#search-large").fill("nowhere")
    expect(entries.first).to_be_hidden()
    on_disk.locator("#search-large").fill("script")

    expect(entries.first).to_be_visible()
