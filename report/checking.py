"""The sources in, what an edition of them would be refused for out: all but drawing and HTML."""

from collections.abc import Mapping

from report import alone, drawing, judging, packages, scrutiny
from report.errors import raise_all
from report.gathering import Gathered, gather
from report.model import Chart, Project
from report.refusals import Judgement
from report.store import remembered
from report.voice import Voice


def check(project: Project, voice: Voice) -> Judgement:
    """Do all but draw and make HTML; return what an edition would be refused for."""
    with alone.together(project):
        got = gather(project, voice, meanwhile=lambda: _begin(project))
        charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
        judged = judging.judge(project, got, charts, judging.draft(project))
        raise_all(packages.missing(project.root))
    voice.say("prose    every page renders")
    # Pages that no editor writes are tried when the theme has changed, which is seldom.
    theme = [(project.shown(path), path) for path in sorted(project.templates.rglob("*.*"))]
    remembered(project.build, "theme", theme, lambda: _try(project, got, charts))
    return judged.judgement


def _begin(project: Project) -> None:
    """Look at what needs no figure; what is found is kept, and told in its turn."""
    drawing.tried({path.stem for path in project.queries.glob("*.sql")}, project)
    for _ in scrutiny.in_theme(project):
        pass


def _try(project: Project, got: Gathered, charts: Mapping[str, Chart]) -> None:
    """Write all pages, and keep none: a fault of the theme is told."""
    from report import manuscript  # noqa: PLC0415 - seldom needed, and half of all there is to load

    manuscript.write(project, got, charts, judging.draft(project))
