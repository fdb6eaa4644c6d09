"""Laws of writing: the same facts are the same bytes, and a faulty table is not written."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from intake.__main__ import main
from intake.files import Change, as_csv, compare, read_contracts, render, write
from intake.rows import Polity, Regime, Row
from report.errors import ReportError


def regime(country: str, year: int = 2021, kind: int | None = 2) -> Regime:
    """Return a made row."""
    return Regime(country, year, kind, Decimal("0.500"), "vdem_v15")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A made data package with one table."""
    fields: dict[str, dict[str, Any]] = {
        "country": {"required": True},
        "year": {"required": True},
        "regime": {"required": False, "enum": [0, 1, 2, 3]},
        "electoral_democracy": {"required": False},
        "source": {"required": True},
    }
    schema = {
        "fields": [{"name": name, "constraints": limits} for name, limits in fields.items()],
        "primaryKey": ["country", "year"],
    }
    package = {"resources": [{"name": "regimes", "schema": schema, "minimumRows": 1}]}
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return tmp_path


def text_of(data: Path, rows: Iterable[Row]) -> str:
    """Return the file of a made table."""
    (contract,) = read_contracts(data)
    return as_csv(contract, render([contract], {"regimes": tuple(rows)})["regimes"])


def test_rows_are_ordered_by_key_and_cells_quoted_only_where_needed(data: Path) -> None:
    """The order of the originals does not matter; a year sorts as a number."""
    rows = [regime("CHN", 2021), regime("CHN", 989, None), regime('A"B,C')]

    assert text_of(data, rows) == (
        "country,year,regime,electoral_democracy,source\n"
        '"A""B,C",2021,2,0.500,vdem_v15\n'
        "CHN,989,,0.500,vdem_v15\n"
        "CHN,2021,2,0.500,vdem_v15\n"
    )


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([], "0 rows, fewer than 1"),
        ([regime("CHN"), regime("CHN")], "stands twice"),
        ([regime("")], "country is empty"),
        ([regime("CHN", kind=4)], 'regime has "4", which is not among its values'),
        ([regime("=1+1")], "which a spreadsheet would run"),
        ([Polity("CHN", 2018, 1, "polity5")], "the columns of the rows are others"),
    ],
)
def test_a_table_that_breaks_its_contract_is_refused(
    data: Path, rows: list[Row], what: str
) -> None:
    """The contract is kept before anything is written."""
    with pytest.raises(ReportError) as caught:
        text_of(data, rows)

    assert what in str(caught.value)


def test_a_comparison_counts_rows_by_their_key(data: Path) -> None:
    """A row with a new key is added, one without its key removed, one with other cells changed."""
    write({"regimes.csv": text_of(data, map(regime, ["CHN", "CUB", "USA"]))}, data)
    (contract,) = read_contracts(data)
    new = (regime("CHN"), regime("CUB", kind=0), regime("FRA"), regime("PER"))

    change = compare(contract, render([contract], {"regimes": new})["regimes"], data)

    assert change == Change(table="regimes", rows=4, added=2, removed=1, changed=1)


def test_a_write_that_fails_changes_nothing(data: Path) -> None:
    """No file is replaced before all are written; no draft stays behind."""
    write({"regimes.csv": "old\n"}, data)

    with pytest.raises(UnicodeEncodeError):
        write({"regimes.csv": "new\n", "others.csv": "\ud800"}, data)

    assert (data / "regimes.csv").read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in data.iterdir()) == ["datapackage.json", "regimes.csv"]


def test_the_command_tells_faults_and_writes_nothing(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without originals it says which one is missing."""
    before = sorted(path.name for path in data.iterdir())

    assert main([str(tmp_path / "nowhere"), "--write"], data) == 1

    assert "aigs/aigs_2019_table.csv: this original is missing" in capsys.readouterr().err
    assert sorted(path.name for path in data.iterdir()) == before
