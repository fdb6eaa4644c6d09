"""A project → which of its files a draft is made of, each with a stamp that moves when it changes."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from report.model import Project

FILES = ("mkdocs.yml", "waivers.yml", "reasons.yml", "differences.yml", "moved.yml")
# What editors, office programs and Python write beside the file that is meant.
_PASSING = re.compile(
    r"\..*"  # hidden: .#lock of Emacs, .x.md.swp of Vim, .staging- of our own
    r"|.*~|~\$.*|\#.*\#|4913"
    r"|.*\.(sw[a-z]|tmp|temp|bak|orig|rej|part|crdownload|pyc)"
    r"|.*___jb_(tmp|old)___|__pycache__",
    re.IGNORECASE,
)


class Stamp(NamedTuple):
    """What tells one state of a file from the next without reading it."""

    time: int  # ns
    size: int
    inode: int  # another one after a save that renames a new file over the old


def folders(project: Project) -> tuple[Path, ...]:
    """Return the folders that a draft is made of, be they there or not."""
    return (
        project.content,
        project.queries,
        project.charts,
        project.data,
        project.templates,
        project.editions,
    )


def is_passing(name: str) -> bool:
    """Tell whether a file or folder of this name is nobody's source, and will be gone soon."""
    return _PASSING.fullmatch(name) is not None


def stamps(project: Project) -> dict[str, Stamp]:
    """Return the stamp of every source that is there, by its path as an editor would type it."""
    paths = [project.root / name for name in FILES]
    for folder in folders(project):
        paths += _below(folder)
    return {project.shown(path): stamp for path in paths if (stamp := _stamp(path))}


def changed(old: Mapping[str, Stamp], new: Mapping[str, Stamp]) -> tuple[str, ...]:
    """Return the sources that are new, gone or otherwise, sorted."""
    return tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))


def _below(folder: Path) -> Iterator[Path]:
    try:
        entries = list(os.scandir(folder))
    except OSError:  # not there, or no more
        return
    for entry in entries:
        if is_passing(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        else:
            yield Path(entry.path)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:  # renamed or removed since it was listed
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)
