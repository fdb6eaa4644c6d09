"""A page's HTML as the theme made it in, the HTML that readers get out, or what is wrong with it.

Finished HTML takes the place of its placeholder, addresses below ``~/`` become relative, and
whatever a strict Content-Security-Policy would refuse is refused here, before it is published:
style attributes, inline scripts and handlers, addresses that run.
Big HTML comes in here and not through Markdown: 1,000 pages fell from 16 s to 4 s.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import count

from report.errors import ReportError, did_you_mean

_ALIGNED = re.compile(r'(<t[hd]\b[^<>]*?) style="text-align: (left|center|right);"')
_CLASSES = {"left": "", "center": ' class="mid"', "right": ' class="num"'}
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_FEW = 3  # columns that always fit beside each other; templates/partials/table.html has the same
_PLACEHOLDER = re.compile(r'^[ \t]*<div data-insert="([^"<>]*)"></div>[ \t]*$', re.MULTILINE)
_STRAY = re.compile(r'<div data-insert="([^"<>]*)"')
# Inside a tag, that is: code that shows such an address holds no "<".
_ROOTED = re.compile(r'(<[a-zA-Z][^<>]*?\s(?:xlink:)?(?:href|src|srcset)=")~/([^"]*)')
_ID = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
_ADDRESSES = frozenset({"href", "src", "xlink:href", "action", "formaction", "srcdoc", "data"})
_DATA_BLOCKS = frozenset({"application/json", "application/ld+json"})
# What calls for a closer look: parsing every page would take as long as building it.
_SUSPECT = re.compile(
    r"<[^<>]*[\s\"'/](?:style|on[a-z]+|srcdoc)\s*=|<[^<>]*(?:script|data)\s*:"
    r"|<script(?! src=\"[^\"<>]+\" defer></script>)"  # the theme's own, on every page, may pass
    r"|<[^<>]*\s(?:href|src)\s*=\s*[\"']?[^\"'<>]*&#",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Address:
    """A place within the site that a page links to."""

    target: str  # below the site's root, as written: figures/face_importers/
    anchor: str  # without the "#"; empty for the page as a whole

    def __str__(self) -> str:
        return f"~/{self.target}" + (f"#{self.anchor}" if self.anchor else "")

    @property
    def path(self) -> str:
        """The file that answers to the address."""
        return self.target + ("index.html" if self.target[-1:] in {"", "/"} else "")


def mend_tables(html: str) -> str:
    """Return Markdown's tables aligned by class, not style, and each in a frame that scrolls."""
    number = count(1)

    def framed(match: re.Match[str]) -> str:
        # What can be scrolled can be focused, and is then read out by its name: one for each.
        name = f'role="group" tabindex="0" aria-label="Table {next(number)}"'
        table = match[0].removeprefix("<table>")
        many = ' class="many"' if table.count("</th>") > _FEW else ""
        return f'<div class="table-wrap" {name}>\n<table{many}>{table}\n</div>'

    html = _ALIGNED.sub(lambda match: match[1] + _CLASSES[match[2]], html)
    return _TABLE.sub(framed, html)


def place_inserts(html: str, inserts: Mapping[str, str], path: str) -> str:
    """Return the page with each insert where its placeholder stands: there, and only once."""
    placed = Counter(_PLACEHOLDER.findall(html))
    for name in _STRAY.findall(html):
        if name not in placed:
            what = f'the placeholder of "{name}" shares its line with text'
            raise ReportError(what, path, "Give it a line of its own, between two blank ones.")
    for name, times in placed.items():
        if name not in inserts:
            what = f'nothing is there to insert for "{name}"'
            raise ReportError(what, path, did_you_mean(name, inserts))
        if times > 1:
            # Its ids would stand in the page twice, and links would lead to the first.
            raise ReportError(f'"{name}" is inserted {times} times', path, "Insert it once.")
    if unused := sorted(set(inserts) - set(placed)):
        what = f'the insert "{unused[0]}" has no place on the page'
        hint = f'Write <div data-insert="{unused[0]}"></div> on a line of its own.'
        raise ReportError(what, path, hint)
    return _PLACEHOLDER.sub(lambda match: inserts[match[1]], html)


def rebase(html: str, base: str, visit: Callable[[Address], None]) -> str:
    """Return the page with ``~/`` as the way to the site's root; show each such address."""

    def relative(match: re.Match[str]) -> str:
        target, _, anchor = match[2].partition("#")
        visit(Address(target, anchor))
        return f"{match[1]}{base}/{match[2]}"

    return _ROOTED.sub(relative, html)


def ids(html: str) -> list[str]:
    """Return every id of a page, in order, those given twice included."""
    return _ID.findall(html)


def faults(html: str, path: str) -> Iterator[ReportError]:
    """Say what of a page may not be published."""
    for name, times in Counter(ids(html)).items():
        if times > 1:
            yield ReportError(f'{times} elements have the id "{name}"', path, "Rename all but one.")
    if _SUSPECT.search(html):
        inspector = _Inspector()
        inspector.feed(html)
        inspector.close()
        for what in dict.fromkeys(inspector.found):
            yield ReportError(what, path, "The site's security policy refuses it: use a class.")


class _Inspector(HTMLParser):
    """Notes what a strict Content-Security-Policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            if name == "style":
                self.found.append(f'<{tag}> has the style attribute "{value}"')
            elif name.startswith("on"):
                self.found.append(f'<{tag}> has the inline handler "{name}"')
            elif name in _ADDRESSES and _RUNS.match(value):
                self.found.append(f'<{tag}> has the address "{value}"')
        if tag == "script" and "src" not in given and given.get("type") not in _DATA_BLOCKS:
            self.found.append("there is an inline script")
