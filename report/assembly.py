"""What was gathered in, one edition in its folder out: drawn, written, printed, every link tried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report import (
    crew,
    downloads,
    drawing,
    embeds,
    explorable,
    fonts,
    judging,
    licences,
    links,
    manuscript,
    moved,
    package,
    programs,
    signposts,
    style,
    website,
)
from report.colophon import Colophon
from report.drawing import cards
from report.errors import Steps
from report.facts import Past
from report.gathering import Gathered
from report.judging import Aim
from report.manifest import source_date_epoch
from report.manuscript import Manuscript
from report.model import Chart, Project, SiteFile
from report.refusals import Judgement
from report.shelf import Shelf
from report.voice import Voice, several


@dataclass(frozen=True, slots=True)
class Built:
    """One edition in its folder: what it is judged to be, what it found, and what was drawn."""

    judgement: Judgement
    found: Past
    charts: Mapping[str, Chart]


def build(  # noqa: PLR0913 - what is built, as what, where to
    project: Project,
    got: Gathered,
    aim: Aim,
    out: Path,
    voice: Voice,
    *,
    more: Sequence[SiteFile] = (),
) -> Built:
    """Build one edition into a folder: empty, or a draft of before that is brought up to date."""
    faces, charts = draw(project, got, aim, voice)
    written = manuscript.write(project, got, charts, aim)
    voice.say(f"pages    {len(written.pages)} written")
    files = [
        SiteFile("assets/palette.css", style.palette_css().encode()),
        *faces.files,
        embeds.stylesheet(project, faces.folder, written.files),
        *(file for chart in charts.values() for file in chart.files),
        *explorable.files(project, charts.values()),
        *downloads.figure_files(got.figures),
        *package.files(project, got.contract, got.rows, got.site.sayings),
        *written.files,
        *_cards(project, got, written, charts, faces),
        *more,
    ]
    colophon = Colophon(got.site, aim.edition, aim.title, got.contract.licences)
    shipped = licences.parts(project, files)
    files += licences.new_files(shipped, colophon, files)
    told = replace(written, pages=licences.attach(project, written.pages, shipped, colophon))
    made, for_programs = programs.add(project, got, charts, told, files, aim)
    moment = 0 if aim.edition == "draft" else source_date_epoch(aim.day)
    shelf = Shelf(aim.edition, aim.title, aim.past)
    printed = website.build(
        made, [*files, *for_programs], project=project, out=out, shelf=shelf, timestamp=moment
    )
    undrawn = () if aim.cards else [page.card for page in written.pages if page.poster]
    found = links.read(project, out, printed)
    built = signposts.settle(
        project, out, found, moved.read(project), aim.past, site=got.site, undrawn=undrawn
    )
    links.check(built)
    voice.say(f"website  {several(len(built.files), 'file')}")
    return Built(written.judgement, replace(written.found, anchors=built.anchors), charts)


def _cards(
    project: Project,
    got: Gathered,
    written: Manuscript,
    charts: Mapping[str, Chart],
    faces: fonts.Faces,
) -> list[SiteFile]:
    """Draw the cards of pages where they are wanted; what could not be drawn is told anyway."""
    imprint = cards.Imprint(got.site.name, written.aim.edition, got.site.sayings)
    if written.aim.cards:
        return cards.draw_all(
            written.pages, charts, project=project, imprint=imprint, fonts=faces.folder
        )
    cards.check_all(written.pages, imprint=imprint, fonts=faces.folder)
    return []


def draw(
    project: Project, got: Gathered, aim: Aim, voice: Voice
) -> tuple[fonts.Faces, dict[str, Chart]]:
    """Draw every chart, and return the fonts that they are set in, too."""
    steps = Steps()
    with crew.together():
        folder, served = fonts.begin(project)
        with steps.one():
            charts = drawing.draw(
                got.figures,
                project=project,
                fonts=folder,
                words=got.words,
                says=got.captions.texts,
                voice=voice,
            )
            faces = fonts.Faces(folder, tuple(served))
    if steps.failed:  # pages do not need the drawings: what is wrong with them is told as well
        with steps.one():
            bare = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
            judging.judge(project, got, bare, aim)
    steps.end()
    voice.say(f"charts   {len(charts)} drawn")
    return faces, charts
