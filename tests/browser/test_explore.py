"""A reader who reaches for a chart can explore it, and whoever does not pays nothing for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import ROOT, Serve, Visit
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS

CHARTS = sorted(path.stem for path in (ROOT / "charts").glob("*.py"))
BUTTON = ".explore > button"
VIEW = ".explore-view"
DRAWN = """
    svg => ["path", "text"].map(name => [...svg.querySelectorAll(name)].filter(each => {
        const look = getComputedStyle(each);
        const painted = look.fill !== "none" || look.stroke !== "none";
        return name === "text" ? each.textContent : each.getAttribute("d") && painted
            && !each.closest("clipPath, defs, .background, .foreground"); // Vega's own, empty
    }).length)
"""
HOSTILE = "<img src=x onerror=\"document.title='caught'\"><b>Apples</b>"


@pytest.fixture(scope="session")
def address(site: Path, serve_strictly: Serve) -> str:
    """The address at which the site is served, with its security policy."""
    return serve_strictly(site)


def asked(page: Page, *parts: str) -> list[str]:
    """Note from now on which addresses with one of these parts a page asks for."""
    found: list[str] = []
    page.on(
        "request", lambda one: found.append(one.url) if any(p in one.url for p in parts) else None
    )
    return found


def opened(page: Page, *, wait: bool = True) -> Page:
    """Open the layer of the first chart with the keyboard."""
    page.locator(BUTTON).first.press("Enter")
    if wait:
        page.locator(".explore-controls").first.wait_for()
    return page


def told(page: Page) -> list[str]:
    """Return the texts of the tooltip: what names the row, and its values."""
    return page.locator(".explore-tip:visible :is(strong, b)").all_inner_texts()


def table(page: Page) -> list[list[str]]:
    """Return the cells of the table of a chart's page, row by row."""
    cells = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim()))"
    found: list[list[str]] = (
        page.locator("#numbers ~ .table-wrap").first.locator("tbody tr").evaluate_all(cells)
    )
    return found


def test_nothing_is_loaded_before_a_reader_reaches(address: str, visit: Visit) -> None:
    """On the front page, on a finding and on a chart's page: a small loader and no more."""
    for path in ("", "findings/face-recognition/", "charts/world_suppliers/"):
        page = visit(address)
        found = asked(page, "explore")
        page.goto(address + path, wait_until="networkidle")
        page.mouse.wheel(0, 1200)
        page.locator("body").press("Tab")
        page.wait_for_timeout(400)

        assert {url.rpartition("/")[2] for url in found} <= {"explore.js"}


def test_a_pointer_that_rests_on_a_chart_is_told_of_it(address: str, visit: Visit) -> None:
    """It takes no click, moves nothing on the page, and ends where the pointer leaves."""
    page = visit(f"{address}charts/face_latest/")
    box = page.locator(".chart-wide svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 40)
    page.locator(VIEW).wait_for()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 41)

    expect(page.locator(".explore-tip")).to_be_visible()
    assert told(page) == ["China", "52"]
    assert page.locator(".chart-wide > svg").bounding_box() == box
    assert page.locator(".explore-marks svg").bounding_box() == box
    lit = page.locator(".explore-marks :is(path, text):not(.is-dim)")
    assert {"China", "52"} <= set(lit.all_text_contents())
    assert "Japan" not in lit.all_text_contents()
    page.mouse.move(5, 5)
    expect(page.locator(".explore-tip")).to_be_hidden()
    expect(page.locator(".is-dim")).to_have_count(0)


def test_a_mark_leads_to_the_page_of_its_row_explored_or_not(address: str, visit: Visit) -> None:
    """By a click on it, and by Enter for who walks the marks with the keys."""
    page = visit(f"{address}charts/world_suppliers/")
    box = page.locator('.chart-wide svg a[data-row="AUS"]').bounding_box()
    assert box
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.locator(VIEW).wait_for()
    page.mouse.move(middle[0] + 1, middle[1])
    expect(page.locator(".explore-tip")).to_be_visible()
    page.mouse.click(*middle)
    page.wait_for_url(f"{address}countries/australia/")

    page.goto(f"{address}charts/world_suppliers/")
    opened(page)
    page.locator(VIEW).press("ArrowRight")
    name = told(page)[0]
    page.locator(VIEW).press("Enter")
    page.wait_for_url(f"{address}countries/*/")

    assert page.locator("h1").inner_text() == name


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["desk", "phone"])
def test_every_chart_opens_as_it_stood(
    *, address: str, visit: Visit, width: int, dark: bool
) -> None:
    """All its marks and words are there, in the same place, and the page complains of nothing."""
    page = visit(address, width=width, dark=dark)
    for name in CHARTS:
        page.goto(f"{address}charts/{name}/")
        place = page.locator(".chart-wide" if width > 700 else ".chart-narrow")
        still = place.locator("> svg")
        before = (still.evaluate(DRAWN), still.bounding_box())
        opened(page)
        anew = page.locator(".explore-marks svg")
        box, old = anew.bounding_box(), before[1]

        assert anew.evaluate(DRAWN) == before[0], name
        assert box is not None
        assert old is not None
        assert (box["width"], box["height"]) == pytest.approx((old["width"], old["height"])), name
        assert page.evaluate(OVERHANG) <= 0, name


