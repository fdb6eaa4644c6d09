"""A draft is built anew whenever anything it is made from, or anything in its place, is otherwise."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import build
from report import fresh, pipeline
from report.model import Project
from report.voice import SILENT

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A publication whose draft has just been built."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path_factory.mktemp("fresh") / "ferries")))
    inputs = fresh.read(project)
    _, judgement = pipeline.draft(project, SILENT)
    fresh.keep_judgement(project, inputs, judgement)
    return project


def is_fresh(project: Project) -> bool:
    """Tell whether the draft need not be built."""
    return fresh.recall_judgement(project, fresh.read(project)) is not None


def test_a_draft_of_the_same_files_is_up_to_date(built: Project) -> None:
    """Whatever their times are: the content counts."""
    assert is_fresh(built)
    os.utime(built.content / "index.md", (0, 0))
    assert is_fresh(built)


def _append(path: Path) -> Callable[[], None]:
    before = path.read_bytes()
    path.write_bytes(before + b" ")
    return lambda: (path.write_bytes(before), None)[1]


INPUTS = (
    *("content/index.md", "data/lines.csv", "data/datapackage.json", "queries/season.sql"),
    *("charts/harbour_traffic.py", "mkdocs.yml", "templates/main.html"),
)


@pytest.mark.parametrize("name", INPUTS)
def test_a_draft_of_other_files_is_not(built: Project, name: str) -> None:
    """One more blank is enough, in any file; and when it is taken back nothing has changed."""
    restore = _append(built.root / name)
    assert not is_fresh(built)
    restore()
    assert is_fresh(built)


def test_a_new_file_is_a_change(built: Project) -> None:
    """A page, or the first entry of a file that was not there."""
    for name in ("content/more.md", "waivers.yml", "editions/corrections.yml"):
        path = built.root / name
        there = path.is_file()
        restore = _append(path) if there else path.unlink
        if not there:
            path.parent.mkdir(exist_ok=True)
            path.write_text("[]", encoding="utf-8")
        assert not is_fresh(built), name
        restore()
    assert is_fresh(built)


def test_another_day_is_a_change(built: Project) -> None:
    """Waivers end."""
    inputs = fresh.read(built)
    assert fresh.recall_judgement(built, fresh.Inputs(inputs.sha256, date(2000, 1, 1))) is None


def test_a_draft_that_was_touched_is_built_again(built: Project) -> None:
    """A file of the draft that was changed, or is gone, is noticed; and so is one too many."""
    page = built.site / "draft/index.html"
    content, status = page.read_bytes(), page.stat()

    page.write_bytes(content + b" ")
    assert not is_fresh(built)
    page.unlink()
    assert not is_fresh(built)
    page.write_bytes(content)
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert is_fresh(built)
    stray = built.site / "draft/stray.txt"
    stray.write_text("stray", encoding="utf-8")
    assert not is_fresh(built)
    stray.unlink()


def test_what_changed_while_it_was_built_is_not_taken_for_built(tmp_path: Path) -> None:
    """A save in the midst of a build: the next one builds it."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    inputs = fresh.read(project)
    _, judgement = pipeline.draft(project, SILENT)
    _append(project.content / "index.md")
    fresh.keep_judgement(project, inputs, judgement)

    assert fresh.recall_judgement(project, inputs) is None
    assert not is_fresh(project)


def test_the_second_build_says_that_nothing_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And touches nothing."""
    root = Path(shutil.copytree(FERRIES, tmp_path / "ferries"))
    assert build.main(["--project", str(root)]) == 0
    times = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    capsys.readouterr()

    assert build.main(["--project", str(root)]) == 0
    assert "nothing has changed" in capsys.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == times
