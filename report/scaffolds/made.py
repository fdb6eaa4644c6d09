"""What a scaffold wrote, and where it shows."""

from dataclasses import dataclass
from pathlib import Path

from report import disk
from report.errors import ReportError
from report.model import Project

FRONT_PAGE = "content/index.md"
NOWHERE = "-"  # in place of a page: print the line, and write it nowhere


@dataclass(frozen=True, slots=True)
class Made:
    """What was written for an editor to go on with."""

    path: str  # as typed in the project
    line: str = ""  # what a page says to show it
    shown: str = ""  # where that line stands now; empty: nowhere
    then: str = ""  # what to do next, in a sentence
    told: tuple[str, ...] = ()  # lines for the editor to check


def write(project: Project, path: str, text: str) -> None:
    """Write a new file of a project; one that is there is never touched."""
    target = project.root / path
    if target.exists():
        raise ReportError("there is such a file", path, "Choose another name.")
    target.parent.mkdir(parents=True, exist_ok=True)
    disk.write(target, text.encode())


def page_of(project: Project, into: str) -> Path | None:
    """Return the page that is named by ``--into``: the front page unless told, or none."""
    if into == NOWHERE:
        return None
    named = into or FRONT_PAGE
    for path in (project.root / named, project.content / named):
        inside = path.resolve().is_relative_to(project.content.resolve())
        if path.suffix == ".md" and inside and path.is_file():
            return path
    hint = f'Name a page of content/, or "--into {NOWHERE}" to have the line printed alone.'
    raise ReportError(f'there is no page "{named}"', named, hint)


def show(project: Project, page: Path | None, line: str) -> str:
    """Write a line at the end of a page, a paragraph of its own; return its place."""
    if page is None:
        return ""
    text = f"{page.read_text(encoding='utf-8').rstrip()}\n\n{line}\n"
    disk.write(page, text.encode())
    return f"{project.shown(page)}:{text.count(chr(10))}"
