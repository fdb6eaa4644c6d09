"""Tables: every fault of every table is told in one run, and what passes can only be asked."""

import random
from pathlib import Path
from typing import Any

import duckdb
import pytest

from report.errors import ReportError
from report.model import Project
from report.tables import check_laws, read_laws
from tests.packages import HARBOURS, SOURCE, loaded, package, table, told, write

SAILINGS = table(
    "sailings",
    [{"name": "day", "type": "date"}, {"name": "harbour"}, {"name": "cars", "type": "integer"}],
    primaryKey=["day", "harbour"],
    foreignKeys=[{"fields": "harbour", "reference": {"resource": "harbours", "fields": "harbour"}}],
)


def ferries(folder: Path, harbours: str, sailings: str, **queries: str) -> Project:
    """Return a project of two tables, and of laws by their names."""
    return write(
        folder,
        {
            "data/datapackage.json": package(HARBOURS, SAILINGS),
            "data/harbours.csv": harbours,
            "data/sailings.csv": sailings,
            **{f"queries/checks/{name}.sql": sql for name, sql in queries.items()},
        },
    )


def test_a_key_stands_once(tmp_path: Path) -> None:
    """Rows of one key name each other's lines."""
    harbours = "harbour,boats\nOslo,3\nMoss,4\nOslo,5\n"
    sailings = "day,harbour,cars\n2023-01-01,Oslo,1\n2023-01-02,Oslo,1\n2023-01-01,Oslo,2\n"

    assert told(ferries(tmp_path, harbours, sailings)) == [
        'data/harbours.csv:4: column "harbour": "Oslo" stands twice, first in data/harbours.csv:2',
        'data/sailings.csv:4: the key day "2023-01-01", harbour "Oslo" stands twice, '
        "first in data/sailings.csv:2",
    ]


def test_a_part_of_a_key_is_never_empty(tmp_path: Path) -> None:
    """A row that cannot be named cannot be spoken of."""
    sailings = "day,harbour,cars\n,Oslo,1\n"

    assert told(ferries(tmp_path, "harbour,boats\nOslo,3\n", sailings)) == [
        'data/sailings.csv:2: column "day": the cell is empty, and every row needs a value'
    ]


def test_equal_values_are_equal_however_they_are_spelled(tmp_path: Path) -> None:
    """A key is compared as what it is, not as it was typed."""
    text = package(
        table("boats", [{"name": "boat", "type": "integer", "constraints": {"unique": True}}])
    )
    files = {"data/datapackage.json": text, "data/boats.csv": 'boat\n7\n"007"\n'}

    assert told(write(tmp_path, files)) == [
        'data/boats.csv:3: column "boat": "7" stands twice, first in data/boats.csv:2'
    ]


def test_empty_cells_are_not_doubles(tmp_path: Path) -> None:
    """What is not known may be unknown many times."""
    fields: list[dict[str, Any]] = [
        {"name": "row"},
        {"name": "call_sign", "constraints": {"unique": True}},
    ]
    text = package(table("boats", fields))
    files = {"data/datapackage.json": text, "data/boats.csv": "row,call_sign\na,\nb,\n"}

    assert told(write(tmp_path, files)) == []


def test_a_foreign_key_leads_to_a_row(tmp_path: Path) -> None:
    """A value that another table lacks is told with its likely spelling; an empty one is none."""
    sailings = "day,harbour,cars\n2023-01-01,Osloo,1\n"

    assert told(ferries(tmp_path, "harbour,boats\nOslo,3\nMoss,1\n", sailings)) == [
        'data/sailings.csv:2: column "harbour": "Osloo" is not in column "harbour" '
        'of the table "harbours"\n  Did you mean "Oslo"?'
    ]


