"""What a command says while it works: how much, on which stream, in which order and colour."""

import io
from collections.abc import Mapping

import pytest

from report.errors import ReportError
from report.voice import Level, Voice, by_place, several

BOLD, DIM, PLAIN = "\033[1m", "\033[2m", "\033[0m"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def spoken(
    level: Level, *, err: io.StringIO | None = None, environment: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Let a voice say one of everything; return what came out of its two streams."""
    out, err = io.StringIO(), err or io.StringIO()
    voice = Voice(level, out=out, err=err, environment=environment or {})
    voice.say("said")
    voice.detail("detailed")
    voice.answer("answered")
    assert list(voice.steps("charts", [7, 8])) == [7, 8]
    voice.tell([ReportError("it is broken", "a.md:1", "Mend it.")])
    voice.warn("warned")
    return out.getvalue(), err.getvalue()


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        (Level.SILENT, []),
        (Level.QUIET, ["answered"]),
        (Level.NORMAL, ["said", "answered"]),
        (
            Level.VERBOSE,
            ["said", "detailed", "answered", "charts   1 of 2", "charts   2 of 2"],
        ),
    ],
)
def test_a_level_says_more_than_the_one_below(level: Level, lines: list[str]) -> None:
    """Quiet leaves the answer alone, verbose tells each step, and silent nothing."""
    assert spoken(level)[0].splitlines() == lines


@pytest.mark.parametrize("level", [Level.QUIET, Level.NORMAL, Level.VERBOSE])
def test_what_is_wrong_is_always_told(level: Level) -> None:
    """However quiet a command is, its faults are on the error stream."""
    assert spoken(level)[1] == "a.md:1: it is broken\n  Mend it.\nwarned\n"


def test_silence_is_whole() -> None:
    """With --json nothing stands beside the report."""
    assert spoken(Level.SILENT) == ("", "")


@pytest.mark.parametrize(
    ("terminal", "environment", "coloured"),
    [
        (False, {}, False),
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_for_those_who_want_it(
    *, terminal: bool, environment: Mapping[str, str], coloured: bool
) -> None:
    """A terminal has colour unless NO_COLOR says no; elsewhere FORCE_COLOR asks for it."""
    err = Terminal() if terminal else io.StringIO()

    told = spoken(Level.QUIET, err=err, environment=environment)[1]

    assert ("\033[" in told) is coloured
    assert (f"{BOLD}a.md:1:{PLAIN} it is broken\n{DIM}  Mend it.{PLAIN}\n" in told) is coloured


def test_a_terminal_is_shown_how_far_it_is() -> None:
    """A long stage has a bar on a terminal, on the stream that is not the answer's."""
    out, err = spoken(Level.NORMAL, err=Terminal())

    assert "charts" in err
    assert "2/2" in err
    assert "charts" not in out


def test_no_bar_is_drawn_into_a_log() -> None:
    """Where nobody watches, a stage that is on its way says nothing."""
    assert "charts" not in "".join(spoken(Level.NORMAL))


def test_faults_are_told_file_by_file() -> None:
    """Files come in the order in which they were first told, lines by number, not as text."""
    places = ("b.md:10", "a.sql", "b.md:9", "", "a.sql:2", "b.md")

    told = [error.where for error in by_place(ReportError("it is broken", p) for p in places)]

    assert told == ["b.md", "b.md:9", "b.md:10", "a.sql", "a.sql:2", ""]


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("row",), "1 row"),
        (2000, ("row",), "2,000 rows"),
        (0, ("row",), "0 rows"),
        (1, ("law holds", "laws hold"), "1 law holds"),
        (2, ("law holds", "laws hold"), "2 laws hold"),
    ],
)
def test_a_number_has_the_word_that_goes_with_it(
    number: int, words: tuple[str, ...], said: str
) -> None:
    """One law holds, and two laws hold."""
    assert several(number, *words) == said
