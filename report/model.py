"""The values that pass between stages: frozen, and complete at birth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

# A cell of a computed row, as DuckDB hands it to Python.
Value = str | int | float | bool | Decimal | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one publication, all below ``root``."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @property
    def charts(self) -> Path:
        return self.root / "charts"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def build(self) -> Path:
        """Scratch space: may be deleted at any time."""
        return self.root / ".build"

    def shown(self, path: Path) -> str:
        """Return a path as an editor would type it: relative to the project, with slashes."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )


@dataclass(frozen=True, slots=True)
class Site:
    """What the whole publication is called, and where and in which language it is served."""

    name: str
    description: str
    url: str  # with a trailing slash; may be empty while nothing is served
    locale: str  # as CLDR writes it: en, de, fr, zh_Hans


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; declared once, in ``data/datapackage.json``."""

    name: str
    title: str
    publisher: str
    date: str  # ISO 8601, as exact as the publisher gives it: 2019-09-17, 2023-03, 2025
    url: str
    licence: str
    redistributable: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a figure, as its SQL header promises it."""

    name: str
    type: str  # as DuckDB prints it: BIGINT, VARCHAR, DECIMAL(4,1)
    label: str  # what readers see over the column
    unit: str = ""  # countries, deals, %, percentage points; empty for names and years
    decimals: int | None = None  # places printed; None: as many as the value has, at most one
    min: Decimal | None = None  # smallest value allowed, in the column's unit
    max: Decimal | None = None
    allows: frozenset[str] = frozenset()  # of {"zero", "null"}: values that would stop the build


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed result with a name: typed columns and rows in their printed order."""

    name: str  # the stem of its file: queries/<name>.sql
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # the columns that name a row; empty where there is just one row
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    sql: str  # the whole file, header and all
    path: str  # as typed in the project
    note: str = ""  # what a reader must know to read it rightly

    def index(self, column: str) -> int:
        """Return the position of a column; the name is known to be right."""
        return [c.name for c in self.columns].index(column)

    def column(self, name: str) -> Column:
        """Return a column by its name; the name is known to be right."""
        return self.columns[self.index(name)]

    def records(self) -> tuple[dict[str, Value], ...]:
        """Return the rows as dictionaries, in their printed order."""
        names = [column.name for column in self.columns]
        return tuple(dict(zip(names, row, strict=True)) for row in self.rows)


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A finished file of the site that is copied as it is."""

    site_path: str  # within the edition, with slashes: charts/face_importers.svg
    content: bytes


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a figure: its words, and its files by what they are."""

    name: str  # the stem it shares with its figure
    title: str
    description: str  # what a reader who cannot see it is told
    wide: str  # inline SVG markup, its colours bound to the page's custom properties
    narrow: str
    files: tuple[SiteFile, ...]  # charts/<name>.svg and its kin


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the Markdown tree, ready for the website."""

    path: str  # within the tree, with slashes: countries/chile.md
    markdown: str  # front matter and all
    inserts: Mapping[str, str] = field(default_factory=dict)  # placeholder name → finished HTML
