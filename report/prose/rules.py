"""Prose with what is told apart struck out in, the places of its naked numbers out.

Numbers, number words, ranks, comparisons and units are looked for by patterns, each with its
kind. Where two overlap, the one that begins first stands, and of those the longest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from report.prose.template import NO_DAY
from report.prose.vocabulary import Pattern

Kind = Literal["digits", "number word", "rank", "unit", "year", "date"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a text something was found, and what it is."""

    start: int
    end: int
    kind: Kind


_MONEY = r"(?:(?:US|AU|CA|NZ|HK)?[$€£¥₹]\s?|(?:USD|EUR|GBP|CHF)\s?)"
_DIGITS = r"(?:\d{1,3}(?:[,’' ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*|[½¼¾⅓⅔⅛])[½¼¾⅓⅔⅛]?"
_DIGITS += r"(?!\d|(?:st|nd|rd|th)\b)"
_SCALE = r"(?:\s?[%‰]|[- ](?:percentage points?|percent|per cent|<mag>)\b)"
NUMBERS = [
    # a sign, a currency, digits, a range or ratio, a magnitude, percent, a unit joined to it
    rf"(?<![\w.,/])(?:(?<!\w)[+−–-](?=[\d$€£]))?{_MONEY}?{_DIGITS}"
    rf"(?:\s?[–—:/-]\s?{_MONEY}?{_DIGITS})?(?! times\b)"
    rf"(?:{_SCALE}|-[a-z]+\b(?:-[a-z]+\b)*|°?[a-zA-Z]+\b)*",
]
# "40 of 54": each number is told on its own.
YEARS = r"(?<![\w.,/])(?<![$€£]\s)<year>(?:s\b|(?:\s?[–—/-]\s?(?:<year>|\d\d))?)(?![\w%]|[.,]\d)"
# "some 1900 ships" counts ships; "the 1900 census" and "in 1900 ships" name a year.
NO_YEAR = (
    r"(?<!\bin )(?<!\bthe )(?<!\bof )(?<!\band )(?<!\bto )(?<!\bby )(?<!\bsince )(?<!\bfrom )"
    r"<year>(?: [a-z]+s\b| people\b| of\b)"
)

NUMBER_WORDS = [
    # one in five, nine out of ten
    r"\b(?:one|<card>) (?:in|out of) <card>\b",
    # two thirds, a quarter, one tenth
    r"\b(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:<parts>)s?\b",
    r"\ba (?:<parts>)(?=(?: of| in| less| more| as| larger| higher| lower| smaller| fewer)\b"
    r"|\s*(?:[.,;:!?)]|\Z))",
    # half, not half-hearted; half a dozen is a cardinal
    r"\bhalf(?! (?:a|an) (?:<mag>)\b)(?!-(?!million|dozen))\b|\bhalves\b",
    # five-member, twenty-year; not two-way
    r"\b(?:one|<card>)-(?!(?:<kinds>)\b)[a-z]+(?:-[a-z]+)*\b(?<!one-off)(?<!one-sided)",
    r"\b<card> times\b|(?<![\w.,])\d+(?:[.,]\d+)* times\b",
    r"\b<card>(?:[- ](?:percentage points?|percent|per cent))?\b(?!-)",
    r"\b(?:tens(?= of\b)|dozens|hundreds|thousands|millions|billions|trillions)\b"
    r"(?: of (?:thousands|millions|billions)\b)?",
    r"(?<!the )(?<!our )(?<!its )(?<!test )\bscores(?= of\b)",
    r"\b(?:twice|thrice)\b",
    r"\b(?:doubl(?:e[sd]?|ing)|tripl(?:e[sd]?|ing)|trebl(?:e[sd]?|ing)"
    r"|quadrupl(?:e[sd]?|ing)|halv(?:ed?|ing))\b(?!-)(?! (?:<double>)\b)",
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)-?fold\b",
    # one, where it counts
    r"(?<=\bonly )(?<!\bthe only )one\b|(?:(?<=\bjust )|(?<=\bexactly )|(?<=\bprecisely ))one\b",
    r"(?:(?<=\bhas )|(?<=\bhave )|(?<=\bhad )|(?<=\bthere is )|(?<=\bthere was ))"
    r"one(?= [a-z])(?! (?:of|another|thing|more|such|or|hand|and)\b|(?: [a-z]+){1,2} (?:for each|per)\b)",
    r"(?<=\bto )one(?=\s*(?:[.,;:)]|\Z))",
    r"\bzero\b(?!-)",
    r"\bboth\b",
    r"\ba couple(?= of\b)|\ba pair(?= of (?!(?:<paired>)\b))",
]

