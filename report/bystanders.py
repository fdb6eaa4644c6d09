"""Files that a step which failed kept from being read in, the faults that they show by themselves out."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from report import (
    claims,
    contract,
    corrections,
    differences,
    figures,
    moved,
    proofs,
    reasons,
    refusals,
    settings,
    tables,
)
from report.drawing.modules import chart_paths, look
from report.errors import ReportError
from report.header import Header
from report.model import Project
from report.tables import Tables

_ENTRIES = {
    differences.PATH: differences.read,
    moved.PATH: moved.read,
    refusals.PATH: refusals.read_waivers,
    reasons.PATH: reasons.read,
    corrections.PATH: corrections.read,
}


def faults(project: Project, unread: Collection[str]) -> Iterator[ReportError]:
    """Yield what each file shows for itself; those that are no text are ``unread``."""

    def readable(paths: Iterable[Path]) -> list[Path]:
        return [path for path in paths if project.shown(path) not in unread]

    if settings.CONFIG not in unread and not any(name.endswith(".po") for name in unread):
        yield from _of(partial(settings.read_site, project))
    yield from _of_queries(project, readable)
    names = {path.stem for path in project.queries.glob("*.sql")}
    for path in readable(chart_paths(project)):
        yield from _of(partial(look, path, names, project))
    said = proofs.known(project)
    for path in readable(sorted(project.content.rglob("*.md"))):
        yield from proofs.faults(project, path, said)
    if settings.CONFIG not in unread:
        typed = readable(sorted(project.content.rglob("*.md")))
        yield from proofs.wrong_kinds(project, typed, _kinds(project))
    for name, read in _ENTRIES.items():
        if name not in unread:
            yield from _of(partial(read, project))


def _kinds(project: Project) -> frozenset[str]:
    """Return the kinds of pages that there are; none where the settings cannot be read."""
    try:
        return settings.read_site(project).kinds
    except ReportError:
        return frozenset()


def _of(step: Callable[[], object]) -> tuple[ReportError, ...]:
    """Return the faults of a step, if it has any."""
    try:
        step()
    except ReportError as fault:
        return fault.errors
    return ()


def _of_queries(
    project: Project, readable: Callable[[Iterable[Path]], list[Path]]
) -> Iterator[ReportError]:
    kinds: dict[str, Callable[[Path, str], Header]] = {
        "": figures.header,
        "behind": figures.header_behind,
        "claims": claims.header,
        "checks": tables.law_header,
    }
    headers: list[Header] = []
    for folder, read in kinds.items():
        for path in readable(sorted((project.queries / folder).glob("*.sql"))):
            try:
                headers.append(read(path, project.shown(path)))
            except ReportError as fault:
                yield from fault.errors
    yield from _of_data(project, headers)


def _of_data(project: Project, headers: Iterable[Header]) -> Iterator[ReportError]:
    """Yield the faults of the data, and of the queries as far as they show without any row."""
    try:
        promised = contract.read(project)
    except ReportError as fault:
        yield from fault.errors
        for header in headers:
            yield from _of(partial(tables.check_query, header.sql, header.path))
        return
    yield from _of(lambda: tables.load(project, promised).close())
    with tables.empty(project, promised) as data:
        for header in headers:
            yield from _of(partial(_ask, header, data))


def _ask(header: Header, data: Tables) -> None:
    if "columns" in header.entries:
        figures.promised(header, data)
    else:
        data.query(header.sql, header.path)
