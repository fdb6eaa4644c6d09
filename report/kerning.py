"""A font in, the same with its kerning told shortly.

Designers tell it in layers: pairs, and classes that take after one another, each with a table of
its own. Of a few letters one table says the same: letters that are kerned alike share a row or a
column. A serif of a hundred letters is a sixteenth smaller for it.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from fontTools.otlLib.builder import buildPairPosClassesSubtable, buildValue

_PAIRS = 2  # what OpenType numbers adjustments of pairs with
_ADVANCE = 4  # and the width of a letter among what may be adjusted

_Pairs = dict[tuple[str, str], int]


def shorten(font: Any) -> None:  # noqa: ANN401 - fontTools has no types
    """Tell each layered kerning of a font in one table, if it adjusts nothing but widths."""
    if "GPOS" not in font:
        return
    for lookup in font["GPOS"].table.LookupList.Lookup:
        tables = [getattr(table, "ExtSubTable", table) for table in lookup.SubTable]
        if all(each.LookupType == _PAIRS and _widths_alone(each) for each in tables):
            pairs = _pairs(tables, font.getGlyphOrder())
            table = buildPairPosClassesSubtable(_by_class(pairs), font.getReverseGlyphMap())
            lookup.LookupType, lookup.SubTable, lookup.SubTableCount = _PAIRS, [table], 1


def _widths_alone(table: Any) -> bool:  # noqa: ANN401 - as above
    return (table.ValueFormat1, table.ValueFormat2) == (_ADVANCE, 0)


def _pairs(tables: list[Any], glyphs: list[str]) -> _Pairs:
    """Return by how much each pair is moved together: the first table that knows it decides."""
    found: _Pairs = {}
    for table in tables:
        for pair, value in _of_pairs(table) if table.Format == 1 else _of_classes(table, glyphs):
            found.setdefault(pair, value.XAdvance if value else 0)
    return {pair: amount for pair, amount in found.items() if amount}


def _of_pairs(table: Any) -> Iterator[tuple[tuple[str, str], Any]]:  # noqa: ANN401 - as above
    for first, seconds in zip(table.Coverage.glyphs, table.PairSet, strict=True):
        for record in seconds.PairValueRecord:
            yield (first, record.SecondGlyph), record.Value1


def _of_classes(table: Any, glyphs: list[str]) -> Iterator[tuple[tuple[str, str], Any]]:  # noqa: ANN401 - as above
    firsts, seconds = table.ClassDef1.classDefs, table.ClassDef2.classDefs
    for first in table.Coverage.glyphs:
        row = table.Class1Record[firsts.get(first, 0)].Class2Record
        for second in glyphs:
            yield (first, second), row[seconds.get(second, 0)].Value1


def _by_class(pairs: _Pairs) -> dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Any, None]]:
    """Return the same with letters that are kerned alike taken together."""
    return {
        (row, column): (buildValue({"XAdvance": amount}), None)
        for row in _alike(pairs, 0)
        for column in _alike(pairs, 1)
        if (amount := pairs.get((row[0], column[0])))
    }


def _alike(pairs: _Pairs, side: int) -> list[tuple[str, ...]]:
    """Return the letters of a side, first or second, in groups that the other side cannot tell apart."""
    partners: dict[str, dict[str, int]] = defaultdict(dict)
    for pair, amount in pairs.items():
        partners[pair[side]][pair[1 - side]] = amount
    groups: dict[frozenset[tuple[str, int]], list[str]] = defaultdict(list)
    for letter, amounts in sorted(partners.items()):
        groups[frozenset(amounts.items())].append(letter)
    return [tuple(group) for group in groups.values()]
