"""What an edition found and said goes into its manifest and comes out of it as it was."""

import json
from datetime import date
from decimal import Decimal

from report.facts import (
    Past,
    PastClaim,
    PastColumn,
    PastFigure,
    PastPage,
    format_facts,
    of_figures,
    read_facts,
)
from report.manifest import Edition, Manifest, Seal
from report.model import Column, Figure, Reason

SEAL = {"index.html": Seal("0" * 64, 12)}
PAST = Past(
    "2023-09",
    "September",
    {
        "late": PastFigure(
            "Late boats",
            (PastColumn("harbour", "Harbour", "", None), PastColumn("late", "Late", "%", 1)),
            ("harbour",),
            (("north", 44.5), ("south", None)),
        )
    },
    {
        "north_leads": PastClaim(
            "North leads.", holds=False, verdict="false by 3 boats", values={"North": 4}
        )
    },
    {"late": "Late boats"},
    {"findings/late/": PastPage("Late", ("Boats were late.",))},
    ("closed",),
    {"findings/late/index.html": ("why",)},
    ({"date": "2023-10-04", "said": "3", "right": "4"},),
    ({"from": "findings/tides/", "to": "retired", "why": "No more."},),
    SEAL,
    (Reason("late", "north", "late", "52", "44.5", "A log was found.", "A. E.", date(2023, 9, 2)),),
    {"log": 7},
)


def test_facts_come_out_of_a_manifest_as_they_went_in() -> None:
    """What JSON holds of an edition is all that it found and said."""
    facts = json.loads(json.dumps(format_facts(PAST, sources=["log"])))

    assert read_facts(Manifest(Edition("2023-09", "September", facts), SEAL)) == PAST
    assert facts["sources"] == ["log"]


def test_a_manifest_without_facts_tells_of_no_figures() -> None:
    """An edition that another tool made has files and nothing to compare."""
    read = read_facts(Manifest(Edition("2023-09", "September", {}), SEAL))

    assert read == Past("2023-09", "September", {}, {}, files=SEAL)


def test_a_claim_that_held_is_named() -> None:
    """Of all claims, those that were true."""
    assert PAST.held == frozenset()


def test_a_row_is_found_by_its_key() -> None:
    """Keys are text, so that a year is the same in JSON and in DuckDB."""
    assert PAST.figures["late"].by_key() == {
        ("north",): {"harbour": "north", "late": 44.5},
        ("south",): {"harbour": "south", "late": None},
    }


def test_a_figure_of_now_becomes_one_of_the_past() -> None:
    """A decimal without places becomes a whole number; the unit and the places printed stay."""
    columns = (Column("late", "DECIMAL(4,1)", "Late", unit="%", decimals=1),)
    figure = Figure("late", "Late boats", columns, (), ((Decimal("3.0"),),), (), "", "late.sql")

    [past] = of_figures({"late": figure}).values()

    assert past == PastFigure("Late boats", (PastColumn("late", "Late", "%", 1),), (), ((3,),))