def test_a_foreign_key_of_many_fields_is_one_key(tmp_path: Path) -> None:
    """Each part may be found in some row, and the whole in none."""
    sailings = table(
        "sailings", [{"name": "day"}, {"name": "harbour"}], primaryKey=["day", "harbour"]
    )
    tickets = table(
        "tickets",
        [{"name": "on"}, {"name": "at"}],
        foreignKeys=[
            {
                "fields": ["on", "at"],
                "reference": {"resource": "sailings", "fields": ["day", "harbour"]},
            }
        ],
    )
    files = {
        "data/datapackage.json": package(sailings, tickets),
        "data/sailings.csv": "day,harbour\nMonday,Oslo\nTuesday,Moss\n",
        "data/tickets.csv": "on,at\nMonday,Oslo\nMonday,Moss\n,Moss\n",
    }

    assert told(write(tmp_path, files)) == [
        'data/tickets.csv:3: the key on "Monday", at "Moss" is not in columns "day", "harbour" '
        'of the table "sailings"'
    ]


def test_a_table_may_refer_to_itself(tmp_path: Path) -> None:
    """A foreign key without a table is one of the same table."""
    boats = table(
        "boats",
        [{"name": "boat"}, {"name": "sister"}],
        foreignKeys=[{"fields": "sister", "reference": {"fields": "boat"}}],
    )
    files = {"data/datapackage.json": package(boats), "data/boats.csv": "boat,sister\nA,\nB,C\n"}

    assert told(write(tmp_path, files)) == [
        'data/boats.csv:3: column "sister": "C" is not in column "boat" of the table "boats"\n'
        '  There is "A", "B".'
    ]


def test_files_come_before_cells_and_cells_before_keys(tmp_path: Path) -> None:
    """An editor mends first what hides the rest; within a table the order is that of its lines."""
    harbours = "harbour,boats\nOslo,3,4\nMoss,x\n"
    sailings = "day,harbour,cars\n2023-01-01,Moss,y\n2023-02-30,Moss,1\n2023-01-01,Moss,1\n"

    assert told(ferries(tmp_path, harbours, sailings)) == [
        "data/harbours.csv:2: 3 cells where the header has 2\n"
        "  Put quotes round a cell that holds a comma.",
        'data/harbours.csv:3: column "boats": "x" is not a whole number\n'
        "  Write digits alone, such as 1250.",
        'data/sailings.csv:2: column "cars": "y" is not a whole number\n'
        "  Write digits alone, such as 1250.",
        'data/sailings.csv:3: column "day": "2023-02-30" is not a day of the calendar',
        'data/sailings.csv:4: the key day "2023-01-01", harbour "Moss" stands twice, '
        "first in data/sailings.csv:2",
    ]


def test_a_table_that_cannot_be_read_does_not_hide_the_faults_of_others(tmp_path: Path) -> None:
    """And nobody is told that a value is missing from a table that was not read."""
    sailings = "day,harbour,cars\n2023-01-01,Oslo,x\n"

    assert told(ferries(tmp_path, "<html>", sailings)) == [
        "data/harbours.csv: the file is a web page, not CSV\n"
        "  The download gave a page, perhaps one that asks to log in.",
        'data/sailings.csv:2: column "cars": "x" is not a whole number\n'
        "  Write digits alone, such as 1250.",
    ]


def test_a_table_has_the_rows_that_were_asked_for(tmp_path: Path) -> None:
    """A download that broke off looks like a short table."""
    fields = [{"name": "boat"}]
    files = {
        "data/datapackage.json": package(table("boats", fields, minimum_rows=3)),
        "data/boats.csv": "boat\nA\n",
    }

    assert told(write(tmp_path, files)) == [
        "data/boats.csv: the table has 1 row, the contract asks for 3 or more"
    ]


def test_a_table_may_be_allowed_to_be_empty(tmp_path: Path) -> None:
    """Nothing to tell is something to say, where the contract says so."""
    text = package(table("boats", [{"name": "boat"}], minimum_rows=0))
    files = {"data/datapackage.json": text, "data/boats.csv": "boat\n"}
    with loaded(write(tmp_path, files)) as tables:
        assert tables.query("SELECT * FROM boats", "q.sql").rows == ()


