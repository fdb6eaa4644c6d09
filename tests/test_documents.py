"""A figure and a chart as files for programs: each cell as value and as text, and whence it comes."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from report.documents import chart_file, figure_file, files_of_charts, media_type
from report.fingerprint import fingerprint
from report.model import Column, Figure, SiteFile
from report.words import Words
from tests.boats import BOATS
from tests.programs import DRAWN, EDITION, UNSERVED

WORDS = Words("en")


def figure_told(figure: Figure) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what the file of a figure says."""
    return json.loads(figure_file(figure, WORDS, EDITION).content)


def test_each_cell_stands_there_as_value_and_as_readers_see_it() -> None:
    """The text is made by the words that print pages; what is NULL is empty."""
    columns = (
        Column("day", "DATE", "Day"),
        Column("boats", "BIGINT", "Boats", unit="boats", one="boat"),
        Column("share", "DECIMAL(4,2)", "Share", unit="%", decimals=1),
        Column("open", "BOOLEAN", "Open"),
        Column("note", "VARCHAR", "Note"),
    )
    row = (date(2023, 9, 1), 1200, Decimal("12.50"), True, None)
    told = figure_told(replace(BOATS, columns=columns, key=("day",), rows=(row,)))

    assert told["rows"] == [["2023-09-01", 1200, 12.5, True, None]]
    assert told["text"] == [["September 1, 2023", "1,200", "12.5%", "yes", ""]]
    assert told["columns"][2] == {
        "name": "share",
        "type": "DECIMAL(4,2)",
        "label": "Share",
        "unit": "%",
        "one": "",
        "decimals": 1,
    }


def test_a_share_is_told_as_it_is_printed() -> None:
    """Where rounding would miss the hundred, the text is that of the page, the value exact."""
    third = Decimal("33.3333")
    share = Column("share", "DECIMAL(7,4)", "Share", unit="%", printed={third: Decimal(34)})
    told = figure_told(replace(BOATS, columns=(BOATS.columns[0], share), rows=(("north", third),)))

    assert (told["rows"], told["text"]) == ([["north", 33.3333]], [["north", "34%"]])


def test_a_figure_says_what_it_is_and_whence_it_comes() -> None:
    """Its id is the same in every edition, its address that of this one."""
    told = figure_told(BOATS)

    assert told["id"] == "figures/boats"
    assert told["address"] == "https://example.org/boats/2023-09/figures/boats/"
    assert told["edition"] == {
        "name": "2023-09",
        "title": "The storm",
        "date": "2023-09-01",
        "address": "https://example.org/boats/2023-09/",
    }
    assert told["publication"] == {
        "name": "Boats & <harbours>",
        "publisher": "The harbour's editors",
    }
    assert [each["name"] for each in told["licences"]] == ["CC0-1.0"]
    assert [(s["licence"], s["redistributable"]) for s in told["sources"]] == [("CC0", True)]
    assert told["hash"] == fingerprint(BOATS)


def test_a_chart_is_its_figure_and_its_drawings() -> None:
    """Of the files those of this very chart, each with its seal."""
    svg = b"<svg/>"
    files = [
        SiteFile("charts/boats.svg", svg),
        SiteFile("charts/boats.vega.json", b"{}"),
        SiteFile("charts/boats_late.svg", svg),
        SiteFile("charts/boats/embed/index.html", b""),
        SiteFile("figures/boats.csv", b""),
    ]
    colophon = replace(EDITION, site=UNSERVED)
    own = files_of_charts({"boats"}, files)["boats"]
    file = chart_file(DRAWN, BOATS, own, WORDS, colophon)
    told, figure = json.loads(file.content), figure_told(BOATS)

    assert file.site_path == "charts/boats.json"
    assert (told["id"], told["figure"]) == ("charts/boats", figure["id"])
    same = ("columns", "key", "rows", "text", "sources", "hash", "note")
    assert {name: told[name] for name in same} == {name: figure[name] for name in same}
    assert (told["takeaway"], told["description"]) == (DRAWN.takeaway, DRAWN.description)
    assert told["address"] == "boats/"
    assert told["drawing"]["files"] == [
        {
            "address": "boats.svg",
            "media_type": "image/svg+xml",
            "size": 6,
            "sha256": hashlib.sha256(svg).hexdigest(),
        },
        {
            "address": "boats.vega.json",
            "media_type": "application/vnd.vegalite.v6+json",
            "size": 2,
            "sha256": hashlib.sha256(b"{}").hexdigest(),
        },
    ]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("charts/boats.vega.json", "application/vnd.vegalite.v6+json"),
        ("data/datapackage.json", "application/json"),
        ("data/boats.parquet", "application/vnd.apache.parquet"),
        ("data/boats", "application/octet-stream"),
    ],
)
def test_a_file_is_called_what_it_is(path: str, kind: str) -> None:
    """By the longest ending that is known."""
    assert media_type(path) == kind
