"""Exact numbers in, digits as a locale writes them out: CLDR's patterns, our own rounding.

Halves are rounded up, away from zero, as readers round: 44.5 is 45, whatever the digit before.
Where CLDR's minus is the hyphen of keyboards a true minus is set, which is what CLDR says such
a hyphen stands for: a browser breaks a line after a hyphen, and a plus is as wide as a minus.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_minus_sign_symbol, get_plus_sign_symbol, parse_pattern

from report.errors import ReportError
from report.model import Column, Value

PERCENT = "%"
POINTS = "percentage points"
MINUS = "\N{MINUS SIGN}"

_WIDE = Context(prec=1_000, rounding=ROUND_HALF_UP)  # no double and no HUGEINT loses a digit
_MOST_PLACES = 6  # of a tick: what is left behind them is how computers divide
_MOST_SHORT_PLACES = 2  # of a tick in millions: 1.234567M is no shorter than 1,234,567
_LEAST_UNIT = 10_000  # "12 thousand" is no shorter than 12,000


def exact(value: Value) -> Decimal:
    """Return a number as it is; raise ReportError for anything that is none."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        shown = "NULL" if value is None else f'"{value}"'
        raise ReportError(f"{shown} is not a number", hint="Give it a number of a figure.")
    number = Decimal(str(value))
    if not number.is_finite():
        raise ReportError(f"{value} cannot be printed", hint="Let the query leave it out.")
    return number


def is_name(value: Value, column: Column) -> bool:
    """Tell whether a whole number is a name, such as a year: without unit and decimals."""
    return isinstance(value, int) and not column.unit and column.decimals is None


def places_of(number: Decimal, column: Column | None) -> int:
    """Return with how many decimal places a number is printed: at most one, if nothing is said."""
    if column is not None and column.decimals is not None:
        return column.decimals
    return 0 if number == number.to_integral_value() else 1


def places_needed(number: Decimal) -> int:
    """Return the fewest decimal places that print a number as it is."""
    return max(0, -int(number.normalize(_WIDE).as_tuple().exponent))


def rounded(number: Decimal, places: int) -> Decimal:
    """Return a number with so many decimal places, a half rounded up; zero has no sign."""
    result = number.quantize(Decimal(1).scaleb(-places), context=_WIDE)
    return result or result.copy_abs()  # abs() would keep 28 digits only


def digits(
    number: Decimal, places: int, locale: Locale, *, percent: bool = False, signed: bool = False
) -> str:
    """Return a number, grouped, with so many decimals; ``signed`` writes a plus as well."""
    return _digits(number, places, locale, percent, signed)


@lru_cache(maxsize=100_000)  # the same numbers stand on many pages
def _digits(
    number: Decimal,
    places: int,
    locale: Locale,
    percent: bool,  # noqa: FBT001 - a key of the cache
    signed: bool,  # noqa: FBT001 - likewise
) -> str:
    value = rounded(number, places)
    sign = _sign(value, locale, signed=signed)
    return sign + _apply(_pattern(locale, places, percent), value.copy_abs(), locale)


def compact(number: Decimal, locale: Locale) -> str | None:
    """Return a great number in words, "1.2 million"; None where it is not great enough.

    It has one decimal place below a hundred of its unit, and none from there on.
    """
    unit, pattern = _unit(number.copy_abs(), locale, "long")
    if not unit:
        return None
    scaled = number.copy_abs() / unit
    value = rounded(scaled, 1 if scaled < 100 else 0)
    if _unit(value * unit, locale, "long")[0] != unit:  # 999.96 million are a billion
        return compact((value * unit).copy_sign(number), locale)
    category = str(locale.plural_form(value.normalize(_WIDE)))
    pattern = _patterns(locale, "long", category).get(unit, pattern).replace("0", "#,##0")
    return _sign(number, locale) + _apply(pattern, value, locale)


def ticks(
    numbers: Sequence[Decimal], locale: Locale, *, percent: bool = False, short: bool = False
) -> tuple[str, ...]:
    """Return the labels of an axis: all with the same unit and the same decimals.

    ``short`` writes great numbers in the unit of the greatest, 0, 0.5M, 1.0M, where two decimals
    are enough for that.
    """
    exact_to = Decimal(1).scaleb(-_MOST_PLACES)
    if short and not percent and numbers:
        unit, pattern = _unit(max(map(abs, numbers)), locale, "short")
        scaled = [number / unit if unit else number for number in numbers]
        places = max(map(places_needed, scaled))
        if unit and places <= _MOST_SHORT_PLACES:
            pattern = pattern.replace("0", f"#,##0{'.' + '0' * places if places else ''}")
            return tuple(
                _sign(each, locale) + _apply(pattern, abs(each), locale)
                if each
                else digits(each, 0, locale)
                for each in scaled
            )
    whole = [number.quantize(exact_to, context=_WIDE) for number in numbers]
    places = max(map(places_needed, whole), default=0)
    return tuple(digits(number, places, locale, percent=percent) for number in whole)


def _sign(number: Decimal, locale: Locale, *, signed: bool = False) -> str:
    if number < 0:
        return get_minus_sign_symbol(locale).replace("-", MINUS)
    return get_plus_sign_symbol(locale) if signed and number else ""


def _apply(pattern: str, value: Decimal, locale: Locale) -> str:
    parsed = parse_pattern(pattern)
    with localcontext(_WIDE):
        number = value / (10**parsed.scale)
        return str(parsed.apply(number, locale, decimal_quantization=False))


@cache
def _pattern(locale: Locale, places: int, percent: bool) -> str:  # noqa: FBT001 - a key of the cache
    """Return CLDR's pattern of a locale with just so many decimal places."""
    formats = locale.percent_formats if percent else locale.decimal_formats
    written = str(formats[None].pattern).partition(";")[0]
    return re.sub(r"0(\.[0#]+)?(?![0#,.])", f"0{'.' + '0' * places if places else ''}", written)


def _patterns(locale: Locale, style: str, category: str) -> dict[Decimal, str]:
    """Return the patterns of great units, by unit: {1000000: "0 million"}.

    CLDR has one for each power of ten, "00 million" for ten of them; the first serves all.
    """
    formats = locale.compact_decimal_formats
    forms = formats[style] if style in formats else formats["short"]
    patterns = forms[category] if category in forms else forms["other"]
    written = {Decimal(size): str(parse_pattern(each).pattern) for size, each in patterns.items()}
    return {
        size: pattern
        for size, pattern in written.items()
        if pattern.count("0") == 1 and pattern != "0" and size >= _LEAST_UNIT
    }


def _unit(number: Decimal, locale: Locale, style: str) -> tuple[Decimal, str]:
    """Return the greatest unit that a number has one of, and its pattern; 0 where it has none."""
    patterns = _patterns(locale, style, "other")
    size = max((size for size in patterns if number >= size), default=Decimal(0))
    return size, patterns.get(size, "")
