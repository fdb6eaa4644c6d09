"""Laws of ``importers/``: one file of a source into our tables.

The files that are made here are invented; only their layout and their dirt are real.
"""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook

from intake import aigs_2019, aigs_2020, aigs_2022, spyware
from intake.companies import read_firms
from intake.names import CODES
from intake.originals import Original, read
from report.errors import ReportError, did_you_mean
from report.intake import Asked, Restated, Rows, plan, read_file, readers, write
from report.model import Project
from tests.intake.made import DATA

ROOT = DATA.parent
INDEX = ("index_countries", "index_entries", "supply", "suppliers")
LINK = "https://example.org/invented"
DEAL = {
    "Country of deployment": "Chile",
    "Category of technology": "Spyware",
    "Period of use": "2014",
    "Year of disclosure": "2015",
    "Commercial Entity": "FinFisher",
    "Country of origin": "Germany",
    "Source 1": LINK,
}
# Everything that the header may call by another year in a later release.
LATER = {
    "V-Dem Electoral Democracy Index 2021": "V-Dem Electoral Democracy Index 2024",
    "V-Dem Regime Type 2021": "V-Dem Regime Type 2024",
}


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the folder that they are made in."""
    monkeypatch.chdir(tmp_path)


def present(table: str) -> Rows:
    """Return the committed rows of a table."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def workbook(
    *rows: Mapping[str, str],
    renamed: Mapping[str, str] | None = None,
    beyond: Mapping[int, tuple[str, ...]] | None = None,
) -> str:
    """Write a made workbook in the layout of 2022; ``beyond`` are cells right of its columns."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "AIGS 2022"
    columns = aigs_2022.ORIGINAL.columns
    sheet.append([(renamed or {}).get(name, name) for name in columns])
    for number, row in enumerate(rows):
        assert set(row) <= set(columns)
        sheet.append([*(row.get(name) for name in columns), *(beyond or {}).get(number, ())])
    made.create_sheet("Scores").append(["nothing", "of", "interest"])
    made.save("made.xlsx")
    return "made.xlsx"


def text(original: Original, *rows: Mapping[str, str], name: str = "made.csv") -> str:
    """Write a made text in the layout of an original."""
    with Path(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=original.delimiter)
        writer.writerow(original.columns)
        writer.writerows([row.get(column, "") for column in original.columns] for row in rows)
    return name


def restated(source: str, file: str, wave: int | None = None) -> Restated:
    """Return what the module of a source makes of a file."""
    return readers.load(Project(ROOT), source)(read_file(file), present, wave)


def rows_of(made: Restated, table: str) -> list[dict[str, str]]:
    """Return the rows that come in for a table."""
    [found] = [each for each in made.tables if each.table == table]
    return [dict(zip(found.columns, each.texts, strict=True)) for each in found.records]


def told(source: str, file: str, wave: int | None = None) -> list[str]:
    """Return what is told of a file that is refused."""
    with pytest.raises(ReportError) as raised:
        restated(source, file, wave)
    return [str(fault) for fault in raised.value.errors]


def country(name: str, **cells: str) -> dict[str, str]:
    """Return a made row of the workbook; a blank in a column's name is an underscore here."""
    row = {"Country": name, "V-Dem Regime Type 2021": "ED", "Smart Policing": "x"}
    return row | {key.replace("_", " "): text for key, text in cells.items()}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of what bringing in needs: data, laws, and the modules of the sources."""
    root = tmp_path_factory.mktemp("publication")
    for folder in ("data", "importers", "queries/checks"):
        shutil.copytree(ROOT / folder, root / folder)
    return Project(root)


def without(project: Project, table: str, column: str, value: str) -> None:
    """Take rows out of a table."""
    path = project.data / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    kept = [row for row in rows if row[header.index(column)] != value]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


@pytest.mark.parametrize(
    ("source", "original"),
    [
        ("aigs", aigs_2019.ORIGINAL),
        ("aigs", aigs_2020.ORIGINAL),
        ("aigs", aigs_2022.ORIGINAL),
        ("spyware", spyware.ORIGINAL),
    ],
    ids=lambda each: getattr(each, "path", each),
)
def test_an_original_gives_what_is_committed(
    originals: Path, publication: Project, source: str, original: Original
) -> None:
    """Bringing in what was brought in changes no row."""
    found = plan(publication, Asked(source, str(originals / original.path)))

    assert [each.table for each in found.differences if each.is_one] == []
    assert found.contents == {}


def test_a_wave_that_is_not_there_is_made_anew(
    originals: Path, publication: Project, tmp_path: Path
) -> None:
    """Without the wave of 2022, its workbook alone gives the committed files, byte by byte."""
    project = Project(Path(shutil.copytree(publication.root, tmp_path / "without")))
    for table in INDEX:
        without(project, table, "wave", "2022")

    found = plan(project, Asked("aigs", str(originals / aigs_2022.ORIGINAL.path)))
    write(found)

    assert {path.stem for path in found.contents} >= set(INDEX)
    for table in (*INDEX, "companies"):
        name = f"{table}.csv"
        assert (project.data / name).read_bytes() == (DATA / name).read_bytes()


def test_the_ends_of_rows_of_2020_are_listed_as_they_are(originals: Path) -> None:
    """The list stands for the file where only a later workbook is at hand."""
    assert aigs_2020.tails(read(originals, aigs_2020.ORIGINAL)) == aigs_2020.TAILS


def test_the_dirt_of_a_workbook_is_mended_and_told() -> None:
    """Damaged words, spellings, lists in a cell, placeholders, and firms in a wrong row."""
    made = restated(
        "aigs",
        workbook(
            country(
                "UnitElectoral Democracy States of AmeriClosed Autocracy",
                Other_Countries="SwElectoral Democracyen",
                Company_1="Hikvsion",
                Company_2="Mult",
            ),
            country("Chile", Company_1="NEC, ZTE"),
            beyond={1: ("Dahua", "Genetec")},
        ),
    )

    assert [row["country"] for row in rows_of(made, "index_countries")] == ["USA", "CHL"]
    assert [row["exporter"] for row in rows_of(made, "supply")] == ["SWE"]
    assert [
        (row["country"], row["company"], row["printed_under"]) for row in rows_of(made, "suppliers")
    ] == [
        ("USA", "hikvision", "USA"),
        ("CHL", "nec", "CHL"),
        ("CHL", "zte", "CHL"),
        ("AUS", "dahua", "CHL"),
        ("AUS", "genetec", "CHL"),
    ]
    assert [f"{each.where}: {each.text}" for each in made.mended] == [
        'made.xlsx, AIGS 2022!A2: "UnitElectoral Democracy States of AmeriClosed Autocracy" '
        "is United States of America",
        'made.xlsx, AIGS 2022!R2: "SwElectoral Democracyen" is Sweden',
        'made.xlsx, AIGS 2022!S2: "Hikvsion" is Hikvision',
        'made.xlsx, AIGS 2022!T2: "Mult" names no firm',
        'made.xlsx, AIGS 2022!S3: "NEC, ZTE" is 2 firms',
        'made.xlsx, AIGS 2022!X3: "Dahua" is of Australia, in the row of Chile',
        'made.xlsx, AIGS 2022!Y3: "Genetec" is of Australia, in the row of Chile',
    ]


def test_each_row_knows_its_cell() -> None:
    """A flag, a technology and a firm have cells of their own."""
    made = restated("aigs", workbook(country("Chile", US_Tech="1", Company_2="NEC")))

    places = {each.table: each.records[0].origin("wave") for each in made.tables}
    assert places == {
        "index_countries": "made.xlsx, AIGS 2022!A2",
        "index_entries": "made.xlsx, AIGS 2022!N2",
        "supply": "made.xlsx, AIGS 2022!Q2",
        "suppliers": "made.xlsx, AIGS 2022!T2",
        "companies": "intake/companies.csv",
    }
    [records] = [each.records for each in made.tables if each.table == "index_countries"]
    assert records[0].origin("regime") == "made.xlsx, AIGS 2022!D2"


def test_all_that_is_new_is_refused_at_its_cell() -> None:
    """Each unknown cell is told in one run, with its value and what to do."""
    file = workbook(
        country("Chilli", Other_Countries="SwLiberal Democracyen"),
        country("Chile", Company_1="Hikvisionn", Company_3="Boats & Sons", US_Tech="yes"),
    )

    assert told("aigs", file) == [
        'made.xlsx, AIGS 2022!A2: unknown country: "Chilli"\n'
        '  Did you mean "Chile"? A new spelling is added to intake/names.py.',
        'made.xlsx, AIGS 2022!R2: unknown country: "SwLiberal Democracyen"\n'
        f"  {did_you_mean('SwLiberal Democracyen', CODES)} A new spelling is added to intake/names.py.",
        'made.xlsx, AIGS 2022!Q3: unknown mark: "yes"\n  There is "", "1".',
        'made.xlsx, AIGS 2022!S3: unknown company: "Hikvisionn"\n'
        '  Did you mean "Hikvision"? A new firm is added to intake/companies.csv.',
        'made.xlsx, AIGS 2022!U3: unknown company: "Boats & Sons"\n'
        f"  {did_you_mean('Boats & Sons', read_firms())} A new firm is added to intake/companies.csv.",
    ]


def test_firms_with_no_witness_are_refused() -> None:
    """Firms right of the columns are given to nobody who is not known to have them."""
    file = workbook(country("Chile"), country("Peru"), beyond={0: ("NEC",), 1: ("ZTE", "NEC")})

    assert [fault.partition("\n")[0] for fault in told("aigs", file)] == [
        'made.xlsx, AIGS 2022!X2: no row of 2020 ends in the firms that begin here: "NEC"',
        'made.xlsx, AIGS 2022!X3: no row of 2020 ends in the firms that begin here: "ZTE"',
    ]


def test_a_new_column_is_refused_at_its_heading() -> None:
    """What it means, somebody must find out."""
    made = Workbook()
    assert made.active is not None
    made.active.append([*aigs_2022.ORIGINAL.columns, "Drones"])
    made.save("made.xlsx")

    assert told("aigs", "made.xlsx") == [
        'made.xlsx, Sheet!X1: the header has a new column "Drones"\n'
        "  The layout has changed: look at the file, then mend the intake of it."
    ]


def test_another_heading_is_refused_at_its_cell() -> None:
    """A column is known by its place and its name."""
    assert told("aigs", workbook(country("Chile"), renamed={"US Tech": "USA"})) == [
        'made.xlsx, AIGS 2022!Q1: column 17 of the header is "USA", not "US Tech"\n'
        "  The layout has changed: look at the file, then mend the intake of it."
    ]


def test_a_file_of_something_else_is_refused() -> None:
    """A list of boats is no wave."""
    Path("boats.csv").write_text("boat,harbour\nHeron,A\n", encoding="utf-8")

    assert told("aigs", "boats.csv")[0].startswith(
        "boats.csv: the file has none of the layouts that are known\n  Its header would begin: "
    )


def test_a_release_of_another_year_is_named() -> None:
    """Other years in a header are a new release, which nobody guesses the year of."""
    file = workbook(country("Chile"), renamed=LATER)

    assert told("aigs", file) == [
        "made.xlsx, AIGS 2022!C1: the header has another year than the release that is known: "
        '"V-Dem Electoral Democracy Index 2024"\n'
        "  Say of which year the release is: --wave YEAR."
    ]
    made = restated("aigs", file, 2025)
    assert rows_of(made, "index_entries") == [
        {"wave": "2025", "country": "CHL", "technology": "smart_policing", "source": "aigs_2025"}
    ]


@pytest.mark.parametrize("wave", [2019, 2020, 2021])
def test_a_workbook_is_no_earlier_wave(wave: int) -> None:
    """The rows of another wave are not written over."""
    assert told("aigs", workbook(country("Chile")), wave) == [
        f"made.xlsx: this is the layout of 2022, not of {wave}\n"
        f"  Leave --wave out, or bring in the file of {wave}."
    ]


def test_the_text_of_2020_is_no_later_wave() -> None:
    """A new wave is laid out as the newest one."""
    row = {"Country": "Chile", "v2x_regime": "ED"}

    assert told("aigs", text(aigs_2020.ORIGINAL, row), 2025)[0].startswith(
        "made.csv: this is the layout of 2020, not of 2025"
    )


def test_the_text_of_2020_has_semicolons() -> None:
    """It is told apart by its header."""
    row = {"Country": "Chile", "v2x_regime": "ED", "Smart Policing": "x", "Company 1": "Axis"}
    made = restated("aigs", text(aigs_2020.ORIGINAL, row))

    [supplier] = rows_of(made, "suppliers")
    assert (supplier["wave"], supplier["company"]) == ("2020", "axis-communications")


def test_the_heading_in_the_cells_of_2019_is_taken_out_and_told() -> None:
    """Only the first line has it."""
    headed = dict(aigs_2019.HEADING) | {"country": "Country Algeria", "regime": "Type EA"}
    made = restated("aigs", text(aigs_2019.ORIGINAL, headed))

    [row] = rows_of(made, "index_countries")
    assert (row["country"], row["name_as_printed"]) == ("DZA", "Algeria")
    assert made.mended[0].where == "made.csv:2, column 2"
    assert made.mended[0].text == '"Country Algeria" without the heading "Country"'


def with_2025(publication: Project, folder: Path) -> Project:
    """Return a copy whose contract knows a wave of 2025, which is invented."""
    project = Project(Path(shutil.copytree(publication.root, folder / "with_2025")))
    path = project.data / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    newest = next(each for each in package["sources"] if each["name"] == "aigs_2022")
    package["sources"].append({**newest, "name": "aigs_2025", "title": "INVENTED, for a test"})
    for resource in package["resources"]:
        for field in resource["schema"]["fields"]:
            values = field["constraints"].get("enum", [])
            if resource["name"] in INDEX and field["name"] in {"wave", "source"}:
                values.append(2025 if field["name"] == "wave" else "aigs_2025")
    path.write_text(json.dumps(package, indent=2, ensure_ascii=False), encoding="utf-8")
    return project


def test_a_new_wave_adds_rows(publication: Project, tmp_path: Path) -> None:
    """The waves before stay as they are, and a second time nothing is left to add."""
    project = with_2025(publication, tmp_path)
    file = workbook(country("Chile", China_Tech="1", Company_1="Huawei"), renamed=LATER)

    found = plan(project, Asked("aigs", file, wave=2025))
    assert (project.data / "supply.csv").read_bytes() == (DATA / "supply.csv").read_bytes()
    write(found)

    counts = {
        each.table: (len(each.added), len(each.removed), len(each.changed))
        for each in found.differences
    }
    assert counts == dict.fromkeys(INDEX, (1, 0, 0)) | {"companies": (0, 0, 0)}
    assert (
        (project.data / "supply.csv")
        .read_text("utf-8")
        .endswith("2025,CHL,CHN,export,China Tech,aigs_2025\n")
    )
    assert plan(project, Asked("aigs", file, wave=2025)).contents == {}


def test_a_wave_that_the_contract_does_not_know_is_refused_once(publication: Project) -> None:
    """Each column is told once, at its first cell, with what must know it first."""
    file = workbook(country("Chile"), country("Peru"))

    with pytest.raises(ReportError) as raised:
        plan(publication, Asked("aigs", file, wave=2025))

    assert [str(fault) for fault in raised.value.errors] == [
        'made.xlsx, AIGS 2022!A2: column "wave": "2025" is not one of the values allowed, '
        'as in 3 more cells\n  Did you mean "2022"? If it is right, data/datapackage.json must '
        "allow it first.",
        'made.xlsx, AIGS 2022!A2: column "source": "aigs_2025" is not one of the values allowed, '
        'as in 3 more cells\n  Did you mean "aigs_2022"? If it is right, data/datapackage.json '
        "must allow it first.",
    ]


def deals_of(*rows: Mapping[str, str], wave: int | None = None) -> Restated:
    """Return what the module of the inventory makes of made rows."""
    return restated("spyware", text(spyware.ORIGINAL, *rows), wave)


def test_the_dirt_of_the_inventory_is_mended_and_told() -> None:
    """Shifted lines, joint origins, several years in a cell, other spellings."""
    shifted = {"Lower confidence sources": " more words", "Source 1": "x", "Source 2": LINK}
    joint = {"Commercial Entity": "Cytrox", "Country of origin": "Israel, Hungary"}
    years = {"Country of deployment": "Peru", "Period of use": "2016-2018, 2020"}
    made = deals_of(DEAL | shifted, DEAL | joint, DEAL | years)

    assert [
        (row["deal_id"], row["part"], row["exporter"], row["first_year"], row["confidence"])
        for row in rows_of(made, "deals")
    ] == [
        ("spy-chl-cytrox-spyware", "1", "ISR", "2014", "standard"),
        ("spy-chl-cytrox-spyware", "2", "HUN", "2014", "standard"),
        ("spy-chl-finfisher-spyware", "1", "DEU", "2014", "lower"),
        ("spy-per-finfisher-spyware", "1", "DEU", "2016", "standard"),
    ]
    assert [f"{each.where}: {each.text}" for each in made.mended] == [
        'made.csv:3, column 10: "Israel, Hungary" makes 2 parts of one deal',
        "made.csv:2, column 13: the line begins to stand too far to the right, by 1",
        'made.csv:4, column 7: "2016-2018, 2020" is several years: the first counts',
    ]


def test_all_that_is_new_in_the_inventory_is_refused_at_its_cell() -> None:
    """Each cell for itself, in one run."""
    wrong = {"Category of technology": "Drones", "Commercial Entity": "FinnFisher"}
    found = [
        fault.partition("\n")[0]
        for fault in told(
            "spyware",
            text(
                spyware.ORIGINAL,
                DEAL | wrong | {"Country of origin": "Germany, Atlantis"},
                DEAL | {"Source 2": "see above", "Period of use": "early 2014"},
                DEAL | {"Lower confidence sources": "maybe"},
            ),
        )
    ]

    assert found == [
        'made.csv:2, column 6: unknown technology: "Drones"',
        'made.csv:2, column 9: unknown company: "FinnFisher"',
        'made.csv:2, column 10: unknown country: "Atlantis"',
        'made.csv:3, column 7: not a list of years and periods: "early 2014"',
        'made.csv:3, column 14: not a link: "see above"',
        'made.csv:4, column 12: unknown mark: "maybe"',
    ]


def test_no_words_and_no_scores_of_the_inventory_are_taken() -> None:
    """Facts alone."""
    scores = {name: "0.123456" for name in spyware.ORIGINAL.columns if "Index" in name}
    made = deals_of(DEAL | scores | {"Description": "Invented words"})

    taken = repr([each.texts for table in made.tables for each in table.records])
    assert "Invented" not in taken
    assert "0.123456" not in taken


def test_a_later_inventory_replaces_the_earlier_one() -> None:
    """It is a whole; firms that it alone named are gone with it, and it says where they are from."""
    made = deals_of(DEAL, wave=2025)

    assert {row["source"] for row in rows_of(made, "deals")} == {"spyware_2025"}
    within = {each.table: each.within for each in made.tables}
    assert within["deals"] == {"source": frozenset({"spyware_2023", "spyware_2025"})}
    firms = {row["company"]: row for row in rows_of(made, "companies")}
    assert "cytrox" not in firms
    assert firms["finfisher"]["source"] == "spyware_2025"
    assert told("spyware", "made.csv", 2022)[0].startswith("made.csv: no layout of 2022 is known")


def test_a_release_that_lost_its_rows_is_refused(publication: Project) -> None:
    """The contract says how many rows are plausible, and nothing is written."""
    before = {path: path.read_bytes() for path in publication.data.iterdir()}
    file = text(spyware.ORIGINAL, DEAL)

    with pytest.raises(ReportError) as raised:
        plan(publication, Asked("spyware", file))

    assert "data/deals.csv: the table has 1 row, the contract asks for" in str(raised.value)
    assert {path: path.read_bytes() for path in publication.data.iterdir()} == before
