"""The Jinja that prose is written in: names that print cells, and two tags of our own.

    {% claim north_leads %}The north has the most boats{% endclaim %}
    {% literal "a proverb" %}a thousand ships{% endliteral %}

A claim is bound to its query in ``queries/claims/``; a literal is meant as it stands, and its
reason is shown to readers. Nothing else can be reached from prose: not a bare value, not Python.
"""

import re
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment

from report import bindings
from report.bindings import Binder, Cell, Figures, FigureView, RowView, emit
from report.compiled import Compiled
from report.errors import did_you_mean
from report.model import Project

_VIEWS = (Cell, RowView, FigureView, Figures, Binder, bindings.Claims)
_INNER = frozenset({"binder", "bind_claim"})  # what the dialect itself needs, and no editor
_ONLY_BLOCKS = re.compile(r"\s*(\{%((?!%\}).)*%\}\s*)+")


def environment(project: Project, folder: Path) -> jinja2.Environment:
    """Return the environment of the templates below a folder of a project.

    A loader, not ``from_string``: only then does an error carry its file and line.
    """
    return _Prose(
        extensions=[WholeLines, Claims, Literals],
        loader=jinja2.FileSystemLoader(folder),
        bytecode_cache=Compiled(project.build, "prose"),
        undefined=_Unknown,
        finalize=_emit,
        # Markdown writes the anchor of a heading as {#name}: Jinja's own comment sign.
        comment_start_string="{##",
        comment_end_string="##}",
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # this is Markdown: the binder escapes every value
    )


class _Prose(SandboxedEnvironment):
    """An environment in which a figure's columns are all that can be asked of it."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Hide what a view needs for itself: a bare value would be a number bound to nothing."""
        if isinstance(obj, _VIEWS) and hasattr(type(obj), attr):
            return attr == "where"
        return super().is_safe_attribute(obj, attr, value)


class _Unknown(jinja2.ChainableUndefined, jinja2.StrictUndefined):
    """A name that means nothing: told where it is printed, and the page goes on."""


@jinja2.pass_context
def _emit(context: Context, value: object) -> str:
    binder: Binder = context["binder"]
    if isinstance(value, jinja2.Undefined):
        name = str(value._undefined_name)  # noqa: SLF001 - Jinja tells it nowhere else
        known = set(context.parent) - _INNER
        binder.fault(f'"{name}" means nothing here', did_you_mean(name, known))
        return ""
    return emit(binder, value)


class WholeLines(Extension):
    """Take away the lines that hold blocks alone, and no other line's end."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Keep the line break behind a block that shares its line with prose."""
        del name, filename
        lines = source.split("\n")
        return "\n".join(
            f"{line[:-2]}+%}}"
            if line.endswith("%}") and line[-3] not in "+-" and not _ONLY_BLOCKS.fullmatch(line)
            else line
            for line in lines
        )


class Claims(Extension):
    """``{% claim name %}sentence{% endclaim %}``."""

    tags = {"claim"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag; the name of the claim stands bare."""
        line = next(parser.stream).lineno
        if parser.stream.current.type != "name":
            parser.fail("a claim is named as its file is: {% claim name %}…{% endclaim %}", line)
        name = next(parser.stream).value
        body = parser.parse_statements(("name:endclaim",), drop_needle=True)
        arguments: list[nodes.Expr] = [nodes.ContextReference(), nodes.Const(name)]
        call = self.call_method("place", arguments)
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    @staticmethod
    def place(context: Context, name: str, caller: Macro) -> str:
        """Bind the sentence to its claim."""
        return str(context["bind_claim"](name, caller()))


class Literals(Extension):
    """``{% literal "reason" %}words{% endliteral %}``."""

    tags = {"literal"}  # noqa: RUF012 - as Jinja declares it

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag; the reason is a text in quotes, and cannot be empty."""
        line = next(parser.stream).lineno
        reason = next(parser.stream)
        if reason.type != "string" or not str(reason.value).strip():
            parser.fail('a literal says why: {% literal "why" %}…{% endliteral %}', line)
        body = parser.parse_statements(("name:endliteral",), drop_needle=True)
        return nodes.Scope(body).set_lineno(line)
