"""Tiny projects for tests: a data package written from values into a folder."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from report import contract
from report.errors import ReportError
from report.model import Project
from report.tables import Limits, Tables, load

SOURCE = {
    "name": "timetable",
    "title": "Timetable",
    "publisher": "The harbour office",
    "date": "2023-03",
    "path": "https://example.org/timetable",
    "licence": "CC BY 4.0",
    "redistributable": True,
}
HARBOURS = {
    "name": "harbours",
    "path": "harbours.csv",
    "schema": {
        "fields": [{"name": "harbour"}, {"name": "boats", "type": "integer"}],
        "primaryKey": "harbour",
    },
}


def package(*tables: Mapping[str, Any], **rest: object) -> str:
    """Return a data package as a JSON text, one property a line."""
    whole = {"title": "Ferries", "sources": [SOURCE], "resources": tables, **rest}
    return json.dumps(whole, indent=1, ensure_ascii=False)


def table(
    name: str, fields: Sequence[Mapping[str, Any]], *, minimum_rows: int = 1, **schema: object
) -> dict[str, Any]:
    """Return a table of a data package, whose file is named as the table is."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "minimumRows": minimum_rows,
        "schema": {"fields": fields, **schema},
    }


def write(folder: Path, files: Mapping[str, str | bytes]) -> Project:
    """Write files by their paths, newlines as they are given, and return the project."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Project(folder)


def loaded(project: Project, limits: Limits | None = None) -> Tables:
    """Return the tables of a project."""
    promised = contract.read(project)
    return load(project, promised, limits) if limits else load(project, promised)


def told(project: Project) -> list[str]:
    """Return the faults of a project's data as an editor reads them; none where it loads."""
    try:
        loaded(project).close()
    except ReportError as error:
        return [str(fault) for fault in error.errors]
    return []
