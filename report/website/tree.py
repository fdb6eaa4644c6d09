"""Files in, a folder of exactly these files out: the one door of the pages to the disk.

A folder to read from is emptied first, but only if this module filled it before: a mark in it says
so. A site is brought up to date: what has the same bytes already stays as it is.
"""

import os
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from report import disk
from report.errors import ReportError, raise_all
from report.model import SiteFile
from report.names import is_lost_on_windows

# No step up, no hidden file, no blank: what every file system and every web server agrees on.
# An equals sign is in the folders of a partitioned table: data/boats/year=2023/.
_PATH = re.compile(r"(?:\w[\w.=-]*/)*\w[\w.=-]*", re.ASCII)
_MARK = ".filled-by-report"


def write(files: Iterable[SiteFile], folder: Path, *, shown: str) -> None:
    """Fill a folder with these files and no others; ``shown`` is the folder as typed."""
    gathered = list(files)
    check(gathered)
    _empty(folder, shown)
    (folder / _MARK).touch()
    _make_folders(folder, [file.site_path for file in gathered])
    for file in gathered:
        # No Path: there are thousands of files.
        with open(f"{folder}/{file.site_path}", "wb") as made:  # noqa: PTH123 - as said
            made.write(file.content)


def check(files: Iterable[SiteFile]) -> None:
    """Refuse paths that some file system or web server would not take, or take for another."""
    raise_all(_faults([file.site_path for file in files]))


def hold(folder: Path, files: Iterable[SiteFile], printed: Mapping[str, Path]) -> None:
    """Make a folder hold these files, whose paths were checked, and no others.

    ``printed`` are files that lie elsewhere, by their paths in the folder; they are taken away
    from there. A file that is there with the same bytes is left alone: to delete thousands of
    files and to make them again takes ext4 a millisecond each, build after build.
    """
    wanted = {file.site_path: file.content for file in files}
    there = _cleared(folder, {*wanted, *printed})
    _make_folders(folder, {*wanted, *printed})
    for site_path, content in wanted.items():
        path = there.get(site_path)
        if path is None or path.read_bytes() != content:
            # Made anew and not written over: who is reading the old one reads it to its end.
            (folder / site_path).unlink(missing_ok=True)
            (folder / site_path).write_bytes(content)
    for site_path, made in printed.items():
        path = there.get(site_path)
        if path is None or path.read_bytes() != made.read_bytes():
            shutil.move(made, folder / site_path)


def _cleared(folder: Path, wanted: Collection[str]) -> Mapping[str, Path]:
    """Return what is in a folder, by paths, when all is gone that is not wanted."""
    try:
        there = disk.files(folder)
    except ReportError:  # there is something in it that no site has
        shutil.rmtree(folder)
        return {}
    for site_path in there.keys() - wanted:
        there.pop(site_path).unlink()
    inner = {within for path in there for within in _above(path)}
    for path, _, _ in os.walk(folder, topdown=False):
        within = path[len(str(folder)) + 1 :].replace(os.sep, "/")
        if within and within not in inner:
            Path(path).rmdir()
    return there


def _make_folders(folder: Path, paths: Iterable[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for within in sorted({path.rpartition("/")[0] for path in paths}):
        (folder / within).mkdir(parents=True, exist_ok=True)


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a path is in, from the innermost on."""
    while path := path.rpartition("/")[0]:
        yield path


def _faults(paths: Iterable[str]) -> Iterator[ReportError]:
    # Folded: some file systems take Chile.md and chile.md for one file.
    seen: dict[str, str] = {}
    kept: set[str] = set()  # names that were found to be kept on Windows: many paths share them
    for path in paths:
        names = path.split("/")
        if not _PATH.fullmatch(path):
            hint = 'Letters of English, digits, ".", "_", "=" and "-", with slashes between.'
            yield ReportError(f'"{path}" cannot be a path of the site', path, hint)
        elif lost := next((n for n in names if n not in kept and is_lost_on_windows(n)), None):
            what = f'"{lost}" is a name that Windows does not keep'
            yield ReportError(what, path, "Choose another name.")
        else:
            kept.update(names)
        if path.casefold() in seen:
            yield ReportError(f'this would be written over "{seen[path.casefold()]}"', path)
        seen[path.casefold()] = path
    for folded, path in seen.items():
        for folder in _above(folded):
            if folder in seen:
                yield ReportError(f'"{seen[folder]}" would be both a file and a folder', path)


def _empty(folder: Path, shown: str) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ReportError("this is not a folder", shown, "Move it away; it is made anew.")
    if folder.is_dir() and any(folder.iterdir()):
        if not (folder / _MARK).is_file():
            hint = "Move it away, or delete it; it is made anew."
            raise ReportError("this folder holds files of others", shown, hint)
        # The mark stays: a run that was killed in the midst of this left a folder without it,
        # full of pages, and no later run dared to touch it (2026-11-27).
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != _MARK:
                path.unlink()
    folder.mkdir(parents=True, exist_ok=True)
