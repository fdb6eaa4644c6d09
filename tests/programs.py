"""An edition in values, for what programs read of it: boats, their chart and their log, all invented."""

import struct
import zlib
from dataclasses import replace
from pathlib import Path

from report import contract
from report.colophon import Colophon
from report.contract import Contract, Licence
from report.linked_data import Told
from report.model import Chart, Page, Project, Site, SiteFile
from report.pages import front_matter
from report.periods import Period
from tests.boats import BOATS, CHART

CC0 = Licence("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
URL = "https://example.org/boats/"
SERVED = Site(
    "Boats & <harbours>",
    "What lies where.",
    URL,
    "en_GB",
    publisher="The harbour's editors",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
UNSERVED = replace(SERVED, url="")
EDITION = Colophon(SERVED, "2023-09", "The storm", (CC0,))
DRAFT = replace(EDITION, edition="draft", title="Draft")
DRAWN: Chart = replace(
    CHART,
    takeaway='The north has "most" boats & <more>',
    wide='<svg xmlns="x" viewBox="0 0 720 300"></svg>',
    narrow='<svg xmlns="x" viewBox="0 0 340 420"></svg>',
)
PACKAGE = """{
 "name": "boats", "title": "The log of boats", "description": "Which boat lies where, invented.",
 "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}],
 "sources": [{"name": "log", "title": "Harbour log", "publisher": "Port authority", "date": "2023", "path": "https://example.org", "licence": "CC0", "redistributable": true}],
 "resources": [{"name": "boats", "path": "boats.csv", "title": "Boats", "description": "One row a boat.",
  "schema": {"primaryKey": "boat", "fields": [
   {"name": "boat", "type": "string", "description": "Its name."},
   {"name": "built", "type": "year", "description": "When it was built."},
   {"name": "length", "type": "number", "duckdb": "DECIMAL(4,1)"},
   {"name": "afloat", "type": "boolean"},
   {"name": "seen", "type": "date"}
  ]}}]
}
"""
ROWS = "boat,built,length,afloat,seen\nTern,1911,12.5,true,2023-08-01\n"


def promised(folder: Path, package: str = PACKAGE) -> Contract:
    """Return the contract of the log of boats."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "datapackage.json").write_text(package, encoding="utf-8")
    (data / "boats.csv").write_text(ROWS, encoding="utf-8")
    return contract.read(Project(folder))


def told(folder: Path, colophon: Colophon = EDITION, package: str = PACKAGE) -> Told:
    """Return all that pages of this edition tell programs of."""
    return Told(
        colophon,
        promised(folder, package),
        (Period("boats", "built", 1911, 1987), Period("boats", "seen", 1999, 2023)),
        {"boats": BOATS},
        (
            SiteFile("data/boats.csv", ROWS.encode()),
            SiteFile("data/datapackage.json", package.encode()),
            SiteFile("findings/north.card.png", png(1200, 630)),
            SiteFile("index.html", b"no file of the data"),
        ),
    )


def page(path: str, **entries: str) -> Page:
    """Return a page with this front matter."""
    return Page(path, f"{front_matter(entries)}\nWords.\n", title=entries.get("title", ""))


def png(width: int, height: int) -> bytes:
    """Return a picture of a size: white, in one bit a pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checked)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\0" + b"\xff" * ((width + 7) // 8)) * height
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )
