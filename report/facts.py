"""What an edition found and said ↔ the facts in its manifest, which later editions compare with.

Pure: what was computed and written in, what JSON can hold out, and back again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, cast

from report.manifest import Edition, Manifest, Seal
from report.model import Chart, Claim, Figure, Reason, Value

Plain = str | int | float | bool | None  # a value as JSON can hold it


@dataclass(frozen=True, slots=True)
class PastColumn:
    """A column of a figure, as an edition printed it."""

    name: str
    label: str
    unit: str  # empty for names and years
    decimals: int | None


@dataclass(frozen=True, slots=True)
class PastFigure:
    """A figure of a sealed edition."""

    title: str
    columns: tuple[PastColumn, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Plain, ...], ...]

    def by_key(self) -> dict[tuple[str, ...], dict[str, Plain]]:
        """Return the rows by their keys, as text; of a figure without a key, the one row."""
        names = [column.name for column in self.columns]
        records = [dict(zip(names, row, strict=True)) for row in self.rows]
        return {tuple(str(each.get(name)) for name in self.key): each for each in records}


@dataclass(frozen=True, slots=True)
class PastClaim:
    """A claim of a sealed edition."""

    says: str
    holds: bool
    verdict: str
    values: Mapping[str, Plain]  # the values compared, by their labels


@dataclass(frozen=True, slots=True)
class PastPage:
    """A page that an editor wrote, as a sealed edition printed it."""

    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What an edition found and said, sealed or about to be."""

    edition: str
    title: str
    figures: Mapping[str, PastFigure]
    claims: Mapping[str, PastClaim]
    charts: Mapping[str, str] = field(default_factory=dict)  # name → title
    pages: Mapping[str, PastPage] = field(default_factory=dict)  # by address: findings/deals/
    withheld: tuple[str, ...] = ()  # tables, and columns as table.column, that are not passed on
    anchors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # ids by page's file
    corrections: tuple[Mapping[str, Any], ...] = ()  # as the log had them, oldest first
    moved: tuple[Mapping[str, str], ...] = ()  # from, to (or "retired") and why
    files: Mapping[str, Seal] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()  # why numbers moved beyond their budgets in this edition
    rows: Mapping[str, int] = field(default_factory=dict)  # of each table

    @property
    def held(self) -> frozenset[str]:
        """The claims that were true."""
        return frozenset(name for name, claim in self.claims.items() if claim.holds)


def format_facts(past: Past, *, sources: Iterable[str]) -> dict[str, object]:
    """Return what the manifest says of an edition besides its name, its title and its files."""
    return {
        "sources": [*sources],
        "withheld": [*past.withheld],
        "figures": {
            name: {
                "title": figure.title,
                "columns": [
                    {"name": c.name, "label": c.label, "unit": c.unit, "decimals": c.decimals}
                    for c in figure.columns
                ],
                "key": [*figure.key],
                "rows": [[*row] for row in figure.rows],
            }
            for name, figure in past.figures.items()
        },
        "claims": {
            name: {
                "says": claim.says,
                "holds": claim.holds,
                "verdict": claim.verdict,
                "values": dict(claim.values),
            }
            for name, claim in past.claims.items()
        },
        "charts": dict(past.charts),
        "pages": {
            address: {"title": page.title, "sentences": [*page.sentences]}
            for address, page in past.pages.items()
        },
        "anchors": {path: [*ids] for path, ids in past.anchors.items()},
        "corrections": [dict(each) for each in past.corrections],
        "moved": [dict(each) for each in past.moved],
        "reasons": [{**asdict(reason), "date": reason.date.isoformat()} for reason in past.reasons],
        "rows": dict(past.rows),
    }


def read_facts(manifest: Manifest) -> Past:
    """Return what a sealed edition found and said."""
    return _parse(manifest.edition, manifest.files)


def _parse(edition: Edition, files: Mapping[str, Seal]) -> Past:
    told = cast("Any", edition.facts)
    return Past(
        edition.name,
        edition.title,
        {
            name: PastFigure(
                each["title"],
                tuple(
                    PastColumn(c["name"], c["label"], c["unit"], c["decimals"])
                    for c in each["columns"]
                ),
                tuple(each["key"]),
                tuple(tuple(row) for row in each["rows"]),
            )
            for name, each in told.get("figures", {}).items()
        },
        {
            name: PastClaim(each["says"], each["holds"], each["verdict"], each["values"])
            for name, each in told.get("claims", {}).items()
        },
        told.get("charts", {}),
        {
            address: PastPage(each["title"], tuple(each["sentences"]))
            for address, each in told.get("pages", {}).items()
        },
        tuple(told.get("withheld", ())),
        {path: tuple(ids) for path, ids in told.get("anchors", {}).items()},
        tuple(told.get("corrections", ())),
        tuple(told.get("moved", ())),
        files,
        tuple(
            Reason(**{**each, "date": date.fromisoformat(each["date"])})
            for each in told.get("reasons", ())
        ),
        told.get("rows", {}),
    )


def of_figures(figures: Mapping[str, Figure]) -> dict[str, PastFigure]:
    """Return figures of now as a later edition will see them."""
    return {
        name: PastFigure(
            figure.title,
            tuple(PastColumn(c.name, c.label, c.unit, c.decimals) for c in figure.columns),
            figure.key,
            tuple(tuple(plain(value) for value in row) for row in figure.rows),
        )
        for name, figure in sorted(figures.items())
    }


def of_claims(claims: Mapping[str, Claim]) -> dict[str, PastClaim]:
    """Return claims of now as a later edition will see them."""
    return {
        name: PastClaim(
            claim.says,
            claim.holds,
            claim.verdict,
            {column.label: plain(value) for column, value in claim.values},
        )
        for name, claim in sorted(claims.items())
    }


def of_charts(charts: Mapping[str, Chart]) -> dict[str, str]:
    """Return the titles of charts by their names."""
    return {name: chart.title for name, chart in sorted(charts.items())}


def plain(value: Value) -> Plain:
    """Return a value as JSON can hold it: a decimal keeps its digits, a date is ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
