"""V-Dem and Polity → the tables ``regimes`` and ``polity``.

V-Dem scores 179 territories; three are parts of a country of ISO 3166-1 that has its own
score or whose other part the file gives under the country's code, so they are left out:
Gaza (the West Bank stands under PSE), Somaliland (Somalia has its own row) and Zanzibar
(so has Tanzania).  South Sudan begins in 2011.

Polity's column ``polity2`` has no special codes by definition (-66, -77 and -88 become an
empty cell or a score): one of them here would mean that the wrong column was taken, so it
is refused.  An empty score stays empty.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from intake.countries import countries
from intake.names import country_code
from intake.originals import Cell, Line, Original, known, whole
from intake.rows import Polity, Regime

VDEM = Original(
    path="reference/vdem_regimes_2008_2024.csv",
    columns=("country_name", "iso3", "year", "v2x_regime", "v2x_polyarchy"),
)
POLITY = Original(
    path="reference/polity2_2018.csv",
    columns=("country", "scode", "year", "polity2"),
)

PARTS_OF_A_COUNTRY = frozenset({"PSG", "SML", "ZZB"})
CODES = {row.country: row.country for row in countries()}


def regimes(lines: Iterable[Line]) -> tuple[Regime, ...]:
    """Restate V-Dem's regimes and its index of electoral democracy."""
    return tuple(
        Regime(
            country=known(line["iso3"], CODES, "country code"),
            year=whole(line["year"], 1789, 2100),
            regime=_score(line["v2x_regime"], 0, 3),
            electoral_democracy=_share(line["v2x_polyarchy"]),
            source="vdem_v15",
        )
        for line in lines
        if line["iso3"].text not in PARTS_OF_A_COUNTRY
    )


def polity(lines: Iterable[Line]) -> tuple[Polity, ...]:
    """Restate Polity's combined score."""
    return tuple(
        Polity(
            country=country_code(line["country"]),
            year=whole(line["year"], 1800, 2100),
            polity2=_score(line["polity2"], -10, 10),
            source="polity5",
        )
        for line in lines
    )


def _score(cell: Cell, least: int, most: int) -> int | None:
    return whole(cell, least, most) if cell.text else None


def _share(cell: Cell) -> Decimal | None:
    if not cell.text:
        return None
    if re.fullmatch(r"0(\.[0-9]{1,3})?|1(\.0{1,3})?", cell.text):
        return Decimal(cell.text).quantize(Decimal("0.001"))
    raise cell.fault("not a score of 0 to 1 with at most three decimals", "Look at the original.")
