"""The data of an edition in, ``data/croissant.json`` out: Croissant 1.0, for machine learning.

It is made only when all that it must say is known: a date, an address, and of every table that is
offered a file and a type for each column. Tables that may not be passed on are not in it.
"""

import hashlib
from collections.abc import Iterator, Mapping

from report.contract import TableContract
from report.documents import as_json, media_type
from report.linked_data import Told
from report.model import SiteFile

PATH = "data/croissant.json"
_CONFORMS = "http://mlcommons.org/croissant/1.0"
_TYPES = {
    "VARCHAR": "sc:Text",
    "BOOLEAN": "sc:Boolean",
    "DATE": "sc:Date",
    "DOUBLE": "sc:Float",
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "sc:Integer"),
}
# As the specification prints it: names of schema.org without a prefix, Croissant's with theirs.
_CONTEXT: Mapping[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def files(told: Told) -> Iterator[SiteFile]:
    """Return the description of the data, or nothing while something of it is not known."""
    colophon, contract = told.colophon, told.contract
    offered = {file.site_path: file for file in told.files}
    tables = [t for t in contract.tables if any(f"data/{path}" in offered for path in t.paths)]
    known = all(len(table.paths) == 1 and all(map(_type, _stored(table))) for table in tables)
    if not (colophon.site.url and colophon.day and tables and known):
        return
    document = {
        "@context": {**_CONTEXT, "@language": colophon.site.locale.replace("_", "-")},
        "@type": "sc:Dataset",
        "conformsTo": _CONFORMS,
        "name": contract.title,
        "description": contract.description,
        "license": [each.url or each.title for each in contract.licences],
        "url": colophon.address("data/", at=PATH),
        "creator": {"@type": "Organization", "name": colophon.publisher},
        "publisher": {"@type": "Organization", "name": colophon.publisher},
        "datePublished": colophon.day.isoformat(),
        "version": _version(colophon.edition),
        "citeAs": f"{colophon.publisher} ({colophon.day.year}). {contract.title}. "
        f"{colophon.site.name}, edition {colophon.edition}. {colophon.address('', at=PATH)}",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": table.paths[0],
                "name": table.paths[0],
                "contentUrl": colophon.address(file.site_path, at=PATH),
                "contentSize": f"{len(file.content)} B",
                "encodingFormat": media_type(file.site_path),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for table in tables
            for file in [offered[f"data/{table.paths[0]}"]]
        ],
        "recordSet": [_record_set(table) for table in tables],
    }
    yield SiteFile(PATH, as_json(document))


def _record_set(table: TableContract) -> dict[str, object]:
    told: dict[str, object] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description or table.title or table.name,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{table.name}/{field.name}",
                "name": field.name,
                "description": field.description or field.title or field.name,
                "dataType": _type(field.duckdb),
                "source": {
                    "fileObject": {"@id": table.paths[0]},
                    "extract": {"column": field.name},
                },
            }
            for field in table.fields
        ],
    }
    if table.primary_key:
        told["key"] = [{"@id": f"{table.name}/{name}"} for name in table.primary_key]
    return told


def _stored(table: TableContract) -> list[str]:
    return [field.duckdb for field in table.fields]


def _type(duckdb: str) -> str:
    """Return what Croissant calls a type; nothing for one that it has no name for."""
    return "sc:Float" if duckdb.startswith("DECIMAL(") else _TYPES.get(duckdb, "")


def _version(edition: str) -> str:
    """Return an edition's name as the three numbers that Croissant asks for: 2023-09 is 2023.9.0."""
    month, _, revision = edition.partition(".")
    year, _, number = month.partition("-")
    return f"{int(year)}.{int(number)}.{revision or 0}"
