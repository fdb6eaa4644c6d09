"""Long tables and lists: filtered and sorted by a reader, whole for everybody else."""

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Serve, Visit
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS

SCRIPT = 3_000  # bytes at most, compressed
SHIFT = """
    () => new Promise(done => new PerformanceObserver((list, watching) => {
        watching.disconnect();
        done(list.getEntries().reduce((sum, each) => sum + each.value, 0));
    }).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 300))
"""
COLUMN = """
    (table, at) => [...table.tBodies[0].rows].map(row => row.cells[at].innerText)
"""


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the draft is served."""
    return serve(site)


def column(page: Page, at: int) -> list[str]:
    """Return what a column of the first table shows, from top to bottom."""
    texts: list[str] = page.locator("table").first.evaluate(COLUMN, at)
    return texts


def test_a_column_of_numbers_is_sorted_by_their_values(address: str, visit: Visit) -> None:
    """From the largest, then from the smallest, then as it was printed."""
    page = visit(f"{address}companies/")
    printed = column(page, 2)
    head = page.locator("thead th").nth(2)
    numbers = [int(text) for text in printed]
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert [int(text) for text in column(page, 2)] == sorted(numbers, reverse=True)
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert [int(text) for text in column(page, 2)] == sorted(numbers)
    head.locator("button").click()

    expect(head).not_to_have_attribute("aria-sort", re.compile("."))
    assert column(page, 2) == printed


def test_what_is_not_known_stands_last(address: str, visit: Visit) -> None:
    """Whichever way a column is sorted; its names stand as a reader sorts them."""
    page = visit(f"{address}companies/")
    button = page.locator("thead th").nth(1).locator("button")
    button.click()
    homes = column(page, 1)
    button.click()

    known = [home for home in homes if home != "–"]
    assert 0 < len(known) < len(homes)
    assert homes[: len(known)] == known == sorted(known)
    assert column(page, 1)[len(known) :] == homes[len(known) :]


@pytest.mark.parametrize(
    ("path", "typed", "shown"),
    [
        ("countries/", "cote", "Côte d'Ivoire"),
        ("companies/", "huawei", "Huawei"),
        ("suppliers/", "CHIN", "China"),
        ("figures/", "one by one", "Deals in spyware and digital forensics, one by one"),
        ("claims/", "nec", "In most of the countries linked to Japan, the index names NEC."),
    ],
)
def test_a_filter_leaves_what_has_the_words(
    address: str, visit: Visit, path: str, typed: str, shown: str
) -> None:
    """It says how many are left of how many, and all come back when it is emptied."""
    page = visit(address + path)
    field, said = page.locator(".filter input").first, page.locator(".filter output").first
    total = said.inner_text()
    field.fill(typed)
    expect(said).to_have_text(re.compile(rf"^\d+ of {total}$"))
    left = int(said.inner_text().split()[0])
    entries = page.locator(
        ".filter + .table-wrap tbody tr:visible, .filter + .index li:visible, .claims > li:visible"
    )

    assert 0 < left < int(total)
    assert shown in " ".join(entries.all_inner_texts())
    field.fill("")
    expect(said).to_have_text(total)


def test_a_heading_without_entries_is_not_shown(address: str, visit: Visit) -> None:
    """A part of the world of which no country is left says nothing."""
    page = visit(f"{address}countries/")
    page.locator(".filter input").first.fill("chile")

    assert page.locator(".index h2:visible").all_inner_texts() == [
        "Latin America and the Caribbean"
    ]


def test_whoever_is_led_to_a_hidden_row_sees_it(address: str, visit: Visit) -> None:
    """A link to a row that is filtered out brings all rows back."""
    page = visit(f"{address}companies/")
    page.locator(".filter input").fill("nec")
    expect(page.locator("#row-huawei")).to_be_hidden()
    page.evaluate("() => { location.hash = 'row-huawei' }")

    expect(page.locator("#row-huawei")).to_be_visible()


def test_paper_has_every_row(address: str, visit: Visit) -> None:
    """What was filtered out on the screen is printed, and the filter is not."""
    page = visit(f"{address}companies/")
    page.locator(".filter input").fill("huawei")
    page.emulate_media(media="print")

    expect(page.locator("#row-nec")).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()


def test_without_a_script_a_table_is_a_table(address: str, browser: Browser) -> None:
    """No field that does nothing, no button that does nothing, and every row."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{address}companies/")

        assert page.locator(".filter:visible, thead button").count() == 0
        assert page.locator("tbody tr:visible").count() > 100


def test_small_tables_stay_plain(address: str, visit: Visit) -> None:
    """What is seen at a glance needs no field."""
    page = visit(f"{address}figures/regimes_now/")

    assert page.locator("tbody tr").count() > 0
    assert page.locator(".filter, thead button").count() == 0


@pytest.mark.parametrize("path", ["companies/", "countries/", "claims/"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_script_comes(
    address: str, visit: Visit, path: str, width: int
) -> None:
    """The field has its room from the first paint on."""
    assert visit(address + path, width=width).evaluate(SHIFT) < 0.01


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (1280, True)], ids=["phone by day", "desk by night"]
)
def test_a_sorted_table_is_open_to_all(
    *, address: str, visit: Visit, width: int, dark: bool
) -> None:
    """Sorted and filtered, it fits its screen and breaks no rule of accessibility."""
    page = visit(f"{address}companies/", width=width, dark=dark)
    page.locator("thead button").nth(2).click()
    page.locator(".filter input").fill("an")
    page.evaluate(AXE.read_text(encoding="utf-8"))

    assert page.evaluate(VIOLATIONS) == []
    assert page.evaluate(OVERHANG) == 0


def test_it_weighs_little(site: Path) -> None:
    """The script stays within its budget."""
    assert len(gzip.compress((site / "assets/tables.js").read_bytes(), 9)) < SCRIPT
