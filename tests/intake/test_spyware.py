"""Laws of the inventory of spyware, each known piece of dirt among them."""

from collections.abc import Mapping

import pytest

from intake.companies import read_firms
from intake.originals import Line
from intake.rows import Deal
from intake.spyware import ORIGINAL, deal_links, deals, find_deals, origins
from report.errors import ReportError
from tests.intake.made import lines

FIRMS = read_firms()
LINK = "https://example.org/2015/report"
USUAL = {
    "Country of deployment": "Chile",
    "Category of technology": "Spyware",
    "Period of use": "2014",
    "Year of disclosure": "2015",
    "Commercial Entity": "FinFisher",
    "Country of origin": "Germany",
    "Description": "Invented for a test",
    "Source 1": LINK,
}


def made(cells: Mapping[str, str] = USUAL, **changes: str) -> tuple[Line, ...]:
    """Return a made line of the inventory; blanks in names of columns are underscores."""
    return lines(
        ORIGINAL, {**cells, **{key.replace("_", " "): text for key, text in changes.items()}}
    )


def deals_of(*parts: tuple[Line, ...]) -> tuple[Deal, ...]:
    """Return the deals of made lines."""
    return deals(find_deals([line for part in parts for line in part], FIRMS))


def links_of(line: tuple[Line, ...]) -> list[str]:
    """Return the links of a made line."""
    return [row.url for row in deal_links(find_deals(line, FIRMS))]


def test_a_deal_is_named_by_what_it_is() -> None:
    """The name has importer, firm and technology, and neither a year nor a row number."""
    (deal,) = deals_of(made())

    assert deal.deal_id == "spy-chl-finfisher-spyware"


def test_a_deal_keeps_its_name_in_a_later_release() -> None:
    """New rows above it and a corrected year change nothing about a name."""
    other = made(Country_of_deployment="Peru")

    rows = deals_of(other, made(Year_of_disclosure="2014, 2015"))

    assert [row.deal_id for row in rows] == [
        "spy-chl-finfisher-spyware",
        "spy-per-finfisher-spyware",
    ]


def test_a_second_deal_of_the_same_three_gets_a_number() -> None:
    """The earlier disclosed is the first, wherever it stands."""
    later = made(Year_of_disclosure="2019")

    rows = deals_of(later, made())

    assert [(row.deal_id, row.year_disclosed) for row in rows] == [
        ("spy-chl-finfisher-spyware", 2015),
        ("spy-chl-finfisher-spyware-2", 2019),
    ]


def test_a_shifted_line_is_realigned() -> None:
    """Commas in a description push the mark and the links to the right."""
    shifted = {
        **USUAL,
        "Lower confidence sources": " more words",
        "Source 1": "x",
        "Source 2": LINK,
    }

    (deal,) = deals_of(made(shifted))

    assert deal.confidence == "lower"
    assert links_of(made(shifted)) == [LINK]


@pytest.mark.parametrize("mark", ["", "x"])
def test_a_line_is_shifted_by_words_only(mark: str) -> None:
    """A first link that is missing would look like a shift, and hide the mark."""
    wrong = {**USUAL, "Lower confidence sources": mark, "Source 1": "", "Source 2": LINK}

    with pytest.raises(ReportError, match="shifted for no reason"):
        deals_of(made(wrong))


def test_a_link_left_of_its_column_is_refused() -> None:
    """A line can be shifted to the right only; anything else is not understood."""
    wrong = {**USUAL, "Lower confidence sources": LINK, "Source 1": ""}

    with pytest.raises(ReportError, match="no link where the links begin"):
        deals_of(made(wrong))


def test_a_deal_without_a_link_is_refused() -> None:
    """A deal that nothing supports is not evidence."""
    with pytest.raises(ReportError, match="no link where the links begin"):
        deals_of(made(Source_1=""))


def test_joint_origins_are_parts_of_one_deal() -> None:
    """Two supplying countries make two rows and one deal."""
    rows = deals_of(made(Commercial_Entity="Cytrox", Country_of_origin="Israel, Hungary"))

    assert [(row.deal_id, row.part, row.exporter) for row in rows] == [
        ("spy-chl-cytrox-spyware", 1, "ISR"),
        ("spy-chl-cytrox-spyware", 2, "HUN"),
    ]


