"""The inventory of spyware and digital forensics → the tables ``deals`` and ``deal_links``.

Taken are the facts: who, to whom, which firm, what kind, which years, which links.
Descriptions and scores stay where they are.

**Shifted lines.**  Where a description had commas and no quotes, all that follows stands
too far to the right.  The first link must stand under "Source 1": it tells how far.

**Identity.**  A deal is named by importer, firm and technology, which no two lines share;
its years are left out of the name because later releases correct them.  A second deal of
the same three gets a number, in the order of year and period.

**Joint origins.**  "Israel, Hungary" is one deal in two parts, one per supplying country.

**Years.**  The first year of use is a year that the period begins with: "2009 - present"
is 2009; "2010s - present" and "?-2021" begin with none.  The year disclosed is the
earliest of those given.

Links are taken as printed, one that stands twice in a line once.  Some end in a run of
zeros: they are a newspaper's article numbers and belong to the address.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from intake.aigs import listed, scope_of
from intake.companies import Firm, firm_of
from intake.names import country_code
from intake.originals import Cell, Line, Original, faults_of, known
from intake.rows import Deal, DealLink
from report.errors import ReportError, raise_all

SOURCE = "spyware_2023"

ORIGINAL = Original(
    path="spyware/spyware_inventory_2023.csv",
    columns=(
        "Country of deployment",
        "Region",
        "V-Dem Electoral Democracy Index 2021",
        "Digital Repression Index 2021",
        "V-Dem Regime Type 2021",
        "Category of technology",
        "Period of use",
        "Year of disclosure",
        "Commercial Entity",
        "Country of origin",
        "Description",
        "Lower confidence sources",
        *(f"Source {number}" for number in range(1, 8)),
    ),
)

TECHNOLOGIES = {
    "Spyware": "spyware",
    "Digital forensics": "digital_forensics",
    "IOT hacking": "iot_hacking",
}
UNDISCLOSED = "Undisclosed"
MARKS = {"x": True, "": False}
YEAR = r"(?:19|20)[0-9][0-9]"
PERIOD = rf"(?:(?:{YEAR}s?|\?)(?: ?- ?(?:{YEAR}|present|\?))?)"
URL = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s<>\"{}|\\^`]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the inventory, understood."""

    importer: str
    exporters: tuple[str | None, ...]
    firm: Firm | None
    technology: str
    period: str
    disclosed: str
    lower_confidence: bool
    links: tuple[str, ...]
    line: Line

    @property
    def name(self) -> str:
        """Return what the deal is called, as long as it is the only one of its kind."""
        firm = self.firm.slug if self.firm else UNDISCLOSED.lower()
        return f"spy-{self.importer.lower()}-{firm}-{self.technology.replace('_', '-')}"


def find_deals(lines: Iterable[Line], firms: Mapping[str, Firm]) -> Mapping[str, Found]:
    """Return the deals of the inventory by their ids, or raise the faults of all lines."""
    lines = tuple(lines)
    raise_all(fault for line in lines for fault in _faults(line, firms))
    found = sorted(
        (_found(line, firms) for line in lines),
        key=lambda deal: (deal.name, deal.disclosed, deal.period, deal.links),
    )
    deals: dict[str, Found] = {}
    for deal in found:
        number = 1 + sum(other.name == deal.name for other in deals.values())
        deals[deal.name if number == 1 else f"{deal.name}-{number}"] = deal
    return deals


def deals(found: Mapping[str, Found], source: str = SOURCE) -> tuple[Deal, ...]:
    """Restate the deals, one row per supplying country."""
    return tuple(
        Deal(
            deal_id=deal_id,
            part=part,
            exporter=exporter,
            importer=deal.importer,
            scope=scope_of(deal.importer, exporter) if exporter else "unknown",
            company=deal.firm.slug if deal.firm else None,
            technology=deal.technology,
            first_year=_first_year(deal.period),
            year_disclosed=min(map(int, re.findall(YEAR, deal.disclosed)), default=None),
            period_as_printed=deal.period or None,
            disclosed_as_printed=deal.disclosed or None,
            confidence="lower" if deal.lower_confidence else "standard",
            source=source,
        )
        for deal_id, deal in found.items()
        for part, exporter in enumerate(deal.exporters, start=1)
    )


