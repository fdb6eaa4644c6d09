"""What changed from one edition to another is told once, by its name, and nothing else is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from report.facts import Past, PastClaim, PastColumn, PastFigure, PastPage, Plain
from report.manifest import Seal
from report.model import Reason
from report.revisions import Changes, FigureChange, Known, compare, first

COLUMNS = (
    PastColumn("slug", "Address", "", None),
    PastColumn("harbour", "Harbour", "", None),
    PastColumn("boats", "Boats", "boats", None),
    PastColumn("late", "Late", "%", 1),
    PastColumn("built", "Built", "", None),
)
NORTH: tuple[Plain, ...] = ("north", "North Quay", 50, 44.5, 1804)
SOUTH: tuple[Plain, ...] = ("south", "South Quay", 7, None, 1932)
FIGURE = PastFigure("Boats by harbour", COLUMNS, ("slug",), (NORTH, SOUTH))
CLAIM = PastClaim(
    "North leads.", holds=True, verdict="true by 43", values={"North": 50, "South": 7}
)
PAGE = PastPage("On boats", ("Boats are late.", "The north has 50 boats.", "More below."))
PAST = Past(
    "2022-06",
    "June",
    {"boats": FIGURE},
    {"north_leads": CLAIM},
    {"boats": "Boats by harbour"},
    {"": PastPage("Front", ("Hello.",)), "findings/boats/": PAGE},
    files={"charts/boats.svg": Seal("a" * 64, 1)},
)


def since(now: Past, known: Known | None = None, *, was: Past = PAST) -> Changes:
    """Return what changed since an edition."""
    return compare(was, replace(now, edition="2023-01"), known or Known())


def figure(now: PastFigure, *reasons: Reason) -> FigureChange:
    """Return what changed of the figure of boats."""
    [change] = since(replace(PAST, figures={"boats": now}, reasons=reasons)).figures
    return change


def rows(*now: Sequence[Plain]) -> PastFigure:
    """Return the figure with these rows."""
    return replace(FIGURE, rows=tuple(tuple(row) for row in now))


def moved(old: str, new: str, why: str = "A better name.") -> Mapping[str, str]:
    """Return the declaration of a move."""
    return {"from": old, "to": new, "why": why}


def test_what_is_the_same_is_counted_and_not_told() -> None:
    """An edition that says what the one before said has no changes."""
    changes = since(PAST)

    told = (changes.figures, changes.claims, changes.charts, changes.pages, changes.tables)
    assert told == ((), (), (), (), ())
    assert changes.same == {"claims": 1, "figures": 1, "charts": 1, "pages": 2}


def test_the_first_edition_changes_nothing() -> None:
    """There is none that it could be compared with."""
    assert (first(PAST).against, first(PAST).figures) == ("", ())


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("boats", 53, (3, 6.0)),
        ("boats", None, (None, None)),
        ("late", 44.7, (0.2, None)),
        ("late", 44.49999999999, None),
        ("built", 1805, (None, None)),
    ],
    ids=["a count", "a number lost", "a share", "what no float can tell apart", "a year"],
)
def test_a_cell_moves_by_its_difference(
    column: str, value: Plain, expected: tuple[Plain, float | None] | None
) -> None:
    """In the column's unit and of what it was; shares in points alone; years do not move."""
    names = [each.name for each in COLUMNS]
    now = list(NORTH)
    now[names.index(column)] = value
    changes = since(replace(PAST, figures={"boats": rows(now, SOUTH)}))

    cells = [
        (cell.column, cell.was, cell.now, (cell.difference, cell.relative))
        for each in changes.figures
        for row in each.rows
        for cell in row.cells
    ]
    was = NORTH[names.index(column)]
    assert cells == ([] if expected is None else [(column, was, value, expected)])


def test_a_row_is_called_by_the_text_beside_its_key() -> None:
    """A key is an address or a code; where no text names each row, the key does."""
    [row] = figure(rows((*NORTH[:2], 51, *NORTH[3:]), SOUTH)).rows
    assert (row.name, row.key) == ("North Quay", ("north",))

    [row] = figure(rows((*NORTH[:2], 51, *NORTH[3:]), ("south", "North Quay", *SOUTH[2:]))).rows[:1]
    assert row.name == "north"


def test_rows_come_and_go_with_what_they_say() -> None:
    """A new row has no earlier values, a lost one none of now; lost ones come last."""
    new, gone = figure(rows(("west", "West Pier", 3, 1, 2001), NORTH)).rows

    assert (new.state, new.name) == ("new", "West Pier")
    assert [(cell.was, cell.now) for cell in new.cells][1] == (None, 3)
    assert (gone.state, gone.name) == ("gone", "South Quay")
    assert [(cell.was, cell.now) for cell in gone.cells][1] == (7, None)


