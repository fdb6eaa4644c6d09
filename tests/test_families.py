"""Rows that have a page of their own are led to: from tables by links, from charts by their marks."""

from pathlib import Path

from report import families
from report.families import Family, family_of, linked, way
from report.model import Chart, Column
from tests.inventions import counts, figure, words

HARBOURS = figure(
    "harbour_pages",
    [words("harbour"), words("name"), words("slug")],
    [("N", "North & Quay", "north-quay"), ("S", "South", "south")],
)
BOATS = figure(
    "boats",
    [words("harbour"), words("name"), counts("boats", "boats")],
    [("N", "North", 7), ("X", "Elsewhere", 1)],
)
FAMILY = Family(HARBOURS, {"N": "harbours/north-quay/", "S": "harbours/south/"})
DRAWING = (
    '<svg viewBox="0 0 9 9" role="img"><path data-row="N" data-says="North &amp; Quay: 7" d="M0 0"/>'
    '<path data-row="X" data-says="Elsewhere: 1" d="M1 1" fill="red"/><path d="M2 2"/></svg>'
)


def test_families_are_found_where_pages_are_made_of_rows(tmp_path: Path) -> None:
    """The file's place and its slot give each row its address; other pages are no families."""
    (tmp_path / "harbours").mkdir()
    (tmp_path / "harbours" / "[slug].md").write_text("---\nrows: harbour_pages\ntitle: T\n---\n")
    (tmp_path / "harbours" / "[hull].md").write_text("---\nrows: harbour_pages\ntitle: T\n---\n")
    (tmp_path / "harbours" / "[name].md").write_text("---\nrows: unknown\ntitle: T\n---\n")
    (tmp_path / "about.md").write_text("---\ntitle: T\n---\n")

    found = families.read(tmp_path, {"harbour_pages": HARBOURS})

    assert [(each.figure, dict(each.addresses)) for each in found] == [(HARBOURS, FAMILY.addresses)]


def test_a_figure_belongs_to_the_family_with_its_key() -> None:
    """The same column must tell the rows apart; its name for readers is what both call it."""
    other = figure("tides", [words("tide"), counts("boats")], [("high", 1)])
    bare = figure("hulls", [words("harbour"), counts("hulls")], [("N", 1)])

    assert family_of(BOATS, [FAMILY]) is FAMILY
    assert family_of(other, [FAMILY]) is None
    assert _name(FAMILY.named(BOATS)) == "name"
    assert _name(FAMILY.named(bare)) == "harbour"
    assert way(FAMILY, BOATS, BOATS.rows[0]) == "harbours/north-quay/"
    assert way(FAMILY, BOATS, BOATS.rows[1]) == ""


def test_a_mark_leads_to_the_page_of_its_row() -> None:
    """It says what it is to a pointer, and the Tab key passes it by: the table has its link too."""
    chart = linked(_chart(DRAWING), BOATS, [FAMILY])

    assert (
        '<a href="~/harbours/north-quay/" tabindex="-1" aria-hidden="true" data-row="N">'
        '<path d="M0 0"><title>North &amp; Quay: 7</title></path></a>'
    ) in chart.wide
    assert '<path d="M1 1" fill="red"><title>Elsewhere: 1</title></path><path d="M2 2"/>' in (
        chart.wide
    )
    assert 'role="group"' in chart.wide
    assert chart.narrow == chart.wide


def test_a_chart_of_other_rows_is_left_as_it_is() -> None:
    """Without a family, or without marks that tell their rows, nothing becomes a link."""
    told, untold = _chart(DRAWING), _chart("<svg></svg>")

    assert linked(told, BOATS, []) == told
    assert linked(untold, BOATS, [FAMILY]) == untold


def _chart(marked: str) -> Chart:
    return Chart("boats", "Boats", "", "<svg></svg>", "<svg></svg>", (), marked=(marked, marked))


def _name(column: Column | None) -> str:
    return column.name if column else ""
