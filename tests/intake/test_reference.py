"""Laws of the two classifiers of regimes."""

from decimal import Decimal

import pytest

from intake.originals import Line
from intake.reference import POLITY, VDEM, polity, regimes
from report.errors import ReportError
from tests.intake.made import lines


def scored(iso3: str = "CHL", regime: str = "2", democracy: str = "0.5") -> tuple[Line, ...]:
    """Return a made line of V-Dem."""
    row = {"iso3": iso3, "year": "2021", "v2x_regime": regime, "v2x_polyarchy": democracy}
    return lines(VDEM, row)


def polity_line(country: str, score: str) -> tuple[Line, ...]:
    """Return a made line of Polity."""
    return lines(POLITY, {"country": country, "year": "2018", "polity2": score})


def test_a_score_has_three_decimals() -> None:
    """The same score is the same bytes, however the original shortens it."""
    assert regimes(scored())[0].electoral_democracy == Decimal("0.500")


@pytest.mark.parametrize("part", ["PSG", "SML", "ZZB"])
def test_a_part_of_a_country_is_left_out(part: str) -> None:
    """Gaza, Somaliland and Zanzibar are no countries of ISO 3166-1."""
    assert regimes(scored(part)) == ()


def test_kosovo_is_kept() -> None:
    """Kosovo stands under the code that V-Dem gives it."""
    assert regimes(scored("XKX"))[0].country == "XKX"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (scored(iso3="DDR"), "unknown country code"),
        (scored(regime="4"), "not a whole number within its limits"),
        (scored(democracy="1.2"), "not a score of 0 to 1"),
        (scored(democracy="nan"), "not a score of 0 to 1"),
    ],
)
def test_an_impossible_score_is_refused(line: tuple[Line, ...], what: str) -> None:
    """A score outside its scale is a fault of the original or of its reading."""
    with pytest.raises(ReportError, match=what):
        regimes(line)


def test_a_missing_score_stays_missing() -> None:
    """No score is not a score of nought."""
    assert regimes(scored(regime="", democracy=""))[0].regime is None
    assert polity(polity_line("Bosnia", ""))[0].polity2 is None


@pytest.mark.parametrize("code", ["-66", "-77", "-88"])
def test_a_special_code_of_polity_is_refused(code: str) -> None:
    """A code for no government is never a score: the wrong column was taken."""
    with pytest.raises(ReportError, match=f'not a whole number within its limits: "{code}"'):
        polity(polity_line("Libya", code))


def test_polity_s_own_names_are_known() -> None:
    """Polity has codes of its own, so its countries are told by name."""
    assert polity(polity_line("Korea South", "8"))[0].country == "KOR"