def test_columns_come_and_go_and_get_other_labels() -> None:
    """Rows are compared in the columns that both have."""
    columns = (*COLUMNS[:2], replace(COLUMNS[2], label="Vessels"), PastColumn("x", "X", "", None))
    now = PastFigure(FIGURE.title, columns, FIGURE.key, ((*NORTH[:3], 1), (*SOUTH[:3], 2)))

    change = figure(now)

    assert [(c.state, c.name, c.was_label, c.label) for c in change.columns] == [
        ("changed", "boats", "Boats", "Vessels"),
        ("new", "x", "", "X"),
        ("gone", "late", "Late", ""),
        ("gone", "built", "Built", ""),
    ]
    assert change.rows == ()


def test_rows_that_are_named_otherwise_are_not_compared() -> None:
    """A row is found again by its key alone."""
    change = figure(replace(FIGURE, key=("harbour",)))

    assert (change.was_key, change.key, change.rows) == (("slug",), ("harbour",), ())


def reason(figure: str, row: str, column: str, why: str) -> Reason:
    """Return a reason of these words."""
    return Reason(figure, row, column, "", "", why, "A. Editor", date(2023, 1, 1))


def test_a_reason_stands_at_the_change_it_is_for() -> None:
    """At the cell, or at the figure where it lost rows."""
    change = figure(
        rows((*NORTH[:2], 51, *NORTH[3:])),
        reason("boats", "north", "boats", "Counted again."),
        reason("boats", "all", "rows", "A new census."),
        reason("other", "north", "boats", "Not this one."),
    )

    assert change.why == "A new census."
    assert [row.cells[0].why for row in change.rows] == ["Counted again.", ""]


def test_figures_come_and_go() -> None:
    """A new one is not told row by row."""
    now = replace(PAST, figures={"ferries": replace(FIGURE, title="Ferries")}, charts={})

    gone, new = since(now).figures

    assert (gone.state, gone.name, gone.was_title, gone.rows) == (
        "gone",
        "boats",
        "Boats by harbour",
        (),
    )
    assert (new.state, new.name, new.title, new.rows) == ("new", "ferries", "Ferries", ())


def test_what_was_renamed_is_compared_with_its_old_self() -> None:
    """A figure, its chart, a claim and a page are told as moved, not as new and gone."""
    now = replace(
        PAST,
        figures={"vessels": rows((*NORTH[:2], 51, *NORTH[3:]), SOUTH)},
        claims={"north_first": replace(CLAIM, holds=False)},
        charts={"vessels": "Vessels"},
        pages={"": PAST.pages[""], "findings/vessels/": PAGE},
    )
    moves = (
        moved("figures/boats/", "figures/vessels/"),
        moved("claims/#north_leads", "claims/#north_first"),
        moved("findings/boats/", "findings/vessels/", "All vessels count."),
    )

    changes = since(replace(now, moved=moves))

    [told] = changes.figures
    assert (told.was_name, told.name, told.why) == ("boats", "vessels", "A better name.")
    assert [cell.now for row in told.rows for cell in row.cells] == [51]
    [claim] = changes.claims
    assert (claim.state, claim.was_name, claim.name) == ("flipped", "north_leads", "north_first")
    [chart] = changes.charts
    assert (chart.was_name, chart.name, chart.was_title) == ("boats", "vessels", "Boats by harbour")
    [page] = changes.pages
    assert (page.was_name, page.name, page.sentences) == (
        "findings/boats/",
        "findings/vessels/",
        (),
    )
    assert page.why == "All vessels count."


def test_a_name_that_moved_twice_is_followed() -> None:
    """Between editions that are no neighbours lie several moves."""
    now = replace(PAST, figures={"c": FIGURE}, charts={})
    moves = (moved("figures/boats", "figures/b", "One."), moved("figures/b", "figures/c", "Two."))

    [told] = since(replace(now, moved=moves)).figures

    assert (told.was_name, told.name, told.why) == ("boats", "c", "One. Two.")


def test_moves_in_a_circle_end() -> None:
    """Names that were exchanged twice lead nowhere, and not round for ever."""
    moves = (moved("figures/boats", "figures/b"), moved("figures/b", "figures/boats"))

    [told] = since(replace(PAST, figures={}, moved=moves)).figures

    assert told.state == "gone"


