"""A built folder in; an edition that never changes, sealed and in ``site/``, out.

What is published is the folder that ``build`` fills, whoever made it: this module knows no
website generator. Wherever a run is killed, readers see wholly the old or wholly the new, and
the next run ends what that one began.

    editions/2023-09/    the seal, in git: placed before all else, for an edition is what has one
    site/2023-09/        the edition: its files, and edition.json with the SHA-256 of each
    site/latest/         a copy of the newest edition, by its date and not the day of publishing
    site/versions.json   the editions, newest first, as mike writes it
    site/…               what leads to the editions: made by ``front``, out of the seals alone
    site/draft/          what is not published
    site/.lock           held by whoever writes any of this; it stays

``latest/`` is a full copy. Symlinks are lost by many hosts, redirects serve no images or data,
and through hard links a change made in ``latest/`` would reach the edition it may not touch.

    ReportError          faults in the sources          exit code 2
    ├── NameTaken        the name is another edition's  exit code 3
    └── Busy             another build is at work       exit code 75
"""

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TypeVar

from report import disk, ledger, seals, stamps, store
from report.errors import ReportError, raise_all
from report.facts import Past
from report.manifest import (
    Edition,
    Manifest,
    Seal,
    check_name,
    differences,
    edition_date,
    format_manifest,
    format_versions,
    is_name,
    newest_first,
    next_revision,
    source_date_epoch,
)
from report.model import Project, SiteFile

# Names and dates are `manifest`'s; whoever publishes needs this one module.
__all__ = [
    "Busy",
    "ExitCode",
    "Front",
    "NameTaken",
    "Outcome",
    "absent",
    "check_name",
    "edition_date",
    "missing",
    "publish",
    "published",
    "record_faults",
    "refresh",
    "reinstate",
    "replace_draft",
    "source_date_epoch",
    "verify",
]

MANIFEST = seals.MANIFEST
_WHOLE = "whole"  # the kind under which is remembered that an edition is as it was sealed
Facts = Mapping[str, object]  # what JSON can hold, and what a second run would say again
_Made = TypeVar("_Made")
Front = Callable[[Sequence[Past]], Iterable[SiteFile]]  # editions, newest first → files of the root


class ExitCode(IntEnum):
    """How a command ends, as the shell is told."""

    DONE = 0
    INTERNAL = 1  # a bug of the generator or a fault of the machine: with a traceback
    FAULTS = 2  # in the sources
    NAME_TAKEN = 3
    BUSY = 75  # EX_TEMPFAIL of sysexits.h: try again later


class Busy(ReportError):  # noqa: N818  # not a fault: a state that passes
    """Another build is writing to the site."""

    exit_code = ExitCode.BUSY

    def __init__(self, where: str) -> None:
        super().__init__("another build is at work", where, "Try again when it has ended.")


