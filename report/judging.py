"""What was gathered in, the pages that editors wrote and what they are judged to be out.

Charts need not be drawn, and nothing else is written: this is what every command waits for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial

from report import (
    budgets,
    corrections,
    differences,
    families,
    judgement,
    linked_data,
    moved,
    pages,
    proofs,
    reasons,
    refusals,
    seals,
    signposts,
    since,
    withholding,
)
from report.errors import ReportError, raise_all
from report.facts import Past
from report.gathering import Gathered
from report.macros import Material
from report.model import Chart, Project
from report.moved import Departure
from report.pages import Written
from report.reasons import Reasoned
from report.refusals import Judgement
from report.scrutiny import Evidence
from report.since import Since
from report.store import remembered


@dataclass(frozen=True, slots=True)
class Aim:
    """What is built, a draft or an edition, and what was published before it."""

    edition: str  # its name, or "draft"
    title: str
    day: date  # on which waivers must hold
    past: tuple[Past, ...]  # earlier editions, newest first
    cards: bool = True  # whether the pictures that pages are shared with are drawn


@dataclass(frozen=True, slots=True)
class Judged:
    """What editors wrote, rendered and judged, before anything else is written."""

    written: Written  # their pages, and what these are bound to
    judgement: Judgement
    material: Material
    departures: tuple[Departure, ...]
    log: tuple[corrections.Correction, ...]
    reasoned: Reasoned


def draft(project: Project, *, cards: bool = False) -> Aim:
    """Return what is built where nothing is published: a draft of today, after all editions."""
    return Aim("draft", "Draft", datetime.now(tz=UTC).date(), seals.past(project), cards)


def judge(project: Project, got: Gathered, charts: Mapping[str, Chart], aim: Aim) -> Judged:
    """Render what editors wrote, and judge it; raise every fault of it.

    The charts need not be drawn.
    """
    departures = moved.read(project)
    material = material_of(project, got, charts, aim, departures)
    log = corrections.read_for(project, aim.edition, aim.past)
    before = {name: each.values for name, each in aim.past[0].claims.items()} if aim.past else {}
    waivers = refusals.read_waivers(project)
    reasoned = _reasoned(project, got, aim, moved.renamed(departures, "figures/"))
    evidence = Evidence(
        site=got.site,
        figures=got.figures,
        claims=got.claims,
        captions=got.captions,
        differences=material.differences,
        periods=got.periods,
        before=before,
        words=got.words,
        waivers=waivers,
        reasoned=reasoned,
    )
    try:
        written = pages.write(project, material)
        typed = sorted(project.content.rglob("*.md"))
        strange = proofs.wrong_kinds(project, typed, got.site.kinds)
        raise_all([*linked_data.faults(got.site, got.contract, written.pages), *strange])
        found = judgement.find(project, evidence, written)
    except ReportError as fault:
        # An editor mends a fault and a refusal in one go: neither hides the other.
        refused = (refusal.error for refusal in judgement.in_sources(project, evidence))
        lost = signposts.lost_charts(departures, aim.past, charts.keys())
        raise_all([*fault.errors, *lost, *refused])
        raise
    present = [page.address for page in written.pages]
    present += generated(got.figures, charts)
    signposts.check(departures, aim.past, present=present, charts=charts.keys())
    judged = refusals.judge(found, waivers, aim.day)
    return Judged(written, judged, material, departures, log, reasoned)


def material_of(
    project: Project,
    got: Gathered,
    charts: Mapping[str, Chart],
    aim: Aim,
    departures: Sequence[Departure],
) -> Material:
    """Return all that pages can speak of."""
    closed = withholding.of(got.contract)
    return Material(
        figures=got.figures,
        claims=got.claims,
        charts=charts,
        sources=got.contract.sources,
        words=got.words,
        tables=[
            (table, table.name in closed.tables, closed.of(table.name))
            for table in got.contract.tables
        ],
        differences=differences.read(project),
        families=families.read(project.content, got.figures),
        since=_since(project, got, aim, moved.renamed(departures, "figures/")),
        origin=got.origin,
    )


def generated(figures: Iterable[str], charts: Iterable[str]) -> list[str]:
    """Return the addresses of the pages that no editor writes."""
    return [
        *("figures/", *(f"figures/{name}/" for name in figures)),
        *("charts/", *(f"charts/{name}/" for name in charts)),
        *("claims/", "corrections/", "changes/", "cite/", "licences/", "search/"),
    ]


def _since(project: Project, got: Gathered, aim: Aim, renamed: Mapping[str, str]) -> Since | None:
    """Compare the figures with those of the edition before, if that was not done already."""
    if not aim.past:
        return None
    manifest = seals.folder(project, aim.past[0].edition) / seals.MANIFEST
    make = partial(since.read, got.figures, aim.past, renamed)
    return remembered(project.build, "since", [got.origin, manifest, renamed], make)


def _reasoned(project: Project, got: Gathered, aim: Aim, renamed: Mapping[str, str]) -> Reasoned:
    """Return what moved beyond its budget since the edition before, and the reasons for it."""
    moves = [
        move
        for before in aim.past[:1]
        for move in (
            *budgets.find(got.figures, before, renamed),
            *budgets.find_in_tables(got.contract, got.rows, before),
        )
    ]
    return reasons.settle(moves, reasons.read(project), aim.past)
