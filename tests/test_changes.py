"""What changed is printed as the publication prints its values, and as text whatever it holds."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from report.changes import drawn, format_changes
from report.changes.teller import Teller
from report.changes.text import SHOWN, format_text
from report.facts import Past, PastClaim, PastColumn, PastFigure, PastPage, Plain
from report.model import Chart, Project, SiteFile
from report.revisions import Changes, Known, compare, first
from report.rows import ChangedCells, TableChange
from report.theme import read_theme
from report.website.finish import faults
from report.words import Words

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
TELL = Teller(Words("en"))
HOSTILE = "<script>x</script> | {{ 1 }} [a](javascript:b)\n# h \u202eabc \x1b[31m"


def columns(unit: str = "boats", decimals: int | None = None) -> tuple[PastColumn, ...]:
    """Return the columns of a figure: a name and a number."""
    return (PastColumn("harbour", "Harbour", "", None), PastColumn("n", "Number", unit, decimals))


def since(
    was: Mapping[str, Plain],
    now: Mapping[str, Plain],
    told: Sequence[PastColumn] | None = None,
    tables: tuple[TableChange, ...] = (),
) -> Changes:
    """Return what changed between two editions that have a figure with these rows."""
    made_of = tuple(told or columns())
    figures = [
        {"boats": PastFigure("Boats", made_of, ("harbour",), tuple(rows.items()))}
        for rows in (was, now)
    ]
    older, newer = (Past(n, n, f, {}) for n, f in zip(("2022-06", "2023-01"), figures, strict=True))
    return compare(older, newer, Known(tables))


def hostile() -> Changes:
    """Return changes of every kind, with hostile text wherever a stranger's text can stand."""

    def past(name: str, value: str, number: int) -> Past:
        column = PastColumn("n", f"{value} label", "boats", None)
        rows = ((f"{HOSTILE} key", number), (f"{value} row", 1))
        figure = PastFigure(value, (columns()[0], column), ("harbour",), rows)
        claim = PastClaim(value, holds=number > 1, verdict=value, values={HOSTILE: number})
        sentences = (f"{value} was said of boats.", f"{value} {HOSTILE}")
        return Past(
            name,
            value,
            {"boats": figure},
            {"leads": claim},
            {"boats": value},
            {"": PastPage(value, sentences)},
        )

    cells = ChangedCells({"id": HOSTILE, "a": HOSTILE}, {"id": HOSTILE, "a": "b"}, ("a",))
    row = {"id": HOSTILE, "a": HOSTILE}
    table = TableChange(
        name="log",
        state="changed",
        withheld=False,
        key=("id",),
        columns_new=(),
        columns_gone=(),
        rows_was=3,
        rows_now=3,
        added=1,
        removed=1,
        changed=1,
        cells={"a": 1},
        first_added=(row,),
        first_removed=(row,),
        first_changed=(cells,),
    )
    older, newer = past("2022-06", f"{HOSTILE} old", 1), past("2023-01", f"{HOSTILE} new", 2)
    return compare(older, newer, Known((table,)))


def rendered(changes: Changes) -> str:
    """Return the theme's page of changes."""
    theme = read_theme(Project(TEMPLATES.parent))
    return theme.render("changes", changes=changes, charts=[], charts_open=6, tell=TELL)


@pytest.mark.parametrize(
    ("unit", "was", "now", "expected"),
    [
        ("boats", 1200, 1300, ("1,200", "1,300", "+100", "+8.3%")),
        ("boats", 1300, 130, ("1,300", "130", "−1,170", "−90%")),
        ("boats", 0, 3, ("0", "3", "+3", "")),
        ("boats", None, 3, ("–", "3", "", "")),
        ("boats", 3, None, ("3", "–", "", "")),
        ("%", 44.5, 46.5, ("44.5%", "46.5%", "+2.0 points", "")),
        ("%", 44, 45, ("44%", "45%", "+1 point", "")),
        ("", 1804, 1805, ("1804", "1805", "", "")),
        ("times", 1.25, 1.5, ("1.3", "1.5", "+0.2", "+20%")),
        ("times", 1.51, 1.53, ("1.51", "1.53", "+0.02", "+1.3%")),
    ],
)
def test_a_move_is_printed_as_its_values_are(
    unit: str, was: Plain, now: Plain, expected: tuple[str, ...]
) -> None:
    """The difference is that of the numbers as printed, which have the decimals to differ."""
    [figure] = since({"north": was}, {"north": now}, columns(unit)).figures
    [move] = TELL.moves(figure)

    assert (move.was, move.now, move.difference, move.relative) == expected