class NameTaken(ReportError):  # noqa: N818  # says more than an Error at its end
    """The name is that of an edition with other content."""

    exit_code = ExitCode.NAME_TAKEN

    def __init__(self, where: str, what: str, name: str, free: str) -> None:
        hint = (
            f"An edition never changes. What is otherwise now: python build.py changes {name}. "
            f'Where {name} was wrong, publish "{free}" with an entry in editions/corrections.yml: '
            "docs/how-to/correct-an-error.md. What is new gets a month of its own."
        )
        super().__init__(f"this edition is published, and {what}", where, hint)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing came to."""

    path: Path
    new: bool  # False: it was published before, with this very content
    latest: str  # the name of the edition that latest/ holds


def publish(  # noqa: PLR0913 - an edition has a name and a title, two makers and its sources
    project: Project,
    name: str,
    title: str,
    build: Callable[[Path], Facts],
    *,
    bundle: Callable[[], bytes],
    front: Front,
) -> Outcome:
    """Seal and publish what ``build`` puts into an empty folder, and bring ``latest/`` up to date.

    ``build`` returns the facts of the manifest, ``bundle`` the sources as the archive to be sealed.
    """
    check_name(name)
    target = project.site / name
    taken = None
    with _at_work(project):
        ledger.append(project)
        raise_all(
            [
                *verify(project, again=False),
                *(each for each in absent(project) if each.where != project.shown(target)),
            ]
        )
        new = name not in seals.sealed(project)
        with disk.staging(target) as folder:
            facts = _fill(folder, build)
            archive = bundle()
            sealed = {**facts, "source": {"sha256": hashlib.sha256(archive).hexdigest()}}
            manifest = Manifest(Edition(name, title, sealed), _seals(folder))
            with (folder / MANIFEST).open("xb") as file:
                file.write(format_manifest(manifest))
            disk.settle(folder)
            if new:
                seals.seal(project, manifest, archive)
            else:
                taken = _name_taken(project, manifest)
            # Also where it is sealed: an earlier run may have ended between the two.
            if not taken and not target.exists():
                disk.place(folder, target)
        latest = _refresh(project, front)
    if taken:
        raise taken
    return Outcome(target, new, latest)


def reinstate(project: Project, name: str, built: Path, front: Front) -> None:
    """Put a sealed edition that was built again where it belongs, if it is the one that was sealed."""
    sealed = seals.read(project, name)
    faults = [
        ReportError(
            f"this file of the edition built again {what}",
            f"{name}/{site_path}",
            "It is not what was published, and is not served. "
            "Was it built with the versions of its lock files?",
        )
        for site_path, what in differences(sealed.files, _seals(built)).items()
    ]
    raise_all(faults)
    target = project.site / name
    with _at_work(project):
        with disk.staging(target) as folder:
            disk.copy(built, folder)
            (folder / MANIFEST).write_bytes(format_manifest(sealed))
            disk.settle(folder)
            disk.put(folder, target)
        _refresh(project, front)


def replace_draft(project: Project, build: Callable[[Path], object]) -> Path:
    """Put what ``build`` makes of a folder in the place of the draft.

    The folder has what the draft before the last one had: ``build`` brings it up to date. So of
    thousands of files those few are written that differ; see ``tree.hold``.
    """
    draft, folder = project.site / "draft", project.build / "draft-before"
    with _at_work(project):
        folder.mkdir(parents=True, exist_ok=True)
        _fill(folder, build)
        # Not brought to the disk: what a failing machine takes of a draft is built again.
        disk.smooth(folder)
        try:
            disk.put(folder, draft)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with disk.staging(draft) as staged:  # site/ is on another disk
                disk.copy(folder, staged)
                disk.put(staged, draft)
    return draft


def published(project: Project) -> tuple[str, ...]:
    """Return the names of the editions in ``site/``, newest first."""
    return newest_first(path.name for path in project.site.glob("*") if is_name(path.name))


def missing(project: Project) -> tuple[str, ...]:
    """Return the editions that could be restored and are not in ``site/``, newest first."""
    there = published(project)
    return tuple(name for name in seals.restorable(project) if name not in there)


def absent(project: Project) -> tuple[ReportError, ...]:
    """Return a fault for each edition that is sealed and not in ``site/``."""
    hint = "Build it again from its sealed sources: python build.py restore"
    return tuple(
        ReportError("this published edition is missing", project.shown(project.site / name), hint)
        for name in missing(project)
    )


def verify(project: Project, *, again: bool = True) -> tuple[ReportError, ...]:
    """Return a fault for each file of an edition in ``site/`` that is not as it was sealed.

    Every byte is read, but for editions that were found to be whole and of which no file has been
    written to since, where it is not to be done ``again``.
    """
    faults: list[ReportError] = []
    sealed = seals.sealed(project)
    for name in published(project):
        try:
            faults += _verify(project, name, again) if name in sealed else [_unknown(project, name)]
        except ReportError as error:
            faults.append(error)
    return tuple(faults or ledger.faults(project))


def _verify(project: Project, name: str, again: bool) -> tuple[ReportError, ...]:  # noqa: FBT001 - as above
    folders = (project.site / name, seals.folder(project, name))
    before = repr([*map(stamps.of, folders)])
    if not again and store.recall(project.build, _WHOLE, [name, before]):
        return ()
    faults = (*_faults(project, name),)
    if not faults and repr([*map(stamps.of, folders)]) == before:
        store.keep(project.build, _WHOLE, [name, before], value=True)
    return faults


def record_faults(project: Project, name: str) -> Iterator[ReportError]:
    """Say whether the record's own files are those that were sealed."""
    manifest = seals.read(project, name)
    folder = seals.folder(project, name)
    hint = f"Take it from git again: git checkout -- editions/{name}"
    if (folder / MANIFEST).read_bytes() != format_manifest(manifest):
        yield ReportError("this manifest was edited", project.shown(folder / MANIFEST), hint)
    bundle = folder / seals.BUNDLE
    source = manifest.edition.facts.get("source")
    if bundle.is_file() and isinstance(source, dict):
        digest = hashlib.sha256(bundle.read_bytes()).hexdigest()
        if digest != source.get("sha256"):
            what = "these are not the sources that were sealed"
            yield ReportError(what, project.shown(bundle), hint)


