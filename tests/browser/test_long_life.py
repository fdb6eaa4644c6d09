"""An edition years later: one folder out of a zip, put somewhere on a plain server, and a browser.

What led to it is gone: ``latest/``, the other editions, the list of them, the feed. It is read under
another path than it was made for.
"""

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from report import pipeline
from report.links import BESIDE
from report.model import Project
from report.seals import MANIFEST
from report.voice import SILENT
from tests.browser.conftest import ROOT, Serve, listen
from tests.browser.test_menu import BROWSERS_OWN
from tests.test_signposts import FERRIES

EDITION = "2023-09"
PLACE = "attic/box 7/an old count"  # with blanks, and no edition's name in it
LINKS = """
    () => [...document.querySelectorAll("[href], [src], object[data]")]
        .map((each) => each.getAttribute("href") ?? each.getAttribute("src") ?? each.getAttribute("data"))
"""
# What is drawn and cannot be seen: an image that did not load, a drawing without a size.
BLANK = """
    () => [...document.querySelectorAll("main img, main svg")]
        .filter((each) => each.checkVisibility())
        .filter((each) => each instanceof SVGElement
            ? !each.getBoundingClientRect().width : each.complete && !each.naturalWidth)
        .map((each) => each.outerHTML.slice(0, 80))
"""
LOADED = """
    () => [...document.fonts].filter((each) => each.status === "loaded")
        .map((each) => each.family).join()
"""


@dataclass(frozen=True)
class Found:
    """What was found: a folder, and the address at which somebody serves it."""

    folder: Path
    home: str

    @property
    def pages(self) -> list[str]:
        """The addresses of its pages within it."""
        found = sorted(self.folder.rglob("index.html"))
        return [
            f"{path.parent.relative_to(self.folder).as_posix()}/".removeprefix("./")
            for path in found
        ]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Found:
    """The second of two editions of the ferries, through a zip, and nothing of what stood beside it."""
    root = tmp_path_factory.mktemp("long life") / "ferries"
    project = Project(Path(shutil.copytree(FERRIES, root)))
    shutil.rmtree(project.templates)
    shutil.copytree(ROOT / "templates", project.templates)
    config = root / "mkdocs.yml"  # it was made for an address of its own
    text = config.read_text(encoding="utf-8")
    if "site_url" not in text:
        config.write_text(f"site_url: https://example.org/was/\n{text}", encoding="utf-8")
    for name in ("2023-01", EDITION):
        pipeline.publish(project, name, f"The count of {name}", SILENT)
    zipped = shutil.make_archive(str(root.parent / "kept"), "zip", project.site / EDITION)
    shutil.rmtree(root)
    shelf = root.parent / "shelf"
    with zipfile.ZipFile(zipped) as packed:
        packed.extractall(shelf / PLACE)
    return Found(shelf / PLACE, urljoin(serve(shelf), f"{PLACE.replace(' ', '%20')}/"))


@pytest.fixture
def reader(browser: Browser, found: Found) -> Iterator[tuple[Page, list[str]]]:
    """A browser in which nothing answers but this server, and what it complains of."""
    complaints: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        listen(context, found.home, complaints)
        page = context.new_page()
        yield page, complaints


def test_what_stood_beside_the_edition_is_gone(found: Found) -> None:
    """Else the tests below would prove little."""
    assert [path.name for path in found.folder.parent.iterdir()] == [found.folder.name]
    assert not list(found.folder.parents[2].glob("latest"))
    assert len(found.pages) > 10


def test_every_page_is_read_where_it_stands(browser: Browser, found: Found) -> None:
    """Style, fonts and drawings are there; nobody else is asked, and only the list of editions missed."""
    faults: list[str] = []
    for path in found.pages:
        complaints: list[str] = []
        missed: list[str] = []
        with browser.new_context() as context:
            listen(context, found.home, complaints)
            page = context.new_page()
            page.on("response", partial(_note, missed))
            page.goto(f"{found.home}{path}")
            page.wait_for_load_state("networkidle")
            text = page.locator("body").inner_text().strip()
            blank = page.evaluate(BLANK)
            families = page.evaluate(LOADED)
        faults += [f"{path}: {each}" for each in complaints if BROWSERS_OWN not in each]
        # Asked for in case there are later editions: here nothing answers, and nothing is said.
        faults += [f"{path}: no {each}" for each in missed if not each.endswith("/editions.json")]
        faults += [f"{path}: {each}" for each in blank]
        faults += [] if text and "Report" in families else [f"{path}: {families}: {text[:80]}"]

    assert faults == []


