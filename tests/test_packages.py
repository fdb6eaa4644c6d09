"""What is made of npm packages says which of them are not there, before anything is made."""

from pathlib import Path

import pytest

from report import checking, packages
from report.errors import ReportError
from report.model import Project
from report.voice import SILENT

FERRIES = Path(__file__).parent / "sites/harbour_ferries"


def test_nothing_is_missing_where_all_is_installed(tmp_path: Path) -> None:
    """A publication without packages of its own has those of the generator."""
    assert list(packages.missing(tmp_path)) == []


def test_each_package_that_is_missing_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what installs it; what is there is not told."""
    generator = tmp_path / "generator"
    (generator / "node_modules/vega").mkdir(parents=True)
    wanted = '{"dependencies": {"vega": "6", "world-atlas": "2"}}'
    (generator / "package.json").write_text(wanted, encoding="utf-8")
    monkeypatch.setattr(packages, "_GENERATOR", generator)

    assert [str(fault) for fault in packages.missing(tmp_path / "site")] == [
        'package.json: the npm package "world-atlas" is not installed\n'
        "  Run make site, which sets up everything, or: npm ci --ignore-scripts"
    ]


def test_a_check_sees_what_drawing_would_stumble_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though a check draws nothing."""
    fault = ReportError("it is not installed", "package.json")
    monkeypatch.setattr(packages, "missing", lambda _: [fault])
    project = Project(tmp_path / "ferries")
    project.root.symlink_to(FERRIES)
    monkeypatch.setattr(Project, "build", property(lambda _: tmp_path / "build"))

    with pytest.raises(ReportError, match="it is not installed"):
        checking.check(project, SILENT)
