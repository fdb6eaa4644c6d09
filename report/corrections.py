"""``editions/corrections.yml`` in, what was not right, where it is shown and since when, out.

    - id: 2023-10-a
      date: 2023-10-04
      edition: 2023-01
      where: findings/late/, charts/late_boats
      said: Three boats were late.
      right: Four boats were late.
      why: The log of the Otter was read after the count.
      corrected: 2023-09.1

``edition`` is the one that said it first, ``where`` every address that shows it, ``corrected`` the
edition that is right, or "not yet". Who shows it besides is computed.

The log only grows: each edition records it, and it begins for ever with what any edition has
recorded, word for word. Just "not yet" may become the name of the edition that is right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from report import seals
from report.entries import Entry, read_entries
from report.errors import ReportError, did_you_mean, raise_all
from report.facts import Past
from report.manifest import edition_date, is_before, is_name
from report.model import Project
from report.sayings import Sayings

PATH = "editions/corrections.yml"
NOT_YET = "not yet"
_ID = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:[a-z]|[1-9]\d?)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# What no feed can hold, and what turns the direction of all text that follows it.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of the log, each part as it is written there."""

    id: str
    date: str
    edition: str  # the one that said it first
    where: str  # addresses, with commas between
    said: str
    right: str
    why: str
    corrected: str  # the name of the edition that is right, or "not yet"
    line: str  # where it stands: editions/corrections.yml:1

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses that show it, in their order."""
        return tuple(each.strip() for each in self.where.split(","))

    @property
    def logged(self) -> dict[str, str]:
        """The entry as an edition records it."""
        return {name: getattr(self, name) for name in _PARTS}

    def lasts(self, edition: str) -> bool:
        """Tell whether what is not right lasts to an edition; a draft comes after all of them."""
        if self.corrected == NOT_YET or not is_name(edition):
            return self.corrected == NOT_YET
        return is_before(edition, self.corrected)


_PARTS = [field.name for field in fields(Correction) if field.name != "line"]


@dataclass(frozen=True, slots=True)
class Place:
    """What of an edition can show something: a page, a chart, a figure or a file."""

    title: str
    address: str | None  # below the edition's root, if it has one of its own; "" is the front page


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition that shows what is not right, and the places of it that do."""

    edition: str
    places: tuple[Place, ...]


def read(project: Project) -> tuple[Correction, ...]:
    """Read the log, oldest first; raise the faults that it alone shows, all together."""
    errors: list[ReportError] = []
    log: dict[str, Correction] = {}
    for entry in read_entries(project.root / PATH, PATH, _PARTS):
        each = Correction(**entry.texts, line=entry.where)
        errors += _faults(entry)
        if each.id in log:
            hint = "An id is for ever, and of one correction: take the next letter."
            what = f'the id "{each.id}" is that of {log[each.id].line} too'
            errors.append(ReportError(what, each.line, hint))
        log.setdefault(each.id, each)
    raise_all(errors)
    return tuple(log.values())


def read_for(project: Project, edition: str, past: Sequence[Past]) -> tuple[Correction, ...]:
    """Read the log for an edition, or the draft, that is built after these; raise its faults."""
    log = read(project)
    errors = [*rewritten(log, seals.past(project)), *_unfounded(log, edition, past)]
    if is_name(edition):
        errors += [*_unkept(log, edition, project), *_unexplained(log, edition)]
    raise_all(errors)
    return log


def verify(project: Project) -> tuple[ReportError, ...]:
    """Return a fault for each correction that is not as editions recorded it."""
    try:
        return tuple(rewritten(read(project), seals.past(project)))
    except ReportError as error:
        return error.errors


def rewritten(log: Sequence[Correction], past: Sequence[Past]) -> Iterator[ReportError]:
    """Say which correction is first not as an edition recorded it; of several, each once."""
    hint = "The log only grows. Put back what stood there, and write what is new at its end."
    told: set[str] = set()
    for then in past:
        for number, was in enumerate(then.corrections):
            now = log[number] if number < len(log) else None
            if now and _is_kept(was, now.logged):
                continue
            name = str(was.get("id"))
            if name not in told:
                told.add(name)
                what = f'the correction "{name}" is not as edition {then.edition} recorded it'
                yield ReportError(f"{what}: {_changed(was, now)}", now.line if now else PATH, hint)
            break


def showing(
    correction: Correction, past: Sequence[Past], sayings: Sayings | None = None
) -> tuple[Shown, ...]:
    """Return which of these editions show what is not right, in their order, and where."""
    shown = []
    for then in past:
        since = not is_before(then.edition, correction.edition)
        if (
            since
            and correction.lasts(then.edition)
            and (found := places(correction, then, sayings))
        ):
            shown.append(Shown(then.edition, found))
    return tuple(shown)


def places(correction: Correction, then: Past, sayings: Sayings | None = None) -> tuple[Place, ...]:
    """Return the places that a correction names and an edition has."""
    return tuple(
        place
        for address in correction.addresses
        for place in _places(then, address, sayings or Sayings())
    )


def _places(then: Past, address: str, sayings: Sayings) -> Iterator[Place]:
    """Return the place at an address; of a chart the frame for other people's pages as well."""
    if place := _place(then, address, sayings):
        yield place
    key = address.strip("/")
    kind, name = key.partition("/")[::2]
    if kind == "charts" and name in then.charts and f"{key}/embed/index.html" in then.files:
        title = sayings.gettext("%(title)s (embed)", title=then.charts[name])
        yield Place(title, f"{key}/embed/")


