"""Content and templates become a Markdown tree, or every fault is told with its line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report.bindings import Use
from report.errors import ReportError
from report.model import Project
from report.pages import write
from tests.boats import FALSE, body, material, pages, written


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


def test_a_sentence_is_bound_to_its_claim(tmp_path: Path) -> None:
    """A sentence that is true carries its proof, and the numbers in it stay bound."""
    text = body(
        tmp_path,
        '{% claim north_leads %}With {{ fig.boats["north"].boats }} the north leads{% endclaim %}.\n',
    )

    assert text == (
        '<span class="claim">With <a class="n" href="~/figures/boats/#row-north">1,200</a> '
        'the north leads</span><a class="proof" href="~/claims/#north_leads" '
        'title="true by 1,193 boats" aria-label="Proof: true by 1,193 boats">✓</a>.\n'
    )


def test_a_false_sentence_is_marked(tmp_path: Path) -> None:
    """A draft shows which sentence is not true, and by how much."""
    text = body(
        tmp_path, "{% claim north_leads %}The north leads{% endclaim %}.\n", material(FALSE)
    )

    assert text == (
        '<mark class="claim claim-false">The north leads</mark>'
        '<a class="proof" href="~/claims/#north_leads" title="false by 1 boat" '
        'aria-label="Proof: false by 1 boat">✗</a>.\n'
    )


def test_what_is_written_knows_what_it_is_bound_to(tmp_path: Path) -> None:
    """Each line tells its figures, rows and claims, as readers see the sentence."""
    made = written(
        tmp_path,
        {
            "a.md": '---\ntitle: All {{ fig.boats["north"].boats }}\n---\n\n'
            "- {% claim north_leads %}The **north** leads{% endclaim %}.\n\n"
            '{{ chart("boats") }}\n\n'
            '{{ number(fig.boats["south"].boats, "in the south") }}\n'
        },
    )

    assert [use for _, use in made.uses] == [
        Use("boats", "row-north", "content/a.md:2", "All 1,200"),
        Use("north_leads", "", "content/a.md:5", "The north leads."),
        Use("boats", "row-south", "content/a.md:9", "7 in the south"),
    ]
    assert [(page.address, name) for page, name in made.shown] == [("a/", "boats")]
    assert made.touched == {"boats"}


def test_all_faults_of_all_pages_are_told_together(tmp_path: Path) -> None:
    """One run names every fault, with its file and line, each once."""
    found = faults(
        tmp_path,
        {
            "a.md": "---\ntitle: T\nkindd: front\n---\n\n{{ fig.boat.boats }}\n"
            '{{ fig.boats["nord"].boats }}\n{{ fig.boats["north"].baots }}\n{{ 3 }}\n'
            '{{ chart("boots") }}\n{% claim nort_leads %}x{% endclaim %}\n{{ fig.boats }}\n',
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
        'content/a.md:11: no claim named "nort_leads"\n  Did you mean "north_leads"?',
        'content/a.md:12: the figure "boats" cannot be printed\n  Print one of its cells.',
        'content/a.md:3: no front matter key "kindd"\n  Did you mean "kind"?',
        "content/b.md:1: the page has no title\n"
        "  Begin it with a line ---, a line title: … and a line ---.",
        'content/c.md:4: "numbers" means nothing here\n  Did you mean "number"?',
        "content/d.md:5: Expected an expression, got 'end of statement block'",
        'content/e.md:2: "title" is plain text: it cannot hold "<" or ">"',
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("number(3, 'Boats')", "a lead number is a cell of a figure"),
        ("differences('boat')", 'no figure named "boat"\n  Did you mean "boats"?'),
        ("link('the boats', 'boats')", '"boats" is not the path of a page'),
        (
            "table(['North'])",
            "rows of a figure are wanted here\n"
            "  Give it a figure, or rows of one: fig.<name>.where(…).",
        ),
        (
            "strip(['North'], 'a', 'b', 'c', order=[])",
            "rows of a figure are wanted here\n"
            "  Give it a figure, or rows of one: fig.<name>.where(…).",
        ),
        (
            "strip(fig.boats, 'boats', 'boats', 'nam', order=[])",
            'figure "boats" has no column "nam"\n  Did you mean "name"?',
        ),
        (
            "directory(fig.boats, 'nam', 'harbours/{slug}', group='name')",
            'figure "boats" has no column "nam"\n  Did you mean "name"?',
        ),
        ("source('lag')", 'no source named "lag"\n  Did you mean "log"?'),
    ],
)
def test_a_macro_says_what_it_wants(tmp_path: Path, typed: str, expected: str) -> None:
    """What cannot be placed is told with its line, and what was meant."""
    assert faults(tmp_path, {"a.md": f"---\ntitle: T\n---\n{{{{ {typed} }}}}\n"}) == [
        f"content/a.md:4: {expected}"
    ]


def test_a_family_is_named_by_a_column_of_its_figure(tmp_path: Path) -> None:
    """The slot in the name of the file is one; it is told with the likely spelling."""
    page = "---\nrows: boats\ntitle: T\n---\n"

    assert faults(tmp_path, {"[slig].md": page}) == [
        'content/[slig].md: figure "boats" has no column "slig" to name the pages by\n'
        '  Did you mean "slug"?'
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
        write(Project(tmp_path), material())


def test_a_standfirst_that_prints_numbers_stands_in_the_text(tmp_path: Path) -> None:
    """There its numbers lead to their rows; one without numbers stays plain front matter."""
    made = pages(
        tmp_path,
        {
            "a.md": '---\ntitle: T\nstandfirst: All {{ fig.boats["north"].boats }}.\n---\nText.\n',
            "b.md": "---\ntitle: T\nstandfirst: None & all.\n---\nText.\n",
        },
    )

    assert '<p class="standfirst">All <a class="n"' in made["a.md"].markdown
    assert "standfirst:" not in made["a.md"].markdown
    assert 'standfirst: "None & all."' in made["b.md"].markdown
