"""Names of territories by their codes: CLDR's, and where the publication's own differ from them."""

import csv
from pathlib import Path

import pytest

from report.errors import ReportError
from report.words import Words

ROOT = Path(__file__).resolve().parents[1]
# What CLDR writes otherwise for the looks of it, in every name: as the editors' style does not.
SPELLING = (("Saint ", "St. "), (" and ", " & "), ("'", "’"), ("United States ", "U.S. "))
# The other differences, each a decision of the editors: (their name, CLDR's) and why.
DIFFERENT = {
    "COD": ("Democratic Republic of the Congo", "Congo - Kinshasa", "named, not by its capital"),
    "COG": ("Republic of the Congo", "Congo - Brazzaville", "named, not by its capital"),
    "HKG": ("Hong Kong", "Hong Kong SAR China", "short, as the sources have it"),
    "MAC": ("Macao", "Macao SAR China", "short, as the sources have it"),
    "MMR": ("Myanmar", "Myanmar (Burma)", "one name, as the sources have it"),
    "PSE": ("Palestine", "Palestinian Territories", "as the sources have it"),
    "TUR": ("Turkey", "Türkiye", "as the sources have it; CLDR follows the change of 2022"),
}


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("DEU", "Germany", "Deutschland"),
        ("DE", "Germany", "Deutschland"),
        ("NAM", "Namibia", "Namibia"),
        ("NO", "Norway", "Norwegen"),
        ("XKX", "Kosovo", "Kosovo"),
        ("XK", "Kosovo", "Kosovo"),
    ],
)
def test_a_code_of_two_or_three_letters_has_a_name(code: str, english: str, german: str) -> None:
    """Whichever of both a source uses, and in the language of the site."""
    assert (Words("en").territory(code), Words("de").territory(code)) == (english, german)


@pytest.mark.parametrize("code", ["", "QQQ", "001", "deu", "D"])
def test_what_is_no_code_is_refused(code: str) -> None:
    """No name is made up, and the world is no territory."""
    with pytest.raises(ReportError, match="no territory has the code"):
        Words("en").territory(code)


def test_names_of_editors_are_those_of_cldr_but_for_what_is_listed() -> None:
    """A name that CLDR changes, or an editor, is told, and so is a difference that has gone."""
    with (ROOT / "data/countries.csv").open(encoding="utf-8", newline="") as file:
        names = {row["country"]: row["name"] for row in csv.DictReader(file)}

    cldr = {code: Words("en").territory(code) for code in names}
    different = {
        code: (own, cldr[code]) for code, own in names.items() if _plain(own) != _plain(cldr[code])
    }

    assert different == {code: (own, theirs) for code, (own, theirs, _) in DIFFERENT.items()}


def _plain(name: str) -> str:
    for own, cldr in SPELLING:
        name = name.replace(own, cldr)
    return name
