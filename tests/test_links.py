"""Every address that a built site names within itself leads somewhere."""

from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from report.errors import ReportError
from report.links import addresses, check, read
from report.model import Project

GOOD = {
    "index.html": '<a href="a/">a</a><a href="a/#row">row</a><a href="#top" id="top"></a>'
    '<img src="b%20c.svg"><a href="https://example.org/x">far</a><a href=".">here</a>',
    "a/index.html": '<p id="row"><a href="..">up</a><a href="../index.html#top"></a>',
    "b c.svg": "<svg/>",
}


def faults(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Write a site and return what is wrong with its addresses."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    try:
        check(read(Project(folder), folder))
    except ReportError as found:
        return [str(error) for error in found.errors]
    return []


def test_addresses_that_lead_somewhere_pass(tmp_path: Path) -> None:
    """Pages, places on pages, files with odd names and foreign sites are all fine."""
    assert faults(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    "beside", ["latest/a/", "2023-01/a/#row", "2023-01.1/", "editions/", "feed.xml"]
)
def test_what_stands_beside_an_edition_is_not_looked_for(tmp_path: Path, beside: str) -> None:
    """Other editions, and what leads to them, are no part of the folder that is checked."""
    assert faults(tmp_path, {**GOOD, "index.html": f'<a id="top" href="../{beside}">'}) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<a href="aa/">', 'index.html:1: the address "aa/" leads nowhere'),
        ('\n<img src="d.png">', 'index.html:2: the address "d.png" leads nowhere'),
        (
            '<a href="a/#rows">',
            'index.html:1: the address "a/#rows" names a place that its page does not have\n'
            '  Did you mean "row"?',
        ),
        (
            '<a href="#row">',
            'index.html:1: the address "#row" names a place that its page does not have\n'
            "  There is none yet.",
        ),
        ('<a href="../draft/a/">', 'index.html:1: the address "../draft/a/" leads nowhere'),
    ],
)
def test_an_address_that_leads_nowhere_is_told(tmp_path: Path, page: str, expected: str) -> None:
    """A missing page, file or place is named with the page and line that name it."""
    found = faults(tmp_path, {**GOOD, "index.html": page, "a/index.html": '<p id="row">'})

    assert any(fault.startswith(expected) for fault in found)
    assert len(found) == 1


def test_places_on_pages_are_known_but_for_those_in_drawings(tmp_path: Path) -> None:
    """A drawing's ids are its own: another drawing of the same chart has others."""
    html = '<p id="b"><svg><g id="clip"><svg id="s"/></g></svg><p id="a">'
    faults(tmp_path, {"a/index.html": html})

    assert read(Project(tmp_path), tmp_path).anchors == {"a/index.html": ("a", "b")}


class Slow(HTMLParser):
    """Finds what ``addresses`` finds, as HTML is to be read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: set[str] = set()
        self.drawn: set[str] = set()
        self.named: dict[str, int] = {}
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one opening tag."""
        self.depth += tag == "svg"
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
                self.drawn |= {value} if self.depth else set()
            elif name in {"href", "src", "poster", "data"} and value is not None:
                self.named.setdefault(value, self.getpos()[0])

    def handle_endtag(self, tag: str) -> None:
        """Take note of the end of a drawing."""
        self.depth -= tag == "svg"


@pytest.mark.parametrize(
    "html",
    [
        '<p id="a">\n<a href="b/">b</a>\n\n<img src=\'c.svg\' alt="">\n<a HREF=d/ id=e>d</a>',
        '<svg viewBox="0 0 1 1">\n<g id="f"><svg id="g"></svg></g>\n</svg><p id="h">',
        '<svg id="i"/><p id="j"><video poster="k.png" controls src="l.mp4"></video>',
        '<!-- <a href="m/"> -->\n<script type="application/ld+json">{"@id": "<a href=\'n/\'>"}</script>',
        '<script src="o.js" defer></script>\n<a title="1 > 0" href="p/?q=1&amp;r=2#s">q</a>',
        '<pre><code>&lt;a href="t/"&gt; id="u"</code></pre><a href="v/"\n   id="w">w</a><br/>',
        '<object data="x.svg"></object><td data-sort="3" data-row="y"><a href="">z</a>',
    ],
)
def test_addresses_are_found_as_a_parser_finds_them(html: str) -> None:
    """Other quotes, capitals, drawings within drawings, comments, scripts, code and ends of lines."""
    slow = Slow()
    slow.feed(html)
    slow.close()

    found = addresses(html)

    assert {*found.ids} == slow.ids
    assert {*found.drawn} == slow.drawn
    assert {**found.named} == slow.named
    assert found.ids or found.named or "<!--" in html
