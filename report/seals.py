"""``editions/``, the permanent record in git: what each edition is, and what it was made of.

    editions/2023-09/edition.json   the manifest: the SHA-256 of every file, inputs, figures, claims
    editions/2023-09/source.zip     all that is needed to build it again

An edition is whatever has its manifest here; ``site/`` is made from it and may be lost.
A folder is placed by one rename, so that a killed run leaves a whole seal or none.
In a bundle that was unpacked, the older editions have their manifests alone: they can be compared
with, and not restored.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from report import archive, disk
from report.errors import ReportError
from report.facts import Past, read_facts
from report.manifest import Manifest, format_manifest, is_name, newest_first, parse_manifest
from report.model import Project

MANIFEST, BUNDLE = "edition.json", "source.zip"
# Manifests that one run keeps, by their bytes: a publication reads them all half a dozen times.
_READ = 256


def sealed(project: Project) -> tuple[str, ...]:
    """Return the names of all sealed editions, newest first."""
    return newest_first(path.name for path in project.editions.glob("*") if is_name(path.name))


def older(project: Project, name: str = "") -> tuple[str, ...]:
    """Return the names of the sealed editions before one, or of all of them, newest first."""
    names = sealed(project)
    if not name:
        return names
    order = newest_first({*names, name})
    return order[order.index(name) + 1 :]


def restorable(project: Project) -> tuple[str, ...]:
    """Return the names of the editions that can be built again, newest first."""
    return tuple(n for n in sealed(project) if (folder(project, n) / BUNDLE).is_file())


def folder(project: Project, name: str) -> Path:
    """Return where the seal of an edition is kept."""
    return project.editions / name


def read(project: Project, name: str) -> Manifest:
    """Read what a sealed edition must be."""
    path = folder(project, name) / MANIFEST
    hint = f"Take it from git again: git checkout -- editions/{name}"
    try:
        manifest = _manifest(path.read_bytes())
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        what = f"this edition has no manifest that can be read: {error!r}"
        raise ReportError(what, project.shown(path), hint) from None
    if manifest.edition.name != name:
        what = f"this is the manifest of {manifest.edition.name}"
        raise ReportError(what, project.shown(path), hint)
    return manifest


def past(project: Project, *, before: str = "") -> tuple[Past, ...]:
    """Return what sealed editions found and said, newest first; those ``before`` one, or all."""
    return tuple(_past(project, name) for name in older(project, before))


def _past(project: Project, name: str) -> Past:
    try:
        read(project, name)  # that it can be read, and is of this edition
        return _facts((folder(project, name) / MANIFEST).read_bytes())
    except (LookupError, TypeError, AttributeError) as error:
        what = f"the facts of this edition cannot be read: {error!r}"
        where = project.shown(folder(project, name) / MANIFEST)
        hint = f"Take it from git again: git checkout -- editions/{name}"
        raise ReportError(what, where, hint) from None


@lru_cache(maxsize=_READ)
def _manifest(content: bytes) -> Manifest:
    return parse_manifest(content)


@lru_cache(maxsize=_READ)
def _facts(content: bytes) -> Past:
    return read_facts(_manifest(content))


def kept(project: Project, name: str, site_path: str) -> bytes:
    """Return a file of an earlier edition, as it was published.

    It stands in ``site/``; a bundle carries those that its edition needs, in ``kept/``.
    """
    seal = read(project, name).files.get(site_path)
    for path in (folder(project, name) / "kept" / site_path, project.site / name / site_path):
        if seal and path.is_file():
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() == seal.sha256:
                return content
    hint = f"Build the edition again from its sealed sources: python build.py restore {name}"
    what = "this published file is needed, and is not there as it was published"
    raise ReportError(what, project.shown(project.site / name / site_path), hint)


@contextmanager
def data(project: Project, name: str) -> Iterator[Path | None]:
    """Lend the folder of an edition's data package; None where the record does not have it.

    A bundle carries the data of the edition before as plain files, not within another bundle.
    """
    kept = folder(project, name) / "data"
    if kept.is_dir():
        yield kept
    elif (folder(project, name) / BUNDLE).is_file():
        with TemporaryDirectory(prefix=f"data-{name}-", dir=_scratch(project)) as lent:
            archive.unpack(folder(project, name) / BUNDLE, Path(lent), below=f"{name}/data/")
            yield Path(lent)
    else:
        yield None


def _scratch(project: Project) -> Path:
    project.build.mkdir(exist_ok=True)
    return project.build


def seal(project: Project, manifest: Manifest, bundle: bytes) -> None:
    """Keep an edition for ever; FileExistsError where the name is taken."""
    disk.make_folder(project.editions)
    target = folder(project, manifest.edition.name)
    with disk.staging(target) as staged:
        (staged / MANIFEST).write_bytes(format_manifest(manifest))
        (staged / BUNDLE).write_bytes(bundle)
        disk.settle(staged)
        disk.place(staged, target)
