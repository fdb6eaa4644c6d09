"""What a reader meets on the publication, at a desk and on a phone, by day and by night."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import ROOT, Serve, Visit
from tests.scanning import wrong_with_site

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
VIOLATIONS = """
    () => axe.run({resultTypes: ["violations"]}).then(found => found.violations.flatMap(
        law => law.nodes.map(node => `${law.id} ${node.target.join(" ")}`)))
"""
# A bare chart paints no ground: a browser puts its own there, dark by night, and axe takes it for white.
GROUND = """
    () => {
        const page = document.documentElement;
        const clear = each => getComputedStyle(each).backgroundColor === "rgba(0, 0, 0, 0)";
        if (clear(page) && clear(document.body)) page.style.backgroundColor = "Canvas";
    }
"""
COLOURS = VIOLATIONS.replace("{resultTypes", '{runOnly: ["color-contrast"], resultTypes')
SIGNPOST = b'http-equiv="refresh"'
KIND = re.compile(rb'<body class="kind-([a-z]+)')
FEW = 8  # pages of a kind that are all looked at: those that are each written by hand
# What a reader comes for; links that a script puts beside a control are not in the text.
WHOLE = ("main svg:visible", "main figure:visible", "main tr:visible", "main a[href]:visible")
# What sticks out of the screen: on a phone a page is read down, never sideways.
OVERHANG = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[str, ...]:
    """Pages of every kind: all where they are few, else the longest and the shortest.

    Those of a kind come from one template; the trials go through all of them.
    """
    return tuple(
        name
        for names in by_kind(site).values()
        for name in (names if len(names) <= FEW else (names[0], names[-1]))
    )


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the site is served."""
    return serve(site)


@pytest.fixture(scope="session")
def kinds(site: Path) -> tuple[str, ...]:
    """One page of every kind: the longest."""
    return tuple(names[-1] for names in by_kind(site).values())


@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
def test_a_page_is_whole_and_open_to_all(
    *, address: str, pages: tuple[str, ...], visit: Visit, width: int
) -> None:
    """A page fits its screen, breaks no rule of accessibility by day or by night, asks no other host."""
    faults = faults_of(visit(address, width=width), address, pages)

    assert not faults, "\n".join(faults)


def test_a_page_at_400_percent_is_read_down(
    address: str, kinds: tuple[str, ...], visit: Visit
) -> None:
    """A screen of 1280 pixels shows 320 of them at 400 %: nothing scrolls sideways."""
    wide = {}
    page = visit(address, width=320)
    for name in kinds:
        page.goto(address + name)
        if overhang := page.evaluate(OVERHANG):
            wide[name] = overhang

    assert len(kinds) >= 12
    assert wide == {}


def test_a_page_without_a_script_is_whole(
    address: str, kinds: tuple[str, ...], browser: Browser
) -> None:
    """Every figure, chart, table and link that a reader sees is there before any script has run."""
    seen: defaultdict[str, list[dict[str, int]]] = defaultdict(list)
    for scripted in (True, False):
        with browser.new_context(java_script_enabled=scripted) as context:
            page = context.new_page()
            for name in kinds:
                page.goto(address + name, wait_until="networkidle")
                seen[name].append({each: page.locator(each).count() for each in WHOLE})

    assert {name: both for name, both in seen.items() if both[0] != both[1]} == {}


def test_nothing_that_is_published_does_what_it_may_not(site: Path) -> None:
    """No handler, no script but ours, no address that runs, in any page or drawing; and its policy."""
    assert len(list(site.rglob("*.html"))) > 200
    assert wrong_with_site(site, "https://example.org/who-sells-surveillance/") == []


def by_kind(site: Path) -> dict[str, list[str]]:
    """Return the addresses of the pages that are read, by the class of their body, the shortest first.

    Signposts lead on before anybody could read them.
    """
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(site.rglob("*.html"), key=lambda path: (path.stat().st_size, path)):
        html = path.read_bytes()
        if SIGNPOST not in html:
            kind = KIND.search(html)
            name = path.relative_to(site).as_posix().removesuffix("index.html")
            kinds[kind[1].decode() if kind else "embed"].append(name)
    return dict(kinds)


def faults_of(page: Page, address: str, names: Iterable[str]) -> list[str]:
    """Return what is wrong with these pages for somebody who walks from one to the next."""
    axe, faults = AXE.read_text(encoding="utf-8"), list[str]()
    for name in names:
        page.emulate_media(color_scheme="light")
        page.goto(address + name)
        page.evaluate(GROUND)
        page.evaluate(axe)  # as a script tag its policy would stop it
        if overhang := page.evaluate(OVERHANG):
            faults.append(f"{name}: {overhang} pixels too wide")
        faults += [f"{name}: {violation}" for violation in page.evaluate(VIOLATIONS)]
        # By night nothing but the colours is another.
        page.emulate_media(color_scheme="dark")
        faults += [f"{name} by night: {violation}" for violation in page.evaluate(COLOURS)]
    return faults
