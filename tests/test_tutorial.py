"""The tutorial is run, word for word: its commands, its files, and what it says they print.

A block that is ``sh`` is run in a clone; ``exit=2`` behind it says how it ends. A block with a
``title`` is written to that file. A block of ``text`` is what the command above it prints, where
``…`` stands for anything: a line of it for any lines.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs/tutorial.md"
BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<more>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
PYTHON = ".venv/bin/python "


@dataclass(frozen=True)
class Block:
    """A fenced block of the tutorial."""

    kind: str
    more: str
    text: str
    line: int


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page, in their order."""
    for match in BLOCK.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(match["kind"], match["more"].strip(), match["text"], line)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the repository: every file of it is there, and none is written to."""
    folder = tmp_path / "clone"
    folder.mkdir()
    for path in ROOT.iterdir():
        if path.name not in {".git", "site", ".build"}:
            (folder / path.name).symlink_to(path)
    return folder


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command with the interpreter of the tests; return how it ended and what it printed."""
    command = command.replace(PYTHON, f"{shlex.quote(sys.executable)} ")
    done = subprocess.run(  # noqa: S602 - it is a shell's command, and our own
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def is_told(said: str, told: str) -> bool:
    """Tell whether a command has printed what the tutorial says."""
    any_lines = "(?:.*\n)*"
    pattern = "".join(
        any_lines if line == "…\n" else ".*".join(map(re.escape, line.split("…")))
        for line in said.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, told) is not None


def test_the_tutorial_does_what_it_says(clone: Path) -> None:
    """A reader who types what stands there gets what stands there."""
    told = ""
    ran = 0
    for block in blocks(TUTORIAL.read_text(encoding="utf-8")):
        place = f"{TUTORIAL.name}:{block.line}"
        if title := re.fullmatch(r'title="(.+)"', block.more):
            path = clone / title[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.kind == "sh":
            code = int(block.more.partition("=")[2] or 0)
            ended, told = run(block.text, clone)
            ran += 1
            assert ended == code, f"{place}\n{told}"
        else:
            assert block.kind == "text", place
            assert is_told(block.text, told), f"{place}\n{told}"
    assert ran > 5
    assert (clone.parent / "ferries/site/2021-09/findings/months/index.html").is_file()


@pytest.mark.parametrize(
    ("said", "told", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("…\nb\n", "a\na\nb\n", True),
        ("…\nb\n", "b\n", True),
        ("a … c\n", "a b c\n", True),
        ("a … c\n", "a b\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_what_is_left_out_is_marked(said: str, told: str, *, same: bool) -> None:
    """Only ``…`` stands for something else; all that is not marked is compared."""
    assert is_told(said, told) is same


def test_a_tutorial_has_what_is_to_be_run() -> None:
    """Each block of the tutorial is a command, a file or what is printed: none is for show."""
    kinds = {
        block.kind
        for block in blocks(TUTORIAL.read_text(encoding="utf-8"))
        if not block.more.startswith("title=")
    }

    assert kinds == {"sh", "text"}
