"""What may not be passed on is in no published byte: no cell of it, in no file, however packed.

The publication is invented, ``tests/sites/withheld``; what is withheld there are words and numbers
that stand nowhere else. It is published twice, with cells changed in between.
"""

import csv
import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest

import build
from report import seals
from report.editions import ExitCode
from report.model import Project

ROOT = Path(__file__).resolve().parents[1]
GARDENS = Path(__file__).parent / "sites" / "withheld"
CHANGES = (  # of cells between the editions: of a withheld column, and of an open one
    ("Yulkrenzi Obtavassu,68204917.35,1919-05-08", "Quemboril Tashvennic,68204955.12,1923-08-30"),
    (
        "The Slope,Wexapholt Miruganda,73519262.07,1911-10-23,4",
        "The Slope,Wexapholt Miruganda,73519262.07,1911-10-23,5",
    ),
)
# Of each text a word that is its own; of each number its whole part; each date.
SECRETS = (
    *"Zorvaqel Untibrosh Wexapholt Miruganda Yulkrenzi Obtavassu Quemboril Tashvennic".split(),
    *"Plumkovarr iminolau Ghestilvane maskedrin Brontzavelic ordakin".split(),
    *"Ferrowantle Kugsbrimm Nabzoluthe Werritacks".split(),
    *"73519284 73519262 68204917 68204955".split(),
    *"73,519,284 73,519,262 68,204,917 68,204,955".split(),
    *"1907-03-14 1911-10-23 1919-05-08 1923-08-30".split(),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication, after its two editions, with its draft."""
    root = tmp_path_factory.mktemp("withheld") / "gardens"
    shutil.copytree(GARDENS, root)
    shutil.copytree(ROOT / "templates", root / "templates")
    with duckdb.connect() as database:
        seeds = database.read_csv(str(root / "seeds.csv"))
        seeds.to_parquet(str(root / "data" / "seeds.parquet"))
    (root / "seeds.csv").unlink()
    run(root, "publish", "2023-01", "--title", "January")
    gardens = root / "data" / "gardens.csv"
    for was, now in CHANGES:
        text = gardens.read_text(encoding="utf-8")
        assert was in text
        gardens.write_text(text.replace(was, now), encoding="utf-8", newline="\n")
    contract = root / "data" / "datapackage.json"
    package = json.loads(contract.read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] != "ledgers"]
    contract.write_text(json.dumps(package, indent=1), encoding="utf-8", newline="\n")
    (root / "data" / "ledgers.csv").unlink()
    gone = "- from: data/#table-ledgers\n  to: retired\n  why: They are lost.\n"
    (root / "moved.yml").write_text(gone, encoding="utf-8", newline="\n")
    run(root, "publish", "2023-09", "--title", "September")
    run(root, "build")
    return Project(root)


def run(root: Path, *words: str) -> None:
    """Run a command on the project, which ends well."""
    assert build.main(["--project", str(root), *words]) == ExitCode.DONE


def texts(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text that a file holds, with where it stands: of archives, of each file in it."""
    yield path, content.decode("utf-8", "replace")
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield from texts(f"{path}!{name}", packed.read(name))
    elif path.endswith(".parquet"):
        yield path, str(rows_of(content))
    elif path.endswith(".png"):
        yield from ((path, text) for text in chunks(content))


def rows_of(content: bytes) -> list[tuple[Any, ...]]:
    """Return the header and the rows of a Parquet file."""
    with TemporaryDirectory() as folder, duckdb.connect() as database:
        path = Path(folder, "rows.parquet")
        path.write_bytes(content)
        read = database.read_parquet(str(path))
        return [tuple(read.columns), *read.fetchall()]


def chunks(png: bytes) -> Iterator[str]:
    """Yield the texts of a picture, as they are and unpacked."""
    place = 8
    while place < len(png):
        length, kind = int.from_bytes(png[place : place + 4]), png[place + 4 : place + 8]
        data = png[place + 8 : place + 8 + length]
        if kind in {b"tEXt", b"zTXt", b"iTXt", b"eXIf"}:
            yield data.decode("latin-1")
            for start in range(len(data)):
                try:
                    yield zlib.decompress(data[start:]).decode("utf-8", "replace")
                except zlib.error:
                    continue
        place += length + 12


def found(folder: Path) -> set[tuple[str, str]]:
    """Return each secret that stands in a folder's files, with the file."""
    told = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            shown = path.relative_to(folder).as_posix()
            for place, text in texts(shown, path.read_bytes()):
                told |= {(secret, place) for secret in SECRETS if secret in text}
    return told


def archive(project: Project, edition: str) -> dict[str, bytes]:
    """Return the bundle for readers of an edition."""
    with zipfile.ZipFile(project.site / edition / "source.zip") as packed:
        return {name.removeprefix(f"{edition}/"): packed.read(name) for name in packed.namelist()}


def test_no_published_byte_holds_what_is_withheld(project: Project) -> None:
    """Not in a page, a picture, a table, an archive within the archive, nor in what changed."""
    published = {path.name for path in project.site.iterdir()}

    assert {"2023-01", "2023-09", "latest", "draft", "editions.json"} <= published
    assert found(project.site) == set()


def test_the_search_would_find_it(project: Project) -> None:
    """In the record, which is not published, every secret is found, within its archive too."""
    sealed = found(project.editions)
    plain = {secret for secret in SECRETS if "," not in secret}

    assert {secret for secret, _ in sealed} == plain
    assert any(place.endswith("source.zip!2023-01/data/seeds.parquet") for _, place in sealed)


def test_a_picture_is_searched() -> None:
    """Text in a chunk of a PNG is seen, packed as it is."""
    packed = b"x\0\0" + zlib.compress(b"Zorvaqel")
    chunk = len(packed).to_bytes(4) + b"zTXt" + packed + bytes(4)

    assert "Zorvaqel" in "".join(text for _, text in texts("a.png", bytes(8) + chunk))


def test_the_edition_says_that_it_is_not_complete(project: Project) -> None:
    """Its manifest names each table and column, and the note in its bundle does so too."""
    names = ["diaries", "gardens.let_on", "gardens.owner", "gardens.rent", "seeds.supplier"]
    facts = seals.read(project, "2023-09").edition.facts
    note = archive(project, "2023-09")["README.md"].decode()

    assert facts["withheld"] == names
    assert "This bundle is not complete." in note
    assert ", ".join(names) in note


def test_a_draft_loses_no_address_for_being_one(project: Project) -> None:
    """An edition has its sources, and Croissant; a draft after it has neither, and is built."""
    only = ("source.zip", "data/croissant.json")

    assert all((project.site / "2023-09" / path).is_file() for path in only)
    assert not any((project.site / "draft" / path).exists() for path in only)


def test_the_rest_is_published(project: Project) -> None:
    """A table lacks its withheld columns and nothing else, in the download and in the bundle."""
    data = project.site / "2023-09" / "data"
    bundle = archive(project, "2023-09")
    header, *rows = csv.reader(io.StringIO((data / "gardens.csv").read_text(encoding="utf-8")))

    assert (header, rows[0]) == (
        ["garden", "name", "beds", "source"],
        ["1", "The Orchard", "9", "walk"],
    )
    assert bundle["data/gardens.csv"] == (data / "gardens.csv").read_bytes()
    assert rows_of((data / "gardens.parquet").read_bytes()) == [
        ("garden", "name", "beds", "source"),
        *((garden, name, int(beds), source) for garden, name, beds, source in rows),
    ]
    assert rows_of((data / "seeds.parquet").read_bytes())[0] == ("seed", "kind")
    assert rows_of(bundle["data/seeds.parquet"])[1] == (1, "bean")
    assert "data/diaries.csv" not in bundle
    assert "editions/2023-01/data/ledgers.csv" not in bundle
    assert "editions/2023-01/data/gardens.csv" in bundle


def test_changes_are_counted_and_not_told(project: Project) -> None:
    """A row that changed in a withheld column is counted; shown are only those that changed openly."""
    told = json.loads((project.site / "2023-09" / "changes.json").read_bytes())
    (gardens,) = [table for table in told["tables"] if table["name"] == "gardens"]

    assert gardens["changed"] == 2
    assert gardens["cells"] == {"owner": 1, "rent": 1, "let_on": 1, "beds": 1}
    assert [(row["columns"], sorted(row["now"])) for row in gardens["first_changed"]] == [
        (["beds"], ["beds", "garden", "name", "source"])
    ]


def test_pages_say_what_readers_cannot_get(project: Project) -> None:
    """Who wants to run a query is told which part of the data is not there."""
    figure = (project.site / "2023-09/figures/lane/index.html").read_text(encoding="utf-8")
    data = (project.site / "2023-09/data/index.html").read_text(encoding="utf-8")

    assert "It reads diaries, gardens.rent, which may be used here" in re.sub(r"\s+", " ", figure)
    assert data.count("Its values may not be passed on.") == 4
