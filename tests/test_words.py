"""The words of values: one way to print each, in every locale that a site can have."""

from datetime import date
from decimal import Decimal

import pytest

from report.model import Column, Value
from report.words import Words

COUNT = Column("n", "BIGINT", "Boats", unit="boats")
SHARE = Column("s", "DECIMAL(4,1)", "Share", unit="%", decimals=0)
EXACT_SHARE = Column("s", "DECIMAL(4,1)", "Share", unit="%", decimals=1)
YEAR = Column("y", "SMALLINT", "Year")


@pytest.mark.parametrize(
    ("locale", "count", "share"),
    [
        ("en", "1,636", "44%"),
        ("de", "1.636", "44\N{NO-BREAK SPACE}%"),
        ("fr", "1\N{NARROW NO-BREAK SPACE}636", "44\N{NO-BREAK SPACE}%"),
        ("zh_Hans", "1,636", "44%"),
    ],
)
def test_a_locale_groups_digits_in_its_own_way(locale: str, count: str, share: str) -> None:
    """English, German, French and Chinese readers each see the numbers they know."""
    words = Words(locale)

    assert (words.value(1636, COUNT), words.value(Decimal("44.2"), SHARE)) == (count, share)


@pytest.mark.parametrize(
    ("value", "column", "printed"),
    [
        (2022, YEAR, "2022"),
        (Decimal("44.5"), SHARE, "45%"),
        (Decimal("45.5"), SHARE, "46%"),
        (Decimal("10.0"), EXACT_SHARE, "10.0%"),
        (100, EXACT_SHARE, "100.0%"),
        (0.25, COUNT, "0.3"),
        (-1234, COUNT, "-1,234"),
        (None, COUNT, ""),
        (True, COUNT, "yes"),
        ("<b>", COUNT, "<b>"),
        (date(2023, 9, 1), YEAR, "September 1, 2023"),
    ],
)
def test_a_value_is_printed_as_its_column_says(value: Value, column: Column, printed: str) -> None:
    """A year is never grouped, a half is rounded up, and a share keeps its places."""
    assert Words("en").value(value, column) == printed


def test_names_are_listed_as_a_sentence_lists_them() -> None:
    """The last name stands behind an "and"."""
    assert Words("en").list(["Kenya", "Japan", "Israel"]) == "Kenya, Japan, and Israel"
    assert Words("de").list(["Kenia", "Japan"]) == "Kenia und Japan"
