"""A publication whose every word means harm, built, published twice, reviewed and read.

Each word is literal text wherever it lands, with its number beside it; nothing of it runs.
"""

import csv
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

import build
from report.editions import ExitCode
from tests import hostile, scanning
from tests.browser.conftest import Serve, listen
from tests.hostile import FLAG, NAMES, SECOND, TAGS

URL = "https://example.org/a/path/"
# Heard before a page's own scripts: what the policy stopped, and what ran.
EARS = """
    window.heard = [];
    document.addEventListener("securitypolicyviolation", (event) =>
        window.heard.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
    for (const name of ["alert", "confirm", "prompt", "open", "print"])
        window[name] = () => window.heard.push(name);
"""
HEARD = f"""
    () => [...window.heard, ...("{FLAG}" in window ? ["it ran"] : []),
        ...(document.cookie ? ["a cookie"] : []),
        ...(localStorage.length + sessionStorage.length ? ["it stores"] : [])]
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, with two editions published and what would come next reviewed."""
    root = tmp_path_factory.mktemp("hostile") / "bazaar"

    def run(*words: str) -> int:
        return build.main(["--project", str(root), *words])

    assert hostile.editions(root, run) == [ExitCode.DONE, ExitCode.DONE]
    return root


@pytest.fixture(scope="module")
def edition(root: Path) -> Path:
    """The second edition, which tells of the first."""
    return root / "site" / SECOND


@pytest.fixture(scope="module")
def pages(root: Path) -> list[Path]:
    """Every page that is served, but those of the first edition and the copies of the latest."""
    site = root / "site"
    skipped = {site / hostile.FIRST, site / "latest"}
    return [path for path in sorted(site.rglob("*.html")) if not skipped & {path, *path.parents}]


def text(name: str) -> str:
    """Return a text as it is read: blanks as one."""
    return " ".join(name.split())


def test_nothing_that_is_published_does_what_it_may_not(root: Path) -> None:
    """No handler, no script but ours, no address that runs, in any page or drawing."""
    assert len(list((root / "site").rglob("*.html"))) > 150
    assert scanning.wrong_with_site(root / "site", URL) == []


def test_the_review_does_nothing_at_all(root: Path, browser: Browser) -> None:
    """The one file that an editor opens beside hostile words has no script to begin with."""
    to = root / "review.html"
    assert build.main(["--project", str(root), "review", "--to", str(to)]) == ExitCode.DONE
    read = scanning.Page(to.read_text(encoding="utf-8"))

    allowed = ("loads data:image/", "inline style sheet", "leads to data:image/")
    assert [each for each in read.wrong if not any(words in each for words in allowed)] == []
    with browser.new_context() as context:
        context.add_init_script(EARS)
        page = context.new_page()
        page.goto(to.as_uri())
        assert page.evaluate(HEARD) == []


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_stands_with_its_number_wherever_it_lands(edition: Path, kind: str) -> None:
    """In prose, in tables, on the figure's page: word for word, and its number right behind it."""
    name, number = text(NAMES[kind]), hostile.printed(kind)
    marked = text(NAMES[kind].translate({0xE000: None, 0xE001: None}))  # never passed to prose

    prose = scanning.Page((edition / "goods" / "index.html").read_text(encoding="utf-8")).text
    assert f"{marked}: {number}" in prose
    for path in ("goods/index.html", "figures/bazaar/index.html"):
        page = scanning.Page((edition / path).read_text(encoding="utf-8")).text
        assert re.search(rf"{re.escape(name)}(?: \w+ \S+)? {number}", page), path


@pytest.mark.parametrize("kind", [kind for kind in NAMES if hostile.for_titles(NAMES[kind])])
def test_a_name_is_a_title(edition: Path, kind: str) -> None:
    """In the head, the headline, links, quotations and tables of Markdown, with its number."""
    markup = (edition / "goods" / kind / "index.html").read_text(encoding="utf-8")
    page = scanning.Page(markup)
    name = text(NAMES[kind].translate({0xE000: None, 0xE001: None}))

    assert page.text.count(name) >= 10
    assert f"{name} {hostile.printed(kind)}" in page.text


@pytest.mark.parametrize("kind", hostile.CARDED)
def test_a_name_is_a_title_for_programs(edition: Path, kind: str) -> None:
    """JSON-LD has it word for word, in a script element that it cannot leave."""
    page = scanning.Page((edition / "cards" / kind / "index.html").read_text(encoding="utf-8"))

    [linked] = page.blocks
    assert NAMES[kind] in set(texts(linked))
    assert TAGS in set(texts(linked))


