"""How ``serve`` builds: one draft after another, and alive whatever happens to each."""

import io
import sys
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from report import disk, editions
from report.errors import ReportError, ReportErrors
from report.model import Project
from report.refusals import Judgement, Refusal
from report.serving.board import Board, Kind, Phase, State, Told
from report.serving.building import Builder, forget_modules
from report.voice import Level, Voice

SOUND = Judgement((), ())


class Drafts:
    """Stands for the pipeline: each draft comes to what is next in a list."""

    def __init__(self, *outcomes: Judgement | Exception) -> None:
        self._outcomes = list(outcomes)

    def __call__(self, project: Project, _voice: Voice, _board: Board) -> tuple[Path, Judgement]:
        """Make a draft."""
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return project.site / "draft", outcome


def refused(*whats: str) -> Judgement:
    """Return what would refuse an edition."""
    errors = (ReportError(what, "a.md:1") for what in whats)
    return Judgement(tuple(Refusal("false claim", "x", "", error) for error in errors), ())


def built(folder: Path, *outcomes: Judgement | Exception) -> tuple[list[State], str]:
    """Build once for each outcome; return the states after each, and what was said."""
    said = io.StringIO()
    board = Board(State())
    voice = Voice(Level.NORMAL, out=said, err=said)
    builder = Builder(Project(folder), Drafts(*outcomes), board, voice)
    states = []
    for _ in range(len(outcomes)):
        builder.build(("data/boats.csv",))
        states.append(board.state)
    return states, said.getvalue()


def numbers(states: Iterable[State]) -> list[int]:
    """Return which states tell the same."""
    return [state.told.number for state in states]


def test_each_draft_is_another_one(tmp_path: Path) -> None:
    """A page knows by it that there is a newer one."""
    states, said = built(tmp_path, SOUND, SOUND)

    assert len({state.draft for state in states}) == 2
    assert {state.told.kind for state in states} == {Kind.NOTHING}
    assert "built anew for data/boats.csv" in said


def test_a_fault_leaves_the_last_good_draft(tmp_path: Path) -> None:
    """All faults are told, in the browser and in the terminal, and the draft is the one before."""
    faults = ReportErrors([ReportError("one", "a.md:1"), ReportError("two", "b.sql:2")])
    (sound, faulty, mended), said = built(tmp_path, SOUND, faults, SOUND)

    assert faulty.draft == sound.draft != mended.draft
    assert [fault.error.what for fault in faulty.told.faults] == ["one", "two"]
    assert faulty.told.failing
    assert not mended.told.failing
    assert "a.md:1: one" in said
    assert "2 faults; the draft is as it was" in said


def test_the_lines_shown_are_those_of_the_fault(tmp_path: Path) -> None:
    """They are read when the fault is found: afterwards the file is being mended."""
    (tmp_path / "a.md").write_text("wrong\n", encoding="utf-8")
    (state,), _ = built(tmp_path, ReportError("it is wrong", "a.md:1"))
    (tmp_path / "a.md").write_text("right\n", encoding="utf-8")

    assert [line.text for line in state.told.faults[0].lines] == ["wrong"]


def test_a_refusal_builds_the_draft(tmp_path: Path) -> None:
    """A false sentence is there to be looked at, and is told."""
    (state,), said = built(tmp_path, refused("it is false"))

    assert state.draft
    assert state.told.kind is Kind.REFUSALS
    assert state.told.count == "1 refusal"
    assert "an edition would be refused" in said


def test_the_same_faults_are_told_once(tmp_path: Path) -> None:
    """Who reads the last good draft is called back for new faults, not for those they know."""

    def fault(what: str) -> ReportError:
        return ReportError(what, "a.md:1")

    states, _ = built(tmp_path, fault("a"), fault("a"), fault("b"), SOUND, fault("b"))

    assert numbers(states) == [1, 1, 2, 3, 4]


def test_what_is_found_while_the_sources_move_is_not_told(tmp_path: Path) -> None:
    """One file was read before a save and another after it: the next draft knows whether it is so."""
    said = io.StringIO()
    board = Board(State())
    moved = [True, False]
    make = Drafts(ReportError("642 of 643 rows", "data/boats.csv:1"), SOUND)
    builder = Builder(
        Project(tmp_path), make, board, Voice(out=said, err=said), lambda: moved.pop(0)
    )

    assert not builder.build(("data/boats.csv",))
    assert board.state.told == Told()
    assert builder.build(("data/boats.csv",))
    assert board.state.draft
    assert "642 of 643" not in said.getvalue()


def test_a_preview_ends_with_its_build(tmp_path: Path) -> None:
    """Whether the draft that it is of came to be or not."""
    board = Board(State("1"))

    def make(project: Project, _: Voice, board: Board) -> tuple[Path, Judgement]:
        board.preview({"boats/": b"new"})
        seen.append(board.state.previews)
        if len(seen) == 1:
            raise ReportError("no such boat", "a.md:1")
        return project.site / "draft", SOUND

    seen: list[Mapping[str, bytes]] = []
    builder = Builder(Project(tmp_path), make, board, Voice(out=io.StringIO(), err=io.StringIO()))
    for _ in range(2):
        builder.build(("data/boats.csv",))
        assert seen.pop() == {"/draft/boats/": b"new"}
        assert not board.state.previews
        seen.append({})


def test_a_bug_is_kept_and_serve_lives_on(tmp_path: Path) -> None:
    """Its traceback is in a file, the browser says which, and the next draft is built."""
    (broken, mended), _ = built(tmp_path, ValueError("not ours to mend"), SOUND)

    assert broken.told.kind is Kind.BUG
    assert ".build/bug.txt" in broken.told.text
    assert "ValueError: not ours" in (tmp_path / ".build" / "bug.txt").read_text(encoding="utf-8")
    assert mended.told.kind is Kind.NOTHING


def test_another_build_is_waited_for(tmp_path: Path) -> None:
    """While somebody else writes to the site it is said; then the draft is built after all."""
    project = Project(tmp_path)
    disk.make_folder(project.site)
    said = io.StringIO()
    board = Board(State())
    make = Drafts(editions.Busy("site"), SOUND)
    builder = Builder(project, make, board, Voice(out=said, err=said))
    thread = threading.Thread(target=builder.build)
    with disk.lock(project.site / ".lock"):
        thread.start()
        number, state = board.after(0, 10)
        while state.phase is not Phase.WAITING:
            number, state = board.after(number, 10)
        assert not state.draft
    thread.join(10)

    assert board.state.draft
    assert board.state.phase is Phase.RESTING
    assert "waiting  another build is at work" in said.getvalue()


def test_modules_of_the_project_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a chart imports from its own folder is as new as the chart; other modules stay."""
    project = Project(tmp_path)
    project.charts.mkdir()
    monkeypatch.syspath_prepend(str(project.charts))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # as serve does
    shared = project.charts / "_shared_boats.py"
    shared.write_text("COLOUR = 'red'\n", encoding="utf-8")
    exec("import _shared_boats", {})  # noqa: S102 - mypy knows no such module
    shared.write_text("COLOUR = 'tan'\n", encoding="utf-8")

    forget_modules(project)

    names: dict[str, str] = {}
    exec("from _shared_boats import COLOUR", names)  # noqa: S102 - as a chart module does
    assert names["COLOUR"] == "tan"
    assert "report.errors" in sys.modules
    forget_modules(project)
