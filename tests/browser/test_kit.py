"""Whoever copies a snippet from a chart's page and pastes it elsewhere shows the chart there."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from report.model import SiteFile
from report.shelf import Shelf
from tests.browser.conftest import Serve
from tests.lighthouses import CHART, SETTINGS, SITE, build_in, chart_page, page, with_inserts

EDITION = Shelf("2023-09", "2023-09", ())
SAID = "https://lamps.example/coast/"  # where the site believes to be served
PINNED, FOLLOWING = "2023-09/charts/lamps/", "latest/charts/lamps/"
# What stands in for the page of the bare chart.
EMBED = (
    '<!doctype html><html lang="en"><title>Lamps</title><link rel="icon" href="data:,"><svg></svg>'
)


def drawing(width: int) -> bytes:
    """Return a drawing as a file."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 90">'
        '<path d="M0 9h300v30H0z"/></svg>'
    ).encode()


@pytest.fixture(scope="module", params=[SAID, ""], ids=["with an address", "without one"])
def root(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A site of one edition, in its folder and in ``latest/``; it is told an address, or none."""
    folder = tmp_path_factory.mktemp("lamps")
    told = type(SITE)(SITE.name, SITE.description, request.param, SITE.locale)
    chart = with_inserts(
        page("charts/lamps.md", kind="chart"), chart=chart_page(told, EDITION.edition)
    )
    files = [
        SiteFile("charts/lamps/embed/index.html", EMBED.encode()),
        SiteFile("charts/lamps.svg", drawing(720)),
        SiteFile("charts/lamps.dark.svg", drawing(720)),
        # A browser shows what it is sent, whatever its name says.
        SiteFile("charts/lamps.png", drawing(720)),
    ]
    settings = SETTINGS.replace('site_url: ""', f'site_url: "{request.param}"')
    build_in(folder, [chart], settings=settings, more=files, shelf=EDITION)
    for name in (EDITION.edition, "latest"):
        built = shutil.copytree(folder / "out", folder / "site" / name)
        for ending in ("narrow.svg", "narrow.dark.svg"):
            (built / f"charts/lamps.{ending}").write_bytes(drawing(340))
    return folder / "site"


@pytest.fixture
def home(root: Path, serve: Serve) -> str:
    """The address at which the site is really served: not the one it was told."""
    return serve(root)


@pytest.fixture
def empty(tmp_path: Path, serve: Serve) -> str:
    """An empty page of somebody else's, on another port."""
    html = (
        '<!doctype html><html lang="en"><title>Empty</title><link rel="icon" href="data:,"><body>'
    )
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    return serve(tmp_path)


@contextmanager
def opened(browser: Browser, address: str, **how: object) -> Iterator[Page]:
    """Open a page as a reader who lets it write to the clipboard."""
    with browser.new_context(**how) as context:  # type: ignore[arg-type]  # Playwright's names
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address)
        yield page


def part(page: Page, name: str) -> str:
    """Return the selector of what there is to copy under a heading."""
    assert page.locator(f"[aria-labelledby={name}]").count() == 2  # the part, and its text
    return f".kit-part[aria-labelledby={name}]"


def copied(page: Page, name: str) -> str:
    """Copy a snippet with the keyboard; return what the clipboard then holds."""
    page.locator(f"{part(page, name)} button").press("Enter")
    expect(page.locator(f"{part(page, name)} [role=status]")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def pasted(page: Page, empty: str, html: str) -> None:
    """Put a snippet into an empty page, as an author's system would."""
    page.goto(empty)
    page.evaluate("html => { document.body.innerHTML = html }", html)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(
    ("name", "address"), [("kit-frame", PINNED), ("kit-frame-latest", FOLLOWING)]
)
def test_a_frame_shows_the_chart(
    browser: Browser, home: str, empty: str, name: str, address: str
) -> None:
    """Pasted elsewhere it holds the bare chart, of the edition that it names or of the latest."""
    with opened(browser, f"{home}{PINNED}") as page:
        pasted(page, empty, copied(page, name))
        page.locator("iframe").scroll_into_view_if_needed()
        frame = page.frames[1]
        frame.wait_for_selector("svg", state="attached")

        assert frame.url == f"{home}{address}embed/"
        page.get_by_role("link").click()
        assert page.url == f"{home}{address}"
        assert page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("width", "scheme", "face"),
    [
        (1200, "light", "svg"),
        (1200, "dark", "dark.svg"),
        (360, "light", "narrow.svg"),
        (360, "dark", "narrow.dark.svg"),
    ],
)
def test_a_picture_suits_its_reader(
    *, browser: Browser, home: str, empty: str, width: int, scheme: str, face: str
) -> None:
    """Pasted elsewhere it is narrow on a telephone and dark by night, and never too wide."""
    screen = {"width": width, "height": 800}
    with opened(browser, f"{home}{PINNED}", viewport=screen, color_scheme=scheme) as page:
        pasted(page, empty, copied(page, "kit-picture"))
        image = page.locator("img")

        assert image.evaluate("img => img.currentSrc") == f"{home}2023-09/charts/lamps.{face}"
        assert image.evaluate("img => img.complete && img.naturalWidth > 0")
        assert image.get_attribute("alt") == CHART.description
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_markdown_shows_the_chart(browser: Browser, home: str, empty: str) -> None:
    """Where it is made into HTML there is a picture, which leads to the chart's page."""
    with opened(browser, f"{home}{PINNED}") as page:
        text = copied(page, "kit-markdown")
        served = markdown.markdown(text)
        pasted(page, empty, served)

        assert page.locator("img").get_attribute("src") == f"{home}2023-09/charts/lamps.png"
        assert page.locator("a").get_attribute("href") == f"{home}{PINNED}"


