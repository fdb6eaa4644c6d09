"""The bare charts in pages of other sites: as high as they are, and as quiet as a picture.

The hosts stand in ``hosts/``: what they do with messages is what such hosts do, in our own words.
They are served at an address of their own, as are the charts: neither can look into the other.
"""

import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page

from tests.browser.conftest import ROOT, Serve, listen

CHARTS = sorted(path.stem for path in (ROOT / "charts").glob("[!_]*.py"))
CHART, OTHER = CHARTS[1:3]
# Columns: the narrowest, those about the place where a chart has its other drawing, the widest.
WIDTHS = (320, 340, 380, 440, 500, 540, 559, 560, 580, 640, 720, 1600)
HOSTS = Path(__file__).parent / "hosts"
LISTENING = ("datawrapper", "sandboxed", "narrow", "wide", "amp", "medium", "pym", "ours", "dark")
# Every message that a host gets is kept, from the first.
KEEP = "window.kept = []; addEventListener('message', ({data}) => window.kept.push(data));"
HEIGHT = "() => Math.ceil(document.documentElement.getBoundingClientRect().height)"
# How far the text goes beyond the frame, down and to the right.
BEYOND = """
    () => {
        const page = document.scrollingElement;
        return [page.scrollHeight - innerHeight, page.scrollWidth - page.clientWidth];
    }
"""
MOVING = """
    () => document.getAnimations().length + [...document.querySelectorAll("*")].filter(each => {
        const style = getComputedStyle(each);
        return style.animationName !== "none" || parseFloat(style.transitionDuration)
            || style.scrollBehavior !== "auto";
    }).length
"""
# What a reader reads of numbers and dates in both drawings.
LABELS = "() => [...document.querySelectorAll('svg text')].map(each => each.textContent)"
# Of every reference in a drawing: whether it leads to one element, and that in the same drawing.
ASTRAY = r"""
    () => [...document.querySelectorAll("svg")].flatMap(svg => [svg, ...svg.querySelectorAll("*")].flatMap(
        each => [...each.attributes].flatMap(({name, value}) =>
            [...value.matchAll(/url\(["']?#([^"')]+)/g)].map(found => found[1])
                .concat(/^(aria-labelledby|aria-describedby)$/.test(name) ? value.split(" ") : [])
                .concat(/href$/.test(name) && value[0] === "#" ? [value.slice(1)] : [])
                .filter(id => document.querySelectorAll(`[id="${id}"]`).length !== 1
                    || !svg.contains(document.getElementById(id))))))
"""

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def home(site: Path, serve: Serve) -> str:
    """The address of the charts."""
    return serve(site)


