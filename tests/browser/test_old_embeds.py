"""A bare chart of an old edition: byte for byte what it was, and yet it says what came later."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize

from report import pipeline
from report.corrections import PATH as CORRECTIONS
from report.model import Project
from report.voice import SILENT
from tests.browser.conftest import ROOT, Serve, listen
from tests.browser.test_menu import BROWSERS_OWN
from tests.test_signposts import FERRIES, MOVED, rename, replace

FIRST, WRONG, RIGHT, LATEST = "2023-01", "2023-09", "2023-09.1", "2024-07"
MOVES, STAYS = "harbour_traffic", "passengers_by_line"  # charts: one number moves, one does not
# In the latest edition the one has another name, and the other is gone.
RENAMED, RETIRED = "traffic_by_harbour", STAYS
ENTRY = f"""\
- id: 2023-10-a
  date: 2023-10-04
  edition: {WRONG}
  where: charts/{MOVES}
  said: A hundred people more crossed than did.
  right: It was thirteen.
  why: A row was mistyped.
  corrected: {RIGHT}
"""

Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Published:
    """The site of four editions, and what the first one was before the others came."""

    site: Path
    first: Files
    home: str


def bare(site: Path, edition: str) -> Files:
    """Return the bytes of every bare chart of an edition, and of all that it loads."""
    folder = site / edition
    paths = [*folder.glob("charts/*/embed/index.html"), *folder.glob("assets/embed*")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(paths)}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> Published:
    """The ferries in the theme of the publication: counted, miscounted, recounted, rearranged."""
    root = tmp_path_factory.mktemp("old embeds") / "ferries"
    project = Project(Path(shutil.copytree(FERRIES, root)))
    shutil.rmtree(project.templates)
    shutil.copytree(ROOT / "templates", project.templates)
    index, months = project.content / "index.md", root / "data" / "months.csv"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n## Told {{#told}}\n", encoding="utf-8")
    pipeline.publish(project, FIRST, "The first count", SILENT)
    first = bare(project.site, FIRST)

    replace(months, "Heron,2021-07,6890", "Heron,2021-07,6990")
    pipeline.publish(project, WRONG, "The second", SILENT)
    replace(months, "Heron,2021-07,6990", "Heron,2021-07,6903")
    (root / CORRECTIONS).write_text(ENTRY, encoding="utf-8")
    pipeline.publish(project, RIGHT, "The second, recounted", SILENT)
    rename(project)
    (root / "moved.yml").write_text(MOVED, encoding="utf-8")
    pipeline.publish(project, LATEST, "Rearranged", SILENT)
    return Published(project.site, first, serve(project.site))


Look = Callable[..., Page]


@pytest.fixture
def look(browser: Browser, published: Published) -> Iterator[Look]:
    """Open a bare chart; at the end, fail for what it complained of."""
    complaints: list[str] = []
    contexts = []

    def look(edition: str, chart: str, asked: str = "", index: str | None = None) -> Page:
        context = browser.new_context(viewport={"width": 600, "height": 700})
        contexts.append(context)
        url = f"{published.home}{edition}/charts/{chart}/embed/{asked}"
        listen(context, url, complaints)
        if index is not None:
            context.route("**/editions.json", lambda route: route.fulfill(body=index))
        page = context.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    yield look
    for context in contexts:
        context.close()

    assert complaints == []


def notice(page: Page) -> str:
    """Return what a bare chart says of later editions; nothing takes no room either."""
    said = " ".join(page.locator(".notice").inner_text().split())
    assert page.locator(".notice").is_visible() == bool(said)
    return said


def shown(page: Page) -> list[str]:
    """Return what the wide drawing of a bare chart says."""
    return page.locator(".wide svg text").all_text_contents()


def test_what_was_published_never_changes(published: Published) -> None:
    """Three editions later every bare chart is what it was, with its style and its script."""
    assert len(published.first) == 2 + 3
    assert bare(published.site, FIRST) == published.first


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (FIRST, f"Newer edition: 52,093 (+13) Old Town: Passengers, {RIGHT}."),
        (
            WRONG,
            f"Newer edition: 52,093 (−87) Old Town: Passengers, {RIGHT}. "
            f"Edition {WRONG} was corrected by {RIGHT}: what was wrong.",
        ),
    ],
)
def test_a_number_that_moved_is_told(
    look: Look, published: Published, edition: str, said: str
) -> None:
    """The number of the newer edition, by how much it differs, and what was wrong; as files say."""
    assert notice(look(edition, MOVES)) == said
    was, now = (_headline(published.site / each, MOVES) for each in (edition, RIGHT))
    assert f"{now:,} ({now - was:+,})".replace("-", "−") in said


def test_what_is_told_leads_to_pages_that_exist(look: Look) -> None:
    """To the chart in the newer edition, which shows that number, and to what was wrong."""
    page = look(WRONG, MOVES)
    links = page.locator(".notice a")
    newer, wrong = links.evaluate_all("all => all.map(each => each.href)")
    assert links.evaluate_all("all => all.every(each => each.target === '_blank')")

    page.goto(newer)
    assert page.url.endswith(f"/{RIGHT}/charts/{MOVES}/")
    assert "52,093" in page.locator("main").inner_text()
    page.goto(wrong)
    assert page.locator(":target").count() == 1
    assert "A row was mistyped." in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("edition", "chart", "asked"),
    [
        (FIRST, STAYS, ""),  # the same number
        (RIGHT, MOVES, ""),  # the newest edition that has it
        ("latest", RENAMED, ""),
        ("latest", MOVES, ""),
        (FIRST, MOVES, "?notice=off"),
        (WRONG, MOVES, "?notice=off"),
    ],
)
def test_otherwise_nothing_is_said(look: Look, edition: str, chart: str, asked: str) -> None:
    """Of a number that is the same, of the latest, and where an author wants none."""
    assert notice(look(edition, chart, asked)) == ""


def _headline(edition: Path, name: str) -> int:
    """Return the first counted value of the first row of a figure."""
    told = json.loads((edition / "figures" / f"{name}.json").read_bytes())
    at = next(n for n, column in enumerate(told["columns"]) if column.get("unit"))
    return int(told["rows"][0][at])


# Where there is no answer, or not a good one


def _index(**changes: object) -> str:
    """Return what says that the number moved, or something else in its stead."""
    chart = {
        "latest": {"edition": RIGHT, "label": "Old Town", "text": "9"},
        "values": {FIRST: "7", RIGHT: "9"},
        "numbers": {FIRST: 7, RIGHT: 9},
    }
    editions: list[dict[str, object]] = [
        {"name": name, "corrected_by": None, "corrections": []} for name in (RIGHT, FIRST)
    ]
    return json.dumps({"latest": RIGHT, "editions": editions, "charts": {MOVES: chart}, **changes})


def _chart(**changes: object) -> str:
    given = json.loads(_index())["charts"][MOVES]
    return _index(charts={MOVES: {**given, **changes}})


BAD = {
    "nothing": "",
    "half a file": _index()[:60],
    "null": "null",
    "a list": "[]",
    "a page": "<!doctype html>",
    "no charts": json.dumps({"latest": RIGHT, "editions": []}),
    "charts that are none": _index(charts={MOVES: None}),
    "a chart that is a text": _index(charts={MOVES: "x"}),
    "no editions": _index(editions=None),
    "editions that are none": _index(editions=[None, 1, "x"]),
    "an edition that leads away": _chart(latest={"edition": "../../..", "label": "x"}),
    "an edition in a list": _chart(latest={"edition": [RIGHT], "label": "x"}),
    "an edition that is not listed": _chart(
        latest={"edition": "2099-01", "label": "x"}, values={FIRST: "7", "2099-01": "9"}
    ),
    "values that are no texts": _chart(values={FIRST: 7, RIGHT: 9}),
    "numbers that are none": _chart(numbers={FIRST: "7", RIGHT: "9"}),
    "numbers that are missing": _chart(numbers={}),
    "a newer edition that is older": _index(
        editions=[
            {"name": name, "corrected_by": None, "corrections": []} for name in (FIRST, RIGHT)
        ]
    ),
}


def test_the_form_agreed_is_read(look: Look) -> None:
    """What is bad below is bad for one reason only."""
    assert notice(look(FIRST, MOVES, index=_index())) == (
        f"Newer edition: 9 (+2) Old Town, {RIGHT}."
    )


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_not_in_the_form_agreed_is_passed_over(look: Look, text: str) -> None:
    """The chart stays as it was sealed, and no error is raised."""
    assert notice(look(FIRST, MOVES, index=text)) == ""


def test_what_is_hostile_is_text(look: Look) -> None:
    """Words of the list of editions are words: none becomes an element, or a way to elsewhere."""
    label = '<img src="x" onerror="alert(1)"><script>alert(2)</script>'
    latest = {"edition": RIGHT, "label": label}
    page = look(FIRST, MOVES, index=_chart(latest=latest, values={FIRST: "7", RIGHT: label}))

    assert notice(page).count(label) == 2
    assert page.locator(".notice *").evaluate_all("all => all.map(each => each.tagName)") == ["A"]


@contextmanager
def _answering(browser: Browser, url: str, answer: Callable[[Route], None]) -> Iterator[list[str]]:
    """Yield what a bare chart says, and complains of, where the list of editions is not to be had."""
    said: list[str] = []
    with browser.new_context() as context:
        listen(context, url, said)
        context.route("**/editions.json", answer)
        page = context.new_page()
        page.goto(url)
        page.wait_for_load_state("networkidle")
        said.append(notice(page))
        yield [each for each in said if BROWSERS_OWN not in each]


@pytest.mark.parametrize("how", ["missing", "offline"])
def test_without_the_list_nothing_is_said(browser: Browser, published: Published, how: str) -> None:
    """A list that is not there, or no line to it: a chart, and no word of what could not be read."""
    url = f"{published.home}{FIRST}/charts/{MOVES}/embed/"

    def answer(route: Route) -> None:
        if how == "offline":
            route.abort("internetdisconnected")
        else:
            route.fulfill(status=404)

    with _answering(browser, url, answer) as said:
        assert said == [""]


def test_on_a_disk_nobody_is_asked(browser: Browser, published: Published) -> None:
    """A bare chart that was saved is a chart still."""
    said: list[str] = []
    with browser.new_context() as context:
        context.on("console", lambda each: said.append(each.text))
        context.on("weberror", lambda raised: said.append(str(raised.error)))
        page = context.new_page()
        page.goto((published.site / FIRST / f"charts/{MOVES}/embed/index.html").as_uri())
        page.wait_for_load_state("networkidle")

        assert notice(page) == ""
        assert page.locator("svg:visible").count() == 1
        assert said == []


def test_in_a_frame_of_nobodys_origin_nothing_is_asked(
    browser: Browser, published: Published, serve: Serve, tmp_path: Path
) -> None:
    """A browser would refuse the answer, and write an error into the console of the host."""
    url = f"{published.home}{FIRST}/charts/{MOVES}/embed/"
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">'
        f'<iframe src="{url}" title="A chart" sandbox="allow-scripts"></iframe>',
        encoding="utf-8",
    )
    complaints: list[str] = []
    with browser.new_context() as context:
        host = serve(tmp_path)
        listen(context, host, complaints, published.home)
        page = context.new_page()
        page.goto(host)
        page.wait_for_load_state("networkidle")

        assert page.frames[1].locator("h1").inner_text()
        assert page.frames[1].locator(".notice").inner_text() == ""
    assert complaints == []


# Charts that are not what they were


@pytest.mark.parametrize("edition", [LATEST, "latest"])
def test_a_renamed_chart_is_shown_under_its_old_name(
    look: Look, published: Published, edition: str
) -> None:
    """The frame of an article that follows the latest edition shows the new chart."""
    old = look(edition, MOVES)
    assert shown(old) == shown(look(edition, RENAMED)) != []
    credit = old.locator("figcaption a", has_text="Ferries").evaluate("link => link.href")
    assert credit == f"{published.home}{LATEST}/charts/{RENAMED}/"


def test_a_host_knows_a_renamed_chart_by_its_old_name(
    browser: Browser, published: Published, serve: Serve, tmp_path: Path
) -> None:
    """Its frame gets its height as before: the name is that in the frame's address."""
    (tmp_path / "index.html").write_text(
        '<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">'
        f'<iframe src="{published.home}latest/charts/{MOVES}/embed/" title="A chart"></iframe>'
        f'<script src="{published.home}{FIRST}/assets/embed-host.js"></script>',
        encoding="utf-8",
    )
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(serve(tmp_path))
        page.wait_for_load_state("networkidle")
        height = page.frames[1].evaluate(
            "Math.ceil(document.documentElement.getBoundingClientRect().height)"
        )

        assert page.locator("iframe").evaluate("frame => frame.style.height") == f"{height}px"


