"""French."""

from report.words.language import Language

_NUMBERS = "deux trois quatre cinq six sept huit neuf dix".split()
_ORDINALS = (
    "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième".split()
)

LANGUAGE = Language(
    yes="oui",
    no="non",
    numbers=tuple(("zéro", one, *_NUMBERS) for one in ("un", "une")),
    ordinals=tuple((first, *_ORDINALS) for first in ("premier", "première")),
    ordinal_digits=({"one": "{}er", "other": "{}e"}, {"one": "{}re", "other": "{}e"}),
    points=("points de pourcentage", "point de pourcentage"),
    others="{} autres",
    hedges={
        "almost": "près de {}",
        "about": "environ {}",
        "more_than": "plus de {}",
        "less_than": "moins de {}",
        "fewer_than": "moins de {}",
        "at_least": "au moins {}",
    },
    landmarks={
        "tenth": "un dixième",
        "fifth": "un cinquième",
        "quarter": "un quart",
        "third": "un tiers",
        "half": "la moitié",
        "two thirds": "deux tiers",
        "three quarters": "trois quarts",
        "twice": "deux fois",
        "three times": "trois fois",
        "four times": "quatre fois",
        "five times": "cinq fois",
        "ten times": "dix fois",
    },
    elisions=(("de un ", "d’un "),),
    gap="\N{NO-BREAK SPACE}",
)
