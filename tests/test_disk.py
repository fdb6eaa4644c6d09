"""Laws of the changes to ``site/``, with and without the help of Linux."""

import errno
import os
import stat
from pathlib import Path

import pytest

from report import disk
from report.errors import ReportError


@pytest.fixture(params=["renameat2", "plain renames"])
def _renames(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run a test twice: as Linux renames, and as every other system does."""
    if request.param == "plain renames":
        monkeypatch.setattr(disk, "_renameat2", lambda *_: False)


def _folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(text, encoding="utf-8")
    return path


def _text(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.usefixtures("_renames")
def test_a_folder_takes_a_free_place(tmp_path: Path) -> None:
    """What is placed is at the target and nowhere else."""
    source, target = _folder(tmp_path / "source", "new"), tmp_path / "target"

    disk.place(source, target)

    assert _text(target) == "new"
    assert not source.exists()


@pytest.mark.usefixtures("_renames")
def test_a_taken_place_is_never_taken_again(tmp_path: Path) -> None:
    """Not even an empty folder is replaced, as a plain rename would do."""
    source, target = _folder(tmp_path / "source", "new"), tmp_path / "target"
    target.mkdir()

    with pytest.raises(FileExistsError):
        disk.place(source, target)

    assert _names(target) == []
    assert _text(source) == "new"


@pytest.mark.usefixtures("_renames")
def test_two_folders_change_places(tmp_path: Path) -> None:
    """What stood at the target stands where the source was."""
    source, target = _folder(tmp_path / "source", "new"), _folder(tmp_path / "target", "old")

    disk.put(source, target)

    assert (_text(target), _text(source)) == ("new", "old")
    assert _names(tmp_path) == ["source", "target"]


@pytest.mark.usefixtures("_renames")
def test_a_folder_is_put_where_nothing_was(tmp_path: Path) -> None:
    """The first one needs nobody to change places with."""
    source = _folder(tmp_path / "source", "new")

    disk.put(source, tmp_path / "target")

    assert _names(tmp_path) == ["target"]


def test_without_an_exchange_a_failed_one_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two renames stand for one, the old folder returns when the second fails."""
    source, target = _folder(tmp_path / "source", "new"), _folder(tmp_path / "target", "old")
    rename = Path.rename

    def fail_for_source(path: Path, to: Path) -> Path:
        if path == source:
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(disk, "_renameat2", lambda *_: False)
    monkeypatch.setattr(Path, "rename", fail_for_source)

    with pytest.raises(OSError, match="No space"):
        disk.put(source, target)

    assert (_text(target), _text(source)) == ("old", "new")


def test_a_fault_of_a_rename_is_told_as_the_system_tells_it(tmp_path: Path) -> None:
    """Only a missing call is worked around; a missing folder is an error."""
    with pytest.raises(FileNotFoundError):
        disk.place(tmp_path / "nothing", tmp_path / "target")


def test_staging_leaves_nothing_behind(tmp_path: Path) -> None:
    """When its user is done, the lent folder is gone."""
    with disk.staging(tmp_path / "draft") as folder:
        (folder / "page").mkdir()

    assert _names(tmp_path) == []


def test_staging_leaves_nothing_behind_a_failure(tmp_path: Path) -> None:
    """When its user fails, the lent folder is gone too."""
    with pytest.raises(IsADirectoryError), disk.staging(tmp_path / "draft") as folder:
        folder.read_bytes()

    assert _names(tmp_path) == []


def test_sweeping_takes_what_is_staged_and_nothing_else(tmp_path: Path) -> None:
    """Leftovers of any kind go; what is published stays; a link's target stays."""
    _folder(tmp_path / "2023-09", "published")
    _folder(tmp_path / ".staging-2023-09", "half")
    (tmp_path / ".staging-versions.json").touch()
    (tmp_path / ".staging-link").symlink_to(tmp_path / "2023-09")

    disk.sweep(tmp_path)

    assert _names(tmp_path) == ["2023-09"]
    assert _text(tmp_path / "2023-09") == "published"


def test_a_lock_is_held_once(tmp_path: Path) -> None:
    """The second one is told at once; afterwards the lock is free again."""
    lock = tmp_path / ".lock"

    with disk.lock(lock), pytest.raises(BlockingIOError), disk.lock(lock):
        pass

    with disk.lock(lock):
        pass


def test_a_settled_folder_has_the_modes_of_a_published_site(tmp_path: Path) -> None:
    """Whatever a builder left, files are 0644 and folders 0755."""
    site = _folder(tmp_path / "site", "page")
    (site / "index.html").chmod(0o700)
    (site / "page").mkdir(mode=0o700)

    disk.settle(site)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [site, *site.iterdir()]}
    assert modes == {"site": 0o755, "index.html": 0o644, "page": 0o755}


def test_links_cannot_be_published(tmp_path: Path) -> None:
    """A symlink is refused, for hosts lose it or follow it out of the site."""
    site = _folder(tmp_path / "site", "page")
    (site / "home.html").symlink_to("index.html")

    with pytest.raises(ReportError) as caught:
        disk.settle(site)

    assert str(caught.value) == (
        '"home.html" is neither a file nor a folder\n'
        "  Hosts lose links: a site is made of plain files."
    )


def test_a_published_file_has_no_other_name(tmp_path: Path) -> None:
    """A hard link is refused: whoever wrote to the other name would change an edition."""
    site = _folder(tmp_path / "site", "page")
    (tmp_path / "cached.html").hardlink_to(site / "index.html")

    with pytest.raises(ReportError) as caught:
        disk.settle(site)

    assert str(caught.value) == (
        '"index.html" shares its bytes with a file elsewhere\n'
        "  Copy files into a site; do not hard-link them."
    )


def test_files_are_named_by_their_sorted_paths(tmp_path: Path) -> None:
    """Hidden files count; folders do not."""
    site = _folder(tmp_path / "site", "page")
    (site / "b").mkdir()
    (site / "b" / "x.csv").touch()
    (site / ".nojekyll").touch()

    assert list(disk.files(site)) == [".nojekyll", "b/x.csv", "index.html"]


def test_a_copy_has_the_bytes_and_the_times(tmp_path: Path) -> None:
    """A copy of a published file is no newer to a reader's cache than the file."""
    site = tmp_path / "site"
    (site / "charts").mkdir(parents=True)
    (site / "charts" / "deals.svg").write_bytes(b"<svg/>")
    os.utime(site / "charts" / "deals.svg", (0, 1_693_526_400))

    disk.copy(site, tmp_path / "copy")

    copied = tmp_path / "copy" / "charts" / "deals.svg"
    assert copied.read_bytes() == b"<svg/>"
    assert copied.stat().st_mtime == 1_693_526_400


def test_a_file_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails leaves the old bytes, and no other file."""
    path = tmp_path / "versions.json"
    disk.write(path, b"old")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        disk.write(path, b"new")

    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["versions.json"]


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    """Writing the same bytes again touches nothing."""
    path = tmp_path / "versions.json"
    disk.write(path, b"same")
    before = path.stat()

    disk.write(path, b"same")

    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_several_files_are_written_or_none(tmp_path: Path) -> None:
    """Where one cannot even be prepared, those before it stay as they were."""
    first, second = tmp_path / "a.csv", tmp_path / "missing" / "b.csv"
    first.write_bytes(b"old")

    with pytest.raises(FileNotFoundError):
        disk.write_all({first: b"new", second: b"new"})

    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert first.read_bytes() == b"old"
