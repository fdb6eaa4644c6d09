"""What ``serve`` watches, what it shows of a fault, and what it puts into pages: values in and out."""

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from report.errors import ReportError
from report.model import Project
from report.serving import pages
from report.serving.board import Board, Fault, Kind, Phase, State, Told, format_state
from report.serving.excerpts import excerpt
from report.serving.server import is_ours
from report.serving.sources import changed, is_passing, stamps
from report.serving.watching import Watch

HOSTILE = """<script>alert("it's {{ 7 * 7 }}")</script> {% raw %} & &amp; </pre>"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A folder with sources, and with what is no source."""
    for name in (
        "content/index.md",
        "data/boats.csv",
        "mkdocs.yml",
        "site/draft/index.html",
        ".build/pages/index.md",
        ".git/index",
        "README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("one\n", encoding="utf-8")
    return Project(tmp_path)


class Reading(HTMLParser):
    """Notes the elements of a page and the text in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and where it leads."""
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


@pytest.mark.parametrize(
    "name",
    """.#boats.csv .boats.csv.swp boats.csv~ #boats.csv# 4913 boats.csv.swx ~$boats.xlsx boats.csv.tmp
    boats.py___jb_tmp___ boats.csv.part __pycache__ boats.pyc .staging-2023-09 .DS_Store""".split(),
)
def test_what_editors_write_beside_a_file_is_no_source(name: str) -> None:
    """A swap file comes and goes, and nothing is built for it."""
    assert is_passing(name)


@pytest.mark.parametrize(
    "name", ["boats.csv", "[slug].md", "_shared.py", "4913.md", "corrections.yml", "tmp.sql"]
)
def test_what_a_draft_is_made_of_is_a_source(name: str) -> None:
    """Nothing that a draft is made of is overlooked for its name."""
    assert not is_passing(name)


def test_sources_are_those_of_the_draft(project: Project) -> None:
    """Neither the site, nor scratch space, nor git's own files are watched: a build writes there."""
    assert sorted(stamps(project)) == ["content/index.md", "data/boats.csv", "mkdocs.yml"]


def test_a_source_changes_when_it_comes_goes_or_is_written(project: Project) -> None:
    """All three are changes, and what stayed is none."""
    before = stamps(project)
    (project.content / "new.md").write_text("new", encoding="utf-8")
    (project.data / "boats.csv").unlink()
    (project.root / "mkdocs.yml").write_text("other", encoding="utf-8")

    found = changed(before, stamps(project))

    assert found == ("content/new.md", "data/boats.csv", "mkdocs.yml")


def _through_a_swap_file(path: Path) -> None:
    swap = path.with_name(f".{path.name}.swp")
    swap.write_text("x", encoding="utf-8")
    backup = path.rename(path.with_name(f"{path.name}~"))
    path.write_text("two\n", encoding="utf-8")
    backup.unlink()
    swap.unlink()


def _by_renaming(path: Path) -> None:
    new = path.with_name(f"{path.name}.tmp")
    new.write_text("two\n", encoding="utf-8")
    new.replace(path)


def _in_pieces(path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for piece in ("t", "w", "o"):
            file.write(piece)
            file.flush()


@pytest.mark.parametrize("blind", [False, True], ids=["woken", "looking"])
@pytest.mark.parametrize("save", [_through_a_swap_file, _by_renaming, _in_pieces])
def test_a_save_is_one_change(
    project: Project, save: Callable[[Path], None], *, blind: bool
) -> None:
    """However an editor writes a file, it is told once, by its own name."""
    with Watch(project, blind=blind) as watch:
        save(project.data / "boats.csv")

        assert watch.changes() == ("data/boats.csv",)
        assert watch.changes(0.2) == ()


def test_a_folder_that_comes_later_is_seen(project: Project) -> None:
    """The first chart of a project makes its folder; nobody starts serve again for it."""
    with Watch(project) as watch:
        project.charts.mkdir()
        (project.charts / "boats.py").write_text("", encoding="utf-8")

        assert watch.changes() == ("charts/boats.py",)


def test_what_changes_while_nobody_waits_is_not_lost(project: Project) -> None:
    """A change during a build starts another one after it."""
    with Watch(project) as watch:
        (project.content / "index.md").write_text("two", encoding="utf-8")
        assert watch.changes()
        (project.content / "index.md").write_text("three", encoding="utf-8")

        assert watch.changes(0.2) == ("content/index.md",)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "[::1]", "127.0.0.1"]
)
def test_this_machine_may_ask(host: str) -> None:
    """By each of its own names, and through a tunnel with another port."""
    assert is_ours(host)


