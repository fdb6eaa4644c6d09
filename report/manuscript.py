"""What was gathered and drawn in, every page and file of one edition and what it is judged to be out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from report import changes, differences, downloads, facts, judgement, pages, records, refusals
from report.errors import ReportError, raise_all
from report.facts import Past
from report.gathering import Gathered
from report.macros import Material
from report.model import Chart, Page, Project, SiteFile
from report.records import Ledger
from report.refusals import Judgement
from report.scrutiny import Evidence
from report.sentences import sentences


@dataclass(frozen=True, slots=True)
class Aim:
    """What is built, a draft or an edition, and what was published before it."""

    edition: str  # its name, or "draft"
    title: str
    day: date  # on which waivers must hold
    past: tuple[Past, ...]  # earlier editions, newest first


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An edition before it is printed: its pages, its files, and what it found and says."""

    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    judgement: Judgement
    found: Past


def write(project: Project, got: Gathered, charts: Mapping[str, Chart], aim: Aim) -> Manuscript:
    """Write every page, judge what is written, and record both."""
    explained = differences.read(project)
    closed = downloads.withheld(got.contract)
    withheld = tuple(table.name for table in closed)
    material = Material(
        figures=got.figures,
        claims=got.claims,
        charts=charts,
        sources=got.contract.sources,
        words=got.words,
        tables=[(table, table in closed) for table in got.contract.tables],
        differences=explained,
    )
    before = {name: each.values for name, each in aim.past[0].claims.items()} if aim.past else {}
    waivers = refusals.read_waivers(project)
    evidence = Evidence(
        site=got.site,
        figures=got.figures,
        claims=got.claims,
        captions=got.captions,
        differences=explained,
        periods=got.periods,
        before=before,
        words=got.words,
        waivers=waivers,
    )
    try:
        written = pages.write(project, material)
    except ReportError as fault:
        # An editor mends a fault and a refusal in one go: neither hides the other.
        refused = (refusal.error for refusal in judgement.in_sources(project, evidence))
        raise_all([*fault.errors, *refused])
        raise
    found = judgement.find(project, evidence, written)
    judged = refusals.judge(found, waivers, aim.day)
    ledger = Ledger(
        written,
        judgement.literals(
            project, [*got.figures.values(), *(claim.figure for claim in got.claims.values())]
        ),
        judged.waived,
        got.behind,
        aim.past,
        withheld,
    )
    said = Past(
        aim.edition,
        aim.title,
        facts.of_figures(got.figures),
        facts.of_claims(got.claims),
        facts.of_charts(charts),
        {page.address: sentences(page) for page in written.pages},
        withheld,
    )
    changed, files = changes.record(
        project, said, aim.past, charts, got.words, declared=changes.Declared()
    )
    return Manuscript(
        (*written.pages, *records.record(project, material, ledger), changed),
        (records.claims_file(material, ledger), *files),
        judged,
        said,
    )
