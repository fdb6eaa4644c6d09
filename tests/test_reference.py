"""The reference says what the code has: it is made of it, and is not edited."""

from pathlib import Path

import pytest

from report import commands
from tools import reference


@pytest.mark.parametrize("name", reference.reference())
def test_the_reference_is_as_the_code_has_it(name: str) -> None:
    """Each page is what the tool would write today: ``python tools/reference.py``."""
    text = (reference.FOLDER / name).read_text(encoding="utf-8")

    assert text == reference.reference()[name]


def test_a_check_changes_nothing_and_says_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a page is missing the check ends with 1 and names it."""
    monkeypatch.setattr(reference, "ROOT", tmp_path)
    monkeypatch.setattr(reference, "FOLDER", tmp_path / "docs")

    assert reference.main(["--check"]) == 1
    assert "docs/prose.md" in capsys.readouterr().err


def test_every_command_has_a_chapter() -> None:
    """A command that is added is in the reference, under the name that is typed."""
    told = reference.reference()["commands.md"]

    assert all(f"\n## {name.removesuffix('_')}\n" in told for name in commands.NAMES)


def test_a_name_without_a_sentence_stops_the_tool() -> None:
    """What the code has and nobody has described is not left out without a word."""
    with pytest.raises(SystemExit, match="tide"):
        reference._same({"title"}, {"title", "tide"}, "header key")  # noqa: SLF001 - a slip is not seen elsewhere
