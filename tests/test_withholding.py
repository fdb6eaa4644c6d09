"""What may be used and not passed on is named once, and is gone from whatever readers get."""

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from report import contract, withholding
from report.withholding import CONTRACT, Withheld
from tests.packages import SOURCE, table, write
from tests.packages import package as written

CLOSED = {**SOURCE, "name": "diary", "redistributable": False}
OWNER = {"name": "owner", "redistributable": False, "constraints": {"enum": ["Zorvaqel"]}}


def sourced(*names: str) -> dict[str, Any]:
    """Return the field that says where a row is from; without names it may be from anywhere."""
    field: dict[str, Any] = {"name": "source"}
    return {**field, "constraints": {"enum": [*names]}} if names else field


def package(**rest: object) -> dict[str, Any]:
    """Return a package with an open table, one with a withheld column, and withheld ones."""
    to_piers = {"fields": "pier", "reference": {"resource": "piers", "fields": "pier"}}
    to_notes = {"fields": "note", "reference": {"resource": "notes", "fields": "note"}}
    boats = [{"name": "boat"}, {"name": "pier"}, {"name": "note"}, sourced("timetable")]
    tables = (
        table("piers", [{"name": "pier"}, OWNER], primaryKey="pier"),
        table("boats", boats, foreignKeys=[to_piers, to_notes]),
        table("notes", [{"name": "note"}, sourced("timetable", "diary")]),
        table("silent", [{"name": "note"}, sourced()]),
    )
    made: dict[str, Any] = json.loads(written(*tables, sources=[SOURCE, CLOSED], **rest))
    return made


WITHHELD = Withheld(frozenset({"notes", "silent"}), {"piers": frozenset({"owner"})})
FILES = {
    "piers.csv": b"pier,owner\n1,Zorvaqel\n",
    "boats.csv": b"boat,pier,note,source\nTern,1,7,timetable\n",
    "notes.csv": b"note,source\nPlumkovarr,diary\n",
    "silent.csv": b"note,source\nGhestilvane,diary\n",
    "original.txt": b"Plumkovarr and Ghestilvane",
}


def folder(made: Mapping[str, Any]) -> dict[str, bytes]:
    """Return a folder of data with this contract."""
    return {**FILES, CONTRACT: json.dumps(made).encode()}


def test_a_contract_and_its_json_withhold_the_same(tmp_path: Path) -> None:
    """A table that may hold rows of a closed source, or does not say; and the columns marked."""
    made = package()
    project = write(tmp_path, {f"data/{path}": each for path, each in folder(made).items()})

    assert withholding.of(contract.read(project)) == WITHHELD
    assert withholding.of_package(made) == WITHHELD
    assert WITHHELD.names == ("notes", "silent", "piers.owner")


def test_where_every_source_is_open_no_table_is_withheld() -> None:
    """A table that does not say which sources it has has open ones."""
    open_ = withholding.of_package(package() | {"sources": [SOURCE]})

    assert open_.tables == frozenset()
    assert not Withheld()


def test_readers_get_the_rest_and_not_even_the_rules_of_what_is_withheld() -> None:
    """A list of allowed values tells them; a foreign key to what is not there would be broken."""
    public = withholding.public_files(folder(package()), Withheld())
    told = json.loads(public[CONTRACT])

    assert public.keys() == {CONTRACT, "piers.csv", "boats.csv"}
    assert public["piers.csv"] == b"pier\n1\n"
    assert public["boats.csv"] == FILES["boats.csv"]
    assert [each["name"] for each in told["resources"]] == ["piers", "boats"]
    assert told["resources"][0]["schema"]["fields"] == [{"name": "pier"}]
    assert [k["reference"]["resource"] for k in told["resources"][1]["schema"]["foreignKeys"]] == [
        "piers"
    ]
    assert b"Zorvaqel" not in b"".join(public.values())


def test_what_is_withheld_today_is_withheld_in_older_data() -> None:
    """An older package that let it pass does not let it pass again; its own marks hold too."""
    public = withholding.public_files(
        folder(package()), Withheld(frozenset({"boats", "gone"}), {"piers": frozenset({"pier"})})
    )

    assert public.keys() == {CONTRACT, "piers.csv"}
    assert public["piers.csv"] == b"\n\n"


def test_a_folder_without_a_contract_is_not_passed_on() -> None:
    """Nobody knows what is in it."""
    assert withholding.public_files(FILES, WITHHELD) == {}


def test_where_nothing_is_withheld_all_stays_as_it_is() -> None:
    """To the byte, with whatever else lies there."""
    files = {**FILES, CONTRACT: b'{"resources": [], "sources": []}'}

    assert withholding.public_files(files, Withheld()) == files


@pytest.mark.parametrize(
    "content",
    [
        b'pier,owner,say\n1,Zorvaqel,"a, ""b""\nc"\n',
        b'\xef\xbb\xbfpier,owner,say\r\n1,Zorvaqel,"a, ""b""\nc"\r\n',
        b'pier,owner,say\r1,Zorvaqel,"a, ""b""\nc"\r',
    ],
    ids=["plain", "dos", "mac"],
)
def test_a_column_is_cut_out_of_any_csv(content: bytes) -> None:
    """Quotes, line breaks within cells and every kind of line end."""
    assert withholding.without("x.csv", content, {"owner"}) == b'pier,say\n1,"a, ""b""\nc"\n'


def test_a_column_is_cut_out_of_parquet(tmp_path: Path) -> None:
    """The other columns keep their types, and the file holds no trace of it."""
    path = tmp_path / "x.parquet"
    with duckdb.connect() as database:
        rows = database.sql(
            "SELECT 1::SMALLINT AS pier, 'Zorvaqel' AS owner, 2.50::DECIMAL(4,2) AS fee"
        )
        rows.to_parquet(str(path))
        cut = withholding.without("x.parquet", path.read_bytes(), {"owner"})
        path.write_bytes(cut)
        read = database.read_parquet(str(path))

        assert [*zip(read.columns, map(str, read.types), strict=True)] == [
            ("pier", "SMALLINT"),
            ("fee", "DECIMAL(4,2)"),
        ]
        assert b"Zorvaqel" not in cut
        assert b"owner" not in io.BytesIO(cut).read()


@pytest.mark.parametrize(
    ("sql", "read"),
    [
        ("SELECT count(*) FROM notes", ["notes"]),
        ("SELECT count(owner) FROM piers", ["piers.owner"]),
        ("SELECT pier FROM piers", []),
        ("SELECT 1 -- owner of piers, and notes\n FROM boats /* notes */", []),
        ("SELECT notes_old FROM boats", []),
    ],
)
def test_a_query_is_known_by_what_it_reads(sql: str, read: list[str]) -> None:
    """A table by its name, a column by its own beside its table's; comments say nothing."""
    assert withholding.reads(sql, WITHHELD.names) == read
