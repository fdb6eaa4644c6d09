"""What a reader of one edition learns of the others: in its menu, and in the bar at its foot."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from report import archive, editions, fonts, links, seals, style, website
from report.facts import Past
from report.model import Project, SiteFile
from report.shelf import Shelf
from tests import lighthouses
from tests.browser.conftest import Serve, Visit, listen
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS

TITLES = {"2022-06": "The survey", "2023-01": "2023-01", "2023-01.1": 'Lamps & <img src="x">'}
OLD, WRONG, LATEST = TITLES
BROWSERS_OWN = "Failed to load resource"  # what Chromium says of any file that is not there
# What a careful host sends with every page.
POLICY = "; ".join(
    f"{kind} 'self'" for kind in "default-src script-src style-src connect-src".split()
)
BOXES = """
    () => [...document.querySelectorAll("body :not(.menu, .menu *, .notice, .notice *)")].map(each => {
        const {x, y, width, height} = each.getBoundingClientRect();
        return [each.tagName, x, y, width, height];
    })
"""
TARGETS = """
    () => [...document.querySelectorAll(".edition :is(a, summary), .notice :is(a, button)")]
        .map(each => each.getBoundingClientRect())
        .filter(box => box.height < 24 || box.width < 24).length
"""


def index(**changes: object) -> dict[str, object]:
    """Return what ``editions.json`` says of the three editions, or something else in it."""
    listed = [
        {
            "name": name,
            "title": title,
            "date": f"{name[:7]}-01",
            "corrected_by": LATEST if name == WRONG else None,
            "corrections": ["lamps twice"] if name == WRONG else [],
            "address": f"{name}/",
        }
        for name, title in reversed(TITLES.items())
    ]
    return {"latest": LATEST, "editions": listed, "charts": {}, "figures": {}, **changes}


def front(_: Sequence[Past]) -> Iterable[SiteFile]:
    """Return what stands beside the editions."""
    yield SiteFile("editions.json", json.dumps(index()).encode())
    for name in ("editions", "corrections"):
        html = (
            f'<!doctype html><html lang="en"><title>{name}</title><link rel="icon" href="data:,">'
        )
        yield SiteFile(f"{name}/index.html", html.encode())


def publish(project: Project, name: str) -> None:
    """Publish the lighthouses; from the second edition on they have one page more."""
    shelf = Shelf(name, TITLES[name], seals.past(project, before=name))
    new = [] if name == OLD else [lighthouses.page("findings/oil.md", "## Whale oil {#whales}")]

    def build(out: Path) -> editions.Facts:
        pages = [*lighthouses.pages(), *new]
        files = [
            SiteFile("assets/palette.css", style.palette_css().encode()),
            *fonts.prepare(project).files,
            *(each for each in lighthouses.files() if not each.site_path.startswith("assets/")),
        ]
        website.build(pages, files, project=project, out=out, shelf=shelf, timestamp=0)
        links.check(links.read(project, out))
        return {}

    editions.publish(
        project, name, TITLES[name], build, bundle=lambda: archive.pack({}), front=front
    )


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of three editions, the second of which was wrong."""
    project = lighthouses.project(tmp_path_factory.mktemp("lighthouses"))
    for name in TITLES:
        publish(project, name)
    return project.site


@pytest.fixture(scope="session")
def home(published: Path, serve: Serve) -> str:
    """The address at which the editions are served."""
    return serve(published)


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page on which no script runs."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def menu(page: Page) -> list[str]:
    """Open the menu; return what its lines say."""
    page.locator(".edition summary").click()
    return [" ".join(line.split()) for line in page.locator(".menu li").all_inner_texts()]


def bar(page: Page) -> str:
    """Return what the bar says once nothing more is loaded."""
    page.wait_for_load_state("networkidle")
    return page.locator(".notice").inner_text()


def answer(page: Page, text: str) -> None:
    """Load the page again, with other words in ``editions.json``."""
    page.route("**/editions.json", lambda route: route.fulfill(body=text))
    page.reload()


# The menu


def test_a_reader_stays_at_the_place_in_another_edition(home: str, visit: Visit) -> None:
    """The menu leads to the same page and the same row of it, back in time and forth."""
    page = visit(f"{home}{LATEST}/figures/lamps/#row-1")
    menu(page)
    page.locator(".menu").get_by_text(OLD).click()
    assert page.url == f"{home}{OLD}/figures/lamps/#row-1"

    page.wait_for_load_state("networkidle")
    menu(page)
    page.locator(".menu").get_by_text("next").click()
    assert page.url == f"{home}{WRONG}/figures/lamps/#row-1"


