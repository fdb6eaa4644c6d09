"""A country's name as a source spells it → its code.

Every spelling is listed or is our own name; an unknown one is refused with its address.
"""

from collections.abc import Mapping

from intake.countries import KOSOVO, countries
from intake.originals import Cell, known

SPELLINGS = {
    "Bosnia": "BIH",
    "Burma/Myan": "MMR",  # cut off at the edge of its column, as three more below
    "Burma/Myanmar": "MMR",
    "Congo Brazzaville": "COG",
    "Congo Kinshasa": "COD",
    "Cote D'Ivoire": "CIV",
    "Czech Republ": "CZE",
    "Czech Republic": "CZE",
    "HK": "HKG",
    "Ivory Coast": "CIV",
    "Korea North": "PRK",
    "Korea South": "KOR",
    "Kosovo": KOSOVO,
    "Macedonia": "MKD",
    "Myanmar (Burma)": "MMR",
    "Slovak Republic": "SVK",
    "Sudan-North": "SDN",
    "Swaziland": "SWZ",
    "Timor Leste": "TLS",
    "UAE": "ARE",
    "UK": "GBR",
    "United Arab E": "ARE",
    "United Kingd": "GBR",
    "United States of America": "USA",
}

CODES: Mapping[str, str] = {row.name: row.country for row in countries()} | SPELLINGS


def country_code(cell: Cell) -> str:
    """Return the code of the country that a cell names."""
    return known(cell, CODES, "country", "A new spelling is added to intake/names.py.")
