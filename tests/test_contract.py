"""The contract of the data: read whole, or refused with every fault and its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from report import contract
from report.contract.schema import ForeignKey
from report.errors import ReportError
from report.model import Source
from tests.packages import HARBOURS, SOURCE, package, table, write

FILES = {"data/harbours.csv": "harbour,boats\nOslo,3\n"}
SAILINGS = {
    "name": "sailings",
    "path": "sailings.csv",
    "schema": {
        "fields": [{"name": "day", "type": "date"}, {"name": "harbour"}, {"name": "source"}],
        "primaryKey": ["day", "harbour"],
        "foreignKeys": [
            {"fields": "harbour", "reference": {"resource": "harbours", "fields": "harbour"}}
        ],
    },
}


def faults(folder: Path, text: str) -> list[str]:
    """Return the faults of a contract as an editor reads them."""
    project = write(folder, {**FILES, "data/datapackage.json": text})
    with pytest.raises(ReportError) as caught:
        contract.read(project)
    return [str(fault) for fault in caught.value.errors]


def field_faults(folder: Path, **field: object) -> list[str]:
    """Return the faults of one field, without their places."""
    text = package(table("harbours", [{"name": "boats", **field}]))
    return [fault.partition(": ")[2] for fault in faults(folder, text)]


def test_a_contract_says_what_tables_promise_and_where_facts_come_from(tmp_path: Path) -> None:
    """Tables, keys, types and sources are read as the data package tells them."""
    files = {**FILES, "data/sailings.csv": "day,harbour,source\n"}
    text = package(HARBOURS, SAILINGS, licenses=[{"name": "CC0-1.0", "title": "CC0"}])
    read = contract.read(write(tmp_path, {**files, "data/datapackage.json": text}))
    harbours, sailings = read.tables

    assert read.sources == (
        Source(
            name="timetable",
            title="Timetable",
            publisher="The harbour office",
            date="2023-03",
            url="https://example.org/timetable",
            licence="CC BY 4.0",
            redistributable=True,
        ),
    )
    assert read.licences == (contract.Licence("CC0-1.0", "CC0", ""),)
    assert [field.duckdb for field in (*harbours.fields, *sailings.fields)] == [
        *("VARCHAR", "BIGINT"),
        *("DATE", "VARCHAR", "VARCHAR"),
    ]
    assert sailings.primary_key == ("day", "harbour")
    assert sailings.foreign_keys == (ForeignKey(("harbour",), "harbours", ("harbour",)),)
    assert (harbours.paths, harbours.minimum_rows) == (("harbours.csv",), 1)


def test_the_parts_of_a_primary_key_are_required(tmp_path: Path) -> None:
    """A row without its name cannot be told from others, whatever the field says."""
    project = write(tmp_path, {**FILES, "data/datapackage.json": package(HARBOURS)})
    [harbours] = contract.read(project).tables

    assert [field.required for field in harbours.fields] == [True, False]


def test_all_faults_are_told_with_their_lines(tmp_path: Path) -> None:
    """An editor mends a contract in one round."""
    text = """\
{
  "title": "Ferries",
  "sources": [
    {"name": "timetable", "title": "Timetable", "redistributable": true}
  ],
  "resources": [
    {
      "name": "harbours",
      "path": "harbors.csv",
      "schema": {
        "fields": [
          {"name": "harbour", "type": "strnig"},
          {"name": "boats", "type": "integer",
           "constraints": {"mininum": 0}}
        ],
        "primaryKey": "habour",
        "foreignKeys": [
          {"fields": "harbour",
           "reference": {"resource": "harbors", "fields": "harbour"}}
        ]
      }
    }
  ]
}
"""

    assert faults(tmp_path, text) == [
        'data/datapackage.json:4: source "timetable" lacks "date"\n  Write into it: "date": "…",',
        'data/datapackage.json:4: source "timetable" lacks "publisher"\n  Write into it: "publisher": "…",',
        'data/datapackage.json:4: source "timetable" lacks "licence"\n  Write into it: "licence": "…",',
        'data/datapackage.json:9: no file "harbors.csv" in data/\n  Did you mean "harbours.csv"?',
        'data/datapackage.json:12: no field type "strnig"\n  Did you mean "string"?',
        'data/datapackage.json:14: no constraint "mininum"\n  Did you mean "minimum"?',
        'data/datapackage.json:16: the primary key names no field "habour"\n'
        '  Did you mean "harbour"?',
        'data/datapackage.json:19: the foreign key names no table "harbors"\n'
        '  Did you mean "harbours"?',
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", ":1: this is not JSON: expecting property name enclosed in double quotes"),
        ('{\n "title": "a"\n "b": 1}', ":3: this is not JSON: expecting ',' delimiter"),
        ('{"title": "a", "title": "b"}', ': the key "title" stands twice in one object'),
        ('{"title": ' + "1" * 5000 + "}", ": this is not JSON: a number has too many digits"),
        ('{"title": "\\ud800"}', ": half a character (a lone surrogate) stands in a text"),
        ('{"title": NaN}', ": NaN is not a value of JSON"),
        ("[" * 100_000, ": this is not JSON: brackets within brackets without end"),
        ("[]", ":1: a contract is one JSON object"),
    ],
)
def test_a_contract_is_one_json_object(tmp_path: Path, text: str, expected: str) -> None:
    """What is not JSON, or could be read in two ways, is refused."""
    (told,) = faults(tmp_path, text)
    what, _, hint = told.partition("\n")

    assert what == f"data/datapackage.json{expected}"
    assert ("a comma too many" in hint) == ("property name" in expected)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"redistributable": true', '"redistributible": true', 'lacks "redistributable"'),
        ('"resources": [', '"resources": ["boats", ', '"resources" must hold objects'),
        ('"resources": [', '"resources": {"a": 1}, "more": [', '"resources" must be a list'),
    ],
)
def test_a_list_holds_what_it_is_for(tmp_path: Path, old: str, new: str, expected: str) -> None:
    """What stands in the place of something else is told, and reading goes on."""
    text = json.dumps(json.loads(package(HARBOURS)))
    assert old in text

    assert any(expected in fault for fault in faults(tmp_path, text.replace(old, new)))


def test_a_column_that_names_folders_is_not_withheld(tmp_path: Path) -> None:
    """The paths of a table are published: its readers would meet the value there."""
    fields = [{"name": "year", "redistributable": False}, {"name": "boats"}]
    write(tmp_path, {"data/sailings/year=2022/part.parquet": ""})
    text = package({"name": "sailings", "path": "sailings", "schema": {"fields": fields}})

    assert [fault.partition(": ")[2] for fault in faults(tmp_path, text)] == [
        '"year" stands in the names of folders, and may not be passed on'
    ]


def test_data_without_a_contract_is_refused(tmp_path: Path) -> None:
    """Nothing is loaded that nobody promised."""
    project = write(tmp_path, FILES)

    with pytest.raises(ReportError, match=r"data/datapackage\.json: the data has no contract"):
        contract.read(project)


def test_a_contract_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A contract is UTF-8, as JSON is."""
    project = write(tmp_path, {"data/datapackage.json": '{"title": "Tromsø"}'.encode("latin-1")})

    with pytest.raises(ReportError, match="this is not UTF-8 text"):
        contract.read(project)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("../harbours.csv", '"../harbours.csv" is not a path within data/'),
        ("/etc/passwd", '"/etc/passwd" is not a path within data/'),
        ("https://example.org/a.csv", '"https://example.org/a.csv" is not a path within data/'),
        ("*.csv", '"*.csv" is not a path within data/'),
        ("link.csv", '"link.csv" is a link that leads out of data/'),
        ("empty", 'the folder "empty" holds no Parquet files'),
        (
            "book.xlsx",
            '"book.xlsx" cannot be read as a table\n'
            "  A table is a CSV file, a Parquet file or a folder of Parquet files.",
        ),
    ],
)
def test_a_table_lies_within_the_data(tmp_path: Path, path: str, expected: str) -> None:
    """No path of a contract reads what does not belong to the publication."""
    project = write(tmp_path, {**FILES, "secret.csv": "x\n", "data/book.xlsx": "x"})
    (project.data / "empty").mkdir()
    (project.data / "link.csv").symlink_to(tmp_path / "secret.csv")
    [fault] = faults(tmp_path, package({**HARBOURS, "path": path}))

    assert fault.partition(": ")[2] == expected


