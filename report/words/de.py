"""German. Fractions stand in the nominative and the accusative."""

from report.words.language import Language

_NUMBERS = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
_ORDINALS = "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft".split()
_ENDINGS = ("e", "er", "es", "en", "em")

LANGUAGE = Language(
    yes="ja",
    no="nein",
    numbers=tuple(
        ("null", one, *_NUMBERS)
        for one in ("eins", "ein", "eine", "einen", "einem", "einer", "eines")
    ),
    ordinals=tuple(tuple(stem + ending for stem in _ORDINALS) for ending in _ENDINGS),
    ordinal_digits=tuple({"other": "{}."} for _ in _ENDINGS),
    points=("Prozentpunkte", "Prozentpunkt"),
    others="{} weitere",
    nouns_are_great=True,
    hedges={
        "almost": "fast {}",
        "about": "rund {}",
        "more_than": "mehr als {}",
        "less_than": "weniger als {}",
        "fewer_than": "weniger als {}",
        "at_least": "mindestens {}",
    },
    landmarks={
        "tenth": "ein Zehntel",
        "fifth": "ein Fünftel",
        "quarter": "ein Viertel",
        "third": "ein Drittel",
        "half": "die Hälfte",
        "two thirds": "zwei Drittel",
        "three quarters": "drei Viertel",
        "twice": "doppelt",
        "three times": "dreimal",
        "four times": "viermal",
        "five times": "fünfmal",
        "ten times": "zehnmal",
    },
)
