"""What an edition says of itself in, the edges to the pages and files that record it out.

These pages are made by the generator: of each figure, each chart, the claims, what changed, what
was not right, how to cite, the search, and signposts.
"""

from collections.abc import Iterable, Iterator

from report import judgement
from report.bindings import Read
from report.families import family_of
from report.families import read as read_families
from report.gathering import Gathered
from report.graph.inputs import (
    CONTRACT,
    cells,
    named,
    questions,
    result,
    typed,
    words,
)
from report.graph.prose import of_names, page_node, title_of
from report.graph.themes import template
from report.graph.values import Edge, Node
from report.manuscript import Manuscript
from report.model import Figure, Page, Project
from report.records import ROWS_SHOWN

CORRECTIONS, MOVED, REASONS, WAIVERS = (
    "editions/corrections.yml",
    "moved.yml",
    "reasons.yml",
    "waivers.yml",
)
HASH = named("hash", "cite/figures.sha256")
# The partials that each kind of record is made with; the tests change every one of them.
_MADE_WITH = {
    "figures/index": ("directory",),
    "figures/": ("figure", "table"),
    "charts/index": ("charts",),
    "charts/": ("chart_page", "table"),
    "claims": ("claims",),
    "changes": ("changes",),
    "cite": ("cite_page",),
    "corrections": ("corrections",),
    "search": ("search",),
}


