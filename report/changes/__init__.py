"""An edition and the one before it in, the page of what changed and ``changes.json`` out.

``changes.json`` is the value ``report.revisions.Changes``, field by field under the same names,
as ``docs/schemas/changes.schema.json`` writes it down:

    edition, title, against, against_title    the newer one and the older; "" where it is the first
    claims    state, name, was_name, says, was_says, holds, held, verdict, was_verdict, values, why
    figures   state, name, was_name, title, was_title, why, key, was_key, columns, rows
              rows: state, name, key, cells, why
              cells: column, label, unit, decimals, was, now, difference, relative, why
    charts    state, name, was_name, title, was_title, redrawn, why
    pages     state, name (the address), was_name, title, was_title, sentences, why
              sentences: state, was, now
    tables    state, name, withheld, key, columns_new, columns_gone, rows_was, rows_now,
              added, removed, changed, cells (rows changed, by column), and the first rows of each
    data_known  false where the record lacks the data of one of the two
    same      how many claims, figures, charts and pages are as they were

``state`` is "new", "gone" or "changed", of claims also "flipped". All rows of figures are there.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from report import rows, schemas, seals
from report.changes.teller import Teller
from report.facts import Past
from report.model import Chart, Page, Project, SiteFile
from report.pages import front_matter
from report.revisions import Changes, Known, compare, first
from report.theme import read_theme
from report.words import Words

__all__ = ["Drawing", "between", "drawn", "format_changes", "record"]

DRAFT = "draft"
ADDRESS = "changes/"
FILE = "changes.json"
_CHARTS_OPEN = 6  # pairs of charts that are shown at once


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart of the edition before, as it was drawn there, beside the one of now."""

    name: str
    was_title: str
    title: str


def record(
    project: Project,
    newer: Past,
    past: Sequence[Past],
    charts: Mapping[str, Chart],
    words: Words,
) -> tuple[Page, tuple[SiteFile, ...]]:
    """Return the page of what changed since the edition before, and the files that go with it."""
    changes = between(project, past[0], newer, drawn=drawn(charts)) if past else first(newer)
    pairs, kept = _drawings(project, changes, past)
    insert = read_theme(project, words.sayings).render(
        "changes", changes=changes, charts=pairs, tell=Teller(words), charts_open=_CHARTS_OPEN
    )
    _ = words.sayings.gettext
    standfirst = (
        _(
            "What is different from edition %(name)s: in what is said, "
            "in the figures behind it, and in the data behind those.",
            name=changes.against,
        )
        if changes.against
        else _("This is the first edition: there is none that it could differ from.")
    )
    front = front_matter(
        {
            "title": _("What changed"),
            "description": _("What this edition says otherwise than the one before it."),
            "kind": "prose",
            "standfirst": standfirst,
        }
    )
    body = f'{front}\n<div data-insert="changes"></div>\n'
    file = SiteFile(FILE, format_changes(changes).encode())
    return Page("changes.md", body, {"changes": insert}), (file, *kept)


def drawn(charts: Mapping[str, Chart]) -> dict[str, str]:
    """Return the SHA-256 of each chart's drawing; of charts that are not drawn there is none."""
    return {
        name: sha256(file.content).hexdigest()
        for name, chart in charts.items()
        for file in chart.files
        if file.site_path == f"charts/{name}.svg"
    }


def between(
    project: Project,
    older: Past,
    newer: Past,
    *,
    drawn: Mapping[str, str] | None = None,
) -> Changes:
    """Compare two editions, or a sealed one with what is being built: the present sources.

    ``drawn`` are the drawings of what is being built; None where the newer one is sealed, too.
    """
    withheld = {*older.withheld, *newer.withheld}
    with ExitStack() as lent:
        was = lent.enter_context(seals.data(project, older.edition))
        now: Path | None = project.data
        if drawn is None and newer.edition != DRAFT:
            now = lent.enter_context(seals.data(project, newer.edition))
        tables = None
        if was and now:
            tables = rows.compare(was, now, withheld=withheld, scratch=_scratch(project))
    return compare(older, newer, Known(tables, drawn))


def format_changes(changes: Changes) -> str:
    """Return ``changes.json``: the same text for the same changes."""
    document = {"$schema": schemas.seen_from(FILE, "changes"), "id": "changes", **asdict(changes)}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _scratch(project: Project) -> Path:
    project.build.mkdir(parents=True, exist_ok=True)
    return project.build


def _drawings(
    project: Project, changes: Changes, past: Sequence[Past]
) -> tuple[list[Drawing], list[SiteFile]]:
    """Return the charts to be shown side by side, and the older drawings, to stand in this edition."""
    pairs: list[Drawing] = []
    files: list[SiteFile] = []
    for chart in changes.charts:
        was = {path: f"charts/{chart.was_name}.narrow{path}" for path in (".svg", ".dark.svg")}
        if chart.redrawn and all(path in past[0].files for path in was.values()):
            pairs.append(Drawing(chart.name, chart.was_title, chart.title))
            files += _kept(project, changes.against, chart.name, was)
    return pairs, files


def _kept(project: Project, edition: str, name: str, was: Mapping[str, str]) -> Iterable[SiteFile]:
    # Of its two widths the narrow one: two of them fit beside each other, and one on a phone.
    for ending, path in was.items():
        yield SiteFile(f"{ADDRESS}{edition}/{name}{ending}", seals.kept(project, edition, path))
