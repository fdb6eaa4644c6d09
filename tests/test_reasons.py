"""A number that moved beyond its budget is published with a reason for that very move, or not."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import build
from report import seals
from report.budgets import Move
from report.editions import ExitCode
from report.errors import ReportError
from report.facts import Past
from report.model import Project, Reason
from report.reasons import Reasoned, read, settle

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
MOVE = Move("boats", "north", "boats", "52", "63", "10%", "2023-01", "queries/boats.sql")
REASON = Reason(
    figure="boats",
    row="north",
    column="boats",
    was="52",
    now="63",
    why="The log of the winter is found.",
    who="A. Editor",
    date=date(2023, 9, 1),
)
TEXT = """\
- figure: boats
  row: north
  column: boats
  was: "52"
  now: "63"
  why: The log of the winter is found.
  who: A. Editor
  date: 2023-09-01
"""
ENTRY = """\
- figure: "boats"
  row: "north"
  column: "boats"
  was: "52"
  now: "63"
  why:
  who:
  date:"""
MOVED = (
    'queries/boats.sql: "boats" of "north" went from 52 in 2023-01 to 63, '
    "beyond its budget of 10%\n  "
)


def told(reasoned: Reasoned) -> list[str]:
    """Return what is refused, as an editor reads it."""
    return [str(refusal.error) for refusal in reasoned.refused]


def test_a_reason_is_read_as_it_is_written(tmp_path: Path) -> None:
    """Values are text: 52 is not taken for a number."""
    (tmp_path / "reasons.yml").write_text(TEXT.replace('"', ""), encoding="utf-8")

    assert read(Project(tmp_path)) == (REASON,)


def test_no_file_no_reasons(tmp_path: Path) -> None:
    """A publication whose numbers rest needs no file."""
    assert read(Project(tmp_path)) == ()


def test_the_faults_of_all_entries_are_told_together(tmp_path: Path) -> None:
    """A reason has a day, a name and words, and stands once."""
    faulty = TEXT.replace("2023-09-01", "September") + TEXT + TEXT
    (tmp_path / "reasons.yml").write_text(faulty, encoding="utf-8")

    with pytest.raises(ReportError) as caught:
        read(Project(tmp_path))

    assert [str(error) for error in caught.value.errors] == [
        'reasons.yml:1: "September" is no date\n  Write it as 2023-09-01.',
        "reasons.yml:17: this reason stands twice",
    ]


def test_a_move_without_a_reason_is_refused_with_the_entry_to_paste() -> None:
    """Nothing is left to be copied by hand but why, who and when."""
    reasoned = settle([MOVE], [], [])

    assert told(reasoned) == [f"{MOVED}Say why in reasons.yml:\n{ENTRY}"]
    assert reasoned.reasons == ()


@pytest.mark.parametrize("row", ["no: 7", '"quoted"', "2023.10", "NO", "- x", "# y", "[z]"])
def test_the_entry_is_read_back_as_the_move(tmp_path: Path, row: str) -> None:
    """Whatever a row is called, YAML reads what was pasted."""
    move = Move("boats", row, "boats", "52", "63", "10%", "2023-01", "queries/boats.sql")
    entry = told(settle([move], [], []))[0].partition(":\n")[2]
    signed = f"{entry[: entry.index('  why:')]}  why: Found.\n  who: A\n  date: 2023-09-01\n"
    (tmp_path / "reasons.yml").write_text(signed, encoding="utf-8")

    [reason] = read(Project(tmp_path))

    assert settle([move], [reason], []) == Reasoned((reason,), ())


def test_a_move_with_its_reason_is_published_with_it() -> None:
    """The reason goes into the edition."""
    assert settle([MOVE], [REASON], []) == Reasoned((REASON,), ())


@pytest.mark.parametrize("ends", [("52", "64"), ("51", "63")])
def test_a_reason_is_void_when_either_value_moves(ends: tuple[str, str]) -> None:
    """What was explained was another move; it is told once, with what it was for."""
    move = Move("boats", "north", "boats", *ends, "10%", "2023-01", "queries/boats.sql")

    [refused] = told(settle([move], [REASON], []))

    assert f"went from {ends[0]} in 2023-01 to {ends[1]}, beyond" in refused
    assert (
        'The reason of 2023-09-01 is void: it was for "52" to "63". Say why in reasons.yml:\n'
        in refused
    )


def test_a_reason_for_nothing_is_refused() -> None:
    """Readers are told no reason of a number that is where it was."""
    assert told(settle([], [REASON], [])) == [
        'reasons.yml: the reason for "boats north boats", from "52" to "63", explains nothing\n'
        "  It is within its budget, or gone. Take the entry out."
    ]


def test_a_second_reason_of_one_move_is_refused() -> None:
    """One entry says why, and one that says it of other values is for nothing."""
    stale = replace(REASON, now="60")

    reasoned = settle([MOVE], [stale, REASON], [])

    assert reasoned.reasons == (REASON,)
    assert told(reasoned) == [
        'reasons.yml: the reason for "boats north boats", from "52" to "60", explains nothing\n'
        '  Another entry says why "boats" of "north" went from 52 in 2023-01 to 63. '
        "Take the entry out."
    ]


def test_a_reason_that_was_published_is_history() -> None:
    """It stays in the file, is neither idle nor void, and is not published again."""
    past = Past("2023-01", "January", {}, {}, reasons=(REASON,))
    again = Move("boats", "north", "boats", "63", "90", "10%", "2023-09", "queries/boats.sql")
    newer = replace(REASON, was="63", now="90")

    assert settle([], [REASON], [past]) == Reasoned()
    assert settle([again], [REASON, newer], [past]) == Reasoned((newer,), ())


def test_a_reason_that_was_published_covers_no_second_move() -> None:
    """A number that goes there and back and there again is explained each time."""
    past = Past("2023-01", "January", {}, {}, reasons=(REASON,))
    fresh = replace(REASON, date=date(2024, 1, 1))

    assert told(settle([MOVE], [REASON], [past])) == [f"{MOVED}Say why in reasons.yml:\n{ENTRY}"]
    assert settle([MOVE], [REASON, fresh], [past]) == Reasoned((fresh,), ())


# The real pipeline, on a publication of ferries


def run(root: Path, *words: str) -> int:
    """Run a command on a project, as the shell does."""
    return build.main(["--project", str(root), *words])


def carried(root: Path, old: str, new: str) -> None:
    """Let a ferry have carried another number of passengers."""
    months = root / "data" / "months.csv"
    text = months.read_text(encoding="utf-8")
    assert old in text
    months.write_text(text.replace(old, new), encoding="utf-8")


def test_an_edition_waits_for_the_reason_of_what_moved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Refused with the entry, published once it is pasted and signed, refused when it moves on."""
    root = Path(shutil.copytree(FERRIES, tmp_path / "ferries"))
    query = root / "queries" / "passengers_by_line.sql"
    sql = query.read_text(encoding="utf-8")
    query.write_text(sql.replace("-- note", "-- budget: passengers 1%\n-- note"), encoding="utf-8")
    assert run(root, "publish", "2023-01") == ExitCode.DONE

    carried(root, "Tern,2021-06,830", "Tern,2021-06,930")
    capsys.readouterr()
    assert run(root, "publish", "2023-09") == ExitCode.FAULTS
    refused = capsys.readouterr().err
    assert refused.startswith(
        'queries/passengers_by_line.sql: "passengers" of "Tern" went from 3175 in 2023-01 to 3275, '
        "beyond its budget of 1%\n"
    )
    assert not (root / "site" / "2023-09").exists()

    entry = refused[refused.index("- figure") : refused.index("  why:")]
    signed = f"{entry}  why: A log was found.\n  who: A. Editor\n  date: 2023-09-01\n"
    (root / "reasons.yml").write_text(signed, encoding="utf-8")
    carried(root, "Tern,2021-06,930", "Tern,2021-06,931")
    assert run(root, "check") == ExitCode.FAULTS
    void = 'The reason of 2023-09-01 is void: it was for "3175" to "3275".'
    assert void in capsys.readouterr().err

    carried(root, "Tern,2021-06,931", "Tern,2021-06,930")
    assert run(root, "publish", "2023-09") == ExitCode.DONE
    [past, _] = seals.past(Project(root))
    assert [(each.row, each.why) for each in past.reasons] == [("Tern", "A log was found.")]
    assert past.rows == {"harbours": 4, "lines": 3, "months": 9}

    # What was published is history: the next edition neither needs it nor stumbles over it.
    assert run(root, "check") == ExitCode.DONE
