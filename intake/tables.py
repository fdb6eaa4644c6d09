"""The folder of originals → all tables of ``data/``, by name."""

from pathlib import Path

from intake import aigs_2019, aigs_2020, aigs_2022, nber, printed, reference, spyware
from intake.aigs import Named, index_countries, index_entries, own_firms, suppliers, supply
from intake.companies import companies, read_firms
from intake.countries import countries
from intake.originals import read
from intake.rows import Tables


def restate(sources: Path) -> Tables:
    """Return every table, restated from the originals."""
    firms = read_firms()

    lines_2019 = read(sources, aigs_2019.ORIGINAL)
    lines_2020 = read(sources, aigs_2020.ORIGINAL)
    lines_2022 = read(sources, aigs_2022.ORIGINAL)
    waves = (
        (aigs_2019.WAVE, aigs_2019.entries(lines_2019)),
        (aigs_2020.WAVE, aigs_2020.entries(lines_2020)),
        (aigs_2022.WAVE, aigs_2022.entries(lines_2022)),
    )
    moved = {aigs_2022.WAVE: aigs_2022.moved_firms(lines_2022, aigs_2020.tails(lines_2020))}
    nobody: tuple[Named, ...] = ()
    named = tuple(
        row
        for wave, entries in waves
        for row in suppliers(wave, own_firms(entries) + moved.get(wave, nobody), firms)
    )

    found = spyware.find_deals(read(sources, spyware.ORIGINAL), firms)
    deals = spyware.deals(found)
    used = {row.company for row in named} | {row.company for row in deals if row.company}

    figures = [
        row
        for original, rows in nber.TABLES
        for line in read(sources, original)
        for row in rows(line)
    ]
    claims = printed.claims(read(sources, printed.ORIGINAL))

    return {
        "countries": countries(),
        "regimes": reference.regimes(read(sources, reference.VDEM)),
        "polity": reference.polity(read(sources, reference.POLITY)),
        "index_countries": tuple(row for wave in waves for row in index_countries(*wave)),
        "index_entries": tuple(row for wave in waves for row in index_entries(*wave)),
        "supply": tuple(row for wave in waves for row in supply(*wave)),
        "companies": companies(firms.values(), frozenset(used), spyware.origins(found)),
        "suppliers": named,
        "deals": deals,
        "deal_links": spyware.deal_links(found),
        "printed": printed.each_once((*claims, *figures)),
    }
