"""Where a fault is → the lines of the source around it, safe to be shown."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from report.model import Project

_AROUND = 3  # lines before and after
_WIDEST = 300  # characters; a line of data can have millions
_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source."""

    number: int
    text: str
    meant: bool  # the one that the fault is in


def split_place(where: str) -> tuple[str, int]:
    """Return the file and the line of a place; empty and 0 where it names none."""
    match = _PLACE.fullmatch(where)
    return (match["file"], int(match["line"] or 0)) if match else (where, 0)


def excerpt(project: Project, where: str) -> tuple[Line, ...]:
    """Return the lines around a place; none where it names no line of a file of the project."""
    file, number = split_place(where)
    if not number:
        return ()
    try:
        path = (project.root / file).resolve()
        if not path.is_relative_to(project.root.resolve()):
            return ()
        found = _read(path, max(1, number - _AROUND), number + _AROUND)
    except (OSError, ValueError):  # not there, not to be read, or no path at all
        return ()
    if number not in dict(found):
        return ()
    return tuple(Line(at, _plain(text), at == number) for at, text in found)


def _read(path: Path, first: int, last: int) -> list[tuple[int, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return list(enumerate(islice(file, first - 1, last), first))


def _plain(text: str) -> str:
    """Return a line without its end, as short as can be read, with nothing in it that is unseen."""
    text = text.rstrip("\r\n").expandtabs(4)
    short = text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
    return "".join(_seen(character) for character in short)


def _seen(character: str) -> str:
    """Spell out what has no shape, or turns the letters around it: U+202E."""
    if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"[U+{ord(character):04X}]"
    return character