def _place(then: Past, address: str, sayings: Sayings) -> Place | None:
    _, key = sayings.gettext, address.strip("/")
    folder = f"{key}/".removeprefix("/")
    is_page = folder in then.pages or f"{folder}index.html" in then.files
    kind, name = key.partition("/")[::2]
    if kind == "charts" and name in then.charts:
        # By its drawing, where charts have no pages of their own.
        drawing = f"{key}.svg" if f"{key}.svg" in then.files else None
        return Place(
            _("%(title)s (chart)", title=then.charts[name]), folder if is_page else drawing
        )
    if kind == "figures" and name in then.figures:
        return Place(_("%(title)s (figure)", title=then.figures[name].title), folder)
    if is_page:
        title = then.pages[folder].title if folder in then.pages else ""
        return Place(title or folder or _("Front page"), folder)
    return Place(key, key) if key in then.files else None


def _known(then: Past) -> list[str]:
    """Return the addresses of an edition, as the log names them."""
    pages = {path.removesuffix("index.html") for path in then.files if path.endswith("index.html")}
    charts = {f"charts/{name}" for name in then.charts}
    figures = {f"figures/{name}" for name in then.figures}
    return sorted({page or "/" for page in {*pages, *then.pages}} | charts | figures)


def _faults(entry: Entry) -> Iterator[ReportError]:
    """Say what of an entry cannot be right, whatever was published."""
    for name, text in entry.texts.items():
        if _UNPRINTABLE.search(text):
            what = f'"{name}" holds a character that is not printed: {text!a}'
            yield ReportError(what, entry.where, "Write plain text on one line.")
    if not _ID.fullmatch(entry["id"]):
        hint = "It is the month it was noticed and a letter or a number: 2023-10-a."
        yield ReportError(f'"{entry["id"]}" cannot be the id of a correction', entry.where, hint)
    if not all(each.strip() for each in entry["where"].split(",")):
        hint = 'Write addresses with a comma between; the front page is "/".'
        yield ReportError('"where" names an empty address', entry.where, hint)
    first, right = entry["edition"], entry["corrected"]
    day = _day(entry["date"])
    if day is None:
        yield ReportError(f'"{entry["date"]}" is no date', entry.where, "Write it as 2023-10-04.")
    for name in [first] + [right] * (right != NOT_YET):
        if not is_name(name):
            hint = f'Editions are named 2023-09 or 2023-09.1; what is open is "{NOT_YET}".'
            yield ReportError(f'"{name}" is not the name of an edition', entry.where, hint)
    if is_name(first) and day and day < edition_date(first):
        what = f"the correction is of {day}, before the edition {first} that it corrects"
        yield ReportError(what, entry.where, '"edition" is the one that said it first.')
    if is_name(first) and is_name(right) and not is_before(first, right):
        what = f"edition {right} cannot correct {first}, for it is not after it"
        yield ReportError(
            what, entry.where, "An edition is corrected by a revision or a later one."
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:  # the 30th of February
        return None


def _unfounded(
    log: Sequence[Correction], edition: str, past: Sequence[Past]
) -> Iterator[ReportError]:
    """Say which entry names an edition or an address that was not published.

    What is said of editions at or after the one that is built is no business of its own, and
    could not be known when it is built again from its own sources.
    """
    editions = {then.edition: then for then in past}
    for each in log:
        if then := editions.get(each.edition):
            for address in each.addresses:
                if _place(then, address, Sayings()) is None:
                    what = f'edition {each.edition} has no address "{address}"'
                    yield ReportError(what, each.line, did_you_mean(address, _known(then)))
        elif not is_name(edition) or is_before(each.edition, edition):
            hint = did_you_mean(each.edition, editions)
            yield ReportError(f'no edition "{each.edition}" was published', each.line, hint)


def _unkept(log: Sequence[Correction], edition: str, project: Project) -> Iterator[ReportError]:
    """Say which entry promises an edition that is neither published nor the one to be."""
    sealed = seals.sealed(project)
    # In a bundle that was unpacked nothing can be restored: later editions are not known there.
    all_known = bool(seals.restorable(project))
    for each in log:
        right = each.corrected
        if right in {NOT_YET, edition, *sealed}:
            continue
        if all_known or is_before(right, edition):
            what = f'the correction "{each.id}" says that {right} is right, which is not published'
            hint = (
                f'Publish {right} first. If {edition} is right, write "corrected: {edition}"; '
                f'if nothing is yet, "corrected: {NOT_YET}".'
            )
            yield ReportError(what, each.line, hint)


def _unexplained(log: Sequence[Correction], edition: str) -> Iterator[ReportError]:
    """Say that a revision lacks its reason, and how it is written."""
    month, _, revision = edition.partition(".")
    if revision and all(each.corrected != edition for each in log):
        what = f"{edition} is a revision, and no correction says what it puts right"
        entry = (
            f"- id: {month}-a",
            "  date: (the day it was noticed, 2023-10-04)",
            f"  edition: {month}",
            "  where: (every address that shows it: findings/late/, charts/late_boats)",
            '  said: "TODO: what was said"',
            '  right: "TODO: what is right"',
            '  why: "TODO: how it came about"',
            f"  corrected: {edition}",
        )
        lines = "".join(f"\n    {line}" for line in entry)
        yield ReportError(what, PATH, f"Write it at the end of the log:{lines}")


def _is_kept(was: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Tell whether an entry is as it was, but that one which was open may be closed."""
    if was.get("corrected") == NOT_YET:
        was = {**was, "corrected": now["corrected"]}
    return dict(was) == now


def _changed(was: Mapping[str, str], now: Correction | None) -> str:
    if now is None:
        return "it is missing"
    if now.id != was.get("id"):
        return f'"{now.id}" stands in its place'
    name = next(name for name in _PARTS if was.get(name) != now.logged[name])
    return f'"{name}" was "{was.get(name)}"'
