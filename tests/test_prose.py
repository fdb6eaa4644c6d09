"""Naked numbers: what prose claims and binds to nothing is told, at its line; names are not."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.prose import Naked, literals_in_markdown, naked_in_markdown, naked_in_text
from tests.prose.scoring import CORPUS, HELD_OUT, score, sentences


def words(source: str) -> list[str]:
    """Return the words that are told of in a content file, in their order."""
    return [naked.text for naked in naked_in_markdown(source)]


def places(source: str) -> list[tuple[int, str]]:
    """Return the line and the words of each finding."""
    return [(naked.line, naked.text) for naked in naked_in_markdown(source)]


@pytest.mark.parametrize(
    ("path", "size", "precision", "recall"),
    [(CORPUS, 300, 0.98, 0.98), (HELD_OUT, 100, 0.95, 0.95)],
    ids=["tuned on", "held out"],
)
def test_invented_prose_is_read_rightly(
    path: Path, size: int, precision: float, recall: float
) -> None:
    """Few false alarms, few misses: `benchmarks/prose.py` prints the figures and the mistakes."""
    scored = score(path)

    assert scored.sentences >= size
    assert scored.clean >= 0.4 * scored.sentences
    assert min(scored.precision - precision, scored.recall - recall) >= 0, scored


def test_no_invented_sentence_stands_twice() -> None:
    """What is held out is not tuned on."""
    every = [sentence for path in (CORPUS, HELD_OUT) for sentence, _ in sentences(path)]

    assert len(set(every)) == len(every)


def test_a_finding_says_what_where_and_in_which_sentence() -> None:
    """A finding can be told to an editor as it is."""
    source = "Ships call.\nSee Fig. 3. Of them\n{{ fig.n }} are the **largest**. Not all."

    assert naked_in_markdown(source) == [
        Naked(3, "largest", "rank", "Of them {{ fig.n }} are the largest.")
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It has 40 ships.", "digits"),
        ("It has forty ships.", "number word"),
        ("It has most ships.", "rank"),
        ("It has more ships than Oslo.", "rank"),
        ("It had ships in 1994.", "year"),
        ("It had ships in the 1990s.", "year"),
        ("It had ships from 1994–1998.", "year"),
        ("It had some 1900 ships.", "digits"),
        ("It sailed on 31 November 1994.", "date"),
    ],
)
def test_a_finding_has_a_kind(text: str, kind: str) -> None:
    """A caller may know better about years, and sorts by kind."""
    assert [naked.kind for naked in naked_in_text(text)] == [kind]


@pytest.mark.parametrize(
    ("typed", "is_a_day"),
    [
        ("30 November 2022", True),
        ("31 November 2022", False),
        ("31st of November", False),
        ("November 31, 2022", False),
        ("28–31 November 2022", False),
        ("30 and 31 April", False),
        ("29 February", True),
        ("29 February 2024", True),
        ("29 February 2023", False),
        ("2022-11-30", True),
        ("2022-11-31", False),
        ("30/11/2022", True),
        ("11/30/2022", True),
        ("31/11/2022", False),
        ("30.11.2022", True),
        ("11.30.2022", False),
        ("5.20.13", True),
        ("31\nNovember", False),
        ("November 2022", True),
        ("Mar 2021/22", True),
        ("“31 November”", True),
    ],
)
def test_a_date_stands_as_typed_if_there_is_such_a_day(typed: str, *, is_a_day: bool) -> None:
    """What the calendar lacks is told whole; months, versions and quotations are left alone."""
    told = naked_in_text(f"It sailed on {typed}, and came back.")

    assert [(found.kind, found.text) for found in told] == (
        [] if is_a_day else [("date", typed.replace("\n", " "))]
    )


def test_lines_of_a_text_are_counted_from_where_it_begins() -> None:
    """A title or a docstring has its place in a file."""
    assert [naked.line for naked in naked_in_text("Ports.\n\nThe largest.", line=7)] == [9]


@pytest.mark.parametrize(
    "source",
    [
        "---\ntitle: Forty ships\n---\n",
        "---\ntitle: 'Forty ships'\n---\n",
        "# Forty ships {#forty}\n",
        "Ships\n=====\n\nForty\n",
        "- ships\n- forty ships\n",
        "1. forty ships\n",
        "| ships | ports |\n|---|---|\n| forty | none |\n",
        "{% for row in fig.x %}\nForty ships\n{% endfor %}\n",
        "{% if a %}no{% elif b %}some{% else %}forty{% endif %} ships",
        "**For**ty ships",
        "[forty ships](x.md)",
        '[ships](x.md "Forty ships")',
        "![forty ships](x.png)",
        "[![forty](x.png)](y.md)",
        "Ships[^1].\n\n[^1]: Forty\n",
        "Ships[^1].\n\n[^1]: Ships.\n\n    Forty of them.\n",
        '<div class="card" markdown>\nForty ships\n</div>',
        "<p>forty</p>",
        "<b>for</b>ty",
        "<details>\n\nForty\n\n</details>",
        '{{ chart("x", caption="Forty") }}',
        '{{ number(fig.x.n, "of forty ships") }}',
        '{{ number(fig.x.n,\n   "of forty ships") }}',
        '{{ "forty ships" if row.n else "no ships" }}',
        '{{ link("forty " ~ row.name, "x.md") }}',
        '{% set label = "forty ships" %}',
        "{% raw %}forty ships{% endraw %}",
        "It&#8217;s forty&nbsp;ships",
        "&#102;orty ships",
        'This, "and that, is forty.',
        "Forty ships.\r\nNone.",
    ],
)
def test_prose_is_read_wherever_it_stands(source: str) -> None:
    """Front matter, titles, lists, tables, links, pictures, footnotes, macros: all is prose."""
    assert [found.lower().removesuffix(" ships") for found in words(source)] == ["forty"]


@pytest.mark.parametrize(
    "source",
    [
        "`forty` and ``forty 40``",
        "    forty\n",
        "```\nforty\n```\n",
        "<code>forty</code>",
        "<pre>\nforty\n\nforty\n</pre>",
        "<q>forty</q>",
        '<img alt="" width="40">',
        "<!-- forty\n\nforty -->",
        "<style>\n\na { width: 40px }\n\n</style>",
        "[ships](forty/40.md) and <https://example.org/40>",
        "[ships][40]\n\n[40]: https://example.org/40\n",
        "## Ships {#forty-40}",
        "Ships {: .w-40 }",
        "Ships.[^40]\n\n[^40]: A note.\n",
        "40. ships\n41. boats\n",
        "> forty ships\n> and 40 more\n",
        "“Forty ships”, ‘forty’, „forty“, «forty»",
        '"Forty\nships", she said.',
        "{{ fig.x[40].n }} of {{ fig.forty.n }}",
        '{{ fig.x["forty ships"].n }}',
        '{{ listed(fig.x.where(name="forty ships"), "a") }}',
        '{% if row.name == "forty ships" %}Ships{% endif %}',
        '{{ table(fig.x, "name", top=40) }}',
        "{## forty ##}",
        "---\nkind: forty\nrows: forty\n---\n",
    ],
)
def test_what_is_no_prose_is_told_apart(source: str) -> None:
    """Code, attributes, addresses, anchors, list numbers, quotations and expressions claim nothing."""
    assert words(source) == []


def test_what_stands_in_a_claim_is_bound() -> None:
    """A claim answers for ranks, over lines and blocks, but for no number typed in it."""
    source = "{% claim a %}\nThe **largest**\n\n- forty\n{% endclaim %}\nNot {% claim b %}most{% endclaim %} half"

    assert places(source) == [(4, "forty"), (6, "half")]


def test_what_stands_in_a_literal_is_declared() -> None:
    """A literal passes, and is listed with its line, its words and its reason."""
    source = 'Ships.\n{% literal "a title" %}The *Forty* {{ x }}{% endliteral %} and\n{% literal "b" %}2{% endliteral %}.'

    found = [(each.line, each.text, each.reason) for each in literals_in_markdown(source)]

    assert words(source) == []
    assert found == [(2, "The *Forty* {{ x }}", "a title"), (3, "2", "b")]


@pytest.mark.parametrize(
    ("typed", "unit", "told"),
    [
        ("%", None, ["%"]),
        (" percent", None, ["percent"]),
        (" per cent", "%", ["per cent"]),
        (" percentage points", "%", ["percentage points"]),
        (" percentage points", "percentage points", []),
        ("%", "ships", ["%"]),
        (" of them", "%", []),
    ],
)
def test_a_number_brings_its_own_unit(typed: str, unit: str | None, told: list[str]) -> None:
    """A sign typed after a bound number is a second one, in a claim as well."""
    found = naked_in_markdown(
        f"{{% claim a %}}It is {{{{ fig.share }}}}{typed}.{{% endclaim %}}",
        unit={"fig.share": unit}.get,
    )

    assert [(naked.kind, naked.text) for naked in found] == [("unit", text) for text in told]


def test_branches_are_not_read_as_one_sentence() -> None:
    """What stands in one branch does not count what stands in another."""
    assert words("{% if a %}ranks{% else %}third parties{% endif %}") == []


def test_a_number_and_its_noun_may_stand_on_two_lines() -> None:
    """A finding stands where its first word stands."""
    assert places("`a\nb` The\nsecond\nlargest\nport") == [(3, "second largest")]


def test_lines_hold_where_code_and_links_span_lines() -> None:
    """Code, tags and titles that run over lines do not move what follows them."""
    source = 'A <span\nclass="b">c</span> `d\ne` [f](g "h\ni") forty\n![j\nsixty](k) fifty'

    assert sorted(places(source)) == [(4, "forty"), (6, "fifty"), (6, "sixty")]


_SIGNS = [*"*_`[](){}<>!#|-+:;.,\"'“”‘’%\n\n\n  \\&\t\x00\u2028\ue012"]
_MARKUP = ["```", "---\n", "[^1]: ", "[a]: b\n", "> ", "1. ", "    ", "<div>", "</q>", "<pre>"]
_TAGS = [
    f"{{% {tag} %}}"
    for tag in ["if a", "else", "endif", "claim a", "endclaim", 'literal "a"', "endliteral"]
]
_JINJA = ["{{", "}}", "{%", "%}", "{{ a }}", *_TAGS]
_WORDS = ["forty", "the most", "more", "than", "in", "2022", "1,000", "Windows 11", "both", "one"]
_JUMBLE = st.lists(
    st.sampled_from([*_SIGNS, *_MARKUP, *_JINJA, *_WORDS, "half a"]), max_size=60
).map("".join)
_LINES = ["Ships call.", "", "## Ports", "- a port", "1. one", "> word", "    more", "zebras"]
_LINES += ["`a", "b`", "**a", "b**", "| a | b |", "|---|---|", '<div class="a">', "</div>"]
_LINES += ["{{ fig.a }}", "{% if a %}", "{% endif %}", '{{ number(a,\n "b c") }}', "[^1]: Note"]


@given(st.text() | _JUMBLE)
def test_any_text_can_be_read(text: str) -> None:
    """Nothing an editor types makes the check fail."""
    naked_in_text(text)
    naked_in_markdown(text)
    literals_in_markdown(text)


@given(st.lists(st.sampled_from(_LINES), max_size=12), st.integers(0, 12))
def test_a_finding_stands_on_its_line(lines: list[str], at: int) -> None:
    """The line told is the line where the words stand, whatever stands before them."""
    text = "\n".join([*lines[:at], "It has 4711 ships.", *lines[at:]])

    found = [naked.line for naked in naked_in_markdown(text) if naked.text == "4711"]

    typed = re.split("\r\n|\r|\n", text)
    assert all("4711" in typed[line - 1] for line in found)


@given(st.lists(st.sampled_from(["a", "forty", "than", "more", "\n", "1", "A", "."]), max_size=40))
def test_findings_come_in_the_order_of_their_lines(pieces: list[str]) -> None:
    """An editor mends a file from top to bottom."""
    lines = [naked.line for naked in naked_in_text(" ".join(pieces))]

    assert lines == sorted(lines)