def _note(missed: list[str], told: Response) -> None:
    if not told.ok:
        missed.append(told.url)


def test_every_link_within_it_leads_somewhere(reader: tuple[Page, list[str]], found: Found) -> None:
    """What a page names is in the folder, place and all, but for what stood beside the edition."""
    page, _ = reader
    places: dict[str, set[str]] = {}
    wanted: list[tuple[str, str, str]] = []
    for path in found.pages:
        page.goto(f"{found.home}{path}", wait_until="domcontentloaded")
        places[path] = set(
            page.evaluate("() => [...document.querySelectorAll('[id]')].map((each) => each.id)")
        )
        for href in page.evaluate(LINKS):
            address, place = urldefrag(urljoin(page.url, href))
            if address.startswith(found.home):
                wanted.append((path, unquote(address.removeprefix(found.home)), unquote(place)))
            elif urlsplit(address).netloc == urlsplit(found.home).netloc:
                outer = address.removeprefix(urljoin(found.home, "../"))
                assert BESIDE.fullmatch(f"../{outer}"), f"{path}: {href}"
    lost = [
        f"{path}: {target}#{place}"
        for path, target, place in wanted
        if not (found.folder / target).is_file()
        and not (found.folder / target / "index.html").is_file()
    ]
    lost += [
        f"{path}: {target}#{place}"
        for path, target, place in wanted
        if place and target in places and place not in places[target]
    ]

    assert lost == []
    assert len({target for _, target, _ in wanted}) > 50


def test_every_download_is_what_was_sealed(reader: tuple[Page, list[str]], found: Found) -> None:
    """Fetched over the server, each file has the hash that stands in the manifest beside it."""
    page, _ = reader
    files = json.loads((found.folder / MANIFEST).read_text(encoding="utf-8"))["files"]
    hashes = {
        path: each if isinstance(each, str) else each["sha256"] for path, each in files.items()
    }
    wrong = []
    for path, sha256 in hashes.items():
        answer = page.request.get(f"{found.home}{path}")
        if not answer.ok or hashlib.sha256(answer.body()).hexdigest() != sha256:
            wrong.append(path)

    assert wrong == []
    assert {"source.zip", "data/package.zip"} <= hashes.keys()
    assert any(re.fullmatch(r"charts/\w+\.png", path) for path in hashes)


def test_a_chart_is_explored_and_a_word_is_found(
    reader: tuple[Page, list[str]], found: Found
) -> None:
    """The scripts ask for what they need by the way to it, not by where the edition once stood."""
    page, complaints = reader
    page.goto(f"{found.home}charts/harbour_traffic/")
    page.locator(".explore > button").first.press("Enter")
    page.locator(".explore-view svg").first.wait_for()
    page.goto(f"{found.home}search/")
    page.locator("#search-large").fill("Kettle Bay")
    page.locator("main a[href*='kettle-bay']").first.click()

    assert page.url.startswith(f"{found.home}harbours/kettle-bay/")
    assert "Kettle Bay" in page.locator("h1").inner_text()
    assert [each for each in complaints if BROWSERS_OWN not in each] == []


def test_a_frame_shows_the_chart_where_it_stands(
    reader: tuple[Page, list[str]], found: Found
) -> None:
    """The bare page of a chart is whole by itself."""
    page, complaints = reader
    page.goto(f"{found.home}charts/harbour_traffic/embed/")
    page.wait_for_load_state("networkidle")

    assert page.locator("svg:visible").count() == 1
    assert not page.locator(".notice").inner_text().strip()
    assert [each for each in complaints if BROWSERS_OWN not in each] == []
