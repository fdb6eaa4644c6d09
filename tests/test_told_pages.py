"""Every page that the editors of this publication wrote reads as a sentence would, for every row.

A family of pages is written once and read a hundred times: what a row lacks must vanish from its
page, and leave no word behind that only a program would say.
"""

import html
import re
from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest

from report import drawing, manuscript, seals
from report.gathering import gather
from report.judging import Aim
from report.model import Page, Project
from report.voice import SILENT

ROOT = Path(__file__).resolve().parents[1]
_SLOT = re.compile(r'<div data-insert="([^"]*)"></div>')
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"^(#{2,6}) +(.*)$", re.MULTILINE)


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    """The pages of the draft as written, by path; no chart is drawn for them."""
    project = Project(ROOT)
    got = gather(project, SILENT)
    charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
    aim = Aim("draft", "Draft", date(2026, 1, 1), seals.past(project))
    return {page.path: page for page in manuscript.write(project, got, charts, aim).written.pages}


def told(page: Page) -> str:
    """Return all that a reader reads on a page, tables and lead numbers included."""
    body = page.markdown.partition("\n---\n")[2]
    whole = _filled(body, page)
    return html.unescape(_TAG.sub("", re.sub(r"\s*<(?:t[dhr]|/t[dhr]|tbody|li)\b", "\n<", whole)))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (r"\bNone\b(?! stated)", "nothing, as Python prints it; a licence may be so"),
        (r"\b(?:nan|NaN|NULL|inf)\b", "no number, as a database prints it"),
        (r"(?<![\d.,])0 of\b", "none of something"),
        (r"\bof 0\b(?!\.)", "something of none"),
        (r"(?<![\d.,])0 (?:countries|deals|suppliers|buyers|others)\b", "a count of nothing"),
        (r"\b(?:True|False)\b", "a truth, as Python prints it"),
        (r"\{[{%]|[}%]\}", "a template that was left standing"),
        (r"\.\.(?!\.)|,,| ,| \.(?:\s|$)", "punctuation of a sentence that lost its words"),
    ],
)
def test_no_page_says_what_only_a_program_would(
    pages: Mapping[str, Page], words: str, what: str
) -> None:
    """Sentences without data vanish whole."""
    found = {
        path: match[0]
        for path, page in pages.items()
        if (match := re.search(words, _prose(page), re.MULTILINE))
    }

    assert found == {}, what


def test_no_sentence_has_a_hole(pages: Mapping[str, Page]) -> None:
    """Where a number or a name fell out, blanks would stand side by side."""
    found = {
        path: match[0]
        for path, page in pages.items()
        for line in page.markdown.partition("\n---\n")[2].splitlines()
        if (match := re.search(r"\S {2,}\S", line)) and not line.startswith("<")
    }

    assert found == {}


def test_under_every_heading_there_is_something(pages: Mapping[str, Page]) -> None:
    """A heading whose part fell out would promise what is not there."""
    empty = []
    for path, page in pages.items():
        body = page.markdown.partition("\n---\n")[2]
        found = list(_HEADING.finditer(body))
        for heading, following in zip_longest(found, found[1:]):
            text = body[heading.end() : following.start() if following else len(body)]
            deeper = following is not None and len(following[1]) > len(heading[1])
            inside = _filled(text, page)
            if not re.sub(r"\{[^}]*\}", "", heading[2]).strip():
                empty.append((path, "a heading without words"))
            if not deeper and not _TAG.sub("", inside).strip():
                empty.append((path, heading[2]))

    assert empty == []


def test_every_family_has_its_pages_and_each_says_what_is_recorded(
    pages: Mapping[str, Page],
) -> None:
    """A country or supplier without a table or a sentence of its own would be no page."""
    families = [path for path in pages if re.match(r"(countries|suppliers)/(?!index)", path)]

    assert len(families) > 100
    assert [path for path in families if 'data-insert="table-' not in pages[path].markdown] == []


def test_the_tables_of_deals_and_reports_agree(pages: Mapping[str, Page]) -> None:
    """Each page with deals has the reports behind them, and each report leads to its place."""
    with_deals = {path for path, page in pages.items() if "{#deals}" in page.markdown}
    countries = {path for path in with_deals if path.startswith("countries/")}

    assert len(countries) > 50
    for path in countries:
        assert "{#reports}" in pages[path].markdown, path
        assert any('href="http' in insert for insert in pages[path].inserts.values()), path


def _prose(page: Page) -> str:
    """Return what is told, without the code that quotes programs and the ways that links go."""
    return re.sub(r"`[^`]*`|(?<=\])\([^)]*\)", "", told(page))


def _filled(text: str, page: Page) -> str:
    return _SLOT.sub(lambda slot: page.inserts[slot[1]], text)
