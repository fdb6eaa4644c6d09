"""What is computed and written in, what an edition is refused for out.

Faults stop every build: a claim or a figure that no page uses. Refusals stop an edition alone:
a false claim, a number bound to nothing, a year that the data has left behind, a difference
from print or a move beyond its budget that nobody has explained, a text still to be written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from report import scrutiny, unwritten
from report.bindings import row_id
from report.captions import docstrings
from report.differences import PATH as DIFFERENCES
from report.errors import ReportError, raise_all
from report.model import Figure, Literal, Project
from report.pages import Written
from report.periods import Period, is_bound, years_in_sql
from report.prose import literals_in_markdown
from report.refusals import Refusal
from report.scrutiny import Evidence
from report.words import Words

_PINNED = re.compile(r"(?:\d{4},\s*)*\d{4}")


def find(project: Project, evidence: Evidence, written: Written) -> tuple[Refusal, ...]:
    """Return every refusal; raise what nothing uses, all together."""
    raise_all(_unused(evidence, written))
    return (*_false_claims(evidence, written), *in_sources(project, evidence))


def in_sources(project: Project, evidence: Evidence) -> tuple[Refusal, ...]:
    """Return the refusals that the sources alone show, whether or not their pages render."""
    return (
        *_naked_numbers(project, evidence),
        *_stale_queries(evidence),
        *_undeclared_differences(evidence),
        *evidence.reasoned.refused,
        *unwritten.find(project),
    )


def literals(project: Project, figures: Iterable[Figure]) -> tuple[Literal, ...]:
    """Return what is declared to be meant as it stands, in prose, charts and headers of queries.

    Years that a query types on purpose are among them.
    """
    prose = [
        (project.shown(path), path.read_text(encoding="utf-8"))
        for path in sorted(project.content.rglob("*.md"))
    ]
    of_prose = [
        Literal(each.text, each.reason, f"{shown}:{each.line}")
        for shown, source in (*prose, *((shown, says) for _, shown, says in docstrings(project)))
        for each in literals_in_markdown(source)
    ]
    of_headers: list[Literal] = []
    for figure in figures:
        of_headers += figure.literals
        if match := _PINNED.match(figure.pinned):
            reason = figure.pinned[match.end() :].strip(" ,|")
            of_headers.append(Literal(match[0], reason, figure.path))
    return (*of_prose, *of_headers)


def _unused(evidence: Evidence, written: Written) -> Iterator[ReportError]:
    used = {use.name for _, use in (*written.uses, *evidence.captions.uses)} | written.touched
    for claim in evidence.claims.values():
        if claim.name in evidence.figures:
            hint = f"A name is one thing: rename {claim.figure.path}."
            what = f'the claim "{claim.name}" has the name of a figure'
            yield ReportError(what, claim.figure.path, hint)
        if claim.name not in used:
            hint = (
                f"Write its sentence: {{% claim {claim.name} %}}…{{% endclaim %}}, or take it out."
            )
            yield ReportError(f'no page uses the claim "{claim.name}"', claim.figure.path, hint)
    for figure in evidence.figures.values():
        if figure.name not in used:
            hint = "Print one of its cells, show its chart or table, or take the query out."
            yield ReportError(f'no page uses the figure "{figure.name}"', figure.path, hint)


def _false_claims(evidence: Evidence, written: Written) -> Iterator[Refusal]:
    for claim in evidence.claims.values():
        if claim.holds:
            continue
        values = "; ".join(
            f"{column.label}: {evidence.words.value(value, column)}"
            for column, value in claim.values
        )
        then = evidence.before.get(claim.name, {})
        before = "; ".join(
            f"{column.label}: {evidence.words.value(then[column.label], column)}"
            for column, _ in claim.values
            if column.label in then
        )
        was = f" In the edition before: {before}." if before else ""
        uses = [use for _, use in (*written.uses, *evidence.captions.uses)]
        places = {use.where: use.sentence for use in uses if use.name == claim.name}
        (where, sentence), *others = places.items()
        more = f" It is also said at {', '.join(place for place, _ in others)}." if others else ""
        error = ReportError(
            f'"{sentence}" is {claim.verdict}',
            where,
            f'The claim "{claim.name}" expects: {claim.says} Found: {values}.{was}{more}',
        )
        yield Refusal("false claim", claim.name, values, error)


def _naked_numbers(project: Project, evidence: Evidence) -> Iterator[Refusal]:
    for where, naked in scrutiny.naked(project, evidence):
        if naked.kind == "year":
            for year in map(int, re.findall(r"\d{4}", naked.text)):
                if not is_bound(year, evidence.periods):
                    yield _stale(where, str(year), f'"{naked.sentence}"', evidence.periods)
            continue
        if naked.kind == "date":
            hint = f'In "{naked.sentence}". Write the day that is meant.'
            error = ReportError(f'"{naked.text}" is a day that no calendar has', where, hint)
            name = f"{where.rpartition(':')[0]} {naked.text}"
            yield Refusal("naked number", name, naked.sentence, error)
            continue
        hint = 'Print a cell, write a claim, or mark it: {% literal "why" %}…{% endliteral %}.'
        if where.partition(":")[0].endswith(".sql"):
            hint = f'Leave it to a column, or declare it: "-- literal: {naked.text} | why".'
        error = ReportError(
            f'"{naked.text}" is bound to no figure and no claim',
            where,
            f'In "{naked.sentence}". {hint}',
        )
        name = f"{where.rpartition(':')[0]} {naked.text}"
        yield Refusal("naked number", name, naked.sentence, error)


def _stale_queries(evidence: Evidence) -> Iterator[Refusal]:
    of_claims = [claim.figure for claim in evidence.claims.values()]
    for figure in (*evidence.figures.values(), *of_claims):
        match = _PINNED.match(figure.pinned)
        pinned = {int(year) for year in re.findall(r"\d{4}", match[0])} if match else set()
        for year, line in years_in_sql(figure.sql):
            if year not in pinned and not is_bound(year, evidence.periods):
                yield _stale(f"{figure.path}:{line}", str(year), "the query", evidence.periods)


def _stale(where: str, year: str, what: str, periods: Sequence[Period]) -> Refusal:
    known = ", ".join(f"{p.table}.{p.column} {p.first} to {p.last}" for p in periods)
    error = ReportError(
        f"{year} is typed in {what}, and is neither the first nor the last of a period",
        where,
        f'The data has {known}. Bind it, or declare it: "-- pinned: {year}, why" in a query, '
        "a literal in prose.",
    )
    return Refusal("stale year", f"{where.rpartition(':')[0]} {year}", f"{what}: {known}", error)


def _undeclared_differences(evidence: Evidence) -> Iterator[Refusal]:
    found = set()
    for figure, anchor, values in disagreeing(evidence.figures, evidence.words):
        found.add((figure.name, anchor))
        declared = evidence.differences.get((figure.name, anchor))
        if declared and declared.values == values:
            continue
        hint = f'Explain it in differences.yml, for "{values}".'
        if declared:
            hint = f'What differences.yml explains is "{declared.values}". {hint}'
        error = ReportError(f'"{anchor}" differs from print: {values}', figure.path, hint)
        yield Refusal("undeclared difference", f"{figure.name} {anchor}", values, error)
    for name, anchor in sorted(evidence.differences.keys() - found):
        error = ReportError(
            f'what is explained of "{anchor}" of the figure "{name}" explains nothing',
            DIFFERENCES,
            "The numbers agree, or the row has another name: take the entry out.",
        )
        yield Refusal("undeclared difference", f"{name} {anchor}", "", error)


def disagreeing(figures: Mapping[str, Figure], words: Words) -> Iterator[tuple[Figure, str, str]]:
    """Return every row that does not agree with print: its figure, its anchor, its numbers."""
    for figure in figures.values():
        if not figure.reconciles:
            continue
        at = figure.index(figure.reconciles)
        for row in figure.rows:
            if not row[at]:
                numbers = [
                    f"{column.label}: {words.value(value, column)}"
                    for column, value in zip(figure.columns, row, strict=True)
                    if column.unit
                ]
                yield figure, row_id(figure, row), "; ".join(numbers)
