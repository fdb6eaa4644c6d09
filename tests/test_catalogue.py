"""``editions.json``: what each edition is, and the same cell of each figure through all of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from report.catalogue import listed, write
from report.facts import Past, PastFigure
from report.manifest import Seal
from report.words import Words
from tests.late_boats import COLUMNS, HOSTILE, LOG, NORTH, PAST, SOUTH, TITLES, edition, late

SEAL = Seal("0" * 64, 1)
FILES = dict.fromkeys(
    (
        "charts/late.svg",
        "charts/late/index.html",
        "figures/late/index.html",
        "schemas/editions.schema.json",
    ),
    SEAL,
)
SCHEMA = Path(__file__).resolve().parents[1] / "docs/schemas/editions.schema.json"


def told(past: tuple[Past, ...] = PAST) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what the file says of these editions."""
    return json.loads(write(listed(past, LOG), Words("en")).content)


def test_a_chart_is_found_where_the_newest_edition_shows_it() -> None:
    """On its page; before charts had pages, as its drawing; relative to the file."""
    pages = (replace(PAST[0], files=FILES), *PAST[1:])
    drawn = {path: seal for path, seal in FILES.items() if not path.endswith("index.html")}

    assert told(pages)["charts"]["late"]["address"] == "2024-07/charts/late/"
    assert told(pages)["figures"]["late"]["address"] == "2024-07/figures/late/"
    assert (
        told((replace(PAST[0], files=drawn), *PAST[1:]))["charts"]["late"]["address"]
        == "2024-07/charts/late.svg"
    )


def test_the_file_names_the_schema_that_the_newest_edition_has() -> None:
    """The editions before there was one lead nowhere."""
    assert told((replace(PAST[0], files=FILES), *PAST[1:]))["$schema"] == (
        "latest/schemas/editions.schema.json"
    )
    assert "$schema" not in told()


def test_every_edition_is_listed_newest_first() -> None:
    """With the revision that corrects it, and the ids of what it shows and is not right."""
    document = told()

    assert document["latest"] == "2024-07"
    assert [list(each.values()) for each in document["editions"]] == [
        ["2024-07", TITLES["2024-07"], "2024-07-01", None, ["2024-08-a"], "2024-07/"],
        ["2023-09.1", TITLES["2023-09.1"], "2023-09-01", None, ["2024-08-a"], "2023-09.1/"],
        [
            "2023-09",
            TITLES["2023-09"],
            "2023-09-01",
            "2023-09.1",
            ["2023-10-a", "2024-08-a"],
            "2023-09/",
        ],
        ["2023-01", "2023-01", "2023-01-01", None, [], "2023-01/"],
    ]


def test_an_edition_is_corrected_by_its_newest_revision() -> None:
    """A later edition of another month is none."""
    found = {each.name: each for each in listed((edition("2023-09.2"), *PAST[1:]), LOG)}

    assert {name: each.corrected_by for name, each in found.items()} == {
        "2023-09.2": "",
        "2023-09.1": "2023-09.2",
        "2023-09": "2023-09.2",
        "2023-01": "",
    }
    assert found["2023-09.2"].corrects == ("2023-09.1", "2023-09")
    assert [each.id for each in found["2023-09.1"].right] == ["2023-10-a"]


def test_a_figure_is_known_by_the_same_cell_in_every_edition() -> None:
    """The first counted column of the first row of now; that row is found by its key then."""
    assert told()["figures"]["late"] == {
        "id": "figures/late",
        "address": "2024-07/figures/late/",
        "title": "Late boats",
        "editions": ["2024-07", "2023-09.1", "2023-09", "2023-01"],
        "latest": {
            "edition": "2024-07",
            "value": 1214,
            "label": "South Quay: Boats that were late",
            "text": "1,214",
        },
        "values": {"2024-07": "1,214", "2023-09.1": "1,201", "2023-09": "1,200"},
        "numbers": {"2024-07": 1214, "2023-09.1": 1201, "2023-09": 1200},
    }


def test_a_chart_is_told_of_as_its_figure_under_its_own_title() -> None:
    """Every other part is that of the figure."""
    document = told()
    chart, figure = document["charts"]["late"], document["figures"]["late"]

    address = "2024-07/charts/late.svg"
    own = {"id": "charts/late", "address": address, "title": f"Late boats {HOSTILE}"}
    assert chart == {**figure, **own}


def test_a_figure_of_one_row_needs_no_key() -> None:
    """Its label is that of the column."""
    assert told()["figures"]["fleet"]["latest"] == {
        "edition": "2024-07",
        "value": 9,
        "label": "Boats that were late",
        "text": "9",
    }


def test_a_figure_that_counts_nothing_has_no_headline() -> None:
    """Names and years are no numbers to follow."""
    names = told()["figures"]["names"]

    assert names["latest"] == {"edition": "2024-07", "value": None, "label": "", "text": ""}
    assert names["values"] == names["numbers"] == {}


@pytest.mark.parametrize(
    "then",
    [
        late((*NORTH, 14, 5)),
        late((*SOUTH, None, 5)),
        PastFigure("Late boats", COLUMNS, ("slug", "year"), ((*SOUTH, 3, 5),)),
        PastFigure("Late boats", COLUMNS[:3], ("slug",), (SOUTH,)),
    ],
    ids=["no such row", "nothing in it", "another key", "no such column"],
)
def test_what_an_edition_did_not_say_is_left_out(then: PastFigure) -> None:
    """Nothing takes the place of a number that is not there."""
    figure = told((PAST[0], edition("2023-01", late=then)))["figures"]["late"]

    assert figure["values"] == {"2024-07": "1,214"}
    assert figure["editions"] == ["2024-07", "2023-01"]


def test_a_share_is_printed_as_its_edition_printed_it() -> None:
    """With the places and the unit that it had then."""
    columns = (COLUMNS[0], COLUMNS[4])
    figure = PastFigure("Shares", columns, ("slug",), (("south", 54),))

    assert told((edition("2024-07", shares=figure),))["figures"]["shares"]["values"] == {
        "2024-07": "54.0%"
    }


def test_a_chart_that_was_given_up_keeps_its_last_number() -> None:
    """An embed of it can say so: it is in no edition since."""
    document = told((edition("2024-07"), *PAST[1:]))

    assert document["charts"]["late"]["latest"]["edition"] == "2023-09.1"
    assert document["charts"]["late"]["latest"]["text"] == "14"


def test_the_file_is_what_its_schema_says() -> None:
    """And the schema is one that forbids: what lacks a part does not pass."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    document = told()

    validator.validate(document)
    for lacking in (
        {**document, "latest": "latest"},
        {**document, "editions": []},
        {**document, "charts": {"late": {"title": "Late boats"}}},
        {name: part for name, part in document.items() if name != "figures"},
    ):
        assert not validator.is_valid(lacking)


def test_every_name_of_the_file_stands_in_its_schema() -> None:
    """Whoever adds a name writes down what it means."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    document, things = (
        told((replace(PAST[0], files=FILES), *PAST[1:])),
        schema["$defs"]["things"]["additionalProperties"],
    )
    editions = schema["properties"]["editions"]["items"]

    assert document.keys() == schema["properties"].keys()
    assert document["editions"][0].keys() == editions["properties"].keys()
    assert document["charts"]["late"].keys() == things["properties"].keys()
    assert (
        document["charts"]["late"]["latest"].keys()
        == things["properties"]["latest"]["properties"].keys()
    )
