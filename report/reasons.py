"""``reasons.yml`` and what moved in, the reasons that are given and what is still refused out.

    - figure: boats_by_harbour
      row: north
      column: boats
      was: "52"
      now: "63"
      why: The harbour office has found the log of the lost winter.
      who: A. Editor
      date: 2023-09-01

A reason is for one move, from that very value to that very value: it is void when either moves
again, and one that is for nothing is refused. A number that moved cannot be waived: a waiver ends
some day, and the number will have moved for ever. A reason that an earlier edition was published
with stays in the file as history, and covers no later move.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from report.budgets import Move
from report.entries import Entry, read_entries
from report.errors import ReportError, raise_all
from report.facts import Past
from report.model import Project, Reason
from report.refusals import MOVED, Refusal, read_day

PATH = "reasons.yml"
_PARTS = [field.name for field in fields(Reason)]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The reasons of this edition's moves, and the moves and reasons that refuse it."""

    reasons: tuple[Reason, ...] = ()
    refused: tuple[Refusal, ...] = ()


def read(project: Project) -> tuple[Reason, ...]:
    """Read ``reasons.yml``, in the order of its entries; raise all its faults together."""
    reasons: dict[tuple[object, ...], Reason] = {}
    errors: list[ReportError] = []
    for entry in read_entries(project.root / PATH, PATH, _PARTS):
        try:
            reason = _reason(entry)
        except ReportError as error:
            errors.append(error)
            continue
        if _identity(reason) in reasons:
            errors.append(ReportError("this reason stands twice", entry.where))
        reasons[_identity(reason)] = reason
    raise_all(errors)
    return tuple(reasons.values())


def _reason(entry: Entry) -> Reason:
    day = read_day(entry["date"])
    if day is None:
        what = f'"{entry["date"]}" is no date'
        raise ReportError(what, entry.where, "Write it as 2023-09-01.")
    return Reason(**{**entry.texts, "date": day})  # type: ignore[arg-type]  # the names are the fields


def settle(moves: Sequence[Move], given: Sequence[Reason], past: Sequence[Past]) -> Reasoned:
    """Give each move its reason; refuse the moves without one, and the reasons without a move."""
    told_before = {_identity(reason) for then in past for reason in then.reasons}
    fresh = [reason for reason in given if _identity(reason) not in told_before]
    used = tuple(reason for reason in fresh if any(_covers(reason, move) for move in moves))
    left = [move for move in moves if not any(_covers(reason, move) for reason in used)]
    void = {_place(move) for move in left}  # told with the move that voids them
    idle = [each for each in fresh if each not in used and _place(each) not in void]
    refused = [_unexplained(move, fresh) for move in left]
    return Reasoned(used, (*refused, *(_idle(reason, moves) for reason in idle)))


def _covers(reason: Reason, move: Move) -> bool:
    return (*_place(reason), reason.was, reason.now) == (*_place(move), move.was, move.now)


def _identity(reason: Reason) -> tuple[object, ...]:
    """Return what makes a reason the one that an earlier edition has: its move, and its day."""
    return (*_place(reason), reason.was, reason.now, reason.date)


def _place(each: Reason | Move) -> tuple[str, str, str]:
    return each.figure, each.row, each.column


def _unexplained(move: Move, fresh: Sequence[Reason]) -> Refusal:
    void = [
        f'The reason of {each.date} is void: it was for "{each.was}" to "{each.now}". '
        for each in fresh
        if _place(each) == _place(move)
    ]
    entry = "\n".join(_entry_lines(move))
    error = ReportError(
        f"{move.told}, beyond its budget of {move.budget}",
        move.path,
        f"{''.join(void)}Say why in {PATH}:\n{entry}",
    )
    return Refusal(MOVED, " ".join(_place(move)), f"{move.was} to {move.now}", error)


def _entry_lines(move: Move) -> Iterator[str]:
    """Return the entry that a move wants, ready to be pasted and filled in."""
    parts: Mapping[str, str] = {
        "figure": move.figure,
        "row": move.row,
        "column": move.column,
        "was": move.was,
        "now": move.now,
    }
    for name, text in parts.items():
        lead = "- " if name == "figure" else "  "
        # Quoted as JSON is, which YAML reads: a row may be named "no: 7" or 2023.10.
        yield f"{lead}{name}: {json.dumps(text, ensure_ascii=False)}"
    yield from ("  why:", "  who:", "  date:")


def _idle(reason: Reason, moves: Sequence[Move]) -> Refusal:
    place = " ".join(_place(reason))
    told = [move.told for move in moves if _place(move) == _place(reason)]
    now = f"Another entry says why {told[0]}. " if told else "It is within its budget, or gone. "
    error = ReportError(
        f'the reason for "{place}", from "{reason.was}" to "{reason.now}", explains nothing',
        PATH,
        f"{now}Take the entry out.",
    )
    return Refusal(MOVED, place, f"{reason.was} to {reason.now}", error)
