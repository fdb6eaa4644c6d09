"""Figures and ``charts/*.py`` → charts: their words, their drawings, and the files beside them.

Every chart is drawn twice, wide and narrow, because one drawing scaled to a telephone cannot
be read. Each drawing is made in light and re-dressed by replacing colours; see style.tokens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from report.drawing import cards
from report.drawing.descriptions import takeaway
from report.drawing.modules import chart_paths, imported, load
from report.errors import ReportError, raise_all
from report.fonts import Ruler, names_of
from report.geography import atlas
from report.model import Chart, Figure, Page, Poster, Project, Site, SiteFile
from report.store import remembered
from report.voice import SILENT, Voice
from report.words import Words, spoken


def draw(  # noqa: PLR0913 - what is drawn, where, with which fonts, in which words
    figures: Mapping[str, Figure],
    *,
    project: Project,
    fonts: Path,
    words: Words,
    says: Mapping[str, str] | None = None,
    voice: Voice = SILENT,
) -> dict[str, Chart]:
    """Draw every chart of a project; ``fonts`` is a folder that ``fonts.install`` has filled.

    ``says`` has what each chart shows, in words that are bound; else its docstring is as typed.
    A chart that was drawn before, of the same figure by the same module in the same words, is not
    drawn again.
    """
    charts: dict[str, Chart] = {}
    errors: list[ReportError] = []
    for path in voice.steps("charts", chart_paths(project)):

        def make(path: Path = path) -> Chart:
            from report.drawing import studio  # noqa: PLC0415 - it loads Altair, for a second

            module = load(path, figures, project)
            module = replace(module, says=(says or {}).get(module.name, module.says))
            return studio.draw(module, project, fonts, words)

        figure = figures.get(path.stem)
        parts = [
            *(imported(path, project), figure, (says or {}).get(path.stem)),
            *(spoken(words), names_of(fonts), atlas(project)),
        ]
        try:
            charts[path.stem] = remembered(project.build, "chart", parts, make)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return charts


def undrawn(
    figures: Mapping[str, Figure], *, project: Project, says: Mapping[str, str] | None = None
) -> dict[str, Chart]:
    """Return every chart of a project without its drawings: enough to write pages with."""
    modules: dict[str, str] = {}
    errors: list[ReportError] = []
    for path in chart_paths(project):

        def read(path: Path = path) -> str:
            return load(path, figures, project).says

        try:
            # A module that was read before, and of whose figure it was then said that it is there.
            parts = [imported(path, project), path.stem in figures]
            modules[path.stem] = remembered(project.build, "docstring", parts, read)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    told = {name: (says or {}).get(name, own) for name, own in modules.items()}
    return {
        name: Chart(name, figures[name].title, told[name], "", "", (), takeaway(told[name]))
        for name in modules
    }


def draw_cards(  # noqa: PLR0913 - what is drawn, whose it is, and with which fonts
    pages: Sequence[Page],
    charts: Mapping[str, Chart],
    *,
    project: Project,
    site: Site,
    edition: str,
    fonts: Path,
) -> list[SiteFile]:
    """Draw the card of every page that has one; measured, it takes a tenth of a second to three."""
    imprint, ruler = cards.Imprint(site.name, edition, site.sayings), Ruler(fonts)
    made: list[SiteFile] = []
    errors: list[ReportError] = []
    for page in pages:
        if page.poster is None:
            continue
        chart = charts.get(page.poster.chart)
        try:
            drawn = remembered(
                project.build,
                "card",
                [page.poster, chart and chart.files, imprint.site, imprint.label, names_of(fonts)],
                partial(_draw_card, page.poster, chart, imprint, ruler),
            )
        except ReportError as error:
            errors.append(ReportError(error.what, page.path, error.hint))
            continue
        made.append(SiteFile(page.card, drawn))
    raise_all(errors)
    return made


def _draw_card(poster: Poster, chart: Chart | None, imprint: cards.Imprint, ruler: Ruler) -> bytes:
    from report.drawing import studio  # noqa: PLC0415 - as above

    studio.register(ruler.folder)
    return cards.draw(poster, chart, imprint, ruler)
