"""Chart modules' docstrings in, what each chart is said to show out: bound like prose.

A docstring may print cells and write claims, as a page does:

    \"\"\"{% claim north_leads %}The north has the most boats{% endclaim %}.\"\"\"
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from inspect import cleandoc

import jinja2

from report.bindings import Binder, Claims, Figures, Read, Use
from report.dialect import environment
from report.errors import ReportError, raise_all
from report.model import Claim, Figure, Project
from report.phrases import Phrases
from report.words import Words


@dataclass(frozen=True, slots=True)
class Captions:
    """What each chart is said to show, and what these words are bound to."""

    texts: Mapping[str, str]  # by the chart's name, plain
    uses: tuple[tuple[str, Use], ...]  # the chart's name, and what its words use
    reads: tuple[tuple[str, Read], ...] = ()  # the chart's name, and what its words ask for


def docstrings(project: Project) -> Iterator[tuple[str, str, str]]:
    """Return the name, the path as typed and the docstring of each chart module that has one."""
    for path in sorted(project.charts.glob("[!_]*.py")):
        try:
            says = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")), clean=False)
        except SyntaxError:
            continue  # drawing runs the module, and tells the line
        if says:
            yield path.stem, project.shown(path), cleandoc(says)


def render(
    project: Project, figures: Mapping[str, Figure], claims: Mapping[str, Claim], words: Words
) -> Captions:
    """Render every docstring; raise the faults of all of them together."""
    dialect = environment(project, project.charts)
    texts: dict[str, str] = {}
    uses: list[tuple[str, Use]] = []
    reads: list[tuple[str, Read]] = []
    errors: list[ReportError] = []
    for name, shown, says in docstrings(project):
        binder = Binder(shown, words.value)
        names = {
            **Phrases(binder, words).names(),
            "binder": binder,
            "fig": Figures(binder, figures),
            "bind_claim": Claims(binder, claims),
        }
        try:
            text = dialect.from_string(says).render(names)
        except jinja2.TemplateError as error:
            errors.append(ReportError(str(error).rstrip("."), f"{shown}:1"))
            continue
        texts[name] = binder.plain(text)
        uses += [(name, use) for use in binder.uses(text)]
        reads += [(name, read) for read, _ in binder.reads]
        errors += binder.errors
    raise_all(errors)
    return Captions(texts, tuple(uses), tuple(reads))
