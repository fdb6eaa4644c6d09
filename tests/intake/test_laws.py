"""Laws of ``queries/checks/``: each holds of the committed data and catches what breaks it."""

import re
from pathlib import Path

import duckdb
import pytest

LAWS = Path(__file__).parent.parent.parent / "queries" / "checks"
NAMES = sorted(path.stem for path in LAWS.glob("*.sql"))

# What breaks each law: a made change to the committed tables.
BREACHES = {
    "supply_crosses_a_border_or_is_domestic": (
        "UPDATE supply SET scope = 'domestic' WHERE importer = 'CHL' AND exporter = 'CHN'"
    ),
    "deals_cross_a_border_or_are_domestic": (
        "UPDATE deals SET exporter = NULL WHERE deal_id = 'spy-ago-finfisher-spyware'"
    ),
    "deal_parts_are_numbered_without_gaps": (
        "UPDATE deals SET part = 3 WHERE deal_id = 'spy-arm-cytrox-spyware' AND part = 2"
    ),
    "deal_parts_agree": (
        "UPDATE deals SET confidence = 'lower' WHERE deal_id = 'spy-arm-cytrox-spyware' AND part = 2"
    ),
    "joint_deals_have_different_exporters": (
        "UPDATE deals SET exporter = 'ISR' WHERE deal_id = 'spy-arm-cytrox-spyware'"
    ),
    "deals_have_links": "DELETE FROM deal_links WHERE deal_id = 'spy-ago-finfisher-spyware'",
    "links_belong_to_deals": (
        "INSERT INTO deal_links VALUES ('spy-none', 1, 'https://example.org', 'spyware_2023')"
    ),
    "links_are_numbered_without_gaps": (
        "UPDATE deal_links SET number = 9 WHERE deal_id = 'spy-ago-finfisher-spyware'"
    ),
    "deals_are_not_disclosed_before_use": (
        "UPDATE deals SET first_year = 2016 WHERE deal_id = 'spy-ago-finfisher-spyware'"
    ),
    "years_stand_in_print": (
        "UPDATE deals SET first_year = 2013 WHERE deal_id = 'spy-ago-finfisher-spyware'"
    ),
    "supply_is_of_indexed_countries": (
        "DELETE FROM index_countries WHERE wave = 2020 AND country = 'CHL'"
    ),
    "index_entries_are_of_indexed_countries": (
        "DELETE FROM index_countries WHERE wave = 2020 AND country = 'CHL'"
    ),
    "indexed_countries_have_an_entry": (
        "DELETE FROM index_entries WHERE wave = 2020 AND country = 'CHL'"
    ),
    "social_media_is_not_of_2019": (
        "INSERT INTO index_entries VALUES (2019, 'CHL', 'social_media_surveillance', 'aigs_2019')"
    ),
    "suppliers_are_in_indexed_countries": (
        "UPDATE suppliers SET printed_under = 'ATA' WHERE wave = 2022 AND printed_under = 'TJK'"
    ),
    "moved_suppliers_have_a_witness": (
        "DELETE FROM suppliers WHERE wave = 2020 AND country = 'AUS' AND company = 'genetec'"
    ),
    "companies_are_named": ("INSERT INTO companies VALUES ('acme', 'Acme', NULL, NULL, 'editors')"),
    "homes_have_a_basis": "UPDATE companies SET home = 'CHN' WHERE company = 'cellebrite'",
    "regime_years_are_contiguous": "DELETE FROM regimes WHERE country = 'CHL' AND year = 2015",
    "democracies_score_one_half": (
        "UPDATE regimes SET regime = 2 WHERE country = 'CHN' AND year = 2015"
    ),
    "printed_numbers_have_a_place": "UPDATE printed SET place = ' ' WHERE value = 1488",
    "publications_agree_with_themselves": (
        "UPDATE printed SET value = 249 WHERE value = 250 AND place = 'p.6'"
    ),
    "printed_groups_sum_to_their_total": "UPDATE printed SET value = 239 WHERE value = 238",
    "printed_shares_fit_their_counts": (
        "UPDATE printed SET value = 45 WHERE value = 44 AND place LIKE 'Fig 1%'"
    ),
    "printed_pairs_fit_their_countries": (
        "UPDATE printed SET value = 300 WHERE exporter = 'ISR' AND importer = 'USA'"
    ),
    "printed_exporters_fit_the_total": (
        "UPDATE printed SET value = 1600 WHERE exporter = 'DEU' AND value = 148"
    ),
    "printed_partners_fit_their_deals": (
        "UPDATE printed SET value = 50 WHERE exporter = 'IND' AND measure = 'partners'"
    ),
    "printed_smart_city_deals_are_deals": (
        "UPDATE printed SET value = 99 WHERE year = 2012 AND measure = 'smart_city_deals'"
    ),
    "printed_percents_are_shares": "UPDATE printed SET value = 470 WHERE value = 4.7",
}


def law(name: str) -> str:
    """Return the text of a law."""
    return (LAWS / f"{name}.sql").read_text(encoding="utf-8")


def test_every_law_is_known_to_fail() -> None:
    """A law that was never seen to fail may be no law."""
    assert set(BREACHES) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_law_says_itself_and_is_one_ordered_select(name: str) -> None:
    """The first line is the law in words; the order of what breaks it is total."""
    said, *lines = law(name).splitlines()
    notes = [line for line in lines if line.startswith("--")]

    assert re.fullmatch(r"-- says: [A-Z].+\.", said)
    assert all(line.startswith("-- note: ") for line in notes)
    assert [kind.type for kind in duckdb.extract_statements(law(name))] == [
        duckdb.StatementType.SELECT
    ]
    assert "ORDER BY" in law(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_law_holds(tables: duckdb.DuckDBPyConnection, name: str) -> None:
    """No row of the committed data breaks it."""
    assert tables.execute(law(name)).fetchall() == []


@pytest.mark.parametrize("name", NAMES)
def test_a_breach_is_caught(tables: duckdb.DuckDBPyConnection, name: str) -> None:
    """A made row that breaks the law comes out of it."""
    tables.execute(BREACHES[name])

    assert tables.execute(law(name)).fetchall() != []
