"""One frozen value per row of ``data/``, its fields in the order of the columns.

The meaning, type and limits of every column stand in ``data/datapackage.json`` alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Country:
    """A row of ``countries``."""

    country: str
    name: str
    short_name: str
    region: str
    slug: str
    outline: str | None
    in_sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A row of ``regimes``."""

    country: str
    year: int
    regime: int | None
    electoral_democracy: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Polity:
    """A row of ``polity``."""

    country: str
    year: int
    polity2: int | None
    source: str


@dataclass(frozen=True, slots=True)
class IndexCountry:
    """A row of ``index_countries``."""

    wave: int
    country: str
    name_as_printed: str
    regime: str
    belt_and_road: bool
    source: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A row of ``index_entries``."""

    wave: int
    country: str
    technology: str
    source: str


@dataclass(frozen=True, slots=True)
class Supply:
    """A row of ``supply``."""

    wave: int
    importer: str
    exporter: str
    scope: str
    as_printed: str
    source: str


@dataclass(frozen=True, slots=True)
class Company:
    """A row of ``companies``."""

    company: str
    name: str
    home: str | None
    home_basis: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Supplier:
    """A row of ``suppliers``."""

    wave: int
    country: str
    company: str
    company_as_printed: str
    printed_under: str
    source: str


@dataclass(frozen=True, slots=True)
class Deal:
    """A row of ``deals``: one supplying country's part of one deal."""

    deal_id: str
    part: int
    exporter: str | None
    importer: str
    scope: str
    company: str | None
    technology: str
    first_year: int | None
    year_disclosed: int | None
    period_as_printed: str | None
    disclosed_as_printed: str | None
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class DealLink:
    """A row of ``deal_links``."""

    deal_id: str
    number: int
    url: str
    source: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of ``printed``: one number as somebody printed it."""

    printed_id: str
    source: str
    date: str
    place: str
    subject: str
    exporter: str | None
    importer: str | None
    year: int | None
    regime_group: str | None
    measure: str
    value: Decimal
    unit: str
    sample: str
    exactness: str
    give_or_take: Decimal | None
    note: str | None


Row = (
    Country
    | Regime
    | Polity
    | IndexCountry
    | IndexEntry
    | Supply
    | Company
    | Supplier
    | Deal
    | DealLink
    | Printed
)
Tables = Mapping[str, tuple[Row, ...]]
