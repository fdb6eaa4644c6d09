"""The Global Inventory of Commercial Spyware & Digital Forensics → deals, their links, firms.

    python build.py import spyware spyware_inventory_2023.csv
    python build.py import spyware inventory.csv --wave 2025

Only facts are taken: who, to whom, which firm, what kind, which years, which links. Descriptions
and scores stay in the file. The inventory is a whole: it replaces every deal of an earlier one.

What is known to be broken is mended, and told with --verbose:

- lines that commas in a description without quotes pushed to the right
- joint origins ("Israel, Hungary"), which make one deal of two parts
- several years or periods in a cell: the first year, and what was printed
- other spellings of firms (intake/companies.csv) and countries (intake/names.py)

Anything else is refused at its cell: a firm, a country, a technology or a column that was never
seen, years of another shape, and what stands among the links and is none.

A new release may have other years in its header. Before it is brought in,
data/datapackage.json must know it: a source named spyware_2025, and that value where the
fields "source" of deals, deal_links and companies list theirs.
"""

from collections.abc import Iterator, Mapping

from intake.companies import read_firms
from intake.originals import Cell
from intake.releases import Placed, company_rows, fitting, incoming
from intake.rows import Deal
from intake.spyware import ORIGINAL, SOURCE, Found, deal_links, deals, find_deals
from report.errors import ReportError
from report.intake import Cell as Told
from report.intake import Present, Restated, Taken

COLUMNS = {  # of ``deals`` → of the inventory
    "importer": "Country of deployment",
    "exporter": "Country of origin",
    "company": "Commercial Entity",
    "technology": "Category of technology",
    "first_year": "Period of use",
    "period_as_printed": "Period of use",
    "year_disclosed": "Year of disclosure",
    "disclosed_as_printed": "Year of disclosure",
    "confidence": "Lower confidence sources",
}
KNOWN = 2023


def restate(taken: Taken, present: Present, wave: int | None) -> Restated:
    """Restate the deals of one release."""
    if wave is not None and wave < KNOWN:
        hint = "Leave --wave out, or name the year of a later release."
        raise ReportError(f"no layout of {wave} is known", taken.file, hint)
    source = SOURCE if wave is None else f"spyware_{wave}"
    _, lines = fitting(taken, (ORIGINAL,), None if wave == KNOWN else wave)
    firms = read_firms()
    found = find_deals(lines, firms)

    restated = tuple(_deals(found, source))
    links = tuple(
        Placed(row, _link(found[row.deal_id], row.url)) for row in deal_links(found, source)
    )
    named = {
        deal.firm.slug: deal.line["Commercial Entity"]
        for deal in reversed(tuple(found.values()))
        if deal.firm
    }
    older = {row["source"] for row in present("deals") if row["source"].startswith("spyware_")}
    within = {"source": frozenset(older | {source})}
    kept = [row for row in present("deals") if row["source"] not in within["source"]]
    inventory = [
        {"company": row.company or "", "exporter": row.exporter or "", "source": source}
        for row in deals(found, source)
    ]
    return Restated(
        (
            incoming("deals", restated, within),
            incoming("deal_links", links, within),
            company_rows(firms, present, named, (*present("suppliers"), *kept), inventory),
        ),
        tuple(Told(cell.text, cell.where) for deal in found.values() for cell in _mended(deal)),
    )


def _deals(found: Mapping[str, Found], source: str) -> Iterator[Placed[Deal]]:
    for row in deals(found, source):
        line = found[row.deal_id].line
        cells = {ours: line[theirs] for ours, theirs in COLUMNS.items()}
        yield Placed(row, line["Country of deployment"], cells)


def _link(deal: Found, url: str) -> Cell:
    return next(cell for cell in deal.line.cells if cell.text == url)


def _mended(deal: Found) -> Iterator[Cell]:
    """Yield what was done to which cell."""
    line = deal.line
    due = line.columns.index("Source 1")
    if shift := line.cells.index(_link(deal, deal.links[0])) - due:
        yield line.cells[due].holding(f"the line begins to stand too far to the right, by {shift}")
    if len(deal.exporters) > 1:
        cell = line["Country of origin"]
        yield cell.holding(f'"{cell.text}" makes {len(deal.exporters)} parts of one deal')
    for column in ("Period of use", "Year of disclosure"):
        if "," in (cell := line[column]).text:
            yield cell.holding(f'"{cell.text}" is several years: the first counts')
    firm = line["Commercial Entity"]
    if deal.firm and firm.text != deal.firm.name:
        yield firm.holding(f'"{firm.text}" is {deal.firm.name}')
