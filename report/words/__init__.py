"""A value in, the words it is printed as out: the same in prose, tables, axes and labels.

Babel knows how each locale groups digits and writes percent; this module knows units.
A column's unit decides: ``%`` is written as the locale writes percent, a counted thing
(``countries``, ``deals``) is grouped, and a whole number without a unit is a name, such as
a year, and stays as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from report.model import Column, Value

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Words:
    """How one publication prints its values."""

    locale: str = "en"  # as CLDR writes it: en, de, fr, zh_Hans

    def value(self, value: Value, column: Column) -> str:
        """Return a cell as readers see it; nothing for NULL, which only tables may show."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, date):
            return format_date(value, format="long", locale=self.locale)
        if isinstance(value, str):
            return value
        return self._number(value, column)

    def list(self, names: Iterable[str]) -> str:
        """Return names as a sentence lists them: Kenya, Japan and Israel."""
        return format_list(list(names), style="standard", locale=self.locale)

    def _number(self, value: float | Decimal, column: Column) -> str:
        if not column.unit and column.decimals is None and isinstance(value, int):
            return str(value)
        exact = Decimal(str(value))
        places = _places(exact) if column.decimals is None else column.decimals
        # Half up, as readers round: 44.5 is 45, whatever the digit before.
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        pattern = f"#,##0.{'0' * places}" if places else "#,##0"
        if column.unit == PERCENT:
            written = Locale.parse(self.locale).percent_formats[None].pattern
            pattern = written.replace("#,##0", pattern)
            return format_percent(rounded / 100, pattern, self.locale, decimal_quantization=False)
        return format_decimal(rounded, pattern, self.locale)


def _places(value: Decimal) -> int:
    """Return how many decimal places a value is printed with when its column says nothing."""
    return 0 if value == value.to_integral_value() else 1
