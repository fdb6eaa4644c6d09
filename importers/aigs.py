"""A wave of the AI Global Surveillance (AIGS) index → the four index tables, and the firms.

    python build.py import aigs aigs_2022.xlsx
    python build.py import aigs workbook.xlsx --wave 2025

The files of 2019 (recovered from print), 2020 (semicolons) and 2022 (a workbook) are told apart
by their headers. A wave replaces its own rows and leaves those of other waves alone.

What is known to be broken is mended, and told with --verbose:

- words of the heading in the first line of 2019; names that its columns cut off
- "ea", "ed" and "ca" that somebody replaced in 2022: SwElectoral Democracyen
- other spellings of firms (intake/companies.csv) and countries (intake/names.py)
- several firms in one cell; the placeholder Mult
- firms in the unnamed columns of 2022, which stayed behind when rows were sorted: they go back
  to the country whose row of 2020 ends in them

Anything else is refused at its cell: a firm, a country, a regime, a mark or a column that was
never seen, and firms in unnamed columns that no row of 2020 ends in.

A new wave is laid out as that of 2022; the years in its header may be others. Before it is
brought in, data/datapackage.json must know it: a source named aigs_2025, and the values 2025 and
aigs_2025 where the fields "wave" and "source" of the four tables list theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from intake import aigs_2019, aigs_2020, aigs_2022
from intake.aigs import (
    Entry,
    Named,
    Wave,
    faults,
    index_countries,
    index_entries,
    own_firms,
    suppliers,
    supply,
)
from intake.companies import PLACEHOLDER, Firm, firm_of, printed_firms, read_firms
from intake.names import country_code
from intake.originals import Cell, Line, Original
from intake.releases import Placed, company_rows, fitting, incoming
from intake.rows import IndexCountry, IndexEntry, Supplier, Supply
from report.errors import ReportError, raise_all
from report.intake import Cell as Told
from report.intake import Present, Restated, Taken


@dataclass(frozen=True)
class Layout:
    """How a wave is laid out, and how its lines are told apart."""

    original: Original
    wave: Wave
    entries: Callable[[Iterable[Line]], tuple[Entry, ...]]


LAYOUTS = (
    Layout(aigs_2019.ORIGINAL, aigs_2019.WAVE, aigs_2019.entries),
    Layout(aigs_2020.ORIGINAL, aigs_2020.WAVE, aigs_2020.entries),
    Layout(aigs_2022.ORIGINAL, aigs_2022.WAVE, aigs_2022.entries),
)


def restate(taken: Taken, present: Present, wave: int | None) -> Restated:
    """Restate the rows of one wave."""
    original, lines = fitting(taken, [each.original for each in LAYOUTS], wave)
    layout = next(each for each in LAYOUTS if each.original == original)
    release = _release(layout, taken, wave)
    firms = read_firms()
    entries = layout.entries(lines)
    moved: tuple[Named, ...] = ()
    if layout.wave == aigs_2022.WAVE:
        moved = aigs_2022.moved_firms(lines, aigs_2020.TAILS)
    named = (*own_firms(entries), *moved)
    raise_all(faults(release, entries, named, firms))

    within = {"wave": frozenset({str(release.year)})}
    placed = tuple(_suppliers(release, named, firms))
    found = {each.row.company: each.cell for each in reversed(placed)}
    others = [row for row in present("suppliers") if row["wave"] not in within["wave"]]
    return Restated(
        (
            incoming("index_countries", _countries(release, entries), within),
            incoming("index_entries", _technologies(release, entries), within),
            incoming("supply", _supply(release, entries), within),
            incoming("suppliers", placed, within),
            company_rows(firms, present, found, others),
        ),
        tuple(
            Told(cell.text, cell.where) for cell in _mended(layout, lines, entries, named, firms)
        ),
    )


def _release(layout: Layout, taken: Taken, wave: int | None) -> Wave:
    """Return the wave that the file is: the layout's own, or a new one that is laid out so."""
    own = layout.wave.year
    if wave is None or wave == own:
        return layout.wave
    if layout.wave != aigs_2022.WAVE or wave < own:
        hint = f"Leave --wave out, or bring in the file of {wave}."
        raise ReportError(f"this is the layout of {own}, not of {wave}", taken.file, hint)
    return replace(layout.wave, year=wave, source=f"aigs_{wave}")


def _countries(wave: Wave, entries: tuple[Entry, ...]) -> Iterator[Placed[IndexCountry]]:
    for entry, row in zip(entries, index_countries(wave, entries), strict=True):
        cells = {"regime": entry.regime, "belt_and_road": entry.belt_and_road}
        yield Placed(row, entry.country, cells)


def _technologies(wave: Wave, entries: tuple[Entry, ...]) -> Iterator[Placed[IndexEntry]]:
    for entry in entries:
        for technology, cell in entry.technologies.items():
            alone = replace(entry, technologies={technology: cell})
            yield from (Placed(row, cell) for row in index_entries(wave, (alone,)))


def _supply(wave: Wave, entries: tuple[Entry, ...]) -> Iterator[Placed[Supply]]:
    for entry in entries:
        for exporter, flag in entry.flags.items():
            alone = replace(entry, flags={exporter: flag}, others=())
            yield from (Placed(row, flag[1]) for row in supply(wave, (alone,)))
        for other in entry.others:
            alone = replace(entry, flags={}, others=(other,))
            yield from (Placed(row, other[1]) for row in supply(wave, (alone,)))


def _suppliers(
    wave: Wave, named: tuple[Named, ...], firms: Mapping[str, Firm]
) -> Iterator[Placed[Supplier]]:
    first: dict[tuple[str, str], Cell] = {}
    for group in named:
        for cell in printed_firms(group.firms):
            first.setdefault((country_code(group.country), firm_of(cell, firms).slug), cell)
    for row in suppliers(wave, named, firms):
        yield Placed(row, first[row.country, row.company])


def _mended(
    layout: Layout,
    lines: tuple[Line, ...],
    entries: tuple[Entry, ...],
    named: tuple[Named, ...],
    firms: Mapping[str, Firm],
) -> Iterator[Cell]:
    """Yield what was done to which cell."""
    if layout.wave == aigs_2019.WAVE:
        for column, heading in aigs_2019.HEADING.items():
            cell = lines[0][column]
            yield cell.holding(f'"{cell.text}" without the heading "{heading}"')
    for entry in entries:
        for printed, cell in ((entry.name_as_printed, entry.country), *entry.others):
            if printed != cell.text:
                yield cell.holding(f'"{printed}" is {cell.text}')
    # In 2019 all firms of a country share a cell: to take it apart mends nothing.
    lists = layout.wave != aigs_2019.WAVE
    for group in named:
        yield from _moved(group)
        yield from (
            each for cell in group.firms for each in _mended_firms(cell, firms, lists=lists)
        )


def _moved(group: Named) -> Iterator[Cell]:
    if group.country.text != group.printed_under.text:
        whose = f"of {group.country.text}, in the row of {group.printed_under.text}"
        yield from (cell.holding(f'"{cell.text}" is {whose}') for cell in group.firms)


def _mended_firms(cell: Cell, firms: Mapping[str, Firm], *, lists: bool) -> Iterator[Cell]:
    parts = printed_firms((cell,))
    if PLACEHOLDER in cell.text:
        yield cell.holding(f'"{PLACEHOLDER}" names no firm')
    elif lists and len(parts) > 1:
        yield cell.holding(f'"{cell.text}" is {len(parts)} firms')
    for part in parts:
        if part.text != (name := firm_of(part, firms).name):
            yield part.holding(f'"{part.text}" is {name}')
