"""Pages that somebody has open → the same of the present sources, long before the draft is whole.

A preview is for the eyes of an editor, and for seconds: it is printed by the means of the draft,
of the same figures, but nothing is judged, and charts are as they were drawn last.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from report import cite_pages, drawing, judging, moved, pages, related, website
from report.colophon import Colophon
from report.errors import ReportError
from report.gathering import Gathered
from report.judging import Aim
from report.model import Chart, Project
from report.shelf import Shelf


@dataclass(slots=True)
class Previews:
    """What one ``serve`` shows while it builds."""

    wanted: Callable[[], Collection[str]]  # addresses of pages, below the root of the draft
    show: Callable[[Mapping[str, bytes]], None]
    drawn: Mapping[str, Chart] = field(default_factory=dict)  # for the last draft

    def give(self, project: Project, got: Gathered, aim: Aim) -> None:
        """Show the open pages that editors wrote, as they will be; nothing where one has a fault.

        The draft that is built next tells of that.
        """
        wanted = frozenset(self.wanted())
        if not wanted or not self.drawn:  # there is no draft to be ahead of
            return
        try:
            made = _pages(project, got, self._charts(project, got), aim, wanted)
        except ReportError:
            return
        if made:
            self.show(made)

    def _charts(self, project: Project, got: Gathered) -> dict[str, Chart]:
        """Return the charts, their words new and their drawings old."""
        new = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
        return {name: self._redrawn(chart) for name, chart in new.items()}

    def _redrawn(self, chart: Chart) -> Chart:
        last = self.drawn.get(chart.name)
        if last is None:
            return chart
        return replace(
            last, title=chart.title, description=chart.description, takeaway=chart.takeaway
        )


def _pages(
    project: Project,
    got: Gathered,
    charts: Mapping[str, Chart],
    aim: Aim,
    wanted: Collection[str],
) -> dict[str, bytes]:
    """Print the wanted pages of those that editors wrote; return each at its address."""
    material = judging.material_of(project, got, charts, aim, moved.read(project))
    written = pages.write(project, material)
    ours = {page.path for page in written.pages if page.address in wanted}
    if not ours:
        return {}
    present = related.attach(project, written.pages, written, material)
    colophon = Colophon(got.site, aim.edition, aim.title, got.contract.licences)
    found = [page for page in present if page.path in ours]
    citations = cite_pages.cite_all(project, colophon, found, got.figures)
    cited = {
        each.path: each for each in cite_pages.attach(project, found, citations, got.site.sayings)
    }
    return website.preview(
        [cited.get(page.path, page) for page in present],
        ours,
        [citations.checksums],
        project=project,
        shelf=Shelf(aim.edition, aim.title, aim.past),
    )
