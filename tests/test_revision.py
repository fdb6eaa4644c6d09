"""An edition that was wrong is corrected by a revision, and stays as it was itself."""

import json
import shutil
from pathlib import Path

import pytest

import build
from report.corrections import PATH
from report.editions import ExitCode
from report.model import Project
from tests.test_editions import tree

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
ENTRY = """\
- id: 2023-10-a
  date: 2023-10-04
  edition: 2023-09
  where: /, figures/passengers_by_line
  said: The Otter took fewer passengers than it did.
  right: 'It took a hundred more & <b>some</b>.'
  why: A row was mistyped.
  corrected: 2023-09.1
"""


def run(project: Project, *words: str) -> int:
    """Run a command on a project, as the shell does."""
    return build.main(["--project", str(project.root), *words])


def change(project: Project, path: str, old: str, new: str) -> None:
    """Change a word in a file of a project."""
    text = (project.root / path).read_text(encoding="utf-8")
    assert old in text
    (project.root / path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A publication whose edition was wrong, and is corrected by a revision."""
    project = Project(
        Path(shutil.copytree(FERRIES, tmp_path_factory.mktemp("revised") / "ferries"))
    )
    assert run(project, "publish", "2023-09") == ExitCode.DONE
    change(project, "data/months.csv", "Otter,2021-07,12480", "Otter,2021-07,12580")
    assert run(project, "publish", "2023-09.1") == ExitCode.FAULTS
    (project.root / PATH).write_text(ENTRY, encoding="utf-8")
    assert run(project, "publish", "2023-10") == ExitCode.FAULTS
    assert run(project, "publish", "2023-09.1") == ExitCode.DONE
    return project


def test_only_what_is_explained_was_published(revised: Project) -> None:
    """A revision without its correction, and an edition before a promised one, left nothing."""
    published = {path.name for path in revised.site.iterdir() if path.is_dir()}

    assert published == {"2023-09", "2023-09.1", "corrections", "editions", "latest"}


def test_the_revision_tells_what_was_wrong_and_is_the_latest(revised: Project) -> None:
    """In its own pages, in its manifest, and beside the editions."""
    site = revised.site
    own = (site / "latest/corrections/index.html").read_text(encoding="utf-8")
    first = (site / "2023-09/corrections/index.html").read_text(encoding="utf-8")
    manifest = json.loads((site / "2023-09.1/edition.json").read_bytes())
    listed = json.loads((site / "editions.json").read_bytes())

    assert "a hundred more &amp; &lt;b&gt;some&lt;/b&gt;." in own
    assert '<a href="../../2023-09/figures/passengers_by_line/">' in own
    assert "None so far." in first
    assert '<a href="../../corrections/">' in first
    assert manifest["facts"]["corrections"][0]["said"].startswith("The Otter took fewer")
    assert listed["latest"] == "2023-09.1"
    assert listed["editions"][1]["corrected_by"] == "2023-09.1"
    assert listed["editions"][1]["corrections"] == ["2023-10-a"]
    assert "a hundred more" in (site / "corrections/index.html").read_text(encoding="utf-8")
    assert "a hundred more" in (site / "feed.xml").read_text(encoding="utf-8")


def test_both_are_built_again_from_their_own_sources(revised: Project, tmp_path: Path) -> None:
    """The first of them from a time when nothing was known to be wrong; all leads to both."""
    project = Project(Path(shutil.copytree(revised.root, tmp_path / "again")))
    whole = tree(project.site)
    shutil.rmtree(project.site)

    assert run(project, "restore") == ExitCode.DONE
    assert tree(project.site) == whole


def test_a_recorded_correction_cannot_be_rewritten(
    revised: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Verify and every build name it."""
    project = Project(Path(shutil.copytree(revised.root, tmp_path / "again")))
    change(project, PATH, "A row was mistyped.", "Nothing to see.")
    fault = f'{PATH}:1: the correction "2023-10-a" is not as edition 2023-09.1 recorded it'

    for command in ("verify", "check"):
        assert run(project, command) == ExitCode.FAULTS
        assert fault in capsys.readouterr().err