@pytest.mark.parametrize(
    "host",
    ["example.org", "127.0.0.1.example.org:8000", "localhost:", "localhost:80a", "", "a@localhost"],
)
def test_nobody_else_may_ask(host: str) -> None:
    """A foreign name that leads here is somebody else's page reading a draft."""
    assert not is_ours(host)


@pytest.mark.parametrize(
    "html",
    [b"<html><head><title>T</title></head><body>x</body></html>", b"<HTML><HEAD></HEAD >x", b"x"],
)
def test_a_page_keeps_every_byte_beside_the_script(html: bytes) -> None:
    """The script is put in before the head ends, or at the end of what has none."""
    sent = pages.inject(html, State('a"b'))
    script = sent[sent.index(b"<script") : sent.index(b"</script>\n") + 10]

    assert sent.replace(script, b"") == html
    assert b'src="/.serve/reload.js"' in script
    assert b'data-draft="a&#34;b"' in script
    assert sent.lower().find(b"</head") in {-1, sent.index(script) + len(script)}


def test_the_lines_around_a_fault_are_shown(project: Project) -> None:
    """Three before, three after, and which one is meant."""
    path = project.content / "index.md"
    path.write_text("".join(f"line {nth}\n" for nth in range(1, 20)), encoding="utf-8")

    lines = excerpt(project, "content/index.md:5")

    assert [line.number for line in lines] == [2, 3, 4, 5, 6, 7, 8]
    assert [line.text for line in lines if line.meant] == ["line 5"]


@pytest.mark.parametrize(
    "where",
    [
        "",
        "x",
        "content/index.md",
        "content/index.md:99",
        "content/none.md:1",
        "content:1",
        "con\0tent:1",
        "../outside.txt:1",
        "/etc/passwd:1",
    ],
)
def test_a_place_without_lines_shows_none(project: Project, where: str) -> None:
    """Neither what is not there, nor what is outside of the project."""
    (project.root.parent / "outside.txt").write_text("secret\n", encoding="utf-8")

    assert excerpt(project, where) == ()


def test_what_cannot_be_seen_is_spelled_out(project: Project) -> None:
    """A character that turns text around, or hides, is shown as its number; a long line is cut."""
    line = "a\u202eb\u200bc\0d" + "x" * 10_000
    (project.data / "boats.csv").write_bytes(line.encode() + b"\xff\n")

    text = excerpt(project, "data/boats.csv:1")[0].text

    assert text.startswith("a[U+202E]b[U+200B]c[U+0000]dxxx")
    assert len(text) < 400


def test_hostile_text_is_literal() -> None:
    """Names, faults, hints and lines of a source are text on the page, whatever is in them."""
    error = ReportError(HOSTILE, f"content/{HOSTILE}.md:1", HOSTILE)
    fault = Fault(error, excerpt(Project(Path("/nowhere")), ""))
    state = State("1", Told(Kind.FAULTS, (fault,), number=1))
    plain = State("1", Told(Kind.FAULTS, (Fault(ReportError("w", "f", "h")),), number=1))

    page = Reading(pages.told_page(state, back="/draft/"))

    # The file is a heading and its place a line; the fault and the hint stand once each.
    assert page.text.count(HOSTILE) == 4
    assert page.tags == Reading(pages.told_page(plain, back="/draft/")).tags


