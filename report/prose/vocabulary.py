"""The words that count, rank and compare, and those that only look like it.

Lists of words are one string each, read by ``split``. In the patterns a blank stands for
any white space; ``Pattern`` sees to that and to the named lists, which are written ``<name>``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from report.prose.template import APART, BOUND

SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
MAGNITUDES = "hundred thousand million billion trillion dozen"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
PARTS = "third quarter fifth sixth seventh eighth ninth tenth twentieth hundredth thousandth"

# Words that end like a superlative and are none.
NO_SUPERLATIVES = (
    "arrest attest backrest armrest footrest headrest behest bequest chest conquest congest contest "
    "crest detest digest divest disinvest reinvest earnest fest forest deforest reforest rainforest "
    "gest guest houseguest harvest honest dishonest incest infest ingest inquest interest "
    "self-interest invest jest lest manifest modest immodest molest nest palimpsest pest priest "
    "protest quest request rest suggest tempest test pretest retest unrest vest west northwest "
    "southwest midwest wildebeest wrest zest ernest everest budapest bucharest brest trieste "
    # These point to a place in time or space, and rank nothing.
    "latest newest nearest "
    # Ranked by rules of their own, for their idioms.
    "best"
)
# Comparatives that are found some words before "than": "higher in the south than".
COMPARATIVES = (
    "more less fewer better worse higher lower larger bigger smaller greater older younger longer "
    "shorter faster slower cheaper dearer richer poorer stronger weaker wider narrower thicker "
    "thinner deeper later earlier warmer colder hotter cooler drier wetter closer further farther "
    "heavier lighter safer easier harder sooner broader steeper taller denser"
)
# Words before "than" that compare nothing.
NO_COMPARATIVES = (
    "rather other another either neither whether "
    # Nouns, as in a different order than the one before.
    "order number manner matter member letter paper power water weather character chapter answer"
)
# What follows "double" in names and idioms.
DOUBLE_THINGS = (
    "check standard standards click room rooms agent bass bed blind meaning negative digit digits "
    "glazing entry page life helix decker take"
)
# What comes in pairs and is one thing.
PAIRED = "scissors glasses jeans trousers shoes boots socks gloves eyes hands pliers tweezers"
# What a compound of a number describes rather than counts: "two-way", "four-wheel drive".
KINDS = "way sided faced handed party wheel dimensional factor piece stroke seater bit tier star"
# What "top" is a place of.
TOP_PLACES = (
    "floor shelf drawer left right row line button edge half speed layer corner secret hat bar "
    "menu deck storey priority down up of to and coat bunk end side"
)
# What "leads the" leads when it ranks; one also leads a team, a ministry, the way.
RACES = "market field world pack table list ranking rankings league race polls region continent"
# Nouns with an ordinal that say which one of a sequence, not which place.
SEQUENCE = (
    "wave step part half time thing chapter attempt chance reason day year week month round part "
    "section sentence line column page point question case look glance stage phase edition"
)
VERBS = "is are was were has have had will would can could may might must went goes"
# Words that begin with a capital at the start of a sentence or title and are no name:
# "In 2022", "About 30", "Only 12".
NO_NAMES = (
    "a about above across after against all almost along altogether although among an and another "
    "approximately around as at barely because before below besides between both but by circa "
    "counting covering excluding having including reaching spanning totalling despite down during each either even every exactly except fewer first for from fully "
    "further half has have if in including inside into just last later less like many maybe minus "
    "more most nearly neither next no nor not of off on once one only or other our out outside "
    "over past per perhaps plus roughly since so some still such than that the their then there "
    "these they this those though through thus till to today together toward towards under until "
    "up upon versus via was we were what when where which while who whose why will with within "
    "without year years yet its his her my your is are be been can could may might must shall "
    "should would did does do had says said sold sells lists counts shows gives gets got saw"
)
# What stands before a number that is a name: "page 6", "Article 17", "version 4.0".
NUMBERED = (
    r"fig(?:ure|\.)|figs\.|table|chart|map|exhibit|plate|panel|section|sec\.|article|art\."
    r"|chapter|ch\.|page|p\.|pp\.|paragraph|para\.|line|column|row|part|book|volume|vol\.|issue"
    r"|edition|version|release|build|no\.(?!\s?1\b)|nos\.|n°|№|number|appendix|annex|note|footnote|equation"
    r"|eq\.|rule|law|act|bill|resolution|decision|directive|regulation|case|protocol|form|item"
    r"|step|phase|stage|level|grade|type|class|category|tier|group|round|wave|day|week|question"
    r"|lesson|unit|model|series|season|episode|scene|verse|lot|box|room|gate|flight|platform"
    r"|track|channel|district|zone|area|region|bus|tram|route|line|road|highway|motorway|exit"
    r"|code|error|port|rfc|iso|id|§|#"
)
# The same with the number in words: "part two", "chapter three".
NUMBERED_IN_WORDS = "part chapter act scene book phase stage step round volume episode season"

# Phrases that hold a word of number or rank and say neither, by what they are.
IDIOMS = (
    # limits; the number after them speaks for itself
    "at (?:the )?(?:very )?(?:least|most|best|worst)",
    "not least|least of all|last but not least|to say the least|least squares",
    "for the most part|most of all|(?:make|makes|made|making) the most of",
    "first and foremost|first of all|in the first place|at first|second thoughts?",
    # time, not rank
    "most recent(?:ly)?",
    # degrees of belief and of address
    "most (?:likely|probably|certainly|definitely|notably|importantly|obviously|of all)",
    "(?:in|of) two minds|second to none|one or two|two by two|one by one|on all fours",
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o['’]clock",
    "think(?:s|ing)? twice|once or twice",
    "zero tolerance|ground zero|net[ -]zero|zero(?:es|ed)? in on|(?:begins?|starts?) at zero",
    "half past|half[ -]time|half[ -]way|better half|(?:first|second|latter|early|back) half",
    "(?:the|a) highest court",
    "best practices?|best[ -]before|best wishes|best regards|best man",
    # comparisons that compare nothing
    "more (?:often|likely) than not|easier said than done|better late than never|(?:no|nothing|little) more than",
    "(?:no|any) (?:later|sooner|other) than|more than (?:happy|welcome|enough|likely|just|once)",
    "more than one(?![- ](?:<parts>|<mag>|half|in|out)s?\\b)",
    "less than (?:perfect|clear|certain)|more than (?:meets the eye|words)",
    "no other (?:way|choice|option)",
    # numbers that are names of something else, or part of a unit
    r"per (?:a )?(?:<mag>|\d[\d,]*)(?= [a-z]|\s*[.,;:)]|\Z)",
    "24/7|9/11|50[-–]50|fifty[-–]fifty|catch[- ]22",
)

LISTS = {
    "small": "|".join(SMALL.split()),
    "mag": "|".join(MAGNITUDES.split()),
    "ord": "|".join(ORDINALS.split()) + r"|\d+(?:st|nd|rd|th)",
    "parts": "|".join(PARTS.split()),
    "month": "January|February|March|April|May|June|July|August|September|October|November"
    "|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?",
    "season": "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter",
    "year": r"(?:1[5-9]|20)\d\d",
    "numbered": NUMBERED,
    "numberedwords": "|".join(NUMBERED_IN_WORDS.split()),
    "nonames": "|".join(word.capitalize() for word in NO_NAMES.split()),
    "nosup": "|".join(NO_SUPERLATIVES.split()),
    "comp": "|".join(COMPARATIVES.split()),
    "nocomp": "|".join(NO_COMPARATIVES.split()),
    "double": "|".join(DOUBLE_THINGS.split()),
    "paired": "|".join(PAIRED.split()),
    "kinds": "|".join(KINDS.split()),
    "top": "|".join(TOP_PLACES.split()),
    "races": "|".join(RACES.split()),
    "sequence": "|".join(SEQUENCE.split()),
    "verbs": "|".join(VERBS.split()),
    "bound": BOUND,
    "apart": APART,
}
# A cardinal in words: "forty", "twenty-one", "two hundred and six", "half a dozen", "a million".
_SIMPLE = r"(?:<small>)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine)\b)?"
LISTS["card"] = (
    rf"(?:(?:(?:half a|a few|several|an?|one) )?(?:<mag>)\b|{_SIMPLE}\b)"
    rf"(?:[ -](?:<mag>)\b|(?<=red|and|ion)(?: and)? (?:{_SIMPLE}|one)\b){{0,8}}(?:(?: and)? a half\b)?"
)


@dataclass(frozen=True)
class Pattern:
    """A pattern whose lists are filled in, and which is compiled, when it is first looked for.

    There are a hundred, and most runs look for none. For words in any case, unless ``cased``.
    """

    typed: str
    cased: bool = False

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Find it in a text, again and again."""
        return self._compiled.finditer(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Find it in a text."""
        return self._compiled.search(text)

    def sub(self, by: Callable[[re.Match[str]], str], text: str) -> str:
        """Return the text with what is found replaced."""
        return self._compiled.sub(by, text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        pattern = self.typed
        while found := re.search(r"<([a-z]+)>", pattern):
            pattern = pattern.replace(found[0], LISTS[found[1]])
        # Looking behind, Python wants to know how far: one blank.
        pattern = re.sub(
            r"\(\?<[=!][^()]*\)", lambda behind: behind[0].replace(" ", r"\s"), pattern
        )
        spaced = pattern.replace(" ?", r"\s*").replace(" ", r"\s+")
        return re.compile(spaced, 0 if self.cased else re.IGNORECASE)
