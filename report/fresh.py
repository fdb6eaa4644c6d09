"""All that a draft is made from, and what stands in ``site/`` → whether it need be built at all.

A draft that was built from the same files on the same day, and has not been touched since, is the
one that would be built. This imports little: to say so takes a fraction of a second.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from report import stamps
from report.model import Project
from report.refusals import Judgement
from report.store import digest, keep, recall

_FILES = (
    *("mkdocs.yml", "waivers.yml", "reasons.yml", "differences.yml", "moved.yml"),
    # What npm has installed, as it tells itself: fonts, outlines, what explores charts.
    *("package-lock.json", "node_modules/.package-lock.json"),
)
_KIND = "draft"

# Of each file in site/: its size, and when it was changed, in nanoseconds. Not its number on the
# disk: a site that was copied with its times is as fresh as it was.
_Listing = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a draft is made from, as one digest."""

    sha256: str
    day: date  # waivers end


def read(project: Project) -> Inputs:
    """Read every input of a draft."""
    day = datetime.now(tz=UTC).date()
    return Inputs(digest(list(_inputs(project))), day)


def recall_judgement(project: Project, inputs: Inputs) -> Judgement | None:
    """Return what the present draft was judged to be; None where it must be built."""
    match recall(project.build, _KIND, [inputs]):
        case ((dict() as listing, Judgement() as judgement),) if listing == _listing(project):
            return judgement
    return None


def keep_judgement(project: Project, inputs: Inputs, judgement: Judgement) -> None:
    """Take note of a draft that was built of these inputs, if they still are what there is."""
    if read(project) == inputs:
        keep(project.build, _KIND, [inputs], (_listing(project), judgement))


def _inputs(project: Project) -> Iterator[tuple[str, Path]]:
    folders = (project.content, project.queries, project.charts, project.data, project.templates)
    paths = [path for folder in folders for path in folder.rglob("*")]
    paths += [project.root / name for name in _FILES]
    # Of an edition its seal, which has the digest of the bundle that it was made of.
    paths += [path for path in project.editions.rglob("*") if path.suffix != ".zip"]
    for path in sorted(paths):
        if path.is_file():
            yield project.shown(path), path


def _listing(project: Project) -> _Listing:
    listing: _Listing = {}
    for folder in _folders(project.site):
        shown = project.shown(Path(folder.path))
        for path, (size, changed, *_) in stamps.of(Path(folder.path)).items():
            listing[f"{shown}/{path}"] = size, changed
    return listing


def _folders(site: Path) -> list[os.DirEntry[str]]:
    with suppress(FileNotFoundError), os.scandir(site) as entries:
        return [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
    return []
