"""What a page is shared with → its card: a PNG of 1200 by 630, with headline, chart and imprint.

A card is seen in a feed, a few centimetres wide. So of the two drawings, and of the two places
that a card has for one, beside the headline and below it, that is taken in which letters are
largest. Nothing runs over an edge: words are measured in the fonts they are drawn with.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from report.credits import edition_label
from report.drawing.typeset import Type
from report.errors import ReportError, raise_all
from report.fonts import SANS, SERIF, Ruler, names_of
from report.model import Chart, Page, Poster, Project, SiteFile
from report.sayings import Sayings
from report.store import remembered
from report.style.tokens import colour

Made = TypeVar("Made")

WIDTH, HEIGHT = 1200, 630  # px, what the networks show whole
_EDGE = 56
_FOOT = 74  # px of the imprint, below everything
_LARGEST = 2.2  # a drawing of a few marks need not fill its place

_HEADLINE = Type(SERIF, 600, 54, 62, "ink")
_NUMBER = Type(SERIF, 600, 150, 160, "ink")
_LABEL = Type(SANS, 400, 34, 44, "muted")
_NAME = Type(SANS, 600, 25, 32, "ink")
_EDITION = Type(SANS, 400, 25, 32, "muted")
_SIZES = (54, 50, 46, 42, 38, 34, 30)
_VIEW = re.compile(r'<svg ([^>]*?)viewBox="0 0 ([\d.]+) ([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the foot of every card of an edition."""

    site: str
    edition: str  # its name, or "draft"
    sayings: Sayings = field(default_factory=Sayings)

    @property
    def label(self) -> str:
        """What the edition is called, in the words of the publication."""
        return edition_label(self.edition, self.sayings).capitalize()


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the card."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A drawing in its place, with its headline."""

    scale: float
    markup: str


def draw_all(
    pages: Sequence[Page],
    charts: Mapping[str, Chart],
    *,
    project: Project,
    imprint: Imprint,
    fonts: Path,
) -> list[SiteFile]:
    """Draw the card of every page that has one; measured, it takes a tenth of a second to three."""
    ruler = Ruler(fonts)

    def card(poster: Poster) -> bytes:
        chart = charts.get(poster.chart)
        parts = [poster, chart and chart.files, imprint.site, imprint.label, names_of(fonts)]
        make = partial(_draw, poster, chart, imprint, ruler)
        return remembered(project.build, "card", parts, make)

    return [SiteFile(page.card, drawn) for page, drawn in _of_posters(pages, card)]


def check_all(pages: Sequence[Page], *, imprint: Imprint, fonts: Path) -> None:
    """Tell which cards could not be drawn, and draw none."""
    ruler = Ruler(fonts)
    _of_posters(pages, lambda poster: check(poster, imprint, ruler))


def _of_posters(pages: Sequence[Page], make: Callable[[Poster], Made]) -> list[tuple[Page, Made]]:
    """Return what is made of each poster, with its page; raise all faults together."""
    made: list[tuple[Page, Made]] = []
    errors: list[ReportError] = []
    for page in pages:
        if page.poster is None:
            continue
        try:
            made.append((page, make(page.poster)))
        except ReportError as error:
            errors.append(ReportError(error.what, page.path, error.hint))
    raise_all(errors)
    return made


def _draw(poster: Poster, chart: Chart | None, imprint: Imprint, ruler: Ruler) -> bytes:
    """Return the card as a PNG."""
    import vl_convert  # noqa: PLC0415 - it is large, and most builds draw no card

    from report.drawing import studio  # noqa: PLC0415 - with Altair

    studio.register(ruler.folder)
    return bytes(vl_convert.svg_to_png(compose(poster, chart, imprint, ruler), scale=1))


def check(poster: Poster, imprint: Imprint, ruler: Ruler) -> None:
    """Refuse words that the fonts of cards have no letters for."""
    for words, face in (
        (poster.title, _HEADLINE),
        (poster.number, _NUMBER),
        (poster.label, _LABEL),
        (imprint.site, _NAME),
    ):
        face.check(words, ruler)