def test_a_folder_of_parquet_files_is_one_table(tmp_path: Path) -> None:
    """A partitioned table stands for all its files, in the order of their names."""
    parts = {f"data/sailings/year={year}/part.parquet": "" for year in (2023, 2022)}
    text = package({**SAILINGS, "path": "sailings", "schema": {"fields": [{"name": "day"}]}})
    [sailings] = contract.read(write(tmp_path, {**parts, "data/datapackage.json": text})).tables

    assert sailings.paths == (
        "sailings/year=2022/part.parquet",
        "sailings/year=2023/part.parquet",
    )


@pytest.mark.parametrize("name", ["Harbours", "harbours-2", "2harbours", "har__bours", "a\n", "ø"])
def test_names_are_lower_case_with_single_underscores(tmp_path: Path, name: str) -> None:
    """A name stands in SQL, in addresses and in messages, and is the same in all of them."""
    hint = (
        "The names of {kind}s have lower-case letters of English, digits and single underscores, and "
        "begin with a letter: late_boats. Only those of pages have hyphens."
    )
    named: list[tuple[str, dict[str, Any]]] = [
        ("table", {"tables": [{**HARBOURS, "name": name}]}),
        ("source", {"tables": [HARBOURS], "sources": [{**SOURCE, "name": name}]}),
        ("field", {"tables": [table("harbours", [{"name": name}])]}),
    ]

    for kind, parts in named:
        [fault] = faults(tmp_path, package(*parts.pop("tables"), **parts))
        assert (
            fault.partition(": ")[2]
            == f'"{name}" cannot be the name of a {kind}\n  {hint.format(kind=kind)}'
        )


