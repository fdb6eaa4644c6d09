"""``feed.xml`` is Atom as RFC 4287 has it, with or without an address of the site."""

import re
from datetime import datetime
from urllib.parse import urljoin
from uuid import UUID
from xml.dom import minidom

import pytest

from report.catalogue import listed
from report.feed import write
from report.model import Site
from tests.late_boats import HOSTILE, LOG, PAST

SITE = Site("Boats & <late> boats", "What is late, and where.", "", "en_GB")
SERVED = Site(SITE.name, SITE.description, "https://example.org/a/path/", "en_GB")
ATOM = "http://www.w3.org/2005/Atom"
# RFC 4287, section 4.1: what an element must have just once here.
ONCE = {
    "feed": ["id", "title", "updated", "author", "subtitle"],
    "entry": ["id", "title", "updated", "summary"],
}


def parsed(site: Site = SITE) -> minidom.Element:
    """Return the feed's root as a parser that is not ours reads it."""
    root = minidom.parseString(write(site, listed(PAST, LOG), LOG).content).documentElement  # noqa: S318 - our own bytes
    assert root is not None
    return root


def texts(parent: minidom.Element, name: str) -> list[str]:
    """Return the texts of an element's children of one name."""
    return [
        "".join(getattr(part, "data", "") for part in node.childNodes)
        for node in parent.childNodes
        if isinstance(node, minidom.Element) and node.localName == name
    ]


def entries(site: Site = SITE) -> list[minidom.Element]:
    """Return the entries of the feed."""
    return list(parsed(site).getElementsByTagName("entry"))


def link(parent: minidom.Element, rel: str) -> str:
    """Return the address of the one link of a kind."""
    (found,) = [
        node.getAttribute("href")
        for node in parent.childNodes
        if isinstance(node, minidom.Element)
        and node.localName == "link"
        and node.getAttribute("rel") == rel
    ]
    return found


@pytest.mark.parametrize("site", [SITE, SERVED], ids=["without an address", "served"])
def test_the_feed_is_valid(site: Site) -> None:
    """Every element is Atom's; feed and entries have what they must, once, and an absolute id."""
    root = parsed(site)

    assert {node.namespaceURI for node in root.getElementsByTagName("*")} == {ATOM}
    assert (root.namespaceURI, root.localName) == (ATOM, "feed")
    for element in (root, *entries(site)):
        for name in ONCE[str(element.localName)]:
            assert len(texts(element, name)) == 1, name
        (uuid,) = texts(element, "id")
        assert uuid == UUID(uuid).urn
        (moment,) = texts(element, "updated")
        assert datetime.fromisoformat(moment).tzinfo is not None
        assert link(element, "alternate")
    assert texts(root.getElementsByTagName("author")[0], "name") == [SITE.name]
    assert len({texts(each, "id")[0] for each in (root, *entries(site))}) == 7


def test_links_are_absolute_where_the_site_has_an_address() -> None:
    """The base of them all is the site's address; without one it is the feed's own."""
    served = parsed(SERVED)
    base = served.getAttribute("xml:base")

    assert urljoin(base, link(served, "self")) == "https://example.org/a/path/feed.xml"
    assert urljoin(base, link(entries(SERVED)[0], "alternate")) == (
        "https://example.org/a/path/corrections/#2024-08-a"
    )
    assert not parsed().hasAttribute("xml:base")


def test_an_id_does_not_move_with_the_address() -> None:
    """A site that is served at last, or elsewhere, tells nobody of everything again."""
    assert [texts(each, "id") for each in entries(SITE)] == [
        texts(each, "id") for each in entries(SERVED)
    ]


def test_an_id_is_for_ever() -> None:
    """These were given out; a generator that gives others would tell of old editions as new."""
    assert [texts(each, "id")[0][-12:] for each in entries()] == [
        "06c519f91c8d",
        "99972b10d6b4",
        "3149cbb46a95",
        "d685d43785cb",
        "d1cc94dc09d3",
        "ece3c49f1972",
    ]


def test_other_publications_have_other_ids() -> None:
    """Each has an edition 2023-09."""
    other = Site("Trains", SITE.description, "", "en")

    assert not {texts(each, "id")[0] for each in entries()} & {
        texts(each, "id")[0] for each in entries(other)
    }


def test_editions_and_corrections_stand_newest_first() -> None:
    """A revision, which bears its month, comes when it puts something right."""
    told = [(texts(each, "updated")[0][:10], link(each, "alternate")) for each in entries()]

    assert told == [
        ("2024-08-02", "corrections/#2024-08-a"),
        ("2024-07-01", "2024-07/"),
        ("2023-10-04", "corrections/#2023-10-a"),
        ("2023-10-04", "2023-09.1/"),
        ("2023-09-01", "2023-09/"),
        ("2023-01-01", "2023-01/"),
    ]
    assert texts(parsed(), "updated") == ["2024-08-02T00:00:00Z"]


def test_whatever_is_said_is_text() -> None:
    """Markup in a title or in a correction is read as it was written."""
    (correction,) = [each for each in entries() if link(each, "alternate").endswith("2023-10-a")]

    assert texts(correction, "summary") == [
        f"It said: 1,200 boats were late {HOSTILE} Right is: 1,201 {HOSTILE} "
        f"The log of the Otter was read after the count {HOSTILE}."
    ]
    assert "Edition 2024-07: Boats & <ferries>" in [texts(each, "title")[0] for each in entries()]
    assert not re.search(
        r"<script|type=.html.>", write(SITE, listed(PAST, LOG), LOG).content.decode()
    )


def test_what_xml_cannot_hold_is_left_out() -> None:
    """One control character would make the whole feed unreadable."""
    site = Site("Boats\x0b\ufffe", "", "", "en")

    assert texts(parsed(site), "title") == ["Boats"]
    assert texts(parsed(site), "subtitle") == []
