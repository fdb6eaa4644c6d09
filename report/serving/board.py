"""What ``serve`` knows of the draft, on one board: written by the builder, read by every browser."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from threading import Condition

from report.errors import ReportError
from report.serving.excerpts import Line

HOME = "/draft/"


class Phase(Enum):
    """What is being done."""

    RESTING = "resting"
    BUILDING = "building"
    WAITING = "waiting"  # for another build


class Kind(Enum):
    """What a finished build has to tell."""

    NOTHING = "nothing"
    REFUSALS = "refusals"
    FAULTS = "faults"
    BUG = "bug"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, and the lines of the source around it as they were when it was found."""

    error: ReportError
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What the last build had to tell; ``number`` moves when it tells something else."""

    kind: Kind = Kind.NOTHING
    faults: tuple[Fault, ...] = ()  # or refusals
    text: str = ""  # of a bug
    number: int = 0

    @property
    def failing(self) -> bool:
        """Whether no draft was built."""
        return self.kind in {Kind.FAULTS, Kind.BUG}

    @property
    def count(self) -> str:
        """How much of it there is, in words."""
        if self.kind is Kind.BUG:
            return "a bug"
        word = "refusal" if self.kind is Kind.REFUSALS else "fault"
        return f"{len(self.faults)} {word}{'' if len(self.faults) == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class State:
    """All that a browser needs to know."""

    draft: str = ""  # which one is served; empty while there is none
    told: Told = field(default_factory=Told)
    phase: Phase = Phase.RESTING
    because: tuple[str, ...] = ()  # the sources whose change is being built
    previews: Mapping[str, bytes] = field(default_factory=dict)  # by their paths: /draft/about/
    preview: int = 0  # the number of these; they stand until a build has ended


class Board:
    """Holds the state; whoever waits is told when there is another one."""

    def __init__(self, state: State) -> None:
        self._state, self._number, self._previews = state, 0, 0
        self._moved = Condition()
        self._open: Counter[str] = Counter()

    @property
    def state(self) -> State:
        """The state of now."""
        return self._state

    def post(self, state: State) -> None:
        """Put up another state."""
        with self._moved:
            self._state = state
            self._number += 1
            self._moved.notify_all()

    def build(self, phase: Phase, because: tuple[str, ...] = ()) -> None:
        """Say that a build is at work, or waits, and what for."""
        self.post(replace(self._state, phase=phase, because=because))

    def preview(self, pages: Mapping[str, bytes]) -> None:
        """Show pages, by their addresses, in place of those of the draft until the build has ended."""
        self._previews += 1
        by_path = {f"{HOME}{address}": html for address, html in pages.items()}
        self.post(replace(self._state, previews=by_path, preview=self._previews))

    @contextmanager
    def opened(self, path: str) -> Iterator[None]:
        """Know that a browser has a page open, for as long as it has."""
        with self._moved:
            self._open[path] += 1
        try:
            yield
        finally:
            with self._moved:
                self._open[path] -= 1

    def open(self) -> frozenset[str]:
        """Return the addresses, below the root of the draft, of the pages that browsers have open."""
        with self._moved:
            within = [path for path in +self._open if path.startswith(HOME)]
        return frozenset(path.removeprefix(HOME) for path in within)

    def after(self, number: int, seconds: float) -> tuple[int, State]:
        """Wait for a state later than this one; return the number of the latest, and the state."""
        with self._moved:
            self._moved.wait_for(lambda: self._number > number, seconds)
            return self._number, self._state


def format_state(state: State) -> str:
    """Return a state as one line of JSON, with the words that a page shows."""
    told = state.told
    return json.dumps(
        {
            "draft": state.draft,
            "told": told.number,
            "failing": told.failing,
            "previews": dict.fromkeys(sorted(state.previews), state.preview),
            "bar": _bar(told),
            "link": "" if told.kind is Kind.NOTHING else told.count,
            "note": note(state),
        }
    )


def note(state: State) -> str:
    """Say what is being done; nothing while there is nothing to do."""
    if state.phase is Phase.WAITING:
        return "Another build is at work; the draft is built when that has ended."
    if state.phase is Phase.RESTING:
        return ""
    if not state.because:
        return "The draft is being built."
    more = f" and {len(state.because) - 1} more" if len(state.because) > 1 else ""
    return f"The draft is being built anew, for {state.because[0]}{more}."


def _bar(told: Told) -> str:
    if told.failing:
        return "This is the last good draft. The sources are newer, and have"
    return "An edition would be refused:" if told.kind is Kind.REFUSALS else ""
