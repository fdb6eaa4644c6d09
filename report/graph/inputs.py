"""A project and what was gathered in, the edges between its files and what is computed of them out.

Which tables a query reads is DuckDB's word, which modules a chart imports is Python's, and which
templates a template includes is Jinja's: nothing here is looked for in a text.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb

from report.bindings import Read
from report.contract import TableContract
from report.drawing.modules import imported
from report.gathering import Gathered
from report.graph import statements
from report.graph.values import INPUT, Edge, Node
from report.model import Figure, Project
from report.pages import Written
from report.tables import read_laws

CONTRACT, CONFIG = "data/datapackage.json", "mkdocs.yml"
_SOURCES = "sources"  # a table that there is in any case, made of the contract


def named(kind: str, name: str, where: str = "", text: str = "") -> Node:
    """Return the node of a thing."""
    return Node(kind, name, where, text)


def typed(path: str) -> Node:
    """Return the node of a file, by its path as typed in the project."""
    return Node(INPUT, path, path)


def result(figure: Figure) -> Node:
    """Return the node of the rows of a figure."""
    return Node("figure", figure.name, figure.path, figure.title)


def words(figure: Figure) -> Node:
    """Return the node of what a figure is called: its title, labels, note, sources and query."""
    return Node("words", figure.name, figure.path, figure.title)


def cells(read: Read) -> Node:
    """Return the node of the cells that somebody asks a figure for."""
    where = ", ".join(f"{name}={value}" for name, value in read.where)
    shown = f"{read.name}[{where}]" if where else read.name
    return Node("cells", f"{shown}.{','.join(read.columns)}" if read.columns else shown)


def data(project: Project, got: Gathered) -> Iterator[Edge]:
    """Yield what tables are made of."""
    contract = typed(CONTRACT)
    for source in got.contract.sources:
        node = named("source", source.name, CONTRACT, source.title)
        yield Edge(contract, node, sure=False)
    for table in got.contract.tables:
        node = named("table", table.name, f"data/{table.path}", table.title)
        yield Edge(contract, node, sure=False)
        for path in table.paths:
            yield Edge(typed(project.shown(project.data / path)), node)
        for source_name in _sources_of(table, [source.name for source in got.contract.sources]):
            yield Edge(named("source", source_name), node, sure=False)


def _sources_of(table: TableContract, declared: Iterable[str]) -> Iterable[str]:
    """Return the sources that the rows of a table may name; one that does not say, of any."""
    listed = [field.enum for field in table.fields if field.name == "source"]
    return next((enum for enum in listed if enum), declared)


def queries(project: Project, got: Gathered) -> Iterator[Edge]:
    """Yield what figures, the rows behind them, claims and laws are made of."""
    known = {table.name.casefold(): table.name for table in got.contract.tables}
    with duckdb.connect() as con:

        def reads(sql: str) -> Iterator[Node]:
            for name in statements.tables_of(con, sql):
                if name in known:
                    yield named("table", known[name])
                elif name == _SOURCES:
                    yield from (named("source", source.name) for source in got.contract.sources)

        for figure in got.figures.values():
            yield from _computed(figure, result(figure), reads(figure.sql))
            yield from _computed(figure, words(figure), ())
        for behind in got.behind.values():
            yield from _computed(
                behind, named("behind", behind.name, behind.path), reads(behind.sql)
            )
        for claim in got.claims.values():
            node = named("claim", claim.name, claim.figure.path, claim.says)
            yield from _computed(claim.figure, node, reads(claim.figure.sql))
        for law in read_laws(project):
            node = named("law", Path(law.path).stem, law.path, law.says)
            yield Edge(typed(law.path), node)
            yield from (Edge(each, node) for each in reads(law.sql))


def _computed(figure: Figure, node: Node, reads: Iterable[Node]) -> Iterator[Edge]:
    yield Edge(typed(figure.path), node)
    yield from (Edge(each, node) for each in reads)
    if node.kind != "figure":  # sources are named beside the rows, and do not make them
        yield from (Edge(named("source", source.name), node) for source in figure.sources)


def asked(read: Read, got: Gathered) -> Iterator[Node]:
    """Yield what answers a template that asks: a claim, a source, or cells of a figure."""
    kind, _, name = read.name.rpartition(" ")
    if kind:
        yield named(kind, name)
    elif read.name in got.figures:
        yield cells(read)
    else:
        yield named("claim", read.name)


def questions(reads: Iterable[Read], got: Gathered) -> Iterator[Edge]:
    """Yield the edges from figures to the cells that are asked for."""
    for read in set(reads):
        if read.name in got.figures:
            yield Edge(result(got.figures[read.name]), cells(read))


def charts(project: Project, got: Gathered, names: Iterable[str]) -> Iterator[Edge]:
    """Yield what charts and what they are said to show are made of."""
    for name in names:
        figure, path = got.figures[name], project.charts / f"{name}.py"
        shown = project.shown(path)
        chart = named("chart", name, shown, figure.title)
        caption = named("caption", name, shown, got.captions.texts.get(name, ""))
        yield Edge(typed(shown), caption, sure=False)  # its docstring
        yield from (Edge(each, chart) for each in (caption, result(figure), words(figure)))
        for module in imported(path, project):
            yield Edge(typed(project.shown(module)), chart)
        for of, read in got.captions.reads:
            if of == name:
                for node in asked(read, got):
                    # The words are plain: whether a claim of theirs holds is not seen in them.
                    yield Edge(node, caption, sure=read.printed and node.kind != "claim")
    yield from questions((read for _, read in got.captions.reads), got)


def reads(got: Gathered, written: Written) -> dict[Node, Read]:
    """Return every question for cells, by its node."""
    found = [read for making in written.made.values() for read, _ in making.reads]
    found += [making.row for making in written.made.values() if making.row]
    found += [read for _, read in got.captions.reads]
    return {cells(read): read for read in found if read.name in got.figures}