def test_the_anchor_is_the_one_where_the_reader_is_now(home: str, visit: Visit) -> None:
    """Who follows a link within the page goes from there to the other editions."""
    page = visit(f"{home}{WRONG}/figures/lamps/#row-1")
    assert "read this page there" in bar(page)

    page.evaluate("location.hash = '#row-2'")
    page.wait_for_function("document.querySelector('[data-same]').hash == '#row-2'")

    ends = page.locator("a[data-same]").evaluate_all("all => all.map(each => each.hash)")
    assert ends == ["#row-2"] * 3  # newer, older, and in the bar


def test_the_menu_learns_what_came_later(home: str, visit: Visit) -> None:
    """What was unknown when the edition was sealed stands above it, as text."""
    page = visit(f"{home}{OLD}/data/")
    bar(page)

    assert menu(page) == [
        f"{LATEST} latest {TITLES[LATEST]}",
        f"{WRONG} next",
        f"{OLD} this edition {TITLES[OLD]}",
        "All editions",
    ]


@pytest.mark.parametrize("folder", [LATEST, "latest"])
def test_the_latest_edition_says_that_it_is(home: str, visit: Visit, folder: str) -> None:
    """At its own address as in latest/, in its menu, and without a bar."""
    page = visit(f"{home}{folder}/data/")

    assert bar(page) == ""
    assert menu(page)[0] == f"{LATEST} this edition, the latest {TITLES[LATEST]}"


def test_a_menu_works_without_scripts(home: str, plain: Page) -> None:
    """Earlier editions are led to, at the same page or, where it was not, at the front page."""
    plain.goto(f"{home}{LATEST}/findings/oil/")

    assert menu(plain) == [
        f"{LATEST} this edition {TITLES[LATEST]}",
        f"{WRONG} previous",
        f"{OLD} {TITLES[OLD]} This page did not exist then: to the front page",
        "All editions",
    ]
    plain.locator(".menu").get_by_text("did not exist").click()
    assert plain.url == f"{home}{OLD}/"


def test_a_menu_closes_when_the_reader_turns_away(home: str, visit: Visit) -> None:
    """It covers the page only while it is asked for."""
    page = visit(f"{home}{LATEST}/data/")
    menu(page)

    page.mouse.click(1200, 700)

    expect(page.locator(".menu")).to_be_hidden()


# The bar


def test_an_old_edition_leads_to_the_latest(home: str, visit: Visit) -> None:
    """It says what it is, and the way leads to the same place."""
    page = visit(f"{home}{OLD}/figures/lamps/#row-2")

    said = f"This is edition {OLD}. The latest is {LATEST}: read this page there. Close"
    assert " ".join(bar(page).split()) == said
    page.get_by_text("read this page there").click()
    assert page.url == f"{home}latest/figures/lamps/#row-2"


def test_a_corrected_edition_says_so(home: str, visit: Visit) -> None:
    """And leads to what was wrong in it."""
    page = visit(f"{home}{WRONG}/data/")

    assert f"It was corrected by {LATEST}: what was wrong." in bar(page)
    link = page.get_by_text("what was wrong").evaluate("link => link.href")
    assert link == f"{home}corrections/#lamps%20twice"


def test_a_bar_can_be_closed_with_the_keyboard(home: str, visit: Visit) -> None:
    """Who closes it is back in the text, and it stays closed on that page."""
    page = visit(f"{home}{OLD}/data/")
    bar(page)

    page.get_by_role("button", name="Close").press("Enter")

    assert bar(page) == ""
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("folder", [OLD, "latest"])
def test_a_place_that_is_not_there_is_told(home: str, visit: Visit, folder: str) -> None:
    """Who comes for a row that the edition does not have is not left to look for it."""
    page = visit(f"{home}{folder}/figures/lamps/#row-99")
    said = "The place you were led to is not in this edition of the page."
    assert said in bar(page)

    page.evaluate("location.hash = '#row-1'")
    expect(page.locator(".notice")).not_to_contain_text(said)


@pytest.mark.parametrize("anchor", ["#", "#top", "#row-1", "#%72ow-1", "#content"])
def test_a_place_that_is_there_is_not_spoken_of(home: str, visit: Visit, anchor: str) -> None:
    """However it is written."""
    assert bar(visit(f"{home}latest/figures/lamps/{anchor}")) == ""


def test_nothing_moves_when_the_bar_comes(home: str, browser: Browser) -> None:
    """It takes its room at the end of the page: it shifts nothing, and hides nothing there."""
    held: list[Route] = []
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        context.route("**/editions.json", lambda route: held.append(route))  # noqa: PLW0108 - it gets an attribute
        page = context.new_page()
        page.goto(f"{home}{WRONG}/figures/lamps/")
        page.evaluate("document.fonts.ready")
        before = page.evaluate(BOXES)

        held[0].continue_()
        expect(page.locator(".notice")).to_contain_text("read this page there")
        assert page.evaluate(BOXES) == before

        page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
        foot, notice = (page.locator(each).bounding_box() for each in (".foot", ".notice"))
        assert foot
        assert notice
        assert foot["y"] + foot["height"] <= notice["y"] + 0.5


