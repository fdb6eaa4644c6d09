"""Stamps: they move with a file, and with nothing else."""

import os
from pathlib import Path

from report import stamps


def test_the_stamp_of_a_file_moves_whenever_it_is_written_to(tmp_path: Path) -> None:
    """Also where its size and its time are as before, and where another file has taken its name."""
    for name in ("a", "deep/er/b", "c"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    before, status = stamps.of(tmp_path), (tmp_path / "a").stat()
    assert [*before] == ["a", "c", "deep/er/b"]
    assert stamps.of(tmp_path) == before

    (tmp_path / "a").write_text("y", encoding="utf-8")
    os.utime(tmp_path / "a", ns=(status.st_atime_ns, status.st_mtime_ns))
    (tmp_path / "new").write_text("x", encoding="utf-8")
    (tmp_path / "new").replace(tmp_path / "c")

    after = stamps.of(tmp_path)
    assert {name for name in before if after[name] != before[name]} == {"a", "c"}


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    """Nothing is what it holds."""
    assert stamps.of(tmp_path / "none") == {}
