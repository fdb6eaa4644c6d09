"""What an edition holds can be found by its name, by its words, and by the numbers it prints."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report import search
from report.errors import ReportError
from report.model import Column, Figure, Page
from report.pages import front_matter
from tests.boats import SOURCE, material, project, written

Read = dict[str, Any]  # what JSON says
HOSTILE = "North | <b>Quay</b>"
INDEX = Page("claims.md", front_matter({"title": "Claims", "description": "Every sentence."}))
WAVES = Figure(
    name="waves",
    title="Boats wave by wave",
    columns=(
        Column("wave", "SMALLINT", "Wave"),
        Column("code", "VARCHAR", "Code"),
        Column("name", "VARCHAR", "Harbour"),
        Column("boats", "BIGINT", "Boats", unit="boats", one="boat"),
    ),
    key=("wave", "code"),
    rows=((2019, "NTH", "North", 3), (2022, "NTH", "North", 5), (2022, "NEC", "NEC", 4)),
    sources=(SOURCE,),
    sql="SELECT 1",
    path="queries/waves.sql",
)


def made(folder: Path, text: str = "Words.\n", figure: Figure = WAVES) -> tuple[Page, Read]:
    """Return the page of the search and its index, of an edition with one page of this text."""
    content = {"a.md": f"---\ntitle: Harbours of old\naliases: Ports, Quays\n---\n{text}"}
    of = material(waves=figure)
    pages = written(folder, content, of)
    page, file = search.write(project(folder, content), of, pages, [*pages.pages, INDEX])
    return page, json.loads(file.content)


def found(index: Read, title: str) -> Read:
    """Return the thing with this title; it is the only one."""
    things: list[Read] = index["things"]
    [thing] = [thing for thing in things if thing["title"] == title]
    return thing


def test_everything_with_a_name_is_listed_from_a_to_z(tmp_path: Path) -> None:
    """Without a script the page leads to every page, chart, figure and claim."""
    page, index = made(tmp_path)
    addresses = [thing["address"] for thing in index["things"]]

    assert sorted(addresses) == [
        "", "a/", "charts/boats/", "claims/", "claims/#north_leads", "figures/boats/",
        "figures/waves/",
    ]  # fmt: skip
    assert all(f"<a href='~/{address}'>" in page.inserts["search"] for address in addresses)
    assert page.address == "search/"


def test_a_page_is_found_by_its_other_names_and_its_sentences(tmp_path: Path) -> None:
    """An editor writes the names down; readers of the page do not see them."""
    _, index = made(tmp_path, "The oldest of them is of stone.\n")
    thing = found(index, "Harbours of old")

    assert thing["aliases"] == ["Ports", "Quays"]
    assert "The oldest of them is of stone." in (thing["text"], *thing.get("lines", []))
    [page] = [p for p in written(tmp_path, {"b.md": "---\ntitle: T\naliases: U\n---\nV"}).pages
              if p.path == "b.md"]  # fmt: skip
    assert "aliases" not in page.markdown


def test_a_claim_is_found_by_the_numbers_it_compares(tmp_path: Path) -> None:
    """They stand in the index as they are printed."""
    _, index = made(tmp_path)

    assert found(index, "The north has more boats than any other harbour.")["values"] == [
        "1,200", "7",
    ]  # fmt: skip
    assert (index["group"], index["decimal"]) == (",", ".")


def test_a_row_is_called_by_what_tells_it_apart(tmp_path: Path) -> None:
    """Its texts, and what is dated in its key where they are not enough; codes come last of all."""
    _, index = made(tmp_path)
    rows = {figure["title"]: figure["rows"] for figure in index["figures"]}

    assert rows["Boats wave by wave"] == [
        ["2019, North", "row-2019-nth", ["3"]],
        ["2022, North", "row-2022-nth", ["5"]],
        ["2022, NEC", "row-2022-nec", ["4"]],
    ]
    assert rows["Boats by harbour"][0] == [HOSTILE, "row-north", ["1,200"]]


def test_codes_tell_apart_what_nothing_else_does(tmp_path: Path) -> None:
    """Two harbours of one name are two rows still."""
    rows = ((2022, "NTH", "North", 5), (2022, "NTN", "North", 4))
    _, index = made(tmp_path, figure=replace(WAVES, rows=rows))

    assert [row[0] for row in index["figures"][1]["rows"]] == [
        "2022, North, NTH", "2022, North, NTN",
    ]  # fmt: skip


def test_a_row_that_its_page_does_not_show_leads_to_the_page(tmp_path: Path) -> None:
    """Rows beyond those shown have no anchor."""
    rows = tuple((2000, f"H{n}", f"Harbour no {n}", n) for n in range(1, 61))
    _, index = made(tmp_path, figure=replace(WAVES, rows=rows))
    anchors = [row[1] for row in index["figures"][1]["rows"]]

    assert anchors[49:51] == ["row-2000-h50", ""]


def test_a_named_row_of_a_table_is_a_thing(tmp_path: Path) -> None:
    """What has no page of its own is found where a table names it, with what else is said of it."""
    text = '{{ table(fig.boats, "name", "boats", named="name") }}\n'
    _, index = made(tmp_path, text)

    assert found(index, HOSTILE) == {
        "title": HOSTILE,
        "kind": "harbour",
        "address": "a/#row-north",
        "text": "Boats: 1,200",
    }


def test_a_table_can_be_named_only_by_a_column_it_has(tmp_path: Path) -> None:
    """A slip of the pen is told with what may have been meant."""
    with pytest.raises(ReportError, match='no column "nam"'):
        made(tmp_path, '{{ table(fig.boats, "name", named="nam") }}\n')


def test_the_same_edition_has_the_same_index(tmp_path: Path) -> None:
    """Byte by byte."""
    assert made(tmp_path / "one") == made(tmp_path / "other")


def test_the_index_is_sorted_as_readers_sort(tmp_path: Path) -> None:
    """Accents, case and quotation marks do not matter, and all that are no letters stand first."""
    things = [search.Thing(title, "page", title, "") for title in ("Öl", "“Oak”", "zoo", "1st")]
    page = search.index_page(project(tmp_path, {}), things)

    assert page.inserts["search"].replace(" page;", "") == (
        "0–9:<a href='~/1st'>1st</a>O:<a href='~/“Oak”'>“Oak”</a><a href='~/Öl'>Öl</a>"
        "Z:<a href='~/zoo'>zoo</a>"
    )
