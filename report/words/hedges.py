"""What is said of a number loosely, in: the words, if the number bears them out.

    almost      below it, by at most 5 %
    about       within 5 % of it, or printed as it by the column's own rounding
    more than   above it, by less than 15 %: from there on another number says it better
    less than   below it, by less than 15 %
    at least    it, or above it by less than 15 %
    named       nothing is said: "half" within half a percentage point, "twice" from 1.9 to 2.1

What is compared with is a number, or a landmark: half of a whole, twice a base. All is reckoned
in fractions, so that a third is a third. What does not hold is refused, with what does.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from report.errors import ReportError, did_you_mean
from report.model import Column, Value
from report.words.language import Language
from report.words.numbers import (
    PERCENT,
    POINTS,
    exact,
    is_name,
    places_needed,
    places_of,
    rounded,
)

ALMOST = Fraction(5, 100)  # of the target, below it
ABOUT = Fraction(5, 100)  # of the target, on either side
BEYOND = Fraction(15, 100)  # of the target: how far "more than" and its kin may be off
SHARE_NAMED = Fraction(5, 1000)  # of the whole: how far plain "half" may be off
TIMES_NAMED = Fraction(5, 100)  # of the landmark: how far plain "twice" may be off

TIMES = "times"  # the unit of a column that holds how many times one is the other
NAMED = "named"
# From where to where a hedge holds, as parts of its target, and whether the ends belong to it.
_RANGES: Mapping[str, tuple[Fraction, Fraction, bool, bool]] = {
    "almost": (1 - ALMOST, Fraction(1), True, False),
    "more_than": (Fraction(1), 1 + BEYOND, False, False),
    "about": (1 - ABOUT, 1 + ABOUT, True, True),
    "less_than": (1 - BEYOND, Fraction(1), False, False),
    "at_least": (Fraction(1), 1 + BEYOND, True, False),
}
KINDS = tuple(_RANGES)
LANDMARKS: Mapping[str, Fraction] = {
    "tenth": Fraction(1, 10),
    "fifth": Fraction(1, 5),
    "quarter": Fraction(1, 4),
    "third": Fraction(1, 3),
    "half": Fraction(1, 2),
    "two thirds": Fraction(2, 3),
    "three quarters": Fraction(3, 4),
    "twice": Fraction(2),
    "three times": Fraction(3),
    "four times": Fraction(4),
    "five times": Fraction(5),
    "ten times": Fraction(10),
}
_OFFERED = ("almost", "more_than", "about", "less_than")  # in this order, when another is refused


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where a hedge holds."""

    low: Fraction
    high: Fraction
    with_low: bool
    with_high: bool

    def __contains__(self, number: Fraction) -> bool:
        above = number >= self.low if self.with_low else number > self.low
        return above and (number <= self.high if self.with_high else number < self.high)

    def told(self, show: Callable[[Fraction], str]) -> str:
        """Return the range in words for an editor."""
        if self.with_low:
            return f"from {show(self.low)} to {'' if self.with_high else 'below '}{show(self.high)}"
        return f"above {show(self.low)} and below {show(self.high)}"


def holds(kind: str, target: Fraction, half_place: Fraction = Fraction(0)) -> Range:
    """Return where a hedge about a target holds.

    ``half_place`` is half a unit of the last place printed, where the target could be printed so.
    """
    if kind == "about" and half_place > target * ABOUT:
        low, high = target - half_place, target + half_place
        return Range(low, high, with_low=True, with_high=False)  # halves are rounded up
    if kind == NAMED:
        off = SHARE_NAMED if target < 1 else target * TIMES_NAMED
        return Range(target - off, target + off, with_low=True, with_high=True)
    least, most, with_low, with_high = _RANGES[kind]
    return Range(target * least, target * most, with_low=with_low, with_high=with_high)