def test_a_bar_is_not_printed(home: str, visit: Visit) -> None:
    """Paper shows the edition's name and no menu."""
    page = visit(f"{home}{OLD}/data/")
    menu(page)
    bar(page)

    page.emulate_media(media="print")

    expect(page.locator(".notice")).to_be_hidden()
    expect(page.locator(".menu")).to_be_hidden()
    expect(page.locator(".edition summary")).to_be_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", [360, 1280])
def test_menu_and_bar_are_open_to_all(home: str, visit: Visit, width: int, *, dark: bool) -> None:
    """They fit the screen, can be hit with a finger, and break no rule of accessibility."""
    page = visit(f"{home}{WRONG}/figures/lamps/#row-99", width=width, dark=dark)
    assert bar(page)
    menu(page)
    page.evaluate(AXE.read_text(encoding="utf-8"))

    assert page.evaluate(VIOLATIONS) == []
    assert page.evaluate(OVERHANG) == 0
    assert page.evaluate(TARGETS) == 0


# Where there is no answer, or not a good one


STALE = [each for each in index()["editions"] if each["name"] != LATEST]  # type: ignore[attr-defined]  # read from JSON
TITLED = [{"name": LATEST, "title": "T", "corrections": []}]
BAD = {
    "nothing": "",
    "half a file": json.dumps(index())[:60],
    "null": "null",
    "a list": "[]",
    "a page": "<!doctype html>",
    "no editions": json.dumps({"latest": LATEST}),
    "editions that are none": json.dumps(index(editions=[None, 1, "x"])),
    "an unknown latest": json.dumps(index(latest="2099-01")),
    "a latest that leads away": json.dumps(
        index(latest="../..", editions=[{**TITLED[0], "name": "../.."}, {**TITLED[0], "name": OLD}])
    ),
    "names in lists": json.dumps(
        index(editions=[{**TITLED[0], "name": [LATEST]}, {**TITLED[0], "name": OLD}])
    ),
    "an edition without corrections": json.dumps(index(editions=[*TITLED, {"name": OLD}])),
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_not_in_the_form_agreed_is_passed_over(home: str, visit: Visit, text: str) -> None:
    """The page stays as it was sealed, and no error is raised."""
    page = visit(f"{home}{OLD}/data/")
    answer(page, text)

    assert bar(page) == ""
    assert menu(page) == [f"{OLD} this edition {TITLES[OLD]}", "All editions"]


def test_a_list_older_than_the_page_has_nothing_to_say(home: str, visit: Visit) -> None:
    """A copy that a browser or a host kept does not make a new edition an old one."""
    page = visit(f"{home}{LATEST}/data/")
    answer(page, json.dumps(index(latest=WRONG, editions=STALE)))

    assert bar(page) == ""
    assert "the latest" not in menu(page)[0]


def test_a_missing_list_is_not_missed(home: str, browser: Browser) -> None:
    """The browser may say that a file is not there; the page says nothing."""
    url, complaints = f"{home}{OLD}/data/", list[str]()
    with browser.new_context() as context:
        listen(context, url, complaints)
        context.route("**/editions.json", lambda route: route.fulfill(status=404))
        page = context.new_page()
        page.goto(url)

        assert bar(page) == ""
        assert [each for each in complaints if BROWSERS_OWN not in each] == []


def test_a_page_on_a_disk_asks_nobody(published: Path, browser: Browser) -> None:
    """Opened as a file, it complains of nothing that is the script's."""
    said: list[str] = []
    with browser.new_context() as context:
        context.on("console", lambda each: said.append(each.text))
        context.on("weberror", lambda raised: said.append(str(raised.error)))
        page = context.new_page()
        page.goto((published / OLD / "data" / "index.html").as_uri())

        assert bar(page) == ""
        assert [each for each in said if "editions" in each or "fetch" in each] == []


def test_a_strict_policy_stops_none_of_it(home: str, browser: Browser) -> None:
    """Scripts, styles and requests of the site's own are all that is needed."""
    url, complaints = f"{home}{WRONG}/data/", list[str]()

    def guard(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    with browser.new_context() as context:
        listen(context, url, complaints)
        context.route(f"{home}**", guard)
        page = context.new_page()
        page.goto(url)

        assert "read this page there" in bar(page)
        assert complaints == []


def test_the_script_is_small(site: Path) -> None:
    """It is on every page: as it is sent, no more than what fits in three packets."""
    assert (site / "assets" / "editions.js").stat().st_size < 3 * 1400
