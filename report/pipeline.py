"""The whole in order: tables, figures, claims, charts, pages, website, edition.

Gather first, then write: all figures before any chart, all charts before any page, all pages
before the website, the whole edition before ``site/`` is touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report import (
    alone,
    approvals,
    assembly,
    bundle,
    changes,
    corrections,
    disk,
    drawing,
    editions,
    facts,
    front,
    graph,
    judging,
    manuscript,
    restore,
    seals,
    settings,
    tables,
    withholding,
)
from report.errors import ReportError, did_you_mean, raise_all
from report.gathering import Gathered, gather
from report.graph import Traced, counterfactual
from report.graph.counterfactual import Without
from report.judging import Aim
from report.manifest import check_title, next_revision
from report.manuscript import Manuscript
from report.model import Project, SiteFile
from report.previews import Previews
from report.refusals import Judgement, Refused
from report.review import Matter, Summary, page, read_drawings, summarise
from report.revisions import Changes, first
from report.store import sweep
from report.theme import read_theme
from report.voice import SILENT, Voice
from report.words import Words


def trace(project: Project, voice: Voice) -> Traced:
    """Do all but draw and make HTML; return what is made of what."""
    got = gather(project, voice)
    charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
    written = manuscript.write(project, got, charts, judging.draft(project))
    return graph.trace(project, got, written)


def without(
    project: Project, traced: Traced, table: str, *, where: str | None, key: str | None
) -> Without:
    """Compute what reads a table without some of its rows; return what is as it was."""
    with tables.load(project, traced.got.contract) as data:
        condition = where or counterfactual.of_key(traced.got.contract.table(table), key or "")
        return counterfactual.without(data, traced, table=table, condition=condition)


def draft(
    project: Project, voice: Voice, previews: Previews | None = None, *, with_cards: bool = False
) -> tuple[Path, Judgement]:
    """Build ``site/draft``; what was there stays until the new one is whole.

    What would refuse an edition is returned beside it: a draft is there to be looked at. Who has
    pages open may see them sooner, as ``previews``. The cards of pages, which nobody is shown
    before a page is shared, are drawn if they are asked for.
    """
    aim = judging.draft(project, cards=with_cards)
    with alone.together(project):
        got = gather(project, voice)
    if previews:
        previews.give(project, got, aim)
    judged: list[Judgement] = []

    def build(out: Path) -> None:
        with alone.together(project):
            made = assembly.build(project, got, aim, out, voice)
        judged.append(made.judgement)
        if previews:
            previews.drawn = made.charts

    folder = editions.replace_draft(project, build)
    sweep(project.build)
    return folder, judged[0]


def publish(
    project: Project, name: str, title: str, voice: Voice, *, approved: bool = False
) -> editions.Outcome:
    """Build, seal and publish an edition; its name is its date. Refusals stop it.

    Where it is to be ``approved``, it is stopped too unless somebody approved these very sources.
    """
    editions.check_name(name)
    check_title(title)
    day = editions.edition_date(name)
    aim = Aim(name, title, day, seals.past(project, before=name))
    sources = bundle.collect(project, name, title)
    approval = approvals.given(project, name, sources.inputs)
    if approved and approval is None:
        raise_all(approvals.missing(project, sources.inputs, name))
    # Whoever builds it again from its own sources has its approval, and seals the same.
    sealed_as = sources.carrying(approvals.PATH, approval.entry.encode()) if approval else sources
    with alone.together(project):
        # Judged before anything is drawn: a refusal costs no more than a check.
        got, written = _written(project, aim, voice)
    if written.judgement.refused:
        raise Refused(written.judgement)
    leads = _front(project)
    leads((written.found, *aim.past))  # a fault of its templates is told before all is built

    def build(out: Path) -> editions.Facts:
        # Readers get the sources too, but for rows that may be cited and not passed on.
        zipped = SiteFile(seals.BUNDLE, sealed_as.public(withholding.of(got.contract)))
        made = assembly.build(project, got, aim, out, voice, more=[zipped])
        if made.judgement.refused:
            raise Refused(made.judgement)
        told = facts.format_facts(
            made.found, sources=[source.name for source in got.contract.sources]
        )
        given = {approvals.FACT: approval.told} if approval else {}
        return {**told, **given, "inputs": sources.inputs, "tools": bundle.tools()}

    def sealed() -> bytes:
        if bundle.collect(project, name, title) != sources:
            what = "the sources changed while the edition was built from them"
            raise ReportError(what, hint="Nothing was published. Run it again when they rest.")
        return sealed_as.sealed()

    return editions.publish(project, name, title, build, bundle=sealed, front=leads)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What would be published, told in one file."""

    path: Path
    hash: str
    inputs: approvals.Inputs  # what the hash is made of
    judgement: Judgement
    summary: Summary


