"""What a reader meets on the publication, at a desk and on a phone, by day and by night."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

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
KIND = re.compile(r'<body class="kind-([a-z]+)')
# What a reader comes for; links that a script puts beside a control are not in the text.
WHOLE = ("main svg:visible", "main figure:visible", "main tr:visible", "main a[href]:visible")
# What sticks out of the screen: on a phone a page is read down, never sideways.
OVERHANG = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[str, ...]:
    """The addresses of the pages within the site: all, but of every folder of alike ones a few.

    The shortest, the middle and the longest file stand for their folder; of countries twenty do.
    """
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in _read(site):
        folders[path.parent.parent].append(path)
    return tuple(
        path.relative_to(site).as_posix().removesuffix("index.html")
        for folder in sorted(folders)
        for path in _standing_for(folders[folder], 20 if folder.name == "countries" else 3)
    )


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the site is served."""
    return serve(site)


@pytest.fixture(scope="session")
def kinds(site: Path) -> tuple[str, ...]:
    """One page of every kind, by the class of its body: the longest."""
    longest: dict[str, Path] = {}
    for path in sorted(_read(site), key=lambda path: (path.stat().st_size, path)):
        kind = KIND.search(path.read_text(encoding="utf-8"))
        longest[kind[1] if kind else "embed"] = path
    return tuple(
        path.relative_to(site).as_posix().removesuffix("index.html") for path in longest.values()
    )


@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
def test_a_page_is_whole_and_open_to_all(
    *, address: str, pages: tuple[str, ...], visit: Visit, width: int
) -> None:
    """A page fits its screen, breaks no rule of accessibility by day or by night, asks no other host."""
    faults: list[str] = []
    for name in pages:
        page = visit(address + name, width=width)
        page.evaluate(GROUND)
        page.evaluate(AXE.read_text(encoding="utf-8"))  # as a script tag its policy would stop it
        if overhang := page.evaluate(OVERHANG):
            faults.append(f"{name}: {overhang} pixels too wide")
        faults += [f"{name}: {violation}" for violation in page.evaluate(VIOLATIONS)]
        # By night nothing but the colours is another.
        page.emulate_media(color_scheme="dark")
        faults += [f"{name} by night: {violation}" for violation in page.evaluate(COLOURS)]
        page.context.close()

    assert not faults, "\n".join(faults)


def test_a_page_at_400_percent_is_read_down(
    address: str, kinds: tuple[str, ...], visit: Visit
) -> None:
    """A screen of 1280 pixels shows 320 of them at 400 %: nothing scrolls sideways."""
    wide = {}
    for name in kinds:
        page = visit(address + name, width=320)
        if overhang := page.evaluate(OVERHANG):
            wide[name] = overhang
        page.context.close()

    assert len(kinds) >= 12
    assert wide == {}


def test_a_page_without_a_script_is_whole(
    address: str, kinds: tuple[str, ...], browser: Browser
) -> None:
    """Every figure, chart, table and link that a reader sees is there before any script has run."""
    lacking = {}
    for name in kinds:
        seen = []
        for scripted in (True, False):
            with browser.new_context(java_script_enabled=scripted) as context:
                page = context.new_page()
                page.goto(address + name, wait_until="networkidle")
                seen.append({each: page.locator(each).count() for each in WHOLE})
        if seen[0] != seen[1]:
            lacking[name] = seen

    assert lacking == {}


def _read(site: Path) -> Iterator[Path]:
    """Yield the pages that are read; signposts lead on before anybody could."""
    return (path for path in site.rglob("*.html") if SIGNPOST not in path.read_bytes())


def _standing_for(paths: list[Path], few: int) -> Iterator[Path]:
    by_length = sorted(paths, key=lambda path: (path.stat().st_size, path))
    if len(by_length) <= max(12, few):
        return iter(by_length)
    return iter([by_length[round(at * (len(by_length) - 1) / (few - 1))] for at in range(few)])


def test_nothing_that_is_published_does_what_it_may_not(site: Path) -> None:
    """No handler, no script but ours, no address that runs, in any page or drawing; and its policy."""
    assert len(list(site.rglob("*.html"))) > 200
    assert wrong_with_site(site, "https://example.org/who-sells-surveillance/") == []
