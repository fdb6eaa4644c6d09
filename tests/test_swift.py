"""Reading swiftly: what is proven to be sound is read as the careful way reads it, or not at all."""

import random
from pathlib import Path
from typing import Any

import pytest

from report.model import Project
from report.tables import swift
from report.tables.plain import records
from tests.packages import HARBOURS, loaded, package, table, told, write

NAMES = ["harbour", "boats"]
GOOD = "harbour,boats\nOslo,3\nMoss,5\n"


def _records(folder: Path, content: str | bytes) -> int | None:
    path = folder / "harbours.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return records(path, NAMES)


@pytest.mark.parametrize(
    "content",
    [
        GOOD,
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.removesuffix("\n"),
        '"harbour",boats\n"Oslo, old",3\n"the ""Moss""",""\n',
        'harbour,boats\n"","Ålesund"\n,\n',
    ],
)
def test_a_plain_file_is_known(tmp_path: Path, content: str) -> None:
    """Its records are counted: DuckDB must find as many."""
    assert _records(tmp_path, content) == 2


@pytest.mark.parametrize(
    "content",
    [
        "",
        "harbour,boats",
        "boats,harbour\nOslo,3\n",
        "harbour,boats\n\nOslo,3\n",
        "harbour,boats\nOslo,3\n\n",
        "harbour,boats\nOslo,3\r\n",
        "harbour,boats\nOslo,3,\n",
        "harbour,boats\r\n,,",
        "harbour,boats\r\nOslo,3\n",
        "harbour,boats\rOslo,3\r",
        "harbour,boats\nOs\rlo,3\n",
        'harbour,boats\n"Oslo\nnew",3\n',
        'harbour,boats\nOs"lo,3\n',
        'harbour,boats\n"Oslo" ,3\n',
        'harbour,boats\n "Oslo",3\n',
        'harbour,boats\n"Os"lo",3\n',
        'harbour,boats\n"Oslo,3\n',
        "harbour,boats\nOs\0lo,3\n",
        "harbour,boats\nOs\x1elo,3\n",
        "harbour,boats\n<<<<<<< HEAD\n",
        "harbour,boats\nTromsø,3\n".encode("latin-1"),
        "harbour,boats\n" + "x" * 140_000 + ",3\n",
        "harbour,boats\nOslo,3\n" + "x" * 3_000_000,
    ],
)
def test_a_file_that_leaves_something_open_is_not_plain(
    tmp_path: Path, content: str | bytes
) -> None:
    """It is for Python's parser to say what it is."""
    assert _records(tmp_path, content) is None


def test_blocks_of_a_file_are_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a block ends changes nothing."""
    content = 'harbour,boats\r\n"Oslo, ""new""",3\r\nÅ,"4"\r\n"",5'
    for size in range(8, 60):
        monkeypatch.setattr("report.tables.plain.LINE_BYTES", size)
        assert _records(tmp_path, content) == 3


# --- the two ways -----------------------------------------------------------------------------

FIELDS: list[dict[str, Any]] = [
    {"name": "boat", "constraints": {"maxLength": 6}},
    {"name": "built", "type": "year", "constraints": {"minimum": 1900}},
    {"name": "cars", "type": "integer"},
    {"name": "length", "type": "number", "duckdb": "DECIMAL(5,1)"},
    {"name": "weight", "type": "number"},
    {"name": "steam", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "month", "type": "yearmonth"},
    {"name": "note", "multiline": True, "constraints": {"pattern": "[^x]*"}},
]
# Of each column what is sound, and what may not be or is read otherwise than it looks.
SOUND: dict[str, list[str]] = {
    "boat": ["A", "Å b", "", '"q,r"', '"say ""B"""', '""'],
    "built": ["1950", "2023", ""],
    "cars": ["0", "007", "-12", "", '"5"'],
    "length": ["12.5", "12", "-0.50", "12.", ""],
    "weight": ["1", "1.25", "1e3", "-2E-2", ""],
    "steam": ["true", "false", ""],
    "day": ["2023-01-31", "", "0001-01-01"],
    "month": ["2023-01", ""],
    "note": ["", "words", '"a, b"'],
}
ODD = {
    "boat": [" A", "A ", "=A", "A\u200b", "\ufeff", "e\u0301", "abcdefg", '"a\nb"', "NULL", "'a'"],
    "built": ["1850", "950", " 1950", "1950.0", "0", "+1950", "19_50"],
    "cars": ["+1", "1_000", " 1", "1.0", "1e3", "0x1f", "9" * 25, "true", "½"],
    "length": ["12.55", "1e2", "99999.9", "1,5", "inf"],
    "weight": ["inf", "nan", "1e999", "NaN", "1_0", ".5", "5."],
    "steam": ["TRUE", "t", "1", "yes", "NO"],
    "day": ["2023-02-30", "2023-1-1", "infinity", "20230101", "epoch", "0000-01-01", "12023-01-01"],
    "month": ["2023-13", "2023-1"],
    "note": ["x", '"a\nb"', "\\N", "#a", "a\tb"],
}


