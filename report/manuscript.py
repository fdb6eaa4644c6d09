"""What was gathered and drawn in, every page and file of one edition and what it is judged to be out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from report import (
    budgets,
    changes,
    chart_pages,
    cite_pages,
    corrections,
    differences,
    embeds,
    facts,
    families,
    judgement,
    licences,
    linked_data,
    moved,
    pages,
    proofs,
    readmes,
    reasons,
    records,
    refusals,
    related,
    search,
    signposts,
    since,
    withholding,
)
from report.colophon import Colophon
from report.errors import ReportError, raise_all
from report.facts import Past
from report.gathering import Gathered
from report.macros import Material
from report.model import Chart, Page, Project, SiteFile
from report.moved import Departure
from report.pages import Written
from report.reasons import Reasoned
from report.records import Ledger
from report.refusals import Judgement
from report.scrutiny import Evidence
from report.sentences import sentences
from report.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Aim:
    """What is built, a draft or an edition, and what was published before it."""

    edition: str  # its name, or "draft"
    title: str
    day: date  # on which waivers must hold
    past: tuple[Past, ...]  # earlier editions, newest first


@dataclass(frozen=True, slots=True)
class Judged:
    """What editors wrote, rendered and judged, before anything else is written."""

    written: Written  # their pages, and what these are bound to
    judgement: Judgement
    material: Material
    departures: tuple[Departure, ...]
    log: tuple[corrections.Correction, ...]
    reasoned: Reasoned


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An edition before it is printed: its pages, its files, and what it found and says."""

    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    judgement: Judgement
    found: Past
    written: Written  # the pages of editors, and what they are bound to
    aim: Aim


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
        since=since.read(got.figures, aim.past, moved.renamed(departures, "figures/")),
    )


def generated(figures: Iterable[str], charts: Iterable[str]) -> list[str]:
    """Return the addresses of the pages that no editor writes."""
    return [
        *("figures/", *(f"figures/{name}/" for name in figures)),
        *("charts/", *(f"charts/{name}/" for name in charts)),
        *("claims/", "corrections/", "changes/", "cite/", "licences/", "search/"),
    ]


def write(project: Project, got: Gathered, charts: Mapping[str, Chart], aim: Aim) -> Manuscript:
    """Write every page, judge what is written, and record both."""
    judged = judge(project, got, charts, aim)
    written, material, log = judged.written, judged.material, judged.log
    closed = withholding.of(got.contract)
    ledger = Ledger(
        written,
        judgement.literals(
            project, [*got.figures.values(), *(claim.figure for claim in got.claims.values())]
        ),
        judged.judgement.waived,
        got.behind,
        aim.past,
        closed.names,
    )
    said = Past(
        aim.edition,
        aim.title,
        facts.of_figures(got.figures),
        facts.of_claims(got.claims),
        facts.of_charts(charts),
        {page.address: sentences(page) for page in written.pages},
        closed.names,
        corrections=tuple(each.logged for each in log),
        moved=tuple(departure.told for departure in judged.departures),
        reasons=judged.reasoned.reasons,
        rows=got.rows,
    )
    colophon = Colophon(got.site, aim.edition, aim.title, got.contract.licences)
    changed, files = changes.record(project, said, aim.past, charts, got.words)
    present = (
        *related.attach(project, written.pages, written, material),
        *records.record(project, material, ledger),
        *chart_pages.write(
            project,
            material,
            got.captions,
            site=got.site,
            shelf=Shelf(aim.edition, aim.title, aim.past),
        ),
        records.corrections_page(project, log, said, aim.past, got.words),
        changed,
    )
    citations = cite_pages.cite_all(colophon, present, got.figures)
    cited = cite_pages.attach(project, present, citations, got.site.sayings)
    cited.append(licences.page(got.site.sayings))
    notes = readmes.files(charts, got.figures, citations.pages, colophon)
    found_by, index = search.write(project, material, written, cited, aim.past)
    signs = signposts.pages(
        project,
        judged.departures,
        aim.past,
        present=[*cited, found_by],
        charts=charts.keys(),
        sayings=got.site.sayings,
    )
    return Manuscript(
        (*cited, found_by, *signs),
        (
            records.claims_file(material, ledger, colophon),
            *citations.files(),
            *notes,
            index,
            *files,
            *embeds.write(project, material, site=got.site, edition=aim.edition),
        ),
        judged.judgement,
        said,
        written,
        aim,
    )


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
