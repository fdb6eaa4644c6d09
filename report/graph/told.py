"""What hangs on something, or what it is made of, in; the same as words and as JSON out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from report.graph.values import INPUT, OUTPUT, Graph, Node
from report.voice import several

PERHAPS = " (perhaps)"
IN_PART = "(perhaps): it takes only a part of what was asked about, and may stay as it is"
_ASKED = "(perhaps): only a part of it is taken, or it is asked and not printed"
# How each kind is headed where what hangs on something is listed, in this order.
_GROUPS = {
    "figure": "figures",
    "claim": "claims",
    "sentence": "sentences",
    "chart": "charts",
    "page": "pages",
    "beside": "beside the editions, when one is published",
    "law": "laws that are asked of it",
}
# What is named where a thing is explained, in the order in which it is told; of the others the
# tree tells what they are made of in their stead.
_EXPLAINED = (
    "page", "sentence", "caption", "chart", "claim", "figure", "behind", "table", INPUT, "source",
)  # fmt: skip
_NAMED = ("claim", "figure", "table", "source", "chart", "law", "behind")
# What is behind almost everything: it is named once, at the end.
_THEME = "templates/"
_EVERYWHERE = ("mkdocs.yml", "templates/words/", "data/datapackage.json", "moved.yml")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing of a tree: what it is, and what it is made of."""

    node: Node
    sure: bool
    made_of: tuple["Told", ...]
    above: bool = False  # it stands above with what it is made of


def impact(affected: Mapping[Node, bool], *, all_files: bool = False) -> str:
    """Return what hangs on something, in groups; what may not show it stands last in each."""
    lines: list[str] = []
    for kind, heading in _GROUPS.items():
        found = _of(affected, kind)
        if found:
            lines += [f"{heading} ({len(found)})", *(f"  {line}" for line in _listed(found, kind))]
    files = _of(affected, OUTPUT)
    if files and all_files:
        lines += [f"files ({len(files)})", *(f"  {n.name}{_mark(sure)}" for n, sure in files)]
    elif files:
        lines.append(f"files: {len(files)} of the site; --verbose names them")
    if any(line.endswith(PERHAPS) for line in lines):
        lines.append(IN_PART)
    return "\n".join(lines) or "nothing hangs on it"


def impact_as_json(affected: Mapping[Node, bool]) -> dict[str, object]:
    """Return what hangs on something as JSON."""
    return {
        "figures": [_plain(n, sure) for n, sure in _of(affected, "figure")],
        "claims": [_plain(n, sure) for n, sure in _of(affected, "claim")],
        "sentences": [
            {
                "where": n.where,
                "page": n.name.removeprefix(f"{n.where} "),
                "text": n.text,
                "sure": sure,
            }
            for n, sure in _of(affected, "sentence")
        ],
        "charts": [{**_plain(n, sure), "embed": embed(n)} for n, sure in _of(affected, "chart")],
        "pages": [
            {"path": n.name, "address": n.where, "title": n.text, "sure": sure}
            for n, sure in _of(affected, "page")
        ],
        "laws": [_plain(n, sure) for n, sure in _of(affected, "law")],
        "files": [{"path": n.name, "sure": sure} for n, sure in _of(affected, OUTPUT)],
    }


def embed(chart: Node) -> str:
    """Return where the bare page of a chart is served."""
    return f"charts/{chart.name}/embed/"


def tree(graph: Graph, node: Node) -> Told:
    """Return what a thing is made of, each thing once with what it is made of itself."""
    return _tree(graph, node, sure=True, seen=set(), is_root=True)


def why(graph: Graph, told: Told, *, all_files: bool = False) -> str:
    """Return a tree as indented lines; what is behind almost everything stands in the last ones."""
    causes = [node.name for node in graph.causes(told.node) if node.kind == INPUT]
    behind = sorted(name for name in causes if name.startswith(_EVERYWHERE))
    lines = list(_lines(told, 0, all_files=all_files))
    theme = {n for n in causes if n.startswith(_THEME) and not n.startswith(_EVERYWHERE)}
    if theme and not all_files:
        lines.append(f"and {several(len(theme), 'template')} of the theme; --verbose names them")
    if behind:
        lines.append(f"and, as almost everything: {', '.join(behind)}")
    if any(PERHAPS in line for line in lines):
        lines.append(_ASKED)
    return "\n".join(lines)


def why_as_json(told: Told) -> dict[str, object]:
    """Return a tree as JSON; what stands above it is named, and not told again."""
    return {
        "kind": told.node.kind,
        "name": told.node.name,
        "where": told.node.where,
        "text": told.node.text,
        "sure": told.sure,
        "made_of": [why_as_json(each) for each in told.made_of],
    }


