"""What the pages of editors are bound to in, each finding with the way on from it out.

Which figures and charts stand on a page, which pages tell of the rows it names and which other
findings speak of the same figures is known from what it is bound to, and is not kept by hand.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report.bindings import row_id
from report.families import Family
from report.macros import Material
from report.model import Chart, Figure, Page, Project
from report.pages import Written, entries_of
from report.theme import read_theme

_KIND = "finding"
_FINDINGS, _ROWS = 3, 12  # how many of each are named


@dataclass(frozen=True, slots=True)
class Related:
    """Where a reader can go on from a finding; pages as (title, address below the root)."""

    charts: Sequence[Chart]
    figures: Sequence[Figure]
    findings: Sequence[tuple[str, str]]  # that share figures with it, those that share most first
    rows: Sequence[tuple[str, str]]  # pages that tell of the rows it names


def attach(
    project: Project, pages: Sequence[Page], written: Written, material: Material
) -> list[Page]:
    """Return the pages, each finding with its ways on at its end."""
    findings = [page for page in pages if entries_of(page).get("kind") == _KIND]
    if not findings:
        return [*pages]
    theme = read_theme(project, material.words.sayings)
    used = {page.path: _figures(page, written, material) for page in findings}
    titles = {page.address: page.title for page in written.pages}
    return [
        _with(
            page, theme.render("related", related=_related(page, used, titles, written, material))
        )
        if page.path in used
        else page
        for page in pages
    ]


def _related(
    page: Page,
    used: Mapping[str, Sequence[str]],
    titles: Mapping[str, str],
    written: Written,
    material: Material,
) -> Related:
    own = {*used[page.path]}
    shared = Counter({path: len(own & {*names}) for path, names in used.items()})
    shared[page.path] = 0
    others = {each.path: each for each in written.pages}
    nearest = sorted(shared, key=lambda path: (-shared[path], path))[:_FINDINGS]
    named = dict.fromkeys(_rows(page, written, material))
    return Related(
        [material.charts[name] for name in _charts(page) if name in material.charts],
        [material.figures[name] for name in used[page.path]],
        [(others[path].title, others[path].address) for path in nearest if shared[path]],
        [(titles[address], address) for address in named if address in titles][:_ROWS],
    )


def _figures(page: Page, written: Written, material: Material) -> list[str]:
    """Return the figures that a page is bound to or shows, in the order of their names."""
    bound = {use.name for at, use in written.uses if at.path == page.path}
    shown = {name for at, name in written.shown if at.path == page.path}
    return sorted((bound | shown) & {*material.figures})


def _charts(page: Page) -> Iterator[str]:
    """Yield the charts of a page, in the order in which it shows them."""
    for insert in page.inserts:
        if insert.startswith("chart-"):
            yield insert.removeprefix("chart-")


def _rows(page: Page, written: Written, material: Material) -> Iterator[str]:
    """Yield the addresses of the pages whose rows are named in the text of this one."""
    for at, use in written.uses:
        figure = material.figures.get(use.name) if at.path == page.path else None
        if figure is None:
            continue
        for family in material.families:
            if family.key in figure.key:
                yield from _of_row(figure, use.row, family)


def _of_row(figure: Figure, anchor: str, family: Family) -> Iterator[str]:
    for row in figure.rows:
        address = family.addresses.get(str(row[figure.index(family.key)]))
        if address and row_id(figure, row) == anchor:
            yield address


def _with(page: Page, insert: str) -> Page:
    return replace(
        page,
        markdown=f'{page.markdown.rstrip()}\n\n<div data-insert="related"></div>\n',
        inserts={**page.inserts, "related": insert},
    )
