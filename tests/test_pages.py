"""Content and templates become a Markdown tree, or every fault is told with its line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report.errors import ReportError
from report.macros import Material
from report.model import Chart, Column, Figure, Page, Project, Source
from report.pages import render
from report.words import Words

SOURCE = Source(
    "log",
    "Harbour log",
    "Port authority",
    "2023",
    "https://example.org",
    "CC0",
    redistributable=True,
)
BOATS = Figure(
    name="boats",
    title="Boats by harbour",
    columns=(
        Column("slug", "VARCHAR", "Address"),
        Column("name", "VARCHAR", "Harbour"),
        Column("boats", "BIGINT", "Boats", unit="boats"),
    ),
    key=("slug",),
    rows=(("north", "North | <b>Quay</b>", 1200), ("south", "South", 7)),
    sources=(SOURCE,),
    sql="-- title: Boats by harbour\nSELECT 1 < 2;\n",
    path="queries/boats.sql",
)
CHART = Chart("boats", "Boats by harbour", "Bars.", "<svg id='w'></svg>", "<svg id='n'></svg>", ())
PARTIALS = {
    "chart.html": "<figure>{{ chart.title }}|{{ caption }}|{{ bare }}{{ table }}</figure>",
    "table.html": "{% for row in rows %}<p id='{{ row.id }}'>{% for c in row.cells %}"
    "<a href='{{ c.href }}'>{{ c.text }}</a>{% endfor %}</p>{% endfor %}",
    "figure.html": "<pre>{{ figure.sql }}</pre>{{ table }}",
    "number_card.html": "<b>{{ value }}</b> {{ label }} {{ href }}",
    "sources.html": "{% for s in sources %}{{ s.title }}{% endfor %}",
    "directory.html": "{% for g, es in groups %}{{ g }}:{{ es }}{% endfor %}",
    "codebook.html": "",
}


def pages(folder: Path, content: Mapping[str, str]) -> dict[str, Page]:
    """Render these content files, by the paths of the pages they make."""
    for name, text in {"index.md": "---\ntitle: Front\n---\n", **content}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "templates/partials").mkdir(parents=True, exist_ok=True)
    for name, text in PARTIALS.items():
        (folder / "templates/partials" / name).write_text(text, encoding="utf-8")
    material = Material({"boats": BOATS}, {"boats": CHART}, (SOURCE,), Words("en"), ())
    return {page.path: page for page in render(Project(folder), material)}


def faults(folder: Path, content: Mapping[str, str]) -> list[str]:
    """Return the faults as an editor reads them."""
    with pytest.raises(ReportError) as caught:
        pages(folder, content)
    return [str(error) for error in caught.value.errors]


def test_a_number_in_prose_is_a_link_and_in_a_title_is_text(tmp_path: Path) -> None:
    """The same expression is bound in the body and plain in the front matter."""
    made = pages(
        tmp_path,
        {
            "a/b.md": '---\ntitle: All {{ fig.boats["north"].boats }}\n---\n{{ fig.boats["north"].boats }}'
        },
    )

    assert made["a/b.md"].markdown == (
        '---\ntitle: "All 1,200"\n---\n\n<a class="n" href="~/figures/boats/#row-north">1,200</a>'
    )


def test_a_family_has_a_page_for_each_row(tmp_path: Path) -> None:
    """One content file stands for many pages, each with its own row."""
    made = pages(
        tmp_path,
        {"harbours/[slug].md": "---\nrows: boats\ntitle: {{ row.slug }}\n---\n{{ row.boats }}"},
    )

    assert {path for path in made if path.startswith("harbours/")} == {
        "harbours/north.md",
        "harbours/south.md",
    }
    assert ">7</a>" in made["harbours/south.md"].markdown


def test_data_is_text_wherever_it_lands(tmp_path: Path) -> None:
    """A name that looks like markup is shown, never acted on."""
    made = pages(
        tmp_path,
        {
            "a.md": '---\ntitle: T\n---\n{{ fig.boats["north"].name }}\n'
            '{{ table(fig.boats, "name") }}\n'
            '{{ link(fig.boats["north"].name, "b.md") }}\n',
            "b.md": "---\ntitle: B\n---\n",
        },
    )

    assert "North &#124; &#60;b&#62;Quay&#60;&#47;b&#62;" in made["a.md"].markdown
    assert "[North &#124; " in made["a.md"].markdown
    assert "North | &lt;b&gt;Quay&lt;/b&gt;" in made["a.md"].inserts["table-1"]


def test_a_chart_stands_in_a_placeholder(tmp_path: Path) -> None:
    """Finished HTML does not pass through Markdown."""
    page = pages(
        tmp_path, {"a.md": '---\ntitle: T\n---\n{{ chart("boats", caption="As counted") }}\n'}
    )["a.md"]

    assert '<div data-insert="chart-boats"></div>' in page.markdown
    assert page.inserts["chart-boats"].startswith("<figure>Boats by harbour|As counted|False<p")


def test_a_table_leads_to_pages(tmp_path: Path) -> None:
    """A cell can lead to the page that its row names."""
    page = pages(
        tmp_path,
        {"a.md": '---\ntitle: T\n---\n{{ table(fig.boats, "name", links={"name": "h/{slug}"}) }}'},
    )["a.md"]

    assert "href='~/h/south/'" in page.inserts["table-1"]


def test_every_figure_has_a_page(tmp_path: Path) -> None:
    """The page of a figure shows its SQL as text and anchors its rows."""
    page = pages(tmp_path, {})["figures/boats.md"]

    assert "SELECT 1 &lt; 2;" in page.inserts["figure"]
    assert "<p id='row-south'>" in page.inserts["figure"]


def test_all_faults_of_all_pages_are_told_together(tmp_path: Path) -> None:
    """One run names every fault, with its file and line, each once."""
    found = faults(
        tmp_path,
        {
            "a.md": "---\ntitle: T\nkindd: front\n---\n\n{{ fig.boat.boats }}\n"
            '{{ fig.boats["nord"].boats }}\n{{ fig.boats["north"].baots }}\n{{ 3 }}\n'
            '{{ chart("boots") }}\n',
            "b.md": "No front matter\n",
            "c.md": "---\ntitle: T\n---\n{{ numbers }}\n",
            "d.md": "---\ntitle: T\n---\n\n{% for %}\n",
            "e.md": "---\ntitle: a < b\n---\n",
            "[slug].md": "---\ntitle: T\n---\n",
        },
    )

    assert found == [
        "content/[slug].md: half of a family of pages\n"
        "  A page named [slug].md has a line rows: <figure> in its front matter.",
        'content/a.md:6: no figure named "boat"\n  Did you mean "boats"?',
        'content/a.md:7: figure "boats" has no row "nord"\n  Did you mean "north"?',
        'content/a.md:8: figure "boats" has no column "baots"\n  Did you mean "boats"?',
        'content/a.md:9: the expression gives "3", which no figure holds\n'
        "  Print a cell of a figure: fig.<name>[<key>].<column>.",
        'content/a.md:10: no chart named "boots"\n  Did you mean "boats"?',
        'content/a.md:3: no front matter key "kindd"\n  Did you mean "kind"?',
        "content/b.md:1: the page has no title\n"
        "  Begin it with a line ---, a line title: … and a line ---.",
        'content/c.md:4: "numbers" means nothing here\n  Did you mean "number"?',
        "content/d.md:5: Expected an expression, got 'end of statement block'",
        'content/e.md:2: "title" is plain text: it cannot hold "<" or ">"',
    ]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        (
            "rows: boots",
            'content/[slug].md: no figure named "boots"\n  Did you mean "boats"?',
        ),
    ],
)
def test_a_family_names_its_figure(tmp_path: Path, front: str, expected: str) -> None:
    """A family of an unknown figure is told with the likely spelling."""
    assert faults(tmp_path, {"[slug].md": f"---\n{front}\ntitle: T\n---\n"}) == [expected]


def test_two_pages_cannot_have_one_address(tmp_path: Path) -> None:
    """A family and a page that want the same address are a fault."""
    assert faults(
        tmp_path,
        {"[slug].md": "---\nrows: boats\ntitle: T\n---\n", "north.md": "---\ntitle: T\n---\n"},
    ) == ['content/north.md: two pages want the address "north.md"']


def test_a_publication_has_a_front_page(tmp_path: Path) -> None:
    """Without a front page there is no site."""
    (tmp_path / "content").mkdir()
    with pytest.raises(ReportError, match=r"^content/index\.md: there is no front page"):
        render(Project(tmp_path), Material({}, {}, (), Words("en"), ()))
