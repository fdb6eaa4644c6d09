"""The values that pass between stages: frozen, and complete at birth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from report.sayings import Sayings

# A cell of a computed row, as DuckDB hands it to Python.
Value = str | int | float | bool | Decimal | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one publication, all below ``root``."""

    root: Path
    lent: Path | None = None  # stands for data/ in a build that is lent tables of elsewhere

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
        return self.lent or self.root / "data"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def editions(self) -> Path:
        """The permanent record, in git: what was published, and what it was made of."""
        return self.root / "editions"

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
    publisher: str = ""  # who is named as author and publisher; empty: the publication itself
    licence_url: str = ""  # of text and charts
    kinds: frozenset[str] = frozenset()  # of pages, as the theme tells them apart; empty: any
    approved: bool = False  # whether an edition is published only once somebody has approved it
    sayings: Sayings = field(
        default_factory=Sayings
    )  # what theme and generator say, in its language


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
    one: str = ""  # the unit of a single thing: country, deal
    decimals: int | None = None  # places printed; None: as many as the value has, at most one
    min: Decimal | None = None  # smallest value allowed, in the column's unit
    max: Decimal | None = None
    allows: frozenset[str] = frozenset()  # of {"zero", "null"}: values that would stop the build
    whole: str = ""  # the column whose rows of one value share a whole: their shares sum to 100
    # What such a share is printed as, where plain rounding would miss the hundred.
    printed: Mapping[Value, Decimal] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that look like a number or a rank and are meant as they stand."""

    text: str
    reason: str
    where: str  # as typed in the project, with its line


@dataclass(frozen=True, slots=True)
class Budget:
    """How far the values of a column may move from edition to edition without a reason."""

    column: str  # "rows": by how much the number of rows may fall
    amount: Decimal  # in percent of the older value, or in the column's unit
    relative: bool

    @property
    def shown(self) -> str:
        """The amount as its header writes it."""
        return f"{self.amount}%" if self.relative else str(self.amount)


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed result with a name: typed columns and rows in their printed order."""

    DIGESTED_ONCE: ClassVar[bool] = True  # by the store: see report/store.py

    name: str  # the stem of its file: queries/<name>.sql
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # the columns that name a row; empty where there is just one row
    rows: tuple[Row, ...]
    sources: tuple[Source, ...]
    sql: str  # the whole file, header and all
    path: str  # as typed in the project
    note: str = ""  # what a reader must know to read it rightly
    reconciles: str = ""  # the BOOLEAN column that says whether a row agrees with what is printed
    pinned: str = ""  # years that the query types on purpose, and why
    literals: tuple[Literal, ...] = ()  # words of the header that are meant as they stand
    budgets: tuple[Budget, ...] = ()

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
class Claim:
    """A sentence with a predicate: whether it holds, and how far it is from flipping."""

    name: str  # the stem of its file: queries/claims/<name>.sql
    says: str
    holds: bool
    verdict: str  # in words: "true by 23 countries"
    figure: Figure  # one row: holds, margin, and the values compared

    @property
    def values(self) -> tuple[tuple[Column, Value], ...]:
        """The values compared, in the order of the query."""
        return tuple(zip(self.figure.columns[2:], self.figure.rows[0][2:], strict=True))


@dataclass(frozen=True, slots=True)
class Difference:
    """A computed number that is not the printed one, and why, in the editors' words."""

    figure: str
    row: str  # the anchor of the figure's row
    values: str  # both numbers; the explanation is void when one of them moves
    because: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a number moved further than its budget, in the editors' words, for that one move."""

    figure: str  # or "table" and the name of a table
    row: str  # the row's key, joined by blanks; "all" where there is one row, and of "rows"
    column: str  # or "rows"
    was: str  # the exact old value, as plain text
    now: str
    why: str
    who: str
    date: date


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A finished file of the site that is copied as it is."""

    site_path: str  # within the edition, with slashes: charts/face_importers.svg
    content: bytes


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a figure: its words, and its files by what they are."""

    DIGESTED_ONCE: ClassVar[bool] = True  # by the store: see report/store.py

    name: str  # the stem it shares with its figure
    title: str
    description: str  # what a reader who cannot see it is told
    wide: str  # inline SVG markup, its colours bound to the page's custom properties
    narrow: str
    files: tuple[SiteFile, ...]  # charts/<name>.svg and its kin
    takeaway: str = ""  # what a reader should see in it, in one line; its page is called so
    layers: tuple[SiteFile, ...] = ()  # what readers explore it with, wide and narrow
    # Wide and narrow once more, each mark with the key of its row and what a pointer shows.
    marked: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Poster:
    """What the card of a page shows when the page is shared."""

    title: str  # numbers as printed
    chart: str = ""  # the name of the first one on the page
    number: str = ""  # the first lead number, and what it counts, where there is no chart
    label: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that readers look for by its name, and that has a place on a page: a row of a table."""

    name: str
    kind: str  # the label of the column that names it: Company
    anchor: str  # of its place on the page
    text: str  # what else the row says, as printed


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the Markdown tree, ready for the website."""

    path: str  # within the tree, with slashes: countries/chile.md
    markdown: str  # front matter and all
    inserts: Mapping[str, str] = field(default_factory=dict)  # placeholder name → finished HTML
    title: str = ""
    poster: Poster | None = None  # of a page that has a card of its own
    aliases: tuple[str, ...] = ()  # other names that readers may look for it by
    named: tuple[Named, ...] = ()  # what has a place on it
    linked_data: str = ""  # what it is to programs: JSON-LD that can stand in a script element

    @property
    def address(self) -> str:
        """Where the page is served, below the edition's root: countries/chile/."""
        stem = f"/{self.path.removesuffix('.md')}".removesuffix("/index")
        return f"{stem[1:]}/" if stem else ""

    @property
    def card(self) -> str:
        """Where its picture for sharing stands, if it has one: findings/tides.card.png."""
        return f"{self.path.removesuffix('.md').removesuffix('/index')}.card.png"
