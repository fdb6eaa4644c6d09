"""A strip of years shows each stretch as long as it was, and tells only what was there."""

import pytest

from report.errors import ReportError
from report.model import Column
from report.strips import WIDTH, Stretch, strip
from tests.inventions import figure, words

TIDES = figure(
    "tides",
    [Column("since", "SMALLINT", "From"), Column("until", "SMALLINT", "To"), words("tide")],
    [(2001, 2003, "High"), (2000, 2000, "Low"), (2004, 2009, "Low")],
)
COLUMNS = ("since", "until", "tide")
ORDER = ("Low", "Middle", "High")


def test_a_stretch_is_as_long_as_its_years() -> None:
    """Both its years are in it; stretches stand in the order of time, and fill the whole."""
    made = strip(TIDES, TIDES.rows, COLUMNS, ORDER)

    assert (made.first, made.last) == ("2000", "2009")
    assert made.stretches == [
        Stretch("Low", "var(--c-step-1)", 0, WIDTH / 10),
        Stretch("High", "var(--c-step-5)", WIDTH / 10, 3 * WIDTH / 10),
        Stretch("Low", "var(--c-step-1)", 4 * WIDTH / 10, 6 * WIDTH / 10),
    ]


def test_the_key_has_what_occurs_in_its_order() -> None:
    """What never was the case needs no colour explained."""
    made = strip(TIDES, TIDES.rows, COLUMNS, ORDER)

    assert [text for text, _ in made.key] == ["Low", "High"]


@pytest.mark.parametrize("order", [("Low", "Height"), (), tuple("abcdef")])
def test_what_has_no_step_is_refused(order: tuple[str, ...]) -> None:
    """A label outside the order, and more steps than readers tell apart, are faults."""
    with pytest.raises(ReportError):
        strip(TIDES, TIDES.rows, COLUMNS, order)
