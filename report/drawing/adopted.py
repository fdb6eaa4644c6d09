"""A drawing that stands as a file of its own → the same for a page that shows two editions of it.

A chart is published as a light SVG file. Two of one chart in one page would answer to the same
ids, so they are renamed; its fonts are left out, for the page brings them, and its colours follow
the page. Whatever else an old file may hold, no more than a drawing of ours reaches the page.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET
from xml.sax.saxutils import unescape

from report.drawing.markup import ELEMENTS, replaced, written

_KEPT = {*ELEMENTS, "title", "desc"}
_REFERRED = re.compile(r"url\(#([\w-]+)\)")
_NOT_OURS = re.compile(r"on.*|style|href|.*[{:].*", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def adopt(svg: bytes, stem: str) -> str:
    """Return the drawing in the page's colours; its ids begin with ``stem``."""
    root = ET.fromstring(svg)  # noqa: S314 - its hash is that of an edition, or it was just drawn
    _tidy(root, stem)
    return replaced(written(root), lambda token: token.variable)


def letters(drawings: Iterable[str]) -> str:
    """Return every letter that drawings write, once."""
    return "".join(sorted({c for svg in drawings for c in unescape(_TAG.sub("", svg))}))


def _tidy(element: ET.Element, stem: str) -> None:
    element.tag = element.tag.rpartition("}")[2]
    for child in list(element):
        if child.tag.rpartition("}")[2] in _KEPT:
            _tidy(child, stem)
        else:
            element.remove(child)
    for name, value in list(element.attrib.items()):
        if _NOT_OURS.fullmatch(name):
            del element.attrib[name]
        elif name == "id":
            element.set(name, f"{stem}-{value}")
        elif name == "aria-labelledby":
            element.set(name, " ".join(f"{stem}-{each}" for each in value.split()))
        else:
            element.set(name, _REFERRED.sub(rf"url(#{stem}-\1)", value))
