"""Laws of ``data/``, as it is committed: a valid data package of canonical files."""

import csv
import io
import json
import re
from dataclasses import fields
from typing import Any

import duckdb
import pytest
from frictionless import Package

from intake import rows
from tests.intake.made import DATA

PACKAGE: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
SOURCES = {source["name"]: source for source in PACKAGE["sources"]}
ROWS = {
    "countries": rows.Country,
    "regimes": rows.Regime,
    "polity": rows.Polity,
    "index_countries": rows.IndexCountry,
    "index_entries": rows.IndexEntry,
    "supply": rows.Supply,
    "companies": rows.Company,
    "suppliers": rows.Supplier,
    "deals": rows.Deal,
    "deal_links": rows.DealLink,
    "printed": rows.Printed,
}


def read(name: str) -> tuple[list[str], list[list[str]]]:
    """Return the header and the rows of a committed file."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    return header, lines


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_no_fault() -> None:
    """Types, constraints, keys and foreign keys hold by an outside judge."""
    report = Package(str(DATA / "datapackage.json")).validate()

    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []


def test_there_is_a_file_for_every_table_and_no_other() -> None:
    """A file without a contract would be published unchecked."""
    files = {path.name for path in DATA.iterdir()}

    assert files == {"datapackage.json", *(resource["path"] for resource in RESOURCES.values())}


@pytest.mark.parametrize("name", RESOURCES)
def test_the_intake_and_the_contract_name_the_same_columns(name: str) -> None:
    """Header, contract and row are one list of columns in one order."""
    declared = [field["name"] for field in RESOURCES[name]["schema"]["fields"]]

    assert declared == [field.name for field in fields(ROWS[name])]
    assert read(name)[0] == declared


@pytest.mark.parametrize("name", RESOURCES)
def test_a_file_is_canonical(name: str) -> None:
    """UTF-8, LF, quoted only where needed: writing it again gives its bytes."""
    header, lines = read(name)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *lines])

    assert text.getvalue().encode() == (DATA / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", RESOURCES)
def test_a_file_is_ordered_by_its_key(tables: duckdb.DuckDBPyConnection, name: str) -> None:
    """The order is total, as the key is unique."""
    key = ", ".join(RESOURCES[name]["schema"]["primaryKey"])
    as_it_stands = tables.execute(f"SELECT {key} FROM {name}").fetchall()

    assert as_it_stands == sorted(set(as_it_stands))


@pytest.mark.parametrize("name", RESOURCES)
def test_cells_have_no_blanks_at_their_ends(name: str) -> None:
    """A blank that cannot be seen makes two words of one."""
    cells = [cell for line in read(name)[1] for cell in line]

    assert [cell for cell in cells if cell != cell.strip()] == []


@pytest.mark.parametrize("name", RESOURCES)
def test_every_row_names_a_declared_source(tables: duckdb.DuckDBPyConnection, name: str) -> None:
    """A row without a source is a rumour."""
    named = tables.execute(f"SELECT DISTINCT source FROM {name}").fetchall()

    assert {source for (source,) in named} <= set(SOURCES)


@pytest.mark.parametrize("name", RESOURCES)
def test_every_column_has_a_sentence(name: str) -> None:
    """The codebook is made of the descriptions."""
    for field in RESOURCES[name]["schema"]["fields"]:
        assert field["description"].endswith(".") or field["description"].endswith("?")
        assert field["duckdb"]


def test_every_source_is_used_or_says_that_it_is_not(tables: duckdb.DuckDBPyConnection) -> None:
    """A source in the list of sources was read for something."""
    used = {
        source
        for name in RESOURCES
        for (source,) in tables.execute(f"SELECT DISTINCT source FROM {name}").fetchall()
    }

    assert set(SOURCES) - used == {"brookings_2023"}
    assert "No number is taken from it directly." in SOURCES["brookings_2023"]["note"]


def test_what_is_restated_without_a_confirmed_licence_says_so() -> None:
    """The inventory's facts are passed on, and readers are told on what ground."""
    inventory = SOURCES["spyware_2023"]

    assert inventory["redistributable"] is True
    assert "not confirmed" in inventory["note"]


def test_more_deals_fit_the_same_table() -> None:
    """The study's own deals, should they come, need no year and no words for it."""
    limits = {
        field["name"]: field["constraints"]["required"]
        for field in RESOURCES["deals"]["schema"]["fields"]
    }

    assert {name for name, required in limits.items() if not required} == {
        "exporter",
        "company",
        "first_year",
        "year_disclosed",
        "period_as_printed",
        "disclosed_as_printed",
    }


FLOORS = (
    {"originals", "rows"},
    {"countries", "printed_words"},
    {"names", "companies"},
    {"aigs", "printed", "reference"},
    {"aigs_2019", "aigs_2020", "aigs_2022", "spyware", "nber"},
    {"tables"},
    {"files"},
)


@pytest.mark.parametrize("floor", range(len(FLOORS)))
def test_a_module_of_the_intake_imports_from_lower_floors_only(floor: int) -> None:
    """Nobody looks up, and nobody looks sideways."""
    below = set[str]().union(*FLOORS[:floor])
    for module in FLOORS[floor]:
        text = (DATA.parent / "intake" / f"{module}.py").read_text(encoding="utf-8")
        named = re.findall(
            r"^from intake\.(\w+) import|^from intake import (.+)$", text, re.MULTILINE
        )
        imported = {word for pair in named for names in pair for word in names.split(", ") if word}

        assert imported <= below