_STEP = r"(?:(?:<ord>)[ -]|<card> |\d+ |next[- ])?"
RANKS = [
    rf"\b{_STEP}(?:(?!(?:<nosup>)\b)[a-z]{{2,}}est|most|least|worst|foremost)\b(?!-likely)",
    r"(?:(?<=\bthe )|(?<=['’]s )|(?<=\bits )|(?<=\btheir )|(?<=\bour ))(?:(?:<ord>)[ -])?best"
    r"(?=[ -][a-z])(?! (?:is|are|was|were|of|to|way)\b)",
    # places: ranks third, in second place, a close second
    r"(?:(?<=ranks )|(?<=rank )|(?<=ranked )|(?<=ranking )|(?<=came )|(?<=comes )|(?<=coming )"
    r"|(?<=placed )|(?<=finished )|(?<=finishes )|(?<=a close )|(?<=a distant )|(?<=only )"
    r"|(?<=joint ))(?:<ord>)\b(?!-)",
    r"(?:(?<=is )|(?<=are )|(?<=was )|(?<=were ))(?:<ord>)\b"
    r"(?=\s*(?:[.,;:!?]|\Z)| (?:in|among|only|behind|after)\b)",
    r"\b(?:<ord>)(?= (?:place|prize|spot|rank)\b)",
    # the first to land, the fourth country to ban it, the fourth in the region to do so
    r"(?:(?<=the )|(?<=its )|(?<=their ))(?:<ord>)"
    r"(?= (?:(?!(?:<sequence>|<verbs>)s?\b)[a-z]+ ){0,2}(?:(?:in|on|of) (?:the |a )?\w+ )?(?:ever )?"
    r"to (?!the\b|a\b|an\b|its\b|their\b|<apart>|<bound>)[a-z])",
    r"\b(?:<ord>)(?= (?:\w+ ){0,2}(?:ever|in history|in the world|of its kind)\b)",
    # the third defeat in a row
    r"\b(?:<ord>)(?= (?:\w+ ){0,2}(?:in a row|running|in succession|consecutive)\b)",
    r"\b(?:<ord>)(?= on the list\b)|(?:(?<=came in )|(?<=comes in ))(?:<ord>)\b",
    r"\bnumber one\b|\bno\. ?1\b",
    r"\btop (?:<card>|\d+|-\d+)\b|\btop-\d+\b",
    r"(?:(?<=\bthe )|(?<=['’]s )|(?<=\bits )|(?<=\A)|(?<=[.!?] ))top(?= (?!(?:<top>)\b)[a-z])",
    r"\btop(?:s|ped)?(?= (?:of )?the (?:<races>)\b)",
    r"\bleading(?= (?!to\b|up\b|edge\b|question|role|zero|article|man\b|lady\b|the\b|a\b|an\b"
    r"|him\b|her\b|them\b|us\b|from\b|into\b|by\b|away\b|back\b|out\b)[a-z])(?<=\bthe leading)",
    r"(?:(?<=['’]s )|(?<=\bits )|(?<=\btheir )|(?<=\bother )|(?<=\ba )|(?<=\bmost ))"
    r"leading(?= (?!to\b|question|role|article)[a-z])",
    r"\bl(?:eads?|ed)(?= the (?:\w+ )?(?:<races>)\b)|\bleads(?= (?:with|by) <bound>)",
    r"\blead(?= over\b)|\bin the lead\b|\b(?:market|world) leaders?\b",
    r"(?:(?<=is )|(?<=are )|(?<=was )|(?<=were )|(?<=came )|(?<=finished )|(?<=well )|(?<=far )"
    r"|(?<=remains ))ahead (?:of|by)\b(?! (?:time|schedule|itself)\b)",
    r"\b(?:outnumber(?:s|ed)?|surpass(?:es|ed)?|overt(?:akes?|ook|aken)|outs(?:ells?|old))\b",
    r"\bexceed(?:s|ed)?\b(?! (?:\w+ )?(?:<bound>|\d))",
    r"\brecord[- ](?:highs?|lows?|numbers?|levels?|sums?|amounts?|sales|profits?|breaking)\b",
    r"\ball-time (?:high|low|record)s?\b",
    r"\bthe (?:only|sole)\b",
    r"\bmajority\b(?!-)(?! (?:leader|vote|rule|party|government|stake|owner|opinion)\b)",
    r"(?<=\ba )minority(?= of\b)|\bthe bulk(?= of\b)|\bthe lion['’]s share\b",
    r"\b(?:almost|nearly|virtually|practically) (?:all|every\w*|none|no one|nobody|no)\b",
    r"\b(?:hardly|barely) any\b",
    r"\ball but(?: (?:<card>|one|\d+)\b|(?= (?:<bound>|a few|a handful|the)\b))",
    r"\b(?:no other|nobody else|no[ -]one else|nowhere else|unlike any other|like no other)\b",
    # as many women as
    r"\bas (?:many|few) (?:[\w’'\-]+ ){1,3}as\b",
]

