"""The countries of one wave of the AIGS index, still as printed → the four index tables.

A firm that a row names twice is one supplier, under its first spelling.
A flag says that a country's technology is used, whether or not a firm is named, and a firm
may be named without a flag: ``supply`` and ``suppliers`` are kept apart as the source does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from intake.companies import Firm, firm_of, printed_firms
from intake.names import country_code
from intake.originals import Cell, faults_of, known
from intake.rows import IndexCountry, IndexEntry, Supplier, Supply
from report.errors import ReportError

REGIMES = {code: code for code in ("CA", "EA", "ED", "LD")}


@dataclass(frozen=True, slots=True)
class Wave:
    """A release of the index, and how it writes a mark."""

    year: int
    source: str
    mark: str  # in the columns of technologies
    flag: str  # in the columns of supplying countries
    member: str  # in the column of the Belt and Road Initiative


@dataclass(frozen=True, slots=True)
class Entry:
    """One country of a wave, its cells told apart and mended, not yet understood."""

    country: Cell
    name_as_printed: str
    regime: Cell
    belt_and_road: Cell
    technologies: Mapping[str, Cell]
    flags: Mapping[str, tuple[str, Cell]]  # exporter → the column's words, and the cell
    others: tuple[tuple[str, Cell], ...]  # further exporters: as printed, and mended
    firms: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Cells that name firms: whose they are, and in whose row they stand."""

    country: Cell
    printed_under: Cell
    firms: tuple[Cell, ...]


def index_countries(wave: Wave, entries: Iterable[Entry]) -> tuple[IndexCountry, ...]:
    """Restate which countries the wave lists, and what it says of each."""
    return tuple(
        IndexCountry(
            wave=wave.year,
            country=country_code(entry.country),
            name_as_printed=entry.name_as_printed,
            regime=known(entry.regime, REGIMES, "regime"),
            belt_and_road=marked(entry.belt_and_road, wave.member),
            source=wave.source,
        )
        for entry in entries
    )


def index_entries(wave: Wave, entries: Iterable[Entry]) -> tuple[IndexEntry, ...]:
    """Restate which technologies the wave marks in each country."""
    return tuple(
        IndexEntry(wave.year, country_code(entry.country), technology, wave.source)
        for entry in entries
        for technology, cell in entry.technologies.items()
        if marked(cell, wave.mark)
    )


def supply(wave: Wave, entries: Iterable[Entry]) -> tuple[Supply, ...]:
    """Restate whose technology each country uses; its own is domestic."""
    return tuple(
        Supply(
            wave=wave.year,
            importer=importer,
            exporter=exporter,
            scope=scope_of(importer, exporter),
            as_printed=as_printed,
            source=wave.source,
        )
        for entry in entries
        for importer in (country_code(entry.country),)
        for exporter, as_printed in _exporters(wave, entry)
    )


def suppliers(
    wave: Wave, named: Iterable[Named], firms: Mapping[str, Firm]
) -> tuple[Supplier, ...]:
    """Restate which firms are named in which country, each once."""
    found: dict[tuple[str, str], Supplier] = {}
    for group in named:
        country = country_code(group.country)
        for cell in printed_firms(group.firms):
            company = firm_of(cell, firms).slug
            row = Supplier(
                wave=wave.year,
                country=country,
                company=company,
                company_as_printed=cell.text,
                printed_under=country_code(group.printed_under),
                source=wave.source,
            )
            found.setdefault((country, company), row)
    return tuple(found.values())


def faults(
    wave: Wave, entries: Iterable[Entry], named: Iterable[Named], firms: Mapping[str, Firm]
) -> Iterable[ReportError]:
    """Tell every cell that is not understood, each for itself."""
    for entry in entries:
        yield from faults_of(
            partial(country_code, entry.country),
            partial(known, entry.regime, REGIMES, "regime"),
            partial(marked, entry.belt_and_road, wave.member),
            *(partial(marked, cell, wave.mark) for cell in entry.technologies.values()),
            *(partial(marked, cell, wave.flag) for _, cell in entry.flags.values()),
            *(partial(country_code, cell) for _, cell in entry.others),
        )
    for group in named:
        yield from faults_of(
            *(partial(firm_of, cell, firms) for cell in printed_firms(group.firms))
        )


def own_firms(entries: Iterable[Entry]) -> tuple[Named, ...]:
    """Return the firms of each row as those of its own country."""
    return tuple(Named(entry.country, entry.country, entry.firms) for entry in entries)


def scope_of(importer: str, exporter: str) -> str:
    """Return whether technology crosses a border."""
    return "domestic" if importer == exporter else "export"


def listed(cell: Cell) -> tuple[Cell, ...]:
    """Return one cell per name of a list with commas."""
    return tuple(cell.holding(name.strip()) for name in cell.text.split(",") if name.strip())


def _exporters(wave: Wave, entry: Entry) -> Iterable[tuple[str, str]]:
    flagged = [
        (exporter, words)
        for exporter, (words, cell) in entry.flags.items()
        if marked(cell, wave.flag)
    ]
    return flagged + [(country_code(cell), as_printed) for as_printed, cell in entry.others]


def marked(cell: Cell, mark: str) -> bool:
    """Return whether a cell bears a mark; anything else in it is refused."""
    return known(cell, {mark: True, "": False}, "mark")
