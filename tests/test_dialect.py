"""Prose is Markdown with names, claims and literals in it; nothing else can be reached."""

from pathlib import Path

import pytest

from report.errors import ReportError
from tests.boats import body


def faults(folder: Path, text: str) -> list[str]:
    """Return the faults of a page as an editor reads them."""
    with pytest.raises(ReportError) as caught:
        body(folder, text)
    return [str(error) for error in caught.value.errors]


def test_a_literal_leaves_its_words(tmp_path: Path) -> None:
    """What is meant as it stands is printed as it stands."""
    assert body(tmp_path, 'By {% literal "a proverb" %}a thousand ships{% endliteral %}.\n') == (
        "By a thousand ships.\n"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "{% literal %}a thousand{% endliteral %}\n",
            'content/a.md:4: a literal says why: {% literal "why" %}…{% endliteral %}',
        ),
        (
            '{% literal " " %}a thousand{% endliteral %}\n',
            'content/a.md:4: a literal says why: {% literal "why" %}…{% endliteral %}',
        ),
        (
            '{% claim "north_leads" %}x{% endclaim %}\n',
            "content/a.md:4: a claim is named as its file is: {% claim name %}…{% endclaim %}",
        ),
        (
            "{% claim nobody_leads %}x{% endclaim %}\n",
            'content/a.md:4: no claim named "nobody_leads"\n  Did you mean "north_leads"?',
        ),
    ],
    ids=["no reason", "an empty reason", "a name in quotes", "an unknown claim"],
)
def test_a_tag_is_as_it_should_be(tmp_path: Path, text: str, expected: str) -> None:
    """A literal has a reason, a claim a name that is known."""
    assert faults(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    "expression",
    [
        'fig.boats["north"].boats.value',
        'fig.boats["north"].boats._figure',
        'fig.boats["north"].boats.__class__',
        'fig.boats["north"].cells',
        "fig.boats.figure",
        "fig.binder",
        "fig.figures",
        "binder.errors",
        'binder.plain("99")',
        "bind_claim.claims",
        "fig.boats.__init__.__globals__",
        "chart.__self__",
    ],
)
def test_only_columns_can_be_asked_of_a_figure(tmp_path: Path, expression: str) -> None:
    """A bare value would be a number bound to nothing: what a view needs for itself is hidden."""
    assert faults(tmp_path, f"{{{{ {expression} }}}}\n") != []


def test_a_block_that_shares_its_line_keeps_the_line_end(tmp_path: Path) -> None:
    """Lines that hold blocks alone vanish; a sentence that ends in a block stays a line."""
    text = (
        '{% if fig.boats["north"] %}\n'
        'One{% if fig.boats["north"].boats %} and more{% endif %}\n'
        "Next\n"
        "{% endif %}\n"
    )

    assert body(tmp_path, text) == "One and more\nNext\n"


def test_a_sentence_in_a_literal_keeps_its_line_end(tmp_path: Path) -> None:
    """A whole sentence that is declared does not run into the next one."""
    text = '{% literal "a proverb" %}A thousand ships.{% endliteral %}\nThe next sentence.\n'

    assert body(tmp_path, text) == "A thousand ships.\nThe next sentence.\n"


def test_an_anchor_is_no_comment(tmp_path: Path) -> None:
    """The anchor of a heading is Markdown's, and passes through."""
    assert body(tmp_path, "## Boats {#boats}\n") == "## Boats {#boats}\n"


def test_a_name_that_means_nothing_is_told_once_a_line(tmp_path: Path) -> None:
    """The page goes on behind an unknown name, so that one run tells them all."""
    assert faults(tmp_path, "{{ figs.boats }} {{ figs.boats }}\n{{ charts('x') }}\n") == [
        'content/a.md:4: "figs" means nothing here\n  Did you mean "fig"?',
        'content/a.md:5: "charts" means nothing here\n  Did you mean "chart"?',
    ]
