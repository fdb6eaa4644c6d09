"""What earlier editions found is told beside what is found now, where it differs."""

from dataclasses import replace
from decimal import Decimal

import pytest

from report.facts import Past, PastFigure, of_figures
from report.history import changes
from report.model import Column, Figure, Row
from report.words import Words

COLUMNS = (
    Column("harbour", "VARCHAR", "Harbour"),
    Column("boats", "BIGINT", "Boats", unit="boats"),
    Column("late", "DECIMAL(4,1)", "Late", unit="%", allows=frozenset({"null"})),
)
NOW: tuple[Row, ...] = (("north", 1200, Decimal("44.5")), ("south", 7, None))


def figure(*rows: Row, key: tuple[str, ...] = ("harbour",)) -> Figure:
    """Return the figure with these rows."""
    return Figure("boats", "Boats", COLUMNS, key, rows, (), "", "queries/boats.sql")


def past(*rows: Row, key: tuple[str, ...] = ("harbour",)) -> PastFigure:
    """Return the figure as an edition with these rows sealed it."""
    return of_figures({"boats": figure(*rows, key=key)})["boats"]


def told(
    *rows: Row, then: PastFigure | None = None, key: tuple[str, ...] = ("harbour",)
) -> list[str]:
    """Return what the edition before said differently."""
    before = then or past(*NOW)
    [(edition, differences)] = changes(
        figure(*rows, key=key), (Past("2022-09", "", {"boats": before}, {}),), Words("en")
    )
    assert edition == "2022-09"
    return differences


def test_what_is_the_same_is_not_told() -> None:
    """A decimal that JSON has made a float is the same number."""
    assert told(*NOW) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("north", 1201, Decimal("44.5")), NOW[1]), ["north Boats: 1,200"]),
        ((("north", 1200, Decimal("44.6")), NOW[1]), ["north Late: 44.5%"]),
        ((("north", 1200, None), NOW[1]), ["north Late: 44.5%"]),
        ((NOW[0], ("south", 7, Decimal(3))), ["south Late: nothing"]),
        ((*NOW, ("west", 1, None)), ["west was not there"]),
        (NOW[:1], ["south was there too"]),
    ],
    ids=["a count", "a share", "NULL now", "NULL then", "a new row", "a lost row"],
)
def test_what_differs_is_told_as_it_was(rows: tuple[Row, ...], expected: list[str]) -> None:
    """A number that moved is told with its row and its earlier value, as it was printed."""
    assert told(*rows) == expected


def test_a_figure_with_one_row_has_no_key_to_name() -> None:
    """The single row needs no name."""
    one = past(("north", 5, None), key=())

    assert told(("north", 6, None), then=one, key=()) == ["Boats: 5"]


def test_many_changes_are_counted() -> None:
    """A figure that moved as a whole does not fill its page with it."""
    many = past(*((f"h{n}", 1, None) for n in range(10)))

    changed = told(*((f"h{n}", 2, None) for n in range(10)), then=many)

    assert changed[-2:] == ["h7 Boats: 1", "and 2 more"]
    assert len(changed) == 9


def test_a_column_that_was_not_there_is_no_change() -> None:
    """An edition is not compared by what it did not have."""
    wide = past(NOW[0])
    narrow = replace(wide, columns=wide.columns[::2], rows=(("north", 44.5),))

    assert told(NOW[0], then=narrow) == []


def test_rows_that_were_named_otherwise_are_not_compared() -> None:
    """A row is found again by its key, and another key names other rows."""
    assert told(*NOW, then=past(*NOW, key=("boats",))) == ["its rows were named otherwise"]


def test_a_figure_that_is_new_has_no_history() -> None:
    """Editions that did not have the figure are not listed."""
    assert changes(figure(*NOW), (Past("2022-09", "", {}, {}),), Words("en")) == []
