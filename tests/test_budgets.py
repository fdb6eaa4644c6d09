"""A number that is further from the edition before than its budget is told, and no other is."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from report import budgets
from report.budgets import Move
from report.contract import Contract, TableContract
from report.facts import Past, PastColumn, PastFigure, Plain
from report.model import Budget, Column, Figure, Row

COLUMNS = (
    Column("harbour", "VARCHAR", "Harbour"),
    Column("boats", "BIGINT", "Boats", unit="boats"),
    Column("late", "DECIMAL(4,1)", "Late", unit="%"),
)
BOATS = Figure("boats", "Boats", COLUMNS, ("harbour",), (), (), "", "queries/boats.sql")
SEASON = Figure("season", "Season", COLUMNS[1:], (), (), (), "", "queries/season.sql")
TENTH, TWO, FIFTH = (
    Budget("boats", Decimal(10), relative=True),
    Budget("late", Decimal(2), relative=False),
    Budget("rows", Decimal(20), relative=True),
)


def before(rows: tuple[tuple[Plain, ...], ...], of: Figure = BOATS) -> Past:
    """Return an edition that printed these rows."""
    columns = tuple(PastColumn(c.name, c.label, c.unit, c.decimals) for c in of.columns)
    return Past("2023-01", "January", {of.name: PastFigure(of.title, columns, of.key, rows)}, {})


def moved(
    was: tuple[Plain, ...], now: Row, *of: Budget, figure: Figure = BOATS
) -> list[tuple[str, ...]]:
    """Return what moved between two rows: the row, the column, the old and the new value."""
    computed = replace(figure, rows=(now,), budgets=of)
    found = budgets.find({figure.name: computed}, before((was,), figure))
    return [(move.row, move.column, move.was, move.now) for move in found]


@pytest.mark.parametrize(("boats", "late"), [(110, "4.5"), (90, "2.5"), (100, "6.5"), (100, "4.5")])
def test_what_is_within_its_budget_has_not_moved(boats: int, late: str) -> None:
    """A budget reaches both ways, and its very end is within it."""
    assert moved(("north", 100, 4.5), ("north", boats, Decimal(late)), TENTH, TWO) == []


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (("north", 111, Decimal("4.5")), [("north", "boats", "100", "111")]),
        (("north", 89, Decimal("4.5")), [("north", "boats", "100", "89")]),
        (("north", 100, Decimal("6.6")), [("north", "late", "4.5", "6.6")]),
        (("north", 100, Decimal("2.4")), [("north", "late", "4.5", "2.4")]),
    ],
)
def test_what_is_beyond_its_budget_is_told_with_both_values(
    now: Row, expected: list[tuple[str, ...]]
) -> None:
    """In percent of the older value, or in the column's unit."""
    assert moved(("north", 100, 4.5), now, TENTH, TWO) == expected


def test_what_has_no_budget_may_move() -> None:
    """A figure declares which of its numbers are watched."""
    assert moved(("north", 100, 4.5), ("north", 900, Decimal("99.9"))) == []


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (0, 1, [("north", "boats", "0", "1")]),
        (None, 1, [("north", "boats", "nothing", "1")]),
        (1, None, [("north", "boats", "1", "nothing")]),
        (0, 0, []),
        (None, None, []),
    ],
)
def test_from_zero_or_nothing_every_step_is_beyond_a_share(
    was: int | None, now: int | None, expected: list[tuple[str, ...]]
) -> None:
    """No share of zero is a step, and from a value to none there is no distance to measure."""
    assert moved(("north", was, 4.5), ("north", now, Decimal("4.5")), TENTH) == expected


def test_a_figure_of_one_row_is_compared_with_its_one_row() -> None:
    """Its row is called "all"."""
    found = moved((100, 4.5), (200, Decimal("4.5")), TENTH, figure=SEASON)

    assert found == [("all", "boats", "100", "200")]


def test_a_number_that_no_float_tells_apart_has_not_moved() -> None:
    """The last bits of a sum are no news."""
    nothing = Budget("late", Decimal(0), relative=False)

    assert moved(("north", 1, 0.30000000000000004), ("north", 1, Decimal("0.3")), nothing) == []


