"""Laws of the three waves of the index, each known piece of dirt among them."""

from collections.abc import Mapping

import pytest

from intake import aigs_2019, aigs_2020, aigs_2022
from intake.aigs import (
    Named,
    index_countries,
    index_entries,
    own_firms,
    suppliers,
    supply,
)
from intake.companies import read_firms
from intake.originals import Line
from report.errors import ReportError
from tests.intake.made import lines

FIRMS = read_firms()
TAILS = {"Chile": ("Dahua", "Genetec"), "Peru": ("Genetec",)}


def line_2019(**cells: str) -> tuple[Line, ...]:
    """Return the headed first line of 2019 and a made second one."""
    headed = dict(aigs_2019.HEADING)
    headed |= {"country": "Country Algeria", "regime": "Type EA", "china_tech": "Tech ✔"}
    headed |= {"companies": "Key Companies BAE, Huawei"}
    return lines(aigs_2019.ORIGINAL, headed, {"regime": "ED", **cells})


def line_2020(cells: Mapping[str, str], tail: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """Return a made line of 2020."""
    row = {"Country": "Chile", "v2x_regime": "ED", **cells}
    return lines(aigs_2020.ORIGINAL, row, beyond=[tail])


def line_2022(cells: Mapping[str, str], tail: tuple[str, ...] = ()) -> tuple[Line, ...]:
    """Return a made line of 2022."""
    row = {"Country": "Chile", "V-Dem Regime Type 2021": "LD", **cells}
    return lines(aigs_2022.ORIGINAL, row, beyond=[tail])


def exporters_2022(cells: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return who supplies a made line of 2022, in which scope and under which words."""
    rows = supply(aigs_2022.WAVE, aigs_2022.entries(line_2022(cells)))
    return [(row.exporter, row.scope, row.as_printed) for row in rows]


def test_the_heading_is_taken_out_of_the_first_line_of_2019() -> None:
    """The words of the heading are no part of a name, a mark or a firm."""
    entries = aigs_2019.entries(line_2019(country="Chile"))

    algeria, _ = index_countries(aigs_2019.WAVE, entries)
    assert (algeria.country, algeria.name_as_printed, algeria.regime) == ("DZA", "Algeria", "EA")
    assert [row.exporter for row in supply(aigs_2019.WAVE, entries)] == ["CHN"]
    named = suppliers(aigs_2019.WAVE, own_firms(entries), FIRMS)
    assert [row.company for row in named] == ["bae-systems", "huawei"]


def test_a_first_line_without_the_heading_is_refused() -> None:
    """If the recovery of the table is mended one day, so must be its intake."""
    made = lines(aigs_2019.ORIGINAL, {"country": "Algeria"})

    with pytest.raises(ReportError, match="the heading is not where it was"):
        aigs_2019.entries(made)


def test_the_heading_is_no_excuse_below_the_first_line() -> None:
    """Only the first line is known to carry it."""
    entries = aigs_2019.entries(line_2019(country="Country Chile"))

    with pytest.raises(ReportError, match=r'3, column 2: unknown country: "Country Chile"'):
        index_countries(aigs_2019.WAVE, entries)


@pytest.mark.parametrize(
    ("printed", "code"),
    [("Czech Republ", "CZE"), ("United Arab E", "ARE"), ("United Kingd", "GBR")],
)
def test_a_name_cut_off_in_2019_is_known(printed: str, code: str) -> None:
    """The table's narrow column cuts long names."""
    rows = index_countries(aigs_2019.WAVE, aigs_2019.entries(line_2019(country=printed)))

    assert (rows[1].country, rows[1].name_as_printed) == (code, printed)


def test_a_firm_named_twice_is_one_supplier() -> None:
    """Infinova stands twice under Turkey, and with a slip of the pen beside it."""
    cells = {"country": "Turkey", "companies": "Avigilon, Infinova, HAVESLAN, Infinova"}
    entries = aigs_2019.entries(line_2019(**cells))

    rows = [
        row for row in suppliers(aigs_2019.WAVE, own_firms(entries), FIRMS) if row.country == "TUR"
    ]
    assert [(row.company, row.company_as_printed) for row in rows] == [
        ("avigilon", "Avigilon"),
        ("infinova", "Infinova"),
        ("havelsan", "HAVESLAN"),
    ]


@pytest.mark.parametrize("mark", ["1", "X", "yes", "?"])
def test_a_strange_mark_is_refused(mark: str) -> None:
    """A mark is the wave's own; anything else could mean anything."""
    entries = aigs_2020.entries(line_2020({"Smart Policing": mark}))

    with pytest.raises(ReportError, match="unknown mark"):
        index_entries(aigs_2020.WAVE, entries)


def test_a_safe_city_is_a_smart_city() -> None:
    """The waves name one technology in two ways."""
    marks = {"Safe City System": "x", "Social Media Surveillance": "x"}

    rows = index_entries(aigs_2020.WAVE, aigs_2020.entries(line_2020(marks)))

    assert [row.technology for row in rows] == ["smart_city", "social_media_surveillance"]


def test_a_country_that_supplies_itself_is_domestic() -> None:
    """A border is what makes an export; HK is Hong Kong."""
    cells = {"China Tech?": "1", "Other Countries": "HK, Chile"}

    rows = supply(aigs_2020.WAVE, aigs_2020.entries(line_2020(cells)))

    assert [(row.exporter, row.scope, row.as_printed) for row in rows] == [
        ("CHN", "export", "China Tech?"),
        ("HKG", "export", "HK"),
        ("CHL", "domestic", "Chile"),
    ]


def test_a_flag_needs_no_firm() -> None:
    """The Dominican Republic has China's flag and no firm."""
    made = line_2022({"Country": "Dominican Republic", "China Tech": "1"})

    entries = aigs_2022.entries(made)
    assert len(supply(aigs_2022.WAVE, entries)) == 1
    assert suppliers(aigs_2022.WAVE, own_firms(entries), FIRMS) == ()


def test_a_firm_needs_no_flag() -> None:
    """Malaysia has IBM and not the United States' flag: a firm adds no supplying country."""
    entries = aigs_2022.entries(line_2022({"Country": "Malaysia", "Company 1": "IBM"}))

    assert supply(aigs_2022.WAVE, entries) == ()
    assert len(suppliers(aigs_2022.WAVE, own_firms(entries), FIRMS)) == 1


def test_a_flag_in_a_firm_s_name_moves_nobody() -> None:
    """Briefcam (US) is BriefCam; its spelling is kept."""
    entries = aigs_2022.entries(line_2022({"Country": "Belgium", "Company 1": "Briefcam (US)"}))

    (row,) = suppliers(aigs_2022.WAVE, own_firms(entries), FIRMS)
    assert (row.company, row.company_as_printed) == ("briefcam", "Briefcam (US)")


def test_a_damaged_name_is_mended_and_kept_as_printed() -> None:
    """What find-and-replace did to a name is undone; the damage stays on record."""
    damaged = "UnitElectoral Democracy States of AmeriClosed Autocracy"

    (row,) = index_countries(aigs_2022.WAVE, aigs_2022.entries(line_2022({"Country": damaged})))

    assert (row.country, row.name_as_printed) == ("USA", damaged)


def test_damaged_exporters_are_mended() -> None:
    """A damaged list of countries is the list that was damaged."""
    cells = {
        "Country": "South Korea",
        "Other Countries": "South KorElectoral Autocracy, SwElectoral Democracyen, Russia",
    }

    assert exporters_2022(cells) == [
        ("KOR", "domestic", "South KorElectoral Autocracy"),
        ("SWE", "export", "SwElectoral Democracyen"),
        ("RUS", "export", "Russia"),
    ]


def test_unknown_damage_is_refused_at_its_cell() -> None:
    """A repair that is not known is not made."""
    with pytest.raises(ReportError, match=r'column 18: unknown country: "SwLiberal Democracyen"'):
        exporters_2022({"Other Countries": "SwLiberal Democracyen"})


def moved(cells: Mapping[str, str], tail: tuple[str, ...]) -> tuple[Named, ...]:
    """Return the moved firms of a made line of 2022."""
    return aigs_2022.moved_firms(line_2022(cells, tail), TAILS)


def test_firms_in_a_wrong_row_go_back_to_their_country() -> None:
    """A run that equals one tail of 2020 belongs to that row; where it stands is kept."""
    made = line_2022({"Country": "France", "Company 1": "Thales"}, ("Dahua", "Genetec"))
    named = own_firms(aigs_2022.entries(made)) + aigs_2022.moved_firms(made, TAILS)

    rows = suppliers(aigs_2022.WAVE, named, FIRMS)

    assert [(row.country, row.company, row.printed_under) for row in rows] == [
        ("FRA", "thales", "FRA"),
        ("CHL", "dahua", "FRA"),
        ("CHL", "genetec", "FRA"),
    ]


def test_firms_in_their_own_row_stay() -> None:
    """A run may stand where it belongs."""
    (named,) = moved({"Country": "Peru"}, ("Genetec",))

    assert named.country.text == named.printed_under.text == "Peru"


def test_the_address_of_a_run_is_its_first_cell() -> None:
    """Empty columns before a run do not matter."""
    (named,) = moved({"Country": "France"}, ("", "", "Genetec"))

    assert [cell.where for cell in named.firms] == ["aigs/aigs_2022.xlsx:2, column 26"]


@pytest.mark.parametrize("tail", [("Dahua",), ("Genetec", "Dahua"), ("Dahua", "Genetec", "NEC")])
def test_a_run_without_a_witness_is_refused(tail: tuple[str, ...]) -> None:
    """Part of a tail, or more than it, is no proof of whose firms these are."""
    with pytest.raises(ReportError, match="column 24: no row of 2020 ends in the firms"):
        moved({"Country": "France"}, tail)


def test_a_run_with_two_witnesses_is_refused() -> None:
    """Two rows of 2020 with one tail prove nothing."""
    made = line_2022({"Country": "France"}, ("Genetec",))

    with pytest.raises(ReportError, match="2 rows of 2020 end in the firms"):
        aigs_2022.moved_firms(made, {**TAILS, "Cuba": ("Genetec",)})


def test_a_tail_is_what_stands_right_of_the_fifth_firm() -> None:
    """The five columns are not part of it, and a row without more has none."""
    with_tail = line_2020({"Company 5": "NEC"}, ("Dahua", "Huawei, ZTE "))
    without = line_2020({"Country": "Peru", "Company 1": "NEC"})

    assert aigs_2020.tails(with_tail + without) == {"Chile": ("Dahua", "Huawei, ZTE ")}


def test_an_unknown_regime_is_refused() -> None:
    """The index knows four regimes."""
    entries = aigs_2020.entries(line_2020({"v2x_regime": "FREE"}))

    with pytest.raises(ReportError, match="unknown regime"):
        index_countries(aigs_2020.WAVE, entries)
