"""A claim is a sentence and the query that says whether it is true, and by how much."""

from pathlib import Path

import pytest

from report import claims, contract, tables
from report.errors import ReportError
from report.model import Claim
from report.words import Words
from tests.packages import package, table, write

SAILINGS = table(
    "sailings", [{"name": "harbour"}, {"name": "boats", "type": "integer"}], primaryKey="harbour"
)
LEADS = """\
-- says: The north has more boats than any other harbour.
-- columns:
--   holds   BOOLEAN  Holds
--   margin  BIGINT   Ahead by  [unit: boats|boat]
--   north   BIGINT   Boats in the north  [unit: boats|boat]
--   next    BIGINT   Boats in the next harbour  [unit: boats|boat]
-- sources: timetable
WITH compared AS (
  SELECT
    max(boats) FILTER (WHERE harbour = 'north') AS north,
    max(boats) FILTER (WHERE harbour <> 'north') AS next
  FROM sailings
)
SELECT north > next AS holds, north - next AS margin, north, next
FROM compared;
"""
SHARE = """\
-- says: Most boats are in the north.
-- columns:
--   holds   BOOLEAN       Holds
--   margin  DECIMAL(4,1)  Above half by  [unit: %]
--   share   DECIMAL(4,1)  Share of the north  [unit: %]
-- sources: timetable
WITH shares AS (
  SELECT (100 * sum(boats) FILTER (WHERE harbour = 'north') / sum(boats))::DECIMAL(4,1) AS share
  FROM sailings
)
SELECT share > 50 AS holds, (share - 50)::DECIMAL(4,1) AS margin, share FROM shares;
"""


def compute(folder: Path, north: int = 30, south: int = 7, **queries: str) -> dict[str, Claim]:
    """Put the claims to so many boats in the north and in the south."""
    rows = f"harbour,boats\nnorth,{north}\nsouth,{south}\n"
    files = {f"queries/claims/{name}.sql": text for name, text in queries.items()}
    project = write(
        folder, {"data/datapackage.json": package(SAILINGS), "data/sailings.csv": rows, **files}
    )
    with tables.load(project, contract.read(project)) as data:
        return claims.compute(data, project, Words("en"))


@pytest.mark.parametrize(
    ("north", "south", "holds", "verdict"),
    [
        (30, 7, True, "true by 23 boats"),
        (8, 7, True, "true by 1 boat"),
        (7, 7, False, "false by 0 boats"),
        (7, 8, False, "false by 1 boat"),
        (7, 1240, False, "false by 1,233 boats"),
    ],
)
def test_a_claim_says_by_how_much(
    tmp_path: Path, north: int, south: int, *, holds: bool, verdict: str
) -> None:
    """True or false, a claim tells how far it is from flipping; a margin of nothing is an answer."""
    claim = compute(tmp_path, north, south, north_leads=LEADS)["north_leads"]

    assert (claim.holds, claim.verdict) == (holds, verdict)


def test_a_claim_takes_no_place_of_its_page(tmp_path: Path) -> None:
    """The page of claims has anchors of its own."""
    with pytest.raises(ReportError, match='the name "waivers" is an anchor of the page of claims'):
        compute(tmp_path, waivers=LEADS)


def test_a_claim_is_what_its_file_says(tmp_path: Path) -> None:
    """Its name is the stem of its file, its values are what the query compared."""
    claim = compute(tmp_path, north_leads=LEADS)["north_leads"]

    assert (claim.name, claim.says) == (
        "north_leads",
        "The north has more boats than any other harbour.",
    )
    assert [(column.label, value) for column, value in claim.values] == [
        ("Boats in the north", 30),
        ("Boats in the next harbour", 7),
    ]


