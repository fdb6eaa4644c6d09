"""Figures and charts in, ``figures/<name>.json`` and ``charts/<name>.json`` out.

Each says what it is, where it comes from and on which terms, and holds every cell twice: as a
value, and as the text that readers see. ``docs/schemas/`` writes down what the names mean; names
may be added, and none is taken out or means something else.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from report import schemas
from report.colophon import Colophon, sources
from report.facts import plain
from report.fingerprint import fingerprint
from report.model import Chart, Figure, SiteFile
from report.words import Words

_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".vega.json": "application/vnd.vegalite.v6+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".sql": "application/sql",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".sha256": "text/plain",
}


def figure_file(figure: Figure, words: Words, colophon: Colophon) -> SiteFile:
    """Return a figure as figures/<name>.json."""
    name = figure.name
    path = f"figures/{name}.json"
    document = {
        "$schema": schemas.seen_from(path, "figure"),
        "id": f"figures/{name}",
        "name": name,
        "title": figure.title,
        "note": figure.note,
        **rows_of(figure, words),
        "address": colophon.address(f"figures/{name}/", at=path),
        **colophon.told(at=path),
    }
    return SiteFile(path, as_json(document))


def chart_file(
    chart: Chart, figure: Figure, files: Sequence[SiteFile], words: Words, colophon: Colophon
) -> SiteFile:
    """Return a chart as charts/<name>.json; ``files`` are its own."""
    name = chart.name
    path = f"charts/{name}.json"
    document = {
        "$schema": schemas.seen_from(path, "chart"),
        "id": f"charts/{name}",
        "name": name,
        "figure": f"figures/{name}",
        "title": chart.title,
        "takeaway": chart.takeaway,
        "description": chart.description,
        "note": figure.note,
        **rows_of(figure, words),
        "address": colophon.address(f"charts/{name}/", at=path),
        **colophon.told(at=path),
        "drawing": {
            "licence": colophon.site.licence_url,
            "files": [_file(file, colophon, at=path) for file in files],
        },
    }
    return SiteFile(path, as_json(document))


def files_of_charts(
    names: Collection[str], files: Iterable[SiteFile]
) -> Mapping[str, Sequence[SiteFile]]:
    """Return by the name of each chart the files that are its own, sorted by their paths."""
    own: dict[str, list[SiteFile]] = {name: [] for name in names}
    for file in sorted(files, key=lambda each: each.site_path):
        folder, _, rest = file.site_path.partition("/")
        if folder == "charts" and "/" not in rest:
            own.get(rest.partition(".")[0], []).append(file)
    return own


def rows_of(figure: Figure, words: Words) -> dict[str, object]:
    """Return what a figure holds: columns, rows, the same as text, sources and fingerprint."""
    return {
        "columns": [
            {
                "name": c.name,
                "type": c.type,
                "label": c.label,
                "unit": c.unit,
                "one": c.one,
                "decimals": c.decimals,
            }
            for c in figure.columns
        ],
        "key": figure.key,
        "rows": [[plain(value) for value in row] for row in figure.rows],
        "text": [
            [words.value(value, column) for value, column in zip(row, figure.columns, strict=True)]
            for row in figure.rows
        ],
        "sources": sources(figure.sources),
        "hash": fingerprint(figure),
    }


def media_type(path: str) -> str:
    """Return what a web server calls a file of this name."""
    endings = sorted((each for each in _TYPES if path.endswith(each)), key=len)
    return _TYPES[endings[-1]] if endings else "application/octet-stream"


def as_json(document: object) -> bytes:
    """Return a document as the bytes of its file."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _file(file: SiteFile, colophon: Colophon, *, at: str) -> dict[str, object]:
    return {
        "address": colophon.address(file.site_path, at=at),
        "media_type": media_type(file.site_path),
        "size": len(file.content),
        "sha256": hashlib.sha256(file.content).hexdigest(),
    }
