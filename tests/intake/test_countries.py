"""Laws of our words for countries."""

import pycountry
import pytest

from intake.countries import KOSOVO, REGIONS, countries, slug_of
from intake.names import country_code
from report.errors import ReportError
from tests.intake.made import cell

BY_CODE = {row.country: row for row in countries()}


def test_every_country_of_iso_and_kosovo_has_one_region() -> None:
    """No code is missing from the regions, and none stands in two."""
    codes = [code for region in REGIONS.values() for code in region.split()]

    assert sorted(codes) == sorted([*(entry.alpha_3 for entry in pycountry.countries), KOSOVO])


def test_a_slug_is_plain_and_nobody_else_s() -> None:
    """Slugs are addresses: ASCII, lower case, unique."""
    slugs = {row.slug for row in countries()}

    assert len(slugs) == len(countries())
    assert slug_of("Côte d'Ivoire") == "cote-d-ivoire"


def test_short_names_fit_a_chart() -> None:
    """Fourteen characters, and no two alike."""
    short = [row.short_name for row in countries()]

    assert max(map(len, short)) <= 14
    assert len(set(short)) == len(short)


@pytest.mark.parametrize(
    ("code", "short_name", "in_sentence"),
    [
        ("USA", "US", "the United States"),
        ("GBR", "UK", "the United Kingdom"),
        ("ARE", "UAE", "the United Arab Emirates"),
        ("NLD", "Netherlands", "the Netherlands"),
        ("KOR", "South Korea", "South Korea"),
        ("COD", "DR Congo", "the Democratic Republic of the Congo"),
        ("XKX", "Kosovo", "Kosovo"),
        ("TWN", "Taiwan", "Taiwan"),
    ],
)
def test_a_country_reads_well(code: str, short_name: str, in_sentence: str) -> None:
    """A name in a sentence has its article; a label is short."""
    row = BY_CODE[code]

    assert (row.short_name, row.in_sentence) == (short_name, in_sentence)


def test_an_outline_is_the_id_of_a_shape() -> None:
    """World-atlas has numbers for ids, none for Kosovo, and no shape for the very small."""
    outlines = {code: BY_CODE[code].outline for code in ("AFG", "CHN", "XKX", "GIB")}

    assert outlines == {"AFG": "004", "CHN": "156", "XKX": "Kosovo", "GIB": None}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("HK", "HKG"),
        ("UK", "GBR"),
        ("Ivory Coast", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Burma/Myan", "MMR"),
        ("United States of America", "USA"),
        ("Korea South", "KOR"),
        ("Namibia", "NAM"),
        ("Turkey", "TUR"),
    ],
)
def test_a_known_spelling_is_a_country(printed: str, code: str) -> None:
    """Every spelling that a source has leads to one code."""
    assert country_code(cell(printed)) == code


@pytest.mark.parametrize("printed", ["", "Nambia", "NO", "EU", "Swedne"])
def test_an_unknown_spelling_is_refused(printed: str) -> None:
    """No country is guessed, not even a likely one."""
    with pytest.raises(ReportError, match="unknown country"):
        country_code(cell(printed))
