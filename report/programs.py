"""What was gathered, drawn and written in, what programs read of an edition out.

Figures and charts as JSON with the schemas that describe them, oEmbed, JSON-LD in pages, and
Croissant beside the data. All of it is said of files and pages that are finished.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from report import croissant, documents, linked_data, oembed, schemas, withholding
from report.colophon import Colophon
from report.gathering import Gathered
from report.linked_data import Told
from report.manuscript import Aim, Manuscript
from report.model import Chart, Page, SiteFile


def add(
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
        *documents.figure_files(got.figures, got.words, colophon),
        *documents.chart_files(charts, got.figures, files, got.words, colophon),
        *oembed.files(charts, got.figures, files, colophon),
        *beside,
    )
