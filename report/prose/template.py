"""A content file as typed in, Markdown with single signs where Jinja stood out: lines stay put.

An expression becomes one private character that reads as a bound number or name. Tags vanish,
except that ``{% else %}`` parts two branches, and that what stands in ``{% claim … %}`` and
``{% literal … %}`` is fenced in. Only Jinja's lexer reads the template, so that tags it does not
know do no harm, and every branch is read, whatever the data.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import jinja2
from jinja2 import nodes

# Private characters: no editor types them, and Markdown takes them for letters.
CLAIM, END_CLAIM = "\ue010", "\ue011"
LITERAL, END_LITERAL = "\ue012", "\ue013"
BRANCH = "\ue014"
APART = "\ue015"  # what is told apart: a name, a date, a quotation
NO_DAY = "\ue016"  # a date that no calendar has
_FIRST, _LAST = 0xF0000, 0xFFFFD
BOUND = f"[{chr(_FIRST)}-{chr(_LAST)}]"
_OURS = re.compile(f"[{CLAIM}-{NO_DAY}{chr(_FIRST)}-{chr(_LAST)}]")

_ONLY_DIGITS = re.compile(r"\W*\d[\d\W]*")

_FENCES = {
    "claim": CLAIM,
    "endclaim": END_CLAIM,
    "literal": LITERAL,
    "endliteral": END_LITERAL,
    "else": BRANCH,
    "elif": BRANCH,
}
# Keywords of macros whose value is shown to readers, be it a single word.
_SHOWN = frozenset({"caption", "label", "title", "alt", "text", "description", "note"})
# The same settings as in `pages`, but for the blanks, which are kept so that lines stay put.
_JINJA = jinja2.Environment(
    comment_start_string="{##",
    comment_end_string="##}",
    keep_trailing_newline=True,
    autoescape=True,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A stretch of prose that an editor has declared to be meant as it is typed."""

    line: int
    text: str
    reason: str


@dataclass(slots=True)
class Masked:
    """A template without its Jinja, and what stood there."""

    text: str = ""
    expressions: list[str] = field(default_factory=list)  # by the order of their signs
    strings: list[tuple[int, str]] = field(default_factory=list)  # prose within expressions
    literals: list[Literal] = field(default_factory=list)

    def expression(self, sign: str) -> str:
        """Return the expression that a sign stands for, as typed."""
        at = ord(sign) - _FIRST
        return self.expressions[at] if at < len(self.expressions) else ""

    def shown(self, text: str) -> str:
        """Return text as an editor typed it, on one line."""
        typed = re.sub(BOUND, lambda sign: f"{{{{ {self.expression(sign[0])} }}}}", text)
        typed = typed.replace(BRANCH, " ").replace(APART, "…")
        return " ".join(_OURS.sub("", typed).split())


def clean(text: str) -> str:
    """Return text without the signs that this module writes."""
    return _OURS.sub("\ufffd", text)


def mask(source: str) -> Masked:
    """Read a template; one that Jinja cannot read has no text, for `pages` tells what is wrong."""
    masked = Masked()
    try:
        pieces = list(_pieces(clean(source)))
    except jinja2.TemplateSyntaxError:
        return masked
    text: list[str] = []
    line, fenced = 1, 0
    for at, kind, typed in pieces:
        sign = typed if kind == "data" else _sign(masked, at, kind, typed, quiet=fenced > 0)
        fenced += (sign in {CLAIM, LITERAL}) - (sign in {END_CLAIM, END_LITERAL} and fenced > 0)
        text += ["\n" * (at - line), sign]
        line = max(at, line) + sign.count("\n")
    # What stands alone on its line is a chart or a table, and ends the sentence before it.
    masked.text = re.sub(f"^({BOUND})$", rf"\1{BRANCH}", "".join(text), flags=re.MULTILINE)
    masked.literals += _literals(pieces)
    return masked


def _pieces(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield the template's parts with their lines: data, variable, block or comment."""
    begins = {"variable_begin": "variable", "block_begin": "block", "comment_begin": "comment"}
    kind, inside, start = "", [""], 1
    for line, token, value in _JINJA.lexer.tokeniter(source, None):
        if token in begins:
            kind, inside, start = begins[token], [], line
        elif kind and token == f"{kind}_end":
            yield start, kind, "".join(inside).strip()
            kind = ""
        elif kind:
            inside.append(value)
        elif token == "data":
            yield line, "data", value


def _sign(masked: Masked, line: int, kind: str, typed: str, *, quiet: bool) -> str:
    """Return what stands for a piece of Jinja in the text, and note the prose within it."""
    if kind == "variable":
        masked.expressions.append(typed)
        if not quiet:
            masked.strings += _prose(line, f"{{{{ {typed} }}}}")
        return chr(min(_FIRST + len(masked.expressions) - 1, _LAST))
    tag = typed.split(maxsplit=1)[0] if kind == "block" and typed else ""
    if tag == "set" and not quiet:
        masked.strings += _prose(line, f"{{% {typed} %}}")
    return _FENCES.get(tag, "")


def _literals(pieces: Iterable[tuple[int, str, str]]) -> Iterator[Literal]:
    inside: list[str] | None = None
    start, reason = 1, ""
    for line, kind, typed in pieces:
        if kind == "block" and typed.split(maxsplit=1)[:1] == ["literal"]:
            inside, start = [], line
            reason = typed.removeprefix("literal").strip().strip("\"'")
        elif kind == "block" and typed == "endliteral" and inside is not None:
            yield Literal(start, " ".join("".join(inside).split()), reason)
            inside = None
        elif inside is not None:
            inside.append(typed if kind == "data" else f"{{{{ {typed} }}}}")


def _prose(line: int, source: str) -> Iterator[tuple[int, str]]:
    """Yield the texts for readers in an expression: with a blank in them, or under a known word."""
    try:
        tree = _JINJA.parse(source)
    except jinja2.TemplateSyntaxError:
        return
    for text, known, node in _texts(tree, known=False):
        if text and (known or " " in text.strip() or _ONLY_DIGITS.fullmatch(text)):
            yield line + node.lineno - 1, text


def _texts(node: nodes.Node, *, known: bool) -> Iterator[tuple[str, bool, nodes.Node]]:
    """Yield what an expression can print; what it looks up or compares with is no prose."""
    if isinstance(node, nodes.Const | nodes.TemplateData):
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield node.value, known, node
    elif isinstance(node, nodes.Concat):
        parts = [_constant(part) for part in node.nodes]
        yield "".join(parts), known, node
    elif isinstance(node, nodes.Keyword):
        yield from _texts(node.value, known=node.key in _SHOWN)
    elif isinstance(node, nodes.CondExpr):
        yield from _texts(node.expr1, known=known)
        if node.expr2 is not None:
            yield from _texts(node.expr2, known=known)
    elif not _looks_up(node):
        for child in node.iter_child_nodes():
            yield from _texts(child, known=False)


def _looks_up(node: nodes.Node) -> bool:
    """Tell whether the strings in a node are keys, not prose."""
    if isinstance(node, nodes.Call):
        return isinstance(node.node, nodes.Getattr) and node.node.attr == "where"
    return isinstance(node, nodes.Getitem | nodes.Compare)


def _constant(node: nodes.Node) -> str:
    """Return a part of a joined text; what is computed reads as bound."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str | int | float):
        return str(node.value)
    return APART
