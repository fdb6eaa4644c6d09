"""A name as an editor types it in, the things of the graph that are called so out."""

from collections.abc import Iterable
from pathlib import Path

from report.errors import ReportError, did_you_mean
from report.graph.values import INPUT, OUTPUT, Graph, Node
from report.model import Project

# What can be asked for by name; the others are parts of these.
_ASKED = (INPUT, "table", "source", "figure", "claim", "law", "chart", "page", "embed", OUTPUT)
_MADE = ("table", "figure", "claim", "law", "chart", "page")
_PLACES = ("site/draft/", "site/latest/", "~/", "./", "/")


def find(graph: Graph, project: Project, word: str) -> tuple[Node, ...]:
    """Return the things of a name: a path, a stem, an address. A chart has that of its figure."""
    known = _known(graph)
    path = Path(word)
    typed = project.shown(path.resolve() if path.exists() else project.root / path)
    below = _below(word)
    for name in (typed, word, below, below.removesuffix("index.html") or "index.md"):
        if name in known:
            return known[name]
    raise ReportError(f'nothing is called "{word}"', hint=did_you_mean(word, known))


def to_change(nodes: Iterable[Node]) -> list[Node]:
    """Return what changes when these things do: of a figure its rows, and what it is called."""
    return [
        each
        for node in nodes
        for each in ((node, Node("words", node.name)) if node.kind == "figure" else (node,))
    ]


def to_explain(graph: Graph, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return what is to be explained: of a file of the project, what is made of it first."""
    found: dict[Node, None] = {}
    for node in nodes:
        made = graph.after.get(node, {}) if node.kind == INPUT else {}
        first = [each for each, sure in made.items() if sure and each.kind in _MADE]
        found |= dict.fromkeys(first or [node])
    return tuple(found)


def table_of(graph: Graph, nodes: Iterable[Node]) -> Node:
    """Return the one table that is named, or that a file is the data of."""
    made = (each for node in nodes for each in (node, *graph.after.get(node, ())))
    tables: list[Node] = list(dict.fromkeys(each for each in made if each.kind == "table"))
    if len(tables) != 1:
        hint = "Name one table, or its file: impact data/boats.csv --where …"
        raise ReportError("rows are rows of one table", hint=hint)
    return tables[0]


def _below(word: str) -> str:
    """Return an address below the root of an edition."""
    for place in _PLACES:
        word = word.removeprefix(place)
    return word


def _known(graph: Graph) -> dict[str, tuple[Node, ...]]:
    known: dict[str, tuple[Node, ...]] = {}
    for node in sorted(
        graph.nodes, key=lambda each: _ASKED.index(each.kind) if each.kind in _ASKED else 0
    ):
        if node.kind in _ASKED:
            for name in _names(node):
                others = known.get(name, ())
                if not (node.kind == OUTPUT and others):  # a file that is passed on as it stands
                    known[name] = (*others, node)
    return known


def _names(node: Node) -> set[str]:
    names = {node.name}
    if node.kind == "page":
        names |= {node.where, node.where.rstrip("/")} - {""}
    if node.kind == "embed":
        names.add(node.name.rstrip("/"))
    if node.kind == OUTPUT and node.name.endswith("index.html"):
        names.discard(node.name)  # it is its page, and one thing is asked for
    return names
