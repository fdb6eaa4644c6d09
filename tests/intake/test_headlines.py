"""The numbers that the publishers print come out of ``data/``, in SQL."""

import duckdb
import pytest


def test_the_index_of_2019_has_the_countries_it_prints(tables: duckdb.DuckDBPyConnection) -> None:
    """75 countries; smart city 56, face recognition 64; smart policing 53, though 52 is printed."""
    counted = tables.execute(
        "SELECT technology, count(*) FROM index_entries WHERE wave = 2019 GROUP BY ALL ORDER BY ALL"
    ).fetchall()

    assert counted == [("face_recognition", 64), ("smart_city", 56), ("smart_policing", 53)]


def test_the_index_of_2022_has_the_countries_it_prints(tables: duckdb.DuckDBPyConnection) -> None:
    """97 countries; smart city 64, face recognition 78, smart policing 69, social media 38."""
    counted = tables.execute(
        "SELECT technology, count(*) FROM index_entries WHERE wave = 2022 GROUP BY ALL ORDER BY ALL"
    ).fetchall()

    assert counted == [
        ("face_recognition", 78),
        ("smart_city", 64),
        ("smart_policing", 69),
        ("social_media_surveillance", 38),
    ]


@pytest.mark.parametrize(("wave", "countries"), [(2019, 75), (2020, 77), (2022, 97)])
def test_a_wave_has_its_countries(
    tables: duckdb.DuckDBPyConnection, wave: int, countries: int
) -> None:
    """No row of an original is lost."""
    counted = tables.execute("SELECT count(*) FROM index_countries WHERE wave = ?", [wave])

    assert counted.fetchall() == [(countries,)]


def test_china_and_the_us_supply_the_countries_of_2019(tables: duckdb.DuckDBPyConnection) -> None:
    """China 63, of them 36 in the Belt and Road Initiative; the US 32; their own included."""
    counted = tables.execute(
        """
        SELECT exporter, count(*), count(*) FILTER (WHERE belt_and_road)
        FROM supply
        JOIN index_countries
          ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
        WHERE supply.wave = 2019 AND exporter IN ('CHN', 'USA')
        GROUP BY exporter
        ORDER BY exporter
        """
    ).fetchall()

    assert [row[:2] for row in counted] == [("CHN", 63), ("USA", 32)]
    assert counted[0][2] == 36


@pytest.mark.parametrize(
    ("company", "counted", "printed"),
    [
        ("nec", 14, 14),
        ("palantir", 9, 9),
        ("cisco", 6, 6),
        ("ibm", 10, 11),
        ("huawei", 49, 50),
    ],
)
def test_a_firm_is_in_the_countries_of_2019(
    tables: duckdb.DuckDBPyConnection, company: str, counted: int, printed: int
) -> None:
    """IBM and Huawei differ from print by one, and stay differing."""
    recorded = tables.execute(
        "SELECT count(*) FROM suppliers WHERE wave = 2019 AND company = ?", [company]
    ).fetchall()
    claimed = tables.execute(
        "SELECT value FROM printed WHERE source = 'carnegie_2019' AND lower(subject) = ?", [company]
    ).fetchall()

    assert recorded == [(counted,)]
    assert claimed == [(printed,)]


def test_the_inventory_has_the_governments_it_prints(tables: duckdb.DuckDBPyConnection) -> None:
    """193 deals of 74 governments: 44 autocracies, 30 democracies; 56 supplied by Israel."""
    counted = tables.execute(
        """
        SELECT
          count(DISTINCT deal_id),
          count(DISTINCT importer),
          count(DISTINCT importer) FILTER (WHERE regime IN (0, 1)),
          count(DISTINCT importer) FILTER (WHERE regime IN (2, 3)),
          count(DISTINCT importer) FILTER (WHERE exporter = 'ISR')
        FROM deals
        JOIN regimes ON regimes.country = deals.importer AND regimes.year = 2021
        """
    ).fetchall()

    assert counted == [(193, 74, 44, 30, 56)]


SHARES = """
SELECT
  supply.wave,
  count(*) AS countries,
  round(100 * count(*) FILTER (WHERE index_countries.regime IN ('CA', 'EA')) / count(*)) AS index,
  round(100 * count(*) FILTER (WHERE polity2 < 7) / count(polity2)) AS polity
FROM supply
JOIN index_countries
  ON index_countries.wave = supply.wave AND index_countries.country = supply.importer
LEFT JOIN polity ON polity.country = supply.importer
WHERE supply.exporter = $exporter AND supply.scope = 'export'
  AND ($anything OR EXISTS (
    FROM index_entries
    WHERE index_entries.wave = supply.wave
      AND index_entries.country = supply.importer
      AND index_entries.technology = 'face_recognition'
  ))
GROUP BY supply.wave
ORDER BY supply.wave
"""


@pytest.mark.parametrize(
    ("exporter", "countries", "shares"),
    [("CHN", [52, 50, 52], [44, 50, 52]), ("USA", [29, 27, 29], [28, 33, 34])],
)
def test_countries_with_face_recognition_and_their_autocratic_share(
    tables: duckdb.DuckDBPyConnection, exporter: str, countries: list[int], shares: list[int]
) -> None:
    """By the index's own column of regimes, home left out."""
    rows = tables.execute(SHARES, {"exporter": exporter, "anything": False}).fetchall()

    assert [row[1] for row in rows] == countries
    assert [row[2] for row in rows] == shares


@pytest.mark.parametrize(
    ("exporter", "supplied", "with_face_recognition"),
    [("CHN", [43, 43, 44], [44, 42, 42]), ("USA", [45, 39, 37], [45, 37, 34])],
)
def test_the_autocratic_share_by_polity(
    tables: duckdb.DuckDBPyConnection,
    exporter: str,
    supplied: list[int],
    with_face_recognition: list[int],
) -> None:
    """Polity below 7, home and countries without a score left out.

    43, 43, 44 and 45, 39, 37 are of all countries supplied, whatever the technology.
    Beside the shares of the test above belong those of face recognition alone.
    """
    everything = tables.execute(SHARES, {"exporter": exporter, "anything": True}).fetchall()
    face_only = tables.execute(SHARES, {"exporter": exporter, "anything": False}).fetchall()

    assert [row[3] for row in everything] == supplied
    assert [row[3] for row in face_only] == with_face_recognition


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


def test_published_numbers_disagree_as_they_were_printed(
    tables: duckdb.DuckDBPyConnection,
) -> None:
    """Two names for 250, three counts of US partners: nothing is smoothed."""
    named = tables.execute(
        "SELECT DISTINCT source, measure FROM printed WHERE value = 250 ORDER BY ALL"
    ).fetchall()
    partners = tables.execute(
        """
        SELECT DISTINCT value::INTEGER
        FROM printed
        WHERE exporter = 'USA' AND measure IN ('partners', 'supplier_links')
          AND regime_group IS NULL
        ORDER BY ALL
        """
    ).fetchall()

    assert named == [("nber_w31676", "face_recognition_deals"), ("wired_2023", "ai_deals")]
    assert partners == [(48,), (57,), (60,)]


def test_the_yearly_series_falls_short_of_all_deals(tables: duckdb.DuckDBPyConnection) -> None:
    """Read off a chart, it sums to 1,167 of 1,636."""
    summed = tables.execute(
        "SELECT sum(value)::INTEGER FROM printed WHERE year IS NOT NULL AND measure = 'face_recognition_deals'"
    ).fetchall()

    assert summed == [(1167,)]
