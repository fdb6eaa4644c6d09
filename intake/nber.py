"""The tables typed from NBER w31676, one per part of a figure → rows of ``printed``.

All its deals are of face recognition, by its own account; all countries are in the sample
but in Fig 1, which is of the 100 largest economies.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from intake.names import country_code
from intake.originals import Cell, Line, Original, known, whole
from intake.printed import Print, number, printed_row
from intake.printed_words import MATURE, WEAK, Measure
from intake.rows import Printed

DEALS = Measure("face_recognition_deals", "deals", "full")
SMART_CITY = Measure("smart_city_deals", "deals", "full")
PARTNERS = Measure("partners", "countries", "full")

GROUPS = {"autocracies and weak democracies": WEAK, "mature democracies": MATURE}
FIG_1 = {
    "links": Measure("supplier_links", "countries", "top_100_gdp"),
    "deals": Measure("face_recognition_deals", "deals", "top_100_gdp"),
    "links_pct": Measure("share_of_links", "percent", "top_100_gdp"),
    "deals_pct": Measure("share_of_deals", "percent", "top_100_gdp"),
}
EXACTNESS: Mapping[str, tuple[str, Decimal | None]] = {
    "printed label": ("exact", None),
    "read off a raster line chart; +/- 3": ("read_off_chart", Decimal(3)),
}


def _original(name: str, *columns: str) -> Original:
    return Original(path=f"study/nber_{name}.csv", columns=(*columns, "exactness", "where"))


def by_regime(line: Line) -> Iterable[Printed]:
    """Restate a line of Fig 1."""
    group = known(line["importer_group"], GROUPS, "group of importers")
    on = _print(line, exporter=line["exporter"])
    for column, measure in FIG_1.items():
        yield printed_row(on, replace(measure, regime_group=group), number(line[column]))


def by_year(line: Line) -> Iterable[Printed]:
    """Restate a line of Fig A.2, whose values were read off a chart."""
    exactness, give_or_take = known(line["exactness"], EXACTNESS, "exactness")
    year = whole(line["year"], 1990, 2100)
    on = replace(_print(line), year=year, give_or_take=give_or_take)
    for column, measure in (("all_deals", DEALS), ("smart_city_deals", SMART_CITY)):
        yield printed_row(on, replace(measure, exactness=exactness), number(line[column]))


def deals_by_exporter(line: Line) -> Iterable[Printed]:
    """Restate a line of the top of Fig A.3."""
    yield printed_row(_print(line, exporter=line["exporter"]), DEALS, number(line["deals"]))


def deals_by_importer(line: Line) -> Iterable[Printed]:
    """Restate a line of the middle of Fig A.3."""
    yield printed_row(_print(line, importer=line["importer"]), DEALS, number(line["deals"]))


def deals_by_pair(line: Line) -> Iterable[Printed]:
    """Restate a line of the bottom of Fig A.3."""
    on = _print(line, exporter=line["exporter"], importer=line["importer"])
    yield printed_row(on, DEALS, number(line["deals"]))


def partners_by_exporter(line: Line) -> Iterable[Printed]:
    """Restate a line of the top of Fig A.4."""
    yield printed_row(_print(line, exporter=line["exporter"]), PARTNERS, number(line["partners"]))


def partners_by_importer(line: Line) -> Iterable[Printed]:
    """Restate a line of the bottom of Fig A.4."""
    yield printed_row(_print(line, importer=line["importer"]), PARTNERS, number(line["partners"]))


TABLES: tuple[tuple[Original, Callable[[Line], Iterable[Printed]]], ...] = (
    (
        _original(
            "fig1_links_and_deals_by_regime",
            "exporter",
            "importer_group",
            "links",
            "deals",
            "links_pct",
            "deals_pct",
        ),
        by_regime,
    ),
    (_original("figA2_deals_by_year", "year", "all_deals", "smart_city_deals"), by_year),
    (_original("figA3_deals_by_exporter", "exporter", "deals"), deals_by_exporter),
    (_original("figA3_deals_by_importer", "importer", "deals"), deals_by_importer),
    (_original("figA3_deals_by_pair", "exporter", "importer", "deals"), deals_by_pair),
    (_original("figA4_partners_by_exporter", "exporter", "partners"), partners_by_exporter),
    (_original("figA4_partners_by_importer", "importer", "partners"), partners_by_importer),
)


def _print(line: Line, *, exporter: Cell | None = None, importer: Cell | None = None) -> Print:
    subject = exporter or importer
    return Print(
        source="nber_w31676",
        date="2023-09",
        place=line["where"].text.split(";")[0],
        subject=subject.text if subject else "all",
        exporter=country_code(exporter) if exporter else None,
        importer=country_code(importer) if importer else None,
    )