def _of(affected: Mapping[Node, bool], kind: str) -> list[tuple[Node, bool]]:
    """Return the things of a kind, by file and line or by name; those that are not sure last."""
    found = [(node, sure) for node, sure in affected.items() if node.kind == kind]
    return sorted(found, key=lambda each: (not each[1], *_place(each[0])))


def _place(node: Node) -> tuple[str, int, str]:
    path, _, line = node.where.partition(":") if node.kind == "sentence" else ("", "", "")
    return path, int(line or 0), node.name


def _listed(found: Iterable[tuple[Node, bool]], kind: str) -> Iterator[str]:
    if kind == "sentence":
        yield from _sentences(found)
        return
    for node, sure in found:
        name = (node.where if kind == "page" else node.name) or node.name
        also = f"; embed: {embed(node)}" if kind == "chart" else ""
        yield f"{name}{f': {node.text}' if node.text else ''}{also}{_mark(sure)}"


def _sentences(found: Iterable[tuple[Node, bool]]) -> Iterator[str]:
    """Yield each line of prose once; of a family of pages it stands on many."""
    lines: dict[tuple[str, bool], list[Node]] = {}
    for node, sure in found:
        lines.setdefault((node.where, sure), []).append(node)
    for (where, sure), nodes in lines.items():
        others = len(nodes) - 1
        more = f" (and on {several(others, 'more page')})" if others else ""
        yield f"{where}: {nodes[0].text}{more}{_mark(sure)}"


def _mark(sure: bool) -> str:  # noqa: FBT001 - one flag, and it is what the function is about
    return "" if sure else PERHAPS


def _plain(node: Node, sure: bool) -> dict[str, object]:  # noqa: FBT001 - as above
    return {"name": node.name, "where": node.where, "title": node.text, "sure": sure}


def _tree(graph: Graph, node: Node, *, sure: bool, seen: set[Node], is_root: bool = False) -> Told:
    if node in seen:
        return Told(node, sure, (), above=bool(_shown(graph, node)) or node.kind in _NAMED)
    seen.add(node)
    below = []
    for cause, is_sure in _shown(graph, node).items():
        # What a page is made of at second hand stands below its sentences already.
        if not (is_root and cause in seen):
            below.append(_tree(graph, cause, sure=is_sure, seen=seen))
    return Told(node, sure, tuple(below))


def _shown(graph: Graph, node: Node) -> dict[Node, bool]:
    """Return what a thing is made of at first hand, parts that have no name left out."""
    found: dict[Node, bool] = {}
    waiting = list(graph.made_of(node).items())
    if node.kind == "figure":
        waiting += graph.made_of(Node("words", node.name)).items()
    passed: set[Node] = set()
    while waiting:
        near, sure = waiting.pop()
        # A figure is told once, whether its rows are shown or what it is called.
        cause = Node("figure", near.name, near.where, near.text) if near.kind == "words" else near
        if cause.kind in _EXPLAINED:
            if not cause.name.startswith(_EVERYWHERE) and cause != node:
                found[cause] = found.get(cause, False) or sure
        elif cause not in passed:
            passed.add(cause)
            waiting += [(each, sure and is_sure) for each, is_sure in graph.made_of(cause).items()]
    return dict(sorted(found.items(), key=lambda each: (_rank(each[0]), _place(each[0]))))


def _rank(node: Node) -> int:
    return _EXPLAINED.index(node.kind)


def _lines(told: Told, depth: int, *, all_files: bool) -> Iterator[str]:
    node = told.node
    words = f": {node.text}" if node.text and node.kind != INPUT else ""
    name = {"page": node.where, "sentence": node.where}.get(node.kind, node.name) or node.name
    kind = f"{node.kind} " if node.kind in {*_NAMED, "page", "caption", OUTPUT, "embed"} else ""
    above = ", as above" if told.above else ""
    yield f"{'  ' * depth}{kind}{name}{'' if told.above else words}{above}{_mark(told.sure)}"
    for each in told.made_of:
        if all_files or not (each.node.kind == INPUT and each.node.name.startswith(_THEME)):
            yield from _lines(each, depth + 1, all_files=all_files)


def rows_of(table: str, rows: int) -> str:
    """Return how many rows of which table are left out, in words."""
    return f"{several(rows, 'row')} of table {table}"


def kinds(nodes: Collection[Node]) -> str:
    """Return what was asked about, in words."""
    return ", ".join(
        dict.fromkeys(f"{'file' if n.kind == INPUT else n.kind} {n.name}" for n in nodes)
    )
