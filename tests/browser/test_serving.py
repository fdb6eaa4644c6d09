"""An editor with a browser beside the editor: the page follows, and says what is wrong."""

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests import warm
from tests.browser.conftest import ROOT, Visit
from tests.browser.test_pages import AXE, OVERHANG, VIOLATIONS

FERRIES = ROOT / "tests" / "sites" / "harbour_ferries"
SLOW = 300_000  # ms; a draft is built in between, on a machine that has other things to do
POLICY = re.findall(
    r"<meta http-equiv=\"Content-Security-Policy\".*?>",
    (ROOT / "templates" / "embed_base.html").read_text(encoding="utf-8"),
)[0]
HOSTILE = """SELECT '<script>alert("it''s {{ 7 * 7 }}")</script>' AS "{% raw %}", &amp; </pre>"""


@dataclass(frozen=True)
class Serving:
    """A publication that is being served."""

    draft: str  # its address
    folder: Path

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words of a source that stand in it."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The command at work on a copy of the ferries, whose embeds are as strict as ours."""
    folder = tmp_path_factory.mktemp("serve") / "ferries"
    shutil.copytree(FERRIES, folder)
    embed = folder / "templates" / "embed.html"
    text = embed.read_text(encoding="utf-8").replace("<head>", f"<head>\n{POLICY}")
    embed.write_text(text, encoding="utf-8")
    warm.fonts_of(folder)
    words = [sys.executable, "-u", str(ROOT / "build.py"), "--project", str(folder)]
    with subprocess.Popen(
        [*words, "serve", "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        try:
            said = run.stdout.readline()
            yield Serving(re.findall(r"http://\S+", said)[0], folder)
        finally:
            run.send_signal(signal.SIGINT)
            run.communicate(timeout=60)
    assert run.returncode == 0


@pytest.fixture
def serving(started: Serving) -> Iterator[Serving]:
    """The same; its sources are afterwards as they were before."""
    kept = started.folder.with_name("kept")
    shutil.copytree(started.folder, kept, ignore=shutil.ignore_patterns("site", ".build"))
    yield started
    for path in kept.rglob("*"):
        now = started.folder / path.relative_to(kept)
        if path.is_file() and now.read_bytes() != path.read_bytes():
            shutil.copyfile(path, now)
    shutil.rmtree(kept)


def test_the_first_draft_takes_the_place_of_its_announcement(
    serving: Serving, visit: Visit
) -> None:
    """Whoever comes early waits on the page that they asked for."""
    page = visit(f"{serving.draft}findings/landings/")

    expect(page).to_have_title(
        "Everybody lands at the old town | Ferries of Lindhavn", timeout=SLOW
    )
    assert page.url == f"{serving.draft}findings/landings/"


def test_a_changed_row_is_seen_without_a_touch(serving: Serving, visit: Visit) -> None:
    """The open page shows the new number."""
    page = visit(serving.draft)
    expect(page.locator("h1")).to_contain_text("55,255", timeout=SLOW)

    serving.edit("data/months.csv", "Tern,2021-08,1105", "Tern,2021-08,1205")

    expect(page.locator("h1")).to_contain_text("55,355", timeout=SLOW)


def test_the_reader_stays_where_they_were(serving: Serving, visit: Visit) -> None:
    """On the page, and at the place of it."""
    page = visit(f"{serving.draft}findings/landings/")
    expect(page.locator("#lines")).to_have_text("All lines", timeout=SLOW)
    page.set_viewport_size({"width": 400, "height": 150})
    place = "document.querySelector('#lines').getBoundingClientRect().top"
    page.evaluate("document.querySelector('#lines').scrollIntoView()")

    # Each is a refusal: the bar comes after the page, and must not push it down time after time.
    words = ["All", "Twice counted", "Thrice counted", "Counted four times:"]
    for old, new in pairwise(words):
        serving.edit("content/findings/landings.md", f"## {old}", f"## {new}")
        expect(page.locator("#lines")).to_contain_text(new, timeout=SLOW)
        expect(page.locator("#serve-bar")).to_have_attribute("data-kind", "bar")
        page.wait_for_function(f"Math.abs({place}) < 40", timeout=SLOW)


def test_a_fault_is_a_page_and_leads_to_the_last_good_draft(serving: Serving, visit: Visit) -> None:
    """File, line and words of the fault; the draft of before with a bar; and back when it is mended."""
    page = visit(f"{serving.draft}findings/landings/#lines")
    expect(page.locator("h1")).to_have_text("Everybody lands at the old town", timeout=SLOW)

    serving.edit("queries/season.sql", "sum(passengers)::", "sum(pasengers)::")

    expect(page.locator("h1")).to_have_text("1 fault in the sources", timeout=SLOW)
    expect(page.locator(".place")).to_have_text("queries/season.sql:9")
    expect(page.locator("mark")).to_contain_text("sum(pasengers)::BIGINT AS passengers,")

    page.get_by_role("link", name="The last good draft").click()

    expect(page.locator("h1")).to_have_text("Everybody lands at the old town")
    bar = page.locator("#serve-bar [role=status]")
    expect(bar).to_contain_text(
        "This is the last good draft. The sources are newer, and have 1 fault."
    )
    assert page.url.endswith("/draft/findings/landings/#lines")

    bar.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("1 fault in the sources")
    serving.edit("queries/season.sql", "sum(pasengers)::", "sum(passengers)::")

    expect(page.locator("h1")).to_have_text("Everybody lands at the old town", timeout=SLOW)
    assert page.url.endswith("/draft/findings/landings/#lines")
    expect(bar).to_have_count(0)


def test_who_reads_the_last_good_draft_follows_when_it_is_mended(
    serving: Serving, visit: Visit
) -> None:
    """The bar goes with the fault."""
    page = visit(serving.draft)
    expect(page.locator("main")).to_be_visible(timeout=SLOW)
    serving.edit("content/index.md", "fig.season.lines", "fig.season.lanes")
    page.get_by_role("link", name="The last good draft").click(timeout=SLOW)
    expect(page.locator("#serve-bar")).to_be_visible()

    serving.edit("content/index.md", "fig.season.lanes }} lines", "fig.season.lines }} ferry lines")

    expect(page.locator("main")).to_contain_text("ferry lines", timeout=SLOW)
    expect(page.locator("#serve-bar")).to_have_count(0)


def test_a_hostile_line_is_literal(serving: Serving, visit: Visit) -> None:
    """A source is shown as it is typed, and none of it is run."""
    page = visit(serving.draft)
    expect(page.locator("main")).to_be_visible(timeout=SLOW)
    page.on("dialog", lambda _: pytest.fail("it was run"))

    path = serving.folder / "queries" / "season.sql"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("FROM months;", f"FROM nowhere; -- {HOSTILE}"), encoding="utf-8")

    expect(page.locator(".lines").first).to_contain_text(HOSTILE, timeout=SLOW)
    assert page.locator("script").count() == 1


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_the_page_of_faults_is_for_everybody(
    serving: Serving, browser: Browser, colours: Literal["light", "dark"]
) -> None:
    """It breaks no rule of accessibility by day or night, and fits a small screen."""
    word = f"lanes_{colours}"
    # Without its policy, which axe breaks: it gives elements a style to see what is behind them.
    with browser.new_context(
        bypass_csp=True, color_scheme=colours, viewport={"width": 360, "height": 800}
    ) as context:
        page = context.new_page()
        page.goto(serving.draft)
        expect(page.locator("main")).to_be_visible(timeout=SLOW)
        serving.edit("content/index.md", "fig.season.lines", f"fig.season.{word}")
        expect(page.locator("mark")).to_contain_text(word, timeout=SLOW)
        page.evaluate(AXE.read_text(encoding="utf-8"))

        assert page.evaluate(VIOLATIONS) == []
        assert page.evaluate(OVERHANG) == 0


def test_a_refusal_is_a_bar_over_the_draft(serving: Serving, visit: Visit) -> None:
    """A sentence that is false is to be looked at, and the bar leads to what is told of it."""
    page = visit(serving.draft)
    expect(page.locator("main")).to_be_visible(timeout=SLOW)

    serving.edit("content/index.md", "cancelled {{", "all cancelled at least seven or {{")

    bar = page.locator("#serve-bar [role=status]")
    expect(bar).to_contain_text("An edition would be refused: 1 refusal.", timeout=SLOW)
    bar.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("An edition would be refused: 1 refusal")
    expect(page.locator("mark")).to_contain_text("seven")


def test_an_embed_with_a_policy_follows(serving: Serving, visit: Visit) -> None:
    """Its policy lets in our script, our style and the events; its console is silent."""
    page = visit(f"{serving.draft}charts/passengers_by_line/embed/")
    expect(page.locator("h1")).to_contain_text("The short line", timeout=SLOW)

    serving.edit("charts/passengers_by_line.py", "The short line", "The shortest line")

    expect(page.locator("h1")).to_contain_text("The shortest line", timeout=SLOW)

    serving.edit("queries/passengers_by_line.sql", "title: ", "tittle: ")

    page.get_by_role("link", name="The last good draft").click(timeout=SLOW)
    expect(page.locator("#serve-bar [role=status]")).to_have_css("position", "static")
    expect(page.locator("#serve-bar")).to_have_css("position", "sticky")


def test_a_page_that_is_taken_out_says_so(serving: Serving, browser: Browser) -> None:
    """And leads to the front page; nobody is left before an old draft."""
    path = serving.folder / "content" / "quay.md"
    path.write_text("---\ntitle: The quay\n---\nInvented.\n", encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{serving.draft}quay/")
        expect(page.locator("h1")).to_have_text("The quay", timeout=SLOW)

        path.unlink()

        expect(page.locator("h1")).to_have_text("The draft has no such page", timeout=SLOW)
        page.get_by_role("link").click()
        expect(page).to_have_url(serving.draft)
