"""A page of the Markdown tree in, its sentences as a reader sees them out, for comparing editions.

Prose has one sentence a line, so a line is what is compared. Charts, tables and lead numbers are
no sentences: their figures are compared as figures.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from report.facts import PastPage
from report.model import Page

_FRONT = re.compile(r"\A---\n(.*?\n)?---(?:\n|\Z)", re.DOTALL)
_PROOF = re.compile(r'<a class="proof"[^>]*>.*?</a>')
_FENCE = re.compile(r"^[ \t]*</?(?:div|section)\b[^<>]*>(?:</div>)?[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{(?:: ?|[ ]?[#.])[^{}\n]*\}")
_TAG = re.compile(r"<[^<>]*>")


def sentences(page: Page) -> PastPage:
    """Return the title of a page and each line of its prose as plain text."""
    return PastPage(page.title, _told(page.markdown))


@lru_cache(8192)  # twice in a build, and again in the next one of `serve`
def _told(markdown: str) -> tuple[str, ...]:
    front = _FRONT.match(markdown)
    body = markdown[front.end() :] if front else markdown
    body = _ATTRIBUTES.sub("", _FENCE.sub("", _PROOF.sub("", body)))
    told = [*_standfirst(front[1] or "" if front else ""), *_lines(_MARKDOWN.parse(body))]
    return tuple(line for line in map(_tidy, told) if line)


_MARKDOWN = MarkdownIt("commonmark").enable("table")


def _standfirst(front: str) -> Iterator[str]:
    for line in front.splitlines():
        key, _, value = line.partition(":")
        if key == "standfirst":
            yield value.strip().strip('"')


def _lines(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield from _text(token.children or []).split("\n")
        elif token.type == "html_block":
            yield from token.content.split("\n")


def _text(pieces: list[Token]) -> str:
    """Return the words of a block; a line of the source stays a line."""
    breaks = {"softbreak": "\n", "hardbreak": "\n", "html_inline": ""}
    return "".join(breaks.get(piece.type, piece.content) for piece in pieces)


def _tidy(line: str) -> str:
    return " ".join(unescape(_TAG.sub("", line)).split())
