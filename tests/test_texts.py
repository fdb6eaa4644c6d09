"""The files of a project that are no text are told before anything reads them."""

import shutil
from pathlib import Path

import pytest

import build
from report import texts
from report.model import Project

GOOD = Path(__file__).parent / "sites/faulty/_good"
FILES = sorted(
    path.relative_to(GOOD).as_posix()
    for path in GOOD.rglob("*")
    if path.is_file() and path.suffix in {".md", ".sql", ".py", ".yml", ".html"}
)
KINDS = {
    "another encoding": b"N\xf8rth\n",
    "garbage": bytes((n * 97 + 13) % 256 for n in range(300)),
    "nothing that is a letter": b"Boats\0\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A good project, in a folder of its own."""
    return Project(Path(shutil.copytree(GOOD, tmp_path / "site")))


def test_a_good_project_is_all_text(project: Project) -> None:
    """Nothing is told of files that can be read."""
    assert texts.faults(project) == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FILES)
def test_what_is_no_text_is_told(project: Project, name: str, kind: str) -> None:
    """Whatever file it is, it is told with its place, and it alone."""
    (project.root / name).write_bytes(KINDS[kind])

    assert [fault.where for fault in texts.faults(project)] == [f"{name}:1"]


@pytest.mark.parametrize("name", FILES)
def test_a_folder_is_no_file(project: Project, name: str) -> None:
    """A folder with the name of a file is told as one."""
    (project.root / name).unlink()
    (project.root / name).mkdir()

    assert [fault.what for fault in texts.faults(project)] == [
        "this is a folder, and a file is wanted"
    ]


@pytest.mark.parametrize("name", ["mkdocs.yml", "content/index.md", "queries/boats.sql"])
def test_a_mark_is_told_where_it_would_be_read(project: Project, name: str) -> None:
    """Python, YAML and JSON pass over a byte order mark; pages and queries would begin with it."""
    path = project.root / name
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(texts.faults(project)) == (not name.endswith(".yml"))


def test_a_link_to_nowhere_is_told(project: Project) -> None:
    """A file that cannot be opened is told with what the machine says of it."""
    (project.content / "lost.md").symlink_to("nowhere.md")

    (fault,) = texts.faults(project)
    assert str(fault) == "content/lost.md: the file cannot be read: No such file or directory"


@pytest.mark.parametrize("name", [*FILES, "data/datapackage.json", "data/log.csv"])
def test_no_file_of_garbage_is_a_bug(
    project: Project, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a file has become, an editor is told of it and sees no traceback."""
    (project.root / name).write_bytes(KINDS["garbage"])

    assert build.main(["--project", str(project.root), "check"]) == 2
    told = capsys.readouterr().err
    assert f"\n{name}:" in f"\n{told}"


def test_a_contract_that_is_a_folder_is_told(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """The contract is read by itself, and its place is no text either."""
    (project.data / "datapackage.json").unlink()
    (project.data / "datapackage.json").mkdir()

    assert build.main(["--project", str(project.root), "check"]) == 2
    assert "data/datapackage.json: the file cannot be read" in capsys.readouterr().err