def test_a_joint_deal_can_be_half_domestic() -> None:
    """Each part knows its own border."""
    rows = deals_of(
        made(
            Country_of_deployment="United States",
            Commercial_Entity="BlackBag",
            Country_of_origin="United States, Israel",
        )
    )

    assert [row.scope for row in rows] == ["domestic", "export"]


def test_what_is_undisclosed_stays_so() -> None:
    """No firm and no exporter, and a scope that says it is not known."""
    (deal,) = deals_of(made(Commercial_Entity="Undisclosed", Country_of_origin="Undisclosed"))

    assert (deal.company, deal.exporter, deal.scope) == (None, None, "unknown")
    assert deal.deal_id == "spy-chl-undisclosed-spyware"


@pytest.mark.parametrize(
    ("period", "year"),
    [
        ("2014", 2014),
        ("2009 - present", 2009),
        ("2017-present", 2017),
        ("2016-?", 2016),
        ("2016-2018, 2020, 2021", 2016),
        ("2013, 2015", 2013),
        ("2010s - present", None),
        ("?-2021", None),
        ("", None),
    ],
)
def test_a_first_year_is_definite_or_none(period: str, year: int | None) -> None:
    """A decade or a question mark is no year; what was printed is kept."""
    (deal,) = deals_of(made(Period_of_use=period))

    assert (deal.first_year, deal.period_as_printed) == (year, period or None)


@pytest.mark.parametrize(
    ("disclosed", "year"), [("2018, 2021", 2018), ("2014-2015", 2014), ("2022", 2022), ("", None)]
)
def test_the_year_disclosed_is_the_earliest(disclosed: str, year: int | None) -> None:
    """Several years in a cell are one: the first time that it was known."""
    (deal,) = deals_of(made(Year_of_disclosure=disclosed))

    assert (deal.year_disclosed, deal.disclosed_as_printed) == (year, disclosed or None)


@pytest.mark.parametrize("text", ["early 2014", "2014/15", "14", "2014;2015", "20145"])
def test_years_of_another_shape_are_refused(text: str) -> None:
    """A shape that was never seen is not guessed."""
    with pytest.raises(ReportError, match="not a list of years and periods"):
        deals_of(made(Period_of_use=text))


def test_a_link_that_ends_in_zeros_is_kept() -> None:
    """The zeros are a newspaper's article number."""
    link = "https://news.example.org/2022-12-23/article/00000185-0bc6-d26d-a1b7-dbd739100000"

    assert links_of(made(Source_1=link)) == [link]


def test_a_link_that_stands_twice_is_one() -> None:
    """The order is that of print; empty columns between links do not matter."""
    other = "http://example.org/b"

    assert links_of(made(Source_2=other, Source_4=LINK, Source_6=other)) == [LINK, other]


@pytest.mark.parametrize("text", ["see above", "https://example.org/a b", "www.example.org", "x"])
def test_what_is_no_link_is_refused(text: str) -> None:
    """A repair that cannot be justified is not made."""
    with pytest.raises(ReportError, match=r"column 14: not a link"):
        deals_of(made(Source_2=text))


@pytest.mark.parametrize(
    ("column", "text", "what"),
    [
        ("Category of technology", "Drones", "unknown technology"),
        ("Commercial Entity", "FinnFisher", 'unknown company: "FinnFisher"\n  Did you mean'),
        ("Country of origin", "Germani", "unknown country"),
        ("Lower confidence sources", "maybe", "unknown mark"),
    ],
)
def test_an_unknown_word_is_refused(column: str, text: str, what: str) -> None:
    """Every word is one that is known."""
    with pytest.raises(ReportError, match=what):
        deals_of(made({**USUAL, column: text}))


def test_a_firm_s_origins_are_gathered() -> None:
    """Every country that the inventory gives a firm counts."""
    found = find_deals(made(Commercial_Entity="Cytrox", Country_of_origin="Israel, Hungary"), FIRMS)

    assert origins(found) == {"cytrox": frozenset({"ISR", "HUN"})}


def test_no_description_and_no_score_is_taken() -> None:
    """Facts are restated; the words of others stay with them."""
    (deal,) = deals_of(made())

    assert "Invented" not in repr(deal)
