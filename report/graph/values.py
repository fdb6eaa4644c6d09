"""The graph itself: things of a publication, what each is made of, and what hangs on each."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# What editors, designers and developers write. All else is made of it.
INPUT = "input"
# Files of the site, with the bytes that nobody reads: hashes, indexes, forms for programs.
OUTPUT = "file"


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """One thing: a file of the project, something made of it, or a file of the site."""

    kind: str
    name: str  # of its kind the only one
    where: str = field(default="", compare=False)  # as typed in the project, with its line
    text: str = field(default="", compare=False)  # what of it is shown: a sentence, a title


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that is made of another.

    ``sure`` says that the effect shows it whenever all of the cause is another; else it takes
    only a part of it, as a list takes the titles of pages, or asks it and prints nothing.
    """

    cause: Node
    effect: Node
    sure: bool = True


Side = Mapping[Node, Mapping[Node, bool]]  # a thing → its neighbours, and whether they are sure


@dataclass(frozen=True, slots=True)
class Graph:
    """What is made of what; ``connect`` makes it of edges."""

    after: Side  # a thing → what is made of it
    before: Side  # a thing → what it is made of

    @property
    def nodes(self) -> frozenset[Node]:
        """Everything there is."""
        return frozenset({*self.after, *self.before})

    @property
    def inputs(self) -> frozenset[Node]:
        """The files of the project."""
        return frozenset(node for node in self.nodes if node.kind == INPUT)

    def affected(
        self, inputs: Iterable[Node], unmoved: Collection[Node] = frozenset()
    ) -> dict[Node, bool]:
        """Return all that hangs on some things, and whether it is sure to show their change.

        What is known to be as it was is ``unmoved``: it is left out, and what hangs on it alone.
        """
        return _reached(self.after, inputs, unmoved)

    def causes(self, node: Node) -> dict[Node, bool]:
        """Return all that a thing is made of, down to the files of the project."""
        return _reached(self.before, [node], frozenset())

    def made_of(self, node: Node) -> Mapping[Node, bool]:
        """Return what a thing is made of at first hand."""
        return self.before.get(node, {})


def connect(edges: Iterable[Edge]) -> Graph:
    """Return the graph of these edges; of two between the same things the sure one counts."""
    after: dict[Node, dict[Node, bool]] = {}
    before: dict[Node, dict[Node, bool]] = {}
    # A thing is named by many edges, and described by one of them.
    told: dict[Node, Node] = {}
    listed = list(edges)
    for edge in listed:
        for node in (edge.cause, edge.effect):
            if node not in told or (node.text, node.where) > (told[node].text, told[node].where):
                told[node] = node
    for edge in listed:
        cause, effect = told[edge.cause], told[edge.effect]
        after.setdefault(cause, {})[effect] = edge.sure or after.get(cause, {}).get(effect, False)
        before.setdefault(effect, {})[cause] = after[cause][effect]
    return Graph(_closed(after), _closed(before))


def _closed(side: Mapping[Node, dict[Node, bool]]) -> Side:
    return MappingProxyType({node: MappingProxyType(near) for node, near in side.items()})


def _reached(side: Side, begin: Iterable[Node], closed: Collection[Node]) -> dict[Node, bool]:
    first = list(dict.fromkeys(begin))
    sure = set(_walk(side, first, closed, only_sure=True))
    return {node: node in sure for node in _walk(side, first, closed, only_sure=False)}


def _walk(
    side: Side, begin: Iterable[Node], closed: Collection[Node], *, only_sure: bool
) -> Iterator[Node]:
    """Yield each thing that can be reached once, the nearest first."""
    first = list(begin)
    seen, waiting = {*first, *closed}, first
    while waiting:
        found: list[Node] = []
        for node in waiting:
            for near, is_sure in side.get(node, {}).items():
                if near not in seen and (is_sure or not only_sure):
                    seen.add(near)
                    found.append(near)
        yield from found
        waiting = found
