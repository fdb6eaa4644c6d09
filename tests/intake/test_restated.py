"""What the intake made of the originals' worst damage, in ``data/`` itself."""

import duckdb


def test_firms_that_stand_in_wrong_rows_are_given_back(tables: duckdb.DuckDBPyConnection) -> None:
    """Five runs of the workbook of 2022, each with its rightful country."""
    runs = tables.execute(
        """
        SELECT printed_under, country, count(*)
        FROM suppliers
        WHERE printed_under <> country
        GROUP BY ALL
        ORDER BY ALL
        """
    ).fetchall()

    assert runs == [
        ("FRA", "AUS", 2),
        ("IND", "CHN", 9),
        ("RUS", "SAU", 3),
        ("SVN", "IND", 1),
        ("TJK", "USA", 9),
    ]


def test_tajikistan_is_not_supplied_by_the_firms_beside_it(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    """Its row prints ten firms; one is its own."""
    rows = tables.execute(
        "SELECT company FROM suppliers WHERE wave = 2022 AND country = 'TJK'"
    ).fetchall()

    assert rows == [("huawei",)]
