"""What was gathered and drawn in, every page and file of one edition and what it is judged to be out."""

from collections.abc import Mapping
from dataclasses import dataclass

from report import (
    changes,
    chart_pages,
    cite_pages,
    embeds,
    facts,
    judgement,
    judging,
    licences,
    readmes,
    records,
    related,
    search,
    signposts,
    withholding,
)
from report.colophon import Colophon
from report.facts import Past
from report.gathering import Gathered
from report.judging import Aim
from report.model import Chart, Page, Project, SiteFile
from report.pages import Written
from report.records import Ledger
from report.refusals import Judgement
from report.sentences import sentences
from report.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An edition before it is printed: its pages, its files, and what it found and says."""

    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    judgement: Judgement
    found: Past
    written: Written  # the pages of editors, and what they are bound to
    aim: Aim


def write(project: Project, got: Gathered, charts: Mapping[str, Chart], aim: Aim) -> Manuscript:
    """Write every page, judge what is written, and record both."""
    judged = judging.judge(project, got, charts, aim)
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
    citations = cite_pages.cite_all(project, colophon, present, got.figures)
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
