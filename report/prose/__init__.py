"""Prose in, what counts or ranks in it and is bound to nothing out: its naked numbers.

The source of a page is read, not the page: a family of pages is checked once, and so is every
branch of an ``{% if %}``. Digits, number words, superlatives, ranks and comparisons are told;
names with digits, dates, citations, quotations, code and addresses are not, nor is what stands
in ``{% claim … %}`` or ``{% literal … %}``.

What passes, by decision: universal words (all, every, no, none), vague ones (many, few), the
latest, newest and nearest, verbs of change but for doubling and its kin, "one" where it names
rather than counts, and ranks that a question asks for.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from report.prose import apart, markup, rules
from report.prose.rules import Kind
from report.prose.template import BRANCH, Literal, Masked, clean, mask

__all__ = ["Kind", "Literal", "Naked", "literals_in_markdown", "naked_in_markdown", "naked_in_text"]

# Front matter that names a thing and is no prose.
_NAMES = frozenset({"kind", "rows"})
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:[A-Za-z]|[Nn]os?|[Ff]igs?|pp|vol|al|cf|vs|ca|[MD]rs?|St|Prof)\.)$"
)
_END = re.compile(rf"[.!?…][\"”’)\]]*(?=\s+\S)|[{BRANCH}]")
# "Which port is the largest?" claims nothing; "Why is Oslo the largest?" does.
_QUESTION = re.compile(
    r"\W*(?:(?:in|to|from|of|for|by|at|on|and|but|so)\s+)*"
    r"(?:which|where|who|whom|what\s+(?:is|are|was|were)|is|are|was|were|do|does|did|has|have)\b"
    r".*\?\W*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Naked:
    """Words that claim a quantity or a rank and are bound to nothing."""

    line: int  # of the file, or of the text
    text: str  # the offending words, as typed
    kind: Kind
    sentence: str  # that they stand in, on one line, expressions as typed


def naked_in_text(text: str, *, line: int = 1) -> list[Naked]:
    """Find the naked numbers in plain prose, such as a title or a caption, from a line on."""
    cleaned = clean(text)
    return list(_naked(markup.plain(cleaned, line), Masked(cleaned), lambda _: None))


def naked_in_markdown(
    source: str, *, unit: Callable[[str], str | None] = lambda _: None
) -> list[Naked]:
    """Find the naked numbers in a content file as typed, in the order of its lines.

    ``unit`` says in which unit an expression prints, None where that is not known: a number is
    printed with its percent sign, so that a sign typed after it is told as well.
    """
    masked = mask(source)
    found = [
        naked
        for block in markup.blocks(masked.text, _NAMES)
        for naked in _naked(block, masked, unit)
    ]
    for line, text in masked.strings:
        found += _naked(markup.plain(text, line), masked, unit)
    return sorted(found, key=lambda naked: naked.line)


def literals_in_markdown(source: str) -> list[Literal]:
    """Return what a content file declares to be meant as typed, with the reasons given."""
    return mask(source).literals


def _naked(
    block: markup.Block, masked: Masked, unit: Callable[[str], str | None]
) -> Iterator[Naked]:
    struck = apart.struck(block.text)
    # A claim answers for ranks and comparisons; its query need not compare a number typed in it.
    found = [
        place
        for place in rules.places(struck)
        if place.kind in {"digits", "number word"} or not _within(place, block.claimed)
    ]
    found += [
        place
        for sign, place in rules.units(struck)
        if not _fits(struck[place.start : place.end], unit(masked.expression(struck[sign])))
    ]
    ends = [0, *(match.end() for match in _ends(block.text)), len(block.text)]
    sentence, asks, read = "", False, -1
    for place in sorted(found):
        nth = bisect_right(ends, place.start, hi=len(ends) - 1)
        if nth != read:
            typed = block.text[ends[nth - 1] : ends[nth]]
            sentence, asks, read = masked.shown(typed), bool(_QUESTION.fullmatch(typed)), nth
        if (asks and place.kind == "rank") or _within(place, block.declared):
            continue
        words = masked.shown(block.text[place.start : place.end])
        yield Naked(block.line(place.start), words, place.kind, sentence)


def _within(place: rules.Place, stretches: list[tuple[int, int]]) -> bool:
    return any(start < place.end and place.start < end for start, end in stretches)


def _fits(typed: str, unit: str | None) -> bool:
    """Tell whether words typed after a number are its unit and not a second one."""
    return bool(unit) and unit != "%" and " ".join(typed.replace("-", " ").split()) == unit


def _ends(text: str) -> Iterator[re.Match[str]]:
    return (
        match
        for match in _END.finditer(text)
        if not _ABBREVIATIONS.search(text[max(0, match.start() - 6) : match.start() + 1])
    )