# Comparisons are found from their "than" backwards, within the clause.
_WORD = r"(?:[\w’'\-]+|<bound>)"
_TAIL = (
    r"(?: (?:any other|any of the others|anyone else|anybody else|anywhere else|ever before|ever"
    r"|all (?:the )?others|the rest)\b)?"
)
# Before a number, bound or naked, "more than" is how near the number is, and before a stretch
# of time or "that" how long or which.
_NO_QUANTITY = (
    r"(?! (?:about |some |around |roughly |nearly |the )?(?:<bound>|\d|[$€£]|<card>\b|half\b"
    r"|a (?:<parts>)\b|(?:two|three)[- ]))(?! one\b)"
    r"(?! an? (?:decade|century|year|month|week|day|hour|generation|mile|few|little|minute)\b)"
    r"(?! (?:that|this)\b(?! of))"
)
COMPARISONS = [
    rf"\b(?!(?:<nocomp>)\b)(?:more|less|fewer|worse|further|farther|[a-z]+er) than\b{_NO_QUANTITY}"
    rf"{_TAIL}",
    rf"\b(?:<comp>)(?: (?!(?:<comp>|than)\b){_WORD}){{1,6}} than\b{_NO_QUANTITY}{_TAIL}",
]
UNITS = r"(?<=<bound>)\s?(%|(?:-|\s)?(?:percentage[- ]points?|percent|per cent|pct)\b)"

_RULES: list[tuple[Kind, Pattern]] = [
    *(("digits", Pattern(pattern)) for pattern in NUMBERS),
    *(("number word", Pattern(pattern)) for pattern in NUMBER_WORDS),
    *(("rank", Pattern(pattern)) for pattern in RANKS),
    *(("rank", Pattern(pattern)) for pattern in COMPARISONS),
]
_YEARS, _NO_YEAR = Pattern(YEARS), Pattern(NO_YEAR, cased=True)
_UNITS = Pattern(UNITS)
_NO_DAYS = re.compile(rf"{NO_DAY}(?:[{NO_DAY}\n]*{NO_DAY})?")


def places(text: str) -> list[Place]:
    """Return where a struck text counts or ranks, in order, none overlapping another."""
    found = [Place(at, end, kind) for kind, rule in _RULES for at, end in _spans(rule, text)]
    counted = {match.start() for match in _NO_YEAR.finditer(text)}
    years = {span for span in _spans(_YEARS, text) if span[0] not in counted}
    found = [
        Place(place.start, place.end, "year") if (place.start, place.end) in years else place
        for place in found
    ]
    found += [Place(*match.span(), "date") for match in _NO_DAYS.finditer(text)]
    return list(_first_and_longest(found))


def units(text: str) -> list[tuple[int, Place]]:
    """Return where a unit is typed after a bound number, with the place of that number."""
    return [(match.start() - 1, Place(*match.span(1), "unit")) for match in _UNITS.finditer(text)]


def _spans(rule: Pattern, text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in rule.finditer(text) if match.end() > match.start())


def _first_and_longest(found: list[Place]) -> Iterator[Place]:
    end = -1
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if place.start >= end:
            yield place
            end = place.end
