"""What changed in, what refuses nothing and should be looked at out: sentences, in English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.corrections import NOT_YET, Correction
from report.model import Claim
from report.review.closeness import standings
from report.revisions import CHANGED, GONE, Changes

FAR, POINTS_FAR = 50, 10  # percent; percentage points


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - what an editor calls it
    """Something to look at: what it is, what it is about, and where in the review it is told."""

    what: str
    about: tuple[str, ...]  # names, as text
    section: str  # its id


def warnings(
    claims: Mapping[str, Claim], changes: Changes, log: Sequence[Correction]
) -> tuple[Warning, ...]:
    """Return what to look at, in the order of the sections that tell of it."""
    return tuple(
        found
        for found in (
            *_of_claims(claims, changes),
            *_of_figures(changes),
            *_of_charts(changes),
            *_of_data(changes),
            *_of_corrections(log),
        )
        if found.about
    )


def _of_claims(claims: Mapping[str, Claim], changes: Changes) -> Iterator[Warning]:
    close = [each for each in standings(claims.values(), changes) if each.claim.holds]
    told = tuple(f"{each.claim.name}, by {each.shown}" for each in close if each.is_close)
    yield Warning("Claims that hold and are close to flipping", told, "claims")
    gone = tuple(each.was_name for each in changes.claims if each.state == GONE)
    yield Warning("Claims that are no longer asked", gone, "claims")


def _of_figures(changes: Changes) -> Iterator[Warning]:
    far: dict[str, int] = {}
    for figure in changes.figures:
        cells = [
            cell for row in figure.rows if row.state == CHANGED for cell in row.cells
            if not cell.why and _is_far(cell.relative, cell.difference)
        ]  # fmt: skip
        if cells:
            far[figure.name] = len(cells)
    about = tuple(f"{name}, {_count(count, 'number')}" for name, count in far.items())
    what = (
        f"Figures with numbers that moved by {FAR}% or more, or by {POINTS_FAR} points, "
        "and no reason given"
    )
    yield Warning(what, about, "figures")


def _of_charts(changes: Changes) -> Iterator[Warning]:
    figures = {figure.name for figure in changes.figures}
    styled = tuple(c.name for c in changes.charts if c.redrawn and c.name not in figures)
    yield Warning("Charts drawn otherwise, of figures that are as they were", styled, "charts")


def _of_data(changes: Changes) -> Iterator[Warning]:
    if not changes.data_known:
        what = "The record lacks the data that rows would be compared with"
        yield Warning(what, (f"edition {changes.against}",), "data")
    fewer = tuple(
        f"{table.name}, {table.rows_was} to {table.rows_now} rows"
        for table in changes.tables
        if table.rows_now < table.rows_was
    )
    yield Warning("Tables with fewer rows than before", fewer, "data")
    unseen = tuple(table.name for table in changes.tables if table.withheld)
    yield Warning("Tables that changed and may not be shown here", unseen, "data")


def _of_corrections(log: Sequence[Correction]) -> Iterator[Warning]:
    known = tuple(each.id for each in log if each.corrected == NOT_YET)
    yield Warning("Errors that are known and not yet corrected", known, "corrections")


def _is_far(relative: float | None, difference: object) -> bool:
    if relative is not None:
        return abs(relative) >= FAR
    # Of a share there is the difference in points alone; of what was nothing, too.
    return isinstance(difference, int | float) and abs(difference) >= POINTS_FAR


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
