"""The data of a project in, the data package that readers download out.

    data/<table>.csv        as it stands in the project, without columns that are not passed on
    data/<table>.parquet    the same rows, typed; a table that is Parquet already stays as it is
    data/load.sql           makes the tables in a DuckDB shell
    data/codebook.csv       every column of every table, in words
    data/LICENCES.txt       every source, its licence, and what of it is passed on
    data/datapackage.json   the contract, with the hash of each of these files
    data/package.zip        all of them, and the queries below sql/

The queries are in the archive alone: each stands on the page of its figure or claim already, and
an address of its own would have to outlive it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from report import withholding
from report.archive import pack
from report.contract import Contract, TableContract
from report.documents import media_type
from report.model import Project, SiteFile
from report.package import parquet, words
from report.sayings import Sayings
from report.store import remembered
from report.withholding import Withheld

FOLDER, ARCHIVE = "data/", "package.zip"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TITLES = {
    "codebook.csv": "What every column holds",
    "load.sql": "Makes the tables in DuckDB",
    "LICENCES.txt": "Sources and their licences",
}


def files(
    project: Project, contract: Contract, rows: Mapping[str, int], sayings: Sayings | None = None
) -> list[SiteFile]:
    """Return the whole package; ``rows`` says how many rows each table has.

    Of the same data, promised and asked in the same words, it is not made again.
    """
    sayings = sayings or Sayings()
    parts = [contract, rows, sayings.messages, sayings.plurals, *_sources(project, contract)]
    make = partial(_files, project, contract, rows, sayings)
    return remembered(project.build, "package", parts, make)


def _sources(project: Project, contract: Contract) -> Iterator[tuple[str, Path]]:
    """Yield every file that the package is made of, with its name."""
    data = [project.data / path for table in contract.tables for path in table.paths]
    paths = [project.root / contract.path, *data, *sorted(project.queries.rglob("*.sql"))]
    yield from ((project.shown(path), path) for path in paths)


def _files(
    project: Project, contract: Contract, rows: Mapping[str, int], sayings: Sayings
) -> list[SiteFile]:
    withheld = withholding.of(contract)
    tables = withholding.published(contract, withheld)
    made = dict(_tables(project, tables, withheld))
    typed = parquet.write(tables, made, rows, scratch=project.build)
    made |= typed
    made["load.sql"] = words.load_script(contract, tables, withheld)
    made["codebook.csv"] = words.codebook(contract, withheld)
    made["LICENCES.txt"] = words.licences(contract, withheld, sayings)
    made[withholding.CONTRACT] = _described(project, made, withheld)
    archive = pack({**made, **_queries(project)})
    return [
        SiteFile(f"{FOLDER}{path}", content)
        for path, content in [*sorted(made.items()), (ARCHIVE, archive)]
    ]


def _tables(
    project: Project, tables: tuple[TableContract, ...], withheld: Withheld
) -> Iterator[tuple[str, bytes]]:
    for table in tables:
        for path in table.paths:
            content = (project.data / path).read_bytes()
            yield path, withholding.without(path, content, withheld.of(table.name))


def _queries(project: Project) -> dict[str, bytes]:
    root = project.queries
    return {
        f"sql/{path.relative_to(root).as_posix()}": path.read_bytes()
        for path in sorted(root.rglob("*.sql"))
    }


def _described(project: Project, made: Mapping[str, bytes], withheld: Withheld) -> bytes:
    """Return the contract as readers get it: each file with its size and its hash."""
    given = json.loads((project.data / withholding.CONTRACT).read_bytes().decode("utf-8-sig"))
    package = withholding.public_package(given, withheld)
    listed = {each["path"]: each for each in package["resources"]}
    tables = [{**each, **_sealed(each["path"], made)} for each in listed.values()]
    titles = {parquet.path_of(path): each.get("title", "") for path, each in listed.items()}
    beside = [
        {
            "name": path.lower().replace(".", "_"),
            "title": _TITLES.get(path) or titles.get(path) or path,
            "path": path,
            "format": path.rpartition(".")[2].lower(),
            "mediatype": media_type(path),
            **_sealed(path, made),
        }
        for path in sorted(made)
        if path in _TITLES or (path in titles and path not in listed)
    ]
    if not str(package.get("$schema", _PROFILE)).startswith("https://"):
        # The way to a schema that helps an editor to write the file leads nowhere from a site.
        package["$schema"] = _PROFILE
    text = json.dumps({**package, "resources": [*tables, *beside]}, ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _sealed(path: str, made: Mapping[str, bytes]) -> dict[str, Any]:
    """Return size and hash of a file; a folder of files has neither."""
    if path not in made:
        return {}
    digest = hashlib.sha256(made[path]).hexdigest()
    return {"bytes": len(made[path]), "hash": f"sha256:{digest}"}
