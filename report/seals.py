"""``editions/``, the permanent record in git: what each edition is, and what it was made of.

    editions/2023-09/edition.json   the manifest: the SHA-256 of every file, inputs, figures, claims
    editions/2023-09/source.zip     all that is needed to build it again

An edition is whatever has its manifest here; ``site/`` is made from it and may be lost.
A folder is placed by one rename, so that a killed run leaves a whole seal or none.
"""

from collections.abc import Iterator
from pathlib import Path

from report import disk
from report.errors import ReportError
from report.facts import Past, read_facts
from report.manifest import Manifest, format_manifest, is_name, newest_first, parse_manifest
from report.model import Project

MANIFEST, BUNDLE = "edition.json", "source.zip"


def sealed(project: Project) -> tuple[str, ...]:
    """Return the names of all sealed editions, newest first."""
    return newest_first(path.name for path in project.editions.glob("*") if is_name(path.name))


def folder(project: Project, name: str) -> Path:
    """Return where the seal of an edition is kept."""
    return project.editions / name


def read(project: Project, name: str) -> Manifest:
    """Read what a sealed edition must be."""
    path = folder(project, name) / MANIFEST
    try:
        manifest = parse_manifest(path.read_bytes())
        if manifest.edition.name != name:
            raise ValueError(f"it is the manifest of {manifest.edition.name}")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        what = "this edition has no manifest that can be read"
        hint = f"Take it from git again: git checkout -- editions/{name}. The reason is {error!r}."
        raise ReportError(what, project.shown(path), hint) from None
    return manifest


def past(project: Project, *, before: str = "") -> tuple[Past, ...]:
    """Return what the sealed editions found and said, newest first; ``before`` leaves out the rest."""
    names = sealed(project)
    if before:
        order = newest_first({*names, before})
        names = tuple(name for name in order[order.index(before) + 1 :])
    return tuple(_pasts(project, names))


def _pasts(project: Project, names: tuple[str, ...]) -> Iterator[Past]:
    for name in names:
        manifest = read(project, name)
        try:
            yield read_facts(manifest)
        except (LookupError, TypeError, AttributeError) as error:
            what = f"the facts of this edition cannot be read: {error!r}"
            where = project.shown(folder(project, name) / MANIFEST)
            raise ReportError(what, where, "Take it from git again.") from None


def seal(project: Project, manifest: Manifest, bundle: bytes) -> None:
    """Keep an edition for ever; FileExistsError where the name is taken."""
    disk.make_folder(project.editions)
    target = folder(project, manifest.edition.name)
    with disk.staging(target) as staged:
        (staged / MANIFEST).write_bytes(format_manifest(manifest))
        (staged / BUNDLE).write_bytes(bundle)
        disk.settle(staged)
        disk.place(staged, target)