def compose(poster: Poster, chart: Chart | None, imprint: Imprint, ruler: Ruler) -> str:
    """Return the card as SVG."""
    check(poster, imprint, ruler)
    if chart is not None:
        inside = _with_chart(poster.title, _drawings(chart), ruler)
    elif poster.number:
        inside = _with_number(poster, ruler)
    else:
        inside, _ = _headline(poster.title, _room(), ruler)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour("background")}"/>'
        f'<rect width="{WIDTH}" height="10" fill="{colour("ink")}"/>'
        f"{inside}{_foot(imprint, ruler)}</svg>"
    )


def _room() -> _Box:
    return _Box(_EDGE, 44, WIDTH - 2 * _EDGE, HEIGHT - _FOOT - 44 - 24)


def _foot(imprint: Imprint, ruler: Ruler) -> str:
    edition = imprint.label
    wide = _EDITION.width(edition, ruler)
    name = _NAME.fitted(imprint.site, WIDTH - 2 * _EDGE - wide - 40, 1, ruler)
    top = HEIGHT - _FOOT + 20
    return (
        f'<rect x="{_EDGE}" y="{HEIGHT - _FOOT}" width="{WIDTH - 2 * _EDGE}" height="2" '
        f'fill="{colour("grid")}"/>'
        f"{_NAME.markup(name, _EDGE, top)}"
        f"{_EDITION.markup([edition], WIDTH - _EDGE - wide, top)}"
    )


def _drawings(chart: Chart) -> list[str]:
    """Return the light drawings of a chart, each an SVG of its own: the narrow one first."""
    files = {file.site_path: file.content for file in chart.files}
    return [files[f"charts/{chart.name}.{ending}"].decode() for ending in ("narrow.svg", "svg")]


def _with_chart(title: str, drawings: list[str], ruler: Ruler) -> str:
    room = _room()
    column = 0.37 * room.width
    beside, _ = _headline(title, _Box(room.left, room.top, column, room.height), ruler)
    right = _Box(room.left + column + 48, room.top + 6, room.width - column - 48, room.height - 6)
    above, used = _headline(title, _Box(room.left, room.top, room.width, 200), ruler)
    below = _Box(room.left, room.top + used + 20, room.width, room.height - used - 20)
    placed = [
        _placed(drawing, box, headline, indent)
        for headline, box, indent in ((beside, right, 0.5), (above, below, 0))
        for drawing in drawings
    ]
    return max(placed, key=lambda each: each.scale).markup


def _placed(drawing: str, box: _Box, headline: str, indent: float) -> _Placed:
    """Put a drawing into a place, as large as it fits; ``indent``: of the room at its sides."""
    view = _VIEW.match(drawing)
    if view is None:
        raise ValueError("a drawing of ours begins with its view box")
    width, height = float(view[2]), float(view[3])
    scale = min(box.width / width, box.height / height, _LARGEST)
    left = box.left + (box.width - scale * width) * indent
    top = box.top + (box.height - scale * height) / 2
    place = (
        f'x="{left:.1f}" y="{top:.1f}" width="{scale * width:.1f}" height="{scale * height:.1f}"'
    )
    inside = drawing.replace("<svg ", f"<svg {place} ", 1)
    return _Placed(scale, headline + inside)


def _with_number(poster: Poster, ruler: Ruler) -> str:
    room = _room()
    above, used = _headline(poster.title, _Box(room.left, room.top, room.width, 200), ruler)
    top = room.top + used + 30
    number = _NUMBER
    while number.width(poster.number, ruler) > room.width and number.size > 40:
        number = number.scaled(number.size - 10)
    label = _LABEL.fitted(poster.label, room.width, 2, ruler)
    return (
        above
        + number.markup(number.fitted(poster.number, room.width, 1, ruler), room.left, top)
        + _LABEL.markup(label, room.left, top + number.pitch + 20)
    )


def _headline(title: str, box: _Box, ruler: Ruler) -> tuple[str, float]:
    """Return a headline as large as it fits into a place, and how high it stands there."""
    for size in _SIZES:
        set_in = _HEADLINE.scaled(size)
        lines = set_in.lines(title, box.width, ruler)
        longest = max((set_in.width(word, ruler) for word in title.split()), default=0)
        if len(lines) * set_in.pitch <= box.height and longest <= box.width:
            break
    lines = set_in.balanced(title, box.width, ruler)
    most = int(box.height // set_in.pitch)
    if len(lines) > most:
        lines = set_in.fitted(title, box.width, most, ruler)
    return set_in.markup(lines, box.left, box.top), len(lines) * set_in.pitch