def review(project: Project, name: str, voice: Voice, *, to: Path | None = None) -> Reviewed:
    """Write what would be published, as an edition or without a name as the draft, into one file."""
    if name:
        editions.check_name(name)
        _check_unsealed(project, name)
    past = seals.past(project, before=name)
    aim = Aim(name, name, editions.edition_date(name), past) if name else judging.draft(project)
    sources = bundle.collect(project, name, name)
    with alone.together(project):
        got = gather(project, voice)
        faces, charts = assembly.draw(project, got, aim, voice)
        written = manuscript.write(project, got, charts, aim)
    against = aim.past[0] if aim.past else None
    changed = (
        changes.between(project, against, written.found, drawn=changes.drawn(charts))
        if against
        else first(written.found)
    )
    matter = Matter(
        publication=got.site.name,
        hash=approvals.digest(sources.inputs),
        files=len(sources.inputs),
        found=written.found,
        changes=changed,
        claims=got.claims,
        judgement=written.judgement,
        corrections=corrections.read(project),
        known_corrections=len(against.corrections) if against else 0,
        drawings=read_drawings(project, changed, against, charts, faces.folder),
        words=Words(got.site.locale),
    )
    content = page(matter)
    if bundle.collect(project, name, name) != sources:
        what = "the sources changed while they were reviewed"
        raise ReportError(what, hint="Run it again when they rest.")
    path = (to or project.build / "review" / f"{matter.short}.html").absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    disk.write(path, content)
    return Reviewed(path, matter.hash, sources.inputs, written.judgement, summarise(matter))


def _check_unsealed(project: Project, name: str) -> None:
    sealed = seals.sealed(project)
    if name in sealed:
        hint = f'An edition never changes: review this one as "{next_revision(name, sealed)}".'
        where = project.shown(seals.folder(project, name))
        raise ReportError("this edition is published", where, hint)


def restore_editions(project: Project, names: Sequence[str], voice: Voice) -> None:
    """Build these sealed editions again, or all that ``site/`` lacks, from their own sources."""
    with alone.together(project):
        leads = _front(project)
    restore.restore(project, names or editions.missing(project), leads, voice)
    editions.refresh(project, leads)


def compare(project: Project, older: str = "", newer: str = changes.DRAFT) -> Changes:
    """Compare two editions, or a sealed one with the present sources, which are not drawn.

    Without a name the older one is the newest edition there is.
    """
    past = {each.edition: each for each in seals.past(project)}
    older = older or next(iter(past), "")
    if not older:
        raise ReportError("there is no edition yet", hint="The first has nothing to differ from.")
    unknown = [name for name in (older, newer) if name not in {*past, changes.DRAFT}]
    if older == changes.DRAFT:
        hint = f"The draft is the newer one of two: changes {newer} draft"
        raise ReportError("an edition is compared with the draft, not the draft with it", hint=hint)
    raise_all(
        ReportError(f'no edition "{name}"', "editions", did_you_mean(name, past))
        for name in unknown
    )
    if newer != changes.DRAFT:
        return changes.between(project, past[older], past[newer])
    with alone.together(project):
        _, written = _written(project, judging.draft(project), SILENT)
    return changes.between(project, past[older], written.found, drawn={})


def _written(project: Project, aim: Aim, voice: Voice) -> tuple[Gathered, Manuscript]:
    """Compute everything and write every page, with charts that are not drawn."""
    got = gather(project, voice)
    charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
    return got, manuscript.write(project, got, charts, aim)


def _front(project: Project) -> editions.Front:
    """Return what makes the way to the editions; the log's own faults are told at once."""
    site, log = settings.read_site(project), corrections.read(project)
    theme = read_theme(project, site.sayings)
    return lambda past: front.files(site, theme, log, past)
