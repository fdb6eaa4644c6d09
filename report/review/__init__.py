"""What would be published, compared with the edition before, in; one offline HTML file out.

    read_drawings  the charts of both editions, for the file
    page           the file: no script, no foreign origin, the same bytes for the same sources
    summarise      the few numbers that it begins with, and that the command tells

All that is compared is computed elsewhere: ``changes`` knows what is different, ``judgement`` what
an edition is refused for. ``closeness`` says which claims could flip, ``warnings`` what else an
editor should look at. It is written for editors, in English, with values printed as readers see
them; a text of the data stands in it as text, whatever is in it.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from markupsafe import Markup

from report import seals
from report.changes.teller import Teller
from report.corrections import NOT_YET, Correction
from report.drawing.adopted import adopt, letters
from report.facts import Past
from report.fonts import embedded
from report.model import Chart, Claim, Project
from report.refusals import Judgement
from report.review.closeness import CLOSE, Standing, standings
from report.review.warnings import warnings
from report.revisions import CHANGED, GONE, NEW, Changes, PageChange
from report.sayings import Sayings
from report.style import palette_css
from report.theme import furnish
from report.words import Words

__all__ = ["Drawings", "Matter", "Summary", "page", "read_drawings", "summarise"]

_HERE = Path(__file__).parent
_SHORT = 8  # letters of the hash that tell one review from another


@dataclass(frozen=True, slots=True)
class Drawings:
    """The charts that are drawn otherwise, as finished markup: then and now, by their names."""

    pairs: Mapping[str, tuple[str, str]]
    fonts: str = ""  # a style sheet with the letters that they write


@dataclass(frozen=True, slots=True)
class Matter:
    """All that a review tells of."""

    publication: str
    hash: str  # of everything that would be published; see report.approvals
    files: int  # that the hash is made of
    found: Past  # what would be published, an edition or the draft
    changes: Changes
    claims: Mapping[str, Claim]
    judgement: Judgement
    corrections: Sequence[Correction]
    known_corrections: int  # how many of them the edition before has, too
    drawings: Drawings
    words: Words

    @property
    def short(self) -> str:
        """What of the hash a person types."""
        return self.hash[:_SHORT]


@dataclass(frozen=True, slots=True)
class Summary:
    """The few numbers that a review begins with."""

    against: str  # the edition that it is compared with; empty for the first
    moved: int  # numbers of rows that both editions have
    explained: int  # of them with a reason
    rows_new: int  # of figures
    rows_gone: int
    holding: int  # claims
    asked: int
    closest: Standing | None
    close: int  # claims that hold and are close to flipping
    redrawn: int
    sentences: int
    rows: int | None  # of data that came, went or changed; None where they cannot be compared
    refusals: int


def summarise(matter: Matter) -> Summary:
    """Count what changed."""
    changes = matter.changes
    rows = [row for figure in changes.figures for row in figure.rows]
    numbers = [
        cell
        for row in rows
        if row.state == CHANGED
        for cell in row.cells
        if cell.difference is not None
    ]
    tell = Teller(matter.words)
    stand = standings(matter.claims.values(), changes)
    holding = [each for each in stand if each.claim.holds]
    measured = [each for each in holding if each.relative is not None]
    return Summary(
        changes.against,
        len(numbers),
        sum(bool(cell.why) for cell in numbers),
        sum(row.state == NEW for row in rows),
        sum(row.state == GONE for row in rows),
        len(holding),
        len(stand),
        measured[0] if measured else None,
        sum(each.is_close for each in holding),
        sum(chart.redrawn for chart in changes.charts),
        tell.sentences(changes.pages),
        tell.rows_of_data(changes.tables) if changes.data_known else None,
        len(matter.judgement.errors),
    )


def read_drawings(
    project: Project,
    changes: Changes,
    against: Past | None,
    charts: Mapping[str, Chart],
    fonts: Path,
) -> Drawings:
    """Return the charts that are drawn otherwise, as they were published and as they are now."""
    pairs: dict[str, tuple[str, str]] = {}
    for chart in changes.charts:
        # Of the two widths the narrow one: two of them fit beside each other, and one on a phone.
        was = f"charts/{chart.was_name}.narrow.svg"
        if not (against and chart.redrawn and was in against.files):
            continue
        now = next(
            file.content
            for file in charts[chart.name].files
            if file.site_path == f"charts/{chart.name}.narrow.svg"
        )
        then = seals.kept(project, against.edition, was)
        pairs[chart.name] = (adopt(then, "then"), adopt(now, "now"))
    shown = [svg for pair in pairs.values() for svg in pair]
    sheet = embedded(project.build, fonts, letters(shown), (400, 600)) if shown else ""
    return Drawings(pairs, sheet)


def page(matter: Matter) -> bytes:
    """Return the review as one HTML file."""
    changes, found = matter.changes, matter.found
    style = _style(matter.drawings.fonts)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = (
        _environment()
        .get_template("page.html")
        .render(
            matter=matter,
            changes=changes,
            summary=summarise(matter),
            standings=standings(matter.claims.values(), changes),
            close_at=CLOSE,
            warnings=warnings(matter.claims, changes, matter.corrections),
            waived=sorted(matter.judgement.waived, key=lambda each: (each.until, each.name)),
            same_charts=_same(found.charts, changes),
            pages=_moved_pages(changes),
            corrections_new=matter.corrections[matter.known_corrections :],
            corrections_open=[c for c in matter.corrections if c.corrected == NOT_YET],
            tell=Teller(matter.words),
            style=Markup(style),  # noqa: S704 - ours, and the fonts that we made
            style_hash=digest,
            markup=Markup,  # of drawings, which were written by us
        )
    )
    return html.encode()


def _same(titles: Mapping[str, str], changes: Changes) -> list[tuple[str, str]]:
    """Return the charts that are as they were: name and title."""
    told = {chart.name for chart in changes.charts}
    return sorted((name, title) for name, title in titles.items() if name not in told)


def _moved_pages(changes: Changes) -> dict[str, list[PageChange]]:
    """Return the pages that are new, gone, or stand somewhere else."""
    moved = [p for p in changes.pages if p.state == CHANGED and p.was_name != p.name]
    alike = {state: [p for p in changes.pages if p.state == state] for state in (NEW, GONE)}
    return {**alike, "moved": moved}


def _style(fonts: str) -> str:
    own = (_HERE / "style.css").read_text(encoding="utf-8")
    return f"{fonts}{palette_css()}{own}"


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    furnish(environment, Sayings())
    return environment
