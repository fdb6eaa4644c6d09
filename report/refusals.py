"""What keeps an edition from being published, and the waivers that let it pass.

A fault stops every build. A refusal stops an edition alone: a draft still builds, to be looked
at, and says what an edition would be refused for. A waiver is an entry of ``waivers.yml``:

    - rule: false claim
      name: north_leads
      values: "Boats in the north: 11; Boats in the next harbour: 12"
      why: The log of January is being recounted; the sentence stays until it is in.
      who: A. Editor
      date: 2023-09-01
      until: 2023-10-01

It holds for these very values, until that date, and readers see it on the page of claims.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from report.entries import Entry, read_entries
from report.errors import ReportError, ReportErrors, did_you_mean, raise_all
from report.model import Project

PATH = "waivers.yml"
MOVED = "moved number"
UNWRITTEN = "unwritten text"
RULES = frozenset(
    {"false claim", "naked number", "stale year", "undeclared difference", MOVED, UNWRITTEN}
)
NO_WAIVERS = frozenset({MOVED, UNWRITTEN})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason not to publish: which rule, what it is about, and what was found."""

    rule: str  # one of RULES
    name: str  # what it is about, the same from build to build: a claim, a place
    values: str  # what was found; a waiver is void when it changes
    error: ReportError


@dataclass(frozen=True, slots=True)
class Waiver:
    """A dated, signed exception that readers see."""

    rule: str
    name: str
    values: str
    why: str
    who: str
    date: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an edition is refused for, and what was let pass."""

    refused: tuple[Refusal, ...]
    waived: tuple[Waiver, ...]

    @property
    def errors(self) -> tuple[ReportError, ...]:
        """The refusals as faults, each once."""
        return tuple({str(refusal.error): refusal.error for refusal in self.refused}.values())


class Refused(ReportErrors):  # no fault: an edition that may not be
    """An edition is refused, for what it was judged to be."""

    def __init__(self, judgement: Judgement) -> None:
        super().__init__(judgement.errors)
        self.judgement = judgement


def read_waivers(project: Project) -> tuple[Waiver, ...]:
    """Read ``waivers.yml``; raise the faults of all entries together."""
    waivers = []
    errors: list[ReportError] = []
    for entry in read_entries(project.root / PATH, PATH, [field.name for field in fields(Waiver)]):
        try:
            waivers.append(_waiver(entry))
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return tuple(waivers)


def _waiver(entry: Entry) -> Waiver:
    days = {name: read_day(entry[name]) for name in ("date", "until")}
    faults = [
        ReportError(f'"{entry[name]}" is no date', entry.where, "Write it as 2023-09-01.")
        for name, day in days.items()
        if day is None
    ]
    if entry["rule"] not in RULES:
        hint = did_you_mean(entry["rule"], RULES)
        faults.append(ReportError(f'no rule "{entry["rule"]}"', entry.where, hint))
    if entry["rule"] == MOVED:
        # A waiver ends some day; that the number moved, and why, stays true.
        hint = "Give its reason in reasons.yml: readers of the changes see it."
        faults.append(ReportError("a moved number cannot be waived", entry.where, hint))
    if entry["rule"] == UNWRITTEN:
        hint = "Write it, or take it out: nobody can have meant to publish it."
        faults.append(ReportError("a text that is unwritten cannot be waived", entry.where, hint))
    begins, ends = days["date"], days["until"]
    if begins and ends and ends < begins:
        what = f"the waiver ends on {ends}, before it begins on {begins}"
        faults.append(ReportError(what, entry.where))
    raise_all(faults)
    return Waiver(**{**entry.texts, **days})  # type: ignore[arg-type]  # the names are the fields


def read_day(text: str) -> dt.date | None:
    """Return a day that is written as 2023-09-01; None for anything else."""
    try:
        return dt.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:  # the 30th of February
        return None


def judge(refusals: Sequence[Refusal], waivers: Sequence[Waiver], day: dt.date) -> Judgement:
    """Let pass what a waiver covers on that day; a waiver that covers nothing is a refusal too."""
    refused: list[Refusal] = []
    waived: list[Waiver] = []
    for refusal in refusals:
        about = [w for w in waivers if (w.rule, w.name) == (refusal.rule, refusal.name)]
        covering = [w for w in about if w.values == refusal.values and w.date <= day <= w.until]
        waived += covering[:1]
        if not covering:
            refused.append(_explained(refusal, about))
    found = {(refusal.rule, refusal.name) for refusal in refusals}
    refused += [_idle(waiver) for waiver in waivers if (waiver.rule, waiver.name) not in found]
    return Judgement(tuple(refused), tuple(dict.fromkeys(waived)))


def _explained(refusal: Refusal, about: Sequence[Waiver]) -> Refusal:
    if not about:
        return refusal
    waiver = about[-1]
    if waiver.values != refusal.values:
        why = f'The waiver of {waiver.date} was for "{waiver.values}", and is void: "{refusal.values}".'
    else:
        why = f"The waiver runs from {waiver.date} to {waiver.until}, and does not cover this day."
    error = refusal.error
    hint = f"{error.hint} {why}".strip()
    explained = ReportError(error.what, error.where, hint)
    return Refusal(refusal.rule, refusal.name, refusal.values, explained)


def _idle(waiver: Waiver) -> Refusal:
    error = ReportError(
        f'the waiver of the {waiver.rule} "{waiver.name}" waives nothing',
        PATH,
        "What it was for is mended or renamed: take the entry out.",
    )
    return Refusal(waiver.rule, waiver.name, "", error)
