"""Pages that an earlier build has rendered: one that is answered as it was then is as it was then."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from report.answers import Answers, questions
from report.bindings import Read, Use
from report.macros import Material
from report.model import Page, Project
from report.store import digest, keep, recall
from report.theme import theme_parts
from report.words import spoken

# Tags by which a template takes in another.
_TAKES_IN = re.compile(r"\{%[-+]?\s*(?:include|import|from|extends)\b")


@dataclass(frozen=True, slots=True)
class Making:
    """What one page was made of, beside what is bound in it."""

    template: str  # the content file, as typed in the project
    reads: frozenset[tuple[Read, int]]  # what it asked for, and on which line
    partials: frozenset[str]  # of the theme
    row: Read | None = None  # the row that it tells of, of a family of pages


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page, rendered without a fault, and what it is bound to."""

    page: Page
    uses: tuple[Use, ...]
    making: Making
    shown: tuple[str, ...]
    touched: frozenset[str]


class Earlier:
    """Pages that were rendered before: one that is answered as it was then is as it was then."""

    def __init__(self, project: Project, material: Material) -> None:
        self._build, self._content = project.build, project.content
        self._texts: dict[Path, str] = {}
        self._answers = Answers(material.figures, material.claims, material.charts, material.lookup)
        ways = [
            (f.figure.name, f.slot, {*map(_folder, f.addresses.values())})
            for f in material.families
        ]
        self._common = digest(
            *spoken(material.words),
            material.sources,
            material.tables,
            material.differences,
            material.units,
            material.since and material.since.before.edition,
            ways,
            theme_parts(project),
        )
        since, drawn = material.since, material.charts
        self._all = material.origin and digest(since and since.renamed, drawn, material.origin)

    def all_of(self, template: Path) -> tuple[Rendered, ...] | None:
        """Return all pages that a template made of the same data, charts and theme, if it did.

        This is the quick way, where nothing was computed anew: nobody asks what a page has asked.
        """
        if not self._all:
            return None
        match recall(self._build, "family", self._of_all(template)):
            case ((*pages,),):
                return tuple(page for page in pages if isinstance(page, Rendered))
        return None

    def keep_all(self, template: Path, pages: tuple[Rendered, ...]) -> None:
        """Keep all pages of a template."""
        if self._all:
            keep(self._build, "family", self._of_all(template), pages)

    def find(self, template: Path, page: str) -> Rendered | None:
        """Return the page that a template made of the same answers, if it did."""
        asked = recall(self._build, "asked", self._of(template, page))
        if asked is None:
            return None
        reads: frozenset[Read] = asked[0]  # type: ignore[assignment]  # as it was kept
        match recall(self._build, "rendered", self._from(template, page, reads)):
            case (Rendered() as rendered,):
                return rendered
        return None

    def keep(self, template: Path, rendered: Rendered) -> None:
        """Keep a page, and what it asked for."""
        page, making = rendered.page.path, rendered.making
        if "changed" in making.partials:
            return  # it counts all figures that moved, and asks none of them by its name
        reads = questions([*(read for read, _ in making.reads), *filter(None, [making.row])])
        # What a template asks for can hang on what it is answered: this is where to begin.
        keep(self._build, "asked", self._of(template, page), reads)
        keep(self._build, "rendered", self._from(template, page, reads), rendered)

    def _of(self, template: Path, page: str) -> Sequence[object]:
        if template not in self._texts:
            self._texts[template] = template.read_text(encoding="utf-8")
        text = self._texts[template]
        # One that takes others in is made of the whole folder, as far as is known here.
        more = sorted(self._content.rglob("*.md")) if _TAKES_IN.search(text) else []
        return self._common, page, text, more

    def _of_all(self, template: Path) -> Sequence[object]:
        # By its name as well: another file may have the same text, and makes other pages.
        name = template.relative_to(self._content).as_posix()
        return self._all, *self._of(template, name)

    def _from(self, template: Path, page: str, reads: frozenset[Read]) -> Sequence[object]:
        return *self._of(template, page), self._answers.to(reads)


def _folder(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0]
