"""Laws that need the originals; collected only where they stand beside the checkout."""

from pathlib import Path

import pytest

from intake import spyware
from intake.__main__ import main
from intake.files import as_csv, read_contracts, render
from intake.originals import read
from intake.tables import restate
from tests.intake.made import DATA


def test_the_originals_give_exactly_what_is_committed(originals: Path) -> None:
    """Running the intake again changes no byte."""
    contracts = read_contracts(DATA)
    tables = render(contracts, restate(originals))

    for contract in contracts:
        committed = (DATA / f"{contract.name}.csv").read_text(encoding="utf-8")
        assert as_csv(contract, tables[contract.name]) == committed


def test_the_command_shows_that_nothing_would_change(
    originals: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --write nothing is written, and every count of changes is nought."""
    assert main([str(originals)]) == 0

    head, *lines, end = capsys.readouterr().out.splitlines()
    assert head.split() == ["table", "rows", "added", "removed", "changed"]
    assert {tuple(line.split()[2:]) for line in lines} == {("0", "0", "0")}
    assert end == "Nothing is written; --write does it."


def test_no_words_of_the_inventory_are_committed(originals: Path) -> None:
    """Its descriptions stay where they are."""
    committed = "".join(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.csv")))
    descriptions = [line["Description"].text for line in read(originals, spyware.ORIGINAL)]

    assert [text for text in descriptions if len(text) > 20 and text in committed] == []
