"""The study's totals come out of the queries that serve the site, from rows that are INVENTED."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from report import contract, figures, tables
from report.errors import ReportError
from report.model import Figure, Project, Value
from tests.sites.study import make

ROOT = Path(__file__).parents[1]
STUDY = ROOT / "tests/sites/study"
QUERIES = (
    "deals_total",
    "deals_by_exporter",
    "deals_by_exporter_and_technology",
    "deals_by_importer",
    "deals_by_year",
)
# The laws of deals, links and firms; the other laws are of tables that the study has not.
LAWS = (
    "deal_parts_agree",
    "deal_parts_are_numbered_without_gaps",
    "deals_are_not_disclosed_before_use",
    "deals_cross_a_border_or_are_domestic",
    "homes_have_a_basis",
    "links_are_numbered_without_gaps",
    "links_belong_to_deals",
    "years_stand_in_print",
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The invented tables and the real countries, queries and laws."""
    root = tmp_path_factory.mktemp("study")
    shutil.copytree(STUDY / "data", root / "data")
    shutil.copy(ROOT / "data/countries.csv", root / "data")
    (root / "queries/checks").mkdir(parents=True)
    for name in [*QUERIES, *(f"checks/{law}" for law in LAWS)]:
        shutil.copy(ROOT / f"queries/{name}.sql", root / f"queries/{name}.sql")
    return Project(root)


@pytest.fixture(scope="module")
def computed(project: Project) -> dict[str, Figure]:
    """The figures that the real queries compute from the invented deals."""
    with tables.load(project, contract.read(project)) as data:
        tables.check_laws(data, tables.read_laws(project))
        return figures.compute(data, project)


def test_the_totals_are_those_of_the_study(computed: dict[str, Figure]) -> None:
    """1,636 export deals from 36 countries to 136."""
    total = computed["deals_total"].records()[0]

    assert (total["deals"], total["exporters"], total["importers"]) == (1636, 36, 136)


def test_china_and_the_united_states_lead(computed: dict[str, Figure]) -> None:
    """China has 250 deals and the United States 215."""
    leaders = [(row["exporter"], row["deals"]) for row in computed["deals_by_exporter"].records()]

    assert leaders[:2] == [("CHN", 250), ("USA", 215)]


def test_china_and_the_united_states_lead_in_face_recognition(
    computed: dict[str, Figure],
) -> None:
    """China has 201 deals in face recognition and the United States 128, as WIRED prints."""
    face = [
        (row["deals"], row["exporter"])
        for row in computed["deals_by_exporter_and_technology"].records()
        if row["technology"] == "face_recognition"
    ]

    assert sorted(face)[-2:] == [(128, "USA"), (201, "CHN")]


@pytest.mark.parametrize(
    ("figure", "column", "place"),
    [
        ("deals_by_exporter", "deals", "Fig A.3 top"),
        ("deals_by_exporter", "importers", "Fig A.4 top"),
        ("deals_by_importer", "deals", "Fig A.3 middle"),
        ("deals_by_importer", "exporters", "Fig A.4 bottom"),
    ],
)
def test_every_country_has_what_is_printed_of_it(
    computed: dict[str, Figure], figure: str, column: str, place: str
) -> None:
    """The twenty of a figure have their number, and nobody else has more than the last of them."""
    side = computed[figure].key[0]
    quoted = dict(_quoted(place, side))
    rows = {row[side]: row[column] for row in computed[figure].records()}

    assert len(quoted) == 20
    assert {name: rows[name] for name in quoted} == quoted
    assert max(_numbers(rows, but=quoted)) <= min(quoted.values())


def test_every_pair_has_what_is_printed_of_it(project: Project) -> None:
    """The twenty pairs have their deals, and no other pair has more than the last of them."""
    sql = """
        SELECT exporter || ' ' || importer, count(*)
        FROM deals
        GROUP BY exporter, importer
        ORDER BY ALL
    """
    with tables.load(project, contract.read(project)) as data:
        rows = {str(pair): count for pair, count in data.query(sql, "pairs").rows}
    quoted = {
        f"{row['exporter']} {row['importer']}": int(row["value"])
        for row in _printed("Fig A.3 bottom")
    }

    assert {pair: rows[pair] for pair in quoted} == quoted
    assert max(_numbers(rows, but=quoted)) <= min(quoted.values())


