"""What moved since the edition before is told from its record alone, and nothing that did not."""

from dataclasses import replace
from pathlib import Path

from report import since
from report.facts import Past, of_figures
from report.model import Figure
from report.pages import write
from report.words import Words
from tests.boats import BOATS, material, project

PAST = Past("2022-06", "June", of_figures({"boats": BOATS}), {})
NOW = replace(BOATS, rows=(("north", "North", 1300), ("south", "South", 7)))
PAGE = (
    "---\ntitle: T\n---\n"
    '{{ number(fig.boats["north"].boats, "boats in the north") }}\n\n'
    '{{ number(fig.boats["south"].boats, "boats in the south") }}\n\n{{ changed() }}\n'
)
CHANGED = (
    "{{ since.before.edition }}: {{ since.moved }} {{ since.new }} {{ since.gone }} of {{ leads }}"
    "{% for m in moved %}[{{ m.label }} {{ m.was }} {{ m.now }} {{ m.address }}]{% endfor %}"
)


def box(folder: Path, known: since.Since | None, **figures: Figure) -> str | None:
    """Return what the page tells, or nothing where it has no box."""
    made_of = replace(material(), figures={"boats": NOW, **figures}, since=known)
    made = project(folder, {"a.md": PAGE})
    (folder / "templates/partials/changed.html").write_text(CHANGED, encoding="utf-8")
    page = next(page for page in write(made, made_of).pages if page.path == "a.md")
    return page.inserts.get("changed")


def test_a_first_edition_tells_nothing(tmp_path: Path) -> None:
    """Where no edition was before, the box is not there."""
    known = since.read({"boats": NOW}, (), {})

    assert known is None
    assert box(tmp_path, known) is None


def test_lead_numbers_that_moved_are_told_as_they_were(tmp_path: Path) -> None:
    """Old and new as printed, with the way to the row; one that is the same is not told."""
    known = since.read({"boats": NOW}, (PAST,), {})

    assert box(tmp_path, known) == (
        "2022-06: 1 0 0 of 2[boats in the north 1,200 1,300 figures/boats/#row-north]"
    )


def test_figures_are_counted_as_moved_new_and_gone() -> None:
    """Only the edition just before counts; a figure with another name is the same figure."""
    older = replace(PAST, edition="2021-01", figures={})
    other = replace(BOATS, name="hulls")

    again = since.read({"boats": BOATS}, (PAST, older), {})
    grown = since.read({"boats": BOATS, "hulls": other}, (PAST,), {})
    named = since.read({"hulls": replace(NOW, name="hulls")}, (PAST,), {"boats": "hulls"})
    lost = since.read({}, (PAST,), {})

    assert [_counts(each) for each in (again, grown, named, lost)] == [
        (0, 0, 0),
        (0, 1, 0),
        (1, 0, 0),
        (0, 0, 1),
    ]


def test_a_name_that_both_editions_have_did_not_move() -> None:
    """It was given up once and is another figure's now; that figure is compared with itself."""
    both = of_figures({"boats": BOATS, "hulls": BOATS})
    known = since.read(
        {"boats": BOATS, "hulls": BOATS}, (replace(PAST, figures=both),), {"boats": "hulls"}
    )

    assert _counts(known) == (0, 0, 0)


def test_a_number_of_a_renamed_figure_has_its_past() -> None:
    """It is looked up by the name that it had; without such a row there was nothing."""
    hulls = replace(NOW, name="hulls", rows=(*NOW.rows, ("west", "West", 1)))
    known = since.read({"hulls": hulls}, (PAST,), {"boats": "hulls"})
    words, column = Words("en"), hulls.column("boats")

    assert known is not None
    assert [known.was(hulls, row, column, words) for row in hulls.rows] == ["1,200", None, None]


def _counts(known: since.Since | None) -> tuple[int, int, int]:
    assert known is not None
    return known.moved, known.new, known.gone
