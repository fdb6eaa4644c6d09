"""A branch of the project's git repository, here or at a remote: what it holds, and more in it.

Read by git's own commands, without a checkout; written by ghp-import. What is committed is
looked at before the branch moves to it, and the branch moves forward or not at all: nothing is
forced. A commit is made on a branch of our own, ``SCRATCH``, so that neither the files in the
editor's folder nor a branch of the editor's are touched on the way.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path

from report.errors import ReportError

SCRATCH = "report-hosting-scratch"
_FETCHED = "refs/report-hosting/fetched"
_NAMELESS = (
    ("GIT_COMMITTER_NAME", "user.name", "build.py"),
    ("GIT_COMMITTER_EMAIL", "user.email", "build@localhost"),
)
_NOT_FOUND = 2  # git ls-remote --exit-code: the remote answers, and has no such branch


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a site is kept in git."""

    root: Path  # any folder of the repository
    name: str
    remote: str = ""  # empty: a branch of this very repository

    @property
    def shown(self) -> str:
        """The branch as the command line names it."""
        return f"branch:{self.remote}/{self.name}" if self.remote else f"branch:{self.name}"


def tip(branch: Branch) -> str:
    """Return the newest commit of a branch, fetched if it has a remote; empty where it is new."""
    if _git(branch, "rev-parse", "--git-dir").returncode:
        hint = "A branch is one of the project's own repository: begin with git init."
        raise ReportError("the project is in no git repository", branch.shown, hint)
    if _git(branch, "check-ref-format", f"refs/heads/{branch.name}").returncode:
        raise ReportError(f'"{branch.name}" cannot be the name of a branch', branch.shown)
    return _fetched(branch) if branch.remote else _local(branch)


def _local(branch: Branch) -> str:
    ref = f"refs/heads/{branch.name}"
    if _said(branch, "for-each-ref", "--format=%(worktreepath)", ref).strip():
        hint = "Its files would be exchanged under your hands: check out another branch first."
        raise ReportError("this branch is checked out now", branch.shown, hint)
    if _said(branch, "symbolic-ref", "--quiet", "HEAD", fine=(1,)).strip() == ref:
        hint = "Commit the sources to a branch of their own first."
        raise ReportError("this branch is checked out now", branch.shown, hint)
    return _said(branch, "rev-parse", "--quiet", "--verify", ref, fine=(1,)).strip()


def _fetched(branch: Branch) -> str:
    remotes = _said(branch, "remote").split()
    if branch.remote not in remotes:
        known = ", ".join(remotes) or "none"
        hint = f"There are: {known}. Write branch:NAME, or branch:REMOTE/NAME."
        raise ReportError(f'the repository has no remote "{branch.remote}"', branch.shown, hint)
    ref = f"refs/heads/{branch.name}"
    asked = _git(branch, "ls-remote", "--exit-code", branch.remote, ref)
    if asked.returncode == _NOT_FOUND:
        return ""
    if asked.returncode:
        raise ReportError(f"the remote does not answer: {_words(asked)}", branch.shown)
    _said(branch, "fetch", "--quiet", "--no-tags", branch.remote, f"+{ref}:{_FETCHED}")
    return _said(branch, "rev-parse", "--verify", _FETCHED).strip()


def files(branch: Branch, commit: str) -> dict[str, str]:
    """Return what a commit holds: each file's mode and the id of its content, by its path."""
    if not commit:
        return {}
    entries = _said(branch, "ls-tree", "-r", "-z", "--full-tree", commit).split("\0")
    parted = (entry.partition("\t") for entry in filter(None, entries))
    return {path: _id(*said.split()) for said, _, path in parted}


def _id(mode: str, kind: str, digest: str) -> str:
    del kind
    return f"{mode} {digest}"