def test_many_faults_of_one_kind_are_counted(tmp_path: Path) -> None:
    """Twenty examples show the fault, and the number shows its size."""
    harbours = "harbour,boats\n" + "".join(f"h{n},x\n" for n in range(1254))
    sailings = "day,harbour,cars\n" + "".join(f"2023-01-01,Oslo,{n}\n" for n in range(100))
    narrow = "day,harbour,cars\n" + "short\n" * 30 + "2023-01-01,h1,1\n"
    found = told(ferries(tmp_path, harbours, sailings))

    assert (len(found), found[20]) == (
        63,
        'data/harbours.csv: column "boats": 1,234 more such cells ("is not a whole number")',
    )
    assert [found[41], found[-1]] == [
        'data/sailings.csv: columns "day", "harbour": 79 more such rows ("stands twice")',
        'data/sailings.csv: column "harbour": 80 more such rows '
        '("is not in column "harbour" of the table "harbours"")',
    ]
    assert told(ferries(tmp_path, "harbour,boats\nh1,1\n", narrow))[-1] == (
        "data/sailings.csv: and 10 more lines with a wrong number of cells"
    )


def test_fifty_faults_in_two_hundred_thousand_rows_are_all_found(tmp_path: Path) -> None:
    """No fault is lost in the mass, and no sound cell is blamed."""
    fields: list[dict[str, Any]] = [
        {"name": "id", "type": "integer", "constraints": {"unique": True}},
        {"name": "year", "type": "year", "constraints": {"maximum": 2030}},
        {"name": "harbour", "constraints": {"required": True, "pattern": "[A-Z]{3}"}},
        {"name": "price", "type": "number", "duckdb": "DECIMAL(6,2)"},
        {"name": "day", "type": "date"},
    ]
    wrong = [(1, "20x8"), (2, "oslo"), (2, ""), (3, "nan"), (4, "2023-02-30"), (1, "2081")]
    rng = random.Random(7)  # noqa: S311 - made-up data, the same every time
    rows = [[str(n), "2023", "OSL", "12.50", "2023-09-30"] for n in range(200_000)]
    places = sorted(rng.sample(range(1, 200_000), 50))
    for nth, row in enumerate(places):
        column, cell = [*wrong, (0, str(row - 1))][nth % 7]
        rows[row][column] = cell
    lines = ["id,year,harbour,price,day", *(",".join(row) for row in rows)]
    files = {
        "data/datapackage.json": package(table("tickets", fields)),
        "data/tickets.csv": "\n".join(lines),
    }

    found = told(write(tmp_path, files))

    assert sorted(int(fault.split(":")[1]) for fault in found) == [row + 2 for row in places]


def test_the_sources_are_a_table(tmp_path: Path) -> None:
    """A query can name, date and link where its facts come from."""
    with loaded(
        ferries(tmp_path, "harbour,boats\nA,1\n", "day,harbour,cars\n2023-01-01,A,1\n")
    ) as tables:
        result = tables.query("SELECT * FROM sources", "q.sql")

    assert [name for name, _ in result.columns] == [
        *("name", "title", "publisher", "date", "url", "licence", "redistributable")
    ]
    assert result.rows == (
        (
            *("timetable", "Timetable", "The harbour office", "2023-03"),
            *("https://example.org/timetable", "CC BY 4.0", True),
        ),
    )


def test_a_table_of_ones_own_named_sources_is_kept(tmp_path: Path) -> None:
    """The publication's own tables come first."""
    files = {
        "data/datapackage.json": package(table("sources", [{"name": "spring"}])),
        "data/sources.csv": "spring\nRhine\n",
    }
    with loaded(write(tmp_path, files)) as tables:
        assert tables.query("SELECT * FROM sources", "q.sql").rows == (("Rhine",),)


def test_words_of_strangers_are_not_sql(tmp_path: Path) -> None:
    """Names of sources, patterns, values and texts are data wherever they land."""
    field = {"name": "cell", "constraints": {"enum": ["it's", "'); DROP TABLE cells; --"]}}
    files = {
        "data/datapackage.json": package(
            table("cells", [field]), sources=[{**SOURCE, "title": "'); DROP TABLE cells; --"}]
        ),
        "data/cells.csv": "cell\nit's\n'); DROP TABLE cells; --\n",
    }
    with loaded(write(tmp_path / "it's a folder", files)) as tables:
        assert len(tables.query("SELECT * FROM cells", "q.sql").rows) == 2


