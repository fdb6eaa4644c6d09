"""What became of published addresses in, pages and files that answer to each of them out.

Before the website is made, ``pages`` puts a signpost where a page was. Afterwards ``settle`` sees
to the rest: a file that moved is a copy of the new one, one that was retired stays as it was last,
and places that a page lacks stand at its foot, each with the way on.
A frame shows no signpost: the bare page of a chart that moved is that of the new one, and of one
that was retired it shows the last drawing.
An address that nobody said a word about is a fault that names it.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from report import addresses, links, seals
from report.addresses import Lost
from report.errors import ReportError, raise_all
from report.facts import Past
from report.links import BuiltSite
from report.model import Page, Project, Site
from report.moved import PATH, Departure, kind
from report.sayings import Sayings
from report.theme import Theme, read_theme

# A draft has no sources to pass on, and no date, which Croissant asks for.
_OF_EDITIONS = (seals.BUNDLE, "data/croissant.json")
_END = re.compile(r"</main>|</body>|\Z")
# The drawings of a chart, by what their files end with; the first is always there.
_DRAWINGS = ("svg", "dark.svg", "narrow.svg", "narrow.dark.svg")


def check(
    departures: Sequence[Departure],
    pasts: Sequence[Past],
    *,
    present: Iterable[str],
    charts: Collection[str],
) -> list[Lost]:
    """Return what is gone of the pages and charts of earlier editions; raise what is so without a word.

    ``present`` are the addresses of the pages there are: nothing need be written or drawn yet.
    """
    there = _there(present, charts)
    drawn = {f"charts/{name}" for name in charts}
    gone = [
        each
        for each in addresses.lost(pasts, there)
        if _is_of_lost_page(each.address, there) or _is_of_lost_chart(each.address, drawn)
    ]
    moved = {each.address: addresses.departure_of(each.address, departures) for each in gone}
    raise_all(
        [
            *(_idle(departures, pasts) if pasts else ()),
            *_returned(departures, there | drawn),
            *addresses.undeclared(each for each in gone if not moved[each.address]),
        ]
    )
    return gone


def pages(  # noqa: PLR0913 - what was, what is, and the words for it
    project: Project,
    departures: Sequence[Departure],
    pasts: Sequence[Past],
    *,
    present: Collection[Page],
    charts: Collection[str],
    sayings: Sayings | None = None,
) -> list[Page]:
    """Return a signpost for each page that is gone; raise what is gone without a word."""
    found = [page.address for page in present]
    gone = check(departures, pasts, present=found, charts=charts)
    there = _there(found, charts)
    moved = {each.address: addresses.departure_of(each.address, departures) for each in gone}
    theme = read_theme(project, sayings)
    signposts = [
        (each, moved[each.address])
        for each in gone
        if _is_page(each.address) and not addresses.chart_in(each.address)
    ]
    there |= {each.address for each, _ in signposts}
    return [
        _page(each, departure, pasts, theme, there) for each, departure in signposts if departure
    ]


def _there(present: Iterable[str], charts: Collection[str]) -> set[str]:
    return {address or "./" for address in present} | {addresses.embed(name) for name in charts}


def lost_charts(
    departures: Sequence[Departure], pasts: Sequence[Past], charts: Collection[str]
) -> list[ReportError]:
    """Say which charts are gone without a word; known before the first page is written."""
    drawn = {f"charts/{name}" for name in charts}
    return addresses.undeclared(
        each
        for each in addresses.lost(pasts, ())
        if _is_of_lost_chart(each.address, drawn)
        and not addresses.departure_of(each.address, departures)
    )


def settle(  # noqa: PLR0913 - where it was built, of what, and what was before
    project: Project,
    out: Path,
    built: BuiltSite,
    departures: Sequence[Departure],
    pasts: Sequence[Past],
    *,
    site: Site,
    undrawn: Collection[str] = (),
) -> BuiltSite:
    """Make every address that earlier editions promised answer in a built folder; return what it holds.

    ``built`` is what the folder holds before this; ``undrawn`` are files that an edition made of
    the same pages would have.
    """
    # What only an edition has is not lost in a draft.
    absent = {*undrawn, *(() if seals.BUNDLE in built.files else _OF_EDITIONS)}
    there = frozenset(addresses.promised({*built.files, *absent}, built.anchors))
    gone = [
        each for each in addresses.lost(pasts, there) if not _is_answered(each.address, departures)
    ]
    moved = {each.address: addresses.departure_of(each.address, departures) for each in gone}
    raise_all(addresses.undeclared(each for each in gone if not moved[each.address]))
    retired = addresses.retired_files(pasts, departures)
    errors: list[ReportError] = []
    written: list[Path] = []
    places: dict[str, dict[Departure, list[str]]] = {}
    theme = read_theme(project, site.sayings)
    for each in gone:
        departure = moved[each.address]
        page, hashed, anchor = each.address.partition("#")
        if departure and departure.target(each.address) in undrawn:
            continue
        if departure and hashed:
            places.setdefault(page, {}).setdefault(departure, []).append(anchor)
        elif departure:
            try:
                content = (
                    _last_drawing(each.address, departure, pasts, theme, site)
                    if addresses.chart_in(each.address) and not departure.new
                    else _content(project, out, departure, each, retired)
                )
            except ReportError as error:
                errors.append(error)
                continue
            path = out / addresses.path_of(each.address)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written.append(path)
    raise_all(errors)
    for page, gone_there in places.items():
        path = out / addresses.path_of(page)
        _add_places(path, page, gone_there, theme)
        written.append(path)
    return links.read_again(project, out, built, [w.relative_to(out).as_posix() for w in written])


def _idle(departures: Sequence[Departure], pasts: Sequence[Past]) -> list[ReportError]:
    """Say which entries are for nothing that was ever published: they are misspelt."""
    published = {each for _, new in addresses.new_in_each(pasts) for each in new}
    return [
        ReportError(
            f'no edition has published "{departure.old}"',
            departure.where,
            "Is it misspelt? editions/urls.txt has every address.",
        )
        for departure in departures
        if not any(departure.covers(address) for address in published)
    ]


def _returned(departures: Sequence[Departure], present: Collection[str]) -> list[ReportError]:
    """Say which entries are for a page, a chart or a figure that is there."""
    return [
        ReportError(
            f'"{departure.old}" has moved, and is there', departure.where, "Take the entry out."
        )
        for departure in departures
        if departure.old in present
        or (kind(departure.old) == "thing" and f"{departure.old}/" in present)
    ]


def _is_page(address: str) -> bool:
    return address.endswith("/")


def _is_of_lost_page(address: str, there: Collection[str]) -> bool:
    page = address.partition("#")[0]
    return _is_page(page) and page not in there


def _is_of_lost_chart(address: str, drawn: Collection[str]) -> bool:
    folder, _, name = address.partition(".")[0].partition("#")[0].rstrip("/").partition("/")
    thing = f"{folder}/{name}"
    return folder == "charts" and kind(thing) == "thing" and thing not in drawn


def _is_answered(address: str, departures: Sequence[Departure]) -> bool:
    """Tell whether an address is a place on a page that has a signpost in its stead."""
    page, hashed, _ = address.partition("#")
    departure = addresses.departure_of(page, departures) if hashed else None
    return departure is not None


def _page(
    gone: Lost, departure: Departure, pasts: Sequence[Past], theme: Theme, there: Collection[str]
) -> Page:
    """Return the signpost that stands where a page was."""
    address, target = gone.address, departure.target(gone.address)
    if target and target.partition("#")[0] not in there and _is_page(target.partition("#")[0]):
        what = f'"{address}" has moved to "{target}", where nothing is'
        raise ReportError(what, departure.where, "Name an address of this edition.")
    last = _last(address, pasts)
    title = _title(address, pasts)
    insert = theme.render(
        "signpost", departure=departure, target=target, last=last, address=address
    )
    front = [
        "---",
        f"title: {_quoted(title)}",
        f"description: {_quoted(departure.why)}",
        *([f"moved: {_quoted(target)}"] if target else []),
        "---",
    ]
    path = (
        addresses.path_of(address).replace("/index.html", ".md").replace("index.html", "index.md")
    )
    body = '\n<div data-insert="signpost"></div>\n'
    return Page(path, "\n".join(front) + f"\n{body}", {"signpost": insert}, title)


def _quoted(text: str) -> str:
    # Front matter is plain text; what a theme may not show is left out.
    plain = " ".join(text.replace("<", "").replace(">", "").replace('"', "'").split())
    return f'"{plain}"'


def _last(address: str, pasts: Sequence[Past]) -> str:
    """Return the newest edition that has the thing itself at an address, and no signpost."""
    for past in pasts:
        signs = [Departure(each["from"], "", "", PATH) for each in past.moved]
        if address in addresses.of(past) and not any(sign.covers(address) for sign in signs):
            return past.edition
    return pasts[-1].edition


def _title(address: str, pasts: Sequence[Past]) -> str:
    """Return what was at an address, in the words of the newest edition that says."""
    folder, _, name = address.rstrip("/").partition("/")
    for past in pasts:
        if address in past.pages:
            return past.pages[address].title
        if folder == "figures" and name in past.figures:
            return past.figures[name].title
        if folder == "charts" and name.partition("/")[0] in past.charts:
            return past.charts[name.partition("/")[0]]
    return address


def _content(
    project: Project, out: Path, departure: Departure, gone: Lost, retired: Mapping[str, str]
) -> bytes:
    """Return what a file that is gone answers with: the new one, or itself as it was last."""
    target = departure.target(gone.address)
    if not target:
        return seals.kept(project, retired[gone.address], gone.address)
    path = out / addresses.path_of(target)
    if not path.is_file():
        what = f'"{gone.address}" has moved to "{target}", where nothing is'
        raise ReportError(what, departure.where, "Name what this edition has.")
    return path.read_bytes()


def _last_drawing(
    address: str, departure: Departure, pasts: Sequence[Past], theme: Theme, site: Site
) -> bytes:
    """Return the bare page of a chart that is no longer made; its files stay as they were."""
    name, last = addresses.chart_in(address), _last(address, pasts)
    files = next(past.files for past in pasts if past.edition == last)
    root = "../" * address.count("/")
    html = theme.frame(
        "embed_retired",
        chart={"name": name},
        title=_title(address, pasts),
        departure=departure,
        drawings=[each for each in _DRAWINGS if f"charts/{name}.{each}" in files],
        edition=last,
        site=site,
        language=site.locale.replace("_", "-"),
        root=root,
        home=f"{root}../{last}/charts/{name}/",
    )
    return html.encode()


def _add_places(
    path: Path, page: str, gone: Mapping[Departure, Sequence[str]], theme: Theme
) -> None:
    """Put places that are gone at the foot of their page."""
    entries = [
        (departure, ids, departure.target(f"{page}#{ids[0]}")) for departure, ids in gone.items()
    ]
    html = path.read_text(encoding="utf-8")
    way_up = "../" * addresses.path_of(page).count("/")
    foot = theme.render("moved_places", entries=entries).replace('"~/', f'"{way_up or "./"}')
    at = min(match.start() for match in _END.finditer(html))
    path.write_text(html[:at] + foot + html[at:], encoding="utf-8", newline="\n")
