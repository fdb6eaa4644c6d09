"""What was gathered, drawn and written in, what programs read of an edition out.

Figures and charts as JSON with the schemas that describe them, oEmbed, JSON-LD in pages, and
Croissant beside the data. All of it is said of files and pages that are finished.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from report import croissant, documents, linked_data, oembed, schemas, withholding
from report.colophon import Colophon
from report.gathering import Gathered
from report.judging import Aim
from report.linked_data import Told
from report.manuscript import Manuscript
from report.model import Chart, Figure, Page, Project, SiteFile
from report.store import remembered
from report.words import spoken


def add(  # noqa: PLR0913, PLR0917 - all that there is of an edition
    project: Project,
    got: Gathered,
    charts: Mapping[str, Chart],
    manuscript: Manuscript,
    files: Sequence[SiteFile],
    aim: Aim,
) -> tuple[tuple[Page, ...], tuple[SiteFile, ...]]:
    """Return the pages with what they tell programs, and the files that are for programs alone."""
    colophon = Colophon(got.site, aim.edition, aim.title, got.contract.licences)
    withheld = withholding.of(got.contract)
    offered = replace(got.contract, tables=withholding.published(got.contract, withheld))
    periods = [period for period in got.periods if period.table not in withheld.tables]
    told = Told(colophon, offered, periods, got.figures, files)
    beside = tuple(croissant.files(told))
    told = Told(colophon, offered, periods, got.figures, (*files, *beside))
    return linked_data.attach(manuscript.pages, manuscript.written, told), (
        *schemas.files(),
        *_figure_files(project, got, colophon),
        *_chart_files(project, got, charts, files, colophon),
        *oembed.files(charts, got.figures, files, colophon),
        *beside,
    )


def _figure_files(project: Project, got: Gathered, colophon: Colophon) -> Iterator[SiteFile]:
    """Yield each figure as JSON: one that is told as before is not written out again."""
    for name, figure in sorted(got.figures.items()):

        def make(figure: Figure = figure) -> SiteFile:
            return documents.figure_file(figure, got.words, colophon)

        at = f"figures/{name}.json"
        told = [
            colophon.address(f"figures/{name}/", at=at),
            *map(str, colophon.told(at=at).items()),
        ]
        parts = [figure, *spoken(got.words), told]
        yield remembered(project.build, "figure-file", parts, make)


def _chart_files(
    project: Project,
    got: Gathered,
    charts: Mapping[str, Chart],
    files: Sequence[SiteFile],
    colophon: Colophon,
) -> Iterator[SiteFile]:
    """Yield each chart as JSON, as above."""
    own = documents.files_of_charts(charts, files)
    for name, chart in sorted(charts.items()):

        def make(chart: Chart = chart) -> SiteFile:
            figure, its = got.figures[chart.name], own[chart.name]
            return documents.chart_file(chart, figure, its, got.words, colophon)

        parts = [chart, got.figures[name], own[name], got.words, colophon]
        yield remembered(project.build, "chart-file", parts, make)
