"""Editions are compared by the sentences that a reader sees, one for each line of prose."""

import pytest

from report.model import Page
from report.sentences import sentences

FRONT = '---\ntitle: "Harbours"\n---\n'


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ('<a class="n" href="~/figures/x/#row-1">63</a> boats *left*.', ["63 boats left."]),
        (
            'So <span class="claim">[north leads](x.md)</span>'
            '<a class="proof" href="~/claims/#x" title="true by 3">✓</a>.',
            ["So north leads."],
        ),
        ('## Why {#why}\n\n<div data-insert="chart-x"></div>\n\nSo.', ["Why", "So."]),
        ('<div class="callout" markdown>\n**A link**\n</div>', ["A link"]),
        ('<p class="standfirst">In <a href="~/x">3</a> ports.</p>\n\nSo.', ["In 3 ports.", "So."]),
        ("| a | b |\n|---|---|\n| c&#124; | d |", ["a", "b", "c|", "d"]),
        ("- one\n- two", ["one", "two"]),
    ],
    ids=["lines", "numbers", "claims", "charts", "boxes", "standfirst", "tables", "lists"],
)
def test_a_line_of_prose_is_a_sentence(markdown: str, told: list[str]) -> None:
    """Marks, addresses and ticks are not what the sentence says."""
    assert [*sentences(Page("x.md", FRONT + markdown, {}, "Harbours")).sentences] == told


def test_a_plain_standfirst_is_a_sentence_too() -> None:
    """It stands in the front matter where it holds no number."""
    page = Page("x.md", '---\ntitle: "H"\nstandfirst: "So it is."\n---\nYes.', {}, "H")

    assert sentences(page).title == "H"
    assert sentences(page).sentences == ("So it is.", "Yes.")
