"""A drawing and its words → a PNG that can travel alone: title above, sources below."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

import vl_convert

from report.drawing.markup import Drawing
from report.fonts import SANS, SERIF, Ruler
from report.model import Figure
from report.style.tokens import colour

_EDGE = 24  # px around everything
_SCALE = 2


@dataclass(frozen=True, slots=True)
class _Type:
    """How a kind of words is set."""

    family: str
    weight: int
    size: int  # px
    pitch: int  # px from line to line
    tone: str

    def lines(self, words: str, width: float, ruler: Ruler) -> list[str]:
        """Break words into lines that fit."""
        lines: list[str] = []
        for word in words.split(" ") if words else ():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and ruler.width(longer, self.size, self.weight, self.family) <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def markup(self, lines: Iterable[str], top: float) -> str:
        """Return lines of text, the first of them below ``top``."""
        font = f'font-family="{self.family}" font-weight="{self.weight}" font-size="{self.size}"'
        return "".join(
            f'<text x="{_EDGE}" y="{top + n * self.pitch + self.size:g}" {font} '
            f'fill="{colour(self.tone)}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        )


_TITLE = _Type(SERIF, 600, 24, 30, "ink")
_SMALL = _Type(SANS, 400, 12, 17, "muted")


def picture(drawing: Drawing, figure: Figure, ruler: Ruler) -> bytes:
    """Return the light drawing as a PNG of twice its size."""
    title = _TITLE.lines(figure.title, drawing.width, ruler)
    small = [
        line
        for words in (figure.note, _credit(figure))
        for line in _SMALL.lines(words, drawing.width, ruler)
    ]
    top = _EDGE + len(title) * _TITLE.pitch + 10
    foot = top + drawing.height + 14
    height = foot + len(small) * _SMALL.pitch + _EDGE
    width = drawing.width + 2 * _EDGE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{colour("background")}"/>'
        f"{_TITLE.markup(title, _EDGE)}{_SMALL.markup(small, foot)}"
        f'<g font-family="{SANS}" transform="translate({_EDGE},{top:g})">{drawing.body}</g></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def _credit(figure: Figure) -> str:
    if not figure.sources:
        return ""
    named = "; ".join(
        f"{source.publisher}, {source.title} ({source.date[:4]})" for source in figure.sources
    )
    return f"{'Source' if len(figure.sources) == 1 else 'Sources'}: {named}"
