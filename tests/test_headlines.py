"""The headline numbers: what the publishers print comes out of the site's own queries.

Each number stands here once, beside the publication that prints it. Where ours differs from
what is printed, both stand here, and the site shows both.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest

from report import contract, figures, tables
from report.model import Figure, Project, Value

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def computed() -> Mapping[str, Figure]:
    """Every figure of the publication, computed from the real data."""
    project = Project(ROOT)
    with tables.load(project, contract.read(project)) as data:
        return figures.compute(data, project)


def value(figure: Figure, key: tuple[Value, ...], column: str) -> Value:
    """Return one cell; a missing row is a failure of its own."""
    rows = {tuple(row[figure.index(name)] for name in figure.key): row for row in figure.rows}
    return rows[key][figure.index(column)]


@pytest.mark.parametrize(
    ("name", "key", "column", "expected", "printed_by"),
    [
        ("index_waves", (2019,), "countries", 75, "Carnegie report, September 2019"),
        ("index_waves", (2019,), "smart_city", 56, "Carnegie report, September 2019"),
        ("index_waves", (2019,), "face_recognition", 64, "Carnegie report, September 2019"),
        ("index_waves", (2019,), "china", 63, "Carnegie report, September 2019"),
        ("index_waves", (2019,), "china_belt_and_road", 36, "Carnegie report, September 2019"),
        ("index_waves", (2019,), "united_states", 32, "Carnegie report, September 2019"),
        ("companies_by_wave", (2019, "nec"), "countries", 14, "Carnegie report, September 2019"),
        ("companies_by_wave", (2019, "palantir"), "countries", 9, "Carnegie report, 2019"),
        ("companies_by_wave", (2019, "cisco"), "countries", 6, "Carnegie report, September 2019"),
        ("index_waves", (2022,), "countries", 97, "AIGS data set, version 4, June 2022"),
        ("index_waves", (2022,), "smart_city", 64, "AIGS data set, version 4, June 2022"),
        ("index_waves", (2022,), "face_recognition", 78, "AIGS data set, version 4, June 2022"),
        ("index_waves", (2022,), "smart_policing", 69, "AIGS data set, version 4, June 2022"),
        ("index_waves", (2022,), "social_media_surveillance", 38, "AIGS data set, June 2022"),
        ("governments", (), "governments", 74, "Carnegie paper on spyware, March 2023"),
        ("governments", (), "autocracies", 44, "Carnegie paper on spyware, March 2023"),
        ("governments", (), "democracies", 30, "Carnegie paper on spyware, March 2023"),
        ("governments", (), "from_israel", 56, "Carnegie paper on spyware, March 2023"),
    ],
)
def test_what_a_publisher_prints_comes_out_of_sql(
    computed: Mapping[str, Figure],
    name: str,
    key: tuple[Value, ...],
    column: str,
    expected: int,
    printed_by: str,
) -> None:
    """Totals of the index and of the inventory are those that their publishers print."""
    assert value(computed[name], key, column) == expected, printed_by


@pytest.mark.parametrize(
    ("subject", "printed", "ours"),
    [("smart-policing", 52, 53), ("huawei", 50, 49), ("ibm", 11, 10)],
)
def test_three_totals_differ_from_print_and_stay_differing(
    computed: Mapping[str, Figure], subject: str, printed: int, ours: int
) -> None:
    """Smart policing, Huawei and IBM of the first wave are not bent to the Carnegie report."""
    rows = [row for row in computed["printed_against_computed"].records() if not row["agrees"]]
    (row,) = (row for row in rows if subject in str(row["printed_id"]))

    assert (row["printed"], row["computed"]) == (printed, ours)
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("wave", "china", "united_states"), [(2019, 52, 29), (2020, 50, 27), (2022, 52, 29)]
)
def test_face_recognition_by_supplier(
    computed: Mapping[str, Figure], wave: int, china: int, united_states: int
) -> None:
    """Countries with face recognition linked to China and to the US, home countries left out."""
    figure = computed["face_by_supplier"]

    assert value(figure, (wave, "CHN"), "importers") == china
    assert value(figure, (wave, "USA"), "importers") == united_states


@pytest.mark.parametrize(
    ("name", "column", "china", "united_states"),
    [
        ("regime_classifiers", "index_share", (44, 50, 52), (28, 33, 34)),
        ("regime_classifiers", "polity_share", (44, 42, 42), (45, 37, 34)),
        # The shares by Polity that were first worked out for this project are of every
        # country supplied, not of those with face recognition alone: the site shows both.
        ("regime_classifiers_all_links", "polity_share", (43, 43, 44), (45, 39, 37)),
    ],
)
def test_the_classifier_changes_the_finding(
    computed: Mapping[str, Figure],
    name: str,
    column: str,
    china: tuple[int, ...],
    united_states: tuple[int, ...],
) -> None:
    """The share of autocracies by V-Dem's class and by Polity below seven, wave by wave."""
    for exporter, shares in (("CHN", china), ("USA", united_states)):
        found = [value(computed[name], (w, exporter), column) for w in (2019, 2020, 2022)]

        assert [round(float(str(share))) for share in found] == list(shares)


def test_what_wired_printed_is_quoted(computed: Mapping[str, Figure]) -> None:
    """WIRED, 24 January 2023: 201 and 128, 250 and 215 of 1,636 deals to 136 countries."""
    assert computed["wired"].rows == ((201, 128, 250, 215, 1636, 136),)


def test_the_study_disagrees_with_its_retellings(computed: Mapping[str, Figure]) -> None:
    """NBER w31676: 250, 215 and 1,636 are face recognition; 201 and 128 are not in it."""
    (study,) = computed["printed_study"].records()
    quoted = computed["printed_headlines"].records()

    assert (study["china"], study["united_states"], study["deals"]) == (250, 215, 1636)
    assert (study["china_city"], study["germany_city"]) == (158, 124)
    assert study["sum_of_years"] == 1167
    assert not [row for row in quoted if row["value"] in (201, 128) and row["date"] == "2023-09"]
    assert {
        row["value"]
        for row in quoted
        if row["subject"] == "United States" and row["measure"] in ("partners", "supplier links")
    } == {48, 57, 60}
