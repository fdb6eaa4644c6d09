"""Prose in, the same prose with what is told apart struck out: names, dates, quotations, idioms.

Each pattern says by its place what it is. What it covers is replaced, sign by sign, so that
places in the text stay what they are.
"""

import re

from report.prose.calendar import is_possible
from report.prose.template import APART, BOUND, NO_DAY
from report.prose.vocabulary import IDIOMS, Pattern

_NUMBER = r"(?:[A-Z]\.?)?\d+(?:[.\-–/]\d+)*[a-z]?(?:\(\w+\))?"
_NAME = r"(?!(?:<nonames>|[A-Z][a-z]+ly)\b)[a-z]?[A-Z][\w.&’'\-]{0,40}(?<!['’]s)"
# Where a name ends in a number: not before percent, a magnitude, or more digits.
_NO_MORE = r"(?![\w%]|[.,]\d|\s?(?:%|percent|per cent|<mag>)\b)"

QUOTATIONS = [
    r"“[^“”]*”|„[^“”„]*[“”]|«[^«»]*»|»[^«»]*«|\"[^\"]*\"",
    # A single closing quote is an apostrophe too: it closes where no letter follows.
    r"(?<!\w)‘[^‘]*?’(?!\w)|(?<![\w'])'(?=[^\W\d])[^'\n]*'(?!\w)",
]
ADDRESSES = [
    r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]+@[\w-]+\.\w[\w.]*",
    r"(?<![\w.])\w+(?:\.\w+)*\.(?:csv|md|html?|json|parquet|pdf|py|sql|png|svg|txt|xlsx?|zip)\b",
]
DATES = [
    r"\b\d{1,2}(?:st|nd|rd|th)?(?:(?:\s?[–-]\s?| and | to )\d{1,2}(?:st|nd|rd|th)?)? (?:of )?"
    r"(?:<month>)\b(?:,? <year>\b)?",
    r"\b(?:<month>) \d{1,2}(?:st|nd|rd|th)?\b(?:\s?[–-]\s?\d{1,2}\b)?(?:,? <year>\b)?",
    r"\b(?:<month>|<season>),?(?: of)? <year>\b(?:[/–-]\d\d\b)?",
    r"\b<year>-(?:0[1-9]|1[0-2])(?:-\d\d)?(?:T[\d:.]+Z?)?\b",
    r"\b\d{1,2}(?:/|\.)\d{1,2}(?:/|\.)(?:<year>|\d\d)\b",
    r"\bQ[1-4] <year>\b|\b[Ff]iscal year <year>\b",
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?",
    r"\b\d{1,2}(?:\.\d\d)? ?[ap]\.?m\b\.?|\b\d{1,2} o['’]clock",
]
CITATIONS = [
    # (Feldstein, 2019), (Smith 2011; Jones et al., 2014, p. 6), Feldstein (2019), Bach (1685–1750)
    rf"\((?:[^()\d]*[\s;])?{_NAME}(?: et al\.?)?,? <year>[a-z]?(?:[,;:][^()]*)?\)",
    rf"\b(?:{_NAME}|et al\.) \(<year>[a-z]?(?:\s?[–-]\s?<year>)?(?:[,;:][^()]*)?\)",
    r"\[\d+(?:(?:, ?|[–-])\d+)*\]",
]
NAMES = [
    # list numbers at the head of a title: 2.1 Results
    r"\A\s*\d{1,2}(?:\.\d+)*[.)]\s",
    # page 6, Article 17(2), Figure A.3, pages 12 to 15, version 4.2, § 3, #12
    rf"(?<![\w])(?i:(?:<numbered>)s?(?:(?<=version),)?)(?: \([A-Z]+\))?\s?{_NUMBER}"
    rf"(?:(?:, | and | or | to |[–-]){_NUMBER})*(?![\w%])",
    r"\b(?i:(?:<numberedwords>) (?:one|<small>))\b",
    # Polity5, w31676, COVID-19, UTF-8, A380, H5N1, CO2; not mid-2020, top-10, USD40m
    r"\b(?!(?i:mid|pre|post|top|early|late|under|over|about|circa|USD|EUR|GBP|CHF)-?\d)"
    r"[A-Za-z][A-Za-z]*[-–+]?\d[\w.\-]*(?<![.\-])",
    # 5G, 3D, 4K, 2FA; 40M and 30K are counts
    r"\b(?!\d+[MB]\b|\d\d+K\b)\d+[A-Z][A-Za-z]*\b",
    # 3.11.2, not 1.000.000
    r"\b(?!\d{1,3}(?:\.\d{3})+\b)\d+(?:\.\d+){2,}\b",
    # the 21st century
    r"\b\d+(?:st|nd|rd|th) (?:century|centuries|edition)\b",
]
# Windows 11, ISO 3166-1, CC BY 4.0, Boeing 737-800, Section 702, Kilometre Zero: the word before
# the number decides.
NAMED = rf"(?<![\w’'\-]){_NAME} (?:\d{{1,4}}(?:\.\d+)*(?:-\d+)*|Zero|One){_NO_MORE}"
# "China 40, Russia 12": two different names with numbers are a list of numbers.
LISTED = rf"({_NAME}) \d{{1,4}}(?:, | and |; )(?!\1\b){_NAME} \d{{1,4}}\b"
# Big Four, Group of Seven: a number word with a capital where no sentence begins.
CAPITALISED = r"(?<=[\w,’]\s)(?:(?i:<small>|<mag>))(?:-[a-z]+)?\b"
# both cameras and software; "both ports import salt and coal" counts.
CORRELATIVE = (
    r"\bboth(?= (?:(?!of\b|the\b|these\b|those\b)[\w’'\-]+(?<!s)(?: [\w’'\-]+){0,2}|\w+s) and\b)",
    r"\bboth(?= the [\w’'\-]+(?: [\w’'\-]+)? and\b)",
    r"\bboth(?= (?:in|on|by|for|at|to|from|with|before|as) )",
)

