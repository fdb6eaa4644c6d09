"""The data says from which year to which it speaks, and typed years are held to that."""

from pathlib import Path

import pytest

from report import contract, periods, tables
from report.periods import Period, is_bound, years_in_sql
from tests.packages import package, table, write

LOG = table(
    "log",
    [
        {"name": "harbour"},
        {"name": "season", "type": "year", "period": True},
        {"name": "built", "type": "year"},
    ],
    primaryKey=["harbour", "season"],
)
PERIODS = (Period("log", "season", 2019, 2023), Period("piers", "built", 1804, 1932))


def test_a_period_is_what_the_table_has(tmp_path: Path) -> None:
    """The first and the last year of a marked column are read from the rows; others are not."""
    rows = "harbour,season,built\nnorth,2021,1871\nsouth,2019,1804\nnorth,2023,1871\n"
    project = write(tmp_path, {"data/datapackage.json": package(LOG), "data/log.csv": rows})

    with tables.load(project, contract.read(project)) as data:
        assert periods.read(data) == (Period("log", "season", 2019, 2023),)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2019, True), (2023, True), (1804, True), (1932, True), (2021, False), (2024, False)],
)
def test_a_year_is_bound_at_the_ends_of_a_period(year: int, *, expected: bool) -> None:
    """The first and the last year move with the data; one between them does not."""
    assert is_bound(year, PERIODS) is expected


def test_without_data_no_year_is_bound() -> None:
    """A publication without periods can bind no year."""
    assert not is_bound(2023, ())


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1\nFROM log WHERE season = 2022;", [(2022, 2)]),
        ("WHERE season IN (2019, 2022)", [(2019, 1), (2022, 1)]),
        ("WHERE season BETWEEN 2019 AND 2022", [(2019, 1), (2022, 1)]),
        ("WHERE season=2022", [(2022, 1)]),
        ("WHERE season > 1899", [(1899, 1)]),
        ("WHERE day >= DATE '2022-09-01'", [(2022, 1)]),
        ("-- title: Boats of 2022\nSELECT 1; -- not 2022", []),
        ("SELECT 1 /* as in 2022 */, 2", []),
        ("SELECT boats_2022 FROM log_2019", []),
        ("WHERE source = 'report_2019'", []),
        ("WHERE boats > 20220 AND share < 0.2022 AND price = 2022.5", []),
        ("WHERE code = '12022'", []),
        ("LIMIT 1700", []),
    ],
)
def test_the_years_that_a_query_types(sql: str, expected: list[tuple[int, int]]) -> None:
    """Numbers that are years are found with their lines; names, comments and counts are not."""
    assert list(years_in_sql(sql)) == expected
