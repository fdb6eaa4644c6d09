"""What a reader meets on the publication, at a desk and on a phone, by day and by night."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, Serve, Visit

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
# What sticks out of the screen: on a phone a page is read down, never sideways.
OVERHANG = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="session")
def pages(site: Path) -> tuple[str, ...]:
    """The addresses of the pages within the site: all, but of every folder of alike ones three.

    The shortest, the middle and the longest file stand for their folder.
    """
    folders: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in site.rglob("*.html"):
        folders[path.parent.parent].append(path)
    return tuple(
        path.relative_to(site).as_posix().removesuffix("index.html")
        for folder in sorted(folders)
        for path in _standing_for(folders[folder])
    )


@pytest.fixture(scope="session")
def address(site: Path, serve: Serve) -> str:
    """The address at which the site is served."""
    return serve(site)


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (1280, True)], ids=["phone by day", "desk by night"]
)
def test_a_page_is_whole_and_open_to_all(
    *, address: str, pages: tuple[str, ...], visit: Visit, width: int, dark: bool
) -> None:
    """A page fits its screen, breaks no rule of accessibility, and asks no other host."""
    faults: list[str] = []
    for name in pages:
        page = visit(address + name, width=width, dark=dark)
        page.evaluate(GROUND)
        page.evaluate(AXE.read_text(encoding="utf-8"))  # as a script tag its policy would stop it
        if overhang := page.evaluate(OVERHANG):
            faults.append(f"{name}: {overhang} pixels too wide")
        faults += [f"{name}: {violation}" for violation in page.evaluate(VIOLATIONS)]
        page.context.close()

    assert not faults, "\n".join(faults)


def _standing_for(paths: list[Path]) -> Iterator[Path]:
    by_length = sorted(paths, key=lambda path: (path.stat().st_size, path))
    if len(by_length) <= 12:
        return iter(by_length)
    return iter((by_length[0], by_length[len(by_length) // 2], by_length[-1]))
