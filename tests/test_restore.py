"""A sealed edition is built again from its own sources, or it is not served."""

import shutil
import zipfile
from pathlib import Path

import pytest

import build
from report import archive, disk, editions, restore
from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.voice import SILENT
from tests.test_editions import tree

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with one edition, and the sources gone on since."""
    root = Path(shutil.copytree(FERRIES, tmp_path_factory.mktemp("sealed") / "ferries"))
    assert run(root, "publish", "2023-09", "--title", "The ferries' year") == ExitCode.DONE
    page = root / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore was said since.\n", encoding="utf-8")
    return root


@pytest.fixture
def project(sealed: Path, tmp_path: Path) -> Project:
    """A copy of it, in which things can go wrong."""
    return Project(Path(shutil.copytree(sealed, tmp_path / "an über folder")))


def run(root: Path, *words: str) -> int:
    """Run a command on a project, as the shell does."""
    return build.main(["--project", str(root), *words])


def test_a_missing_edition_comes_back_as_it_was(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a fresh clone, a plain build makes the draft of today and the editions of then."""
    whole = tree(project.site)
    shutil.rmtree(project.site)

    assert run(project.root) == ExitCode.DONE

    assert "restored 2023-09, byte for byte as it was sealed" in capsys.readouterr().out
    now = {path: text for path, text in tree(project.site).items() if path[:6] != "draft/"}
    assert now == whole
    assert b"More was said since." in (project.site / "draft/index.html").read_bytes()
    assert not (project.build / "restore").exists()


def test_a_changed_byte_is_named_and_mended(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """``verify`` names the file, publishing refuses until it is restored."""
    whole = tree(project.site)
    page = project.site / "2023-09" / "figures" / "index.html"
    content = bytearray(page.read_bytes())
    content[-2] ^= 1
    page.write_bytes(content)

    assert run(project.root, "verify") == ExitCode.FAULTS
    assert "site/2023-09/figures/index.html: this published file differs" in capsys.readouterr().err
    assert run(project.root, "publish", "2023-10") == ExitCode.FAULTS
    assert "site/2023-09/figures/index.html" in capsys.readouterr().err
    assert run(project.root, "restore", "2023-09") == ExitCode.DONE
    assert run(project.root, "verify") == ExitCode.DONE
    assert tree(project.site) == whole


def altered(project: Project, old: bytes, new: bytes) -> None:
    """Change a word in an edition's sealed sources."""
    bundle = project.editions / "2023-09" / "source.zip"
    with zipfile.ZipFile(bundle) as packed:
        files = {name: packed.read(name).replace(old, new) for name in packed.namelist()}
    bundle.write_bytes(archive.pack(files))


def test_sources_that_were_not_sealed_are_not_built(project: Project) -> None:
    """The record knows the bytes of its bundle."""
    shutil.rmtree(project.site)
    altered(project, b"def publish(", b"def publish (")

    with pytest.raises(ReportError, match="not the sources that were sealed") as caught:
        restore.restore(project, ["2023-09"], lambda _: (), SILENT)
    assert caught.value.where == "editions/2023-09/source.zip"
    assert editions.published(project) == ()


def test_what_comes_out_otherwise_is_not_served(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that is not as it was sealed is named, and none is put into the site."""
    shutil.rmtree(project.site)
    altered(project, b"site_name: ", b"site_name: Other ")
    monkeypatch.setattr(editions, "record_faults", lambda *_: ())

    with pytest.raises(ReportError) as caught:
        restore.restore(project, ["2023-09"], lambda _: (), SILENT)

    named = {fault.where for fault in caught.value.errors}
    assert {"2023-09/index.html", "2023-09/source.zip"} <= named
    assert "2023-09/assets/fonts/report-sans-400.woff2" not in named
    assert editions.published(project) == ()


def test_a_generator_that_fails_is_quoted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the old build said when it ended is what the editor is told."""
    altered(project, b"site_name: ", b"sitename: ")
    monkeypatch.setattr(editions, "record_faults", lambda *_: ())

    with pytest.raises(ReportError, match="could not be built again") as caught:
        restore.restore(project, ["2023-09"], lambda _: (), SILENT)
    assert "the publication has no name" in caught.value.what


def test_what_was_made_with_other_versions_gets_them(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are installed beside its sources, by its own generator, and build it."""
    ran: list[list[str]] = []
    monkeypatch.setattr(restore, "_is_installed", lambda _: False)
    monkeypatch.setattr(
        restore, "_run", lambda words, *_: ran.append([str(each) for each in words])
    )

    with pytest.raises(ReportError):  # for nothing was built
        restore.restore(project, ["2023-09"], lambda _: (), SILENT)

    [installing, building] = ran
    assert installing[1:] == ["tools/install.py"]
    assert building[0].endswith(str(Path(".venv", restore._PYTHON)))  # noqa: SLF001 - where it looks is the system's
    assert building[1:4] == ["build.py", "publish", "2023-09"]


def test_what_is_not_sealed_cannot_be_restored(project: Project) -> None:
    """The editions there are stand in the hint."""
    with pytest.raises(ReportError) as caught:
        restore.restore(project, ["2022-06"], lambda _: (), SILENT)

    assert str(caught.value) == (
        "editions/2022-06: no sealed sources of this edition\n  There are: 2023-09."
    )


def test_two_do_not_restore_at_once(project: Project) -> None:
    """The second is told to wait."""
    project.build.mkdir(exist_ok=True)
    shutil.rmtree(project.site / "2023-09")
    with disk.lock(project.build / ".restore-lock"):
        assert run(project.root, "restore") == ExitCode.BUSY


def test_with_nothing_missing_nothing_is_done(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second run has nothing to say."""
    assert run(project.root, "restore") == ExitCode.DONE
    assert "restored" not in capsys.readouterr().out