def test_shares_are_apart_by_percentage_points(tmp_path: Path) -> None:
    """The distance between two shares is not itself a share."""
    claim = compute(tmp_path, 30, 10, most=SHARE)["most"]

    assert claim.verdict == "true by 25 percentage points"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "-- says: The north has more boats than any other harbour.\n",
            "",
            [
                'queries/claims/north_leads.sql:1: the header lacks "says"\n'
                '  Add a line "-- says: …".'
            ],
        ),
        (
            "-- says:",
            "-- title: Boats\n-- says:",
            ['queries/claims/north_leads.sql:1: no header key "title"\n'
             '  There is "columns", "literal", "note", "pinned", "says", "sources".'],
        ),
        (
            "FROM compared;",
            "FROM compared, range(2);",
            ["queries/claims/north_leads.sql:1: one row was promised, the query returns 2"],
        ),
        (
            "FROM compared;",
            "FROM compared WHERE north < 0;",
            ["queries/claims/north_leads.sql:1: one row was promised, the query returns 0"],
        ),
        (
            "harbour = 'north'",
            "harbour = 'North'",
            [
                f'queries/claims/north_leads.sql: "{name}" is NULL\n'
                '  Leave the row out, or write "allow: null" behind the column.'
                for name in ("holds", "margin", "north")
            ],
        ),
        (
            "-- sources: timetable",
            "-- sources: timetabel",
            [
                'queries/claims/north_leads.sql:7: no source "timetabel"\n'
                '  Did you mean "timetable"?'
            ],
        ),
        (
            "Ahead by  [unit: boats|boat]",
            "Ahead by",
            [
                "queries/claims/north_leads.sql: a claim says next by how much it holds\n"
                '  Write "margin  BIGINT  Ahead by  [unit: …]", then the values compared.'
            ],
        ),
    ],
    ids=["silent", "a title", "two rows", "no row", "NULL", "an unknown source", "no unit"],
)  # fmt: skip
def test_a_claim_keeps_to_its_form(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """A claim that cannot be answered is a fault, and no false claim."""
    assert old in LEADS
    with pytest.raises(ReportError) as caught:
        compute(tmp_path, north_leads=LEADS.replace(old, new))

    assert [str(error) for error in caught.value.errors] == expected


def test_a_claim_says_whether_by_how_much_and_of_what(tmp_path: Path) -> None:
    """First whether it holds, next by how much, then the values compared: no less."""
    query = (
        "-- says: There are boats.\n-- columns:\n--   boats  BIGINT  Boats  [unit: boats]\n"
        "-- sources: timetable\nSELECT sum(boats)::BIGINT AS boats FROM sailings;\n"
    )
    with pytest.raises(ReportError) as caught:
        compute(tmp_path, there_are_boats=query)

    assert [str(error) for error in caught.value.errors] == [
        "queries/claims/there_are_boats.sql: a claim says first whether it holds\n"
        '  Begin the columns with "holds  BOOLEAN  Holds".',
        "queries/claims/there_are_boats.sql: a claim says next by how much it holds\n"
        '  Write "margin  BIGINT  Ahead by  [unit: …]", then the values compared.',
    ]


def test_the_faults_of_all_claims_are_told_together(tmp_path: Path) -> None:
    """One run names the faults of every claim."""
    with pytest.raises(ReportError) as caught:
        compute(
            tmp_path,
            a=LEADS.replace("timetable", "log"),
            b=LEADS,
            c=LEADS.replace("FROM sailings", "FROM sailing"),
        )

    assert [error.where.partition(":")[0] for error in caught.value.errors] == [
        "queries/claims/a.sql",
        "queries/claims/c.sql",
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "north > next AS holds",
            "north < next AS holds",
            "the claim does not hold, and its margin is 23",
        ),
        (
            "north - next AS margin",
            "next - north AS margin",
            "the claim holds, and its margin is -23",
        ),
    ],
)
def test_a_margin_has_the_sign_of_its_answer(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    """What is true is ahead and what is false behind: anything else is a slip of the query."""
    with pytest.raises(ReportError) as caught:
        compute(tmp_path, north_leads=LEADS.replace(old, new))

    assert str(caught.value) == (
        f"queries/claims/north_leads.sql: {expected}\n"
        "  A margin is above zero where the claim holds, and below where it does not."
    )


def test_a_margin_is_a_number(tmp_path: Path) -> None:
    """A word cannot say how far a claim is from flipping."""
    query = LEADS.replace("margin  BIGINT ", "margin  VARCHAR").replace(
        "north - next AS margin", "'much' AS margin"
    )
    with pytest.raises(ReportError, match='the margin "much" is no number'):
        compute(tmp_path, north_leads=query)
