"""What a bare chart shows in, how high a frame must be out, for a host that runs no script.

Such a host gives one height for all screens. So this is the greatest over all widths of a column,
guessed from the lengths of the texts; what is too much is empty, what is too little is cut off.
The sizes are those of the theme's ``assets/embed.css``, and a test holds them against a browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

# All in px.
_WIDTHS = range(300, 740, 20)  # of a column: a phone with margins, to where nothing grows any more
_PADDING = 8  # of the page, both sides together
_WIDEST = 720
_NARROWEST_WIDE = 560  # from here on the wide drawing is shown
_LARGEST_NARROW = 400  # as wide as the narrow one becomes
_TITLE, _LINE = 24.7, 20.3  # a line of each, in height
_TITLE_LETTER, _LETTER = 9.2, 6.9  # one on average, in width, with what is lost at ends of lines
_GAPS = 33  # below the title, and around the rule below the drawing
_GAP = 3.2  # between two texts
_SUMMARY = 28  # what the table is opened with
_LATER = 44  # two lines, for what a later edition has to say


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands in a frame."""

    title: str
    lines: Sequence[str]  # the texts below the drawing
    wide: tuple[float, float]  # how wide and how high each drawing is; nothing if there is none
    narrow: tuple[float, float]


def height(contents: Contents) -> int:
    """Return a height that is enough in a column of any width, in pixels."""
    title, texts = _letters(contents.title), [*map(_letters, contents.lines)]

    def at(width: int) -> float:
        lines = sum(_lines(letters, _LETTER, width) for letters in texts)
        return _height(contents, width, _lines(title, _TITLE_LETTER, width), lines)

    return ceil(max(at(width - _PADDING) for width in _WIDTHS)) + _LATER


def _height(contents: Contents, width: int, title: int, lines: int) -> float:
    gaps = _GAPS + _GAP * len(contents.lines) + _PADDING
    return title * _TITLE + _drawing(contents, width) + lines * _LINE + gaps + _SUMMARY


def _drawing(contents: Contents, width: int) -> float:
    if width + _PADDING >= _NARROWEST_WIDE:
        return _scaled(contents.wide, min(width, _WIDEST))
    return _scaled(contents.narrow, min(width, _LARGEST_NARROW))


def _scaled(size: tuple[float, float], width: int) -> float:
    return size[1] * width / size[0] if size[0] else 0


def _letters(text: str) -> int:
    # Chinese letters and their like are as wide as two of ours.
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in text)


def _lines(letters: int, letter: float, width: int) -> int:
    return max(1, ceil(letters * letter / width))
