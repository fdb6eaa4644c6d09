"""Pages, charts, figures and tables in, the edges to the files of the site that hold them out.

A file may hold more than readers read of it: a hash, a list for programs. That is why it can
change where its page did not.
"""

from collections.abc import Iterable, Iterator

from report import explorable, licences, theme
from report.gathering import Gathered
from report.graph.inputs import CONFIG, CONTRACT, named, result, typed, words
from report.graph.prose import page_node, title_of
from report.graph.records import HASH, WAIVERS, embed, literals
from report.graph.themes import prints, template
from report.graph.values import OUTPUT, Edge, Node
from report.manuscript import Manuscript
from report.model import Page, Project

MAIN = "main.html"
_DRAWN = "svg dark.svg narrow.svg narrow.dark.svg png vega.json".split()
_LAYERS = ("json", "narrow.json")
_CITED = ("bib", "ris", "csl.json")
_DATASET = ("", "data/")  # pages that tell programs of every file of the data
_OF_CONTRACT = ("LICENCES.txt", "codebook.csv", "load.sql")
_OF_DATA = ("datapackage.json", "package.zip")


def file(site_path: str) -> Node:
    """Return the node of a file of an edition, by its path below the edition's root."""
    return named(OUTPUT, site_path)


def files(project: Project, got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    """Yield what the files of the site are made of."""
    yield from _pages(project, got, manuscript)
    yield from _things(project, got, manuscript)
    yield from _data(project, got)
    yield from _theme(project)
    yield from _everything(got, manuscript)
    yield from _licences(manuscript)
    for literal in literals(project, got):
        yield Edge(typed(literal), file("claims.json"), sure=False)


def _pages(project: Project, got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    environment = theme.read_theme(project).environment
    hashed, listed = (prints(environment, MAIN, each) for each in ("checksum", "linked_data"))
    for page in manuscript.pages:
        node, html = page_node(page), file(f"{page.address}index.html")
        yield Edge(template(MAIN), node)
        yield Edge(node, html)
        if hashed:
            yield Edge(HASH, html)
        if "cite" in page.inserts:
            yield Edge(HASH, html, sure=False)
            for name in _cited(page):
                yield Edge(title_of(page), file(name))
                yield Edge(HASH, file(name))
        if page.poster:
            card = file(page.card)
            yield Edge(title_of(page), card)
            yield Edge(node, card, sure=False)
            if page.poster.chart:
                yield Edge(named("figure", page.poster.chart), card)
                yield Edge(named("chart", page.poster.chart), card, sure=False)
        if page.address in _DATASET:
            yield Edge(typed(CONTRACT), html)
            yield from (Edge(_table(t.name), html) for t in got.contract.tables)
            for path in project.queries.rglob("*.sql"):  # they are in the package of the data
                yield Edge(typed(project.shown(path)), html, sure=listed)
        for source in got.contract.sources:
            yield Edge(named("source", source.name), html, sure=False)


def _licences(manuscript: Manuscript) -> Iterator[Edge]:
    """Yield what the page of the licences is made of: its list is attached when every file is there."""
    for page in manuscript.pages:
        if page.path == licences.PAGE:
            yield Edge(template("partials/licences.html"), page_node(page), sure=False)
            yield Edge(typed(CONTRACT), file(f"{page.address}index.html"), sure=False)


def _cited(page: Page) -> Iterable[str]:
    """Return the files for reference managers that belong to a page."""
    if page.path.startswith(("figures/", "charts/")):
        return []  # cited with the hash of their own rows
    stem = "cite/edition" if page.path == "cite.md" else f"{page.address}cite"
    return [f"{stem}.{ending}" for ending in _CITED]


def _things(project: Project, got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    """Yield the files of figures and charts."""
    there = {page.path for page in manuscript.pages}
    layers = _LAYERS if (project.templates / explorable.LOADER).is_file() else ()
    addressed = ["oembed.json"] if got.site.url else []
    for name, figure in got.figures.items():
        for ending in ("csv", "json", *_CITED):
            yield Edge(result(figure), file(f"figures/{name}.{ending}"))
            yield Edge(words(figure), file(f"figures/{name}.{ending}"), sure=ending != "csv")
        if f"charts/{name}.md" not in there:
            continue
        chart, caption = named("chart", name), named("caption", name)
        yield Edge(embed(name), file(f"charts/{name}/embed/index.html"))
        endings = [*_DRAWN, "json", "readme.txt", "card.png", *addressed, *_CITED]
        made = [file(f"charts/{name}.{ending}") for ending in endings]
        made += [file(f"assets/explore/{name}.{ending}") for ending in layers]
        for each in made:
            yield Edge(chart, each, sure=False)
            yield Edge(caption, each, sure=False)
            yield Edge(result(figure), each, sure=not each.name.endswith("oembed.json"))
            yield Edge(words(figure), each, sure=False)
        yield Edge(result(figure), file(f"charts/{name}.csv"))
        yield Edge(words(figure), file(f"charts/{name}.csv"), sure=False)
        yield Edge(embed(name), file("assets/embed.css"), sure=False)  # its font has their letters


def _table(name: str) -> Node:
    return named("table", name)


def _data(project: Project, got: Gathered) -> Iterator[Edge]:
    """Yield the files of the data package that readers download."""
    for table in got.contract.tables:
        for name in table.paths:
            for each in (name, f"{name.rpartition('.')[0]}.parquet"):
                yield Edge(_table(table.name), file(f"data/{each}"))
        for each in _OF_DATA:
            yield Edge(_table(table.name), file(f"data/{each}"))
    for path in sorted(project.queries.rglob("*.sql")):
        yield Edge(typed(project.shown(path)), file("data/package.zip"))
    for name in (*_OF_CONTRACT, *_OF_DATA):
        yield Edge(typed(CONTRACT), file(f"data/{name}"), sure=name in _OF_DATA)
        for source in got.contract.sources:
            yield Edge(named("source", source.name), file(f"data/{name}"), sure=False)


def _theme(project: Project) -> Iterator[Edge]:
    """Yield the files of the theme, and what stands beside the editions when one is published."""
    for path in sorted((project.templates / "assets").rglob("*")):
        if path.is_file():
            name = path.relative_to(project.templates).as_posix()
            yield Edge(typed(project.shown(path)), file(name))
    for path in sorted((project.templates / "root").glob("*.html")):
        name = path.relative_to(project.templates).as_posix()
        yield Edge(template(name), named("beside", f"/{path.name}"))


def _everything(got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    """Yield the files for programs that tell of everything."""
    figures = got.figures.values()
    for figure in figures:
        yield Edge(result(figure), file("search.json"))
        yield Edge(words(figure), file("search.json"))
        yield Edge(result(figure), file("cite/figures.sha256"))
        yield Edge(words(figure), file("cite/figures.sha256"), sure=False)
    for page in manuscript.written.pages:
        yield Edge(page_node(page), file("search.json"), sure=False)
        yield Edge(title_of(page), file("search.json"))
        yield Edge(title_of(page), file("claims.json"), sure=False)
    for name in got.claims:
        for each in ("claims.json", "search.json"):
            yield Edge(named("claim", name), file(each))
    # They tell programs what a page tells readers, each in its own words.
    for page in manuscript.pages:
        if page.path in {"claims.md", "changes.md"}:
            yield Edge(page_node(page), file(page.path.replace(".md", ".json")), sure=False)
    yield Edge(typed(WAIVERS), file("claims.json"))
    for source in got.contract.sources:
        yield Edge(named("source", source.name), file("claims.json"))
    for name in got.captions.texts:
        yield Edge(named("caption", name), file("search.json"))


def settings(project: Project, made: Iterable[Node]) -> Iterator[Edge]:
    """Yield what the settings of the site and its words reach: language, names, whatever is printed."""
    typed_words = [
        typed(project.shown(path)) for path in sorted((project.templates / "words").glob("*.po"))
    ]
    for each in (typed(CONFIG), *typed_words):
        for node in made:
            if node.kind in {
                "sentence",
                "caption",
                "chart",
                "page",
                "title",
                "embed",
                OUTPUT,
                "beside",
            }:
                yield Edge(each, node, sure=False)