def test_names_of_sql_can_name_tables_and_fields(tmp_path: Path) -> None:
    """A reserved word of SQL is a word like others in a contract."""
    files = {
        "data/datapackage.json": package(table("select", [{"name": "order"}, {"name": "line"}])),
        "data/select.csv": "order,line\na,b\n",
    }
    with loaded(write(tmp_path, files)) as tables:
        assert tables.query('SELECT * FROM "select"', "q.sql").rows == (("a", "b"),)


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    """Scratch files go when the tables are closed, and when they are refused."""
    project = ferries(tmp_path, "harbour,boats\nA,1\n", "day,harbour,cars\n2023-01-01,A,1\n")
    loaded(project).close()
    assert told(ferries(tmp_path, "harbour,boats\nA,x\n", "day,harbour,cars\n2023-01-01,A,1\n"))

    assert [path.name for path in project.build.iterdir()] == ["store"]  # what may be kept


def test_two_loads_of_one_project_do_not_see_each_other(tmp_path: Path) -> None:
    """A rebuild sees the new data while the old is still being asked."""
    sailings = "day,harbour,cars\n2023-01-01,A,1\n"
    old = loaded(ferries(tmp_path, "harbour,boats\nA,1\n", sailings))
    new = loaded(ferries(tmp_path, "harbour,boats\nA,2\n", sailings))
    with old, new:
        seen = [each.query("SELECT boats FROM harbours", "q.sql").rows for each in (old, new)]

    assert seen == [((1,),), ((2,),)]


# --- Parquet -------------------------------------------------------------------------------


def parquet(path: Path, sql: str) -> None:
    """Write the result of a query as Parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({sql}) TO '{path}' (FORMAT parquet)")


def boats(folder: Path, path: str) -> Project:
    """Return a project of one table of boats, kept at this path."""
    fields = [
        {"name": "boat", "constraints": {"unique": True}},
        {"name": "built", "type": "year", "constraints": {"minimum": 1900}},
    ]
    described = {**table("boats", fields), "path": path}
    return write(folder, {"data/datapackage.json": package(described)})


def test_parquet_passes_the_same_checks(tmp_path: Path) -> None:
    """A binary file can hold what a text can, and is not trusted more."""
    parquet(
        tmp_path / "data/boats.parquet",
        "FROM (VALUES ('A', 1950), ('B ', 1950), ('A', 1850)) AS t(boat, built) "
        "SELECT boat, built::SMALLINT AS built",
    )

    assert told(boats(tmp_path, "boats.parquet")) == [
        'data/boats.parquet, row 2: column "boat": "B " begins or ends with a blank',
        'data/boats.parquet, row 3: column "built": "1850" is below 1900',
        'data/boats.parquet, row 3: column "boat": "A" stands twice, '
        "first in data/boats.parquet, row 1",
    ]


def test_the_types_of_parquet_are_those_of_the_contract(tmp_path: Path) -> None:
    """Nothing is cast in silence."""
    parquet(tmp_path / "data/boats.parquet", "SELECT 'A' AS boat, 1950::BIGINT AS built, 1 AS x")

    assert told(boats(tmp_path, "boats.parquet")) == [
        'data/boats.parquet: no column "x" in the contract\n'
        "  Take it out of the file, or declare it in data/datapackage.json:20, with its type: "
        '{"name": "x", "type": "string", "title": "X"},',
        'data/boats.parquet: column "built" is BIGINT, the contract says SMALLINT',
    ]


def test_a_folder_of_partitions_is_one_table(tmp_path: Path) -> None:
    """What a folder's name says is a column like others."""
    for year, boat in ((1950, "A"), (1960, "B")):
        parquet(tmp_path / f"data/boats/built={year}/part.parquet", f"SELECT '{boat}' AS boat")
    with loaded(boats(tmp_path, "boats")) as tables:
        result = tables.query("SELECT * FROM boats", "q.sql")

    assert result.columns == (("boat", "VARCHAR"), ("built", "SMALLINT"))
    assert result.rows == (("A", 1950), ("B", 1960))


