"""What stands beside the editions, as a reader meets it: whole, in sight, and open to all."""

from pathlib import Path

import pytest

from report import fonts, style
from report.model import Project
from tests.browser.conftest import ROOT, Serve, Visit
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS
from tests.test_front import PAGES, made

# Where the first entry of the list stands on the page: in sight, and as wide as its page.
LISTED = """
    () => {
        const box = document.querySelector("main li").getBoundingClientRect();
        const foot = document.querySelector("footer").getBoundingClientRect();
        return box.top > 0 && box.bottom <= foot.top && box.width > 0.6 * innerWidth;
    }
"""


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The address of the root of a site, with the theme of the newest edition."""
    folder = tmp_path_factory.mktemp("root")
    typefaces = fonts.prepare(Project(tmp_path_factory.mktemp("fonts"))).files
    assets = ROOT / "templates" / "assets"
    stylesheet = style.palette_css() + (assets / "site.css").read_text(encoding="utf-8")
    files = {
        **{name: text.encode() for name, text in made().items()},
        **{f"latest/{each.site_path}": each.content for each in typefaces},
        "latest/assets/site.css": stylesheet.encode(),
        "latest/assets/favicon.svg": (assets / "favicon.svg").read_bytes(),
    }
    # The front page leads on at once: here is where it leads to.
    files["latest/index.html"] = b"<!doctype html><html lang='en'><title>L</title><h1>Latest</h1>"
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return serve(folder)


@pytest.mark.parametrize(
    ("width", "dark"), [(360, False), (1280, True)], ids=["phone by day", "desk by night"]
)
def test_a_page_beside_the_editions_is_whole(
    *, root: str, visit: Visit, width: int, dark: bool
) -> None:
    """It fits its screen and breaks no rule of accessibility."""
    faults = []
    for name in (name.removesuffix("index.html") for name in PAGES[1:]):
        page = visit(root + name, width=width, dark=dark)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        if overhang := page.evaluate(OVERHANG):
            faults.append(f"{name}: {overhang} pixels too wide")
        faults += [f"{name}: {violation}" for violation in page.evaluate(VIOLATIONS)]

    assert faults == []


@pytest.mark.parametrize("name", ["editions/", "corrections/"])
def test_what_is_listed_is_in_sight(root: str, visit: Visit, name: str) -> None:
    """A style that is meant for the menu of editions once hid the list of them."""
    assert visit(root + name).evaluate(LISTED)


def test_the_root_leads_on(root: str, visit: Visit) -> None:
    """Whoever comes to the site reads the newest edition."""
    page = visit(root)
    page.wait_for_url("**/latest/")

    assert page.locator("h1").inner_text() == "Latest"


def test_the_theme_has_its_pages() -> None:
    """Each of them is made, so that the tests above look at something."""
    assert {*PAGES} <= made().keys()
    assert all(Path(name).suffix == ".html" for name in PAGES)
