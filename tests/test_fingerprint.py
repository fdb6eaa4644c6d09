"""What tells a figure from every other can be computed by whoever has its columns and rows."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from report.fingerprint import canonical, fingerprint
from report.model import Column, Figure
from tests.boats import BOATS


def test_whoever_has_the_rows_can_compute_it() -> None:
    """It is the SHA-256 of one JSON text, without a blank, its names in order."""
    content = {
        "columns": [
            {"name": "slug", "type": "VARCHAR", "unit": ""},
            {"name": "name", "type": "VARCHAR", "unit": ""},
            {"name": "boats", "type": "BIGINT", "unit": "boats"},
        ],
        "rows": [["north", "North | <b>Quay</b>", 1200], ["south", "South", 7]],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert fingerprint(BOATS) == f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


@pytest.mark.parametrize(
    "other",
    [
        replace(BOATS, rows=(BOATS.rows[0], ("south", "South", 8))),
        replace(BOATS, rows=BOATS.rows[::-1]),
        replace(BOATS, rows=BOATS.rows[:1]),
        replace(BOATS, columns=(*BOATS.columns[:2], replace(BOATS.columns[2], unit="ships"))),
        replace(BOATS, columns=(*BOATS.columns[:2], replace(BOATS.columns[2], type="INTEGER"))),
        replace(BOATS, columns=(*BOATS.columns[:2], replace(BOATS.columns[2], name="ships"))),
    ],
    ids=["cell", "order", "row", "unit", "type", "name"],
)
def test_it_moves_with_what_is_counted(other: Figure) -> None:
    """A cell, the order of rows, the name, the type or the unit of a column."""
    assert fingerprint(other) != fingerprint(BOATS)


def test_it_stays_when_only_words_move() -> None:
    """A title, a note and a label are how it is told, not what it is."""
    label = replace(BOATS.columns[2], label="Ships", decimals=1)
    retold = replace(BOATS, title="Ships", note="All.", columns=(*BOATS.columns[:2], label))

    assert fingerprint(retold) == fingerprint(BOATS)


def test_a_value_counts_as_it_is_published() -> None:
    """A decimal that is whole is a whole number, a date its ISO 8601."""
    columns = (Column("day", "DATE", "Day"), Column("share", "DECIMAL(4,1)", "Share", unit="%"))
    exact = replace(BOATS, columns=columns, rows=((date(2023, 9, 1), Decimal("54.0")),))

    assert fingerprint(exact) == fingerprint(replace(exact, rows=(("2023-09-01", 54),)))


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-12.5, "-12.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e-6, "0.000001"),
        (1e-7, "1e-7"),
        (1.5e-9, "1.5e-9"),
        (123456789012345680000.0, "123456789012345680000"),
        (1e21, "1e+21"),
        (-1.25e22, "-1.25e+22"),
        (9007199254740993, "9007199254740993"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (333333333.33333329, "333333333.3333333"),
    ],
)
def test_a_number_is_written_as_every_browser_writes_it(number: float, written: str) -> None:
    """RFC 8785 asks for what JavaScript prints; none loses a digit."""
    assert canonical(number) == written
    assert float(json.loads(written)) == float(number)


def test_texts_are_written_as_they_are() -> None:
    """Only what JSON cannot hold is escaped."""
    assert canonical('é€😀"\\\n\x0f</') == '"é€😀\\"\\\\\\n\\u000f</"'
    assert canonical({"b": [True, None], "a": {}}) == '{"a":{},"b":[true,null]}'


def test_what_is_no_number_is_refused() -> None:
    """Nothing of it could be published."""
    with pytest.raises(ValueError, match="nan"):
        canonical(float("nan"))


def test_what_json_has_no_word_for_has_no_fingerprint() -> None:
    """It would be another one on the next machine."""
    with pytest.raises(TypeError):
        canonical({"boats": {"a set"}})
