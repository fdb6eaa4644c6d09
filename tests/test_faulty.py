"""Every rule has a tiny project that breaks it, and the words in which its editor is told.

A folder of ``tests/sites/faulty`` holds the files in which it differs from ``_good``, and in
``expected.txt`` what ``build.py check`` ends with: the exit code, then all that it says of
faults. A fault that only drawing finds has the command ``build`` in ``command.txt``. Write it anew after a change of words, then read what changed:

    REWRITE=1 python -m pytest tests/test_faulty.py; git diff tests/sites/faulty
"""

import os
import shutil
from pathlib import Path

import pytest

import build

FAULTY = Path(__file__).parent / "sites/faulty"
GOOD = FAULTY / "_good"
CASES = sorted(path.name for path in FAULTY.iterdir() if path.name != GOOD.name)


def checked(root: Path, case: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return how a check of the good project with the files of a case ends."""
    shutil.copytree(GOOD, root)
    if case:
        not_its_own = shutil.ignore_patterns("expected.txt", "command.txt")
        shutil.copytree(FAULTY / case, root, dirs_exist_ok=True, ignore=not_its_own)
    code = build.main(["--project", str(root), _command(case)])
    return f"{code}\n{capsys.readouterr().err}"


def _command(case: str) -> str:
    command = FAULTY / case / "command.txt"
    return command.read_text(encoding="utf-8").strip() if command.is_file() else "check"


def test_the_good_project_has_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What each faulty project differs from passes every check."""
    assert checked(tmp_path / "site", "", capsys) == "0\n"


@pytest.mark.parametrize("case", CASES)
def test_a_faulty_project_is_told_its_fault(
    tmp_path: Path, case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken rule is told with its place and the next step, once, and nothing else is told."""
    told = checked(tmp_path / "site", case, capsys)
    expected = FAULTY / case / "expected.txt"
    if "REWRITE" in os.environ:
        expected.write_text(told, encoding="utf-8", newline="\n")

    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_told_once(case: str) -> None:
    """However many pages have a fault, an editor reads of it in one place."""
    code, *lines = (FAULTY / case / "expected.txt").read_text(encoding="utf-8").splitlines()
    told = [line for line in lines if not line.startswith("  ")]

    assert code == "2"
    assert sorted(set(told)) == sorted(told)


def test_thirty_faults_are_told_in_one_run() -> None:
    """Faults of data, queries, charts, prose and settings do not hide one another."""
    told = (FAULTY / "thirty_at_once/expected.txt").read_text(encoding="utf-8")

    assert "\n30 faults; site/ is as it was\n" in told
    assert {line.partition("/")[0] for line in told.splitlines() if ": " in line} >= {
        "charts",
        "content",
        "data",
        "queries",
    }