def texts(document: object) -> Iterator[str]:
    """Yield every text of a document of JSON."""
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield key
            yield from texts(value)
    elif isinstance(document, list):
        for value in document:
            yield from texts(value)


def test_files_for_programs_say_what_the_data_says(edition: Path) -> None:
    """JSON is JSON, CSV is CSV, and each holds every name as it is, with its number."""
    for path in edition.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    wanted = {kind: (NAMES[kind], str(hostile.amount(kind))) for kind in NAMES}

    for name in ("figures/bazaar.csv", "data/goods.csv"):
        with (edition / name).open(encoding="utf-8", newline="") as file:
            read = {row["slug"]: (row["name"], row["amount"]) for row in csv.DictReader(file)}
        assert read == wanted, name
    figure = (edition / "figures" / "bazaar.json").read_text(encoding="utf-8")
    assert {name for name, _ in wanted.values()} <= set(texts(json.loads(figure)))
    index = (edition / "search.json").read_text(encoding="utf-8")
    assert {name for name, _ in wanted.values()} <= set(texts(json.loads(index)))
    with zipfile.ZipFile(edition / "data" / "package.zip") as zipped:
        [member] = [each for each in zipped.namelist() if each.endswith("goods.csv")]
        packed = io.TextIOWrapper(zipped.open(member), encoding="utf-8", newline="")
        assert {row["slug"]: row["name"] for row in csv.DictReader(packed)} == dict(NAMES)