def test_a_bug_is_literal_too() -> None:
    """A traceback quotes what it fell over."""
    page = Reading(pages.told_page(State("", Told(Kind.BUG, text=HOSTILE))))

    assert HOSTILE in page.text
    assert page.tags.count("script") == 1


def test_faults_stand_file_by_file_and_line_by_line() -> None:
    """As in the terminal: all of a file together, from its top to its end."""
    places = ["b.sql:9", "a.md:10", "b.sql:2", "a.md:2"]
    faults = tuple(Fault(ReportError(f"at {place}", place)) for place in places)

    text = Reading(pages.told_page(State("1", Told(Kind.FAULTS, faults)))).text

    order = [text.index(f"at {place}") for place in ("b.sql:2", "b.sql:9", "a.md:2", "a.md:10")]
    assert order == sorted(order)
    assert "4 faults in the sources" in text


@pytest.mark.parametrize(
    "page",
    [
        pages.told_page(State("1", Told(Kind.FAULTS, (Fault(ReportError("w", "a.md:1", "h")),)))),
        pages.told_page(State()),
        pages.making_page(State(phase=Phase.BUILDING)),
        pages.missing_page(State("1"), "/draft/x/"),
    ],
)
def test_our_pages_ask_nobody_else(page: str) -> None:
    """No foreign origin: a draft is nobody's business."""
    assert all(link.startswith(("/", "data:,")) for link in Reading(page).links)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "//example.org/draft/",
        "https://example.org/draft/",
        "/\\example.org",
        "javascript:alert()",
        "/latest/",
        "/draft",
        "/draft/\\..",
    ],
)
def test_the_way_back_leads_nowhere_else(address: str) -> None:
    """An address that another page made up leads to the draft."""
    assert pages.way_back(address) == "/draft/"


def test_the_way_back_keeps_the_place() -> None:
    """The reader comes back to where they were, query and anchor and all."""
    assert pages.way_back("/draft/a/?q=1#there") == "/draft/a/?q=1#there"


def test_a_page_is_told_what_to_show() -> None:
    """Words come from the server; the page sets them as text."""
    refused = Told(Kind.REFUSALS, (Fault(ReportError("a")), Fault(ReportError("b"))), number=4)
    said = json.loads(format_state(State("x-2", refused, Phase.BUILDING, ("a.md", "b.md"))))

    assert (said["draft"], said["told"], said["failing"]) == ("x-2", 4, False)
    assert f"{said['bar']} {said['link']}" == "An edition would be refused: 2 refusals"
    assert said["note"] == "The draft is being built anew, for a.md and 1 more."


def test_a_build_that_waits_says_for_what() -> None:
    """Another one holds the site; nothing is wrong."""
    assert json.loads(format_state(State("x", phase=Phase.WAITING)))["note"] == (
        "Another build is at work; the draft is built when that has ended."
    )


def test_files_that_pass_are_no_sources_and_folders_are_looked_into(project: Project) -> None:
    """At any depth below a folder of sources."""
    before = stamps(project)
    deep = project.content / "a" / "b"
    deep.mkdir(parents=True)
    (deep / ".#page.md").write_text("x", encoding="utf-8")
    passing = stamps(project)
    (deep / "page.md").write_text("x", encoding="utf-8")

    assert changed(before, passing) == ()
    assert changed(passing, stamps(project)) == ("content/a/b/page.md",)


def test_who_waits_at_the_board_sees_the_latest() -> None:
    """What was put up before is seen at once, and only what is later is waited for."""
    board = Board(State("1"))
    number, _ = board.after(-1, 5)
    board.post(State("2"))
    board.post(State("3"))

    latest, state = board.after(number, 5)

    assert state.draft == "3"
    assert board.after(latest, 0) == (latest, state)