def test_what_moved_most_comes_first() -> None:
    """A large share of a large number: not what went from one to none."""
    was = {"small": 1, "large": 60, "steady": 1000}
    [figure] = since(was, {"small": 0, "large": 40, "steady": 1001}).figures

    assert [move.row for move in TELL.moves(figure)] == ["large", "small", "steady"]


def test_a_reworded_sentence_shows_its_other_words() -> None:
    """Numbers are words, and a full stop is none."""
    assert TELL.pieces("It has 1,200 boats.", "It has 1,300 boats.") == [
        ("same", "", "It has"),
        ("gone", " ", "1,200"),
        ("new", " ", "1,300"),
        ("same", " ", "boats."),
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("", "A new one.", [("new", " ", "A new one.")]),
        ("An old one.", "", [("gone", "", "An old one.")]),
        ("Boats are late here.", "Few ferries sank!", None),
    ],
)
def test_other_sentences_are_told_whole(
    was: str, now: str, expected: list[tuple[str, str, str]] | None
) -> None:
    """Where hardly a word is left both are told, one after the other."""
    both = [("gone", "", was), ("new", " ", now)]
    assert TELL.pieces(was, now) == (both if expected is None else expected)


def test_hostile_text_is_text_on_the_page() -> None:
    """Nothing in a value is markup, and each stands apart from the text around it."""
    html = rendered(hostile())

    assert "<script" not in html
    assert html.count("&lt;script&gt;") > 10
    assert list(faults(html, "changes.md")) == []
    # What turns the direction of text is shut in where it stands.
    outside = re.sub(r"<bdi>[^<]*</bdi>", "", re.sub(r'="[^"]*"', "", html))
    places = re.findall(r"<(\w+)[^<>]*>[^<>]*\u202e", outside)
    assert places == []


def test_hostile_text_does_not_steer_a_terminal() -> None:
    """What cannot be seen is spelled out, and a line stays one line."""
    told = format_text(hostile(), Words("en"))

    assert [c for c in told if not c.isprintable() and c != "\n"] == []
    assert r"\x1b[31m" in told
    assert not any(line.startswith("# h") for line in told.splitlines())


def test_the_json_holds_every_change() -> None:
    """What the terminal cuts short is there in full, and text as it is."""
    many = since({f"h{n}": 1 for n in range(99)}, {f"h{n}": 2 for n in range(99)})

    document = json.loads(format_changes(many))
    text = format_text(many, Words("en"))

    assert len(document["figures"][0]["rows"]) == 99
    assert text.count("1 → 2") == SHOWN
    assert f"and {99 - SHOWN} more" in text
    assert json.loads(format_changes(hostile()))["claims"][0]["says"] == f"{HOSTILE} new"


def test_a_page_tells_long_lists_in_short() -> None:
    """The first numbers stand in the open, the others are folded and still there."""
    html = rendered(since({f"h{n}": 1 for n in range(99)}, {f"h{n}": 2 for n in range(99)}))

    assert html.count('<td class="num was">') == 99
    assert "<summary>94 numbers more</summary>" in html


def test_every_edition_has_the_same_places_to_link_to() -> None:
    """An address that was published stays, also where nothing changed."""
    quiet, loud = (
        re.findall(r'id="(\w+)"', rendered(each)) for each in (since({"a": 1}, {"a": 1}), hostile())
    )

    assert quiet == loud == ["claims", "figures", "charts", "pages", "data"]


def test_the_first_edition_says_that_it_is_the_first() -> None:
    """It links to no edition before it."""
    changes = first(Past("2022-06", "June", {}, {}))

    assert format_text(changes, Words("en")) == "2022-06 is the first edition\n"
    assert "~/../" not in rendered(changes)


def test_data_that_is_not_at_hand_is_said_to_be_missing() -> None:
    """It is not told that nothing changed."""
    changes = replace(since({"a": 1}, {"a": 1}), data_known=False)

    assert "the record lacks the data" in format_text(changes, Words("en"))
    assert "The record lacks the data" in rendered(changes)


def test_a_drawing_is_known_by_its_hash() -> None:
    """Of a chart that is not drawn there is none."""
    file = SiteFile("charts/boats.svg", b"<svg/>")
    made = Chart("boats", "Boats", "", "", "", (SiteFile("charts/boats.csv", b""), file))

    assert [*drawn({"boats": made, "none": replace(made, name="none", files=())})] == ["boats"]
