"""A project in, its texts that are still to be written out: each refuses an edition.

What ``build.py new`` writes works at once, and some of its texts only tell what to write. Each of
those begins with ``TODO:``, and so may an editor's own. Where that stands in anything that readers
get, a draft shows it, and no edition is published. Comments of pages, charts and settings may
hold it: readers do not see them. Those of queries are published with the query.
"""

import io
import re
import textwrap
import tokenize
from collections.abc import Iterator
from pathlib import Path

import yaml

from report.errors import ReportError
from report.model import Project
from report.refusals import UNWRITTEN, Refusal

MARK = "TODO:"
_MARKED = re.compile(rf"\b{MARK}[^\n{{]*")  # not the tag of a claim behind it
_COMMENT = re.compile(r"\{##.*?##\}", re.DOTALL)
_SHOWN = 60  # characters of a text: enough to find it by


def find(project: Project) -> Iterator[Refusal]:
    """Yield a refusal for every line that says what is to be written there."""
    for path in _files(project):
        text = path.read_text(encoding="utf-8-sig")
        if MARK not in text:
            continue
        for line, said in _told(path, text):
            for found in _MARKED.finditer(said):
                yield _refusal(f"{project.shown(path)}:{line}", found[0])


def _files(project: Project) -> Iterator[Path]:
    """Yield what an editor writes and readers get; the theme is not among it."""
    yield from sorted(project.content.rglob("*.md"))
    yield from sorted(project.queries.rglob("*.sql"))
    yield from sorted(project.charts.glob("*.py"))
    yield from sorted(project.data.glob("datapackage.json"))
    yield from sorted(project.root.glob("*.yml"))
    yield from project.editions.glob("corrections.yml")  # its entries are for ever


def _told(path: Path, text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that readers get something of, with their numbers."""
    if path.suffix == ".md":
        text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    lines = list(enumerate(text.splitlines(), 1))
    try:
        if path.suffix == ".py":
            lines = list(_strings(text))
        elif path.suffix == ".yml":
            lines = list(_scalars(yaml.compose(text, Loader=yaml.BaseLoader)))
    except (yaml.YAMLError, tokenize.TokenError, SyntaxError):
        pass  # told by whoever reads the file; until then each line of it counts
    yield from lines


def _strings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of the texts of a Python module."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT and MARK in token.string:
            yield from enumerate(token.string.splitlines(), token.start[0])


def _scalars(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    """Yield the values of a YAML file."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each)
    elif isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value


def _refusal(where: str, typed: str) -> Refusal:
    text = typed.rstrip().rstrip('",').rstrip()
    shown = textwrap.shorten(text, _SHOWN, placeholder=" …")
    hint = f'Write it in your own words, and take "{MARK}" out.'
    error = ReportError(f'"{shown}" is still to be written', where, hint)
    return Refusal(UNWRITTEN, f"{where.rpartition(':')[0]} {text}", text, error)
