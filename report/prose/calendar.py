"""A date as typed in, whether there is such a day out.

A date in prose names a day, as a name does, and no figure holds it; so it stands as typed. What
can be known of it without any data is whether the calendar has it: the 31st of November is a slip
of the hand, and so is the 29th of February of a year without one.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LEAP = 2000  # a year that has every day there is, for dates without one
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
# With points and two digits for the year it could be the number of a version: 2.20.13.
_SHORT = re.compile(r"(\d{1,2})(?:(/)(\d{1,2})/|\.(\d{1,2})\.(?=\d{4}))(\d{4}|\d\d)")
_WORDS = re.compile(r"[A-Za-z]{3,}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


def is_possible(typed: str) -> bool:
    """Tell whether every day of a date is one of the calendar; what names no day always is."""
    return all(_is_day(*each) for each in _days(typed))


def _days(typed: str) -> Iterator[tuple[int, int, int]]:
    """Yield the days that a date names, as year, month and day."""
    if found := _ISO.match(typed):
        year, month, day = map(int, found.groups())
        yield year, month, day
        return
    if found := _SHORT.fullmatch(typed):
        first, second = int(found[1]), int(found[3] or found[4])
        year = int(found[5]) if len(found[5]) == 4 else _LEAP  # of 04/02/23 the century is open
        # 3/4 is a day of March or of April; with points the day stands first.
        if found[2] and not _is_day(year, second, first):
            first, second = second, first
        yield year, second, first
        return
    month = next((m for word in _WORDS.findall(typed) if (m := _month(word))), 0)
    if month:
        year = int(found[0]) if (found := _YEAR.search(typed)) else _LEAP
        for day in _DAY.findall(re.sub(_YEAR, " ", typed)):
            yield year, month, int(day)


def _month(word: str) -> int:
    """Return which month a word names, 0 for none."""
    begins = word[:3].lower()
    return _MONTHS.index(begins) + 1 if begins in _MONTHS else 0


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