def test_the_years_are_those_of_the_study(computed: dict[str, Figure]) -> None:
    """The years of Figure A.2 have the deals that were read off it."""
    quoted = {
        int(row["year"]): int(row["value"])
        for row in _printed("Fig A.2")
        if row["measure"] == "face_recognition_deals"
    }

    assert {row["year"]: row["deals"] for row in computed["deals_by_year"].records()} == quoted


def test_the_study_is_made_by_its_script() -> None:
    """Making the study again, from the real contract and the printed numbers, gives the same bytes."""
    made = {name: text.encode() for name, text in make.make(ROOT).items()}
    stored = {path.name: path.read_bytes() for path in (STUDY / "data").iterdir()}

    assert made.keys() == stored.keys()
    assert [name for name in made if made[name] != stored[name]] == [], (
        "run it again: python tests/sites/study/make.py"
    )


def test_the_schema_is_that_of_the_publication() -> None:
    """A table of deals as the study could publish it fits the real contract, but for its source."""
    real, ours = _schemas(ROOT), _schemas(STUDY)

    assert ours == {name: real[name] for name in ours}


def test_every_file_says_that_it_is_invented() -> None:
    """No file of the study can be taken for facts, and no row of its deals can."""
    deals = _rows(STUDY / "data/deals.csv")

    assert json.loads((STUDY / "data/datapackage.json").read_text("utf-8"))[
        "description"
    ].startswith("INVENTED")
    assert "INVENTED" in (STUDY / "README.md").read_text("utf-8")
    assert {deal["source"] for deal in deals} == {"invented"}
    assert all(deal["deal_id"].startswith("invented-") for deal in deals)
    assert all(
        row["name"].startswith("Invented Company ") for row in _rows(STUDY / "data/companies.csv")
    )
    assert all("/invented/" in row["url"] for row in _rows(STUDY / "data/deal_links.csv"))


def test_nothing_invented_is_in_what_the_site_is_made_of() -> None:
    """The folders of the publication hold no deal, firm or link of the study, and no way to it."""
    marks = (b"invented-0", b"invented company", b"example.org/invented", b"tests/sites")
    found = [
        (path.relative_to(ROOT).as_posix(), mark)
        for path in _published_sources()
        for mark in marks
        if mark in path.read_bytes().lower()
    ]

    assert found == []


def test_the_real_contract_refuses_the_invented_deals(tmp_path: Path) -> None:
    """Put among the real data, the invented deals stop the build: their source is not declared."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(STUDY / "data/deals.csv", tmp_path / "data/deals.csv")
    project = Project(tmp_path)

    with pytest.raises(ReportError, match='"invented" is not one of the values allowed'):
        tables.load(project, contract.read(project))


def _published_sources() -> Iterator[Path]:
    for folder in ("content", "queries", "charts", "data", "templates", "report"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
    yield from (path for path in (ROOT / "mkdocs.yml", ROOT / "build.py") if path.is_file())


def _schemas(root: Path) -> dict[str, Any]:
    package = json.loads((root / "data/datapackage.json").read_text("utf-8"))
    schemas = {table["name"]: table["schema"] for table in package["resources"]}
    for schema in schemas.values():
        for field in schema["fields"]:
            if field["name"] == "source":
                del field["constraints"]["enum"]
    return schemas


def _quoted(place: str, side: str) -> Iterator[tuple[str, int]]:
    return ((row[side], int(row["value"])) for row in _printed(place))


def _printed(place: str) -> list[dict[str, str]]:
    rows = _rows(ROOT / "data/printed.csv")
    return [
        row for row in rows if row["source"] == "nber_w31676" and row["place"].startswith(place)
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _numbers(rows: Mapping[Any, Value], *, but: Mapping[str, int]) -> list[int]:
    return [int(str(number)) for name, number in rows.items() if name not in but]
