"""The whole in order: tables, figures, charts, pages, website, edition.

Gather first, then write: all figures before any chart, all charts before any page, all pages
before the website, the whole edition before ``site/`` is touched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report import contract, downloads, drawing, editions, figures, fonts, pages, style, tables
from report import website
from report.macros import Material
from report.model import Chart, Figure, Project, SiteFile
from report.words import Words

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything an edition is made of, before the first file is written."""

    contract: contract.Contract
    figures: dict[str, Figure]
    words: Words


def gather(project: Project, say: Say) -> Gathered:
    """Load and check the data, and compute every figure."""
    words = Words(website.read_site(project).locale)
    promised = contract.read(project)
    with tables.load(project, promised) as data:
        say(f"data     {len(promised.tables)} tables pass the contract")
        laws = tables.read_laws(project)
        tables.check_laws(data, laws)
        say(f"laws     {len(laws)} hold")
        computed = figures.compute(data, project)
    say(f"figures  {len(computed)} computed")
    return Gathered(promised, computed, words)


def build(project: Project, out: Path, *, edition: str, timestamp: int, say: Say) -> None:
    """Build one edition into an empty folder; ``timestamp`` is its date, in seconds."""
    got = gather(project, say)
    faces = fonts.prepare(project)
    charts = drawing.draw(
        got.figures, project=project, fonts=faces.folder, print_value=got.words.value
    )
    say(f"charts   {len(charts)} drawn")
    tree = pages.render(
        project, Material(got.figures, charts, got.contract.sources, got.words, got.contract.tables)
    )
    say(f"pages    {len(tree)} written")
    files = [*_files(project, got, charts), *faces.files]
    website.build(tree, files, project=project, out=out, edition=edition, timestamp=timestamp)
    say(f"website  {sum(1 for path in out.rglob('*') if path.is_file())} files")


def _files(project: Project, got: Gathered, charts: dict[str, Chart]) -> list[SiteFile]:
    return [
        SiteFile("assets/palette.css", style.palette_css().encode()),
        *(file for chart in charts.values() for file in chart.files),
        *downloads.figure_files(got.figures),
        *downloads.data_files(project, got.contract),
    ]


def draft(project: Project, say: Say) -> Path:
    """Build ``site/draft``; what was there stays until the new one is whole."""
    return editions.replace_draft(
        project, lambda out: build(project, out, edition="draft", timestamp=0, say=say)
    )


def publish(project: Project, name: str, title: str, say: Say) -> editions.Outcome:
    """Build and publish an edition; its name is its date."""
    editions.check_name(name)
    moment = editions.source_date_epoch(editions.edition_date(name))
    return editions.publish(
        project,
        name,
        title,
        lambda out: build(project, out, edition=name, timestamp=moment, say=say),
        facts={},
    )
