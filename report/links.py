"""A built site in, nothing out: every address it names within itself is there, or is told.

MkDocs checks the links that stand in Markdown. This reads the HTML, so that what templates and
macros wrote is checked too: numbers that lead to rows, cells that lead to pages, downloads.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from report import disk
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Project
from report.store import remembered

# What stands beside an edition: the others, the newest, and what leads to all of them.
BESIDE = re.compile(
    r"\.\./(?:(?:20\d\d-\d\d(?:\.\d+)?|latest)(?:/.*)?"
    r"|editions/?|corrections/?|editions\.json|feed\.xml)"
)
# The ends of drawings, what is no markup, and opening tags with their attributes.
_VALUE = r"\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)"
_TAG = re.compile(
    r"</svg\s*>|<!--.*?-->|<(?:script|style)(?![^<>]*\ssrc=)[^<>]*>.*?</(?:script|style)>"
    rf"|<([a-zA-Z][^\s/>]*)((?:\s+[^\s=>\"'/]+(?:{_VALUE})?)*\s*/?)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"\s([^\s=>\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HOLDS_ADDRESS = frozenset({"href", "src", "poster", "data"})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The anchors of a page, and the addresses it names."""

    ids: frozenset[str]
    drawn: frozenset[str]  # ids within drawings, which only the drawings use
    named: Mapping[str, int]  # address → the line that names it first


class Lead(NamedTuple):
    """A way from a page to a file of its site, or to a place on a page of it."""

    target: str  # a path below the site's root: a file, or the folder of a page
    place: str  # the anchor there, or empty
    address: str  # as the page names it
    line: int


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """The places on a page of a site, and where it leads within the site."""

    ids: frozenset[str]
    drawn: frozenset[str]  # those within drawings
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What stands in a built folder, and where its pages lead."""

    files: frozenset[str]
    pages: Mapping[str, BuiltPage]

    @property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The places on each page that others can lead to, sorted; drawings have none."""
        return {name: tuple(sorted(page.ids - page.drawn)) for name, page in self.pages.items()}


def read(project: Project, site: Path, known: Mapping[str, BuiltPage] | None = None) -> BuiltSite:
    """Read every page of a built folder but those that are known, by their paths."""
    files, known = disk.files(site), known or {}
    pages = {
        name: known.get(name) or _read(project, name, path.read_bytes())
        for name, path in files.items()
        if _is_page(name)
    }
    return BuiltSite(frozenset(files), pages)


def read_again(project: Project, site: Path, built: BuiltSite, paths: Iterable[str]) -> BuiltSite:
    """Return what stands in a folder that was read before some of its files were written."""
    written = {
        name: _read(project, name, (site / name).read_bytes()) for name in paths if _is_page(name)
    }
    return BuiltSite(built.files | {*paths}, dict(sorted({**built.pages, **written}.items())))


def check(site: BuiltSite) -> None:
    """Raise every address of a built site that leads nowhere within it."""
    raise_all(
        fault
        for name, page in site.pages.items()
        for fault in _faults(name, page, pages=site.pages, files=site.files)
    )


def addresses(html: str) -> Addresses:
    """Return the anchors of a page, and the addresses it names.

    What it is given was made by our templates and by Markdown, and is well formed: HTMLParser
    takes ten times as long to find the same, which a test compares.
    """
    ids: set[str] = set()
    drawn: set[str] = set()
    named: dict[str, int] = {}
    depth = 0  # of drawings
    line, counted = 1, 0
    for tag in _TAG.finditer(html):
        if tag[1] is None:  # the end of a drawing, a comment, or a script with its data
            depth -= tag[0].startswith("</")
            continue
        is_drawing = tag[1].casefold() == "svg"
        depth += is_drawing
        for written, *values in _ATTRIBUTE.findall(tag[2]):
            name, value = written.casefold(), unescape("".join(values))
            if name == "id" and value:
                ids.add(value)
                if depth:
                    drawn.add(value)
            elif name in _HOLDS_ADDRESS and value not in named:
                line += html.count("\n", counted, tag.start())
                counted = tag.start()
                named[value] = line
        depth -= is_drawing and tag[2].endswith("/")
    return Addresses(frozenset(ids), frozenset(drawn), named)


def page_at(name: str, html: str) -> BuiltPage:
    """Return the places on a page at a path, and where it leads."""
    found = addresses(html)
    return BuiltPage(found.ids, found.drawn, tuple(_leads(found.named, name)))


def _leads(named: Mapping[str, int], at: str) -> Iterator[Lead]:
    folder = posixpath.dirname(at)
    for address, line in named.items():
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if not BESIDE.fullmatch(path):
            yield Lead(path if parts.path else at, unquote(parts.fragment), address, line)


def file_of(target: str, files: Collection[str]) -> str | None:
    """Return the file of a site that answers where a page leads: itself, or the page of a folder."""
    if target in files:
        return target
    page = f"{target}/index.html".removeprefix("./")
    return page if page in files else None


def _is_page(name: str) -> bool:
    return name.endswith(".html")


def _read(project: Project, name: str, page: bytes) -> BuiltPage:
    return remembered(
        project.build, "addresses", [name, page], lambda: page_at(name, page.decode())
    )


def _faults(
    name: str, page: BuiltPage, *, pages: Mapping[str, BuiltPage], files: Collection[str]
) -> Iterator[ReportError]:
    for lead in page.leads:
        target, where = file_of(lead.target, files), f"{name}:{lead.line}"
        if target is None:
            hint = did_you_mean(lead.target, files)
            yield ReportError(f'the address "{lead.address}" leads nowhere', where, hint)
        elif lead.place and target in pages and lead.place not in pages[target].ids:
            what = f'the address "{lead.address}" names a place that its page does not have'
            yield ReportError(what, where, did_you_mean(lead.place, pages[target].ids))