ROWS = (("north", 1, 1), ("south", 1, 1), ("west", 1, 1), ("east", 1, 1), ("isle", 1, 1))


@pytest.mark.parametrize(
    ("now", "expected"),
    [(ROWS[:4], []), (ROWS[:3], [("all", "rows", "5", "3")]), (ROWS + (("bay", 1, 1),) * 9, [])],
)
def test_rows_may_fall_by_their_share_and_grow_as_they_like(
    now: tuple[Row, ...], expected: list[tuple[str, ...]]
) -> None:
    """Four of five are left: a fifth is gone, and a fifth may go."""
    found = budgets.find({"boats": replace(BOATS, rows=now, budgets=(FIFTH,))}, before(ROWS))

    assert [(move.row, move.column, move.was, move.now) for move in found] == expected


def test_a_row_that_is_new_and_a_row_that_is_gone_have_not_moved() -> None:
    """Only what both editions have can be further from itself."""
    assert moved(("north", 100, 4.5), ("south", 900, Decimal("4.5")), TENTH) == []


def test_a_column_or_a_figure_that_is_new_has_not_moved() -> None:
    """The edition before has nothing to compare it with."""
    past = before((("north", 100),), replace(BOATS, columns=COLUMNS[:2]))
    now = replace(BOATS, rows=(("north", 100, Decimal("4.5")),), budgets=(TENTH, TWO))

    assert budgets.find({"boats": now}, past) == ()
    assert budgets.find({"ships": replace(now, name="ships")}, past) == ()


def test_a_renamed_figure_is_compared_under_its_older_name() -> None:
    """A new name is no way around a budget."""
    now = replace(BOATS, name="ships", rows=(("north", 900, Decimal("4.5")),), budgets=(TENTH,))

    [move] = budgets.find({"ships": now}, before((("north", 100, 4.5),)), {"ships": "boats"})

    assert (move.figure, move.was, move.now) == ("ships", "100", "900")


def test_a_key_of_several_columns_is_joined() -> None:
    """A row is named by its key as text, whatever blanks are in it."""
    figure = replace(BOATS, key=("harbour", "late"))

    found = moved(("old  town", 1, 2), ("old  town", 9, 2), TENTH, figure=figure)

    assert found == [("old town 2", "boats", "1", "9")]


def test_a_move_tells_what_went_from_where_to_where() -> None:
    """In words that fit into a sentence."""
    ends = ("100", "111", "10%", "2023-01", "queries/boats.sql")

    assert [
        Move("boats", "north", "boats", *ends).told,
        Move("season", "all", "boats", *ends).told,
        Move("boats", "all", "rows", *ends).told,
    ] == [
        '"boats" of "north" went from 100 in 2023-01 to 111',
        '"boats" went from 100 in 2023-01 to 111',
        'the number of rows of "boats" went from 100 in 2023-01 to 111',
    ]


@pytest.mark.parametrize(
    ("share", "rows", "then", "expected"),
    [
        ("0.2", 80, {"log": 100}, []),
        ("0.2", 79, {"log": 100}, [("table log", "all", "rows", "100", "79")]),
        ("0.2", 300, {"log": 100}, []),
        ("0", 99, {"log": 100}, [("table log", "all", "rows", "100", "99")]),
        (None, 1, {"log": 100}, []),
        ("0.2", 1, {}, []),
    ],
)
def test_a_table_may_lose_the_share_of_rows_that_its_contract_says(
    share: str | None, rows: int, then: Mapping[str, int], expected: list[tuple[str, ...]]
) -> None:
    """One that promises nothing, or that is new, may have any number of rows."""
    table = TableContract(
        "log", "log.csv", ("log.csv",), (), may_shrink=Decimal(share) if share else None
    )
    contract = Contract("data/datapackage.json", "", "", "", (), (), (table,))

    found = budgets.find_in_tables(contract, {"log": rows}, Past("2023-01", "", {}, {}, rows=then))

    assert [(m.figure, m.row, m.column, m.was, m.now) for m in found] == expected
