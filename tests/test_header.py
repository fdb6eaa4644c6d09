"""The header of a SQL file: read whole, or refused with every fault and its line."""

from decimal import Decimal
from pathlib import Path

import pytest

from report.errors import ReportError
from report.header import Header, parse_budgets, parse_columns, read_header
from report.model import Budget

FULL = """\
-- title: Ferries by harbour
-- columns:
--   harbour  VARCHAR       Harbour
--   sailings BIGINT        Sailings a day  [unit: sailings, min: 1, max: 90]
--   late     DECIMAL(4,1)  Share that is late  [unit: %, decimals: 0, allow: zero null]
-- key: harbour
-- sources: timetable, log
-- note: Counted on weekdays,
--   in winter.
SELECT 1;
"""


def read(folder: Path, text: str, name: str = "ferries.sql") -> Header:
    """Read a header from a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_header(
        path,
        f"queries/{name}",
        required={"title", "columns", "sources"},
        optional={"key", "rows", "note", "budget"},
    )


def faults(folder: Path, text: str, name: str = "ferries.sql") -> list[str]:
    """Return the faults of a header as an editor reads them."""
    with pytest.raises(ReportError) as caught:
        parse_columns(read(folder, text, name))
    return [str(error) for error in caught.value.errors]


def test_every_key_is_read(tmp_path: Path) -> None:
    """A header is its keys, with continuation lines folded into one."""
    header = read(tmp_path, FULL)

    assert header.text("title") == "Ferries by harbour"
    assert header.names("sources") == ("timetable", "log")
    assert header.text("note") == "Counted on weekdays, in winter."
    assert header.sql == FULL


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("BIGINT", ""),
        ("DECIMAL(4,1)", ""),
        ("VARCHAR[]", ""),
        ("STRUCT(a", ""),
        ("BIGNIT", 'queries/ferries.sql:3: no type "BIGNIT"\n  Did you mean "BIGINT"?'),
        ("TEXT", 'queries/ferries.sql:3: no type "TEXT"\n  DuckDB calls it "VARCHAR".'),
        (
            "DECIMAL",
            'queries/ferries.sql:3: no type "DECIMAL"\n  Write how many digits it has, and how many '
            "of them are decimals: DECIMAL(4,1).",
        ),
    ],
)
def test_a_type_is_one_that_duckdb_prints(tmp_path: Path, typed: str, told: str) -> None:
    """A slip is told with what was meant, before any query is run."""
    text = f"-- title: T\n-- columns:\n--   late  {typed}  Late\n-- sources: log\nSELECT 1;\n"

    assert (faults(tmp_path, text) if told else []) == ([told] if told else [])
    assert told or parse_columns(read(tmp_path, text))[0].type == typed


def test_a_column_carries_its_promises(tmp_path: Path) -> None:
    """Name, type, label, unit, bounds and what is allowed stand in one line."""
    late = parse_columns(read(tmp_path, FULL))[2]

    assert (late.name, late.type, late.label) == ("late", "DECIMAL(4,1)", "Share that is late")
    assert (late.unit, late.decimals, late.allows) == ("%", 0, frozenset({"zero", "null"}))
    assert parse_columns(read(tmp_path, FULL))[1].max == Decimal(90)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "-- title:",
            "-- titel:",
            'queries/ferries.sql:1: no header key "titel"\n  Did you mean "title"?',
        ),
        ("-- key: harbour", "-- title: Again", 'queries/ferries.sql:6: "title" stands twice'),
        ("-- key: harbour", "-- key:", 'queries/ferries.sql:6: "key" is empty'),
        (
            "-- key: harbour",
            "--key: harbour",
            "queries/ferries.sql:6: not a line of a header\n"
            '  Write "-- key: text", and indent further lines of the same key.',
        ),
        (
            "VARCHAR       Harbour",
            "Harbour",
            'queries/ferries.sql:3: "harbour  Harbour" is not a column\n'
            '  Write "name  TYPE  Label", and options as "[unit: boats, min: 1]".',
        ),
        (
            "unit: sailings",
            "units: sailings",
            'queries/ferries.sql:4: no column option "units". Did you mean "unit"?',
        ),
        (
            "allow: zero null",
            "allow: nothing",
            'queries/ferries.sql:5: "nothing" cannot be allowed: only zero and null can',
        ),
        ("min: 1", "min: one", "queries/ferries.sql:4: min, max and decimals are plain numbers"),
        (
            "sailings BIGINT",
            "harbour BIGINT",
            'queries/ferries.sql:2: column "harbour" stands twice',
        ),
        (
            "sailings BIGINT",
            "Sailings BIGINT",
            'queries/ferries.sql:4: "Sailings" is not a column name: '
            "use lower case and underscores",
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """What is wrong in a header is named where it stands."""
    assert expected in faults(tmp_path, FULL.replace(old, new, 1))


def test_all_faults_are_told_together(tmp_path: Path) -> None:
    """An editor mends a header in one go."""
    assert faults(tmp_path, "-- sauces: a\nSELECT 1;") == [
        'queries/ferries.sql:1: no header key "sauces"\n  Did you mean "sources"?',
        'queries/ferries.sql:1: the header lacks "columns"\n  Add a line "-- columns: …".',
        'queries/ferries.sql:1: the header lacks "sources"\n  Add a line "-- sources: …".',
        'queries/ferries.sql:1: the header lacks "title"\n  Add a line "-- title: …".',
    ]


def test_a_name_that_cannot_be_an_address_is_refused(tmp_path: Path) -> None:
    """A stem is published for ever, so it is lower case with underscores."""
    assert faults(tmp_path, FULL, "Ferries 2.sql")[0].startswith(
        'queries/Ferries 2.sql: the name "Ferries 2" cannot be published'
    )


def budgets(folder: Path, text: str) -> tuple[Budget, ...]:
    """Read the budgets of the full header, with this text as their entry."""
    header = read(folder, FULL.replace("-- note", f"-- budget: {text}\n-- note"))
    return parse_budgets(header, parse_columns(header))


def test_a_budget_is_a_share_or_an_amount(tmp_path: Path) -> None:
    """In percent of the older value, in the column's unit, and the share of rows that may go."""
    assert budgets(tmp_path, "sailings 10%; late 2.5\n--   ; rows 20 %") == (
        Budget("sailings", Decimal(10), relative=True),
        Budget("late", Decimal("2.5"), relative=False),
        Budget("rows", Decimal(20), relative=True),
    )


