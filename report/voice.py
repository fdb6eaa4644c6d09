"""What a command says while it works, and how: on a terminal or not, in colour or not, or hardly.

    say      a stage that is done           stdout, unless quiet
    detail   what only some want to know    stdout, when verbose
    steps    how far a long stage is        a bar on a terminal; elsewhere nothing, or every step
    answer   what the command was asked     stdout, always
    tell     faults and refusals            stderr, always, in the order of their files and lines

With ``--json`` all of these are silent: the report is then the one thing on stdout.
Colour follows https://no-color.org: never with ``NO_COLOR``, always with ``FORCE_COLOR``.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from enum import IntEnum
from typing import TextIO, TypeVar

from report.errors import ReportError

T = TypeVar("T")

_PLACE = re.compile(r"(.*?)(?::(\d+))?")
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"


class Level(IntEnum):
    """How much is said."""

    SILENT = 0
    QUIET = 1
    NORMAL = 2
    VERBOSE = 3


class Voice:
    """Says what there is to say, on the two streams of a process."""

    def __init__(
        self,
        level: Level = Level.NORMAL,
        *,
        out: TextIO | None = None,
        err: TextIO | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self.level = level
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._environment = environment

    def say(self, line: str) -> None:
        """Tell of a stage that is done."""
        if self.level >= Level.NORMAL:
            self._write(line)

    def detail(self, line: str) -> None:
        """Tell what only some want to know."""
        if self.level >= Level.VERBOSE:
            self._write(line)

    def answer(self, text: str) -> None:
        """Tell what the command was asked for."""
        if self.level > Level.SILENT:
            self._write(text)

    def steps(self, stage: str, items: Iterable[T]) -> Iterator[T]:
        """Yield the items one by one, and show how far it is."""
        total = len(items) if isinstance(items, Sized) else None
        if self.level == Level.VERBOSE:
            for number, item in enumerate(items, 1):
                self._write(f"{stage:<8} {number}{f' of {total}' if total else ''}")
                yield item
        elif self.level == Level.NORMAL and self._err.isatty():
            import click  # noqa: PLC0415 - only on a terminal; MkDocs brings it

            label = f"{stage:<8}"
            with click.progressbar(items, total, label, file=self._err, show_pos=True) as shown:
                yield from shown
        else:
            yield from items

    def tell(self, errors: Sequence[ReportError]) -> None:
        """Tell faults, file by file and line by line."""
        if self.level > Level.SILENT:
            for error in by_place(errors):
                self._err.write(f"{self._coloured(error)}\n")

    def warn(self, line: str) -> None:
        """Tell on stderr how it ended."""
        if self.level > Level.SILENT:
            self._err.write(f"{line}\n")

    def _write(self, line: str) -> None:
        self._out.write(f"{line}\n")
        self._out.flush()

    def _coloured(self, error: ReportError) -> str:
        if not self._in_colour:
            return str(error)
        place = f"{_BOLD}{error.where}:{_PLAIN} " if error.where else ""
        hint = f"\n{_DIM}  {error.hint}{_PLAIN}" if error.hint else ""
        return f"{place}{error.what}{hint}"

    @property
    def _in_colour(self) -> bool:
        if self._environment.get("NO_COLOR"):
            return False
        return bool(self._environment.get("FORCE_COLOR")) or self._err.isatty()


SILENT = Voice(Level.SILENT)


def several(number: int, one: str, many: str = "") -> str:
    """Return a number with the word that goes with it: 1 row, 2,000 rows; 1 law holds, 2 laws hold."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def by_place(errors: Iterable[ReportError]) -> list[ReportError]:
    """Return faults file by file, in the order in which the files came, and line by line in each."""
    order: dict[str, int] = {}

    def place(error: ReportError) -> tuple[int, int]:
        match = _PLACE.fullmatch(error.where)
        file, line = (match[1], int(match[2] or 0)) if match else (error.where, 0)
        return order.setdefault(file, len(order)), line

    return sorted(errors, key=place)
