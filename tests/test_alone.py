"""When a step fails, each other file is read for itself, and all faults are told in one run."""

import shutil
from pathlib import Path

import pytest

from report import alone, checking, contract, tables
from report.editions import Busy
from report.errors import ReportError
from report.model import Project
from report.voice import SILENT

GOOD = Path(__file__).parent / "sites/faulty/_good"
BREAK = {
    "mkdocs.yml": ("site_name: Boats", "name: Boats"),
    "data/log.csv": ("north,2019,14,1", "north,2019,many,1"),
    "queries/boats.sql": ("-- note:", "-- notes:"),
    "queries/season.sql": ("FROM log", "FROM lok"),
    "queries/claims/north_leads.sql": ("-- says:", "-- said:"),
    "charts/boats.py": ("def draw", "def drew"),
    "content/index.md": ("{{ table(", "{{ tabel("),
    "differences.yml": ("- figure:", "- figures:"),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A good project, in a folder of its own."""
    return Project(Path(shutil.copytree(GOOD, tmp_path / "site")))


def broken(project: Project, *names: str) -> set[str]:
    """Break files of a project; return those of which a check tells."""
    for name in names:
        path, (was, now) = project.root / name, BREAK[name]
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, now), encoding="utf-8")
    with pytest.raises(ReportError) as caught:
        checking.check(project, SILENT)
    return {error.where.partition(":")[0] for error in caught.value.errors}


@pytest.mark.parametrize("name", BREAK)
def test_a_file_alone_is_told_alone(project: Project, name: str) -> None:
    """One fault makes no others: what only follows from it is not told."""
    assert broken(project, name) == {name}


@pytest.mark.parametrize("name", BREAK)
def test_no_file_hides_another(project: Project, name: str) -> None:
    """Whichever file is read first, a fault in the prose is told with its own."""
    assert broken(project, *{name, "content/index.md"}) == {name, "content/index.md"}


def test_all_are_told_at_once(project: Project) -> None:
    """Every file that is broken is told in the first run."""
    assert broken(project, *BREAK) == set(BREAK)


def test_laws_figures_and_claims_do_not_hide_one_another(project: Project) -> None:
    """What breaks a law, what a figure promises and what a claim says are found in one run."""
    law = project.queries / "checks/no_boat_is_lost.sql"
    law.parent.mkdir()
    law.write_text("-- says: No boat is lost.\nSELECT lost FROM log WHERE lost > 1;\n", "utf-8")
    for path, (was, now) in {
        "queries/season.sql": ("WHERE season = 2023", "WHERE season = 1999"),
        "queries/claims/north_leads.sql": ("north - next AS margin", "next - north AS margin"),
    }.items():
        text = (project.root / path).read_text(encoding="utf-8")
        (project.root / path).write_text(text.replace(was, now), encoding="utf-8")

    assert broken(project) == {
        "queries/checks/no_boat_is_lost.sql",
        "queries/season.sql",
        "queries/claims/north_leads.sql",
    }


def test_a_fault_of_the_site_is_no_fault_of_files(project: Project) -> None:
    """Another build at work ends a command as it is, with its own exit code."""
    (project.root / "mkdocs.yml").write_text("site_url: nowhere\n", encoding="utf-8")

    with pytest.raises(Busy), alone.together(project):
        raise Busy("site")


def test_what_is_told_is_told_once(project: Project) -> None:
    """A fault that a step and a second reading both find is one fault."""
    with pytest.raises(ReportError) as caught, alone.together(project):
        raise ReportError("there is no front page", "content/index.md")
    assert len(caught.value.errors) == 1


def test_a_share_of_no_rows_is_no_fault(tmp_path: Path) -> None:
    """A sound query is not blamed for tables that have no rows only because a step failed."""
    project = Project(Path(shutil.copytree(GOOD, tmp_path / "site")))
    promised = contract.read(project)
    name = promised.tables[0].name
    sql = f"SELECT (100.0 * count(*) / count(*))::DECIMAL(7,4) AS share FROM {name}"
    with tables.empty(project, promised) as data:
        assert data.query(sql, "queries/share.sql").columns == (("share", "DECIMAL(7,4)"),)