def test_a_broken_parquet_file_is_refused(tmp_path: Path) -> None:
    """The end of a name does not make a file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data/boats.parquet").write_bytes(b"harbour,boats\n")
    [fault] = told(boats(tmp_path, "boats.parquet"))

    assert fault.startswith("data/boats.parquet: the file cannot be read as Parquet")


# --- laws ----------------------------------------------------------------------------------


def broken(project: Project) -> list[str]:
    """Return what is told of the laws of a project."""
    with loaded(project) as tables:
        try:
            check_laws(tables, read_laws(project))
        except ReportError as error:
            return [str(fault) for fault in error.errors]
    return []


def test_a_law_names_the_rows_that_break_it(tmp_path: Path) -> None:
    """All laws are asked, and each row that breaks one is shown with its values."""
    project = ferries(
        tmp_path,
        "harbour,boats\nOslo,0\nMoss,4\n",
        "day,harbour,cars\n2023-01-01,Oslo,90\n2023-01-02,Oslo,12\n",
        harbours_have_boats=(
            "-- says: Every harbour has a boat.\n-- note: Ask the harbour office.\n"
            "SELECT harbour, boats FROM harbours WHERE boats = 0 ORDER BY harbour;\n"
        ),
        ferries_are_small=(
            "-- says: No ferry takes more than 80 cars.\n"
            "SELECT day, cars FROM sailings WHERE cars > 80 ORDER BY day;\n"
        ),
        boats_are_counted="-- says: Boats are counted.\nSELECT 1 FROM harbours WHERE boats < 0;\n",
    )

    assert broken(project) == [
        'queries/checks/ferries_are_small.sql: the law "No ferry takes more than 80 cars" '
        'is broken by day="2023-01-01", cars="90"',
        'queries/checks/harbours_have_boats.sql: the law "Every harbour has a boat" '
        'is broken by harbour="Oslo", boats="0"\n  Ask the harbour office.',
    ]


def test_a_law_that_many_rows_break_is_counted(tmp_path: Path) -> None:
    """Ten rows show what is wrong."""
    project = ferries(
        tmp_path,
        "harbour,boats\n" + "".join(f"h{n:02},0\n" for n in range(12)),
        "day,harbour,cars\n2023-01-01,h01,90\n",
        harbours_have_boats=(
            "-- says: Every harbour has a boat.\n"
            "SELECT harbour FROM harbours WHERE boats = 0 ORDER BY harbour;\n"
        ),
    )
    found = broken(project)

    assert (len(found), found[-1]) == (
        11,
        'queries/checks/harbours_have_boats.sql: the law "Every harbour has a boat" '
        "is broken by 2 more rows",
    )


def test_a_law_that_cannot_be_asked_does_not_hide_the_others(tmp_path: Path) -> None:
    """A misspelt law is a fault beside the rows that break its neighbours."""
    project = ferries(
        tmp_path,
        "harbour,boats\nOslo,0\n",
        "day,harbour,cars\n2023-01-01,Oslo,90\n",
        a="-- says: A.\nSELECT boat FROM harbours;\n",
        b="-- says: B.\nSELECT boats FROM harbours;\n",
    )

    assert broken(project) == [
        'queries/checks/a.sql:2: no column "boat"\n  Did you mean "boats"?',
        'queries/checks/b.sql: the law "B" is broken by boats="0"',
    ]


def test_the_headers_of_laws_are_read_together(tmp_path: Path) -> None:
    """A law without its sentence is no law."""
    project = ferries(tmp_path, "", "", a="SELECT 1;\n", b="-- sais: B.\nSELECT 1;\n")

    with pytest.raises(ReportError) as caught:
        read_laws(project)

    assert [fault.where for fault in caught.value.errors] == [
        *("queries/checks/a.sql:1", "queries/checks/b.sql:1", "queries/checks/b.sql:1")
    ]
