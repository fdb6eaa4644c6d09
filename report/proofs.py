"""Content as typed in, what is wrong with a page before any figure is computed out.

Pages are rendered last, and a fault in the data would hide theirs. This reads them as they are
typed: whether they are templates, what their front matter holds, and whether every macro, figure,
chart and claim that they name is there. What a figure holds is found when the page is rendered.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from report import dialect
from report.bindings import Binder
from report.errors import ReportError, did_you_mean
from report.families import FRONT
from report.macros import Desk, Material
from report.model import Project
from report.pages import FRONT_KEYS
from report.theme import read_theme
from report.words import Words

_TITLE = re.compile(r"title:[ \t]*\S")


@dataclass(frozen=True, slots=True)
class Known:
    """What prose can name: the stems of a project's files, and the macros."""

    figures: Collection[str]
    charts: Collection[str]
    claims: Collection[str]
    macros: Collection[str]


def known(project: Project) -> Known:
    """Return what the prose of a project can name."""
    words = Words("en")
    desk = Desk(
        Material({}, {}, {}, (), words, (), {}),
        read_theme(project),
        Binder("", words.value),
        "",
    )
    return Known(
        figures=_stems(project.queries, "*.sql"),
        charts=_stems(project.charts, "[!_]*.py"),
        claims=_stems(project.queries / "claims", "*.sql"),
        macros={*desk.names(), "row"},
    )


def faults(project: Project, path: Path, names: Known) -> Iterator[ReportError]:
    """Return what is wrong with one content file as it is typed."""
    shown = project.shown(path)
    text = path.read_text(encoding="utf-8")
    prose = dialect.environment(project, project.content)
    try:
        tree = prose.parse(text)
        known_here = {*names.macros, *prose.globals}
        unknown = find_undeclared_variables(tree) - known_here
    except jinja2.TemplateSyntaxError as error:
        yield ReportError(str(error.message), f"{shown}:{error.lineno}")
    else:
        for node in tree.find_all((nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Call)):
            if isinstance(node, nodes.Name) and node.name in unknown:
                what, hint = (
                    f'"{node.name}" means nothing here',
                    did_you_mean(node.name, known_here),
                )
                yield ReportError(what, f"{shown}:{node.lineno}", hint)
            for kind, name, there in _named(node, names):
                if name not in there:
                    what, hint = f'no {kind} named "{name}"', did_you_mean(name, there)
                    yield ReportError(what, f"{shown}:{node.lineno}", hint)
    yield from _front_faults(text, shown)


def wrong_kinds(
    project: Project, paths: Iterable[Path], kinds: Collection[str]
) -> Iterator[ReportError]:
    """Say which pages are of a kind that the settings do not name; if they name none, any will do."""
    for path in paths:
        front = FRONT.match(path.read_text(encoding="utf-8"))
        for number, line in enumerate(front[1].splitlines() if front else (), 2):
            key, _, kind = (part.strip() for part in line.partition(":"))
            if key == "kind" and kinds and kind and kind not in kinds and "{" not in kind:
                hint = f"{did_you_mean(kind, kinds)} extra: kinds: in mkdocs.yml names them."
                what = f'no kind of page "{kind}"'
                yield ReportError(what, f"{project.shown(path)}:{number}", hint)


def _stems(folder: Path, pattern: str) -> set[str]:
    return {path.stem for path in folder.glob(pattern)}


def _named(node: nodes.Node, names: Known) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield what an expression names by a fixed name: its kind, the name, and what there is."""
    if isinstance(node, nodes.Getattr | nodes.Getitem) and _is_name(node.node, "fig"):
        named = nodes.Const(node.attr) if isinstance(node, nodes.Getattr) else node.arg
        if isinstance(named, nodes.Const):
            yield "figure", str(named.value), names.figures
    elif isinstance(node, nodes.Call) and _is_name(node.node, "chart"):
        if node.args and isinstance(node.args[0], nodes.Const):
            yield "chart", str(node.args[0].value), names.charts
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.ExtensionAttribute):
        claim = node.args[-1]
        if node.node.identifier == dialect.Claims.identifier and isinstance(claim, nodes.Const):
            yield "claim", str(claim.value), names.claims


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _front_faults(text: str, shown: str) -> Iterator[ReportError]:
    match = FRONT.match(text)
    if match is None:
        hint = "Begin it with a line ---, a line title: … and a line ---."
        yield ReportError("the page has no title", f"{shown}:1", hint)
        return
    lines = match[1].splitlines()
    for number, line in enumerate(lines, 2):
        key = line.partition(":")[0].strip()
        if key and key not in FRONT_KEYS:
            hint = did_you_mean(key, FRONT_KEYS)
            yield ReportError(f'no front matter key "{key}"', f"{shown}:{number}", hint)
    if not any(_TITLE.match(line) for line in lines):
        yield ReportError("the page has no title", f"{shown}:1")