@dataclass(frozen=True, slots=True)
class Hedge:
    """A value of a column, and what it is compared with."""

    value: Value
    target: Value  # a number, or the name of a landmark
    column: Column
    of: Value  # the whole or the base, for a landmark; None where the unit tells it
    language: Language
    print_value: Callable[[Value, Column], str]

    def say(self, kind: str) -> str:
        """Return the words of a hedge; raise ReportError where the value does not bear them out."""
        by_name = kind == NAMED or isinstance(self.target, str)
        number = self._landmark() if by_name else self._number()
        if number.value not in (allowed := holds(kind, number.target, number.half_place)):
            offer = f'Write "{other}", or' if (other := next(self._offers(number), "")) else "Write"
            raise ReportError(
                f'"{self._phrase(kind, number.target)}" is not true of {number.told}',
                hint=f"It holds {allowed.told(number.show)}. "
                f"{offer} the number itself: {number.show(number.value)}.",
            )
        return self._phrase(kind, number.target)

    def _number(self) -> "_Compared":
        value, target = exact(self.value), exact(self.target)
        if self.of is not None:
            hint = f"Name a part or a multiple: {', '.join(LANDMARKS)}."
            raise ReportError(f"{target} is of nothing", hint=hint)
        if is_name(self.value, self.column):
            what = f'"{self.column.name}" has no unit: its values are names, like years'
            raise ReportError(what, hint="Give the column a unit, or compare in a claim.")
        if target <= 0:
            hint = "Print the number itself, or say it of its size."
            raise ReportError(f"a hedge about {target} would say nothing", hint=hint)
        places = places_of(value, self.column)
        half = Fraction(places_needed(target) <= places, 2 * 10**places)
        unit = self.column.unit
        show = _shown(1, PERCENT if unit == PERCENT else "")
        told = show(Fraction(value)) + (f" {unit}" if unit and unit != PERCENT else "")
        return _Compared(Fraction(value), Fraction(target), half, show, told)

    def _landmark(self) -> "_Compared":
        name = str(self.target)
        if name not in LANDMARKS:
            raise ReportError(
                f'no part and no multiple "{name}"', hint=did_you_mean(name, LANDMARKS)
            )
        target, value = LANDMARKS[name], Fraction(exact(self.value))
        show = _shown(100, PERCENT) if target < 1 else _shown(1, f" {TIMES}")
        if self.of is not None:
            base = Fraction(exact(self.of))
            if base <= 0:
                raise ReportError(f'"{name}" of {self.of}', hint="The whole is more than nothing.")
            ratio = value / base
            told = f"{self.value} against {self.of}, which is {show(ratio)}"
        elif self.column.unit == (PERCENT if target < 1 else TIMES):
            ratio = value / 100 if target < 1 else value
            told = show(ratio)
        else:
            unit = PERCENT if target < 1 else TIMES
            hint = f'Say it with of=…, or compute the column in the unit "{unit}".'
            raise ReportError(f'"{name}" of what?', hint=hint)
        return _Compared(ratio, target, Fraction(0), show, told)

    def _phrase(self, kind: str, target: Fraction) -> str:
        if isinstance(self.target, str):
            name = next(name for name, size in LANDMARKS.items() if size == target)
            words = self.language.landmarks[name]
        else:
            number = _decimal(target)
            column = replace(self.column, decimals=places_needed(number))
            words = self.print_value(number, column)
        if kind == NAMED:
            return words
        if kind == "less_than" and self._is_counted():
            kind = "fewer_than"
        said = self.language.hedges[kind].format(words)
        for apart, together in self.language.elisions:
            said = said.replace(apart, together)
        return said

    def _is_counted(self) -> bool:
        """Tell whether things are counted, of which English has fewer, and not less."""
        whole = self.column.unit not in {"", PERCENT, POINTS, TIMES} and not self.column.decimals
        return whole and not isinstance(self.target, str) and exact(self.value) % 1 == 0

    def _offers(self, number: "_Compared") -> Iterator[str]:
        """Yield what could be written instead, and holds: of the same target, then of others."""
        targets = [number.target]
        kinds: tuple[str, ...] = _OFFERED
        if isinstance(self.target, str):
            family = [size for size in LANDMARKS.values() if (size < 1) == (number.target < 1)]
            targets += sorted(family, key=lambda size: abs(size - number.value))
            kinds = (NAMED, *_OFFERED)
        elif number.value > 0:
            most = places_of(exact(self.value), self.column)
            near = [_round_number(exact(self.value), digits) for digits in (1, 2)]
            targets += [Fraction(each) for each in near if places_needed(each) <= most]
        for target in targets:
            for kind in kinds:
                if number.value in holds(kind, target, number.half_place):
                    yield self._phrase(kind, target)


@dataclass(frozen=True, slots=True)
class _Compared:
    """A value and its target in one unit, and how an editor is told of such."""

    value: Fraction
    target: Fraction
    half_place: Fraction
    show: Callable[[Fraction], str]
    told: str  # the value, and how it came about


def _shown(scale: int, unit: str) -> Callable[[Fraction], str]:
    """Return a way to show numbers to an editor: exactly, thirds with four places."""
    return lambda number: f"{_decimal(number * scale):f}{unit}"


def _decimal(number: Fraction) -> Decimal:
    """Return a fraction as a decimal: all of it, or four places where it has no end."""
    rest, places = number.denominator, 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest, power = rest // prime, power + 1
        places = max(places, power)
    if rest != 1:
        return rounded(Decimal(number.numerator) / number.denominator, 4)
    return Decimal(f"{int(number * 10**places)}e-{places}")


def _round_number(value: Decimal, digits: int) -> Decimal:
    """Return a number with so many digits that count: 58 is 60 with one of them."""
    return rounded(value.scaleb(digits - 1 - value.adjusted()), 0).scaleb(
        value.adjusted() + 1 - digits
    )