def ids(branch: Branch, paths: Mapping[str, Path]) -> dict[str, str]:
    """Return what ``files`` would say of these files, once they are on the branch."""
    names = "".join(f"{path}\n" for path in paths.values())
    words = ("hash-object", "--no-filters", "--stdin-paths")
    digests = _said(branch, *words, given=names).split()
    return {name: f"100644 {each}" for name, each in zip(paths, digests, strict=True)}


def content(branch: Branch, commit: str, path: str) -> bytes:
    """Return one file of a commit."""
    words = ["git", "cat-file", "blob", f"{commit}:{path}"]
    return subprocess.run(words, cwd=branch.root, capture_output=True, check=True).stdout


def advance(  # noqa: PLR0913 - from where, to what, and what its commit says
    branch: Branch, commit: str, folder: Path, wanted: Mapping[str, str], *, message: str, day: date
) -> None:
    """Commit a folder on top of a branch's newest commit, and let the branch move to it.

    ``wanted`` is what the branch must hold then, as ``files`` says it.
    """
    _drop_scratch(branch)
    try:
        if commit:
            _said(branch, "update-ref", f"refs/heads/{SCRATCH}", commit)
        _import(branch, folder, message=message, day=day)
        made = _said(branch, "rev-parse", "--verify", f"refs/heads/{SCRATCH}").strip()
        if files(branch, made) != wanted:
            raise ReportError("what was committed is not what is served", branch.shown)
        _move(branch, commit, made)
    finally:
        _drop_scratch(branch)


def _import(branch: Branch, folder: Path, *, message: str, day: date) -> None:
    noon = format_datetime(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    named = {  # who commits, where git does not know: on a machine that builds unattended
        variable: instead
        for variable, setting, instead in _NAMELESS
        if variable not in os.environ and not _said(branch, "config", setting, fine=(1,)).strip()
    }
    ended = _run(
        branch,
        [
            *(sys.executable, "-m", "ghp_import", "--follow-links"),
            # A remote of no such name: what is not there cannot reset the branch.
            *("--remote", f"{SCRATCH}-none", "--branch", SCRATCH, "--message", message),
            str(folder),
        ],
        more={**named, "GIT_COMMITTER_DATE": noon},
    )
    if ended.returncode:
        raise ReportError(f"the site could not be committed: {_words(ended)}", branch.shown)


def _move(branch: Branch, commit: str, made: str) -> None:
    """Let the branch go from a commit to the one made upon it, if it is still there."""
    ref = f"refs/heads/{branch.name}"
    if branch.remote:
        moved = _git(branch, "push", "--quiet", branch.remote, f"{made}:{ref}")
    else:
        moved = _git(branch, "update-ref", ref, made, commit or "0" * len(made))
    if moved.returncode:
        hint = "If another has published meanwhile, run it again: what is there now is read first."
        raise ReportError(f"the branch did not move: {_words(moved)}", branch.shown, hint)


def _drop_scratch(branch: Branch) -> None:
    _said(branch, "update-ref", "-d", f"refs/heads/{SCRATCH}")


def _said(branch: Branch, *words: str, given: str = "", fine: Iterable[int] = ()) -> str:
    """Return what git says; raise its own words where it fails with another code than these."""
    ended = _git(branch, *words, given=given)
    if ended.returncode and ended.returncode not in fine:
        raise ReportError(f"git {words[0]} failed: {_words(ended)}", branch.shown)
    return ended.stdout


def _git(branch: Branch, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return _run(branch, ["git", *words], given=given)


def _run(
    branch: Branch, words: list[str], *, given: str = "", more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    # In English, and never asking for a password: nobody may be there to answer.
    quiet = {"LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            words,
            cwd=branch.root,
            env={**os.environ, **quiet, **(more or {})},
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
    except FileNotFoundError:
        raise ReportError("git is not installed", branch.shown) from None


def _words(ended: subprocess.CompletedProcess[str]) -> str:
    """Return what a failed command said, on one line."""
    return " ".join((ended.stderr or ended.stdout).split()) or f"it ended with {ended.returncode}"
