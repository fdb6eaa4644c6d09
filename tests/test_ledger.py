"""The ledger of addresses is told from the seals, and only ever grows."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report import editions, ledger, seals
from report.manifest import Edition, Manifest, Seal
from report.model import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A publication with an edition of a page with a place, and a file."""
    project = Project(tmp_path)
    seal(project, "2023-01", ["a/index.html", "b.csv"], {"a/index.html": ["x"]})
    ledger.append(project)
    return project


def seal(project: Project, name: str, files: list[str], anchors: Mapping[str, list[str]]) -> None:
    """Seal an edition with these files."""
    sealed = dict.fromkeys(files, Seal("0" * 64, 1))
    seals.seal(project, Manifest(Edition(name, name, {"anchors": anchors}), sealed), b"")


def lines(project: Project) -> list[str]:
    """Return the lines below the head."""
    return (project.editions / "urls.txt").read_text(encoding="utf-8").splitlines()[1:]


def test_every_address_stands_under_its_first_edition(project: Project) -> None:
    """What a later edition has again is not written again."""
    before = (project.editions / "urls.txt").read_bytes()
    seal(project, "2023-09", ["a/index.html", "c.csv"], {"a/index.html": ["x", "y"]})
    ledger.append(project)

    first = ["2023-01\ta/", "2023-01\ta/#x", "2023-01\tb.csv"]
    assert lines(project) == [*first, "2023-09\ta/#y", "2023-09\tc.csv"]
    assert (project.editions / "urls.txt").read_bytes().startswith(before)
    assert ledger.read(project)["a/#x"] == "2023-01"


def test_what_is_written_stays_when_nothing_is_new(project: Project) -> None:
    """A second run leaves the file alone."""
    path = project.editions / "urls.txt"
    before = (path.stat().st_ino, path.stat().st_mtime_ns)
    ledger.append(project)

    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_an_edition_whose_lines_were_not_written_gets_them(project: Project) -> None:
    """A run that was killed after the seal is mended by the next."""
    seal(project, "2022-06", ["old.csv"], {})
    assert [fault.what for fault in ledger.faults(project)] == [
        'the line of "old.csv" of 2022-06 is gone'
    ]

    ledger.append(project)
    assert lines(project)[-1] == "2022-06\told.csv"
    assert list(ledger.faults(project)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2023-01\tb.csv\n", "", 'the line of "b.csv" of 2023-01 is gone'),
        ("b.csv", "d.csv", 'edition 2023-01 has no address "d.csv"'),
        ("2023-01\tb", "2022-06\tb", 'edition 2022-06 has no address "b.csv"'),
        ("2023-01\tb", "b", 'edition b.csv has no address ""'),
    ],
)
def test_what_somebody_changed_is_told(project: Project, old: str, new: str, said: str) -> None:
    """``verify`` names the line, and publishing is refused where it claims what is not so."""
    path = project.editions / "urls.txt"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    assert said in [fault.what for fault in ledger.faults(project)]
    assert said in [fault.what for fault in editions.verify(project)]
