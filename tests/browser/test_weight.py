"""What a page costs before a reader touches it: bytes, moves on the screen, and waiting."""

import gzip
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser, BrowserContext, Response, Route

from tests.browser.conftest import Serve, listen

KB = 1000
SIGNPOST = b'http-equiv="refresh"'  # leads on at once
# What a page of this kind may cost in all: its HTML, styles, fonts, drawings and scripts.
BUDGETS = {"": 120 * KB, "findings/*/": 120 * KB, "countries/*/": 60 * KB, "suppliers/*/": 60 * KB}
CHARTED = ("", "findings/face-recognition/", "charts/face_leaders/")
FRAME = "charts/face_leaders/embed/"
# Beside those, what a page is made to wait for before its first paint.
BLOCKING = """
    () => performance.getEntriesByType("resource")
        .filter(each => each.renderBlockingStatus === "blocking")
        .map(each => each.name.split("/").pop())
"""
# What rises or falls, that is: the words of a line stand a little elsewhere in another font.
JUMPS = """
    new PerformanceObserver(list => {
        const jumped = ({ previousRect: from, currentRect: to }) => Math.abs(from.top - to.top) > 2;
        const named = ({ node }) => (node?.outerHTML ?? node?.textContent ?? "");
        window.jumps = [...(window.jumps ?? []), ...list.getEntries().flatMap(each =>
            each.sources.filter(each => each.node?.nodeType === 1 && jumped(each)).map(named))];
    }).observe({ type: "layout-shift", buffered: true });
"""
# Whether the page waits for its fonts, each time that this changed.
WAITED = """
    window.waited = [];
    new MutationObserver(() => {
        const waits = document.documentElement.classList.contains("standing-in");
        if (waits !== window.waited.at(-1)) window.waited.push(waits);
    }).observe(document, { attributes: true, attributeFilter: ["class"], subtree: true });
"""
TIMES = """
    () => {
        const came = performance.getEntriesByType("resource");
        const fonts = came.filter(each => each.name.endsWith(".woff2"));
        return [
            came.find(each => each.name.endsWith("site.css")).responseEnd,
            Math.min(...fonts.map(each => each.startTime)),
            performance.getEntriesByName("first-contentful-paint")[0].startTime,
            Math.min(...fonts.map(each => each.responseEnd)),
        ];
    }
"""
LINE = """
<!doctype html>
<link rel="stylesheet" href="../assets/site.css">
<script src="../assets/fonts.js" defer></script>
<h1>Ships</h1><p>Two.</p>
"""
LINES = LINE.replace("Two.", "Seven of them lay in the harbour. " * 12) + "<h2>Ferries</h2>"


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the site is served."""
    return serve(site)


@pytest.fixture(params=[360, 1280], ids=["phone", "desk"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A reader who comes for the first time."""
    with browser.new_context(viewport={"width": request.param, "height": 800}) as context:
        yield context


@pytest.mark.parametrize("kind", BUDGETS)
def test_a_page_keeps_to_its_budget(
    site: Path, address: str, context: BrowserContext, kind: str
) -> None:
    """All that is asked for before a reader does anything is small, as a server would zip it."""
    heavy = {}
    for name in _heaviest(site, kind):
        costs = _costs(context, address + name)
        if sum(costs.values()) > BUDGETS[kind]:
            heavy[name] = costs

    assert not heavy


def test_nothing_blocks_the_first_paint_but_one_stylesheet(
    site: Path, address: str, context: BrowserContext
) -> None:
    """A page is painted as soon as it has come and its style sheet has."""
    page = context.new_page()
    waited = {}
    for kind in BUDGETS:
        for name in _heaviest(site, kind)[:1]:
            page.goto(address + name)
            waited[name] = page.evaluate(BLOCKING)

    assert waited
    assert {tuple(names) for names in waited.values()} == {("site.css",)}


@pytest.mark.parametrize("name", CHARTED)
def test_nothing_moves_while_a_page_comes(address: str, context: BrowserContext, name: str) -> None:
    """Charts have their room from the first paint on; a font that would move them waits for another page."""
    assert _moved(context, address, name) == []


