"""What prose can name: cells of figures, and nothing that is not one."""

import html
import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from report.bindings import Binder, Figures, FigureView, Finished, Missing, emit, literal, row_id
from report.model import Column, Figure, Value
from report.words import Words

HARBOURS = Figure(
    name="harbours",
    title="Sailings by harbour",
    columns=(
        Column("code", "VARCHAR", "Code"),
        Column("year", "SMALLINT", "Year"),
        Column("sailings", "BIGINT", "Sailings", unit="sailings"),
        Column("late", "DECIMAL(4,1)", "Late", unit="%", decimals=0, allows=frozenset({"null"})),
    ),
    key=("code", "year"),
    rows=(("NOR", 2022, 1636, Decimal("44.0")), ("SÜD", 2023, 12, None)),
    sources=(),
    sql="",
    path="queries/harbours.sql",
)
TOTAL = Figure(
    name="total",
    title="All sailings",
    columns=(Column("sailings", "BIGINT", "Sailings", unit="sailings"),),
    key=(),
    rows=((1648,),),
    sources=(),
    sql="",
    path="queries/total.sql",
)


@pytest.fixture
def binder() -> Binder:
    """What a page has bound so far: nothing."""
    return Binder("content/index.md", Words("en").value)


@pytest.fixture
def fig(binder: Binder) -> Figures:
    """The figures of an invented publication."""
    return Figures(binder, {"harbours": HARBOURS, "total": TOTAL})


def printed(binder: Binder, value: object) -> str:
    """Return what an expression leaves on the page."""
    return binder.resolve(emit(binder, value))


def faults(binder: Binder) -> list[str]:
    """Return the faults as an editor reads them."""
    return [str(error) for error in binder.errors]


def test_a_number_leads_to_its_row(binder: Binder, fig: Figures) -> None:
    """A printed number is formatted once, and links to the row that holds it."""
    cell = fig.harbours["NOR", 2022].sailings

    assert printed(binder, cell) == (
        '<a class="n" href="~/figures/harbours/#row-nor-2022">1,636</a>'
    )
    assert binder.plain(emit(binder, cell)) == "1,636"


def test_a_figure_with_one_row_is_its_row(binder: Binder, fig: Figures) -> None:
    """Where one row was promised, a column is enough of a name."""
    assert ">1,648</a>" in printed(binder, fig.total.sailings)


def test_a_year_is_a_name(binder: Binder, fig: Figures) -> None:
    """A whole number without a unit is printed as it is, and leads nowhere."""
    assert printed(binder, fig.harbours["NOR", 2022].year) == "2022"


def test_joined_text_keeps_its_numbers_bound(binder: Binder, fig: Figures) -> None:
    """A number inside a longer text is still a link, and the text around it still harmless."""
    text = "*about* " + str(fig.total.sailings)

    assert printed(binder, text) == (
        '&#42;about&#42; <a class="n" href="~/figures/total/#row-1">1,648</a>'
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("harbors", 'no figure named "harbors"\n  Did you mean "harbours"?'),
        ("zzz", 'no figure named "zzz"\n  There is "harbours", "total".'),
    ],
)
def test_an_unknown_figure_is_named(binder: Binder, fig: Figures, name: str, expected: str) -> None:
    """A figure that is not there is told with the likely spelling."""
    assert printed(binder, getattr(fig, name)["NOR"].sailings) == ""
    assert faults(binder) == [f"content/index.md: {expected}"]


def test_an_unknown_column_is_named(binder: Binder, fig: Figures) -> None:
    """A column that is not there is told with the likely spelling."""
    assert isinstance(fig.harbours["NOR", 2022].sailing, Missing)
    assert faults(binder) == [
        'content/index.md: figure "harbours" has no column "sailing"\n  Did you mean "sailings"?'
    ]


def test_an_unknown_row_is_named(binder: Binder, fig: Figures) -> None:
    """A key that no row has is told with the nearest."""
    assert isinstance(fig.harbours["NOR", 2023], Missing)
    assert faults(binder)[0].startswith(
        'content/index.md: figure "harbours" has no row "NOR, 2023"\n  Did you mean "NOR, 2022"?'
    )


def test_a_column_of_many_rows_is_no_number(binder: Binder, fig: Figures) -> None:
    """Several rows where one was promised stop the build."""
    assert isinstance(fig.harbours.sailings, Missing)
    assert faults(binder) == [
        'content/index.md: figure "harbours" has many rows; "sailings" of which one?\n'
        "  Name the row by its code and year: fig.harbours[…].sailings."
    ]


def test_null_is_not_printed(binder: Binder, fig: Figures) -> None:
    """A value that is not there can be asked for, and cannot be printed."""
    cell = fig.harbours["SÜD", 2023].late

    assert not cell
    assert printed(binder, cell) == ""
    assert faults(binder) == [
        'content/index.md: "late" of figure "harbours" is NULL here\n'
        "  Ask first: {% if row.column %} … {% endif %}."
    ]


@pytest.mark.parametrize("value", [3, 2.5, Decimal(7), None, True])
def test_a_bare_number_is_refused(binder: Binder, value: Value) -> None:
    """What an expression counts or types is held by no figure."""
    assert printed(binder, value) == ""
    assert faults(binder) == [
        f'content/index.md: the expression gives "{value}", which no figure holds\n'
        "  Print a cell of a figure: fig.<name>[<key>].<column>."
    ]


