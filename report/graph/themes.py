"""The theme and content in, the edges from template files to what is made with them out."""

from collections.abc import Iterable, Iterator

import jinja2
from jinja2 import meta, nodes

from report import theme
from report.graph.inputs import typed
from report.graph.values import Edge, Node
from report.model import Project


def templates(project: Project) -> Iterator[Edge]:
    """Yield what each template of the theme is made of: its file, and those that it includes.

    One that is included may stand in a branch that no page takes.
    """
    paths = sorted(project.templates.rglob("*.html"))
    names = [path.relative_to(project.templates).as_posix() for path in paths]
    for name, used in included(theme.read_theme(project).environment, names).items():
        for each in used:
            shown = project.shown(project.templates / each)
            yield Edge(typed(shown), template(name), sure=each == name)


def template(name: str) -> Node:
    """Return the node of a template with all that it includes."""
    return Node("template", name, f"templates/{name}")


def included(environment: jinja2.Environment, names: Iterable[str]) -> dict[str, list[str]]:
    """Return, by its name, each template and all that it includes, imports or extends."""
    named_in: dict[str, list[str]] = {}

    def known(name: str) -> list[str]:
        if name not in named_in:
            tree = parsed(environment, name)
            named_in[name] = [each for each in meta.find_referenced_templates(tree) if each]
        return named_in[name]

    found = {}
    for name in names:
        seen, waiting = [name], [name]
        while waiting:
            new = [each for each in known(waiting.pop()) if each not in seen]
            seen += new
            waiting += new
        found[name] = seen
    return found


def parsed(environment: jinja2.Environment, name: str) -> nodes.Template:
    """Return a template as Jinja parses it; one that is not there is empty."""
    try:
        source, _, _ = (environment.loader or jinja2.DictLoader({})).get_source(environment, name)
    except jinja2.TemplateNotFound:
        return nodes.Template([])
    return environment.parse(source)


def prints(environment: jinja2.Environment, name: str, variable: str) -> bool:
    """Tell whether a template, or one that it includes, names a variable."""
    return any(
        each.name == variable
        for used in included(environment, [name])[name]
        for each in parsed(environment, used).find_all(nodes.Name)
    )
