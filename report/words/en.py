"""English."""

from report.words.language import Language

LANGUAGE = Language(
    yes="yes",
    no="no",
    numbers=(tuple("zero one two three four five six seven eight nine ten".split()),),
    ordinals=(tuple("first second third fourth fifth sixth seventh eighth ninth tenth".split()),),
    ordinal_digits=({"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},),
    points=("percentage points", "percentage point"),
    others="{} others",
    hedges={
        "almost": "almost {}",
        "about": "about {}",
        "more_than": "more than {}",
        "less_than": "less than {}",
        "fewer_than": "fewer than {}",
        "at_least": "at least {}",
    },
    landmarks={
        "tenth": "a tenth",
        "fifth": "a fifth",
        "quarter": "a quarter",
        "third": "a third",
        "half": "half",
        "two thirds": "two thirds",
        "three quarters": "three quarters",
        "twice": "twice",
        "three times": "three times",
        "four times": "four times",
        "five times": "five times",
        "ten times": "ten times",
    },
)
