"""Whoever meets a number or a claim can read where it comes from and who uses it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from report.colophon import Colophon
from report.contract import Licence
from report.corrections import Correction
from report.facts import Past, PastPage
from report.fingerprint import fingerprint
from report.macros import Material
from report.model import Column, Figure, Literal, Page, Site
from report.records import ROWS_SHOWN, Ledger, claims_file, coloured, corrections_page, record
from report.refusals import Waiver
from report.words import Words
from tests.boats import BOATS, FALSE, LEADS, material, project, written

PAGE = (
    "---\ntitle: On boats\n---\n"
    '{% claim north_leads %}The north leads with {{ fig.boats["north"].boats }}{% endclaim %}.\n\n'
    '{{ chart("boats") }}\n'
)
SITE = Site("Harbours", "", "https://example.org/", "en")
WAIVER = Waiver(
    rule="false claim",
    name="north_leads",
    values="Boats in the north: 11",
    why="The log is being recounted.",
    who="A. Editor",
    date=date(2023, 9, 1),
    until=date(2023, 10, 1),
)
LITERAL = Literal("a thousand ships", "a proverb", "content/a.md:9")


def recorded(
    folder: Path,
    made_of: Material | None = None,
    *,
    behind: Mapping[str, Figure] | None = None,
    past: tuple[Past, ...] = (),
    text: str = PAGE,
) -> tuple[dict[str, Page], object]:
    """Return the pages of the record by their paths, and the ledger for programs."""
    made_of = made_of or material()
    ledger = Ledger(
        written=written(folder, {"a.md": text}, made_of),
        literals=(LITERAL,),
        waivers=(WAIVER,),
        behind=behind or {},
        past=past,
        withheld=("secrets", "log"),
    )
    pages = record(project(folder, {}), made_of, ledger)
    colophon = Colophon(SITE, "2023-09", "Boats", (Licence("CC0-1.0", "CC0", ""),))
    document = json.loads(claims_file(made_of, ledger, colophon).content)
    return {page.path: page for page in pages}, document


def figure_insert(folder: Path, **given: object) -> str:
    """Return the finished HTML of the figure's page."""
    pages, _ = recorded(folder, **given)  # type: ignore[arg-type]  # what recorded takes
    return pages["figures/boats.md"].inserts["figure"]


def test_every_figure_has_a_page(tmp_path: Path) -> None:
    """The page of a figure shows its SQL as text and anchors its rows."""
    insert = figure_insert(tmp_path)

    assert '<span class="sql-o">&lt;</span>' in insert
    assert "<p id='row-south'>" in insert


def test_the_page_of_a_figure_says_who_uses_it(tmp_path: Path) -> None:
    """Each sentence that prints a cell stands there as readers see it, and each page with a chart."""
    insert = figure_insert(tmp_path)

    assert "[On boats: The north leads with 1,200.](shown on a/)" in insert


def test_a_sentence_that_uses_a_figure_twice_is_listed_once(tmp_path: Path) -> None:
    """Two numbers of one line are one mention."""
    twice = (
        "---\ntitle: T\n---\n"
        '{{ fig.boats["north"].boats }} and {{ fig.boats["south"].boats }} boats.\n'
    )

    assert figure_insert(tmp_path, text=twice).count("[T: 1,200 and 7 boats.]") == 1


def test_a_long_figure_shows_its_first_rows_and_those_that_prose_leads_to(tmp_path: Path) -> None:
    """A number never leads to a row that its page leaves out."""
    rows = tuple((f"h{number:03}", f"Harbour {number}", 500 - number) for number in range(99))
    long = replace(BOATS, rows=rows)
    insert = figure_insert(
        tmp_path,
        made_of=replace(material(), figures={"boats": long}),
        text='---\ntitle: T\n---\n{{ fig.boats["h090"].boats }}\n',
    )

    assert insert.count("<p id='row-") == ROWS_SHOWN + 1
    assert "<p id='row-h090'>" in insert
    assert "and 48 more" in insert


def test_new_rows_take_no_published_place_away(tmp_path: Path) -> None:
    """A row that an earlier edition showed stays on the page, though it is no longer of the first."""
    rows = tuple((f"h{number:03}", f"Harbour {number}", 500 - number) for number in range(99))
    insert = figure_insert(
        tmp_path,
        made_of=replace(material(), figures={"boats": replace(BOATS, rows=rows)}),
        text="---\ntitle: T\n---\n",
        past=(
            Past(
                *("2023-01", "January", {}, {}),
                anchors={"figures/boats/index.html": ("query", "row-h080", "row-gone")},
            ),
        ),
    )

    assert insert.count("<p id='row-") == ROWS_SHOWN + 1
    assert "<p id='row-h080'>" in insert


def test_the_input_rows_stand_behind_each_row(tmp_path: Path) -> None:
    """Where a query tells the rows behind a number, each number has its own."""
    logs = Figure(
        name="boats",
        title="Boats as logged",
        columns=(Column("slug", "VARCHAR", "Address"), Column("boat", "VARCHAR", "Boat")),
        key=("slug", "boat"),
        rows=(("north", "Heron"), ("south", "Otter"), ("south", "Tern")),
        sources=(),
        sql="",
        path="queries/behind/boats.sql",
    )
    insert = figure_insert(tmp_path, behind={"boats": logs})

    assert "<i>South: 2 rows</i><p id=''><a href=''>Otter</a></p>" in insert


