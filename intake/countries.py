"""ISO 3166-1 and our own plain words → the table ``countries``.

The codes are ISO's, by pycountry; Kosovo, which has none, gets XKX, as V-Dem writes it.
A name is the English one of CLDR, by Babel, unless ``NAMES`` says otherwise.
Names are labels for readers, not positions on anybody's status.

A region is a UN M49 sub-region, or several joined, with five countries moved: Armenia,
Azerbaijan, Cyprus and Georgia stand in Europe and Iran in the Middle East, as in the index.
"""

import re
import unicodedata

import pycountry
from babel import Locale

from intake.rows import Country

KOSOVO = "XKX"

REGIONS = {
    "Antarctica": "ATA",
    "Central and South Asia": "AFG BGD BTN IND KAZ KGZ LKA MDV NPL PAK TJK TKM UZB",
    "East Asia": "CHN HKG JPN KOR MAC MNG PRK TWN",
    "Europe": (
        "ALA ALB AND ARM AUT AZE BEL BGR BIH BLR CHE CYP CZE DEU DNK ESP EST FIN FRA FRO GBR GEO "
        "GGY GIB GRC HRV HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL "
        "PRT ROU RUS SJM SMR SRB SVK SVN SWE UKR VAT XKX"
    ),
    "Latin America and the Caribbean": (
        "ABW AIA ARG ATG BES BHS BLM BLZ BOL BRA BRB BVT CHL COL CRI CUB CUW CYM DMA DOM ECU FLK "
        "GLP GRD GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SGS SLV SUR "
        "SXM TCA TTO URY VCT VEN VGB VIR"
    ),
    "Middle East and North Africa": (
        "ARE BHR DZA EGY ESH IRN IRQ ISR JOR KWT LBN LBY MAR OMN PSE QAT SAU SDN SYR TUN TUR YEM"
    ),
    "North America": "BMU CAN GRL SPM USA",
    "South-East Asia and Oceania": (
        "ASM AUS BRN CCK COK CXR FJI FSM GUM HMD IDN KHM KIR LAO MHL MMR MNP MYS NCL NFK NIU NRU "
        "NZL PCN PHL PLW PNG PYF SGP SLB THA TKL TLS TON TUV UMI VNM VUT WLF WSM"
    ),
    "Sub-Saharan Africa": (
        "AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ "
        "IOT KEN LBR LSO MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SEN SHN SLE SOM SSD STP "
        "SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE"
    ),
}

NAMES = {
    "CIV": "Côte d'Ivoire",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "TUR": "Turkey",
    "UMI": "United States Outlying Islands",
    "VIR": "United States Virgin Islands",
    KOSOVO: "Kosovo",
}

SHORT_NAMES = {
    "ARE": "UAE",
    "ATF": "French South",
    "ATG": "Antigua",
    "BES": "Caribbean NL",
    "BIH": "Bosnia",
    "BLM": "St Barthélemy",
    "CAF": "Central Africa",
    "CCK": "Cocos Islands",
    "COD": "DR Congo",
    "COG": "Congo",
    "CXR": "Christmas Isl.",
    "CYM": "Cayman Islands",
    "DOM": "Dominican Rep.",
    "FLK": "Falklands",
    "GBR": "UK",
    "GNQ": "Eq. Guinea",
    "HMD": "Heard Island",
    "IOT": "Br. Ind. Ocean",
    "KNA": "St Kitts",
    "LCA": "St Lucia",
    "MAF": "St Martin",
    "MHL": "Marshall Isl.",
    "MKD": "N. Macedonia",
    "MNP": "N. Marianas",
    "NFK": "Norfolk Island",
    "PCN": "Pitcairn",
    "PNG": "Papua N. G.",
    "PYF": "Fr. Polynesia",
    "SGS": "South Georgia",
    "SHN": "St Helena",
    "SJM": "Svalbard",
    "SLB": "Solomon Isl.",
    "SPM": "St Pierre",
    "STP": "São Tomé",
    "TCA": "Turks, Caicos",
    "TTO": "Trinidad",
    "UMI": "US Outl. Isl.",
    "USA": "US",
    "VCT": "St Vincent",
    "VGB": "Br. Virgin Is.",
    "VIR": "US Virgin Is.",
    "WLF": "Wallis, Futuna",
}

WITH_THE = frozenset(
    "ALA ARE ATF BES BHS CAF CCK COD COG COK COM CYM DOM FLK FRO GBR GMB HMD IMN IOT MDV MHL MNP "
    "NLD PCN PHL SLB TCA UMI USA VGB VIR".split()
)

# Too small, or drawn as part of another, in world-atlas 2.0.2, countries-50m.json.
WITHOUT_OUTLINE = frozenset("BES BVT CCK CXR GIB GLP GUF MTQ MYT REU SJM TKL TUV UMI".split())


def countries() -> tuple[Country, ...]:
    """Return every country and territory of ISO 3166-1, and Kosovo, in the order of its code."""
    english = Locale("en").territories
    region_of = {code: region for region, codes in REGIONS.items() for code in codes.split()}
    numbers = {entry.alpha_3: entry.numeric for entry in pycountry.countries}
    labels = {entry.alpha_3: english[entry.alpha_2] for entry in pycountry.countries} | NAMES
    return tuple(
        _country(code, _plain(labels[code]), region_of[code], numbers.get(code, "Kosovo"))
        for code in sorted({*numbers, KOSOVO})
    )


def slug_of(name: str) -> str:
    """Return a name as it stands in an address: ``Côte d'Ivoire`` is ``cote-d-ivoire``."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_name.lower()))


def _country(code: str, name: str, region: str, outline: str) -> Country:
    return Country(
        country=code,
        name=name,
        short_name=SHORT_NAMES.get(code, name),
        region=region,
        slug=slug_of(name),
        outline=None if code in WITHOUT_OUTLINE else outline,
        in_sentence=f"the {name}" if code in WITH_THE else name,
        source="iso3166",
    )


def _plain(label: str) -> str:
    """Spell out what CLDR shortens, and write the apostrophe that keyboards have."""
    spelt = label.replace(" & ", " and ").replace("U.S.", "US").replace("’", "'")
    return re.sub(r"^St\. ", "Saint ", spelt)
