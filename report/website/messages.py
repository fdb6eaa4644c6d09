"""What MkDocs warns of in, faults in our words out, each at a place that an editor can open."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import mkdocs

from report.errors import ReportError
from report.model import Project
from report.settings import CONFIG, line_of

_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains (?:a|an absolute|an unrecognized relative) link "
    r"'(?P<link>.+?)', (?P<why>.+?)(?: Did you mean '(?P<meant>.+)'\?)?"
)
_NAVIGATION = re.compile(r"A(?: reference|n absolute path) to '(?P<link>.+?)' is included in .*")


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect what MkDocs warns of; nothing is printed."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    log, listener = logging.getLogger(mkdocs.__name__), Listener(logging.WARNING)
    level, propagate = log.level, log.propagate
    log.addHandler(listener)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield messages
    finally:
        log.removeHandler(listener)
        log.setLevel(level)
        log.propagate = propagate


def fault(message: str, project: Project) -> ReportError:
    """Return a message of MkDocs as a fault."""
    if found := _LINK.fullmatch(message):
        link, why = found["link"], found["why"]
        hint = f'Did you mean "{found["meant"]}"?' if found["meant"] else ""
        if "left as is" in why and not hint:
            hint = 'Write the path of a file, as seen from this one: "../about.md".'
        missing = "to a place its page does not have" if "anchor" in why else "nowhere"
        return ReportError(
            f'the link "{link}" leads {missing}', source_of(found["page"], project, link), hint
        )
    if found := _NAVIGATION.fullmatch(message):
        what = f'the navigation names "{found["link"]}", and there is no such page'
        return ReportError(what, line_of(project, found["link"]))
    return ReportError(message.rstrip("."), CONFIG)


def source_of(path: str, project: Project, text: str = "") -> str:
    """Return where a page was written, as typed in the project, with the line of a text in it."""
    source = project.content / path
    if not source.is_file():
        # A family of pages comes from one file, [slug].md.
        source = next(iter(sorted(source.parent.glob("[[]*[]].md"))), source)
    if not source.is_file():
        return path
    lines = source.read_text(encoding="utf-8").splitlines() if text else []
    at = next((f":{number}" for number, line in enumerate(lines, 1) if text in line), "")
    return project.shown(source) + at