def test_a_query_of_withheld_tables_says_so(tmp_path: Path) -> None:
    """Who cannot download what a query reads is told which tables those are."""
    closed = replace(BOATS, sql="SELECT * FROM log JOIN catalog USING (boat);")
    insert = figure_insert(tmp_path, made_of=replace(material(), figures={"boats": closed}))

    assert "cannot be run without log." in insert


def test_the_page_of_claims_lists_what_is_asked_and_what_is_let_pass(tmp_path: Path) -> None:
    """Each claim with its verdict and its sentence, each literal and waiver with its reason."""
    pages, _ = recorded(tmp_path, material(FALSE))
    insert = pages["claims.md"].inserts["claims"]

    assert "<h2>The north has more boats than any other harbour.</h2>false by 1 boat" in insert
    assert "[On boats: The north leads with 1,200.]" in insert
    assert "a thousand ships: a proverb" in insert
    assert "The log is being recounted." in insert


def test_the_ledger_of_claims_is_there_for_programs(tmp_path: Path) -> None:
    """``claims.json`` says what the page of claims says."""
    _, document = recorded(tmp_path)

    assert document == {
        "$schema": "schemas/claims.schema.json",
        "id": "claims",
        "address": "https://example.org/2023-09/claims/",
        "edition": {
            "name": "2023-09",
            "title": "Boats",
            "date": "2023-09-01",
            "address": "https://example.org/2023-09/",
        },
        "publication": {"name": "Harbours", "publisher": "Harbours"},
        "licences": [{"name": "CC0-1.0", "title": "CC0", "url": ""}],
        "sources": [
            {
                "name": "log",
                "title": "Harbour log",
                "publisher": "Port authority",
                "date": "2023",
                "url": "https://example.org",
                "licence": "CC0",
                "redistributable": True,
            }
        ],
        "claims": [
            {
                "name": "north_leads",
                "says": "The north has more boats than any other harbour.",
                "holds": True,
                "verdict": "true by 1,193 boats",
                "values": {"north": "1200", "next": "7"},
                "sources": ["log"],
                "used": [{"page": "a/", "sentence": "The north leads with 1,200."}],
                "true_in": [],
                "id": "claims/north_leads",
                "address": "https://example.org/2023-09/claims/#north_leads",
                "columns": [
                    {
                        "name": column.name,
                        "type": column.type,
                        "label": column.label,
                        "unit": column.unit,
                        "one": column.one,
                        "decimals": None,
                    }
                    for column in LEADS.columns
                ],
                "rows": [[True, 1193, 1200, 7]],
                "text": [["yes", "1,193", "1,200", "7"]],
                "hash": fingerprint(LEADS),
            }
        ],
        "literals": [
            {"text": "a thousand ships", "reason": "a proverb", "where": "content/a.md:9"}
        ],
        "waivers": [
            {
                "rule": "false claim",
                "name": "north_leads",
                "values": "Boats in the north: 11",
                "why": "The log is being recounted.",
                "who": "A. Editor",
                "date": "2023-09-01",
                "until": "2023-10-01",
            }
        ],
    }


def test_sql_is_shown_as_text() -> None:
    """Whatever a query says, its page shows it and does nothing else with it."""
    shown = coloured("SELECT '<script>' AS x; -- </pre>")

    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert '<span class="sql-k">SELECT</span>' in shown


def test_what_earlier_editions_got_wrong_is_listed_newest_first(tmp_path: Path) -> None:
    """Each with its anchor, who shows it and what is right; what is open, with this edition too."""
    first = Past("2023-01", "January", {}, {}, pages={"a/": PastPage("On boats", ())})
    now = Past("2023-09", "September", {}, {}, pages=first.pages)
    log = [
        Correction(each, "2023-10-04", "2023-01", "a/", said, "<right>", "why", corrected, "log:1")
        for each, said, corrected in (
            ("2023-03-a", "two & two", "2023-09"),
            ("2023-10-a", "three", "not yet"),
        )
    ]

    page = corrections_page(project(tmp_path, {}), log, now, [first], Words("en"))

    assert page.path == "corrections.md"
    assert page.inserts["corrections"] == (
        "<h2>2023-10-a</h2>three &lt;right&gt; False[~/../2023-01/: On boats a/;](still On boats)"
        "<h2>2023-03-a</h2>two &amp; two &lt;right&gt; True[~/../2023-01/: On boats a/;]"
    )


def test_an_edition_lists_no_correction_of_itself_or_of_a_later_one(tmp_path: Path) -> None:
    """Built again from its own sources, it knows of neither."""
    now = Past("2023-01", "January", {}, {})
    log = [
        Correction("2023-10-a", "2023-10-04", edition, "a/", "x", "y", "z", "not yet", "log:1")
        for edition in ("2023-01", "2023-09")
    ]

    page = corrections_page(project(tmp_path, {}), log, now, [], Words("en"))

    assert page.inserts["corrections"] == "None."
