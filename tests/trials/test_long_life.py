"""An edition built again by a stranger, years later: out of the archive that every reader can download.

Nothing is there but ``source.zip``, this interpreter and the packages of the locks. The network,
the checkout that the edition came from and its record are not.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from report import archive
from report.bundle import LOCKS
from report.editions import ExitCode
from tests.trials.test_machine import FERRIES, ROOT, can_unshare, run

EDITION, TITLE = "2021-09", "It's the summer"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of the ferries, in the theme of the publication, as readers get it."""
    root = Path(shutil.copytree(FERRIES, tmp_path_factory.mktemp("long life") / "ferries"))
    shutil.rmtree(root / "templates")
    shutil.copytree(ROOT / "templates", root / "templates")
    done = run(root, "publish", EDITION, "--title", TITLE)
    assert done.returncode == ExitCode.DONE, done.stderr
    return root / "site" / EDITION


def content(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def unpacked(edition: Path, folder: Path) -> Path:
    """Return an empty folder with what is in the archive of an edition, and the installed packages."""
    archive.unpack(edition / "source.zip", folder, below=f"{EDITION}/")
    for lock in LOCKS:  # what is installed here is what the archive asks for
        assert (folder / lock).read_bytes() == (ROOT / lock).read_bytes()
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


def built(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what README.md of the archive says, without a network where that can be had."""
    cut_off = ["unshare", "--net", "--map-root-user"]
    before = cut_off if can_unshare(*cut_off[1:]) else []
    clean = {name: each for name, each in os.environ.items() if not name.startswith("PYTHON")}
    command = [*before, sys.executable, "build.py", "publish", EDITION, "--title", TITLE]
    return subprocess.run(
        command, cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def test_the_archive_of_an_edition_builds_it_again(published: Path, tmp_path: Path) -> None:
    """Every byte of it, the archive itself and the list of hashes included."""
    folder = tmp_path / "found in an attic"
    folder.mkdir()
    done = built(unpacked(published, folder))

    assert done.returncode == ExitCode.DONE, done.stdout + done.stderr
    assert f"publish {EDITION} --title" in (folder / "README.md").read_text(encoding="utf-8")
    was, now = content(published), content(folder / "site" / EDITION)
    assert now.keys() == was.keys()
    assert [path for path in was if was[path] != now[path]] == []


def test_an_archive_that_was_altered_builds_another(published: Path, tmp_path: Path) -> None:
    """The comparison above sees a single word of the sources."""
    folder = tmp_path / "altered"
    folder.mkdir()
    page = unpacked(published, folder) / "content" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nMore.\n", encoding="utf-8", newline="\n")

    assert built(folder).returncode == ExitCode.DONE

    was, now = content(published), content(folder / "site" / EDITION)
    assert {"index.html", "edition.json"} <= {path for path in was if was[path] != now[path]}