def test_a_name_stands_once(tmp_path: Path) -> None:
    """Two tables, two sources or two fields of one name cannot be told apart."""
    text = package(
        table("harbours", [{"name": "a"}, {"name": "a"}]), HARBOURS, sources=[SOURCE] * 2
    )

    assert [fault.partition(": ")[2] for fault in faults(tmp_path, text)] == [
        'field "a" stands twice',
        'source "timetable" stands twice',
        'table "harbours" stands twice',
    ]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ({"type": "integer", "duckdb": "VARCHAR"}, '"VARCHAR" cannot store the type "integer"'),
        ({"type": "number", "duckdb": "DECIMAL(4,5)"}, '"DECIMAL(4,5)" cannot store'),
        ({"duckdb": "VARCHAR); DROP TABLE x; --"}, '"VARCHAR); DROP TABLE x; --" cannot store'),
        ({"type": "date", "format": "%d/%m/%Y"}, 'no format "%d/%m/%Y" for the type "date"'),
        ({"constraints": {"pattern": "(?=a)"}}, '"(?=a)" is not a pattern: invalid perl operator'),
        ({"constraints": {"minimum": 1}}, '"minimum" of the type "string" cannot be 1'),
        (
            {"type": "date", "constraints": {"maximum": "soon"}},
            '"maximum" of the type "date" cannot be "soon"',
        ),
        (
            {"type": "integer", "constraints": {"enum": [1, "two"]}},
            '"two" cannot be a value of the type "integer"',
        ),
        ({"constraints": {"enum": "one"}}, '"enum" must be a list of values'),
        ({"constraints": {"required": "yes"}}, '"required" must be true or false'),
        ({"constraints": {"maxLength": -1}}, '"maxLength" cannot be below zero'),
        ({"constraints": {"maxLength": True}}, '"maxLength" must be a whole number'),
        ({"constraints": []}, '"constraints" must be an object'),
        ({"title": 1}, '"title" must be a text'),
    ],
)
def test_a_field_promises_what_can_be_checked(
    tmp_path: Path, field: dict[str, Any], expected: str
) -> None:
    """A constraint that would be passed over in silence stops the build."""
    [fault] = field_faults(tmp_path, **field)

    assert fault.startswith(expected)


def test_a_column_is_withheld_where_readers_meet_it_nowhere_else(tmp_path: Path) -> None:
    """Not in a key, in a field that refers to it, in a period, nor as all there is of a table."""
    hidden = {"redistributable": False}
    piers = table(
        "piers",
        [{"name": "pier", **hidden}, {"name": "built", "type": "year", "period": True, **hidden}],
        primaryKey="pier",
    )
    boats = table(
        "boats",
        [{"name": "boat"}, {"name": "pier"}],
        foreignKeys=[
            {"fields": "pier", "reference": {"resource": "piers", "fields": "pier"}},
        ],
    )

    write(tmp_path, {"data/piers.csv": "", "data/boats.csv": ""})
    found = faults(tmp_path, package(piers, boats))

    told = [fault.partition(": ")[2].partition("\n")[0] for fault in found]

    assert told == [
        "what is not passed on cannot tell the period: readers are told it",
        '"pier" is part of the primary key, and may not be passed on',
        'table "piers" has no column that may be passed on',
        '"pier" of table "piers" may not be passed on',
    ]


