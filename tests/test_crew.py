"""Work that is shared among processes: the same results in the same order, whatever happens to them."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from report import crew
from report.crew import share, together
from report.errors import ReportError, ReportErrors

ROOT = Path(__file__).parent.parent


def squared(number: int) -> int:
    """Return a square, and where it is computed: none of these processes has the test's number."""
    return number * number


def at_work(_: int) -> int:
    """Return the process that does it."""
    time.sleep(0.05)
    return os.getpid()


def killed_elsewhere(number: int) -> int:
    """Do it, unless this is a process that was started for it: that one dies, as for want of memory."""
    if os.environ.get("CREW_TEST") != str(os.getpid()):
        os._exit(9)
    return number


def slowly_made(place: Path) -> None:
    """Make a file."""
    time.sleep(0.05)
    place.touch()


def faulty(number: int) -> int:
    """Find two faults."""
    raise ReportErrors([ReportError(f"{number} is odd", "a.md:1", "Even it."), ReportError("b")])


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that has two, whatever this one has."""
    monkeypatch.setattr(crew, "cores", lambda: 2)


def test_results_come_in_the_order_of_the_jobs() -> None:
    """By processes or without, they are the same."""
    jobs = list(range(20))

    assert list(share(squared, jobs, pays_from=2)) == [number * number for number in jobs]
    assert list(share(squared, jobs, pays_from=99)) == [number * number for number in jobs]


def test_few_jobs_are_done_here() -> None:
    """And so are all on a machine with one core."""
    assert set(share(at_work, [1, 2], pays_from=3)) == {os.getpid()}


def test_many_are_done_by_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """None of them by the process that waits; with one core, all."""
    assert os.getpid() not in set(share(at_work, [1, 2, 3], pays_from=3))
    monkeypatch.setattr(crew, "cores", lambda: 1)
    assert set(share(at_work, [1, 2, 3], pays_from=3)) == {os.getpid()}


def test_processes_that_die_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their jobs are done here, each once."""
    monkeypatch.setenv("CREW_TEST", str(os.getpid()))

    assert list(share(killed_elsewhere, [1, 2, 3, 4], pays_from=2)) == [1, 2, 3, 4]


def test_work_that_is_together_is_done_by_the_same_processes() -> None:
    """They begin at once, and another's results are waited for first."""
    with together():
        begun = share(at_work, [1] * 8, pays_from=2)
        second = [*share(at_work, [1] * 8, pays_from=2)]
        first = [*begun]

    assert os.getpid() not in {*first, *second}
    assert len({*first, *second}) <= 2


def test_what_is_not_awaited_is_left_undone(tmp_path: Path) -> None:
    """A fault in one thing ends the other."""
    places = [tmp_path / str(number) for number in range(200)]
    with suppress(ReportErrors), together():
        share(slowly_made, places, pays_from=2)
        faulty(1)

    assert len([*tmp_path.iterdir()]) < len(places)


def test_processes_that_die_are_done_without_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever they were to do, and of what comes after."""
    monkeypatch.setenv("CREW_TEST", str(os.getpid()))

    with together():
        first, second = (share(killed_elsewhere, [1, 2, 3], pays_from=2) for _ in range(2))
        assert [[*first], [*second]] == [[1, 2, 3], [1, 2, 3]]
        assert [*share(killed_elsewhere, [4, 5], pays_from=2)] == [4, 5]


def test_a_fault_comes_back_whole() -> None:
    """With its places and hints, and who found it."""
    with pytest.raises(ReportErrors) as caught:
        list(share(faulty, [1, 3], pays_from=2))

    assert [str(error) for error in caught.value.errors] == ["a.md:1: 1 is odd\n  Even it.", "b"]


def test_nobody_outlives_a_parent_that_is_killed(tmp_path: Path) -> None:
    """A process that is left over would hold its memory until the machine is switched off."""
    script = tmp_path / "parent.py"
    script.write_text(
        f"""
import os, sys, time
sys.path.insert(0, {str(ROOT)!r})
from report import crew
crew.cores = lambda: 2

def sleep(seconds):
    print(os.getpid(), flush=True)
    time.sleep(seconds)

if __name__ == "__main__":
    list(crew.share(sleep, [600, 600], pays_from=2))
""",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        children = [int(run.stdout.readline()) for _ in range(2)]
        run.kill()
    deadline = time.monotonic() + 60
    while any(map(_lives, children)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not any(map(_lives, children))


def _lives(process: int) -> bool:
    """Tell whether a process is there, and is not only waiting to be forgotten."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
