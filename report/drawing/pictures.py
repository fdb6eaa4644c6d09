"""A drawing and its words → a PNG that can travel alone: title above, sources below."""

from xml.sax.saxutils import escape

import vl_convert

from report.drawing.markup import Drawing
from report.fonts import SANS, SERIF, Ruler
from report.model import Figure
from report.style.tokens import colour

_EDGE = 24  # px around everything
_TITLE = (24, 30)  # px: size, and from line to line
_SMALL = (12, 17)
_SCALE = 2


def picture(drawing: Drawing, figure: Figure, ruler: Ruler) -> bytes:
    """Return the light drawing as a PNG of twice its size."""
    title = _lines(figure.title, drawing.width, ruler, _TITLE[0], 600, SERIF)
    small = [
        line
        for words in (figure.note, _credit(figure))
        if words
        for line in _lines(words, drawing.width, ruler, _SMALL[0], 400, SANS)
    ]
    top = _EDGE + len(title) * _TITLE[1] + 10
    foot = top + drawing.height + 14
    height = foot + len(small) * _SMALL[1] + _EDGE
    width = drawing.width + 2 * _EDGE
    words = [
        *_texts(title, _EDGE, _TITLE, f'font-family="{SERIF}" font-weight="600"', "ink"),
        *_texts(small, foot, _SMALL, f'font-family="{SANS}"', "muted"),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{colour("background")}"/>'
        f'{"".join(words)}<g font-family="{SANS}" transform="translate({_EDGE},{top:g})">{drawing.body}</g></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))


def _credit(figure: Figure) -> str:
    if not figure.sources:
        return ""
    named = "; ".join(
        f"{source.publisher}, {source.title} ({source.date[:4]})" for source in figure.sources
    )
    return f"{'Source' if len(figure.sources) == 1 else 'Sources'}: {named}"


def _texts(
    lines: list[str], top: float, sizes: tuple[int, int], font: str, token: str
) -> list[str]:
    size, pitch = sizes
    return [
        f'<text x="{_EDGE}" y="{top + n * pitch + size:g}" {font} font-size="{size}" '
        f'fill="{colour(token)}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    ]


def _lines(
    words: str, width: float, ruler: Ruler, size: int, weight: int, family: str
) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and ruler.width(longer, size, weight, family) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
