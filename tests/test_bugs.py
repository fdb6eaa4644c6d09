"""A bug of the generator: its traceback is kept, and an editor is told how to report it."""

import errno
from pathlib import Path

import pytest

import build
from report import bugs, checking
from report.editions import ExitCode
from report.model import Project


def _stumble(*_: object) -> None:
    raise ZeroDivisionError("a slip of ours")


def test_a_bug_ends_with_one_and_keeps_its_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The shell is told 1, the editor the file, and the file has all that a report needs."""
    monkeypatch.setattr(checking, "check", _stumble)

    code = build.main(["--project", str(tmp_path), "check"])

    told, kept = capsys.readouterr().err, (tmp_path / ".build/bug.txt").read_text(encoding="utf-8")
    assert code == int(ExitCode.INTERNAL)
    assert told.startswith("ZeroDivisionError: a slip of ours\n")
    assert ".build/bug.txt" in told
    assert "Traceback" not in told
    assert "Traceback (most recent call last)" in kept
    assert "_stumble" in kept
    assert kept.startswith("Python 3.")
    assert "duckdb " in kept


def test_with_json_a_bug_is_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Half a report would be taken for one: stdout stays empty."""
    monkeypatch.setattr(checking, "check", _stumble)

    assert build.main(["--project", str(tmp_path), "check", "--json"]) == ExitCode.INTERNAL
    assert capsys.readouterr().out == ""


def test_a_traceback_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """Where no file can be written the traceback is told, or it would be lost."""
    (tmp_path / ".build").write_text("A file where a folder is wanted.", encoding="utf-8")

    told = bugs.keep(Project(tmp_path), ZeroDivisionError("a slip of ours"))

    assert "ZeroDivisionError: a slip of ours" in told
    assert "This is a bug of the generator" in told


def test_a_fault_of_the_machine_is_told_as_one() -> None:
    """A full disk or a missing right is no bug: what, where and what to do, without a traceback."""
    full = bugs.machine_fault(OSError(errno.ENOSPC, "No space left on device", "site/draft"))
    other = bugs.machine_fault(OSError(errno.ENOENT, "No such file or directory", "x"))

    assert str(full) == (
        "site/draft: the machine refuses: No space left on device\n  Make room, and run it again."
    )
    assert other is None
