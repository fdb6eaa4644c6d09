"""``moved.yml`` in, what became of addresses that an earlier edition had out.

    - from: charts/boats              # every file and page of a chart; or figures/boats
      to: charts/boats_by_harbour
      why: The harbours differ, and the name says so.
    - from: findings/tides/           # a page, and the places on it
      to: retired
      why: The tides are no longer measured.

Also a file (data/boats.csv), a place on a page (findings/tides/#spring), or every place on a page
that is gone (figures/boats/#*). An entry stays for ever, as the address does.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from report.entries import Entry, read_entries
from report.errors import ReportError, raise_all
from report.model import Project

PATH = "moved.yml"
RETIRED = "retired"
_FOLDERS = ("charts/", "figures/")  # what has one name here has many files and pages
_ADDRESS = re.compile(r"\./|[a-z0-9][A-Za-z0-9_.=-]*(?:/[A-Za-z0-9_.=-]+)*/?")
_ANCHOR = re.compile(r"[^\s#*]+")
_KINDS = {
    "thing": "a chart or a figure, charts/name",
    "page": "a page, with a slash at its end",
    "file": "a file",
    "place": "a place on a page, page/#place, or its page",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """What became of an address, and of those that go with it."""

    old: str
    new: str  # empty: there is nothing in its place
    why: str  # a sentence for readers
    where: str  # the entry, as typed in the project

    def covers(self, address: str) -> bool:
        """Tell whether an address is the old one, or goes with it."""
        page, _, anchor = address.partition("#")
        old, hashed, place = self.old.partition("#")
        if hashed:
            return page == old and bool(anchor) and place in {"*", anchor}
        if kind(old) == "thing":
            with_it = page.startswith((f"{old}.", f"{old}/"))
            return with_it or (old.startswith("charts/") and anchor == chart_anchor(old))
        return page in {old, card(old)} or (old.endswith("/") and page.startswith(old))

    def target(self, address: str) -> str:
        """Return where a covered address leads now; empty where there is nothing in its place."""
        if not self.new or "#" in self.old:
            return self.new
        page, hashed, _ = address.partition("#")
        if hashed and not page.startswith(self.old):  # the chart's place on some page
            return f"{page}#{chart_anchor(self.new)}"
        if address == card(self.old):
            return card(self.new)
        return f"{self.new}{address.removeprefix(self.old)}"

    @property
    def told(self) -> dict[str, str]:
        """The entry as a manifest keeps it."""
        return {"from": self.old, "to": self.new or RETIRED, "why": self.why}


def kind(address: str) -> str:
    """Return what an address is of: thing, page, file or place."""
    if "#" in address:
        return "place"
    if address.endswith("/"):
        return "page"
    folder, _, name = address.rpartition("/")
    return "thing" if f"{folder}/" in _FOLDERS and "." not in name else "file"


def card(page: str) -> str:
    """Return the picture that a page is shared with, and that goes with it; of a file, nothing."""
    return f"{page.removesuffix('/')}.card.png" if kind(page) == "page" else ""


def chart_anchor(thing: str) -> str:
    """Return where a chart stands on the pages that show it: charts/boats → chart-boats."""
    return f"chart-{thing.rpartition('/')[2]}"


def renamed(departures: Iterable[Departure], folder: str) -> dict[str, str]:
    """Return the older name of each chart (``charts/``) or figure (``figures/``), by the one of now."""
    return {
        departure.new.removeprefix(folder): departure.old.removeprefix(folder)
        for departure in departures
        if kind(departure.old) == "thing" and departure.old.startswith(folder) and departure.new
    }


def read(project: Project) -> tuple[Departure, ...]:
    """Read ``moved.yml``; raise the faults of all entries together."""
    entries = read_entries(project.root / PATH, PATH, ["from", "to", "why"])
    errors = [fault for entry in entries for fault in _faults(entry)]
    seen: dict[str, str] = {}
    for entry in entries:
        other = seen.setdefault(entry["from"], entry.where)
        if other != entry.where:
            what = f'what became of "{entry["from"]}" is said at {other} too'
            errors.append(ReportError(what, entry.where, "Keep one of the two."))
    raise_all(errors)
    return tuple(
        Departure(
            entry["from"],
            "" if entry["to"] == RETIRED else entry["to"],
            entry["why"],
            entry.where,
        )
        for entry in entries
    )


def _faults(entry: Entry) -> Iterator[ReportError]:
    old, new = entry["from"], entry["to"]
    for address in (old, *([] if new == RETIRED else [new])):
        page, hashed, place = address.partition("#")
        starred = hashed and place == "*" and address is old
        well_formed = _ADDRESS.fullmatch(page) and (page.endswith("/") or not hashed)
        if not well_formed or (hashed and not starred and not _ANCHOR.fullmatch(place)):
            hint = "Write it from the edition's root: charts/name, findings/page/, page/#place."
            yield ReportError(f'"{address}" is no address', entry.where, hint)
            return
    wanted = kind(old)
    same = wanted == kind(new) or (wanted == "place" and kind(new) == "page")
    if wanted == "thing" and old.split("/")[0] != new.split("/")[0]:
        same = False
    if new != RETIRED and not same:
        what = f'"{old}" is {_KINDS[wanted]}, and "{new}" is not'
        hint = f"Name one of its kind, or write {RETIRED}."
        yield ReportError(what, entry.where, hint)
    elif old == new:
        yield ReportError(f'"{old}" has moved to itself', entry.where, "Take the entry out.")
