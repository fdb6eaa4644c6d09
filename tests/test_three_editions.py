"""What changed from edition to edition, through the whole pipeline, is what the golden files say.

An invented publication of three editions stands in ``tests/sites/three_editions``. After a change
of words write the golden files anew, then read what changed:

    REWRITE=1 python -m pytest tests/test_three_editions.py; git diff tests/sites/three_editions
"""

import json
import os
import shutil
from pathlib import Path

import pytest

import build
from report import restore
from report.editions import ExitCode
from report.model import Project
from report.voice import SILENT
from tests.validating import documents, faults

SITES = Path(__file__).parent / "sites"
SOURCES, GOLDEN = SITES / "three_editions", SITES / "three_editions" / "golden"
EDITIONS = ("2022-06", "2023-01", "2023-09")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication, with its three editions published one after the other."""
    root = tmp_path_factory.mktemp("three") / "editions"
    shutil.copytree(SITES / "harbour_ferries" / "templates", root / "templates")
    for name in EDITIONS:
        advance(root, name)
        assert run(root, "publish", name, "--title", f"Bread of {name}") == ExitCode.DONE
    return Project(root)


def advance(root: Path, name: str) -> None:
    """Bring the sources to where they stood for an edition."""
    shutil.copytree(SOURCES / name, root, dirs_exist_ok=True)
    gone = root / "gone.txt"
    if gone.exists():
        for path in gone.read_text(encoding="utf-8").split():
            (root / path).unlink()
        gone.unlink()


def run(root: Path, *words: str) -> int:
    """Run a command on the project, as the shell does."""
    return build.main(["--project", str(root), *words])


def golden(name: str, told: str) -> str:
    """Return what a golden file says; write it anew where that is asked for."""
    path = GOLDEN / name
    if "REWRITE" in os.environ:
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8", newline="\n")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_says_what_it_changed(project: Project, name: str) -> None:
    """``changes.json`` tells every change since the edition before, and no other one."""
    told = (project.site / name / "changes.json").read_text(encoding="utf-8")

    assert told == golden(f"{name}.json", told)


def test_every_file_for_programs_is_what_its_schema_says(project: Project) -> None:
    """Whatever changed, moved, is gone or was explained: changes, seals and the list of editions."""
    found = [path for name in EDITIONS for path in documents(project.site / name)]
    found.append(project.site / "editions.json")

    assert len(found) > 4 * len(EDITIONS)
    assert [fault for path in found for fault in faults(path)] == []


def test_editions_that_are_no_neighbours_are_compared(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command compares any two, for a terminal."""
    capsys.readouterr()
    assert run(project.root, "changes", "2022-06", "2023-09") == ExitCode.DONE

    told = capsys.readouterr().out
    assert told == golden("2022-06_to_2023-09.txt", told)


def test_a_neighbour_is_told_in_a_terminal(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A renamed figure, its chart and a page are no new ones, and a reason stands at its change."""
    capsys.readouterr()
    assert run(project.root, "changes", "2023-01", "2023-09") == ExitCode.DONE

    told = capsys.readouterr().out
    assert told == golden("2023-01_to_2023-09.txt", told)


def test_the_command_tells_what_the_edition_says(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Printed as JSON it is the edition's own file: drawings, rows of data and all."""
    capsys.readouterr()
    assert run(project.root, "changes", "2023-01", "2023-09", "--json") == ExitCode.DONE

    published = (project.site / "2023-09" / "changes.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == published


def test_the_draft_is_compared_with_the_newest_edition(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """As long as nobody has touched the sources nothing has changed."""
    capsys.readouterr()
    assert run(project.root, "changes", "--json") == ExitCode.DONE

    told = json.loads(capsys.readouterr().out)
    assert (told["edition"], told["against"]) == ("draft", "2023-09")
    kinds = ("claims", "figures", "charts", "pages", "tables")
    assert {kind: told[kind] for kind in kinds} == {kind: [] for kind in kinds}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["2022-07"], 'no edition "2022-07"\n  Did you mean "2022-06"?'),
        (["2022-06", "2023"], 'no edition "2023"'),
        (["draft", "2022-06"], "The draft is the newer one of two: changes 2022-06 draft"),
    ],
)
def test_what_cannot_be_compared_is_said_with_the_next_step(
    project: Project, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """An edition that is not there, and the draft as the older of two."""
    assert run(project.root, "changes", *words) == ExitCode.FAULTS
    assert told in capsys.readouterr().err


def test_before_the_first_edition_there_is_nothing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is a fault, and not an empty answer."""
    assert run(tmp_path, "changes") == ExitCode.FAULTS
    assert "there is no edition yet" in capsys.readouterr().err


def test_the_older_drawing_stands_beside_the_newer_one(project: Project) -> None:
    """An edition carries the drawing it shows, byte for byte as it was published."""
    edition = project.site / "2023-01"
    page = (edition / "changes" / "index.html").read_text(encoding="utf-8")

    assert 'src="../changes/2022-06/loaves_by_bakery.svg"' in page
    for ours, theirs in ((".svg", ".narrow.svg"), (".dark.svg", ".narrow.dark.svg")):
        shown = edition / "changes" / "2022-06" / f"loaves_by_bakery{ours}"
        was = project.site / "2022-06" / "charts" / f"loaves_by_bakery{theirs}"
        assert shown.read_bytes() == was.read_bytes()


def test_no_value_of_a_withheld_table_is_told(project: Project) -> None:
    """The sacks of a bakery stand in no edition's changes; that some changed does."""
    told = json.loads((project.site / "2023-01" / "changes.json").read_text(encoding="utf-8"))
    [deliveries] = [table for table in told["tables"] if table["name"] == "deliveries"]

    assert (deliveries["added"], deliveries["removed"], deliveries["changed"]) == (1, 1, 1)
    assert deliveries["withheld"]
    lists = ("first_added", "first_removed", "first_changed")
    assert [deliveries[each] for each in lists] == [[], [], []]


def test_an_edition_with_changes_is_built_again_from_its_bundle(
    project: Project, tmp_path: Path
) -> None:
    """What it compares itself with is in its own sealed sources."""
    copy = Project(Path(shutil.copytree(project.root, tmp_path / "copy")))
    shutil.rmtree(copy.site)

    restore.restore(copy, ["2023-01"], lambda _: (), SILENT)

    page = "2023-01/changes/index.html"
    assert (copy.site / page).read_bytes() == (project.site / page).read_bytes()
