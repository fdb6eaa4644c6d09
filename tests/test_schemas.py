"""The files that programs read are described: each by a schema that stands beside it."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import build
from report import schemas
from report.editions import ExitCode
from tests.validating import documents, faults

FERRIES = Path(__file__).parent / "sites/harbour_ferries"
SCHEMAS = sorted(file.site_path for file in schemas.files())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small publication on another subject, published once."""
    root = tmp_path_factory.mktemp("described") / "ferries"
    shutil.copytree(FERRIES, root)
    words = ["--project", str(root), "publish", "2023-09", "--title", "Ferries"]
    assert build.main(words) == ExitCode.DONE
    return root / "site"


def read(path: Path) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a file holds."""
    return json.loads(path.read_bytes())


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    """It is written in the dialect that it names, and says what it describes."""
    schema = json.loads(next(f.content for f in schemas.files() if f.site_path == name))
    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]
    assert schema["description"]


def test_what_two_schemas_both_name_they_describe_alike() -> None:
    """A column is a column, in the file of a figure, of a chart and of the claims."""
    described: dict[str, Any] = {}
    for file in schemas.files():
        for name, meaning in json.loads(file.content).get("$defs", {}).items():
            if name not in {"name", "things"}:
                assert described.setdefault(name, meaning) == meaning, (file.site_path, name)

    assert {"cell", "column", "hash", "source"} <= described.keys()


def test_every_file_is_what_its_schema_says(site: Path) -> None:
    """No part is missing, none is of another kind, and no name is there that is not described."""
    edition = site / "2023-09"
    found = documents(edition)

    assert {path.relative_to(edition).as_posix() for path in found} == {
        "figures/harbour_traffic.json",
        "figures/passengers_by_line.json",
        "figures/season.json",
        "charts/harbour_traffic.json",
        "charts/passengers_by_line.json",
        "claims.json",
        "changes.json",
        "edition.json",
    }
    assert [fault for path in [*found, site / "editions.json"] for fault in faults(path)] == []


def test_a_file_that_lacks_a_part_is_not_what_its_schema_says(site: Path, tmp_path: Path) -> None:
    """Every name is needed but those that say so, and every one that is not described is told."""
    shutil.copytree(site / "2023-09", tmp_path / "edition")
    for path in documents(tmp_path / "edition"):
        document = read(path)
        for name in document.keys() - {"$schema"}:
            path.write_text(json.dumps({n: v for n, v in document.items() if n != name}))
            assert [*faults(path)], (path.name, name)
        path.write_text(json.dumps({**document, "new": 1}))
        assert [*faults(path)], path.name


def test_an_edition_has_the_schemas_that_its_files_name(site: Path) -> None:
    """Moved elsewhere as a folder, each file still leads to its own."""
    published = {path.name: path.read_bytes() for path in (site / "2023-09/schemas").iterdir()}

    assert published == {Path(f.site_path).name: f.content for f in schemas.files()}
    assert read(site / "2023-09/figures/season.json")["$schema"] == "../schemas/figure.schema.json"
    assert read(site / "2023-09/edition.json")["$schema"] == "schemas/edition.schema.json"
    assert read(site / "editions.json")["$schema"] == "latest/schemas/editions.schema.json"


def test_a_figure_that_was_published_keeps_the_names_it_had(site: Path) -> None:
    """Programs that read the files of the first editions read those of today."""
    names = {"name", "title", "note", "columns", "key", "rows", "sources"}
    told = read(site / "2023-09/figures/season.json")

    assert names <= told.keys()
    assert all({"name", "type", "label", "unit"} <= column.keys() for column in told["columns"])
    assert all({"title", "publisher", "date", "url"} <= source.keys() for source in told["sources"])