def refresh(project: Project, front: Front) -> str:
    """Bring what leads to the editions in step with them; return the newest one's name."""
    with _at_work(project):
        return _refresh(project, front)


def _refresh(project: Project, front: Front) -> str:
    ledger.append(project)
    names = published(project)
    if not names:
        return ""
    newest, latest = project.site / names[0], project.site / "latest"
    if not _same(newest, latest):
        with disk.staging(latest) as folder:
            disk.copy(newest, folder)
            disk.settle(folder)
            disk.put(folder, latest)
    pasts = [past for past in seals.past(project) if past.edition in names]
    editions = [seals.read(project, name).edition for name in names]
    for file in front(pasts):
        path = project.site / file.site_path
        if path.parent != project.site:
            disk.make_folder(path.parent)
        disk.write(path, file.content)
    disk.write(project.site / "versions.json", format_versions(editions))
    return names[0]


@contextmanager
def _at_work(project: Project) -> Iterator[None]:
    """Hold the site alone, and clear what killed runs left in it."""
    disk.make_folder(project.site)
    with ExitStack() as held:
        try:
            held.enter_context(disk.lock(project.site / ".lock"))
        except BlockingIOError:
            raise Busy(project.shown(project.site)) from None
        of_root = (
            path for path in project.site.iterdir() if path.is_dir() and not is_name(path.name)
        )
        for folder in (project.site, project.editions, *of_root):
            disk.sweep(folder)
        yield


def _fill(folder: Path, build: Callable[[Path], _Made]) -> _Made:
    made = build(folder)
    if not (folder / "index.html").is_file():
        raise ReportError("the built site has no index.html", hint="Is there a content/index.md?")
    return made


def _seals(folder: Path) -> dict[str, Seal]:
    """Return the seals of an edition's files; the manifest cannot hold its own."""
    seals = {}
    for site_path, path in disk.files(folder).items():
        if site_path != MANIFEST:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            seals[site_path] = Seal(digest, path.stat().st_size)
    return seals


def _faults(project: Project, name: str) -> Iterator[ReportError]:
    """Say what of an edition is not as it was sealed, in ``site/`` and in the record itself."""
    manifest = seals.read(project, name)
    yield from record_faults(project, name)
    folder = project.site / name
    hint = f"Until it is what was published, nothing else is: python build.py restore {name}"
    found = folder / MANIFEST
    if not found.is_file() or found.read_bytes() != format_manifest(manifest):
        what = "this manifest is not the one that was sealed"
        yield ReportError(what, project.shown(found), hint)
    for site_path, what in differences(manifest.files, _seals(folder)).items():
        yield ReportError(f"this published file {what}", project.shown(folder / site_path), hint)


def _unknown(project: Project, name: str) -> ReportError:
    hint = f"Take its seal, editions/{name}, from git again, or move the folder away."
    what = "the record knows no such edition"
    return ReportError(what, project.shown(project.site / name), hint)


def _name_taken(project: Project, manifest: Manifest) -> NameTaken | None:
    """Return the fault of publishing this under its name; None where it is what is there."""
    name = manifest.edition.name
    sealed = seals.read(project, name)
    if format_manifest(sealed) == format_manifest(manifest):
        return None
    changed = list(differences(sealed.files, manifest.files))
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    what = f"{changed[0]}{more} would differ" if changed else "its title or facts would differ"
    where = project.shown(project.site / name)
    return NameTaken(where, what, name, next_revision(name, seals.sealed(project)))


def _same(edition: Path, copy: Path) -> bool:
    if copy.is_symlink() or not (copy / MANIFEST).is_file():
        return False
    if (edition / MANIFEST).read_bytes() != (copy / MANIFEST).read_bytes():
        return False
    # A copy has the times of what it was made of. What has them and the sizes need not be read:
    # this is asked in every build, and readers' bytes are held to their seals by ``verify``.
    return _listed(edition) == _listed(copy) or _seals(edition) == _seals(copy)


def _listed(folder: Path) -> dict[str, tuple[int, int]]:
    """Return the size of each file, and when it was changed, in nanoseconds."""
    found = {name: path.stat() for name, path in disk.files(folder).items()}
    return {name: (each.st_size, each.st_mtime_ns) for name, each in found.items()}
