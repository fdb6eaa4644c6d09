"""A font and some letters → the smallest font that draws these, for drawings that travel.

What fontTools offers for this reads every table of the font anew, and works out what layout needs
of it: a tenth of a second for a font of thirty letters. Here the font is read once, and there is
no layout: labels are a few words.
"""

from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

_DIGITS = frozenset("0123456789")
_AS_THEY_ARE = ("head", "hhea", "maxp", "OS/2", "name")
_NAMES = range(7)  # the licence, which is longer than some fonts, stands beside the drawings
_UNNAMED = 3.0  # a table "post" without the names of glyphs, which nobody reads


def few(source: Path, letters: str) -> bytes:
    """Return a font of these letters as WOFF2; all digits are in it where one is.

    Charts of one kind then mostly need the same font, and one that was made is not made again.
    What the source does not have is left out. The name of the source must change with its bytes.
    """
    wanted = set(letters) | (_DIGITS if _DIGITS & set(letters) else set())
    return _few(source, "".join(sorted(wanted)))


@cache
def _few(source: Path, letters: str) -> bytes:
    whole = _read(source)
    names = whole.getBestCmap()
    codes = {ord(letter): names[ord(letter)] for letter in letters if ord(letter) in names}
    kept = _with_parts(whole, [".notdef", *codes.values()])
    font: Any = TTFont(recalcTimestamp=False)
    font.setGlyphOrder(kept)
    for tag in _AS_THEY_ARE:
        font[tag] = deepcopy(whole[tag])
    font["name"].names = [each for each in font["name"].names if each.nameID in _NAMES]
    font["post"] = deepcopy(whole["post"])
    font["post"].formatType = _UNNAMED
    font["hmtx"] = newTable("hmtx")
    font["hmtx"].metrics = {name: whole["hmtx"].metrics[name] for name in kept}
    font["glyf"], font["loca"] = newTable("glyf"), newTable("loca")
    font["glyf"].glyphOrder = kept
    font["glyf"].glyphs = {name: _unhinted(whole["glyf"][name]) for name in kept}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion = 0
    font["cmap"].tables = [_table(codes)]
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@cache
def _read(source: Path) -> Any:  # noqa: ANN401 - fontTools has no types
    return TTFont(source, lazy=False, recalcTimestamp=False)


def _with_parts(font: Any, names: list[str]) -> list[str]:  # noqa: ANN401 - as above
    """Return these glyphs and those that they are put together of, in the order of the font."""
    found = dict.fromkeys(names)
    for name in (waiting := list(found)):  # it grows as it is read
        for part in font["glyf"][name].getComponentNames(font["glyf"]):
            if part not in found:
                found[part] = None
                waiting.append(part)
    return sorted(found, key=font.getGlyphID)


def _unhinted(glyph: Any) -> Any:  # noqa: ANN401 - as above
    """Return a copy of a glyph without its hints, which screens of today leave unread."""
    copy = deepcopy(glyph)
    copy.removeHinting()
    return copy


def _table(codes: dict[int, str]) -> Any:  # noqa: ANN401 - as above
    """Return the table that finds a glyph by its letter: the long form only where one is needed."""
    long = any(code > 0xFFFF for code in codes)
    table = CmapSubtable.newSubtable(12 if long else 4)
    table.platformID, table.platEncID, table.language = 3, 10 if long else 1, 0
    table.cmap = codes
    return table
