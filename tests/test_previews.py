"""What is shown of an open page before the draft is whole: the page as the draft will have it."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from report import pipeline
from report.errors import ReportError
from report.model import Project
from report.previews import Previews
from report.voice import SILENT

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
# What only the whole draft knows: what a page is to programs, and the hash of all its figures.
WHOLE = re.compile(rb'<script type="application/ld\+json">.*?</script>\s*', re.DOTALL)
ROW, MORE = "Tern,2021-08,1105", "Tern,2021-08,1205"


class Shown:
    """Stands for the board of ``serve``: pages that are open, and what is shown of them."""

    def __init__(self, project: Project, *addresses: str) -> None:
        self._project, self._open = project, addresses
        self.previews = Previews(lambda: self._open, self._show)
        self.pages: list[Mapping[str, bytes]] = []
        self.draft_then = b""

    def _show(self, pages: Mapping[str, bytes]) -> None:
        self.pages.append(pages)
        self.draft_then = page(self._project, "")

    def build(self) -> None:
        """Build a draft."""
        pipeline.draft(self._project, SILENT, self.previews)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ferries of which there is a draft, with what it leaves for the next."""
    folder = tmp_path_factory.mktemp("previews") / "ferries"
    shutil.copytree(FERRIES, folder)
    pipeline.draft(Project(folder), SILENT)
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Project:
    """A copy of them, to be changed."""
    return Project(shutil.copytree(built, tmp_path / "ferries"))


def edit(project: Project, name: str, old: str, new: str) -> None:
    """Change words of a source that stand in it."""
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def page(project: Project, address: str) -> bytes:
    """Return a page of the draft."""
    return (project.site / "draft" / address / "index.html").read_bytes()


def test_an_open_page_is_the_one_of_the_draft_to_come(project: Project) -> None:
    """Each byte of it but for programs, and before the draft is there."""
    shown = Shown(project, "", "findings/landings/")
    shown.build()
    edit(project, "content/index.md", "cancelled {{", "cancelled (as they say) {{")

    shown.build()

    (seen,) = shown.pages
    assert seen.keys() == {"", "findings/landings/"}
    assert b"as they say" in seen[""]
    assert b"as they say" not in shown.draft_then
    for address, html in seen.items():
        assert html == WHOLE.sub(b"", page(project, address))


def test_it_has_new_numbers_and_the_drawings_of_before(project: Project) -> None:
    """A number is computed in a moment, a chart is drawn in a second."""
    shown = Shown(project, "")
    shown.build()
    before = page(project, "")
    edit(project, "data/months.csv", ROW, MORE)

    shown.build()

    assert b"55,255" in before
    assert b"55,355" in shown.pages[0][""]
    assert b"55,255" not in page(project, "")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("content/index.md", "fig.season.lines", "fig.season.lanes"),
        ("content/index.md", "cancelled {{", "[here](nowhere.md#at-all) <b onclick='x'> {{"),
    ],
)
def test_nothing_is_shown_of_what_has_a_fault(
    project: Project, name: str, old: str, new: str
) -> None:
    """The draft tells of it, once and with its place."""
    shown = Shown(project, "")
    shown.build()
    edit(project, name, old, new)

    with pytest.raises(ReportError):
        shown.build()

    assert shown.pages == []


@pytest.mark.parametrize("address", ["figures/season/", "nowhere/", "../"])
def test_pages_that_no_editor_writes_wait_for_the_draft(project: Project, address: str) -> None:
    """And so does what is no page."""
    shown = Shown(project, address)
    shown.build()

    shown.build()

    assert shown.pages == []


def test_nothing_is_left_of_a_preview(project: Project) -> None:
    """Neither beside the draft nor in the folder of what is kept between builds."""
    shown = Shown(project, "")
    shown.build()
    shown.build()

    assert shown.pages
    assert list(project.build.glob("preview-*")) == []