def test_without_a_budget_everything_may_move(tmp_path: Path) -> None:
    """The key may be left out."""
    header = read(tmp_path, FULL)

    assert parse_budgets(header, parse_columns(header)) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "sailing 10%",
            'queries/ferries.sql:8: no column "sailing" to budget\n  Did you mean "sailings"?',
        ),
        (
            "sailings ten",
            'queries/ferries.sql:8: "ten" is no amount\n  Write 10%, 2 or 0.5.',
        ),
        ("late -2", 'queries/ferries.sql:8: "-2" is no amount\n  Write 10%, 2 or 0.5.'),
        ("late inf%", 'queries/ferries.sql:8: "inf" is no amount\n  Write 10%, 2 or 0.5.'),
        (
            "harbour 10%",
            'queries/ferries.sql:8: "harbour" holds names or years, and cannot move\n'
            "  Only a number with a unit can; names and years are what rows are told apart by.",
        ),
        (
            "rows 20",
            'queries/ferries.sql:8: the budget of "rows" is a share\n'
            "  Write the share by which they may fall: rows 20%.",
        ),
        (
            "sailings",
            'queries/ferries.sql:8: "sailings" is no budget\n'
            '  Write "-- budget: column 10%; column 2; rows 20%".',
        ),
        ("late 2; late 3", 'queries/ferries.sql:8: "late" has two budgets'),
    ],
)
def test_a_budget_is_of_a_number_that_can_move(tmp_path: Path, text: str, expected: str) -> None:
    """An amount that is no number, or of what is no number, watches nothing."""
    with pytest.raises(ReportError) as caught:
        budgets(tmp_path, text)

    assert [str(error) for error in caught.value.errors] == [expected]


def test_a_figure_of_one_row_cannot_lose_rows(tmp_path: Path) -> None:
    """Its row is promised."""
    text = FULL.replace("-- key: harbour", "-- rows: one\n-- budget: rows 20%")
    header = read(tmp_path, text)

    with pytest.raises(ReportError) as caught:
        parse_budgets(header, parse_columns(header))
    assert str(caught.value) == "queries/ferries.sql:7: a figure of one row has no rows to lose"
