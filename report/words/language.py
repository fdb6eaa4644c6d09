"""The words of one language that CLDR does not have: what each table must hold.

``num2words`` was tried and left: it has no Chinese, writes the French second as 2me where it
is 2e, knows no endings (the German "erster", "ersten"), and is LGPL. Up to ten or twelve, which
is as far as prose spells numbers out, a table is shorter than the care that library needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The small tables of one language; the rest is CLDR's."""

    yes: str
    no: str
    # From zero to the last number that prose spells out. One row for each form of "one",
    # the usual one first; the form is named by that word: "une".
    numbers: tuple[tuple[str, ...], ...]
    # From the first on; one row for each form of "first", likewise.
    ordinals: tuple[tuple[str, ...], ...]
    # Ordinals in digits, a row for each row above: CLDR's ordinal category → pattern.
    ordinal_digits: tuple[Mapping[str, str], ...]
    points: tuple[str, str]  # percentage points: many, one
    others: str  # what closes a list that was cut, two or more
    hedges: Mapping[str, str]  # see ``hedges.KINDS``, and "fewer_than" for things counted
    landmarks: Mapping[str, str]  # see ``hedges.LANDMARKS``
    elisions: tuple[tuple[str, str], ...] = ()  # what is drawn together where a hedge meets a word
    nouns_are_great: bool = False  # whether nouns begin with a capital wherever they stand
    gap: str = " "  # between a number and its unit, as CLDR writes "3 days"
