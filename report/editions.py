"""A built folder in; an edition in ``site/`` that never changes, and ``latest/`` after it, out.

What is published is the folder that ``build`` fills, whoever made it: this module knows no
website generator. Wherever a run is killed, readers see wholly the old or wholly the new, and
the next run ends what that one began.

    site/2023-09/        an edition: its files, and edition.json with the SHA-256 of each
    site/latest/         a copy of the newest edition, by its date and not the day of publishing
    site/versions.json   the editions, newest first, as mike writes it
    site/index.html      the way to latest/
    site/draft/          what is not published
    site/.lock           held by whoever writes any of this; it stays

``latest/`` is a full copy. Symlinks are lost by many hosts, redirects serve no images or data,
and through hard links a change made in ``latest/`` would reach the edition it may not touch.

    ReportError          faults in the sources          exit code 2
    ├── NameTaken        the name is another edition's  exit code 3
    └── Busy             another build is at work       exit code 75
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from pathlib import Path

from report import disk
from report.errors import ReportError, raise_all
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
    parse_manifest,
    source_date_epoch,
)
from report.model import Project

# Names and dates are `manifest`'s; whoever publishes needs this one module.
__all__ = [
    "Busy",
    "ExitCode",
    "NameTaken",
    "Outcome",
    "check_name",
    "edition_date",
    "publish",
    "published",
    "read_manifest",
    "replace_draft",
    "source_date_epoch",
    "verify",
]

MANIFEST = "edition.json"
_HTML = re.compile(r'<html lang="[A-Za-z0-9-]+"', re.IGNORECASE)
_FRONT = """\
<!doctype html>
{html}
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=latest/">
<link rel="canonical" href="latest/">
<title>{title}</title>
</head>
<body>
<p><a href="latest/">{title}</a></p>
</body>
</html>
"""


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

    def __init__(self, where: str, what: str, free: str) -> None:
        hint = f'An edition never changes: publish this one as "{free}".'
        super().__init__(f"this edition is published, and {what}", where, hint)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing came to."""

    path: Path
    new: bool  # False: it was published before, with this very content
    latest: str  # the name of the edition that latest/ holds


def publish(
    project: Project,
    name: str,
    title: str,
    build: Callable[[Path], None],
    *,
    facts: Mapping[str, object],
) -> Outcome:
    """Publish what ``build`` puts into an empty folder, and bring ``latest/`` up to date.

    ``facts`` go into the manifest: what JSON can hold, and what a second run would say again.
    """
    edition = Edition(name, title, facts)
    target = project.site / name
    taken = None
    with _at_work(project):
        raise_all(verify(project))
        new = not target.exists()
        with disk.staging(target) as folder:
            _fill(folder, build)
            manifest = Manifest(edition, _seals(folder))
            with (folder / MANIFEST).open("xb") as file:
                file.write(format_manifest(manifest))
            disk.settle(folder)
            if new:
                disk.place(folder, target)
            else:
                taken = _name_taken(project, manifest)
        # Also where nothing is new: an earlier run may have ended just before this line.
        latest = _refresh(project)
    if taken:
        raise taken
    return Outcome(target, new, latest)


def replace_draft(project: Project, build: Callable[[Path], None]) -> Path:
    """Put what ``build`` puts into an empty folder in the place of the draft."""
    draft = project.site / "draft"
    with _at_work(project), disk.staging(draft) as folder:
        _fill(folder, build)
        disk.settle(folder)
        disk.put(folder, draft)
    return draft


def published(project: Project) -> tuple[str, ...]:
    """Return the names of the editions in ``site/``, newest first."""
    return newest_first(path.name for path in project.site.glob("*") if is_name(path.name))


def verify(project: Project) -> tuple[ReportError, ...]:
    """Return a fault for each published file that is not as it was published."""
    faults: list[ReportError] = []
    for name in published(project):
        try:
            faults += _faults(project, name)
        except ReportError as error:
            faults.append(error)
    return tuple(faults)


def read_manifest(project: Project, name: str) -> Manifest:
    """Read what a published edition must be."""
    path = project.site / name / MANIFEST
    try:
        return parse_manifest(path.read_bytes())
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        what = "this edition has no manifest that can be read"
        raise ReportError(what, project.shown(path), f"The reason is {error!r}.") from None


@contextmanager
def _at_work(project: Project) -> Iterator[None]:
    """Hold the site alone, and clear what killed runs left in it."""
    disk.make_folder(project.site)
    with ExitStack() as held:
        try:
            held.enter_context(disk.lock(project.site / ".lock"))
        except BlockingIOError:
            raise Busy(project.shown(project.site)) from None
        disk.sweep(project.site)
        yield


def _fill(folder: Path, build: Callable[[Path], None]) -> None:
    build(folder)
    if not (folder / "index.html").is_file():
        raise ReportError("the built site has no index.html", hint="Is there a content/index.md?")


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
    folder = project.site / name
    sealed = read_manifest(project, name).files
    hint = "Put back the bytes that were published: until then nothing else is."
    for site_path, what in differences(sealed, _seals(folder)).items():
        where = project.shown(folder / site_path)
        yield ReportError(f"this published file {what}", where, hint)


def _name_taken(project: Project, manifest: Manifest) -> NameTaken | None:
    """Return the fault of publishing this under its name; None where it is what is there."""
    name = manifest.edition.name
    folder = project.site / name
    if (folder / MANIFEST).read_bytes() == format_manifest(manifest):
        return None
    changed = list(differences(read_manifest(project, name).files, manifest.files))
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    what = f"{changed[0]}{more} would differ" if changed else "its title or facts would differ"
    return NameTaken(project.shown(folder), what, next_revision(name, published(project)))


def _refresh(project: Project) -> str:
    """Bring what leads to the editions in step with them; return the newest one's name."""
    names = published(project)
    newest, latest = project.site / names[0], project.site / "latest"
    if not _same(newest, latest):
        with disk.staging(latest) as folder:
            disk.copy(newest, folder)
            disk.settle(folder)
            disk.put(folder, latest)
    editions = [read_manifest(project, name).edition for name in names]
    disk.write(project.site / "versions.json", format_versions(editions))
    disk.write(project.site / "index.html", _front(newest, editions[0].title))
    return names[0]


def _front(newest: Path, title: str) -> bytes:
    """Return the page that leads to ``latest/``, in the language of what it leads to."""
    found = _HTML.search((newest / "index.html").read_text(encoding="utf-8", errors="replace"))
    html = f"{found[0]}>" if found else "<html>"
    return _FRONT.format(html=html, title=escape(title)).encode()


def _same(edition: Path, copy: Path) -> bool:
    if copy.is_symlink() or not (copy / MANIFEST).is_file():
        return False
    same_manifest = (edition / MANIFEST).read_bytes() == (copy / MANIFEST).read_bytes()
    return same_manifest and _seals(edition) == _seals(copy)