def test_what_is_told_stands_in_the_table(address: str, visit: Visit) -> None:
    """With the arrow keys a reader comes to each row that is drawn, in the order of the table."""
    page = visit(address)
    for name in CHARTS:
        page.goto(f"{address}charts/{name}/")
        rows, place, found = table(page), -1, 0
        opened(page)
        said = page.locator(".explore-said")
        for _ in range(12):
            before = said.inner_text()
            page.keyboard.press("ArrowDown")
            if said.inner_text() == before:
                break  # the last one
            texts = told(page)
            place = next(n for n, row in enumerate(rows) if n > place and set(texts) <= set(row))
            found += 1
            assert all(text in said.inner_text() for text in texts), name
        assert found > 1, name


def test_the_keyboard_opens_walks_and_leaves(address: str, visit: Visit) -> None:
    """Enter opens, arrows walk, Escape leads back to the button, and the still chart is there."""
    page = opened(visit(f"{address}charts/face_latest/"))
    expect(page.locator(VIEW)).to_be_focused()
    assert page.locator(".chart-wide > svg").is_hidden()

    page.keyboard.press("End")
    last = told(page)
    page.keyboard.press("Home")
    assert told(page) == ["China", "52"] != last
    page.keyboard.press("Escape")

    expect(page.locator(BUTTON)).to_be_focused()
    expect(page.locator(BUTTON)).to_have_text("Explore this chart")
    assert page.locator(".chart-wide > svg").is_visible()
    assert page.locator(f"{VIEW}, .explore-controls").count() == 0
    opened(page)  # and in again
    expect(page.locator(VIEW)).to_be_focused()


def test_groups_can_be_put_out(address: str, visit: Visit) -> None:
    """What is put out is no longer told; never is everything out."""
    page = opened(visit(f"{address}charts/face_leaders/"))
    buttons = page.locator(".explore-groups button")
    assert buttons.all_inner_texts() == ["China", "US", "Japan"]

    buttons.first.click()

    assert buttons.first.get_attribute("aria-pressed") == "false"
    assert page.locator(".is-out").count() == 4  # its line and three points
    page.locator(VIEW).press("Home")
    assert told(page)[0] == "US"
    buttons.nth(1).click()
    buttons.nth(2).click()
    expect(page.locator(".explore-groups [aria-pressed=true]")).to_have_count(3)
    expect(page.locator(".is-out")).to_have_count(0)


def test_two_rows_can_be_compared(address: str, visit: Visit) -> None:
    """Both stay lit, and are told side by side and aloud."""
    page = opened(visit(f"{address}charts/world_suppliers/"))
    one, two = page.locator(".explore-pick select").all()
    one.select_option(label="Kenya")
    two.select_option(label="Canada")

    names = page.locator(".explore-compared dt").all_inner_texts()
    values = page.locator(".explore-compared b").all_inner_texts()
    rows = {row[n]: row for row in table(page) for n in range(len(row))}
    assert names == ["Kenya", "Canada"]
    assert all(value in rows[name] for name, value in zip(names, values, strict=True))
    assert all(text in page.locator(".explore-said").inner_text() for text in (*names, *values))
    lit = page.locator(".explore-marks path:not(.is-dim)")
    assert lit.evaluate_all("all => all.filter(each => each.__data__.tooltip).length") == 2