@pytest.mark.parametrize("edition", [LATEST, "latest"])
def test_a_retired_chart_is_its_last_drawing(look: Look, edition: str) -> None:
    """It says why there is no newer one, and its picture is there."""
    page = look(edition, RETIRED)
    image = page.locator("img:visible")

    assert image.evaluate("img => img.complete && img.naturalWidth > 0")
    assert f"This chart was last in edition {RIGHT}." in page.locator("main").inner_text()
    assert "The table says the same in less room." in page.locator("main").inner_text()
    assert notice(page) == ""
    page.goto(str(page.locator("figcaption a").evaluate("link => link.href")))
    assert re.search(rf"/{re.escape(RIGHT)}/charts/{RETIRED}/$", page.url)


@pytest.mark.parametrize(
    ("asked", "system", "face"),
    [
        ("", "light", "narrow.svg"),
        ("", "dark", "narrow.dark.svg"),
        ("?theme=dark", "light", "narrow.dark.svg"),
        ("?theme=light", "dark", "narrow.svg"),
    ],
)
def test_a_retired_chart_suits_its_ground(
    *,
    browser: Browser,
    published: Published,
    asked: str,
    system: Literal["light", "dark"],
    face: str,
) -> None:
    """In a dark host it is dark, whatever the reader's system is; and the other way round."""
    screen: ViewportSize = {"width": 400, "height": 600}
    with browser.new_context(viewport=screen, color_scheme=system) as context:
        page = context.new_page()
        page.goto(f"{published.home}latest/charts/{RETIRED}/embed/{asked}")
        page.wait_for_load_state("networkidle")

        shown = page.locator("img:visible").evaluate("img => img.currentSrc")
        assert shown == f"{published.home}latest/charts/{RETIRED}.{face}"