def test_a_column_may_be_passed_on_unless_it_says_otherwise(tmp_path: Path) -> None:
    """Silence is leave, and anything but true or false is refused."""
    fields: list[dict[str, Any]] = [{"name": "a"}, {"name": "b", "redistributable": False}]
    made = contract.read(
        write(tmp_path, {"data/datapackage.json": package(table("t", fields)), "data/t.csv": ""})
    )

    assert [field.redistributable for field in made.table("t").fields] == [True, False]
    [fault] = field_faults(tmp_path / "other", redistributable="no")
    assert '"redistributable" must be true or false' in fault


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ({"date": "March 2023"}, '"March 2023" is not a date of a source'),
        ({"date": "2023-13"}, '"2023-13" is not a date of a source'),
        ({"path": "javascript:alert(1)"}, '"javascript:alert(1)" is not a web address'),
        ({"redistributable": "yes"}, '"redistributable" must be true or false'),
        ({"publisher": " "}, '"publisher" of source "timetable" is empty'),
    ],
)
def test_a_source_can_be_cited(tmp_path: Path, source: dict[str, str], expected: str) -> None:
    """Who published it, when, where and on what terms is known of every source."""
    [fault] = faults(tmp_path, package(HARBOURS, sources=[{**SOURCE, **source}]))

    assert fault.partition(": ")[2].startswith(expected)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"dialect": {"delimiter": ";"}}, 'the only "delimiter" understood is ","'),
        ({"encoding": "cp1252"}, "the only encoding understood is UTF-8"),
        ({"schema": {"fields": []}}, 'table "harbours" has no fields'),
        ({"schema": "schema.json"}, '"schema" must be an object'),
        ({"path": ["a.csv", "b.csv"]}, '"path" must be a text'),
        ({"minimumRows": -1}, '"minimumRows" cannot be below zero'),
        ({"mayShrink": 20}, '"mayShrink" must be a share, from 0 to 1'),
        ({"mayShrink": -0.1}, '"mayShrink" must be a share, from 0 to 1'),
        ({"mayShrink": True}, '"mayShrink" must be a share, from 0 to 1'),
        ({"mayShrink": "20%"}, '"mayShrink" must be a share, from 0 to 1'),
        (
            {"schema": {"fields": [{"name": "a"}], "missingValues": ["", "-"]}},
            "only an empty cell is a missing value",
        ),
    ],
)
def test_other_programs_read_the_files_as_this_one_does(
    tmp_path: Path, part: dict[str, Any], expected: str
) -> None:
    """What the contract says of a file's form is either honoured or refused."""
    found = [fault.partition(": ")[2] for fault in faults(tmp_path, package(HARBOURS | part))]

    assert any(fault.startswith(expected) for fault in found)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ({"fields": "boats"}, '"boats" holds integer values and "harbour" string values'),
        (
            {"fields": ["harbour", "boats"]},
            "a foreign key names as many fields as it refers to, and at least one",
        ),
        (
            {"fields": "boat"},
            'the foreign key names no field "boat" of table "harbours"\n  Did you mean "boats"?',
        ),
        ({"fields": 1}, '"fields" must be a name or a list of names'),
    ],
)
def test_a_foreign_key_compares_what_can_be_equal(
    tmp_path: Path, key: dict[str, Any], expected: str
) -> None:
    """A key between unlike fields would only ever find strays."""
    schema = {
        **HARBOURS["schema"],  # type: ignore[dict-item]  # read as JSON
        "foreignKeys": [{"reference": {"fields": "harbour"}, **key}],
    }
    found = faults(tmp_path, package(HARBOURS | {"schema": schema}))

    assert expected in [fault.partition(": ")[2] for fault in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fer\u200bries", "U+200B"),
        ("Fer\u202eries", "U+202E"),
        ("Fer\x07ries", "U+0007"),
    ],
)
def test_a_contract_shows_all_that_it_says(tmp_path: Path, text: str, expected: str) -> None:
    """The words of a contract reach readers, so nothing is hidden in them."""
    found = faults(tmp_path, package(HARBOURS, title=text))

    assert found == [f'data/datapackage.json:2: "title" holds a hidden character ({expected})']


def test_a_package_has_tables(tmp_path: Path) -> None:
    """An empty list of tables is a mistake, not an empty publication."""
    assert faults(tmp_path, json.dumps({"title": "Ferries"})) == [
        "data/datapackage.json:1: the package has no tables\n"
        "  Bring one from a file: python build.py new table NAME --from FILE"
    ]
