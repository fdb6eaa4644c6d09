"""A drawing and its words → a PNG that can travel alone: title above, sources below."""

import vl_convert

from report.credits import sources
from report.drawing.markup import Drawing
from report.drawing.typeset import Type
from report.fonts import SANS, SERIF, Ruler
from report.model import Figure
from report.sayings import Sayings
from report.style.tokens import colour

_EDGE = 24  # px around everything
_SCALE = 2

_TITLE = Type(SERIF, 600, 24, 30, "ink")
_SMALL = Type(SANS, 400, 12, 17, "muted")


def picture(drawing: Drawing, figure: Figure, ruler: Ruler, sayings: Sayings) -> bytes:
    """Return the light drawing as a PNG of twice its size."""
    title = _TITLE.lines(figure.title, drawing.width, ruler)
    small = [
        line
        for words in (figure.note, sources(figure, sayings))
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
        f"{_TITLE.markup(title, _EDGE, _EDGE)}{_SMALL.markup(small, _EDGE, foot)}"
        f'<g font-family="{SANS}" transform="translate({_EDGE},{top:g})">{drawing.body}</g></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg, scale=_SCALE))
