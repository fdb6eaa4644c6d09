"""What was gathered and written in, what is made of what out: files, figures, sentences, pages.

    data file → table → figure → cells → sentence → page → file of the site
    source ──────┘        ├─ chart → embed
    query ────────────────┘

The edges are what the generator knows once it has computed everything and written every page:
which tables DuckDB finds in a query, which cells a line of prose asked for, which partials a page
was made with. Nothing is drawn for it. ``Graph`` is a value: it can be asked what hangs on a thing
(``affected``), and what a thing is made of (``causes``).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from report.bindings import Read
from report.gathering import Gathered
from report.graph import files, inputs, prose, records, themes
from report.graph.values import INPUT, OUTPUT, Edge, Graph, Node, connect
from report.manuscript import Manuscript
from report.model import Project

__all__ = ["INPUT", "OUTPUT", "Edge", "Graph", "Node", "Traced", "trace"]


@dataclass(frozen=True, slots=True)
class Traced:
    """A publication that was gathered and written, and what of it is made of what."""

    got: Gathered
    graph: Graph
    asked: Mapping[Node, Read]  # the cells that pages ask for, each as its question


def trace(project: Project, got: Gathered, manuscript: Manuscript) -> Traced:
    """Return what is made of what in a publication that was gathered and written."""
    drawn = [path.stem for path in sorted(project.charts.glob("[!_]*.py"))]
    edges = [
        *inputs.data(project, got),
        *inputs.queries(project, got),
        *inputs.charts(project, got, drawn),
        *themes.templates(project),
        *prose.pages(project, got, manuscript),
        *records.records(project, got, manuscript),
        *files.files(project, got, manuscript),
    ]
    made = {edge.effect for edge in edges}
    whole = connect([*edges, *files.settings(project, made)])
    return Traced(got, whole, inputs.reads(got, manuscript.written))