_BEFORE, _DATES, _ALWAYS = (
    [Pattern(pattern, cased=True) for pattern in patterns]
    for patterns in ([*QUOTATIONS, *ADDRESSES], DATES, [*CITATIONS, *NAMES])
)
_PHRASES = [Pattern(rf"\b(?:{phrase})\b") for phrase in IDIOMS]
_PHRASES += [Pattern(pattern) for pattern in CORRELATIVE]
_NAMED, _LISTED = Pattern(NAMED, cased=True), Pattern(LISTED, cased=True)
_CAPITALISED = Pattern(CAPITALISED, cased=True)
_SAME = str.maketrans({"\u2011": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def struck(text: str) -> str:
    """Return the text, as long as it was, with everything that is told apart struck out."""
    text = text.translate(_SAME)
    for pattern in _BEFORE:
        text = pattern.sub(_strike, text)
    for pattern in _DATES:
        text = pattern.sub(_strike_date, text)
    for pattern in _ALWAYS:
        text = pattern.sub(_strike, text)
    if not _LISTED.search(text):
        text = _NAMED.sub(_strike, text)
    if not is_title(text):
        text = _CAPITALISED.sub(lambda found: _if_capital(found, text), text)
    for pattern in _PHRASES:
        text = pattern.sub(_strike, text)
    return text


def is_title(text: str) -> bool:
    """Tell whether a text is set with a capital for each word, so that capitals say nothing."""
    words = re.findall(r"\b[^\W\d_]{4,}\b", text)
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _if_capital(found: re.Match[str], text: str) -> str:
    at = found.start()
    begins = not re.search(r"[^\s.!?:]\s*\Z", text[max(0, at - 3) : at])
    return found[0] if begins or not found[0][0].isupper() else _strike(found)


def _strike_date(found: re.Match[str]) -> str:
    """Strike a date out, as one that is told where no calendar has it."""
    if is_possible(found[0]):
        return _strike(found)
    return re.sub(f"[^\n{BOUND[1:-1]}]", NO_DAY, found[0])


def _strike(found: re.Match[str]) -> str:
    """Return as many signs as were found; line ends and bound numbers stay."""
    return re.sub(f"[^\n{BOUND[1:-1]}]", APART, found[0])
