"""A project in, those of its files that are no text out: they cannot be read, or hold what no text has.

Asked before anything else is read, so that every reader behind it may take its file for text.
"""

from collections.abc import Iterator
from pathlib import Path

from report.errors import ReportError
from report.model import Project

_FOLDERS = ("content", "queries", "charts", "templates")
_ENDINGS = frozenset({".md", ".sql", ".py", ".html", ".css", ".js", ".po", ".yml"})
_WHOLE = frozenset({".md", ".sql", ".html"})  # what is read from its very first character
_MARK = "\ufeff"
_SAVE = "Save it as UTF-8 text, without a mark at its beginning."


def faults(project: Project) -> tuple[ReportError, ...]:
    """Return what is wrong with each file that an editor writes and that is no text."""
    return tuple(
        ReportError(what, f"{project.shown(path)}{line}", hint)
        for path in _paths(project)
        for what, line, hint in _wrong(path)
    )


def _paths(project: Project) -> Iterator[Path]:
    yield from sorted(project.root.glob("*.yml"))
    yield from sorted(project.editions.glob("*.yml"))
    for folder in _FOLDERS:
        for path in sorted((project.root / folder).rglob("*")):
            if path.suffix in _ENDINGS and "__pycache__" not in path.parts:
                yield path


def _wrong(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong, on which line, and what to do."""
    if path.is_dir():
        yield (
            "this is a folder, and a file is wanted",
            "",
            "Give the folder a name without the dot.",
        )
        return
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        yield f"the file cannot be read: {error.strerror}", "", ""
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = f"this is not UTF-8 text: it holds the byte 0x{content[error.start]:02X}"
        yield what, f":{line}", _SAVE
    else:
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            yield "this is no text: it holds a character without a sign (U+0000)", f":{line}", _SAVE
        elif text.startswith(_MARK) and path.suffix in _WHOLE:
            yield "the file begins with a hidden mark (U+FEFF)", ":1", _SAVE
