"""Kerning that is told shortly is the same kerning."""

from io import BytesIO
from itertools import product
from typing import Any

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from report.kerning import shorten

LETTERS = ["A", "B", "T", "V", "o", "u"]
LAYERS = """
languagesystem DFLT dflt;
feature kern {
    pos A V -9;
    enum pos [T V] o -7;
    pos [A B] [T V] -5;
    subtable;
    pos [T V] [o u] -3;
} kern;
"""


def test_every_pair_is_moved_as_before() -> None:
    """An exception is one still, and what no layer names is not moved."""
    font = _font(LAYERS)
    before = _amounts(font)

    shorten(font)

    assert before == {
        ("A", "V"): -9,
        ("T", "o"): -7,
        ("V", "o"): -7,
        ("A", "T"): -5,
        ("B", "T"): -5,
        ("B", "V"): -5,
        ("T", "u"): -3,
        ("V", "u"): -3,
    }
    assert _amounts(TTFont(BytesIO(_bytes(font)))) == before
    assert [len(each.SubTable) for each in font["GPOS"].table.LookupList.Lookup] == [1]


def test_what_moves_more_than_widths_is_left_alone() -> None:
    """A pair of which both are moved has no short form here."""
    font = _font("feature kern { pos A <1 2 3 4> V <1 0 0 0>; pos [A B] T -5; } kern;")
    before = _bytes(font)

    shorten(font)

    assert _bytes(font) == before


@pytest.mark.parametrize("features", ["", "feature smcp { sub A by B; } smcp;"])
def test_a_font_without_kerning_stays_as_it_is(features: str) -> None:
    """Nothing is added to a font that has none."""
    font = _font(features)

    shorten(font)

    assert "GPOS" not in font


def _font(features: str) -> Any:  # noqa: ANN401 - fontTools has no types
    """Return an invented font of empty letters with these features."""
    builder = FontBuilder(1000, isTTF=True)
    glyphs = [".notdef", *LETTERS]
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(letter): letter for letter in LETTERS})
    builder.setupGlyf({name: Glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    if features:
        addOpenTypeFeaturesFromString(builder.font, features)
    return builder.font


def _bytes(font: Any) -> bytes:  # noqa: ANN401 - as above
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _amounts(font: Any) -> dict[tuple[str, str], int]:  # noqa: ANN401 - as above
    """Return by how much each pair is moved, looked up as a program that sets text does."""
    (lookup,) = font["GPOS"].table.LookupList.Lookup
    found = {(a, b): _amount(lookup.SubTable, a, b) for a, b in product(LETTERS, repeat=2)}
    return {pair: amount for pair, amount in found.items() if amount}


def _amount(tables: list[Any], first: str, second: str) -> int:
    for table in tables:
        if first not in table.Coverage.glyphs:
            continue
        if table.Format == 1:
            row = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
            records = [each for each in row if each.SecondGlyph == second]
        else:
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            records = [row[table.ClassDef2.classDefs.get(second, 0)]]
        for record in records:
            return record.Value1.XAdvance if record.Value1 else 0
    return 0
