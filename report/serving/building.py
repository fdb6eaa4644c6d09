"""Changed sources → a new draft, or what is wrong with them, on the board; one build at a time."""

import importlib
import secrets
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from report import bugs, disk, reports
from report.editions import Busy, ExitCode
from report.errors import ReportError
from report.model import Project
from report.refusals import Judgement
from report.reports import Ended
from report.serving.board import Board, Fault, Kind, Phase, State, Told
from report.serving.excerpts import excerpt
from report.serving.sources import folders
from report.voice import SILENT, Level, Voice

Make = Callable[
    [Project, Voice, Board], tuple[Path, Judgement]
]  # it may show previews on the board
_AGAIN = 0.3  # s between looks whether another build has ended
_SHOWN = 500  # faults of which the lines are read


class Builder:
    """Builds drafts, and tells of each on the board and to the terminal."""

    def __init__(
        self,
        project: Project,
        make: Make,
        board: Board,
        voice: Voice,
        is_behind: Callable[[], bool] = lambda: False,
    ) -> None:
        """``is_behind`` says whether sources have changed since the changes that are built."""
        self._project, self._make, self._is_behind = project, make, is_behind
        self._board, self._voice = board, voice
        self._run, self._drafts = secrets.token_hex(4), 0

    def build(self, because: tuple[str, ...] = ()) -> bool:
        """Build a draft of the sources as they are, for these changes or for the first time.

        Return False, with nothing told, where they moved on and what was found may be due to that.
        """
        self._board.build(Phase.BUILDING, because)
        started = time.monotonic()
        forget_modules(self._project)
        before = self._board.state
        try:
            judgement = self._draft(because)
        except ReportError as error:
            if self._is_behind():
                # One file was read before a change and another after it: it may be no fault at all.
                return False
            draft, told = before.draft, self._faults(Kind.FAULTS, error.errors)
            reports.tell(Ended(ExitCode.FAULTS, error.errors, untouched="the draft"), self._voice)
        except Exception as error:  # noqa: BLE001 - a bug is told as one, and serve lives on
            draft, told = before.draft, Told(Kind.BUG, text=bugs.keep(self._project, error))
            self._voice.warn(told.text)
        else:
            self._drafts += 1
            draft = f"{self._run}-{self._drafts}"
            kind = Kind.REFUSALS if judgement.refused else Kind.NOTHING
            told = self._faults(kind, judgement.errors)
            reports.tell(Ended(judgement=judgement), self._voice)
            self._voice.say(f"draft    {_because(because)}, {time.monotonic() - started:.1f} s")
        self._board.post(State(draft, _numbered(told, before.told)))
        return True

    def _draft(self, because: tuple[str, ...]) -> Judgement:
        """Make a draft; wait where another build writes to the site."""
        # The first one tells of every stage. Later ones are many, and short.
        tells = self._voice if not because or self._voice.level >= Level.VERBOSE else SILENT
        while True:
            try:
                return self._make(self._project, tells, self._board)[1]
            except Busy as busy:
                self._board.build(Phase.WAITING, because)
                self._voice.say(f"waiting  {busy.what}")
                self._wait()
                self._board.build(Phase.BUILDING, because)

    def _wait(self) -> None:
        """Return when nobody else writes to the site."""
        while True:
            try:
                with disk.lock(self._project.site / ".lock"):
                    return
            except BlockingIOError:
                time.sleep(_AGAIN)

    def _faults(self, kind: Kind, errors: Iterable[ReportError]) -> Told:
        faults = tuple(
            Fault(error, excerpt(self._project, error.where) if nth < _SHOWN else ())
            for nth, error in enumerate(errors)
        )
        return Told(kind, faults)


def forget_modules(project: Project) -> None:
    """Make Python read modules of the project again; charts are run anew, what they import is not."""
    of_project = tuple(f"{folder}/" for folder in folders(project))
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.startswith(of_project):
            del sys.modules[name]
    importlib.invalidate_caches()


def _numbered(told: Told, before: Told) -> Told:
    """Give it the number of the one before if both tell the same, else the next."""
    same = _said(told) == _said(before)
    return Told(told.kind, told.faults, told.text, before.number + (0 if same else 1))


def _said(told: Told) -> tuple[object, ...]:
    return told.kind, told.text, *(str(fault.error) for fault in told.faults)


def _because(changed: tuple[str, ...]) -> str:
    if not changed:
        return "site/draft/ is built"
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"built anew for {changed[0]}{more}"
