"""Cells: each is what its field promises, or is told with what to do about it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.packages import loaded, package, table, told, write

DIGITS = "Write digits alone, such as 1250."
ALLOW = 'Mend it, or allow it with "{}": true on the field in data/datapackage.json.'


def cell_fault(folder: Path, cell: str, **field: object) -> str:
    """Return what is told of one cell, without its place; nothing where it is accepted."""
    described = package(table("cells", [{"name": "row"}, {"name": "cell", **field}]))
    quoted = '"' + cell.replace('"', '""') + '"'
    files = {"data/datapackage.json": described, "data/cells.csv": f"row,cell\na,{quoted}\n"}
    faults = told(write(folder, files))
    assert len(faults) <= 1
    return "".join(faults).removeprefix('data/cells.csv:2: column "cell": ')


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Os\u200blo", '"Os\\u200blo" holds a hidden character: zero width space (U+200B)'),
        ("Os\u202elo", '"Os\\u202elo" holds a hidden character: right-to-left override (U+202E)'),
        ("Os\u2066lo", '"Os\\u2066lo" holds a hidden character: left-to-right isolate (U+2066)'),
        ("Os\u00a0lo", '"Os\\xa0lo" holds a hidden character: no-break space (U+00A0)'),
        ("Os\u2028lo", '"Os\\u2028lo" holds a hidden character: line separator (U+2028)'),
        (
            "Os\ufefflo",
            '"Os\\ufefflo" holds a hidden character: zero width no-break space (U+FEFF)',
        ),
        ("Os\x07lo", '"Os\\x07lo" holds a hidden character: control character (U+0007)'),
        ("Os\x85lo", '"Os\\x85lo" holds a hidden character: control character (U+0085)'),
        ("Os\ufffdlo", '"Os\ufffdlo" holds a hidden character: replacement character (U+FFFD)'),
        ("\tOslo", '"\\tOslo" holds a hidden character: control character (U+0009)'),
        (
            "Os\U000e0041lo",
            '"Os\\U000e0041lo" holds a hidden character: tag latin capital letter a (U+E0041)',
        ),
    ],
)
def test_nothing_is_hidden_in_a_text(tmp_path: Path, cell: str, expected: str) -> None:
    """Two texts that look the same are the same."""
    assert cell_fault(tmp_path, cell) == f"{expected}\n  Type the cell anew."


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Oslo ", '"Oslo " begins or ends with a blank'),
        (" Oslo", '" Oslo" begins or ends with a blank'),
        ("a\nb", f'"a\\nb" holds a line break\n  {ALLOW.format("multiline")}'),
        ("=1+1", f'"=1+1" begins like a formula\n  {ALLOW.format("formula")}'),
        ("+1", f'"+1" begins like a formula\n  {ALLOW.format("formula")}'),
        ("-1", f'"-1" begins like a formula\n  {ALLOW.format("formula")}'),
        ("@a", f'"@a" begins like a formula\n  {ALLOW.format("formula")}'),
        (
            "A\u030as",
            '"A\u030as" spells an accent as a character of its own\n'
            "  Save the text in Unicode's composed form (NFC).",
        ),
        (
            "x" * 2001,
            f'"{"x" * 60}…" has more than 2,000 characters\n'
            '  A longer text needs "maxLength" on its field in data/datapackage.json.',
        ),
    ],
)
def test_a_text_is_as_it_is_read(tmp_path: Path, cell: str, expected: str) -> None:
    """Blanks, breaks, formulas and broken accents are not taken in by chance."""
    assert cell_fault(tmp_path, cell) == expected


@pytest.mark.parametrize(
    "cell", ["NA", "NO", "XK", "null", "NULL", "nan", "true", "1", "0x1", "#N/A"]
)
def test_texts_that_look_like_values_stay_texts(tmp_path: Path, cell: str) -> None:
    """Namibia is NA, Norway is NO, and neither is missing or false."""
    text = package(table("cells", [{"name": "cell"}]))
    files = {"data/datapackage.json": text, "data/cells.csv": f"cell\n{cell}\n"}
    with loaded(write(tmp_path, files)) as tables:
        assert tables.query("SELECT cell FROM cells", "q.sql").rows == ((cell,),)


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("=1", {"formula": True}),
        ("x" * 5000, {"constraints": {"maxLength": 5000}}),
        ("Þingvallavatn 湖 🚢", {}),
        ("-5", {"type": "integer"}),
        ("1.50", {"type": "number", "duckdb": "DECIMAL(4,1)"}),
        ("1e3", {"type": "number"}),
        ("2023-09", {"type": "yearmonth"}),
        ("https://example.org/a?b=c#d", {"format": "uri"}),
        ("", {}),
        ("", {"constraints": {"minLength": 1, "pattern": "a", "enum": ["a"]}}),
    ],
)
def test_what_a_field_allows_is_taken_in(tmp_path: Path, cell: str, field: dict[str, Any]) -> None:
    """A rule refuses what it names and nothing else; an empty cell is only missing."""
    assert cell_fault(tmp_path, cell, **field) == ""


@pytest.mark.parametrize(
    ("cell", "field", "expected"),
    [
        ("1.5", {"type": "integer"}, f'"1.5" is not a whole number\n  {DIGITS}'),
        ("1e3", {"type": "integer"}, f'"1e3" is not a whole number\n  {DIGITS}'),
        ("1,250", {"type": "integer"}, f'"1,250" is not a whole number\n  {DIGITS}'),
        (" 5", {"type": "integer"}, f'" 5" is not a whole number\n  {DIGITS}'),
        ("٣", {"type": "integer"}, f'"٣" is not a whole number\n  {DIGITS}'),
        ("1" * 20, {"type": "integer"}, f'"{"1" * 20}" is too large for BIGINT'),
        ("300", {"type": "integer", "duckdb": "TINYINT"}, '"300" is too large for TINYINT'),
        (
            "inf",
            {"type": "number"},
            '"inf" is not a number\n  Write digits with a point, such as 1250.5.',
        ),
        (
            "nan",
            {"type": "number"},
            '"nan" is not a number\n  Write digits with a point, such as 1250.5.',
        ),
        ("1e999", {"type": "number"}, '"1e999" is too large'),
        (
            "1.25",
            {"type": "number", "duckdb": "DECIMAL(4,1)"},
            '"1.25" has too many decimal places for DECIMAL(4,1)',
        ),
        (
            "12345",
            {"type": "number", "duckdb": "DECIMAL(4,1)"},
            '"12345" is too large for DECIMAL(4,1)',
        ),
        (
            "NO",
            {"type": "boolean"},
            '"NO" is neither true nor false\n  Write "true" or "false".',
        ),
        (
            "True",
            {"type": "boolean"},
            '"True" is neither true nor false\n  Write "true" or "false".',
        ),
        (
            "30.9.2023",
            {"type": "date"},
            '"30.9.2023" is not a date\n  Write year, month and day, such as 2023-09-30.',
        ),
        ("2023-02-30", {"type": "date"}, '"2023-02-30" is not a day of the calendar'),
        ("20x8", {"type": "year"}, '"20x8" is not a year\n  Write four digits, such as 2023.'),
        (
            "2023-13",
            {"type": "yearmonth"},
            '"2023-13" is not a month\n  Write year and month, such as 2023-09.',
        ),
        (
            "javascript:alert(1)",
            {"format": "uri"},
            '"javascript:alert(1)" is not a web address\n  It begins with "https://".',
        ),
        (
            "",
            {"constraints": {"required": True}},
            "the cell is empty, and every row needs a value",
        ),
        (
            "fery",
            {"constraints": {"enum": ["ferry", "tug"]}},
            '"fery" is not one of the values allowed\n  Did you mean "ferry"?',
        ),
        (
            "4",
            {"type": "integer", "constraints": {"enum": [1, 2]}},
            '"4" is not one of the values allowed\n  There is "1", "2".',
        ),
        ("-3", {"type": "integer", "constraints": {"minimum": 0}}, '"-3" is below 0'),
        ("2081", {"type": "year", "constraints": {"maximum": 2030}}, '"2081" is above 2030'),
        (
            "2007-12-31",
            {"type": "date", "constraints": {"minimum": "2008-01-01"}},
            '"2007-12-31" is below 2008-01-01',
        ),
        (
            "oslo",
            {"constraints": {"pattern": "[A-Z]+"}, "description": "Capitals."},
            '"oslo" does not have the form [A-Z]+\n  Capitals.',
        ),
        ("A1", {"constraints": {"pattern": "A"}}, '"A1" does not have the form A'),
        ("abc", {"constraints": {"maxLength": 2}}, '"abc" has more than 2 characters'),
        ("a", {"constraints": {"minLength": 2}}, '"a" has fewer than 2 characters'),
    ],
)
def test_a_cell_is_what_its_field_promises(
    tmp_path: Path, cell: str, field: dict[str, Any], expected: str
) -> None:
    """Values are refused, never rounded, cut, guessed or made empty."""
    assert cell_fault(tmp_path, cell, **field) == expected


def test_a_field_named_source_names_declared_sources(tmp_path: Path) -> None:
    """No row comes from nowhere."""
    text = package(table("cells", [{"name": "source"}]))
    files = {"data/datapackage.json": text, "data/cells.csv": "source\ntimetabel\ntimetable\n"}

    assert told(write(tmp_path, files)) == [
        'data/cells.csv:2: column "source": "timetabel" is not a declared source\n'
        '  Did you mean "timetable"?'
    ]


def test_types_are_those_of_the_contract(tmp_path: Path) -> None:
    """Each type of the contract arrives as the type of Python that stands for it."""
    fields = [
        {"name": "a", "type": "number", "duckdb": "DECIMAL(4,1)"},
        {"name": "b", "type": "boolean"},
        {"name": "c", "type": "year"},
        {"name": "d", "type": "number"},
        {"name": "e"},
    ]
    files = {
        "data/datapackage.json": package(table("cells", fields)),
        "data/cells.csv": "a,b,c,d,e\n1.5,true,2023,0.5,x\n,,,,\n",
    }
    with loaded(write(tmp_path, files)) as tables:
        result = tables.query("SELECT * FROM cells", "q.sql")

    assert [kind for _, kind in result.columns] == [
        *("DECIMAL(4,1)", "BOOLEAN", "SMALLINT", "DOUBLE", "VARCHAR")
    ]
    assert result.rows == ((Decimal("1.5"), True, 2023, 0.5, "x"), (None,) * 5)
