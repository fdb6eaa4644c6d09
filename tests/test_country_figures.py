"""What pages of countries and suppliers tell beyond counts: ranks, reports, companies, years.

Each is worked out here once more from the tables, in another way than the query's.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from report import contract, figures, tables
from report.model import Figure, Project

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def computed() -> Mapping[str, Figure]:
    """Every figure of the publication, computed from the real data."""
    project = Project(ROOT)
    with tables.load(project, contract.read(project)) as data:
        return figures.compute(data, project)


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of a table as its file has them."""
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counted(pairs: set[tuple[str, str]]) -> Counter[str]:
    """Return how many different things each name goes with."""
    return Counter(name for name, _ in pairs)


LATEST = max(row["wave"] for row in rows("index_countries"))
LINKS = {
    (row["importer"], row["exporter"])
    for row in rows("supply")
    if row["scope"] == "export" and row["wave"] == LATEST
}
DEALS = rows("deals")
ABROAD = [row for row in DEALS if row["scope"] == "export" and row["exporter"]]


@pytest.mark.parametrize(
    ("figure", "key", "measure", "counts"),
    [
        ("country_ranks", "country", "suppliers", counted(LINKS)),
        (
            "country_ranks",
            "country",
            "deals",
            counted({(d["importer"], d["deal_id"]) for d in DEALS}),
        ),
        ("supplier_ranks", "exporter", "links", counted({(b, a) for a, b in LINKS})),
        (
            "supplier_ranks",
            "exporter",
            "deals",
            counted({(d["exporter"], d["deal_id"]) for d in ABROAD}),
        ),
    ],
)
def test_a_rank_is_one_more_than_those_ahead(
    computed: Mapping[str, Figure], figure: str, key: str, measure: str, counts: Counter[str]
) -> None:
    """Who is level shares a rank and is told so; who has none is not ranked."""
    for row in computed[figure].records():
        mine = counts.get(str(row[key]))
        told = [row[f"{measure}{part}"] for part in ("", "_rank", "_level")]

        assert row[f"{measure}_of"] == len(counts)
        assert told == (
            [None] * 3
            if mine is None
            else [
                mine,
                1 + sum(other > mine for other in counts.values()),
                sum(other == mine for other in counts.values()) - 1,
            ]
        )
    assert {*counts} <= {row[key] for row in computed[figure].records()}


def test_years_of_government_are_whole_and_meet(computed: Mapping[str, Figure]) -> None:
    """Every year of every country stands in one stretch, and neighbours differ in class."""
    names = ("Closed autocracy", "Electoral autocracy", "Electoral democracy", "Liberal democracy")
    wanted = {(r["country"], int(r["year"])): names[int(r["regime"])] for r in rows("regimes")}
    told, before = {}, ("", "")
    for row in computed["country_regime_periods"].records():
        for year in range(int(str(row["first_year"])), int(str(row["last_year"])) + 1):
            told[str(row["country"]), year] = row["regime"]
        assert (row["country"], row["regime"]) != before
        before = (str(row["country"]), str(row["regime"]))

    assert told == wanted


def test_a_report_is_named_by_where_it_was_published(computed: Mapping[str, Figure]) -> None:
    """A link to a copy in an archive tells the place of the first publication."""
    links = {(row["deal_id"], int(row["number"])): row["url"] for row in rows("deal_links")}
    archived = 0
    for row in computed["deal_reports"].records():
        url = links.pop((str(row["deal_id"]), int(str(row["number"]))))
        host = urlsplit(url).netloc
        if host == "web.archive.org":
            archived += 1
            copied = url.split("/web/")[1].partition("/")[2]
            host = urlsplit(copied if "//" in copied else f"//{copied}").netloc

        assert row["url"] == url
        assert row["publisher"] == host.partition(":")[0].removeprefix("www.")
    assert links == {}
    assert archived > 0


def test_companies_stand_under_those_who_supplied_them(computed: Mapping[str, Figure]) -> None:
    """Deals under the supplying country, names in the index under the home country."""
    homes = {row["company"]: row["home"] for row in rows("companies")}
    deals, named = defaultdict(set), defaultdict(set)
    for deal in ABROAD:
        if deal["company"]:
            deals[deal["exporter"], deal["company"]].add(deal["deal_id"])
    for row in rows("suppliers"):
        home = homes[row["company"]]
        if home and row["country"] != home:
            named[home, row["company"]].add(row["country"])

    assert {
        (row["exporter"], row["company"]): (row["countries"], row["deals"])
        for row in computed["supplier_companies"].records()
    } == {
        key: (len(named.get(key, ())) or None, len(deals.get(key, ())) or None)
        for key in {*deals, *named}
    }
