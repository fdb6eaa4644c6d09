"""The SVG that Vega wrote → the SVG we publish: small, named, and in tokens only.

Vega's ids are a counter of the process, so two charts in one page would answer to the same
ids, and bytes would depend on what was drawn before; they are renamed by the chart. Style
attributes are refused by the pages' security policy; none remains.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr, unescape

from report.drawing.paths import shorten
from report.errors import ReportError, raise_all
from report.fonts import FALLBACKS, SANS
from report.style import TOKENS, Token

ELEMENTS = {
    "svg", "g", "path", "text", "tspan", "line", "rect", "circle", "ellipse",
    "defs", "clipPath", "linearGradient", "radialGradient", "stop",
}  # fmt: skip
_COLOURS = ("fill", "stroke", "stop-color", "color")
_DROPPED = re.compile(r"aria-.*|role|class|style|version|cursor|pointer-events|.*xlink.*")
_INHERITED = (
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap",
    "stroke-miterlimit", "fill-opacity", "stroke-opacity", "font-family", "font-size",
    "font-weight", "font-style", "text-anchor",
)  # fmt: skip
_STYLED = frozenset((*_INHERITED, "opacity", "stop-color", "stop-opacity"))
_NUMBER = re.compile(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_NUMERIC = frozenset(
    "x y x1 y1 x2 y2 dx dy cx cy r rx ry width height transform stroke-width viewBox".split()
)
# Vega writes what a mark is said to be into aria-label; what begins so was put there by us.
_TOLD = "row:"
_ROW = re.compile(r' data-(?:row|says)="[^"]*"')
_TAG = re.compile(r"<[^>]*>")
_WEIGHT = re.compile(r'font-weight="(\d+)"')
_LIGHT = {token.light for token in TOKENS}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A cleaned drawing: its size, and its markup without the outer element, in light hexes."""

    stem: str  # <chart>-w or <chart>-n: what its ids begin with
    width: float
    height: float
    body: str
    background: str  # markup that paints the ground
    family: str  # the font that every text has which names no other

    def inline(self, title: str, description: str) -> str:
        """Return the drawing for a page: it follows the page's colours and has no ground."""
        return _ROW.sub("", self.marked(title, description))

    def marked(self, title: str, description: str) -> str:
        """Return the drawing for a page, each mark with the row it stands for, where it does."""
        return replaced(self._svg(title, description, ""), lambda token: token.variable)

    def light(self, title: str, description: str, fonts: str) -> str:
        """Return the drawing as a light file of its own, with a style sheet of fonts."""
        sheet = f"<style>{fonts}</style>{self.background}"
        return _ROW.sub("", self._svg(title, description, sheet))

    def dark(self, title: str, description: str, fonts: str) -> str:
        """Return the drawing as a dark file of its own, with a style sheet of fonts."""
        return replaced(self.light(title, description, fonts), lambda token: token.dark)

    @property
    def letters(self) -> str:
        """Return every letter the drawing writes, once."""
        return "".join(sorted(set(unescape(_TAG.sub("", self.body)))))

    @property
    def weights(self) -> frozenset[int]:
        """Return the weights of its font that the drawing uses."""
        return frozenset(
            600 if int(found) >= 600 else 400 for found in _WEIGHT.findall(self.body)
        ) | {400}

    def _svg(self, title: str, description: str, ground: str) -> str:
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="0 0 {self.width:g} {self.height:g}" font-family="{self.family}" role="img" '
            f'aria-labelledby="{self.stem}-title {self.stem}-desc">'
            f'<title id="{self.stem}-title">{escape(title)}</title>'
            f'<desc id="{self.stem}-desc">{escape(description)}</desc>'
            f"{ground}{self.body}</svg>"
        )


def told_of(key: object, shown: Sequence[object]) -> str:
    """Return what a mark is said to be, so that ``clean`` knows its row and what a pointer shows."""
    first, *others = [str(each) for each in shown if each is not None] or [""]
    return f"{_TOLD}{key}\t{': '.join([first, *others])}"


def clean(svg: str, stem: str) -> Drawing:
    """Return Vega's drawing in our own words, or say what in it cannot be published."""
    root = ET.fromstring(svg)  # noqa: S314 - vl-convert wrote it a moment ago
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    raise_all(_faults(root))
    for element in root.iter():
        _tidy(element)
    _rename(root, stem)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    ground = root[0]
    painted = ""
    if ground.tag == "rect" and ground.get("fill") not in {None, "none"}:
        painted = f'<path d="M0 0h{width:g}v{height:g}H0z" fill="{ground.get("fill")}"/>'
        root.remove(ground)
    body = ET.Element("g")
    body.extend([kept for child in root for kept in _pruned(child)])
    family = _usual_font(body)
    return Drawing(stem, width, height, "".join(map(written, body)), painted, family)


