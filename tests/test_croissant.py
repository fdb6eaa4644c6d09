"""The data beside its description for machine learning, Croissant 1.0: all of it, or none.

The rules are those of the specification, https://docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html.
By hand the file was also read with mlcroissant 1.1.1, which found nothing to say and every row.
It is no dependency of the tests: it brings pandas, scipy and twenty more.
"""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report import croissant
from report.colophon import Colophon
from report.linked_data import Told
from tests.programs import DRAFT, EDITION, PACKAGE, ROWS, UNSERVED, told


def described(given: Told) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what the file says."""
    (file,) = croissant.files(given)
    assert file.site_path == "data/croissant.json"
    return json.loads(file.content)


def test_it_says_what_the_specification_asks_for(tmp_path: Path) -> None:
    """Every property of a dataset that is required, and a version of three numbers."""
    document = described(told(tmp_path))
    required = "@context @type conformsTo name description license url creator datePublished"

    assert {*required.split(), "distribution", "recordSet", "citeAs", "version"} <= document.keys()
    assert document["@type"] == "sc:Dataset"
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert document["datePublished"] == "2023-09-01"
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["version"])
    assert document["citeAs"] == (
        "The harbour's editors (2023). The log of boats. Boats & <harbours>, edition 2023-09. "
        "https://example.org/boats/2023-09/"
    )


def test_each_file_is_sealed_and_each_column_has_a_type(tmp_path: Path) -> None:
    """A field is read from a column of a file that is listed; the key names fields."""
    document = described(told(tmp_path))

    assert document["distribution"] == [
        {
            "@type": "cr:FileObject",
            "@id": "boats.csv",
            "name": "boats.csv",
            "contentUrl": "https://example.org/boats/2023-09/data/boats.csv",
            "contentSize": f"{len(ROWS)} B",
            "encodingFormat": "text/csv",
            "sha256": hashlib.sha256(ROWS.encode()).hexdigest(),
        }
    ]
    (table,) = document["recordSet"]
    assert table["key"] == [{"@id": "boats/boat"}]
    assert {f["@id"]: f["dataType"] for f in table["field"]} == {
        "boats/boat": "sc:Text",
        "boats/built": "sc:Integer",
        "boats/length": "sc:Float",
        "boats/afloat": "sc:Boolean",
        "boats/seen": "sc:Date",
    }
    assert {f["source"]["fileObject"]["@id"] for f in table["field"]} == {"boats.csv"}
    assert [f["source"]["extract"]["column"] for f in table["field"]] == ROWS.splitlines()[0].split(
        ","
    )
    assert all(field["description"] for field in table["field"])


@pytest.mark.parametrize(
    ("edition", "version"), [("2023-09", "2023.9.0"), ("2023-12.3", "2023.12.3")]
)
def test_an_edition_is_a_version_of_three_numbers(
    tmp_path: Path, edition: str, version: str
) -> None:
    """Year, month and revision: a later edition has the greater one."""
    assert described(told(tmp_path, replace(EDITION, edition=edition)))["version"] == version


@pytest.mark.parametrize(
    "colophon", [DRAFT, replace(EDITION, site=UNSERVED)], ids=["no date", "no address"]
)
def test_what_is_not_known_is_not_guessed(tmp_path: Path, colophon: Colophon) -> None:
    """Where a date or an address is missing there is no such file."""
    assert [*croissant.files(told(tmp_path, colophon))] == []


def test_a_table_that_is_not_passed_on_is_not_in_it(tmp_path: Path) -> None:
    """It has no file there, so that nothing could be read from it."""
    given = told(tmp_path)
    without = [file for file in given.files if file.site_path != "data/boats.csv"]

    assert [*croissant.files(replace(given, files=without))] == []
    assert described(given)["recordSet"]
    assert "boats.csv" in PACKAGE