def test_a_row_or_figure_cannot_be_printed(binder: Binder, fig: Figures) -> None:
    """Only cells have words."""
    printed(binder, fig.harbours)

    assert faults(binder) == [
        'content/index.md: the figure "harbours" cannot be printed\n  Print one of its cells.'
    ]


def test_prose_cannot_reckon(binder: Binder, fig: Figures) -> None:
    """A sum, a difference or a rounded number would be held by no figure."""
    cell: Any = fig.total.sailings

    assert [printed(binder, each) for each in (cell + 1, 2 * cell, -cell, round(cell))] == [""] * 4
    assert set(faults(binder)) == {
        'content/index.md: the expression computes with "sailings" of figure "total"\n'
        "  Compute it in the query, and print its column; join texts with ~."
    }


def test_what_is_missing_is_told_once(binder: Binder, fig: Figures) -> None:
    """Whatever is asked of a figure that is not there, its name is the only fault."""
    missing: Any = fig.totals.sailings

    assert not any((missing + 1 > 2, round(1 - missing), missing["x"].y(3) <= 4))
    assert faults(binder) == ['content/index.md: no figure named "totals"\n  Did you mean "total"?']


def test_cells_compare_by_their_values(binder: Binder, fig: Figures) -> None:
    """A condition may ask which of two is larger, of numbers alone or of texts alone."""
    north: Any = fig.harbours["NOR", 2022]
    south: Any = fig.harbours["SÜD", 2023]

    assert north.sailings > south.sailings >= 12
    assert south.sailings <= 12 < north.sailings
    assert not south.late > 5
    assert faults(binder) == [
        'content/index.md: "None" and "5" cannot be compared\n  Compare like with like.'
    ]


def test_rows_are_chosen_by_their_values(binder: Binder, fig: Figures) -> None:
    """No matching row is an answer; a misspelt column is a fault."""
    view = fig.harbours
    assert isinstance(view, FigureView)

    assert [row.code.value for row in view.where(year=2023)] == ["SÜD"]
    assert view.where(year=1999) == []
    assert view.where(yeer=2023) == []
    assert faults(binder) == [
        'content/index.md: figure "harbours" has no column "yeer"\n  Did you mean "year"?'
    ]


def test_what_no_cell_can_be_finds_no_row(binder: Binder, fig: Figures) -> None:
    """A list is a value of no column: of such rows there are none, and nothing fails."""
    view = fig.harbours
    assert isinstance(view, FigureView)

    assert view.where(code=["NOR"]) == []
    assert [row.code.value for row in view.where()] == ["NOR", "SÜD"]
    assert faults(binder) == []


def test_what_is_missing_is_empty_wherever_it_is_used(binder: Binder, fig: Figures) -> None:
    """A page with a fault is read to its end, so that its other faults are told too."""
    missing: Any = fig.totals

    assert (list(missing), str(missing)) == ([], "")
    assert len(faults(binder)) == 1


def test_a_view_tells_python_what_it_is_not(fig: Figures) -> None:
    """What Python asks of any value, to copy it say, is no column that is misspelt."""
    views: list[Any] = [fig, fig.harbours, fig.harbours["NOR", 2022], fig.total.salings]

    assert not any(hasattr(view, "__html_format__") for view in views)


def test_cells_are_equal_where_their_values_are(fig: Figures) -> None:
    """A cell is told from another, and found in a list, as its value would be."""
    north: Any = fig.harbours["NOR", 2022]
    south: Any = fig.harbours["SÜD", 2023]

    assert north.code == "NOR" != south.code
    assert hash(north.sailings) == hash(1636)
    assert south.sailings < north.sailings


def test_a_number_is_not_followed_by_the_word_of_another_unit(binder: Binder, fig: Figures) -> None:
    """1,648 sailings are no boats; a word that is no unit may follow any number."""
    cell: Any = fig.total.sailings
    for word in ("sailings", "boats", "days"):
        binder.check_units(f"{emit(binder, cell)} {word}", frozenset({"boats", "sailings"}))

    assert faults(binder) == [
        'content/index.md: "1,648 boats" prints a number of sailings\n'
        '  Print a column in boats, or write "sailings".'
    ]


def test_finished_markup_is_passed_on(binder: Binder) -> None:
    """What a macro made is not escaped again."""
    assert printed(binder, Finished("[a](b.md)")) == "[a](b.md)"


def test_a_row_has_an_anchor_of_its_key() -> None:
    """An anchor is lower case, and the single row of a figure has one too."""
    assert row_id(HARBOURS, HARBOURS.rows[0]) == "row-nor-2022"
    assert row_id(TOTAL, TOTAL.rows[0]) == "row-1"


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Co", "Zl", "Zp"])))
def test_any_text_is_only_text(text: str) -> None:
    """Whatever a name holds, Markdown and HTML show it as it is."""
    made = markdown(
        f"a {literal(text)} z", extensions=["tables", "footnotes", "attr_list", "md_in_html"]
    )
    shown = html.unescape(re.sub(r"</?p>", "", made))

    assert " ".join(shown.split()) == " ".join(f"a {text} z".split())
