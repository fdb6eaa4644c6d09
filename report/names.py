"""Names that are about to be published for ever in, what is wrong with each out.

A name becomes an address: on hosts that fold case, on systems with devices of old, beside the
site's own addresses, read aloud and typed from paper. What cannot stand there for ever is refused
before a file is made.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from report.errors import ReportError

LONGEST = 60  # characters: two names and an edition fit in a line of a printed page
_PLURALS = {"query": "queries"}
_NAME = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
# What a host, the site's root or an edition's own files answer to.
_OURS = frozenset(
    "404 assets draft edition editions embed feed index latest readme robots search sitemap source"
    " templates versions".split()
)
# Devices of Windows: no file there can have such a name, whatever follows the dot.
_DEVICES = frozenset(
    ["aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
# What one reader takes for another, in the fonts of screens and from paper.
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))


def faults(names: Mapping[str, str], *, kind: str) -> list[ReportError]:
    """Return what is wrong with each of some names, by the file it stands for.

    ``kind`` is what they name, in the singular.
    """
    return [
        ReportError(what, where, hint)
        for name, where in names.items()
        for what, hint in _wrong(name, kind)
    ]


def rule(kind: str) -> str:
    """Return in words what the name of a kind of thing can be."""
    if kind == "page":
        return (
            "The names of pages have lower-case letters of English, digits and hyphens: late-boats."
        )
    return (
        f"The names of {_PLURALS.get(kind, f'{kind}s')} have lower-case letters of English, digits and "
        "single underscores, and begin with a letter: late_boats. Only those of pages have hyphens."
    )


def is_lost_on_windows(name: str) -> bool:
    """Tell whether a file or folder of this name is a device there, or loses the end of its name."""
    return name.casefold().partition(".")[0] in _DEVICES or name[-1:] in {".", " "}


def alike(
    names: Mapping[str, str], *, kind: str, taken: Iterable[str] = ()
) -> Iterator[ReportError]:
    """Say which names of one folder are easily taken for another, or for one of an earlier edition."""
    seen = {_skeleton(name): name for name in sorted(taken)}
    for name, where in names.items():
        other = seen.setdefault(_skeleton(name), name)
        if other != name:
            what = f'"{name}" is easily taken for the {kind} "{other}"'
            yield ReportError(what, where, "Two addresses must differ at a glance.")


def page_faults(paths: Iterable[str], *, taken: Iterable[str] = ()) -> list[ReportError]:
    """Return what is wrong with the names that pages would be found under: ``findings/x.md``."""
    earlier = _by_folder(taken)
    found: list[ReportError] = []
    for folder, names in _by_folder(paths).items():
        found += faults(names, kind="page")
        found += alike(names, kind="page", taken=earlier.get(folder, ()))
    return found


def _by_folder(paths: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the names of pages and folders below each folder, with a path that has each."""
    folders: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in paths:
        *above, stem = path.removesuffix(".md").split("/")
        for depth, folder in enumerate(above):
            folders["/".join(above[:depth])].setdefault(folder, path)
        if stem != "index":
            folders["/".join(above)].setdefault(stem, path)
    return dict(folders)


def _wrong(name: str, kind: str) -> Iterator[tuple[str, str]]:
    shown = name if len(name) <= LONGEST else f"{name[:LONGEST]}..."
    if not _NAME.fullmatch(name):
        gap = "-" if kind == "page" else "_"
        meant = re.sub(r"[^a-z0-9]+", gap, name.lower()).strip(gap)
        hint = rule(kind)
        if _NAME.fullmatch(meant) and len(meant) <= LONGEST:
            hint += f' For instance "{meant}".'
        # ascii(): a blank, a newline or a look-alike letter shows.
        yield f"{shown!a} cannot be the name of a {kind}", hint
    elif len(name) > LONGEST:
        yield f'"{shown}" has {len(name)} characters', f"A name has at most {LONGEST}."
    elif name in _OURS:
        yield f'"{name}" is an address of the site\'s own', "Choose another name."
    elif name in _DEVICES:
        what = f'"{name}" is a device of Windows, where no file can have this name'
        yield what, "Choose another name."


def _skeleton(name: str) -> str:
    """Return what is left of a name once all that looks alike is the same."""
    for one, other in _ALIKE:
        name = name.replace(one, other)
    return re.sub("[_-]", "", name)
