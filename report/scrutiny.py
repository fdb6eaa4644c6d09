"""Everything that readers see in, what in it is bound to nothing out.

Pages, docstrings of charts, the theme, headers of queries, the words of claims, explanations
and waivers, and what the site says of itself: each is read as it is typed, with its place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from report.captions import Captions, docstrings
from report.model import Claim, Difference, Figure, Project, Site, Value
from report.periods import Period
from report.prose import Naked, naked_in_markdown, naked_in_text
from report.prose.themes import words_of
from report.reasons import PATH as REASONS
from report.reasons import Reasoned
from report.refusals import Waiver
from report.store import digest, remembered
from report.words import Words

_CELL = re.compile(r"\bfig\.(\w+)\b.*\.(\w+)\s*$", re.DOTALL)
_CLAIM = re.compile(r"\{%-?\+?\s*claim\s+(\w+)\s*[-+]?%\}(.*?)\{%-?\+?\s*endclaim", re.DOTALL)
_CONFIG = "mkdocs.yml"
_NO_MOVES = Reasoned()
# What readers see of it: the name, the description, the header's words and the licence.
_SPOKEN = frozenset({"site_name", "site_description", "nav", "licence"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a judgement looks at."""

    site: Site
    figures: Mapping[str, Figure]
    claims: Mapping[str, Claim]
    captions: Captions
    differences: Mapping[tuple[str, str], Difference]
    periods: Sequence[Period]
    before: Mapping[str, Mapping[str, Value]]  # what each claim compared in the edition before
    words: Words
    waivers: Sequence[Waiver] = ()
    reasoned: Reasoned = _NO_MOVES  # why numbers moved beyond their budgets


def naked(project: Project, evidence: Evidence) -> Iterator[tuple[str, Naked]]:
    """Return what is naked anywhere, with its place as typed in the project."""
    yield from _typed(project, evidence)
    settings = project.root / _CONFIG
    explained = [
        *((each.because, "differences.yml") for each in evidence.differences.values()),
        *((waiver.why, "waivers.yml") for waiver in evidence.waivers),
        # Those of earlier editions are history.
        *((reason.why, REASONS) for reason in evidence.reasoned.reasons),
    ]
    yield from remembered(
        project.build, "told", [explained, settings], lambda: _in_told(explained, settings)
    )
    for figure in evidence.figures.values():
        make = partial(_in_header, figure, figure.title)
        yield from remembered(project.build, "header", [_header(figure), figure.title], make)
    for claim in evidence.claims.values():
        parts = [_header(claim.figure), claim.says]
        yield from remembered(project.build, "claim-header", parts, partial(_in_claim, claim))


def _header(figure: Figure) -> tuple[object, ...]:
    """Return what is searched of a figure, and what its numbers are compared with: no row of it."""
    labels = [column.label for column in figure.columns]
    return figure.path, figure.sql, figure.note, labels, figure.literals, figure.pinned


def in_theme(project: Project) -> Iterator[tuple[str, Naked]]:
    """Return what is naked in the templates of the theme, which no figure has a part in."""
    for path in sorted(project.templates.rglob("*.html")):
        parts, make = [path, project.shown(path)], partial(_in_template, path, project.shown(path))
        yield from remembered(project.build, "template", parts, make)


def _in_told(explained: Iterable[tuple[str, str]], settings: Path) -> list[tuple[str, Naked]]:
    """Return what is naked in explanations, each with its file, and in the settings."""
    texts = [
        *((text, shown, 1) for text, shown in explained),
        *((text, _CONFIG, line) for line, text in _spoken(settings)),
    ]
    return [found for text, shown, line in texts for found in _in_text(text, shown, line)]


def _in_claim(claim: Claim) -> list[tuple[str, Naked]]:
    # What a claim says is the claim; but a number in it is compared with nothing.
    said = [
        (f"{claim.figure.path}:1", found)
        for found in naked_in_text(claim.says)
        if found.kind in {"digits", "date"} and found.text.lower() not in _meant(claim.figure)
    ]
    return [*_in_header(claim.figure), *said]


