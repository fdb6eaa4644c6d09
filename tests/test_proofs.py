"""Pages are read as they are typed, before a figure is computed."""

from pathlib import Path

import pytest

from report import proofs
from tests.boats import project as boats

TITLE = "---\ntitle: Boats\n---\n"


def told(folder: Path, text: str) -> list[str]:
    """Return the faults of one page beside a figure, a chart and a claim."""
    project = boats(folder, {"a.md": text})
    for name in ("queries/boats.sql", "queries/claims/north_leads.sql", "charts/boats.py"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    names = proofs.known(project)
    return [f"{e.where}: {e.what}" for e in proofs.faults(project, project.content / "a.md", names)]


@pytest.mark.parametrize(
    "text",
    [
        "Boats.",
        '{{ fig.boats["north"].boats }} {{ fig["boats"].boats }} {{ chart("boats") }}',
        "{% claim north_leads %}The north leads{% endclaim %}",
        "{% for row in fig.boats %}{{ row.name }} {{ loop.index }}{% endfor %}{{ row.name }}",
        "{% set most = fig.boats.boats %}{{ more_than(most, 5) }}",
        "{% for name in names_of_rows %}{% endfor %}".replace("names_of_rows", "fig.boats"),
        '{{ chart(fig.boats.name) }} {{ range(3) }} {{ source("log") }}',
        '{% literal "a proverb" %}a thousand ships{% endliteral %}',
    ],
)
def test_a_page_that_may_render_has_no_fault(tmp_path: Path, text: str) -> None:
    """What only figures can decide is left to them."""
    assert told(tmp_path, TITLE + text) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{{ tabel(fig.boats) }}", '4: "tabel" means nothing here'),
        ("\n{{ fig.boots.boats }}", '5: no figure named "boots"'),
        ('{{ fig["boots"].boats }}', '4: no figure named "boots"'),
        ('{{ chart("boots") }}', '4: no chart named "boots"'),
        ("{% claim south %}The south{% endclaim %}", '4: no claim named "south"'),
        ("{{ fig.boats | sum_up }}", "4: No filter named 'sum_up'."),
        ("{{ fig.boats.boats }", "4: unexpected '}'"),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, text: str, fault: str) -> None:
    """A name that nothing has, and a template that is none, are told with their line."""
    assert told(tmp_path, TITLE + text) == [f"content/a.md:{fault}"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Boats.\n", "1: the page has no title"),
        ("---\nkind: page\n---\n", "1: the page has no title"),
        ("---\ntitle: Boats\nkinds: page\n---\n", '3: no front matter key "kinds"'),
    ],
)
def test_front_matter_is_read_as_it_is_typed(tmp_path: Path, text: str, fault: str) -> None:
    """A title and known keys are all that is wanted."""
    assert told(tmp_path, text) == [f"content/a.md:{fault}"]


def test_a_page_is_of_a_kind_that_the_settings_name(tmp_path: Path) -> None:
    """Its line is told; where none is named any will do, and one that is computed is not typed."""
    wrong, computed = "---\ntitle: T\nkind: findng\n---\n", "---\nkind: {{ k }}\n---\n"
    made = boats(tmp_path, {"a.md": wrong, "b.md": computed})
    typed = sorted(made.content.glob("*.md"))

    assert list(proofs.wrong_kinds(made, typed, ())) == []
    assert [str(each) for each in proofs.wrong_kinds(made, typed, {"finding", "front"})] == [
        'content/a.md:3: no kind of page "findng"\n'
        '  Did you mean "finding"? extra: kinds: in mkdocs.yml names them.'
    ]
