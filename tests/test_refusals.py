"""A refusal is let pass by a waiver for its very values, within its dates, and by nothing else."""

from datetime import date
from pathlib import Path

import pytest

from report.errors import ReportError
from report.model import Project
from report.refusals import Refusal, Waiver, judge, read_waivers

FALSE = Refusal(
    "false claim",
    "north_leads",
    "Boats in the north: 11",
    ReportError('"The north leads" is false by 1 boat', "content/index.md:5", "Look again."),
)
WAIVER = Waiver(
    rule="false claim",
    name="north_leads",
    values="Boats in the north: 11",
    why="The log is being recounted.",
    who="A. Editor",
    date=date(2023, 9, 1),
    until=date(2023, 10, 1),
)
TEXT = """\
- rule: false claim
  name: north_leads
  values: "Boats in the north: 11"
  why: The log is being recounted.
  who: A. Editor
  date: 2023-09-01
  until: 2023-10-01
"""
SENTENCE = '"The north leads" is false by 1 boat'


def read(folder: Path, text: str) -> tuple[Waiver, ...]:
    """Read this text as waivers.yml."""
    (folder / "waivers.yml").write_text(text, encoding="utf-8")
    return read_waivers(Project(folder))


def told(*waivers: Waiver, day: date, refusal: Refusal = FALSE) -> list[str]:
    """Return what an edition of that day is refused for, as an editor reads it."""
    return [str(error) for error in judge([refusal], waivers, day).errors]


def test_a_waiver_is_read_as_it_is_written(tmp_path: Path) -> None:
    """What, why, who, from when and until when."""
    assert read(tmp_path, TEXT) == (WAIVER,)


def test_no_file_no_waivers(tmp_path: Path) -> None:
    """A publication that waives nothing needs no file."""
    assert read_waivers(Project(tmp_path)) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "until: 2023-10-01",
            "until: October",
            ['waivers.yml:1: "October" is no date\n  Write it as 2023-09-01.'],
        ),
        (
            "until: 2023-10-01",
            "until: 2023-02-30",
            ['waivers.yml:1: "2023-02-30" is no date\n  Write it as 2023-09-01.'],
        ),
        (
            "until: 2023-10-01",
            "until: 2023-08-01",
            ["waivers.yml:1: the waiver ends on 2023-08-01, before it begins on 2023-09-01"],
        ),
        (
            "rule: false claim",
            "rule: false claims",
            ['waivers.yml:1: no rule "false claims"\n  Did you mean "false claim"?'],
        ),
        (
            "rule: false claim",
            "rule: unwritten text",
            [
                "waivers.yml:1: a text that is unwritten cannot be waived\n"
                "  Write it, or take it out: nobody can have meant to publish it."
            ],
        ),
        (
            "  who: A. Editor\n",
            "",
            [
                'waivers.yml:1: the entry lacks "who"\n'
                "  It needs rule, name, values, why, who, date, until."
            ],
        ),
    ],
    ids=[
        "no date",
        "no such day",
        "ends before it begins",
        "an unknown rule",
        "unwritten",
        "nobody",
    ],
)
def test_a_malformed_waiver_waives_nothing(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    """A waiver is whole, or the build stops."""
    with pytest.raises(ReportError) as caught:
        read(tmp_path, TEXT.replace(old, new))

    assert [str(error) for error in caught.value.errors] == expected


@pytest.mark.parametrize("day", [date(2023, 9, 1), date(2023, 9, 15), date(2023, 10, 1)])
def test_a_waiver_covers_its_days(day: date) -> None:
    """From its date to the day until which it runs, both included."""
    judgement = judge([FALSE], [WAIVER], day)

    assert (judgement.refused, judgement.waived) == ((), (WAIVER,))


@pytest.mark.parametrize("day", [date(2023, 8, 31), date(2023, 10, 2)])
def test_a_waiver_does_not_cover_other_days(day: date) -> None:
    """Before its date and after its end the refusal stands, and says so."""
    assert told(WAIVER, day=day) == [
        f"content/index.md:5: {SENTENCE}\n"
        "  Look again. The waiver runs from 2023-09-01 to 2023-10-01, and does not cover this day."
    ]


def test_a_waiver_is_void_when_its_values_change() -> None:
    """What was let pass is these very numbers, and no others."""
    moved = Refusal(FALSE.rule, FALSE.name, "Boats in the north: 10", FALSE.error)

    assert told(WAIVER, day=date(2023, 9, 15), refusal=moved) == [
        f"content/index.md:5: {SENTENCE}\n"
        '  Look again. The waiver of 2023-09-01 was for "Boats in the north: 11", '
        'and is void: "Boats in the north: 10".'
    ]


def test_a_waiver_that_waives_nothing_is_refused() -> None:
    """What is mended needs no exception, and readers are shown none that has no use."""
    judgement = judge([], [WAIVER], date(2023, 9, 15))

    assert [str(error) for error in judgement.errors] == [
        'waivers.yml: the waiver of the false claim "north_leads" waives nothing\n'
        "  What it was for is mended or renamed: take the entry out."
    ]


def test_a_waiver_is_for_one_thing() -> None:
    """The waiver of another rule or of another name leaves the refusal standing."""
    other = Waiver("naked number", *(getattr(WAIVER, name) for name in Waiver.__slots__[1:]))

    assert told(other, day=date(2023, 9, 15)) == [
        f"content/index.md:5: {SENTENCE}\n  Look again.",
        'waivers.yml: the waiver of the naked number "north_leads" waives nothing\n'
        "  What it was for is mended or renamed: take the entry out.",
    ]


def test_a_second_waiver_can_follow_the_first() -> None:
    """One that has run out is followed by another; only the one in force is shown to readers."""
    later = Waiver(
        WAIVER.rule,
        WAIVER.name,
        WAIVER.values,
        "It takes longer.",
        "B. Editor",
        date(2023, 10, 2),
        date(2023, 11, 1),
    )

    assert judge([FALSE], [WAIVER, later], date(2023, 10, 15)).waived == (later,)


def test_one_waiver_of_a_number_that_stands_twice_is_shown_once() -> None:
    """Two refusals of one name and value are let pass by one entry, and readers see one."""
    assert judge([FALSE, FALSE], [WAIVER], date(2023, 9, 15)).waived == (WAIVER,)