def _typed(project: Project, evidence: Evidence) -> Iterator[tuple[str, Naked]]:
    units = {
        f"{figure.name}.{column.name}": column.unit
        for figure in evidence.figures.values()
        for column in figure.columns
    }
    known = digest(units, {name: claim.says for name, claim in evidence.claims.items()})

    def in_prose(source: str, shown: str) -> list[tuple[str, Naked]]:
        parts = [source, shown, known]
        make = partial(_in_prose, source, shown, evidence)
        return remembered(project.build, "prose", parts, lambda: list(make()))

    for path in sorted(project.content.rglob("*.md")):
        yield from in_prose(path.read_text(encoding="utf-8"), project.shown(path))
    for _, shown, docstring in docstrings(project):
        yield from in_prose(docstring, shown)
    yield from in_theme(project)


def _in_template(path: Path, shown: str) -> list[tuple[str, Naked]]:
    said = words_of(path.read_text(encoding="utf-8"))
    return [found for line, text in said for found in _in_text(text, shown, line)]


def _in_text(text: str, shown: str, line: int = 1) -> Iterator[tuple[str, Naked]]:
    for found in naked_in_text(text, line=line):
        yield f"{shown}:{found.line}", found


def _in_prose(source: str, shown: str, evidence: Evidence) -> Iterator[tuple[str, Naked]]:
    """Return what is naked in a template of prose.

    A claim excuses a rank or a comparison in its sentence; a number word it excuses only if it
    says the same word itself.
    """
    excused = list(_excused(source, evidence.claims))
    for found in naked_in_markdown(source, unit=lambda said: _unit(said, evidence.figures)):
        if found.kind == "number word" and any(
            first <= found.line <= last and found.text.lower() in says
            for first, last, says in excused
        ):
            continue
        yield f"{shown}:{found.line}", found


def _excused(source: str, claims: Mapping[str, Claim]) -> Iterator[tuple[int, int, str]]:
    """Return the lines of each claim in a template, and what the claim says."""
    for match in _CLAIM.finditer(source):
        if claim := claims.get(match[1]):
            first = source.count("\n", 0, match.start()) + 1
            yield first, first + match[0].count("\n"), claim.says.lower()


def _in_header(figure: Figure, title: str = "") -> list[tuple[str, Naked]]:
    return [*_headed(figure, title)]


def _headed(figure: Figure, title: str) -> Iterator[tuple[str, Naked]]:
    meant = _meant(figure)
    for text in (title, figure.note, *(column.label for column in figure.columns)):
        for found in naked_in_text(text):
            pinned = found.kind == "year" and found.text in figure.pinned
            if found.text.lower() not in meant and not pinned:
                yield f"{figure.path}:{_line(figure.sql, text, found.text)}", found


def _meant(figure: Figure) -> set[str]:
    return {each.text.lower() for each in figure.literals}


def _line(sql: str, *wanted: str) -> int:
    """Return the line of a header that holds the first of these texts that one line holds."""
    lines = [(n, line) for n, line in enumerate(sql.splitlines(), 1) if line.startswith("--")]
    return next((n for text in wanted for n, line in lines if text in line), 1)


def _spoken(path: Path) -> Iterator[tuple[int, str]]:
    """Return the texts of the site's settings that readers see, with their lines."""
    if not path.is_file():
        return
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    yield from _scalars(root, spoken=False)


def _scalars(node: yaml.Node | None, *, spoken: bool) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if spoken:  # an entry of the header: its words lead to a page
                yield key.start_mark.line + 1, str(key.value)
            else:
                yield from _scalars(value, spoken=str(key.value) in _SPOKEN)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _scalars(each, spoken=spoken)
    elif isinstance(node, yaml.ScalarNode) and spoken:
        yield node.start_mark.line + 1, str(node.value)


def _unit(expression: str, figures: Mapping[str, Figure]) -> str | None:
    """Return the unit that an expression prints in: that of the column it names last."""
    if match := _CELL.search(expression):
        figure = figures.get(match[1])
        units = {column.name: column.unit for column in figure.columns} if figure else {}
        return units.get(match[2])
    return None