def test_a_finger_taps_and_taps_beside(address: str, visit: Visit) -> None:
    """On a phone a tap tells, and a tap elsewhere ends it; a mark with a page leads there."""
    page = visit(f"{address}charts/companies_by_countries/", width=360)
    mark = page.locator(".chart-narrow svg path").nth(1)
    mark.click()
    page.locator(VIEW).wait_for()

    expect(page.locator(".explore-tip")).to_be_visible()
    assert told(page)[0] in {"Huawei", "NEC"}
    page.locator("h1").click()
    expect(page.locator(".explore-tip")).to_be_hidden()


def test_a_turned_phone_shows_the_other_drawing(address: str, visit: Visit) -> None:
    """The layer moves to the drawing that is shown, and stays open."""
    page = opened(visit(f"{address}charts/face_latest/", width=360))
    page.set_viewport_size({"width": 1000, "height": 700})

    page.locator(f".chart-wide {VIEW}").wait_for()
    assert page.locator(f".chart-narrow {VIEW}").count() == 0
    assert page.locator(".explore-controls").count() == 1


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", [360, 1280])
def test_an_open_layer_is_open_to_all(
    *, address: str, visit: Visit, width: int, dark: bool
) -> None:
    """No rule of accessibility is broken: with the tooltip, with a group out, with a comparison."""
    page = visit(address, width=width, dark=dark)
    for name in ("world_suppliers", "face_leaders", "companies_by_countries"):
        page.goto(f"{address}charts/{name}/")
        opened(page)
        if page.locator(".explore-groups button").count():
            page.locator(".explore-groups button").first.click()
        page.locator(".explore-pick select").first.select_option(index=2)
        page.locator(VIEW).press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(200)  # ms, until nothing fades any more
        page.evaluate(AXE.read_text(encoding="utf-8"))

        assert page.evaluate(VIOLATIONS) == [], name
        assert page.evaluate(OVERHANG) <= 0, name


def test_names_are_text(address: str, visit: Visit) -> None:
    """Whatever a row is called, and a column, be it "image": it is written, never run."""

    def hostile(route: Route) -> None:
        layer: dict[str, Any] = json.loads(route.fetch().text())
        layer["rows"] = [[HOSTILE, *row[1:]] for row in layer["rows"]]
        layer["columns"] = [{**each, "label": "image"} for each in layer["columns"]]
        groups = layer["groups"]
        layer["groups"] = groups and {**groups, "labels": [HOSTILE for _ in groups["labels"]]}
        route.fulfill(json=layer)

    page = visit(address)
    page.route("**/assets/explore/world_suppliers.json", hostile)
    page.goto(f"{address}charts/world_suppliers/")
    opened(page)
    page.locator(".explore-pick select").first.select_option(index=1)
    page.locator(VIEW).press("ArrowDown")

    assert told(page)[0] == HOSTILE
    assert page.locator(".explore-groups button").first.inner_text() == HOSTILE
    assert page.locator(".explore-compared dt").inner_text() == HOSTILE
    assert page.locator("figure :is(img, b b, dt b)").count() == 0
    assert page.title() != "caught"


def test_a_layer_that_does_not_come_leaves_the_chart(address: str, visit: Visit) -> None:
    """The reader is told, the drawing stands, and another try is another try."""
    page = visit(address)
    page.route(
        "**/assets/explore/layer.js",
        lambda route: route.fulfill(body="export {};", content_type="text/javascript"),
    )
    page.goto(f"{address}charts/face_latest/")
    opened(page, wait=False)

    expect(page.locator(".explore-said")).to_contain_text("could not be loaded")
    assert page.locator(".chart-wide > svg").is_visible()
    assert page.locator(VIEW).count() == 0


def test_a_file_on_a_disk_offers_nothing(site: Path, browser: Browser) -> None:
    """There no script may ask for another: the button is not shown."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto((site / "charts/face_latest/index.html").as_uri())

        assert page.locator(BUTTON).is_hidden()
        assert page.locator(".chart-wide > svg").is_visible()


def test_without_scripts_and_on_paper_there_is_no_button(
    address: str, visit: Visit, browser: Browser
) -> None:
    """A dead control is none; printed, the still chart stands, even where the layer is open."""
    page = opened(visit(f"{address}charts/face_latest/"))
    page.emulate_media(media="print")

    assert page.locator(BUTTON).is_hidden()
    assert page.locator(VIEW).is_hidden()
    assert page.locator(".chart-wide > svg").is_visible()
    with browser.new_context(java_script_enabled=False) as context:
        still = context.new_page()
        still.goto(f"{address}charts/face_latest/")
        assert still.locator(BUTTON).is_hidden()
        assert still.locator(".explore").bounding_box() is None
