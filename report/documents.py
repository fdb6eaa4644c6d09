"""Figures and charts in, ``figures/<name>.json`` and ``charts/<name>.json`` out.

Each says what it is, where it comes from and on which terms, and holds every cell twice: as a
value, and as the text that readers see. ``docs/schemas/`` writes down what the names mean; names
may be added, and none is taken out or means something else.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

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


def figure_files(
    figures: Mapping[str, Figure], words: Words, colophon: Colophon
) -> Iterator[SiteFile]:
    """Return each figure as figures/<name>.json."""
    for name, figure in sorted(figures.items()):
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
        yield SiteFile(path, as_json(document))


def chart_files(
    charts: Mapping[str, Chart],
    figures: Mapping[str, Figure],
    files: Iterable[SiteFile],
    words: Words,
    colophon: Colophon,
) -> Iterator[SiteFile]:
    """Return each chart as charts/<name>.json; ``files`` are those that may belong to charts."""
    belonging: dict[str, list[SiteFile]] = {name: [] for name in charts}
    for file in sorted(files, key=lambda each: each.site_path):
        folder, _, rest = file.site_path.partition("/")
        if folder == "charts" and "/" not in rest:
            belonging.get(rest.partition(".")[0], []).append(file)
    for name, chart in sorted(charts.items()):
        path = f"charts/{name}.json"
        document = {
            "$schema": schemas.seen_from(path, "chart"),
            "id": f"charts/{name}",
            "name": name,
            "figure": f"figures/{name}",
            "title": chart.title,
            "takeaway": chart.takeaway,
            "description": chart.description,
            "note": figures[name].note,
            **rows_of(figures[name], words),
            "address": colophon.address(f"charts/{name}/", at=path),
            **colophon.told(at=path),
            "drawing": {
                "licence": colophon.site.licence_url,
                "files": [_file(file, colophon, at=path) for file in belonging[name]],
            },
        }
        yield SiteFile(path, as_json(document))


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