def test_what_is_retired_says_why() -> None:
    """An entry without a new name is the reason of what is gone."""
    moves = (moved("figures/boats", "retired", "Nobody counts them now."),)

    [told] = since(replace(PAST, figures={}, moved=moves)).figures

    assert (told.state, told.why) == ("gone", "Nobody counts them now.")


def test_of_two_figures_that_became_one_the_second_is_gone() -> None:
    """A figure is compared with one old self."""
    was = replace(PAST, figures={"a": FIGURE, "b": FIGURE})
    now = replace(PAST, figures={"c": FIGURE})
    moves = (moved("figures/a", "figures/c"), moved("figures/b", "figures/c"))

    told = since(replace(now, moved=moves), was=was).figures

    assert [(each.state, each.was_name, each.name) for each in told] == [
        ("gone", "b", "b"),
        ("changed", "a", "c"),
    ]


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (replace(CLAIM, holds=False, verdict="false by 1"), "flipped"),
        (replace(CLAIM, says="The north leads."), "changed"),
        (replace(CLAIM, values={"North": 51, "South": 7}), "changed"),
        (replace(CLAIM, values={"North quay": 50, "South": 7}), "changed"),
    ],
    ids=["flipped", "reworded", "another value", "another comparison"],
)
def test_a_claim_flips_or_is_put_otherwise(now: PastClaim, state: str) -> None:
    """What it says, how it came out, and the values that differ are told."""
    [told] = since(replace(PAST, claims={"north_leads": now})).claims

    assert (told.state, told.held, told.holds) == (state, True, now.holds)
    assert (told.was_says, told.says) == (CLAIM.says, now.says)
    assert {each.label for each in told.values} == {
        label
        for label in {**CLAIM.values, **now.values}
        if CLAIM.values.get(label) != now.values.get(label)
    }


def test_a_claim_whose_verdict_alone_is_put_otherwise_is_the_same() -> None:
    """The values are compared, and not the words for them."""
    assert since(replace(PAST, claims={"north_leads": replace(CLAIM, verdict="x")})).claims == ()


def test_claims_come_and_go() -> None:
    """A new one says whether it holds, a lost one whether it held."""
    gone, new = since(replace(PAST, claims={"south_leads": replace(CLAIM, holds=False)})).claims

    assert (gone.state, gone.held, gone.holds) == ("gone", True, None)
    assert (new.state, new.held, new.holds) == ("new", None, False)


def test_pages_come_and_go_the_front_page_too() -> None:
    """The empty address is that of the front page, and not the lack of one."""
    was = replace(PAST, pages={"a/": PAGE})
    now = replace(PAST, pages={"": PAGE, "b/": PAGE})

    told = since(now, was=was).pages

    assert [(each.state, each.name) for each in told] == [
        ("new", ""),
        ("gone", "a/"),
        ("new", "b/"),
    ]
    assert all(each.sentences == () for each in told)


def test_sentences_are_new_gone_or_put_otherwise() -> None:
    """A sentence is compared with the one it is most alike in its place."""
    page = replace(
        PAGE, sentences=("Boats are late.", "Wholly other words.", "The north has 53 boats.")
    )
    [told] = since(replace(PAST, pages={**PAST.pages, "findings/boats/": page})).pages

    assert [(each.state, each.was, each.now) for each in told.sentences] == [
        ("new", "", "Wholly other words."),
        ("changed", "The north has 50 boats.", "The north has 53 boats."),
        ("gone", "More below.", ""),
    ]


def test_a_sentence_in_another_place_says_the_same() -> None:
    """Order is not what a page says."""
    page = replace(PAGE, sentences=(PAGE.sentences[2], *PAGE.sentences[:2]))

    assert since(replace(PAST, pages={**PAST.pages, "findings/boats/": page})).pages == ()


def test_a_chart_is_redrawn_when_its_drawing_is_another() -> None:
    """By the hash of its file: of the edition's own files, or of what was drawn just now."""
    sealed = replace(PAST, files={"charts/boats.svg": Seal("b" * 64, 1)})
    assert [each.redrawn for each in since(sealed).charts] == [True]

    same, other = {"boats": "a" * 64}, {"boats": "b" * 64}
    assert since(sealed, Known(drawings=same)).charts == ()
    assert [each.redrawn for each in since(PAST, Known(drawings=other)).charts] == [True]


def test_what_is_not_drawn_is_not_told_as_redrawn() -> None:
    """A check draws nothing."""
    assert since(PAST, Known(drawings={})).charts == ()


def test_data_that_the_record_lacks_is_said_to_be_lacking() -> None:
    """No rows changed, and nobody could tell, are two answers."""
    assert since(PAST).data_known
    assert not since(PAST, Known(tables=None)).data_known
