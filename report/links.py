"""A built site in, nothing out: every address it names within itself is there, or is told.

MkDocs checks the links that stand in Markdown. This reads the HTML, so that what templates and
macros wrote is checked too: numbers that lead to rows, cells that lead to pages, downloads.
"""

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from report.errors import ReportError, did_you_mean, raise_all
from report.model import Project
from report.store import remembered

# What stands beside an edition: the others, the newest, and what leads to all of them.
BESIDE = re.compile(
    r"\.\./(?:(?:20\d\d-\d\d(?:\.\d+)?|latest)(?:/.*)?"
    r"|editions/?|corrections/?|editions\.json|feed\.xml)"
)
_HOLDS_ADDRESS = frozenset({"href", "src", "poster", "data"})


@dataclass(frozen=True, slots=True)
class Addresses:
    """The anchors of a page, and the addresses it names."""

    ids: frozenset[str]
    drawn: frozenset[str]  # ids within drawings, which only the drawings use
    named: Mapping[str, int]  # address → the line that names it first


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What stands in a built folder, and what its pages name."""

    files: frozenset[str]
    pages: Mapping[str, Addresses]

    @property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The places on each page that others can lead to, sorted; drawings have none."""
        return {name: tuple(sorted(page.ids - page.drawn)) for name, page in self.pages.items()}


def read(project: Project, site: Path) -> BuiltSite:
    """Read every page of a built folder."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {
        name: _read(project, (site / name).read_bytes())
        for name in sorted(files)
        if name.endswith(".html")
    }
    return BuiltSite(frozenset(files), pages)


def check(site: BuiltSite) -> None:
    """Raise every address of a built site that leads nowhere within it."""
    raise_all(
        fault
        for name, page in site.pages.items()
        for fault in _faults(name, page, pages=site.pages, files=site.files)
    )


class _Reader(HTMLParser):
    """Takes note of the anchors of a page, and of the addresses it names."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.drawn: set[str] = set()
        self._depth = 0  # of drawings
        self.named: dict[str, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one opening tag."""
        self._depth += tag == "svg"
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
                if self._depth:
                    self.drawn.add(value)
            elif name in _HOLDS_ADDRESS and value is not None:
                self.named.setdefault(value, self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        """Take note of the end of a drawing."""
        self._depth -= tag == "svg"


def _read(project: Project, page: bytes) -> Addresses:
    def read() -> Addresses:
        reader = _Reader()
        reader.feed(page.decode())
        reader.close()
        return Addresses(frozenset(reader.ids), frozenset(reader.drawn), reader.named)

    return remembered(project.build, "addresses", [page], read)


def _faults(
    name: str, page: Addresses, *, pages: Mapping[str, Addresses], files: Collection[str]
) -> Iterator[ReportError]:
    for address, line in page.named.items():
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        if BESIDE.fullmatch(path):
            continue
        target = name if not parts.path else path
        if target not in files and f"{target}/index.html".removeprefix("./") in files:
            target = f"{target}/index.html".removeprefix("./")
        where = f"{name}:{line}"
        if target not in files:
            hint = did_you_mean(target, files)
            yield ReportError(f'the address "{address}" leads nowhere', where, hint)
        elif (
            parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
        ):
            what = f'the address "{address}" names a place that its page does not have'
            yield ReportError(what, where, did_you_mean(parts.fragment, pages[target].ids))
