"""A project and its generator in, all that is needed to build an edition again out.

The sources of the publication, the generator that read them, what is installed by lock files,
and of earlier editions what this one compares itself with: the manifest of each, and the data of
the one before. Unpacked, it is a checkout of its own: ``make site`` works in it.
"""

import hashlib
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from report import addresses, moved, seals, withholding
from report.archive import pack
from report.errors import ReportError
from report.model import Project
from report.withholding import Withheld

_GENERATOR = Path(__file__).resolve().parent.parent
_OF_PUBLICATION = ("content", "queries", "charts", "data", "templates")
_OF_GENERATOR = (
    "report",
    "docs/schemas",
    "build.py",
    "tools/install.py",
    "Makefile",
    "LICENSE",
    ".npmrc",
)
_INSTALLED = ("requirements*.in", "requirements*.lock", "package.json", "package-lock.json")
LOCKS = ("requirements.lock", "package-lock.json")
_REQUIRED = re.compile(r"^([a-z][a-z0-9-]*)", re.MULTILINE)
# Of each chart the wide drawing, and the narrow ones, which are shown beside those of the next.
_DRAWING = re.compile(r"charts/[a-z0-9_]+(?:\.narrow(?:\.dark)?)?\.svg")
# This edition's data, and that of an older one which is carried along.
_DATA = re.compile(r"(?:editions/[^/]+/)?data/")
_NOTE = """\
# The sources of edition {name}

`make site` installs what is needed and builds a draft.
To build the edition itself, and see that it is the one that was published:

    .venv/bin/python build.py publish {name} --title {title}

Then `site/{name}/edition.json` is, byte for byte, the file that stands beside the bundle you took.
"""
_WITHHELD = """
This bundle is not complete. These tables and columns may be cited or computed with, and not
passed on; without them the edition cannot be built: {names}.
Their contract, data/datapackage.json, is without them too.
"""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an edition is made of."""

    edition: str
    title: str
    files: Mapping[str, bytes]  # by path, as in a checkout

    @property
    def inputs(self) -> dict[str, str]:
        """The SHA-256 of every file."""
        return {path: hashlib.sha256(each).hexdigest() for path, each in self.files.items()}

    def carrying(self, path: str, content: bytes) -> "Bundle":
        """Return the same with one more file, which is no input: it changes nothing but the record."""
        return replace(self, files=dict(sorted({**self.files, path: content}.items())))

    def sealed(self) -> bytes:
        """Return the whole bundle as an archive, for the record."""
        return self._pack(self.files, "")

    def public(self, withheld: Withheld) -> bytes:
        """Return the archive for readers: without tables and columns that may not be passed on."""
        kept = {path: each for path, each in self.files.items() if not _DATA.match(path)}
        for folder in sorted({found[0] for path in self.files if (found := _DATA.match(path))}):
            within = {
                p.removeprefix(folder): c for p, c in self.files.items() if p.startswith(folder)
            }
            public = withholding.public_files(within, withheld)
            kept |= {f"{folder}{path}": content for path, content in public.items()}
        left_out = kept != self.files
        names = ", ".join(withheld.names) or "tables of the edition before"
        return self._pack(kept, _WITHHELD.format(names=names) if left_out else "")

    def _pack(self, files: Mapping[str, bytes], more: str) -> bytes:
        note = _NOTE.format(name=self.edition, title=shlex.quote(self.title)) + more
        within = {**files, "README.md": note.encode()}
        return pack({f"{self.edition}/{path}": each for path, each in within.items()})


def collect(project: Project, name: str, title: str) -> Bundle:
    """Read all that an edition is made of; a file that is no plain file is refused.

    Without a name it is the draft, which comes after all editions.
    """
    files = dict(_sources(project))
    files |= _of_editions(project, name)
    return Bundle(name, title, dict(sorted(files.items())))


def generator() -> dict[str, bytes]:
    """Return the files of the generator itself, as every publication brings its own."""
    installed = (path for pattern in _INSTALLED for path in _GENERATOR.glob(pattern))
    parts = (*(_GENERATOR / part for part in _OF_GENERATOR), *installed)
    return {name: content for path in parts for name, content in _read(path, _GENERATOR)}


def tools() -> dict[str, str]:
    """Return the version of each package that an edition is made with, as it is installed."""
    wanted = (_GENERATOR / "requirements.in").read_text(encoding="utf-8")
    return {name: version(name) for name in sorted(_REQUIRED.findall(wanted))}


def _sources(project: Project) -> Iterator[tuple[str, bytes]]:
    root = project.root
    yield from generator().items()
    for path in (*(root / part for part in _OF_PUBLICATION), *root.glob("*.yml")):
        yield from _read(path, root)


def _of_editions(project: Project, name: str) -> dict[str, bytes]:
    """Return what of earlier editions this one compares itself with, and the corrections."""
    root = project.root
    files = dict(_read(project.editions / "corrections.yml", root))
    older = seals.older(project, name)
    for each in older:
        path = seals.folder(project, each) / seals.MANIFEST
        files[f"editions/{each}/{seals.MANIFEST}"] = path.read_bytes()
    for each in older[:1]:
        with seals.data(project, each) as data:
            for within, content in _read(data, data) if data else ():
                files[f"editions/{each}/data/{within}"] = content
        for site_path in _drawings(project, each):
            files[f"editions/{each}/kept/{site_path}"] = seals.kept(project, each, site_path)
    retired = addresses.retired_files(seals.past(project, before=name), moved.read(project))
    for site_path, each in retired.items():
        files[f"editions/{each}/kept/{site_path}"] = seals.kept(project, each, site_path)
    return files


def _drawings(project: Project, name: str) -> list[str]:
    """Return the charts of an edition, to be shown beside those of the next one."""
    return [path for path in seals.read(project, name).files if _DRAWING.fullmatch(path)]


def _read(path: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file, or every file below a folder, by its path within the root."""
    if path.is_symlink():
        what = "a link cannot be sealed: it leads to what may change"
        raise ReportError(what, path.relative_to(root).as_posix(), "Put the file in its place.")
    if path.is_file():
        yield path.relative_to(root).as_posix(), path.read_bytes()
    elif path.is_dir():
        for each in sorted(path.iterdir()):
            if each.name != "__pycache__" and (each.name[0] != "." or each.name == ".npmrc"):
                yield from _read(each, root)