def deal_links(found: Mapping[str, Found], source: str = SOURCE) -> tuple[DealLink, ...]:
    """Restate the links of each deal, in their printed order."""
    return tuple(
        DealLink(deal_id, number, url, source)
        for deal_id, deal in found.items()
        for number, url in enumerate(deal.links, start=1)
    )


def origins(found: Mapping[str, Found]) -> Mapping[str, frozenset[str]]:
    """Return the countries that the inventory gives each firm as its origin, by slug."""
    homes: dict[str, frozenset[str]] = {}
    for deal in found.values():
        if deal.firm:
            given = frozenset(code for code in deal.exporters if code)
            homes[deal.firm.slug] = homes.get(deal.firm.slug, frozenset()) | given
    return homes


def _faults(line: Line, firms: Mapping[str, Firm]) -> tuple[ReportError, ...]:
    """Return what is not understood of a line, cell by cell."""
    firm, origin = line["Commercial Entity"], line["Country of origin"]
    homes = () if origin.text == UNDISCLOSED else listed(origin)
    return faults_of(
        lambda: country_code(line["Country of deployment"]),
        lambda: known(line["Category of technology"], TECHNOLOGIES, "technology"),
        lambda: _years(line["Period of use"]),
        lambda: _years(line["Year of disclosure"]),
        lambda: None if firm.text == UNDISCLOSED else firm_of(firm, firms),
        *(partial(country_code, home) for home in homes),
        lambda: known(_realigned(line)[0], MARKS, "mark"),
    )


def _found(line: Line, firms: Mapping[str, Firm]) -> Found:
    lower, links = _realigned(line)
    firm, origin = line["Commercial Entity"], line["Country of origin"]
    undisclosed = origin.text == UNDISCLOSED
    return Found(
        importer=country_code(line["Country of deployment"]),
        exporters=(None,) if undisclosed else tuple(map(country_code, listed(origin))),
        firm=None if firm.text == UNDISCLOSED else firm_of(firm, firms),
        technology=known(line["Category of technology"], TECHNOLOGIES, "technology"),
        period=_years(line["Period of use"]),
        disclosed=_years(line["Year of disclosure"]),
        lower_confidence=known(lower, MARKS, "mark"),
        links=links,
        line=line,
    )


def _realigned(line: Line) -> tuple[Cell, tuple[str, ...]]:
    """Return the mark of lower confidence and the links, however far a line is shifted."""
    due = line.columns.index("Source 1")
    first = next((n for n, cell in enumerate(line.cells) if URL.match(cell.text)), None)
    if first is None or first < due:
        hint = "Every deal has a link, and the first one stands under Source 1 or right of it."
        raise line.cells[due].fault("no link where the links begin", hint)
    for cell in line.cells[due - 1 : first - 1]:
        if cell.text in {"", "x"}:
            hint = "The rest of a description was expected here; look at the line."
            raise cell.fault("a line shifted for no reason that is known", hint)
    links = [cell for cell in line.cells[first:] if cell.text]
    hint = "A link begins with http:// or https:// and has no blanks; mend it, with a reason."
    raise_all(cell.fault("not a link", hint) for cell in links if not URL.fullmatch(cell.text))
    return line.cells[first - 1], tuple(dict.fromkeys(cell.text for cell in links))


def _years(cell: Cell) -> str:
    """Return a list of years and periods as printed, or refuse one of another shape."""
    if not cell.text or re.fullmatch(rf"{PERIOD}(?:, {PERIOD})*", cell.text):
        return cell.text
    raise cell.fault(
        "not a list of years and periods", 'Like "2013, 2015-2017" or "2009 - present".'
    )


def _first_year(period: str) -> int | None:
    start = re.match(rf"({YEAR})(?!s)", period)
    return int(start[1]) if start else None
