"""An edition in, every address it promises to the world out; and those that a later one lacks.

An address is written from the edition's root, and promised for ever under its name and, from the
next edition on, below ``latest/``:

    ./                          the front page
    findings/tides/             a page
    findings/tides/#spring      a place on it
    charts/boats.svg            a file

Not promised: the theme's own files, and what stands on the page of changes, which tells of two
editions and is another page in each.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.errors import ReportError
from report.facts import Past
from report.moved import PATH, RETIRED, Departure, card, chart_anchor, kind

_SHOWN = 12  # addresses of one fault
_EMBED = re.compile(r"charts/([a-z0-9_]+)/embed/")


@dataclass(frozen=True, slots=True)
class Lost:
    """An address that an earlier edition had, and that is not there now."""

    address: str
    past: Past  # the newest edition that has it


def address_of(path: str) -> str:
    """Return the address that a file of the site answers to."""
    if path == "index.html":
        return "./"
    return path.removesuffix("index.html") if path.endswith("/index.html") else path


def path_of(address: str) -> str:
    """Return the file that answers to an address."""
    page = address.partition("#")[0]
    if page == "./":
        return "index.html"
    return f"{page}index.html" if page.endswith("/") else page


def embed(chart: str) -> str:
    """Return where the bare page of a chart is, for frames."""
    return f"charts/{chart}/embed/"


def chart_in(address: str) -> str:
    """Return the chart whose bare page an address is of; of any other address, nothing."""
    match = _EMBED.fullmatch(address)
    return match[1] if match else ""


def promised(files: Iterable[str], anchors: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return every address of an edition's files, and of the places on its pages, sorted."""
    found = {address_of(path) for path in files if not _is_passing(path)}
    found |= {
        f"{address_of(path)}#{anchor}"
        for path, ids in anchors.items()
        if not path.startswith("changes/")
        for anchor in ids
    }
    return tuple(sorted(found))


def of(past: Past) -> tuple[str, ...]:
    """Return every address that an edition promised."""
    return promised(past.files, past.anchors)


def new_in_each(pasts: Iterable[Past]) -> Iterator[tuple[Past, tuple[str, ...]]]:
    """Yield each edition with the addresses that none before it in this order has promised.

    Editions have most of their files and places in common, and these are looked at once.
    """
    paths: set[str] = set()
    places: set[tuple[str, tuple[str, ...]]] = set()
    known: set[str] = set()
    for past in pasts:
        fresh = past.files.keys() - paths
        moved = past.anchors.items() - places
        paths |= fresh
        places |= moved
        new = [each for each in promised(fresh, dict(moved)) if each not in known]
        known.update(new)
        yield past, tuple(new)


def lost(pasts: Sequence[Past], present: Collection[str]) -> tuple[Lost, ...]:
    """Return what earlier editions, newest first, have promised and is not present, sorted."""
    found = {
        address: Lost(address, past)
        for past, new in new_in_each(pasts)
        for address in new
        if address not in present
    }
    return tuple(found[address] for address in sorted(found))


def departure_of(address: str, departures: Iterable[Departure]) -> Departure | None:
    """Return what became of an address, if it is said: by the entry that names it most exactly."""
    covering = [departure for departure in departures if departure.covers(address)]
    return max(covering, key=lambda departure: len(departure.old), default=None)


def retired_files(pasts: Sequence[Past], departures: Sequence[Departure]) -> dict[str, str]:
    """Return each file that stays as it was last, by path, with the edition to take it from."""
    kept: dict[str, str] = {}
    for past in pasts:
        for path in past.files:
            if path in kept or path.endswith("/index.html"):
                continue
            departure = departure_of(address_of(path), departures)
            if departure and not departure.new:
                kept[path] = past.edition
    return dict(sorted(kept.items()))


def undeclared(gone: Iterable[Lost]) -> list[ReportError]:
    """Return a fault for each thing whose addresses are gone without a word."""
    listed = list(gone)
    named = {each.address for each in listed}
    things: dict[str, list[Lost]] = {}
    for each in listed:
        things.setdefault(_thing(each.address, named), []).append(each)
    return [_fault(thing, addresses) for thing, addresses in things.items()]


def _is_passing(path: str) -> bool:
    return path.startswith("assets/") or (path.startswith("changes/") and path.count("/") > 1)


def _thing(address: str, gone: Collection[str]) -> str:
    """Return what an editor would name in ``moved.yml``, for all that is gone with it."""
    page, hashed, anchor = address.partition("#")
    if hashed and page not in gone:
        chart = f"charts/{anchor.removeprefix('chart-')}"
        if anchor == chart_anchor(chart) and f"{chart}.svg" in gone:
            return chart
        return f"{page}#*" if page.startswith("figures/") else address
    folder, _, rest = page.partition("/")
    name = rest.partition("/")[0].partition(".")[0]
    thing = f"{folder}/{name}"
    if name and kind(thing) == "thing":
        return thing
    # The files of a page go with it: its card stands beside it, its citation below.
    shared, below = f"{page.removesuffix('.card.png')}/", f"{page.rpartition('/')[0]}/"
    if page == card(shared) and shared in gone:
        return shared
    return below if below in gone and not page.endswith("/") else page


def _fault(thing: str, gone: Sequence[Lost]) -> ReportError:
    count = len(gone)
    shown = ", ".join(f"{each.address} ({each.past.edition})" for each in gone[:_SHOWN])
    more = f" and {count - _SHOWN} more" if count > _SHOWN else ""
    what = (
        "a published address would be lost" if count == 1 else "published addresses would be lost"
    )
    hint = (
        f"Bring back what is gone, or say in {PATH} what became of it:\n"
        f"  - from: {thing}\n    to: {RETIRED}, or where it is now\n    why: A sentence for readers."
    )
    return ReportError(f"{what}: {shown}{more}", PATH, hint)
