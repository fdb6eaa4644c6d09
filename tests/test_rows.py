"""What became of the rows of the data is counted in full, and listed in short."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pytest

from report.rows import LISTED, TableChange, compare

BOATS = "boat,harbour,seats\nheron,north,12\notter,south,40\ntern,,8\n"


def package(
    folder: Path,
    tables: Mapping[str, str],
    *,
    keys: Mapping[str, Sequence[str]] | None = None,
) -> Path:
    """Write a package of CSV tables; the first line of each names its columns."""
    folder.mkdir(parents=True)
    resources = []
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
        columns = text.splitlines()[0].removeprefix("\ufeff").split(",")
        key = (keys or {}).get(name, columns[:1])
        resources.append(
            {
                "name": name,
                "path": f"{name}.csv",
                "schema": {"fields": [{"name": c} for c in columns], "primaryKey": key},
            }
        )
    described(folder, resources)
    return folder


def described(folder: Path, resources: Sequence[object]) -> None:
    """Write what a package says of itself."""
    text = json.dumps({"resources": resources})
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def told(tmp_path: Path, was: Path, now: Path, *withheld: str) -> tuple[TableChange, ...]:
    """Compare two packages."""
    return compare(was, now, withheld=withheld, scratch=tmp_path)


def boats(tmp_path: Path, now: str, *, was: str = BOATS, key: Sequence[str] = ("boat",)) -> object:
    """Compare two tables of boats; return the one change there is, or None."""
    keys = {"boats": key}
    changes = told(
        tmp_path,
        package(tmp_path / "was", {"boats": was}, keys=keys),
        package(tmp_path / "now", {"boats": now}, keys=keys),
    )
    return changes[0] if changes else None


def test_a_withheld_column_is_counted_and_not_told(tmp_path: Path) -> None:
    """Whichever of the two editions withholds it, none of its cells is shown."""
    was = package(tmp_path / "was", {"boats": BOATS})
    now = package(
        tmp_path / "now",
        {"boats": "boat,harbour,seats\nheron,west,12\notter,east,41\ngull,,8\n"},
    )
    fields = [{"name": "boat"}, {"name": "harbour", "redistributable": False}, {"name": "seats"}]
    resource = {"name": "boats", "path": "boats.csv"}
    described(now, [{**resource, "schema": {"fields": fields, "primaryKey": "boat"}}])

    for older, newer in ((was, now), (now, was)):
        [change] = told(tmp_path, older, newer)

        assert change.cells == {"harbour": 2, "seats": 1}
        assert (change.added, change.removed, change.changed) == (1, 1, 2)
        assert [row.columns for row in change.first_changed] == [("seats",)]
        cells = [*change.first_added, *change.first_removed]
        cells += [row for each in change.first_changed for row in (each.was, each.now)]
        assert {name for row in cells for name in row} == {"boat", "seats"}


def test_rows_are_found_again_by_their_key(tmp_path: Path) -> None:
    """One row is new, one is gone, and one says something else, however they are ordered."""
    change = boats(tmp_path, "boat,harbour,seats\ngull,west,3\notter,south,41\nheron,north,12\n")

    assert isinstance(change, TableChange)
    assert (change.rows_was, change.rows_now) == (3, 3)
    assert (change.added, change.removed, change.changed) == (1, 1, 1)
    assert change.first_added == ({"boat": "gull", "harbour": "west", "seats": "3"},)
    assert change.first_removed == ({"boat": "tern", "harbour": None, "seats": "8"},)
    [row] = change.first_changed
    assert (row.was["seats"], row.now["seats"], row.columns) == ("40", "41", ("seats",))
    assert change.cells == {"seats": 1}


@pytest.mark.parametrize(
    "same",
    [BOATS, BOATS.replace("\n", "\r\n"), BOATS.replace("\n", "\r"), "\ufeff" + BOATS],
    ids=["the same bytes", "CRLF", "CR", "a mark of byte order"],
)
def test_what_says_the_same_is_not_told(tmp_path: Path, same: str) -> None:
    """Other line ends are no other data."""
    assert boats(tmp_path, same) is None


def test_rows_in_another_order_are_the_same(tmp_path: Path) -> None:
    """With a key or without one."""
    lines = BOATS.splitlines(keepends=True)
    turned = "".join([lines[0], *reversed(lines[1:])])

    assert boats(tmp_path / "key", turned) is None
    assert boats(tmp_path / "none", turned, key=()) is None


def test_an_empty_cell_that_is_filled_is_a_change(tmp_path: Path) -> None:
    """Nothing is a value like others, in both directions."""
    change = boats(tmp_path, BOATS.replace("tern,,8", "tern,east,8").replace("north", ""))

    assert isinstance(change, TableChange)
    assert [(row.was["harbour"], row.now["harbour"]) for row in change.first_changed] == [
        ("north", None),
        (None, "east"),
    ]


def test_without_a_key_rows_are_compared_whole(tmp_path: Path) -> None:
    """A row that stands there twice is two rows."""
    was = "boat,seats\nheron,1\nheron,1\notter,2\n"
    change = boats(tmp_path, "boat,seats\nheron,1\notter,3\n", was=was, key=())

    assert isinstance(change, TableChange)
    assert (change.added, change.removed, change.changed, change.key) == (1, 2, 0, ())
    assert change.first_removed == (
        {"boat": "heron", "seats": "1"},
        {"boat": "otter", "seats": "2"},
    )


def test_another_key_is_no_key(tmp_path: Path) -> None:
    """Rows that were named otherwise are compared whole."""
    changes = told(
        tmp_path,
        package(tmp_path / "was", {"boats": BOATS}, keys={"boats": ["boat"]}),
        package(
            tmp_path / "now",
            {"boats": BOATS.replace("40", "41")},
            keys={"boats": ["boat", "harbour"]},
        ),
    )

    assert [(each.key, each.added, each.removed, each.changed) for each in changes] == [
        ((), 1, 1, 0)
    ]


def test_columns_that_come_and_go_are_told_and_not_compared(tmp_path: Path) -> None:
    """A row has not changed because its table got wider; the columns that are there are compared."""
    now = "boat,seats,flag\nheron,12,red\notter,41,blue\ntern,8,\n"
    change = boats(tmp_path, now)

    assert isinstance(change, TableChange)
    assert (change.columns_new, change.columns_gone) == (("flag",), ("harbour",))
    assert (change.added, change.removed, change.cells) == (0, 0, {"seats": 1})


def test_tables_that_come_and_go_are_counted(tmp_path: Path) -> None:
    """Their rows are all new, or all gone."""
    was = package(tmp_path / "was", {"boats": BOATS})
    now = package(tmp_path / "now", {"piers": "pier\na\nb\n"})

    gone, new = told(tmp_path, was, now)

    assert (gone.name, gone.state, gone.rows_was, gone.removed) == ("boats", "gone", 3, 3)
    assert (new.name, new.state, new.rows_now, new.added) == ("piers", "new", 2, 2)


def test_what_may_not_be_passed_on_is_only_counted(tmp_path: Path) -> None:
    """No value of a table that is withheld leaves it."""
    was = package(tmp_path / "was", {"boats": BOATS})
    now = package(tmp_path / "now", {"boats": "boat,harbour,seats\ngull,x,1\notter,south,41\n"})

    [change] = told(tmp_path, was, now, "boats")

    assert change.withheld
    assert (change.added, change.removed, change.changed) == (1, 2, 1)
    assert (change.first_added, change.first_removed, change.first_changed) == ((), (), ())


def test_many_rows_are_counted_in_full_and_listed_in_short(tmp_path: Path) -> None:
    """The first rows in the order of the key are listed."""
    many = "boat,harbour,seats\n" + "".join(f"b{n:04},h,1\n" for n in range(1000))
    change = boats(tmp_path, many)

    assert isinstance(change, TableChange)
    assert change.added == 1000
    assert [row["boat"] for row in change.first_added] == [f"b{n:04}" for n in range(LISTED)]


def test_hostile_text_is_text(tmp_path: Path) -> None:
    """Quotes, markup and line breaks within a cell come out as they went in."""
    hostile = "'; DROP TABLE now; -- <b>|\n\u202eabc"
    change = boats(tmp_path, BOATS + f'"{hostile}",x,1\n')

    assert isinstance(change, TableChange)
    assert [row["boat"] for row in change.first_added] == [hostile]


def test_of_a_partitioned_table_only_the_files_that_differ_are_read(tmp_path: Path) -> None:
    """A part that both have byte for byte adds nothing; a partition's own column is one of all."""

    def parts(folder: Path, *rows: tuple[int, str]) -> Path:
        for year, boat in rows:
            (folder / f"log/year={year}").mkdir(parents=True)
            path = folder / f"log/year={year}/part.parquet"
            duckdb.sql(f"COPY (SELECT '{boat}' AS boat, 1.50 AS fee) TO '{path}' (FORMAT parquet)")
        fields = [{"name": name} for name in ("boat", "fee", "year")]
        schema = {"fields": fields, "primaryKey": ["boat", "year"]}
        described(folder, [{"name": "log", "path": "log", "schema": schema}])
        return folder

    was = parts(tmp_path / "was", (2021, "heron"), (2022, "otter"))
    now = parts(tmp_path / "now", (2021, "heron"), (2022, "gull"), (2023, "tern"))

    [change] = told(tmp_path, was, now)

    assert (change.rows_was, change.rows_now, change.removed) == (2, 3, 1)
    assert change.first_added == (
        {"boat": "gull", "fee": "1.50", "year": "2022"},
        {"boat": "tern", "fee": "1.50", "year": "2023"},
    )