def _file(rng: random.Random, names: list[str]) -> str:
    """Return a file of a few rows, one in three with something odd in it."""
    end = rng.choice(["\n", "\r\n"])
    rows = [[rng.choice(SOUND[name]) for name in names] for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.4:
        name = rng.choice(names)
        rng.choice(rows)[names.index(name)] = rng.choice(ODD[name])
    if rng.random() < 0.1:
        rng.choice(rows).append("")
    if rng.random() < 0.05:
        rng.choice(rows).pop()
    lines = [",".join(names), *map(",".join, rows)]
    mark = "\ufeff" if rng.random() < 0.1 else ""
    return mark + end.join(lines) + rng.choice([end, end, ""])


def _seen(project: Project) -> tuple[list[str], object]:
    """Return the faults of a project's table, and its rows where there are none."""
    if faults := told(project):
        return faults, None
    with loaded(project) as tables:
        result = tables.query("SELECT * FROM boats", "q.sql")
    return [], (result.columns, repr(result.rows))


@pytest.mark.parametrize("seed", range(30))
def test_both_ways_find_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """The rows of a file, and its faults word for word, do not depend on how it was read."""
    rng = random.Random(f"boats {seed}")  # noqa: S311 - not for secrets
    fields = [field for field in FIELDS if rng.random() < 0.6] or FIELDS[:1]
    described = package(table("boats", fields))
    names = [field["name"] for field in fields]
    files = {"data/datapackage.json": described, "data/boats.csv": _file(rng, names)}
    project = write(tmp_path, files)
    swiftly = _seen(project)
    monkeypatch.setattr(swift, "load", lambda *_: False)

    assert swiftly == _seen(project)


def test_most_sound_files_are_read_swiftly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proven is not staged as text."""
    rows = "".join(f"{','.join(SOUND[f['name']][0] for f in FIELDS)}\n" for _ in range(3))
    content = ",".join(field["name"] for field in FIELDS) + "\n" + rows
    files = {"data/datapackage.json": package(table("boats", FIELDS)), "data/boats.csv": content}
    monkeypatch.setattr("report.tables.staging.rewrite", lambda *_: pytest.fail("read with care"))

    assert told(write(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1,A\n2,B\n", True),
        ("1,A\n1,B\n", False),
        ("-5,A\n900000000,B\n-5,C\n", False),
        ("-9223372036854775808,A\n9223372036854775807,B\n", True),
        (",A\n,B\n", True),
    ],
)
def test_a_key_of_whole_numbers_is_unique_or_not(
    tmp_path: Path, rows: str, *, expected: bool
) -> None:
    """Whether the numbers lie close together or far apart."""
    fields: list[dict[str, Any]] = [
        {"name": "number", "type": "integer", "constraints": {"unique": True}},
        {"name": "boat"},
    ]
    text = package(table("boats", fields))
    project = write(
        tmp_path, {"data/datapackage.json": text, "data/boats.csv": f"number,boat\n{rows}"}
    )

    assert (told(project) == []) == expected


def test_a_fault_beside_a_swift_table_is_told_in_full(tmp_path: Path) -> None:
    """A table that was read with care may refer to one that was not, and the other way round."""
    sailings = table(
        "sailings",
        [{"name": "harbour"}, {"name": "note", "multiline": True}],
        foreignKeys=[
            {"fields": "harbour", "reference": {"resource": "harbours", "fields": "harbour"}}
        ],
    )
    files: dict[str, str | bytes] = {
        "data/datapackage.json": package(HARBOURS, sailings),
        "data/harbours.csv": GOOD,
        "data/sailings.csv": 'harbour,note\nOslo,"a\nb"\nMos,\n',
    }

    assert told(write(tmp_path, files)) == [
        'data/sailings.csv:4: column "harbour": "Mos" is not in column "harbour" '
        'of the table "harbours"\n  Did you mean "Moss"?'
    ]
    files["data/sailings.csv"] = 'harbour,note\nOslo,"a\nb"\nMoss,\n'
    with loaded(write(tmp_path, files)) as tables:
        assert tables.rows() == {"harbours": 2, "sailings": 2}
