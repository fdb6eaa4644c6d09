"""The words of the list of published numbers, and what each means in ``printed``."""

from collections.abc import Mapping
from dataclasses import dataclass

WEAK = "autocracies_and_weak_democracies"
MATURE = "mature_democracies"


@dataclass(frozen=True, slots=True)
class Publication:
    """Who printed a number, and where it stands when no page was written down."""

    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts, in which unit, of which sample, how exactly."""

    name: str
    unit: str
    sample: str = "not_stated"
    exactness: str = "exact"
    regime_group: str | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """A number that stands in a note: the words around it, and what it counts."""

    pattern: str  # its one group is the number
    measure: Measure
    subject: str = ""  # empty: the subject of the line


PUBLICATIONS: Mapping[str, Publication] = {
    "WIRED": Publication("wired_2023", "article"),
    "NBER w31676": Publication("nber_w31676", ""),
    "Project Syndicate": Publication("project_syndicate_2024", "article"),
    "Biometric Update": Publication("biometric_update_2023", "article"),
    "Carnegie AIGS report": Publication("carnegie_2019", "report"),
    "Carnegie AIGS 2022 (Mendeley gjhf5y4xjp v4)": Publication("aigs_2022", "data set"),
    "Carnegie spyware paper": Publication("carnegie_spyware_2023", "paper"),
    "CSIS": Publication("csis_2019", "report"),
}

MEASURES: Mapping[str, Measure] = {
    "face recognition export deals": Measure("face_recognition_deals", "deals"),
    "AI export deals (all)": Measure("ai_deals", "deals"),
    "importing countries": Measure("importing_countries", "countries"),
    "facial recognition AI deals, full sample": Measure("face_recognition_deals", "deals", "full"),
    "exporting countries, full sample": Measure("exporting_countries", "countries", "full"),
    "importing countries, full sample": Measure("importing_countries", "countries", "full"),
    "smart city deals, full sample": Measure("smart_city_deals", "deals", "full"),
    "deals, top-100-GDP sample": Measure("face_recognition_deals", "deals", "top_100_gdp"),
    "exporting countries, top-100-GDP sample": Measure(
        "exporting_countries", "countries", "top_100_gdp"
    ),
    "importing countries, top-100-GDP sample": Measure(
        "importing_countries", "countries", "top_100_gdp"
    ),
    "importing countries (links), top-100-GDP sample": Measure(
        "supplier_links", "countries", "top_100_gdp"
    ),
    "trading partners, full sample": Measure("partners", "countries", "full"),
    "share of deals to autocracies and weak democracies, %": Measure(
        "share_of_deals", "percent", regime_group=WEAK
    ),
    "Carnegie citations examined": Measure("citations_examined", "citations"),
    "Carnegie citations confirmed as AI trade deals": Measure("citations_confirmed", "citations"),
    "further sources searched": Measure("sources_searched", "sources"),
    "deals after firm search, before Capital IQ list": Measure(
        "face_recognition_deals", "deals", "before_capital_iq"
    ),
    "Capital IQ facial recognition companies": Measure("companies_listed", "companies"),
    "median contract, US$ million": Measure("median_contract", "usd_million"),
    "companies in the data": Measure("companies", "companies"),
    "Origin China x AI coefficient": Measure("origin_coefficient", "coefficient"),
    "Autocracy/weak democracy x AI coefficient": Measure("weak_regime_coefficient", "coefficient"),
    "regime change, above-median Chinese AI imports in unrest, %": Measure(
        "share_with_regime_change", "percent", "above_median_imports"
    ),
    "regime change, below-median, %": Measure(
        "share_with_regime_change", "percent", "below_median_imports"
    ),
    "deals": Measure("deals", "deals"),
    "trade deals": Measure("deals", "deals"),
    "importing countries (links)": Measure("supplier_links", "countries"),
    "facial recognition trading partners": Measure("partners", "countries"),
    "countries using AI surveillance": Measure(
        "countries_using_ai_surveillance", "countries", "index_2019"
    ),
    "smart city platforms": Measure("countries_with_smart_city", "countries", "index_2019"),
    "facial recognition systems": Measure(
        "countries_with_face_recognition", "countries", "index_2019"
    ),
    "smart policing": Measure("countries_with_smart_policing", "countries", "index_2019"),
    "countries supplied": Measure("countries_supplied", "countries", "index_2019"),
    "countries supplied, at least": Measure(
        "countries_supplied", "countries", "index_2019", "at_least"
    ),
    "countries with documented use": Measure(
        "countries_using_ai_surveillance", "countries", "index_2022"
    ),
    "governments that bought spyware or digital forensics, at least": Measure(
        "governments_supplied", "countries", "inventory_2023", "at_least"
    ),
    "governments supplied": Measure("governments_supplied", "countries", "inventory_2023"),
    "Safe City agreements": Measure("safe_city_agreements", "agreements"),
}

_OBSERVATIONS = Extra(r"N ([\d,]+)", Measure("observations", "observations"))
_WEAK_ERROR = Extra(
    r"s\.e\. ([\d.]+)",
    Measure("weak_regime_standard_error", "coefficient"),
)


def _of_index_2022(words: str, measure: str) -> Extra:
    return Extra(rf"{words} (\d+)", Measure(measure, "countries", "index_2022"))


def _regime_changes(sample: str) -> tuple[Extra, ...]:
    return (
        Extra(r"(\d+) of \d+", Measure("regime_changes", "countries", sample)),
        Extra(r"\d+ of (\d+)", Measure("countries_compared", "countries", sample)),
    )


def _supplied_by(company: str) -> Extra:
    measure = Measure("countries_supplied", "countries", "index_2019")
    return Extra(rf"{company} (\d+)", measure, subject=company)


# By measure and subject as typed.
EXTRAS: Mapping[tuple[str, str], tuple[Extra, ...]] = {
    ("importing countries (links), top-100-GDP sample", "China"): (
        Extra(
            r"roughly (twice)",
            Measure("ratio_of_supplier_links", "times", "top_100_gdp", "about"),
        ),
    ),
    ("deals after firm search, before Capital IQ list", "all"): (
        Extra(r"(\d+) exporters", Measure("exporting_countries", "countries", "before_capital_iq")),
        Extra(r"(\d+) importers", Measure("importing_countries", "countries", "before_capital_iq")),
    ),
    ("median contract, US$ million", "China"): (
        Extra(
            r"about (\d+)% of deals",
            Measure("share_of_deals_with_a_price", "percent", exactness="about"),
            subject="all",
        ),
    ),
    ("companies in the data", "United States"): (
        Extra(r"(\d+) of them", Measure("companies_with_a_ban_policy", "companies")),
    ),
    ("Origin China x AI coefficient", "China"): (
        Extra(r"s\.e\. ([\d.]+)", Measure("origin_standard_error", "coefficient")),
        _OBSERVATIONS,
    ),
    ("Autocracy/weak democracy x AI coefficient", "China"): (_WEAK_ERROR, _OBSERVATIONS),
    ("Autocracy/weak democracy x AI coefficient", "United States"): (_WEAK_ERROR,),
    ("regime change, above-median Chinese AI imports in unrest, %", "all"): _regime_changes(
        "above_median_imports"
    ),
    ("regime change, below-median, %", "all"): _regime_changes("below_median_imports"),
    ("deals", "all"): (
        Extra(r"(\d+) exporters", Measure("exporting_countries", "countries")),
        Extra(r"(\d+) importers", Measure("importing_countries", "countries")),
        Extra(r"(\d{4})-\d{4}", Measure("first_year_covered", "year")),
        Extra(r"\d{4}-(\d{4})", Measure("last_year_covered", "year")),
    ),
    ("countries using AI surveillance", "all"): (
        Extra(r"of (\d+)", Measure("countries_covered", "countries", "index_2019")),
    ),
    ("countries supplied", "China"): (
        Extra(
            r"(\d+) of them in the BRI",
            Measure("belt_and_road_countries_supplied", "countries", "index_2019"),
        ),
    ),
    ("countries supplied", "United States"): tuple(map(_supplied_by, ("IBM", "Palantir", "Cisco"))),
    ("countries with documented use", "all"): (
        _of_index_2022("of", "countries_covered"),
        _of_index_2022("smart/safe city", "countries_with_smart_city"),
        _of_index_2022("facial recognition", "countries_with_face_recognition"),
        _of_index_2022("smart policing", "countries_with_smart_policing"),
        _of_index_2022("social media", "countries_with_social_media_surveillance"),
    ),
    ("governments that bought spyware or digital forensics, at least", "all"): (
        Extra(r"(\d+) autocracies", Measure("autocracies_supplied", "countries", "inventory_2023")),
        Extra(r"(\d+) democracies", Measure("democracies_supplied", "countries", "inventory_2023")),
    ),
    ("Safe City agreements", "Huawei"): (
        Extra(r"in (\d+) countries", Measure("countries_with_safe_city_agreements", "countries")),
    ),
}

# Our own words on what a reader must know, by measure and subject as typed.
NOTES: Mapping[tuple[str, str], str] = {
    ("AI export deals (all)", "China"): "NBER w31676 counts the same number as face recognition.",
    ("AI export deals (all)", "United States"): (
        "NBER w31676 counts the same number as face recognition."
    ),
    ("AI export deals (all)", "all"): "NBER w31676 counts the same number as face recognition.",
    ("face recognition export deals", "China"): "The number does not occur in NBER w31676.",
    ("face recognition export deals", "United States"): "The number does not occur in NBER w31676.",
    ("trade deals", "China"): "In NBER w31676 this is of the 100 largest economies only.",
    ("trade deals", "United States"): "In NBER w31676 this is of the 100 largest economies only.",
    ("importing countries (links)", "China"): (
        "In NBER w31676 this is of the 100 largest economies only."
    ),
    ("importing countries (links)", "United States"): (
        "In NBER w31676 this is of the 100 largest economies only."
    ),
    ("facial recognition trading partners", "China"): "Reports the Brookings version of 2023-01.",
    ("facial recognition trading partners", "United States"): (
        "Reports the Brookings version of 2023-01; NBER w31676 has 57 and 60."
    ),
}
