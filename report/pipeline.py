"""The whole in order: tables, figures, claims, charts, pages, website, edition.

Gather first, then write: all figures before any chart, all charts before any page, all pages
before the website, the whole edition before ``site/`` is touched.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from report import captions as captioned
from report import (
    claims,
    contract,
    differences,
    downloads,
    drawing,
    editions,
    facts,
    figures,
    fonts,
    judgement,
    links,
    pages,
    periods,
    records,
    refusals,
    style,
    tables,
    website,
)
from report.captions import Captions
from report.errors import ReportError, raise_all
from report.facts import Past
from report.macros import Material
from report.model import Chart, Claim, Figure, Page, Project, Site, SiteFile
from report.pages import Written
from report.periods import Period
from report.records import Ledger
from report.refusals import Judgement
from report.scrutiny import Evidence
from report.words import Words

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is computed before the first chart is drawn."""

    site: Site
    contract: contract.Contract
    figures: dict[str, Figure]
    behind: dict[str, Figure]
    claims: dict[str, Claim]
    captions: Captions
    periods: tuple[Period, ...]
    words: Words


def gather(project: Project, say: Say) -> Gathered:
    """Load and check the data, compute every figure, and put every claim to it."""
    site = website.read_site(project)
    words = Words(site.locale)
    promised = contract.read(project)
    with tables.load(project, promised) as data:
        say(f"data     {len(promised.tables)} tables keep their contract")
        laws = tables.read_laws(project)
        tables.check_laws(data, laws)
        say(f"laws     {len(laws)} hold")
        computed = figures.compute(data, project)
        behind = figures.compute_behind(data, project, computed)
        asked = claims.compute(data, project, words)
        spans = periods.read(data)
    say(f"figures  {len(computed)} computed")
    say(f"claims   {sum(claim.holds for claim in asked.values())} of {len(asked)} hold")
    captions = captioned.render(project, computed, asked, words)
    return Gathered(site, promised, computed, behind, asked, captions, spans, words)


def check(project: Project, say: Say) -> Judgement:
    """Do all but draw and make HTML; return what an edition would be refused for."""
    got = gather(project, say)
    charts = drawing.undrawn(got.figures, project=project)
    _, _, judged = _write(project, got, charts, past=_past(project), day=_today())
    say("prose    every page renders")
    return judged


def draft(project: Project, say: Say) -> tuple[Path, Judgement]:
    """Build ``site/draft``; what was there stays until the new one is whole.

    What would refuse an edition is returned beside it: a draft is there to be looked at.
    """
    got = gather(project, say)
    judged: list[Judgement] = []

    def build(out: Path) -> None:
        judged.append(
            _build(project, got, out, edition="draft", day=None, past=_past(project), say=say)
        )

    return editions.replace_draft(project, build), judged[0]


def publish(project: Project, name: str, title: str, say: Say) -> editions.Outcome:
    """Build and publish an edition; its name is its date. Refusals stop it."""
    editions.check_name(name)
    day = editions.edition_date(name)
    past = _past(project, before=name)
    got = gather(project, say)
    # Judged before anything is drawn: a refusal costs no more than a check.
    charts = drawing.undrawn(got.figures, project=project)
    _, _, judged = _write(project, got, charts, past=past, day=day)
    raise_all(judged.errors)

    def build(out: Path) -> None:
        _build(project, got, out, edition=name, day=day, past=past, say=say)

    now = Past(name, title, facts.of_figures(got.figures), facts.of_claims(got.claims))
    told = facts.format_facts(now, sources=[source.name for source in got.contract.sources])
    return editions.publish(project, name, title, build, facts=told)


def _build(  # noqa: PLR0913 - what is built, where to, as what, after what
    project: Project,
    got: Gathered,
    out: Path,
    *,
    edition: str,
    day: date | None,
    past: tuple[Past, ...],
    say: Say,
) -> Judgement:
    """Build one edition into an empty folder."""
    faces = fonts.prepare(project)
    charts = drawing.draw(
        got.figures,
        project=project,
        fonts=faces.folder,
        print_value=got.words.value,
        says=got.captions.texts,
    )
    say(f"charts   {len(charts)} drawn")
    tree, ledger, judged = _write(project, got, charts, past=past, day=day or _today())
    say(f"pages    {len(tree)} written")
    files = [
        SiteFile("assets/palette.css", style.palette_css().encode()),
        *faces.files,
        *(file for chart in charts.values() for file in chart.files),
        *downloads.figure_files(got.figures),
        *downloads.data_files(project, got.contract),
        downloads.load_script(got.contract),
        ledger,
    ]
    moment = editions.source_date_epoch(day) if day else 0
    website.build(tree, files, project=project, out=out, edition=edition, timestamp=moment)
    links.check(out)
    say(f"website  {sum(path.is_file() for path in out.rglob('*'))} files")
    return judged


def _write(
    project: Project,
    got: Gathered,
    charts: Mapping[str, Chart],
    *,
    past: tuple[Past, ...],
    day: date,
) -> tuple[list[Page], SiteFile, Judgement]:
    """Write every page, judge what is written, and record both."""
    explained = differences.read(project)
    described = [
        (table, downloads.is_withheld(table, got.contract)) for table in got.contract.tables
    ]
    withheld = [table.name for table, closed in described if closed]
    material = Material(
        figures=got.figures,
        claims=got.claims,
        charts=charts,
        sources=got.contract.sources,
        words=got.words,
        tables=described,
        differences=explained,
    )
    before = {name: each.values for name, each in past[0].claims.items()} if past else {}
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
        written: Written = pages.write(project, material)
    except ReportError as fault:
        # An editor mends a fault and a refusal in one go: neither hides the other.
        refused = (refusal.error for refusal in judgement.in_sources(project, evidence))
        raise_all([*fault.errors, *refused])
        raise
    found = judgement.find(project, evidence, written)
    judged = refusals.judge(found, waivers, day)
    ledger = Ledger(
        written,
        judgement.literals(
            project, [*got.figures.values(), *(claim.figure for claim in got.claims.values())]
        ),
        judged.waived,
        got.behind,
        past,
        withheld,
    )
    tree = [*written.pages, *records.record(project, material, ledger)]
    return tree, records.claims_file(material, ledger), judged


def _past(project: Project, before: str = "") -> tuple[Past, ...]:
    """Return what earlier editions found, newest first."""
    names = [name for name in editions.published(project) if not before or name < before]
    return tuple(facts.read_facts(editions.read_manifest(project, name)) for name in names)


def _today() -> date:
    return datetime.now(tz=UTC).date()
