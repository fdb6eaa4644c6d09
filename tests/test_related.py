"""A finding ends with the way on, and what it leads to is what the finding is bound to."""

from dataclasses import replace
from pathlib import Path

from report.families import Family
from report.macros import Material
from report.model import Page
from report.pages import write
from report.related import attach
from tests.boats import BOATS, material, project

TIDES = replace(BOATS, name="tides", title="Tides", rows=(("north", "North", 3),))
PARTIAL = (
    "charts {% for c in related.charts %}{{ c.name }} {% endfor %}"
    "figures {% for f in related.figures %}{{ f.name }} {% endfor %}"
    "findings {% for t, a in related.findings %}{{ t }} {{ a }} {% endfor %}"
    "rows {% for t, a in related.rows %}{{ t }} {{ a }} {% endfor %}"
)
NORTH = '{{ fig.boats["north"].boats }}'


def finding(title: str, text: str) -> str:
    """Return a content file of a finding."""
    return f"---\ntitle: {title}\nkind: finding\n---\n{text}\n"


CONTENT = {
    "findings/a.md": finding("A", f'{NORTH} and {{{{ fig.tides["north"].boats }}}}'),
    "findings/b.md": finding("B", f'{NORTH}\n\n{{{{ chart("boats") }}}}'),
    "findings/c.md": finding("C", '{{ fig.tides["north"].boats }} and ' + NORTH),
    "findings/d.md": finding("D", "Nothing is bound."),
    "harbours/[slug].md": "---\nrows: boats\ntitle: {{ row.slug }}\n---\nA harbour.",
}


def attached(folder: Path) -> dict[str, Page]:
    """Return the pages, each finding with its ways on."""
    family = Family(BOATS, {"north": "harbours/north/", "south": "harbours/south/"})
    made_of: Material = replace(material(tides=TIDES), families=(family,))
    made = project(folder, CONTENT)
    (folder / "templates/partials/related.html").write_text(PARTIAL, encoding="utf-8")
    written = write(made, made_of)
    return {page.path: page for page in attach(made, written.pages, written, made_of)}


def test_a_finding_leads_on_to_what_it_is_bound_to(tmp_path: Path) -> None:
    """Its charts, its figures, the pages of the rows it names, and who else speaks of the same."""
    pages = attached(tmp_path)

    assert pages["findings/b.md"].inserts["related"] == (
        "charts boats figures boats findings A findings/a/ C findings/c/ rows north harbours/north/ "
    )
    assert pages["findings/b.md"].markdown.endswith('<div data-insert="related"></div>\n')


def test_findings_that_share_most_come_first(tmp_path: Path) -> None:
    """Two shared figures are more than one, whatever the findings are called."""
    assert (
        "findings C findings/c/ B findings/b/ rows"
        in (attached(tmp_path)["findings/a.md"].inserts["related"])
    )


def test_what_is_bound_to_nothing_leads_nowhere(tmp_path: Path) -> None:
    """No finding is named that shares nothing; pages of other kinds end as they were written."""
    pages = attached(tmp_path)

    assert pages["findings/d.md"].inserts["related"] == "charts figures findings rows "
    assert "related" not in pages["harbours/north.md"].inserts
