"""What is sealed is read back as it was, or told with the way to get it again."""

from pathlib import Path

import pytest

from report import seals
from report.errors import ReportError
from report.manifest import Edition, Manifest
from report.model import Project

AGAIN = "  Take it from git again: git checkout -- editions/2023-09"


def sealed(folder: Path, **facts: object) -> Project:
    """Return a project with one sealed edition, invented."""
    project = Project(folder)
    seals.seal(project, Manifest(Edition("2023-09", "Ferries", facts), {}), b"")
    return project


def test_a_manifest_is_that_of_its_edition(tmp_path: Path) -> None:
    """One that was copied from another folder vouches for nothing here."""
    project = sealed(tmp_path)
    (project.editions / "2023-09").rename(project.editions / "2024-07")

    with pytest.raises(ReportError) as told:
        seals.read(project, "2024-07")

    assert str(told.value).startswith(
        "editions/2024-07/edition.json: this is the manifest of 2023-09"
    )


@pytest.mark.parametrize("facts", [{"figures": [1]}, {"figures": {"boats": {"rows": 3}}}])
def test_facts_that_cannot_be_read_are_told(tmp_path: Path, facts: dict[str, object]) -> None:
    """They were edited by hand, or a file came only in part."""
    project = sealed(tmp_path, **facts)

    with pytest.raises(ReportError, match="the facts of this edition cannot be read") as told:
        seals.past(project)

    assert str(told.value).endswith(AGAIN)
