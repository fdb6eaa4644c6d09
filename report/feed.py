"""Editions and corrections in, ``feed.xml`` out: Atom (RFC 4287), newest first.

An entry's id is for ever: it is made of the name of the publication and of the edition or the
correction, and of no address, for that may change and may not be there yet. Whoever renames the
publication gives all entries new ids.
Links are relative, to the site's address where one is set, and else to that of the feed.
"""

import re
from collections.abc import Sequence
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from report.catalogue import Listed
from report.corrections import Correction
from report.model import Site, SiteFile
from report.sayings import Sayings

_PUBLICATIONS = UUID("fe873e77-b2c5-40cf-8ce7-c81de03f9123")  # drawn once: all ids stand on it
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(site: Site, editions: Sequence[Listed], log: Sequence[Correction]) -> SiteFile:
    """Return the feed of these editions, newest first, and of the log, oldest first."""
    publication = uuid5(_PUBLICATIONS, site.name)
    told = [
        *((_day(each), 0, _edition(each, publication, site.sayings)) for each in editions),
        *((each.date, 1, _correction(each, publication, site.sayings)) for each in reversed(log)),
    ]
    # Of one day, what was newer in its own list stays so.
    newest = sorted(told, key=lambda entry: entry[:2], reverse=True)
    attributes = {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.locale.replace("_", "-")}
    if site.url:
        attributes["xml:base"] = site.url
    feed = ET.Element("feed", attributes)
    _text(feed, "id", publication.urn)
    _text(feed, "title", site.name)
    if site.description:
        _text(feed, "subtitle", site.description)
    _text(feed, "updated", _moment(newest[0][0]))
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": "feed.xml"})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": "editions/"})
    _text(ET.SubElement(feed, "author"), "name", site.name)
    feed.extend(entry for _, _, entry in newest)
    return SiteFile("feed.xml", as_xml(feed))


def as_xml(root: ET.Element) -> bytes:
    """Return a document as bytes: the same for the same elements."""
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _edition(each: Listed, publication: UUID, sayings: Sayings) -> ET.Element:
    _ = sayings.gettext
    title = _("Edition %(name)s", name=each.name) + (
        f": {each.past.title}" if each.past.title != each.name else ""
    )
    said = each.past.pages[""].title if "" in each.past.pages else each.past.title
    right = [
        _("It corrects: %(said)s Right is: %(right)s", said=wrong.said, right=wrong.right)
        for wrong in each.right
    ]
    return _entry(
        uuid5(publication, f"edition {each.name}"),
        title,
        _day(each),
        f"{each.name}/",
        " ".join([said, *right]),
    )


def _correction(each: Correction, publication: UUID, sayings: Sayings) -> ET.Element:
    _ = sayings.gettext
    said = _("It said: %(said)s Right is: %(right)s", said=each.said, right=each.right)
    return _entry(
        uuid5(publication, f"correction {each.id}"),
        _("Correction %(id)s of edition %(name)s", id=each.id, name=each.edition),
        each.date,
        f"corrections/#{each.id}",
        f"{said} {each.why}",
    )


def _entry(uuid: UUID, title: str, day: str, address: str, summary: str) -> ET.Element:
    entry = ET.Element("entry")
    _text(entry, "id", uuid.urn)
    _text(entry, "title", title)
    _text(entry, "updated", _moment(day))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(entry, "summary", summary)
    return entry


def _day(each: Listed) -> str:
    """Return when an edition came: a revision, which bears its month, with what it puts right."""
    return max([each.day.isoformat(), *(right.date for right in each.right)])


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_XML.sub("", text)
