"""The pages of editors in, the edges to their titles, their sentences and themselves out.

What a page asked for while it was rendered is known with the line that asked. A sentence is a
line with what is bound in it as readers see it, or a line of words that asks for anything.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import unescape

from report import dialect
from report.gathering import Gathered
from report.graph.inputs import (
    asked,
    cells,
    named,
    questions,
    typed,
    words,
)
from report.graph.themes import included, template
from report.graph.values import Edge, Node
from report.manuscript import Manuscript
from report.model import Page, Project
from report.pages import entries_of
from report.pages.earlier import Making

DIFFERENCES = "differences.yml"
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|^\w+: *")
_TITLE = re.compile(r"title:")
_MARKUP = re.compile(r"<[^>]*>")
_LED_TO = re.compile(r' href="~/([^"#]*)"')


def page_node(page: Page) -> Node:
    """Return the node of a page, by its path in the tree."""
    return named("page", page.path, page.address or "/", entries_of(page)["title"])


def title_of(page: Page) -> Node:
    """Return the node of what a page is called, where others lead to it."""
    return named("title", page.path, text=page.title)


def pages(project: Project, got: Gathered, manuscript: Manuscript) -> Iterator[Edge]:
    """Yield what the pages of editors are made of."""
    sources = sorted({making.template for making in manuscript.written.made.values()})
    used = included(
        dialect.environment(project, project.content), [each.partition("/")[2] for each in sources]
    )
    lines = {
        each: (project.root / each).read_text(encoding="utf-8").splitlines() for each in sources
    }
    sentences = _bound(manuscript)
    for page in manuscript.written.pages:
        making = manuscript.written.made[page.path]
        node, title = page_node(page), title_of(page)
        yield Edge(title, node)
        for name in used[making.template.partition("/")[2]]:
            yield Edge(typed(project.shown(project.content / name)), node)
        yield Edge(typed(making.template), title)
        yield from questions((read for read, _ in making.reads), got)
        yield from _asked(page, making, got, sentences[page.path], lines[making.template])
        yield from _placed(page, making, got)
    yield from _related(manuscript, got)


def sentence(page: Page, where: str, text: str) -> Node:
    """Return the node of a sentence: a line, as it reads on one page."""
    return named("sentence", f"{where} {page.path}", where, text)


def of_names(manuscript: Manuscript) -> dict[str, list[tuple[Page, Node]]]:
    """Return by figure or claim each sentence that is bound to it, and its page."""
    sentences = _bound(manuscript)
    found: dict[str, dict[Node, Page]] = defaultdict(dict)
    for page, use in manuscript.written.uses:
        found[use.name][sentence(page, use.where, sentences[page.path][use.where])] = page
    return {name: [(page, node) for node, page in each.items()] for name, each in found.items()}


def _bound(manuscript: Manuscript) -> dict[str, dict[str, str]]:
    """Return the text of each line that is bound, by the path of its page and its place."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for page, use in manuscript.written.uses:
        found[page.path][use.where][use.sentence] = None
    # A loop says a line many times.
    texts = {
        path: {where: unescape(_MARKUP.sub("", " / ".join(said))) for where, said in lines.items()}
        for path, lines in found.items()
    }
    return defaultdict(dict, texts)


def _asked(
    page: Page, making: Making, got: Gathered, bound: dict[str, str], lines: Sequence[str]
) -> Iterator[Edge]:
    """Yield what the page, its title and each of its sentences ask for."""
    node, title = page_node(page), title_of(page)
    # The front matter comes first, and so does its title.
    titled = next((n for n, line in enumerate(lines, 1) if _TITLE.match(line)), 0)
    for where, text in bound.items():
        said = sentence(page, where, text)
        yield Edge(typed(making.template), said)
        yield Edge(said, node)
    for read, line in making.reads:
        where = f"{making.template}:{line}"
        text = bound.get(where) or (_spoken(lines[line - 1]) if 0 < line <= len(lines) else "")
        for cause in asked(read, got):
            yield Edge(cause, node, sure=read.printed)
            if line == titled:
                yield Edge(cause, title, sure=read.printed and cause.kind != "claim")
            if text:
                yield Edge(cause, sentence(page, where, text), sure=read.printed)
        if text and where not in bound:
            yield Edge(typed(making.template), sentence(page, where, text))
            yield Edge(sentence(page, where, text), node)
        if read.printed and read.name in got.figures:  # with its unit and its decimals
            yield Edge(words(got.figures[read.name]), node, sure=False)
            if text:
                yield Edge(words(got.figures[read.name]), sentence(page, where, text), sure=False)
    if making.row:
        yield Edge(cells(making.row), node, sure=False)
        yield from questions([making.row], got)


def _spoken(line: str) -> str:
    """Return a line of a template if it has words of its own, else nothing."""
    return line.strip() if any(map(str.isalpha, _TAGS.sub("", line))) else ""


def _placed(page: Page, making: Making, got: Gathered) -> Iterator[Edge]:
    """Yield what the macros of the page place on it: parts of the theme, and what they show."""
    node = page_node(page)
    for partial in making.partials:
        yield Edge(template(f"partials/{partial}.html"), node)
    for key in page.inserts:
        if key.startswith("chart-"):
            name = key.removeprefix("chart-")
            yield Edge(named("chart", name), node)
            yield Edge(words(got.figures[name]), node)
    if {"sources", "codebook"} & making.partials:
        yield from (Edge(named("source", s.name), node) for s in got.contract.sources)
    if "codebook" in making.partials:
        yield Edge(typed("data/datapackage.json"), node)
    if "differences" in making.partials:
        yield Edge(typed(DIFFERENCES), node)
    if "changed" in making.partials:  # it counts the figures that moved since the edition before
        for name in got.figures:
            yield Edge(named("figure", name), node, sure=False)


def _related(manuscript: Manuscript, got: Gathered) -> Iterator[Edge]:
    """Yield what stands at the end of a finding, and where it leads."""
    written = {page.path: page for page in manuscript.written.pages}
    titles = {page.address: title_of(page) for page in manuscript.written.pages}
    findings = [page for page in manuscript.pages if "related" in page.inserts]
    for page in findings:
        node = page_node(page)
        yield Edge(template("partials/related.html"), node)
        for address in _LED_TO.findall(page.inserts["related"]):
            if address in titles:
                yield Edge(titles[address], node)
            name = address.strip("/").rpartition("/")[2]
            if address.startswith(("figures/", "charts/")) and name in got.figures:
                yield Edge(words(got.figures[name]), node)
        # Which of the others speak of the same figures is for their sources to say.
        for other in findings:
            if other is not page and other.path in written:
                making = manuscript.written.made[other.path]
                yield Edge(typed(making.template), node, sure=False)
