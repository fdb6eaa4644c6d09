"""The whole in order: tables, figures, charts, pages, website, edition.

Gather first, then write: all figures before any chart, all charts before any page, all pages
before the website, the whole edition before ``site/`` is touched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report import (
    contract,
    downloads,
    drawing,
    editions,
    figures,
    fonts,
    links,
    pages,
    style,
    tables,
    website,
)
from report.macros import Material
from report.model import Figure, Project, SiteFile
from report.words import Words

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is computed before the first chart is drawn."""

    contract: contract.Contract
    figures: dict[str, Figure]
    words: Words


def gather(project: Project, say: Say) -> Gathered:
    """Load and check the data, and compute every figure."""
    words = Words(website.read_site(project).locale)
    promised = contract.read(project)
    with tables.load(project, promised) as data:
        say(f"data     {len(promised.tables)} tables keep their contract")
        laws = tables.read_laws(project)
        tables.check_laws(data, laws)
        say(f"laws     {len(laws)} hold")
        computed = figures.compute(data, project)
    say(f"figures  {len(computed)} computed")
    return Gathered(promised, computed, words)


def draft(project: Project, say: Say) -> Path:
    """Build ``site/draft``; what was there stays until the new one is whole."""
    got = gather(project, say)
    return editions.replace_draft(
        project, lambda out: _build(project, got, out, edition="draft", timestamp=0, say=say)
    )


def publish(project: Project, name: str, title: str, say: Say) -> editions.Outcome:
    """Build and publish an edition; its name is its date."""
    editions.check_name(name)
    moment = editions.source_date_epoch(editions.edition_date(name))
    got = gather(project, say)
    return editions.publish(
        project,
        name,
        title,
        lambda out: _build(project, got, out, edition=name, timestamp=moment, say=say),
        facts=downloads.facts(got.contract, got.figures),
    )


def _build(  # noqa: PLR0913 - what is built, where to, and as what
    project: Project, got: Gathered, out: Path, *, edition: str, timestamp: int, say: Say
) -> None:
    """Build one edition into an empty folder; ``timestamp`` is its date, in seconds."""
    faces = fonts.prepare(project)
    charts = drawing.draw(
        got.figures, project=project, fonts=faces.folder, print_value=got.words.value
    )
    say(f"charts   {len(charts)} drawn")
    described = [
        (table, downloads.is_withheld(table, got.contract)) for table in got.contract.tables
    ]
    material = Material(got.figures, charts, got.contract.sources, got.words, described)
    tree = pages.render(project, material)
    say(f"pages    {len(tree)} written")
    files = [
        SiteFile("assets/palette.css", style.palette_css().encode()),
        *faces.files,
        *(file for chart in charts.values() for file in chart.files),
        *downloads.figure_files(got.figures),
        *downloads.data_files(project, got.contract),
    ]
    website.build(tree, files, project=project, out=out, edition=edition, timestamp=timestamp)
    links.check(out)
    say(f"website  {sum(path.is_file() for path in out.rglob('*'))} files")