def test_feed_and_map_are_xml(root: Path) -> None:
    """What an edition is called and what was wrong is text in the feed, whatever it holds."""
    feed = ET.fromstring((root / "site" / "feed.xml").read_text(encoding="utf-8"))  # noqa: S314 - ours
    ET.fromstring((root / "site" / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 - ours

    said = " ".join(each.text or "" for each in feed.iter())
    assert TAGS[:110] in said
    assert {each.tag.rpartition("}")[2] for each in feed.iter()} <= {
        *("feed", "title", "subtitle", "id", "link", "updated", "published", "author", "name"),
        *("entry", "summary", "content", "rights", "uri", "generator", "category", "icon"),
    }


def test_a_frame_for_others_is_a_frame_and_nothing_else(edition: Path) -> None:
    """OEmbed's HTML goes into somebody else's page: one frame, led to us."""
    told = json.loads((edition / "charts" / "shown.oembed.json").read_text(encoding="utf-8"))
    frames = scanning.Page(told["html"])

    assert told["html"].count("<") == 2, told["html"]
    assert frames.wrong == [
        "there is <iframe>",
        f"<iframe> loads {URL}{SECOND}/charts/shown/embed/"[:75],
    ]
    assert told["title"] == html.unescape(TAGS)  # words of a docstring, which are Markdown


def test_citations_are_one_record(edition: Path) -> None:
    """Neither BibTeX nor RIS is led out of its field."""
    for path in edition.rglob("*.ris"):
        lines = path.read_text(encoding="utf-8").split("\n")
        assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines), path
        assert sum(line.startswith("TY  - ") for line in lines) == 1
    for path in edition.rglob("*.bib"):
        entry = path.read_text(encoding="utf-8")
        assert len(re.findall(r"(?m)^@", entry)) == 1
        depth = 0
        for letter in re.sub(r"\\.", "", entry):
            depth += {"{": 1, "}": -1}.get(letter, 0)
            assert depth >= 0
        assert depth == 0


def test_a_reader_opens_every_page_and_nothing_runs(
    root: Path, pages: list[Path], serve_strictly: Serve, browser: Browser
) -> None:
    """Hovering every mark, focusing every control, opening what opens: no dialog, no report."""
    address, wrong = serve_strictly(root / "site"), list[str]()
    with browser.new_context(service_workers="block") as context:
        context.add_init_script(EARS)
        listen(context, address, wrong)
        page = context.new_page()
        page.on("dialog", lambda dialog: wrong.append(dialog.message))  # it waits, and is told
        for path in pages:
            name = path.relative_to(root / "site").as_posix()
            page.goto(address + name)
            if b'http-equiv="refresh"' in path.read_bytes():
                continue
            _reach_for_everything(page)
            wrong += [f"{name}: {each}" for each in page.evaluate(HEARD)]

    assert len(pages) > 50
    assert wrong == [], "\n".join(wrong)


def _reach_for_everything(page: Page) -> None:
    """Tell every element that a pointer and a focus is on it, and open what is closed."""
    page.evaluate("""
        () => {
            for (const each of document.querySelectorAll("details")) each.open = true;
            for (const each of document.querySelectorAll("body *")) {
                for (const name of ["pointerenter", "mouseover", "mousemove", "focus", "animationend"])
                    each.dispatchEvent(new MouseEvent(name, { bubbles: true }));
                if (each.matches("button, summary, input") && !each.closest("form")) each.click();
            }
        }
    """)


def test_a_tooltip_is_text(root: Path, serve_strictly: Serve, browser: Browser) -> None:
    """Every mark of the layer over a chart tells its row, word for word."""
    wrong: list[str] = []
    address = f"{serve_strictly(root / 'site')}{SECOND}/"
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        context.add_init_script(EARS)
        listen(context, address, wrong)
        page = context.new_page()
        page.goto(f"{address}charts/shown/")
        page.locator(".explore > button").first.press("Enter")
        page.locator(".explore-controls").first.wait_for()
        told: set[tuple[str, ...]] = set()
        for _ in hostile.SHOWN:
            page.locator(".explore-view").press("ArrowDown")
            shown = page.locator(".explore-tip:visible :is(strong, b)").all_text_contents()
            told.add(tuple(shown))
        wrong += page.evaluate(HEARD)

    assert {(NAMES[kind], hostile.printed(kind)) for kind in hostile.SHOWN} <= {
        (one[0], one[-1]) for one in told if one
    }
    assert wrong == []


def test_a_reader_without_scripts_searches_too(
    root: Path, serve_strictly: Serve, browser: Browser
) -> None:
    """The policy lets a page ask itself; it once did not, and the field did nothing."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{serve_strictly(root / 'site')}{SECOND}/goods/")
        page.locator("input[type=search]").first.fill("otter")
        page.locator("input[type=search]").first.press("Enter")
        page.wait_for_url("**/search/?q=otter")


def test_every_name_is_found(root: Path, serve_strictly: Serve, browser: Browser) -> None:
    """What is typed and what is found is text, in the search as anywhere."""
    wrong: list[str] = []
    address = f"{serve_strictly(root / 'site')}{SECOND}/"
    with browser.new_context() as context:
        context.add_init_script(EARS)
        listen(context, address, wrong)
        page = context.new_page()
        page.goto(f"{address}search/")
        field = page.locator("input[type=search]").last
        missed = []
        for kind, name in NAMES.items():
            field.fill(text(name)[:60])
            page.wait_for_timeout(60)
            number = hostile.printed(kind)
            field.fill(number)
            found = page.locator(".found")
            found.get_by_text(number).first.wait_for()
            listed = " ".join(found.first.inner_text().split())
            if text(name)[:40] not in listed:
                missed.append(kind)
        wrong += page.evaluate(HEARD)

    assert missed == []
    assert wrong == []


def test_an_edition_is_read_by_itself_years_later(
    edition: Path, tmp_path: Path, serve: Serve, browser: Browser
) -> None:
    """From a zip, under another path, without the list of editions and ``latest/``: all but these."""
    packed = shutil.make_archive(str(tmp_path / "edition"), "zip", edition)
    shutil.unpack_archive(packed, tmp_path / "kept" / "in an archive")
    address, wrong = f"{serve(tmp_path / 'kept')}in%20an%20archive/", list[str]()
    with browser.new_context(service_workers="block") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        lost = {"editions.json", "feed.xml"}
        page.on(
            "response",
            lambda answer: (
                wrong.append(answer.url)
                if answer.status >= 400 and answer.url.rpartition("/")[2] not in lost
                else None
            ),
        )
        for path in ("", "goods/", "claims/", "changes/", "charts/shown/embed/"):
            page.goto(address + path, wait_until="networkidle")
            assert page.locator("h1").first.inner_text()
        page.goto(f"{address}charts/shown/", wait_until="networkidle")
        page.locator(".explore > button").first.press("Enter")
        page.locator(".explore-controls").first.wait_for()
        with page.expect_download() as asked:
            page.locator("a[download][href$='.csv']").first.click()
        assert Path(asked.value.path()).read_bytes() == (edition / "charts/shown.csv").read_bytes()

    assert wrong == []
