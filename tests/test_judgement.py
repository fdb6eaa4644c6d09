"""An edition is refused for what is false, naked, stale or unexplained, each told where it stands."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from report.captions import Captions
from report.differences import read
from report.errors import ReportError
from report.judgement import disagreeing, find, literals
from report.model import Claim, Column, Difference, Figure, Literal, Project, Site
from report.periods import Period
from report.refusals import Refusal
from report.scrutiny import Evidence
from report.words import Words
from tests.boats import BOATS, FALSE, TRUE, material, project, written

HEAD = "---\ntitle: T\n---\n"
SAID = '{% claim north_leads %}The north leads{% endclaim %} by {{ fig.boats["north"].boats }}.\n'
PERIODS = (Period("log", "season", 2019, 2023),)
RECONCILED = Figure(
    name="reconciled",
    title="Printed and computed",
    columns=(
        Column("harbour", "VARCHAR", "Harbour"),
        Column("printed", "BIGINT", "Printed", unit="boats"),
        Column("computed", "BIGINT", "Computed", unit="boats"),
        Column("agrees", "BOOLEAN", "Agrees"),
    ),
    key=("harbour",),
    rows=(("north", 1200, 1200, True), ("south", 8, 7, False)),
    sources=(),
    sql="",
    path="queries/reconciled.sql",
    reconciles="agrees",
)
EXPLAINED = Difference("reconciled", "row-south", "Printed: 8; Computed: 7", "One boat sank.")


def judged(
    folder: Path,
    text: str = SAID,
    *,
    claim: Claim = TRUE,
    before: Mapping[str, Mapping[str, int]] | None = None,
    explained: tuple[Difference, ...] = (),
    more: tuple[Figure, ...] = (),
    boats: Figure = BOATS,
) -> tuple[Refusal, ...]:
    """Return what an edition of one page with this text is refused for."""
    figures = {each.name: each for each in (boats, *more)}
    made_of = replace(material(claim), figures=figures)
    evidence = Evidence(
        site=Site("Harbours", "Boats and where they lie.", "", "en"),
        figures=figures,
        claims=made_of.claims,
        captions=Captions({}, ()),
        differences={(each.figure, each.row): each for each in explained},
        periods=PERIODS,
        before=before or {},
        words=Words("en"),
    )
    pages = written(folder, {"a.md": HEAD + text}, made_of)
    return find(Project(folder), evidence, pages)


def told(refusals: tuple[Refusal, ...]) -> list[str]:
    """Return refusals as an editor reads them."""
    return [str(refusal.error) for refusal in refusals]


def test_what_is_true_and_bound_is_not_refused(tmp_path: Path) -> None:
    """A claim that holds and numbers of figures are all that an edition needs."""
    assert judged(tmp_path) == ()


def test_a_false_claim_is_told_with_all_its_places(tmp_path: Path) -> None:
    """The sentence, what was expected, what is found, what was, and where it is said as well."""
    [refusal] = judged(
        tmp_path,
        f"{SAID}\n{SAID}",
        claim=FALSE,
        before={"north_leads": {"Boats in the next harbour": 9, "Boats in the north": 1200}},
    )

    assert (refusal.rule, refusal.name, refusal.values) == (
        "false claim",
        "north_leads",
        "Boats in the north: 11; Boats in the next harbour: 12",
    )
    assert str(refusal.error) == (
        'content/a.md:4: "The north leads by 1,200." is false by 1 boat\n'
        '  The claim "north_leads" expects: The north has more boats than any other harbour. '
        "Found: Boats in the north: 11; Boats in the next harbour: 12. "
        "In the edition before: Boats in the north: 1,200; Boats in the next harbour: 9. "
        "It is also said at content/a.md:6."
    )


def test_what_no_page_uses_stops_every_build(tmp_path: Path) -> None:
    """A claim that nobody says and a figure that nobody prints are faults, told together."""
    with pytest.raises(ReportError) as caught:
        judged(tmp_path, "Nothing is bound here.\n")

    assert [str(error) for error in caught.value.errors] == [
        'queries/claims/north_leads.sql: no page uses the claim "north_leads"\n'
        "  Write its sentence: {% claim north_leads %}…{% endclaim %}, or take it out.",
        'queries/boats.sql: no page uses the figure "boats"\n'
        "  Print one of its cells, show its chart or table, or take the query out.",
    ]


@pytest.mark.parametrize(
    "use",
    ["{{ table(fig.boats) }}", '{{ chart("boats") }}', "{% for row in fig.boats %}x{% endfor %}"],
)
def test_a_figure_is_used_by_whatever_shows_it(tmp_path: Path, use: str) -> None:
    """A table, a chart or a loop is as good as a number."""
    assert judged(tmp_path, "{% claim north_leads %}The north leads{% endclaim %}.\n\n" + use) == ()


def test_a_naked_number_is_told_with_its_sentence(tmp_path: Path) -> None:
    """The words, the line and the sentence; a waiver is for that very sentence."""
    [refusal] = judged(tmp_path, f"{SAID}\nHere are forty boats.\n")

    assert (refusal.rule, refusal.name, refusal.values) == (
        "naked number",
        "content/a.md forty",
        "Here are forty boats.",
    )
    assert str(refusal.error) == (
        'content/a.md:6: "forty" is bound to no figure and no claim\n'
        '  In "Here are forty boats.". Print a cell, write a claim, or mark it: '
        '{% literal "why" %}…{% endliteral %}.'
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ['queries/boats.sql:1: "two" is bound to no figure and no claim\n'
              '  In "Boats of two harbours". Leave it to a column, or declare it: '
              '"-- literal: two | why".']),
        ({"literals": (Literal("two", "there are no more", "queries/boats.sql:2"),)}, []),
    ],
    ids=["naked", "declared"],
)  # fmt: skip
def test_the_header_of_a_query_is_prose(
    tmp_path: Path, given: dict[str, tuple[Literal, ...]], expected: list[str]
) -> None:
    """Its title, note and labels are read like a page, and declare their literals with reasons."""
    title = "Boats of two harbours"
    boats = replace(BOATS, title=title, sql=f"-- title: {title}\nSELECT 1;\n", **given)  # type: ignore[arg-type]  # literals alone

    assert told(judged(tmp_path, boats=boats)) == expected


@pytest.mark.parametrize(
    ("year", "pinned", "refused"),
    [
        (2019, "", False),
        (2023, "", False),
        (2021, "", True),
        (2021, "2021, the year of the storm", False),
        (2021, "2019, 2021, the years of storms", False),
        (2021, "2020, the year of the storm", True),
        (2021, "in 2020 there was a storm, in 2021 none", True),
    ],
)
def test_a_year_in_a_query_is_bound_or_pinned(
    tmp_path: Path, *, year: int, pinned: str, refused: bool
) -> None:
    """It is the first or the last of a period, or declared deliberate at the head of a reason."""
    boats = replace(BOATS, sql=f"-- title: Boats\nSELECT {year};\n", pinned=pinned)

    assert [refusal.rule for refusal in judged(tmp_path, boats=boats)] == ["stale year"] * refused


def test_a_stale_year_says_what_the_data_has(tmp_path: Path) -> None:
    """Its waiver is void once the periods of the data move."""
    [refusal] = judged(tmp_path, f"{SAID}\nIn 2021 there was fog.\n")

    assert refusal.name == "content/a.md 2021"
    assert refusal.values == '"In 2021 there was fog.": log.season 2019 to 2023'


def test_a_difference_is_explained_or_refused(tmp_path: Path) -> None:
    """A row that does not agree with print needs words, and they are for these very numbers."""
    text = SAID + "\n{{ table(fig.reconciled) }}\n"
    moved = replace(EXPLAINED, values="Printed: 8; Computed: 6")
    hint = 'Explain it in differences.yml, for "Printed: 8; Computed: 7".'
    what = 'queries/reconciled.sql: "row-south" differs from print: Printed: 8; Computed: 7\n  '

    assert told(judged(tmp_path, text, more=(RECONCILED,), explained=(EXPLAINED,))) == []
    assert told(judged(tmp_path, text, more=(RECONCILED,))) == [what + hint]
    assert told(judged(tmp_path, text, more=(RECONCILED,), explained=(moved,))) == [
        f'{what}What differences.yml explains is "Printed: 8; Computed: 6". {hint}'
    ]


def test_an_explanation_of_nothing_is_refused(tmp_path: Path) -> None:
    """Numbers that agree need no words."""
    idle = replace(EXPLAINED, row="row-north")
    text = SAID + "\n{{ table(fig.reconciled) }}\n"

    assert told(judged(tmp_path, text, more=(RECONCILED,), explained=(EXPLAINED, idle))) == [
        'differences.yml: what is explained of "row-north" of the figure "reconciled" '
        "explains nothing\n"
        "  The numbers agree, or the row has another name: take the entry out."
    ]


def test_only_rows_that_differ_are_told() -> None:
    """What agrees with print needs no explanation, nor does a figure that compares nothing."""
    found = list(disagreeing({"reconciled": RECONCILED, "boats": BOATS}, Words("en")))

    assert found == [(RECONCILED, "row-south", "Printed: 8; Computed: 7")]


def test_explanations_are_read_by_figure_and_row(tmp_path: Path) -> None:
    """``differences.yml`` says of which row it speaks, of which numbers, and why they differ."""
    (tmp_path / "differences.yml").write_text(
        "- figure: reconciled\n  row: row-south\n"
        '  values: "Printed: 8; Computed: 7"\n  because: One boat sank.\n',
        encoding="utf-8",
    )

    assert read(Project(tmp_path)) == {("reconciled", "row-south"): EXPLAINED}


def test_literals_are_listed_with_their_reasons(tmp_path: Path) -> None:
    """Those of prose in the order of the files, then those of headers."""
    of_header = Literal("two", "there are no more", "queries/boats.sql:2")
    folder = project(
        tmp_path,
        {
            "b.md": HEAD + 'By {% literal "a proverb" %}a thousand ships{% endliteral %}.\n',
            "a.md": HEAD + 'By {% literal "a name" %}the Seven Seas{% endliteral %}.\n',
        },
    )

    assert literals(folder, [replace(BOATS, literals=(of_header,))]) == (
        Literal("the Seven Seas", "a name", "content/a.md:4"),
        Literal("a thousand ships", "a proverb", "content/b.md:4"),
        of_header,
    )