@pytest.mark.parametrize("name", CHARTED)
def test_words_do_not_wait_for_fonts(address: str, context: BrowserContext, name: str) -> None:
    """No font is asked for before there are words to set, and these stand before it has come."""
    context.route("**/*.woff2", _late)
    page = context.new_page()
    page.goto(address + name, wait_until="networkidle")
    styled, asked, painted, came = page.evaluate(TIMES)

    assert styled <= asked
    assert painted < came


@pytest.mark.parametrize(
    ("html", "wide", "waited"),
    [
        pytest.param(LINE, False, [True, False], id="a line"),
        pytest.param(LINES, True, [True], id="lines that would break"),
    ],
)
def test_a_late_font_is_put_in_where_nothing_jumps(
    site: Path, address: str, context: BrowserContext, html: str, *, wide: bool, waited: list[bool]
) -> None:
    """Where what is seen would rise or fall, the page stays in the fonts that it stands in."""

    def late(route: Route) -> None:
        time.sleep(0.4)
        content = (site / "assets/fonts" / route.request.url.rpartition("/")[2]).read_bytes()
        route.fulfill(body=_widened(content) if wide else content, content_type="font/woff2")

    context.route("**/*.woff2", late)
    context.route("**/ships/", lambda route: route.fulfill(body=html, content_type="text/html"))
    context.add_init_script(WAITED)
    page = context.new_page()
    page.goto(f"{address}ships/", wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")

    assert page.evaluate("() => window.waited") == waited


def test_a_font_that_is_there_is_used_at_once(address: str, context: BrowserContext) -> None:
    """Who goes on to another page sees it in its fonts from the first paint on."""
    context.add_init_script(WAITED)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.goto(f"{address}findings/", wait_until="networkidle")

    assert page.evaluate("() => window.waited") == []


def test_a_chart_in_a_frame_has_its_room_at_once(address: str, context: BrowserContext) -> None:
    """The font is in the style sheet and read a moment after it: lines may move, no drawing does."""
    assert [each for each in _moved(context, address, FRAME) if "<svg" in each] == []


def _moved(context: BrowserContext, address: str, name: str) -> list[str]:
    """Return what moved on a page without a reader's doing, while its fonts came late."""
    complaints: list[str] = []
    listen(context, address, complaints)
    context.route("**/*.woff2", _late)
    context.add_init_script(JUMPS)
    page = context.new_page()
    page.goto(address + name, wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")

    assert complaints == []
    moved: list[str] = page.evaluate("() => window.jumps ?? []")
    return moved


def _late(route: Route) -> None:
    time.sleep(0.4)
    route.continue_()


def _heaviest(site: Path, kind: str) -> list[str]:
    """Return the addresses of a kind of page, the longest first: all findings, of others a few."""
    found = [p for p in site.glob(f"{kind}index.html") if SIGNPOST not in p.read_bytes()]
    paths = sorted(found, key=lambda path: (-path.stat().st_size, path))
    names = [path.relative_to(site).as_posix().removesuffix("index.html") for path in paths]
    return names if kind == "findings/*/" else [*names[:2], *names[-1:]]


def _costs(context: BrowserContext, url: str) -> dict[str, int]:
    """Return what a page asks for and what each costs, zipped where that makes it smaller."""
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - it gets an attribute
    page.goto(url, wait_until="networkidle")
    bodies = {answer.url: answer.body() for answer in answers if not answer.url.startswith("data:")}
    page.close()
    return {
        name.rpartition("/")[2] or "page": min(len(body), len(gzip.compress(body, 6)))
        for name, body in bodies.items()
    }


def _widened(content: bytes) -> bytes:
    """Return a font with its letters twice as far apart."""
    font, out = TTFont(BytesIO(content)), BytesIO()
    widths = font["hmtx"].metrics
    font["hmtx"].metrics = {name: (2 * width, edge) for name, (width, edge) in widths.items()}
    font.save(out)
    return out.getvalue()
