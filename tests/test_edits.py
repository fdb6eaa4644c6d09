"""A draft that is built on what an earlier build has kept is the one that is built from nothing."""

import importlib
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Template

from report import checking, pages, pipeline
from report.model import Project
from report.refusals import Judgement
from report.voice import SILENT
from tests.edits import EDITS, FERRIES, Edits, build

SEQUENCES, STEPS = 3, 4  # the trials run 500


def test_what_is_built_on_is_what_is_built_from_nothing(tmp_path: Path) -> None:
    """After each of some sequences of edits every byte is the same; see ``tests/trials``."""
    told: list[str] = []
    for seed in range(SEQUENCES):
        edits = Edits(tmp_path, seed)
        edits.run(STEPS)
        told += edits.told
        assert edits.differences() == [], edits.told

    assert {each.partition(":")[0] for each in told} >= {"sentence", "number", "reversion"}
    assert len(told) == SEQUENCES * STEPS
    assert len({edit.__name__ for edit in EDITS}) == 10


def test_where_nothing_was_computed_anew_no_page_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages of a content file are taken as one; a sentence has those of its own file rendered."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    checking.check(project, SILENT)
    rendered: list[str] = []
    render = pages._render  # noqa: SLF001 - what is counted

    def counted(template: Template, *rest: Any) -> object:  # noqa: ANN401 - handed on
        rendered.append(str(template.name))
        return render(template, *rest)

    monkeypatch.setattr(pages, "_render", counted)
    checking.check(project, SILENT)
    assert rendered == []

    front = project.content / "index.md"
    front.write_text(front.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    checking.check(project, SILENT)
    assert rendered == ["index.md"]


def test_a_page_that_is_renamed_is_another_page(tmp_path: Path) -> None:
    """What was kept of a text is not taken for another file; found by sequence 253 of the trial."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    page = project.content / "ebb.md"
    page.write_text("---\ntitle: A page\n---\nNothing is counted here.\n", encoding="utf-8")
    build(project)

    page.rename(page.with_name("flow.md"))
    assert isinstance(build(project), Judgement)

    assert (project.site / "draft" / "flow" / "index.html").is_file()
    assert not (project.site / "draft" / "ebb").exists()


def test_what_a_chart_imports_is_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module beside the charts that two of them share: when it changes, they are drawn anew."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    helper, chart = project.root / "boat_colours.py", project.charts / "passengers_by_line.py"
    helper.write_text('TONE = "blue"\n', encoding="utf-8")
    text = chart.read_text(encoding="utf-8").replace(
        "from report.model", "from boat_colours import TONE\nfrom report.model", 1
    )
    assert "boat_colours" in text
    chart.write_text(
        text.replace("return ranked_bars(", "assert TONE\n    return ranked_bars(", 1),
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(project.root)

    assert isinstance(build(project), Judgement)
    helper.write_text('TONE = ""\n', encoding="utf-8")
    monkeypatch.delitem(sys.modules, "boat_colours")
    importlib.invalidate_caches()

    assert "AssertionError" in str(build(project))


def test_a_page_that_tells_what_moved_knows_the_edition_that_came_since(tmp_path: Path) -> None:
    """Before there was an edition the box was empty, and the page is as it was typed."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    box = project.templates / "partials" / "changed.html"
    box.write_text("<p>since {{ since.before.edition }}</p>\n", encoding="utf-8")
    front = project.content / "index.md"
    front.write_text(front.read_text(encoding="utf-8") + "\n{{ changed() }}\n", encoding="utf-8")
    shown = project.site / "draft" / "index.html"

    build(project)
    assert "since 2023-01" not in shown.read_text(encoding="utf-8")
    pipeline.publish(project, "2023-01", "The first", SILENT)
    build(project)

    assert "<p>since 2023-01</p>" in shown.read_text(encoding="utf-8")
