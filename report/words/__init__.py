"""A value in, the words it is printed as out: the same in prose, tables, axes and labels.

Babel's CLDR knows how each locale groups digits, writes percent and dates, lists names and forms
plurals; this package knows units, and has small tables of words for the languages in it.
A column's unit decides: ``%`` is written as the locale writes percent, a counted thing
(``boats``, or ``boats|boat`` where one is also said) is grouped, and a whole number without a
unit is a name, such as a year, and stays as it is.

Every method raises ReportError for what is no number (NULL, a text, NaN); the place is the
caller's to add. ``start`` is for the beginning of a sentence: the first letter is a capital.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.lists import format_list

from report.errors import ReportError, did_you_mean
from report.model import Column, Value
from report.sayings import Sayings
from report.words import numbers, territories
from report.words.hedges import NAMED, Hedge
from report.words.locales import cldr, find_language, language
from report.words.numbers import MINUS, PERCENT, POINTS, exact
from report.words.shares import whole_shares

__all__ = ["MINUS", "PERCENT", "POINTS", "Words", "spoken"]


def spoken(words: "Words") -> tuple[object, ...]:
    """Return all that the words of a publication depend on, as values that have a digest."""
    return words.locale, words.sayings


@dataclass(frozen=True, slots=True)
class Words:
    """How one publication prints its values."""

    locale: str = "en"  # as CLDR writes it: en, en_GB, de, fr, zh_Hans
    sayings: Sayings = field(default_factory=Sayings)  # what is said around the values

    def __post_init__(self) -> None:
        cldr(self.locale)

    def value(self, value: Value, column: Column) -> str:
        """Return a cell as readers see it; nothing for NULL, which only tables may show.

        The unit is not written, but for percent. A date is written in full.
        """
        if value is None:
            return ""
        if isinstance(value, bool):
            own = language(self.locale)
            return own.yes if value else own.no
        if isinstance(value, date):
            return format_date(value, format="long", locale=self.locale)
        if isinstance(value, str):
            return value
        # A share of a whole is printed so that the whole comes to 100: see `figures`.
        value = column.printed.get(value, value)
        if numbers.is_name(value, column):
            return str(value).replace("-", MINUS)
        return self._digits(value, column)

    def signed(self, value: Value, column: Column) -> str:
        """Return a change with its sign, plus or minus: "+8"; what is printed as 0 has none."""
        return self._digits(value, column, signed=True)

    def unit(self, column: Column, value: Value = None) -> str:
        """Return the word of a column's unit: "boats", or "boat" for the value 1 as printed.

        Percentage points are said in the site's language; other units as the header says them.
        Raise ReportError where the header does not say the singular that is wanted.
        """
        many, one = column.unit, column.one
        if column.unit == POINTS:
            many, one = language(self.locale).points
        if value is None or column.unit == PERCENT or not self._is_one(value, column):
            return many
        if not one:
            what = f'the unit "{many}" of "{column.name}" has no word for {value}'
            raise ReportError(what, hint=f"Write the singular as well: [unit: {many}|…].")
        return one

    def counted(self, value: Value, column: Column, *, signed: bool = False) -> str:
        """Return a number with its unit: "1 boat", "8 percentage points", "44%".

        Raise ReportError where the column has no unit.
        """
        number = self._digits(value, column, signed=signed)
        if column.unit == PERCENT:
            return number
        if not column.unit:
            what = f'"{column.name}" has no unit to be counted in'
            raise ReportError(what, hint="Write one in the header: [unit: boats|boat].")
        word = self.unit(column, value)
        own = find_language(self.locale)
        gap = own.gap if own and not (word.isascii() and not own.gap) else " "
        return f"{number}{gap}{word}"

    def territory(self, code: str) -> str:
        """Return the name of a territory by its code of two or three letters, as CLDR has it."""
        return territories.name(code, self.locale)

    def midway(self, label: str) -> str:
        """Return a label as it stands in the midst of a line: "Harbour" is a harbour."""
        own = find_language(self.locale)
        return label if own and own.nouns_are_great else label.lower()

    def compact(self, value: Value, column: Column) -> str:
        """Return a great number in words: "1.2 million", 120万; a smaller one as ``value`` does."""
        number = exact(value)
        if column.unit == PERCENT or numbers.is_name(value, column):
            return self.value(value, column)
        return numbers.compact(number, cldr(self.locale)) or self._digits(value, column)

    def ticks(
        self, values: Sequence[Value], column: Column, *, short: bool = False
    ) -> tuple[str, ...]:
        """Return the labels of an axis, all with as many decimals as the finest of them needs.

        ``short`` writes great numbers in the unit of the greatest, 0, 0.5M, 1.0M, where two
        decimals are enough for that. Six decimals are the most there are.
        """
        if all(numbers.is_name(value, column) or not _is_number(value) for value in values):
            return tuple(self.value(value, column) for value in values)
        return numbers.ticks(
            [exact(value) for value in values],
            cldr(self.locale),
            percent=column.unit == PERCENT,
            short=short,
        )

    def date(self, text: str) -> str:
        """Return an ISO 8601 date in full, as exact as it is given: "March 2023", "2025"."""
        try:
            match len(text):
                case 4:
                    return str(date(int(text), 1, 1).year)
                case 7:
                    month = date.fromisoformat(f"{text}-01")
                    return format_skeleton("yMMMM", month, locale=self.locale)
            return format_date(date.fromisoformat(text), format="long", locale=self.locale)
        except ValueError:
            hint = "It looks like 2019-09-17, 2023-03 or 2025."
            raise ReportError(f'"{text}" is not a date', hint=hint) from None

    def ordinal(
        self, value: Value, *, digits: bool = False, form: str = "", start: bool = False
    ) -> str:
        """Return a rank: "first", and "11th" beyond the words; with ``digits`` always "1st".

        ``form`` is how "first" goes here, in a language where it does: "erster", "première".
        """
        own = language(self.locale)
        row = _row(form, [words[0] for words in own.ordinals])
        number = exact(value)
        if number < 1 or number != number.to_integral_value():
            raise ReportError(f"nothing is number {value} of a rank", hint="A rank is 1, 2, 3 …")
        if not digits and number <= len(own.ordinals[row]):
            return _started(own.ordinals[row][int(number) - 1], start=start)
        patterns = own.ordinal_digits[row]
        category = str(cldr(self.locale).ordinal_form(number))
        printed = numbers.digits(number, 0, cldr(self.locale))
        return patterns.get(category, patterns["other"]).format(printed)

    def spelled(
        self, value: Value, column: Column | None = None, *, form: str = "", start: bool = False
    ) -> str:
        """Return a small whole number as a word, "three"; others in digits.

        English, French and Chinese spell up to ten, German up to twelve.
        ``form`` is how "one" goes here, in a language where it does: "eine", "une".
        """
        own = language(self.locale)
        row = own.numbers[_row(form, [words[1] for words in own.numbers])]
        places = numbers.places_of(exact(value), column)
        number = numbers.rounded(exact(value), places)
        if places or not 0 <= number < len(row):
            return self._digits(value, column)
        return _started(row[int(number)], start=start)

    def plural(self, value: Value, column: Column | None = None, *, one: str, many: str) -> str:
        """Return the word that goes with a number as it is printed: 1.0 is many in English.

        Raise ReportError where the locale has more forms than these two.
        """
        return one if self._is_one(value, column) else many

    def list(self, names: Iterable[str], *, most: int | None = None) -> str:
        """Return names as a sentence lists them: Kenya, Japan and Israel.

        After ``most`` names the list is cut: "Kenya, Japan and 4 others". It is not cut for a
        single name, which takes no more room than "1 other".
        """
        listed = [str(name) for name in names]
        if most is not None and len(listed) > max(most, 1) + 1:
            rest = numbers.digits(Decimal(len(listed) - max(most, 1)), 0, cldr(self.locale))
            listed = [*listed[: max(most, 1)], language(self.locale).others.format(rest)]
        return format_list(listed, style="standard", locale=self.locale)

    def shares(self, values: Sequence[Value], decimals: int = 0) -> tuple[str, ...]:
        """Return shares in percent, printed so that they sum to exactly 100.

        None differs from the exact share by a unit of its last place or more; the largest
        remainders are rounded up, the earlier of two equal ones.
        Raise ReportError when the exact shares do not sum to 100 within 0.05.
        """
        locale = cldr(self.locale)
        rounded = whole_shares(values, decimals)
        return tuple(numbers.digits(each, decimals, locale, percent=True) for each in rounded)

    def almost(
        self, value: Value, target: Value, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "almost 50": the value is below the target, by at most 5 %.

        A target is a number in the column's unit, or the name of a landmark ("half", "twice").
        For a landmark ``of`` is the whole or the base; a column in percent needs none for parts,
        and one in "times" none for multiples. This is so for all the hedges that follow.
        """
        return self._hedged("almost", value, target, column, of, start=start)

    def about(
        self, value: Value, target: Value, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "about 50": within 5 %, or the value is printed as the target."""
        return self._hedged("about", value, target, column, of, start=start)

    def more_than(
        self, value: Value, target: Value, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "more than 50": above it, by less than 15 %."""
        return self._hedged("more_than", value, target, column, of, start=start)

    def less_than(
        self, value: Value, target: Value, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "fewer than 50" of things counted, "less than 50%": below, by less than 15 %."""
        return self._hedged("less_than", value, target, column, of, start=start)

    def at_least(
        self, value: Value, target: Value, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "at least 50": it, or above it by less than 15 %."""
        return self._hedged("at_least", value, target, column, of, start=start)

    def named(
        self, value: Value, name: str, column: Column, *, of: Value = None, start: bool = False
    ) -> str:
        """Return "half" or "twice": within half a percentage point, or 5 % of the multiple."""
        return self._hedged(NAMED, value, name, column, of, start=start)

    def _digits(self, value: Value, column: Column | None, *, signed: bool = False) -> str:
        number = exact(value)
        return numbers.digits(
            number,
            numbers.places_of(number, column),
            cldr(self.locale),
            percent=column is not None and column.unit == PERCENT,
            signed=signed,
        )

    def _is_one(self, value: Value, column: Column | None) -> bool:
        """Tell whether a number, as it is printed, takes the singular."""
        number, form = exact(value), cldr(self.locale).plural_form
        category = form(numbers.rounded(number, numbers.places_of(number, column)))
        # Some languages have a third form for whole millions only: it is told by "de".
        if not (category in {"one", "other"} or set(form.tags) <= {"one", "many"}):
            what = f'{value} needs the form "{category}" in the locale "{self.locale}"'
            raise ReportError(what, hint="Only languages with two forms are known here.")
        return category == "one"

    def _hedged(  # noqa: PLR0913 - what is said, and all that it is said of
        self, kind: str, value: Value, target: Value, column: Column, of: Value, *, start: bool
    ) -> str:
        hedge = Hedge(value, target, column, of, language(self.locale), self.value)
        return _started(hedge.say(kind), start=start)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _row(form: str, forms: Sequence[str]) -> int:
    """Return which of a language's forms is wanted; the first where none is named."""
    if form and form not in forms:
        raise ReportError(f'no form "{form}"', hint=did_you_mean(form, forms))
    return forms.index(form) if form else 0


def _started(text: str, *, start: bool) -> str:
    return text[:1].upper() + text[1:] if start else text
