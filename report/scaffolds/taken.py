"""A name that is wanted and a project in, why it cannot be had out.

A name becomes an address, and an address is for ever: what an earlier edition had under it stays
what it was, so no other thing takes its place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from report import ledger, moved, names
from report.claims import TAKEN
from report.errors import ReportError
from report.header import NAME
from report.model import Project
from report.moved import Departure

# What the generator itself writes pages below.
_OURS = frozenset("assets changes charts cite claims corrections figures schemas search".split())
_FOLDERS = {
    "figure": ("queries", "*.sql", "figures/{}/"),
    "claim": ("queries/claims", "*.sql", "claims/#{}"),
    "chart": ("charts", "*.py", "charts/{}/"),
    "law": ("queries/checks", "*.sql", ""),
}


def faults(project: Project, kind: str, name: str) -> Iterator[ReportError]:
    """Say what is wrong with the name of a new figure, claim, chart or law."""
    folder, pattern, address = _FOLDERS[kind]
    where = f"{folder}/{name}{pattern[1:]}"
    wrong = names.faults({name: where}, kind=kind)
    yield from wrong
    if not wrong and not NAME.fullmatch(name):
        meant = re.sub("[-_]+", "_", name)
        hint = names.rule(kind)
        hint += f' For instance "{meant}".' if NAME.fullmatch(meant) else ""
        wrong = [ReportError(f'"{name}" cannot be the name of a {kind}', where, hint)]
        yield from wrong
    if wrong:
        return
    there = {path.stem for path in (project.root / folder).glob(pattern)}
    if name in there:
        yield ReportError(f'there is a {kind} "{name}"', where, "Choose another name.")
        return
    other = {"figure": "claim", "claim": "figure"}.get(kind)
    if other and (project.root / _FOLDERS[other][0] / f"{name}.sql").exists():
        yield ReportError(f'there is a {other} "{name}"', where, "A name is one thing.")
    if kind == "claim" and name in TAKEN:
        yield ReportError(f'"{name}" is an anchor of the page of claims', where, "Choose another.")
    if address:
        published = ledger.read(project)
        before = _named(published, address)
        yield from names.alike({name: where}, kind=kind, taken=(there | before) - {name})
        yield from _published(address.format(name), published, moved.read(project), where)


def page_faults(project: Project, path: str) -> Iterator[ReportError]:
    """Say what is wrong with the path of a new page, within ``content/``."""
    where = f"content/{path}"
    published = ledger.read(project)
    pages = [
        each.relative_to(project.content).as_posix()
        for each in project.content.rglob("*.md")
        if "[" not in each.name
    ]
    before = [
        f"{address.rstrip('/')}.md"
        for address in published
        if address.endswith("/") and address != "./" and address.split("/")[0] not in _OURS
    ]
    # Only what the new page adds: names that stand there already are not its fault.
    wrong = names.page_faults([*pages, path], taken=before)
    yield from (each for each in wrong if each.where == path)
    stem = path.removesuffix(".md").removesuffix("/index")
    if (other := next((p for p in (f"{stem}.md", f"{stem}/index.md") if p in pages), "")) or (
        project.content / path
    ).exists():
        yield ReportError(
            f'there is a page at "{stem}/"', f"content/{other or path}", "Choose another name."
        )
        return
    if path.partition("/")[0].removesuffix(".md") in _OURS:
        what = f'"{stem}/" is an address of the generator\'s own'
        yield ReportError(what, where, "Choose another folder or name.")
    yield from _published(f"{stem}/", published, moved.read(project), where)


def _published(
    address: str, published: Mapping[str, str], departures: Iterable[Departure], where: str
) -> Iterator[ReportError]:
    """Say whether earlier editions had something else at an address."""
    first = published.get(address, "")
    since = f" in {first}" if first else ""
    for departure in departures:
        if departure.covers(address):
            what = f'"{address}" was published{since}, and {departure.where} says what became of it'
            yield ReportError(what, where, "An address is for ever: choose another name.")
            return
    if first:
        hint = (
            f"Take it back from editions/{first}/source.zip if it is the same; "
            "else choose another name."
        )
        yield ReportError(f'"{address}" was published{since}', where, hint)


def _named(published: Iterable[str], address: str) -> set[str]:
    """Return the names that earlier editions had for things of one kind."""
    pattern = re.compile(re.escape(address).replace(r"\{\}", "([a-z0-9_]+)"))
    return {match[1] for each in published if (match := pattern.fullmatch(each))}
