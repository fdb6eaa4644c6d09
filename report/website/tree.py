"""Files in memory in, a folder of exactly these files out: the one door of the pages to the disk.

The folder is emptied first, but only if this module filled it before: a mark in it says so.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

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
    fill(folder, gathered)


def check(files: Iterable[SiteFile]) -> None:
    """Refuse paths that some file system or web server would not take, or take for another."""
    raise_all(_faults([file.site_path for file in files]))


def fill(folder: Path, files: Iterable[SiteFile]) -> None:
    """Put files whose paths were checked into a folder, beside what is there."""
    made: set[str] = set()
    for file in files:
        within = file.site_path.rpartition("/")[0]
        if within not in made:
            (folder / within).mkdir(parents=True, exist_ok=True)
            made.add(within)
        # No Path: there are thousands of files.
        with open(f"{folder}/{file.site_path}", "wb") as made_file:  # noqa: PTH123
            made_file.write(file.content)


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
        folder = folded
        while folder := folder.rpartition("/")[0]:
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