def records(project: Project, got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    """Yield what the pages that the generator makes are made of."""
    own = {page.path for page in manuscript.written.pages}
    by_path = {page.path: page for page in manuscript.pages}
    for page in manuscript.pages:
        if "cite" in page.inserts and page.path != "cite.md":
            yield Edge(template("partials/cite.html"), page_node(page))
        if page.path not in own:
            yield from (
                Edge(template(f"partials/{partial}.html"), page_node(page))
                for partial in _partials(page)
            )
    yield from _figures(got, manuscript, by_path)
    yield from _charts(project, got, by_path)
    yield from _claims(project, got, manuscript, by_path["claims.md"])
    yield from _lists(got, manuscript, by_path)


def _partials(page: Page) -> tuple[str, ...]:
    if "signpost" in page.inserts:
        return ("signpost",)
    stem = page.path.removesuffix(".md")
    return _MADE_WITH.get(stem) or _MADE_WITH.get(f"{stem.partition('/')[0]}/", ())


def _figures(got: Gathered, manuscript: Manuscript, by_path: dict[str, Page]) -> Iterator[Edge]:
    """Yield what the page of each figure is made of: its rows, its words, and where it is used."""
    sentences = of_names(manuscript)
    claimed = {said for name in got.claims for _, said in sentences.get(name, ())}
    shown = [(use.name, page) for page, use in manuscript.written.uses]
    shown += [(name, page) for page, name in manuscript.written.shown]
    index = page_node(by_path["figures/index.md"])
    for figure in got.figures.values():
        node = page_node(by_path[f"figures/{figure.name}.md"])
        yield Edge(result(figure), node, sure=len(figure.rows) <= ROWS_SHOWN)
        yield Edge(words(figure), node)
        yield Edge(words(figure), index)
        if figure.name in got.behind:
            yield Edge(named("behind", figure.name), node)
        for number, (_, said) in enumerate(sentences.get(figure.name, ())):
            # Whether a claim holds is marked where it is said, and not where it is listed.
            yield Edge(said, node, sure=number < ROWS_SHOWN and said not in claimed)
        for name, page in shown:
            if name == figure.name:
                yield Edge(title_of(page), node, sure=len(sentences.get(name, ())) <= ROWS_SHOWN)


def _charts(project: Project, got: Gathered, by_path: dict[str, Page]) -> Iterator[Edge]:
    """Yield what the page of each chart, its bare page and the page of all are made of."""
    families = read_families(project.content, got.figures)
    for name, figure in got.figures.items():
        path = f"charts/{name}.md"
        if path not in by_path:
            continue
        chart, caption = named("chart", name), named("caption", name)
        node, bare = page_node(by_path[path]), embed(name)
        for made in (node, bare):
            yield from (Edge(each, made) for each in _shown(chart, caption, figure))
        for _, use in (each for each in got.captions.uses if each[0] == name):
            if use.name in got.claims:
                yield Edge(named("claim", use.name), node)
        if family := family_of(figure, families):
            read = Read(family.figure.name, columns=(family.key, family.slot))
            yield Edge(cells(read), node)
            yield from questions([read], got)
        for name_of in ("embed.html", "partials/table.html"):
            yield Edge(template(name_of), bare)
        index = page_node(by_path["charts/index.md"])
        yield Edge(caption, index)
        yield Edge(words(figure), index, sure=False)
        yield Edge(chart, index, sure=False)  # how large each is drawn


def embed(name: str) -> Node:
    """Return the node of the bare page of a chart."""
    return named("embed", f"charts/{name}/embed/")


def _shown(chart: Node, caption: Node, figure: Figure) -> tuple[Node, ...]:
    return (chart, caption, result(figure), words(figure))


def _claims(project: Project, got: Gathered, manuscript: Manuscript, page: Page) -> Iterator[Edge]:
    """Yield what the page of claims is made of: claims, their sentences, literals, waivers."""
    node, sentences = page_node(page), of_names(manuscript)
    for name in got.claims:
        yield Edge(named("claim", name), node)
        for at, said in sentences.get(name, ()):
            yield Edge(said, node)
            yield Edge(title_of(at), node)
    for literal in literals(project, got):
        yield Edge(typed(literal), node, sure=False)
    yield Edge(typed(WAIVERS), node, sure=False)
    yield Edge(typed(CONTRACT), node, sure=False)  # what readers cannot run is told


def literals(project: Project, got: Gathered) -> list[str]:
    """Return the files that declare words as they stand, whose lines the page of claims tells."""
    figures = [*got.figures.values(), *(claim.figure for claim in got.claims.values())]
    found = judgement.literals(project, figures)
    return sorted({each.where.partition(":")[0] for each in found})


def _lists(got: Gathered, manuscript: Manuscript, by_path: dict[str, Page]) -> Iterator[Edge]:
    """Yield what the pages are made of that tell of everything."""
    search = page_node(by_path["search.md"])
    told = [
        *(result(figure) for figure in got.figures.values()),
        *(words(figure) for figure in got.figures.values()),
        *(named("claim", name) for name in got.claims),
        *(page_node(page) for page in manuscript.written.pages),
        *(named("caption", name) for name in got.captions.texts),
    ]
    for page in manuscript.written.pages:
        yield Edge(title_of(page), search)
    for figure in got.figures.values():
        yield Edge(words(figure), search)
        yield Edge(result(figure), HASH)
        yield Edge(words(figure), HASH, sure=False)
    for each in told:
        yield Edge(each, search, sure=False)
    yield Edge(HASH, page_node(by_path["cite.md"]), sure=False)
    if manuscript.aim.past:
        tables = [named("table", table.name) for table in got.contract.tables]
        yield from _compared([*told, *tables], manuscript, by_path)


def _compared(
    told: Iterable[Node], manuscript: Manuscript, by_path: dict[str, Page]
) -> Iterator[Edge]:
    """Yield what the pages are made of that compare the edition with earlier ones."""
    changed, corrected = page_node(by_path["changes.md"]), page_node(by_path["corrections.md"])
    for each in (*told, typed(REASONS), typed(MOVED), typed(CONTRACT)):
        yield Edge(each, changed, sure=False)
    for each in (*told, typed(CORRECTIONS)):
        yield Edge(each, corrected, sure=False)
    for page in manuscript.pages:
        if "signpost" in page.inserts:
            yield Edge(typed(MOVED), page_node(page))
        for each in (typed(MOVED), template("partials/moved_places.html")):
            yield Edge(each, page_node(page), sure=False)  # places that it had once, at its foot