def test_a_link_leads_to_the_chart(browser: Browser, home: str) -> None:
    """It is the address of the page in this edition, wherever it was read."""
    with opened(browser, f"{home}{FOLLOWING}") as page:
        link = copied(page, "kit-link")

        assert link == f"{home}{PINNED}"
        answer = page.goto(link)
        assert answer is not None
        assert answer.ok


@pytest.mark.parametrize("read_at", [PINNED, FOLLOWING])
def test_addresses_are_those_at_which_the_page_is_read(
    browser: Browser, home: str, read_at: str
) -> None:
    """In the edition's folder as in latest/: which snippet follows the latest does not change."""
    with opened(browser, f"{home}{read_at}") as page:
        shown = page.locator("[data-at]").all_inner_texts()
        ways = page.locator("[data-at]").evaluate_all("all => all.map(each => each.dataset.at)")

    assert shown == [home + way for way in ways]
    assert {way.partition("/")[0] for way in ways} == {"2023-09", "latest"}


def test_an_edition_that_stands_alone_gives_its_own_address(
    browser: Browser, root: Path, serve: Serve
) -> None:
    """Under a folder of another name its files are where they are; of others it knows nothing."""
    alone = serve(root / "2023-09")
    with opened(browser, f"{alone}charts/lamps/") as page:
        assert (
            page.locator("[aria-labelledby=kit-link] pre").inner_text() == f"{alone}charts/lamps/"
        )
        assert alone not in page.locator("[aria-labelledby=kit-frame-latest] pre").inner_text()


def test_a_site_without_an_address_says_so_until_it_is_known(
    browser: Browser, home: str, root: Path
) -> None:
    """Addresses are relative only as long as no script has seen where the page is read."""
    html = (root / PINNED / "index.html").read_text(encoding="utf-8")
    told = SAID in html
    with opened(browser, f"{home}{PINNED}") as page:
        expect(page.locator(".kit-relative")).to_have_count(0)
    with opened(browser, f"{home}{PINNED}", java_script_enabled=False) as page:
        expect(page.locator(".kit-relative")).to_have_count(0 if told else 1)
        link = page.locator("[aria-labelledby=kit-link] pre").inner_text()

        assert link == (f"{SAID}{PINNED}" if told else PINNED)


def test_without_scripts_there_is_no_button(browser: Browser, home: str) -> None:
    """What could not work is not shown; the text can be selected as ever."""
    with opened(browser, f"{home}{PINNED}", java_script_enabled=False) as page:
        assert page.locator(".kit button").count() > 0
        assert page.locator(".kit button:visible").count() == 0


def test_without_a_clipboard_the_text_is_selected(browser: Browser, home: str) -> None:
    """Who is refused the clipboard copies by hand, and is told so."""
    with opened(browser, f"{home}{PINNED}") as page:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.locator(f"{part(page, 'kit-credit')} button").click()

        said = page.locator(f"{part(page, 'kit-credit')} [role=status]")
        expect(said).to_have_text("Selected, to be copied by hand")
        text = page.locator("[aria-labelledby=kit-credit] pre").inner_text()
        assert page.evaluate("getSelection().toString().trim()") == text.strip()