@pytest.fixture(scope="session")
def hosts(home: str, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the host pages, each with the bare chart in its frame."""
    folder = tmp_path_factory.mktemp("hosts")
    for path in HOSTS.glob("*.html"):
        html = path.read_text(encoding="utf-8")
        html = html.replace("EMBED", f"{home}charts/{CHART}/embed/")
        html = html.replace("SCRIPT", f"{home}assets/embed-host.js")
        (folder / path.name).write_text(html, encoding="utf-8")
    return serve(folder)


@pytest.fixture
def open_host(browser: Browser, home: str, hosts: str) -> Iterator[Open]:
    """Open a host page; at the end, fail for what it or its frame complained of."""
    complaints: list[str] = []
    contexts = []

    def open_host(name: str, *, width: int = 1280, **how: Any) -> Page:  # noqa: ANN401 - Playwright's names
        context = browser.new_context(viewport={"width": width, "height": 800}, **how)
        contexts.append(context)
        url = f"{hosts}{name}.html"
        listen(context, url, complaints, home)
        context.add_init_script(KEEP)
        page = context.new_page()
        page.goto(url)
        settle(page)
        return page

    yield open_host
    for context in contexts:
        context.close()

    assert complaints == []


def settle(page: Page) -> None:
    """Wait until everything is loaded and what was said was heard."""
    page.wait_for_load_state("networkidle")
    for frame in page.frames:
        frame.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(150)  # ms: some frames of animation, in which heights settle


def chart_in(page: Page) -> Frame:
    """Return the frame that shows the chart."""
    return page.frames[1]


def frame_height(page: Page) -> float:
    """Return how high the host has made the frame."""
    return float(page.evaluate("document.querySelector('iframe').getBoundingClientRect().height"))


def pixel(page: Page, x: float, y: float) -> tuple[int, ...]:
    """Return the colour of a place on the screen."""
    png = page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return tuple(zlib.decompress(data)[1:4])  # the first byte says how the row is packed


# Height


@pytest.mark.parametrize("name", LISTENING)
def test_a_frame_is_as_high_as_its_chart(open_host: Open, name: str) -> None:
    """In every kind of host, on a phone, a tablet and a desk: nothing to scroll, and no gap.

    And when its table opens and closes, the frame does with it.
    """
    page = open_host(name, width=320)
    for width in (320, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(200)

        assert frame_height(page) == chart_in(page).evaluate(HEIGHT) > 200
        assert chart_in(page).evaluate(BEYOND) == [0, 0]

    closed = frame_height(page)
    chart_in(page).locator("summary").click()
    page.wait_for_timeout(200)
    opened = frame_height(page)
    assert opened == chart_in(page).evaluate(HEIGHT) > closed

    chart_in(page).locator("summary").click()
    page.wait_for_timeout(200)
    assert frame_height(page) == closed


@pytest.mark.parametrize("name", LISTENING)
def test_heights_are_not_told_for_ever(open_host: Open, name: str) -> None:
    """What a host does about a height is no reason to tell another one."""
    page = open_host(name)
    page.wait_for_timeout(1200)  # ms: a chart speaks once more, to hosts that come late
    told = page.evaluate("kept.length")
    page.wait_for_timeout(500)

    assert page.evaluate("kept.length") == told
    assert 4 <= told <= 4 * 5  # four dialects; when laid out, loaded, asked, and once more
    page.evaluate("document.querySelector('iframe').style.height = '777px'")
    page.wait_for_timeout(200)
    assert page.evaluate("kept.length") == told


def test_a_host_may_come_late(open_host: Open) -> None:
    """A script below the frame, or one that takes its time, is not too late."""
    page = open_host("late")
    page.wait_for_timeout(1200)

    assert frame_height(page) == chart_in(page).evaluate(HEIGHT)


def test_a_chart_speaks_four_dialects(open_host: Open) -> None:
    """Each message is of the shape that its hosts expect, and they agree."""
    page = open_host("plain")
    height = chart_in(page).evaluate(HEIGHT)
    url = chart_in(page).url

    datawrapper, amp, medium, pym = page.evaluate("kept.slice(-4)")
    assert datawrapper == {"datawrapper-height": {CHART: height}}
    assert amp == {"sentinel": "amp", "type": "embed-size", "height": height}
    assert page.evaluate("JSON.parse(kept.at(-2))") == {
        "src": url,
        "context": "iframe.resize",
        "height": height,
    }
    assert medium.startswith("{")
    assert pym == f"pymxPYMx{CHART}xPYMxheightxPYMx{height}"


FORGED_BY_OTHERS = [
    "({'datawrapper-height': {NAME: 333}})",
    "({sentinel: 'amp', type: 'embed-size', height: 333})",
    "JSON.stringify({src: 'EMBED', context: 'iframe.resize', height: 333})",
    "'pymxPYMxNAMExPYMxheightxPYMx333'",
]
# Of these the source is right, and what they ask for is not.
FORGED_BY_ITSELF = [
    "({'datawrapper-height': {other_chart: 333}})",
    "({'datawrapper-width': {NAME: 333}})",
    "({'datawrapper-height': 333})",
    "({'datawrapper-height': {NAME: '333'}})",
    "({'datawrapper-height': {NAME: '333px; position: fixed'}})",
    *(f"({{'datawrapper-height': {{NAME: {height}}}}})" for height in (
        "NaN", "Infinity", "-Infinity", "-1", "0", "49", "5001", "1e9", "null", "true", "[333]",
        "{valueOf: 333}", "333n",
    )),
    "null", "undefined", "333", "'333'", "[]",
    "({'__proto__': {NAME: 333}})", "({'embed-theme': 'dark'})", "'embed-height?'",
]  # fmt: skip


def forge(frame: Frame, words: str) -> None:
    """Send a message to the host, as whoever is in a frame of it."""
    words = words.replace("NAME", CHART).replace("EMBED", frame.page.frames[1].url)
    frame.evaluate(f"parent.postMessage({words}, '*')")


def test_a_forged_message_changes_nothing(open_host: Open) -> None:
    """It counts who says it, and of what: a stranger is not heard, nor is nonsense."""
    page = open_host("forged")
    page.wait_for_timeout(1200)  # ms: the chart has spoken its last, and gives nothing back later
    host, chart, forger = page.frames
    before = page.evaluate("document.querySelector('body').outerHTML")
    for words in FORGED_BY_OTHERS:
        forge(forger, words)
        forge(host, words)  # a page without a frame around it is its own parent
    for words in FORGED_BY_ITSELF:
        forge(chart, words)
    page.wait_for_timeout(100)

    assert page.evaluate("document.querySelector('body').outerHTML") == before
    forge(chart, FORGED_BY_OTHERS[0])
    page.wait_for_function("document.querySelector('iframe').style.height === '333px'")
    assert frame_height(page) == 333  # so that the laws above could have failed


def test_a_chart_hears_its_host_and_nobody_else(open_host: Open) -> None:
    """A stranger in the same page can neither ask for the height nor change the colours."""
    page = open_host("forged")
    page.wait_for_timeout(1200)  # ms: as above
    _, chart, forger = page.frames
    told = page.evaluate("kept.length")
    theme = chart.evaluate("document.documentElement.dataset.theme")
    for words in ("'embed-height?'", "({'embed-theme': 'dark'})", "'pymxPYMxNAMExPYMxwidthxPYMx9'"):
        forger.evaluate(f"parent.frames[0].postMessage({words.replace('NAME', CHART)}, '*')")
    for words in (
        "({'embed-theme': 'x'})",
        "({'embed-theme': ['dark']})",
        "null",
        "'height?'",
        "7",
    ):
        page.evaluate(f"frames[0].postMessage({words}, '*')")
    page.wait_for_timeout(100)

    assert page.evaluate("kept.length") == told
    assert chart.evaluate("document.documentElement.dataset.theme") == theme == "light"


def test_a_frame_of_the_kit_is_high_enough_without_a_script(browser: Browser, home: str) -> None:
    """In a column of any width no chart is cut off; and it is not far too high where it is highest."""
    assert frames_that_do_not_fit(browser, home, WIDTHS) == []


def frames_that_do_not_fit(browser: Browser, home: str, widths: Iterable[int]) -> list[str]:
    """Return the charts whose frame, as the kit gives it, is too low in one of these columns."""
    faults = []
    with alone(browser) as page:
        for name in CHARTS:
            page.goto(f"{home}charts/{name}/")
            snippet = page.locator(".kit-part[aria-labelledby=kit-frame] code").inner_text()
            given = int(snippet.partition('height="')[2].partition('"')[0])
            page.goto(f"{home}charts/{name}/embed/")
            needed = []
            for width in widths:
                page.set_viewport_size({"width": width, "height": 600})
                needed.append(page.evaluate(HEIGHT))
            # What a later edition has to say comes on top, and takes two lines.
            if not max(needed) + 40 <= given <= max(needed) + 130:
                faults.append(f"{name}: {given} given, {max(needed)} needed")
    return faults


def test_the_script_of_the_kit_makes_frames_of_the_kit_fit(
    browser: Browser, home: str, serve: Serve, tmp_path: Path
) -> None:
    """Pasted into a page with two charts, each frame is as high as its own."""
    with alone(browser) as page:
        pasted = []
        for name in (CHART, OTHER):
            page.goto(f"{home}charts/{name}/")
            code = page.locator(".kit-part[aria-labelledby=kit-frame] code")
            pasted.append(code.inner_text())
        pasted.append(page.locator(".kit-part[aria-labelledby=kit-script] code").inner_text())
        (tmp_path / "index.html").write_text(
            f'<!doctype html><html lang="en"><title>Host</title>{"".join(pasted)}', encoding="utf-8"
        )
        page.goto(serve(tmp_path))
        settle(page)
        needed = [frame.evaluate(HEIGHT) for frame in page.frames[1:]]
        given = page.locator("iframe").evaluate_all("all => all.map(each => each.clientHeight)")

        assert given == needed
        assert given[0] != given[1]


# How it looks


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(
    ("name", "ground"), [("ours", (255, 255, 255)), ("dark", (0x10, 0x18, 0x20))]
)
def test_a_chart_has_no_box(
    open_host: Open, name: str, ground: tuple[int, ...], system: str
) -> None:
    """The ground of the host is that of the chart, and its words are of the other kind."""
    page = open_host(name, color_scheme=system)
    box = page.locator("iframe").bounding_box()
    assert box

    assert pixel(page, box["x"] + 2, box["y"] + 2) == ground
    ink = chart_in(page).evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert (sum(map(int, ink.removeprefix("rgb(").rstrip(")").split(","))) > 384) == (
        name == "dark"
    )


def test_in_a_host_that_does_nothing_it_can_be_read(open_host: Open) -> None:
    """By night a light host shows a light chart, or a dark one in a dark box: ink is never lost."""
    page = open_host("plain", color_scheme="dark")
    box = page.locator("iframe").bounding_box()
    assert box
    ground = sum(pixel(page, box["x"] + 2, box["y"] + 2))
    ink = chart_in(page).evaluate("getComputedStyle(document.querySelector('h1')).color")
    of_ink = sum(map(int, ink.removeprefix("rgb(").rstrip(")").split(",")))

    assert abs(ground - of_ink) > 384


@contextmanager
def alone(browser: Browser, **how: Any) -> Iterator[Page]:  # noqa: ANN401 - Playwright's names
    """Yield a page in which a bare chart is looked at by itself."""
    with browser.new_context(**how) as context:
        yield context.new_page()


def test_no_chart_is_scrolled_sideways(browser: Browser, home: str) -> None:
    """At any width of a column, with the table open: what is wide scrolls in its own box."""
    faults = []
    with alone(browser) as page:
        for name in CHARTS:
            page.goto(f"{home}charts/{name}/embed/")
            page.locator("summary").click()
            for width in (280, 320, 360, 420, 559, 560, 640, 720, 1000, 1600):
                page.set_viewport_size({"width": width, "height": 600})
                if over := page.evaluate(BEYOND)[1]:
                    faults.append(f"{name} at {width}: {over} pixels")

    assert faults == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves(open_host: Open, motion: str) -> None:
    """Whoever asked for less motion gets what all get: none."""
    page = open_host("ours", reduced_motion=motion)

    assert [frame.evaluate(MOVING) for frame in page.frames] == [0, 0]
    chart_in(page).locator("summary").click()
    assert [frame.evaluate(MOVING) for frame in page.frames] == [0, 0]


def test_without_scripts_there_is_all(browser: Browser, home: str, hosts: str) -> None:
    """Drawing, words, credit and table: a script adds the height and what came later."""
    complaints: list[str] = []
    with browser.new_context(java_script_enabled=False) as context:
        listen(context, hosts, complaints, home)
        page = context.new_page()
        page.goto(f"{hosts}plain.html")
        frame = page.frame_locator("iframe")

        assert frame.locator("h1").inner_text()
        assert frame.locator("svg:visible").count() == 1
        assert frame.locator("a", has_text="draft").is_visible()
        frame.locator("summary").click()
        assert frame.locator("td").first.is_visible()
    assert complaints == []


# Two of them, and elsewhere on earth


def test_two_charts_in_one_page_do_not_disturb_each_other(browser: Browser, home: str) -> None:
    """All drawings of the site pasted into one page: every reference stays in its own."""
    with alone(browser) as page:
        drawings = []
        for name in CHARTS:
            page.goto(f"{home}charts/{name}/embed/")
            drawings += page.locator("svg").evaluate_all("all => all.map(each => each.outerHTML)")
        page.goto("about:blank")
        page.evaluate("all => { document.body.innerHTML = all.join('') }", drawings)

        assert page.locator("svg").count() == 2 * len(CHARTS)
        assert page.evaluate(ASTRAY) == []
        # The law could fail: the same drawing twice has every name twice.
        page.evaluate("all => { document.body.innerHTML = all.join('') }", drawings[:1] * 2)
        assert page.evaluate(ASTRAY) != []


def test_labels_are_the_same_all_over_the_earth(browser: Browser, home: str) -> None:
    """A date is that of its source: no label knows where its reader is."""
    said: dict[str, dict[str, list[str]]] = {}
    for zone in ("UTC", "America/Los_Angeles", "Asia/Tokyo"):
        with alone(browser, timezone_id=zone) as page:
            said[zone] = {}
            for name in CHARTS:
                page.goto(f"{home}charts/{name}/embed/")
                said[zone][name] = page.evaluate(LABELS)

    assert all(said["UTC"].values())
    assert said["UTC"] == said["America/Los_Angeles"] == said["Asia/Tokyo"]
