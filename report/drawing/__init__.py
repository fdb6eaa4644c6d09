"""Figures and ``charts/*.py`` → charts: their words, their drawings, and the files beside them.

Every chart is drawn twice, wide and narrow, because one drawing scaled to a telephone cannot
be read. Each drawing is made in light and re-dressed by replacing colours; see style.tokens.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report.crew import share
from report.drawing.descriptions import takeaway
from report.drawing.modules import chart_paths, imported, load, look
from report.errors import ReportError, raise_all
from report.fonts import names_of
from report.geography import atlas
from report.model import Chart, Figure, Project
from report.store import keep, recall, remembered
from report.voice import SILENT, Voice
from report.words import Words, spoken

_PAYS_FROM = 24  # charts that are to be drawn: fewer are sooner done than another process begins


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
    lacking: list[tuple[_Job, list[object]]] = []
    common = [*spoken(words), names_of(fonts), atlas(project)]
    paths = chart_paths(project)
    for path in paths:
        figure, said = figures.get(path.stem), (says or {}).get(path.stem)
        if figure is None:
            errors += _lost(path, figures, project)
            continue
        parts = [*(imported(path, project), figure, said), *common]
        match recall(project.build, "chart", parts):
            case (Chart() as chart,):
                charts[path.stem] = chart
            case _:
                lacking.append((_Job(path, figure, said, project, fonts, words), parts))
    drawn = share(_draw, [job for job, _ in lacking], pays_from=_PAYS_FROM)
    for (job, parts), made in zip(voice.steps("charts", lacking), drawn, strict=True):
        if isinstance(made, Chart):
            charts[job.path.stem] = made
            keep(project.build, "chart", parts, made)
        else:
            errors += made
    raise_all(errors)
    return {path.stem: charts[path.stem] for path in paths}


def _lost(path: Path, figures: Mapping[str, Figure], project: Project) -> tuple[ReportError, ...]:
    """Say that a chart has no figure, and which one is likely meant."""
    try:
        load(path, figures, project)
    except ReportError as error:
        return error.errors
    return ()


@dataclass(frozen=True, slots=True)
class _Job:
    """A chart to be drawn, here or by another process."""

    path: Path
    figure: Figure
    says: str | None
    project: Project
    fonts: Path
    words: Words


def _draw(job: _Job) -> Chart | tuple[ReportError, ...]:
    """Draw a chart; return its faults where it has any."""
    from report.drawing import studio  # noqa: PLC0415 - it loads Altair, for a second

    try:
        module = load(job.path, {job.path.stem: job.figure}, job.project)
        module = replace(module, says=module.says if job.says is None else job.says)
        return studio.draw(module, job.project, job.fonts, job.words)
    except ReportError as error:
        return error.errors


def undrawn(
    figures: Mapping[str, Figure], *, project: Project, says: Mapping[str, str] | None = None
) -> dict[str, Chart]:
    """Return every chart of a project without its drawings: enough to write pages with."""
    modules = tried(figures, project)
    told = {name: (says or {}).get(name, own) for name, own in modules.items()}
    return {
        name: Chart(name, figures[name].title, told[name], "", "", (), takeaway(told[name]))
        for name in modules
    }


def tried(figures: Collection[str], project: Project) -> dict[str, str]:
    """Run every chart module; return what each says. Figures are looked at by name."""
    modules: dict[str, str] = {}
    errors: list[ReportError] = []
    for path in chart_paths(project):

        def read(path: Path = path) -> str:
            says, _ = look(path, figures, project)
            return says

        try:
            # A module that was read before, and of whose figure it was then said that it is there.
            parts = [imported(path, project), path.stem in figures]
            modules[path.stem] = remembered(project.build, "docstring", parts, read)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return modules