def _faults(root: ET.Element) -> Iterator[ReportError]:
    for element in root.iter():
        if element.tag not in ELEMENTS:
            yield ReportError(
                f"the drawing holds an element <{element.tag}>",
                hint="A chart is made of marks and words; leave links and images out.",
            )
        _style_to_attributes(element)
        for name in _COLOURS:
            value = element.get(name, "none").lower()
            if value not in _LIGHT | {"none", "transparent"} and not value.startswith("url("):
                yield ReportError(
                    f'the drawing holds the colour "{value}", which the palette does not have',
                    hint="Use a token of report/style/tokens.py, in its light value.",
                )


def _style_to_attributes(element: ET.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() in _STYLED:
            element.set(name.strip(), value.strip())


def _tidy(element: ET.Element) -> None:
    for name in list(element.attrib):
        value = element.attrib.pop(name)
        if _DROPPED.fullmatch(name):
            if name == "aria-label" and value.startswith(_TOLD):
                row, _, says = value.removeprefix(_TOLD).partition("\t")
                element.attrib |= {"data-row": row, "data-says": says}
            continue
        if name in _COLOURS:
            value = "none" if value.lower() == "transparent" else value.lower()
        elif name == "d":
            value = shorten(value)
        elif name == "font-size":
            value = value.removesuffix("px")
        elif name == "font-family":
            family = value.split(",")[0].strip("'\" ")
            value = f"'{family}', {FALLBACKS[family]}" if family in FALLBACKS else value
        elif name in _NUMERIC:
            value = _NUMBER.sub(_short, value)
        element.set(name, value)
    _place_text(element)
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]


def _place_text(element: ET.Element) -> None:
    """Write ``x`` and ``y`` for a text that is only moved; it is shorter, and reads better."""
    moved = re.fullmatch(r"translate\(([^,]+),([^,)]+)\)", element.get("transform", ""))
    if (
        element.tag == "text"
        and moved
        and not {"x", "y"} & set(element.attrib)
        and not len(element)
    ):
        del element.attrib["transform"]
        element.set("x", moved[1])
        element.set("y", moved[2])


def _short(match: re.Match[str]) -> str:
    return f"{round(float(match[0]), 1) + 0.0:g}"


def _rename(root: ET.Element, stem: str) -> None:
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    names = {old: f"{stem}-{n}" for n, old in enumerate(ids, 1)}
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                element.set(name, names[value])
            elif "#" in value:
                element.set(
                    name,
                    re.sub(r"#([\w-]+)\)", lambda m: f"#{names.get(m[1], m[1])})", value),
                )


def _pruned(element: ET.Element) -> Iterator[ET.Element]:
    """Yield what is left of an element: without the invisible, and without empty wrapping."""
    if element.get("display") == "none" or element.get("opacity") == "0":
        return
    children = [kept for child in element for kept in _pruned(child)]
    for child in list(element):
        element.remove(child)
    element.extend(children)
    _hoist(element)
    if element.tag == "g":
        if children and element.attrib:
            yield element
        elif children:
            yield from children
    elif element.tag != "path" or (element.get("d") and _painted(element)):
        yield element


def _painted(path: ET.Element) -> bool:
    """Tell whether a path shows; Vega's groups paint their ground with nothing."""
    return any(path.get(name) is not None for name in ("fill", "stroke")) or "id" in path.attrib


def _hoist(element: ET.Element) -> None:
    """Move what all children say to their parent, who says it once."""
    if element.tag != "g" or len(element) < 2:
        return
    for name in _INHERITED:
        first = element[0].get(name)
        if first is not None and all(child.get(name) == first for child in element):
            element.set(name, first)
            for child in element:
                del child.attrib[name]


def _usual_font(body: ET.Element) -> str:
    """Take the most frequent font off the texts; the outermost element will name it."""
    families = Counter(text.get("font-family", "") for text in body.iter())
    del families[""]
    usual = families.most_common(1)[0][0] if families else f"'{SANS}', {FALLBACKS[SANS]}"
    for element in body.iter():
        if element.get("font-family") == usual:
            del element.attrib["font-family"]
    return usual


def written(element: ET.Element) -> str:
    """Return an element as markup, every text and value escaped."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in element.attrib.items())
    inside = escape(element.text or "") + "".join(map(written, element))
    tail = escape(element.tail or "") if element.tag == "tspan" else ""
    if not inside:
        return f"<{element.tag}{attributes}/>{tail}"
    return f"<{element.tag}{attributes}>{inside}</{element.tag}>{tail}"


def replaced(markup: str, shown: Callable[[Token], str]) -> str:
    """Return markup with every colour in its other dress; words are left alone."""
    by_hex = {token.light: shown(token) for token in TOKENS}
    return re.sub(
        r'((?:fill|stroke|stop-color|color)=")(#[0-9a-f]{6})"',
        lambda match: f'{match[1]}{by_hex[match[2]]}"',
        markup,
    )
