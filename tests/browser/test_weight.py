"""What a page costs before a reader touches it: bytes, moves on the screen, and waiting."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
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
SHIFTS = """
    new PerformanceObserver(list => {
        window.shifts = [...(window.shifts ?? []), ...list.getEntries().flatMap(each =>
            each.sources.map(({ node }) => `${each.value.toFixed(5)} ${(node?.outerHTML ?? node?.textContent ?? "")}`))];
    }).observe({ type: "layout-shift", buffered: true });
"""


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
    """Charts have their room from the first paint on, and a font that is late waits for another page."""
    assert _moved(context, address, name) == []


def test_a_chart_in_a_frame_has_its_room_at_once(address: str, context: BrowserContext) -> None:
    """The font is in the style sheet and read a moment after it: lines may move, no drawing does."""
    assert [each for each in _moved(context, address, FRAME) if "<svg" in each] == []


def _moved(context: BrowserContext, address: str, name: str) -> list[str]:
    """Return what moved on a page without a reader's doing, while its fonts came late."""
    complaints: list[str] = []

    def late(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    listen(context, address, complaints)
    context.route("**/*.woff2", late)
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(address + name, wait_until="networkidle")
    page.evaluate("() => document.fonts.ready")
    page.evaluate("() => new Promise(done => setTimeout(done, 300))")

    assert complaints == []
    moved: list[str] = page.evaluate("() => window.shifts ?? []")
    return moved


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
