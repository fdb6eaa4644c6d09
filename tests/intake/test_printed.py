"""Laws of the numbers that others printed."""

from decimal import Decimal

import pytest

from intake import nber
from intake.originals import Line, Original
from intake.printed import ORIGINAL, claims, each_once
from intake.printed_words import EXTRAS, MEASURES
from report.errors import ReportError
from tests.intake.made import lines

NBER = {"source": "NBER w31676", "date": "2023-09", "where": "p.6", "subject": "China"}
DEALS = {**NBER, "measure": "facial recognition AI deals, full sample", "value": "17"}
BY_EXPORTER, BY_IMPORTER, BY_PAIR = (table for table in nber.TABLES if "A3" in table[0].path)
FIGURE = {"exactness": "printed label", "where": "Fig A.3 top, PDF p.35"}


def claim(cells: dict[str, str], **changes: str) -> tuple[Line, ...]:
    """Return a made line of the list of numbers."""
    return lines(ORIGINAL, {**cells, **changes})


def figure_line(original: Original, **cells: str) -> Line:
    """Return a made line of a table of a figure."""
    return lines(original, {**FIGURE, **cells})[0]


def test_a_measure_is_called_what_its_publication_calls_it() -> None:
    """One number under two names is two measures."""
    wired = {"source": "WIRED", "date": "2023-01-24", "subject": "China", "value": "17"}

    rows = claims(claim({**wired, "measure": "AI export deals (all)"}) + claim(DEALS))

    assert [row.measure for row in rows] == ["ai_deals", "face_recognition_deals"]


def test_a_number_of_a_country_has_its_code() -> None:
    """The subject stays as printed; the exporter is a code, or none for all."""
    china, everybody = claims(claim(DEALS) + claim(DEALS, subject="all"))

    assert (china.subject, china.exporter) == ("China", "CHN")
    assert (everybody.subject, everybody.exporter) == ("all", None)


def test_a_number_without_a_page_says_where_it_stands() -> None:
    """An article on the web has no pages; a paper has."""
    wired = {"source": "WIRED", "date": "2023-01-24", "subject": "all", "value": "17"}
    (row,) = claims(claim({**wired, "measure": "importing countries"}))

    assert row.place == "article"
    with pytest.raises(ReportError, match="no page, figure or table"):
        claims(claim(DEALS, where=""))


def test_numbers_in_a_note_are_numbers_too() -> None:
    """They are read out of the note, by the words around them."""
    cells = {**NBER, "where": "p.5-6", "subject": "all", "value": "17"}
    measure = "deals after firm search, before Capital IQ list"

    rows = claims(claim({**cells, "measure": measure}, note="3 exporters, 4 importers"))

    assert [(row.measure, row.value) for row in rows] == [
        ("face_recognition_deals", Decimal(17)),
        ("exporting_countries", Decimal(3)),
        ("importing_countries", Decimal(4)),
    ]


def test_a_note_that_lost_its_number_is_refused() -> None:
    """A number never vanishes silently."""
    with pytest.raises(ReportError, match="the note has no"):
        claims(
            claim(
                {**NBER, "measure": "companies in the data", "value": "9"}, subject="United States"
            )
        )


def test_thousands_and_decimals_are_read() -> None:
    """A comma parts thousands; three decimals are kept."""
    cells = {**NBER, "measure": "Origin China x AI coefficient", "value": "0.125"}

    rows = claims(claim(cells, where="Table 2", note="s.e. 0.010, N 1,234"))

    assert [row.value for row in rows] == [Decimal("0.125"), Decimal("0.010"), Decimal(1234)]


@pytest.mark.parametrize("text", ["", "about 9", "1.2345", "nan", "1e3", "inf"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """A value is digits."""
    with pytest.raises(ReportError, match="not a number"):
        claims(claim(DEALS, value=text))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("source", "The Times"),
        ("subject", "Chian"),
        ("measure", "deals, roughly"),
        ("date", "24 Jan 2023"),
    ],
)
def test_an_unknown_word_is_refused(column: str, text: str) -> None:
    """Publications, subjects, measures and dates are known ones."""
    with pytest.raises(ReportError, match=r"unknown|not a date"):
        claims(claim(DEALS, **{column: text}))


def test_every_note_belongs_to_a_known_measure() -> None:
    """Words that are looked for under an unknown measure would never be found."""
    assert {measure for measure, _ in EXTRAS} <= set(MEASURES)


def test_a_pair_has_two_countries() -> None:
    """Exporter, importer, and both in the name."""
    original, rows = BY_PAIR
    made = figure_line(original, exporter="Israel", importer="United States", deals="5")

    (row,) = rows(made)

    assert (row.exporter, row.importer) == ("ISR", "USA")
    assert row.printed_id == "nber-w31676-fig-a-3-isr-to-usa-face-recognition-deals"


def test_an_importer_is_no_exporter() -> None:
    """Who buys is told apart from who sells, also in the name."""
    original, rows = BY_IMPORTER

    (row,) = rows(figure_line(original, importer="United States", deals="5"))

    assert (row.exporter, row.importer, row.subject) == (None, "USA", "United States")


def test_a_value_read_off_a_chart_says_how_far_it_may_be_off() -> None:
    """Both series of a year are give or take three."""
    original, rows = nber.TABLES[1]
    made = {"exactness": "read off a raster line chart; +/- 3", "where": "Fig A.2, PDF p.34"}
    (line,) = lines(original, {**made, "year": "2016", "all_deals": "9", "smart_city_deals": "8"})

    assert [(row.exactness, row.give_or_take, row.year) for row in rows(line)] == [
        ("read_off_chart", Decimal(3), 2016),
        ("read_off_chart", Decimal(3), 2016),
    ]


def test_a_group_of_regimes_is_told() -> None:
    """A line of Fig 1 is four numbers of one group."""
    original, rows = nber.TABLES[0]
    numbers = {"links": "1", "deals": "2", "links_pct": "50", "deals_pct": "40"}
    made = {"exporter": "China", "importer_group": "mature democracies", **numbers}

    found = list(rows(figure_line(original, **made)))

    assert {row.regime_group for row in found} == {"mature_democracies"}
    assert [row.unit for row in found] == ["countries", "deals", "percent", "percent"]


def test_a_number_printed_in_text_and_figure_of_one_place_is_one_row() -> None:
    """The more exact of its places is kept."""
    original, rows = BY_EXPORTER
    (in_list,) = claims(claim(DEALS, where="Fig A.3"))
    (in_figure,) = rows(figure_line(original, exporter="China", deals="17"))

    (row,) = each_once([in_list, in_figure])

    assert row.place == "Fig A.3 top, PDF p.35"


def test_two_numbers_for_one_thing_are_refused() -> None:
    """A slip of typing shows where two tables hold the same number."""
    original, rows = BY_EXPORTER
    (in_list,) = claims(claim(DEALS, where="Fig A.3"))
    (in_figure,) = rows(figure_line(original, exporter="China", deals="18"))

    with pytest.raises(ReportError, match="17 in one place and 18 in another"):
        each_once([in_list, in_figure])
