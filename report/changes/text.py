"""Changes in, lines for a terminal out: grouped, short, and nothing in them is obeyed by it.

+ is new, - is gone, ~ is otherwise, ! is a claim that flipped
"""

from collections.abc import Iterable, Iterator, Sequence

from report.changes.teller import Teller
from report.colophon import DRAFT
from report.revisions import (
    CHANGED,
    FLIPPED,
    GONE,
    NEW,
    Changes,
    ChartChange,
    ClaimChange,
    FigureChange,
    PageChange,
)
from report.words import Words

SHOWN = 8  # lines of one figure, one page or one table
_SIGNS = {NEW: "+", GONE: "-", CHANGED: "~", FLIPPED: "!"}


def format_text(changes: Changes, words: Words) -> str:
    """Return all that changed, in the order in which it is looked at."""
    if not changes.against:
        return f"{changes.edition} is the first edition\n"
    tell = Teller(words)
    groups = {
        "claims": [line for each in changes.claims for line in _claim(each, tell)],
        "figures": [
            line
            for state in (CHANGED, NEW, GONE)
            for each in tell.figures(changes, state)
            for line in _figure(each, tell)
        ],
        "charts": [_chart(each) for each in changes.charts],
        "pages": [line for each in changes.pages for line in _page(each)],
        "data": [*_data(changes, tell)],
    }
    lines = [f"from {changes.against} to {changes.edition}"]
    for name, told in groups.items():
        same = changes.same.get(name)
        more = f", {tell.count(same)} as before" if same is not None else ""
        # The sources of a draft are compared, and no drawing is made for it.
        undrawn = name == "charts" and changes.edition == DRAFT
        nothing = "none is new, gone or renamed; drawings are not compared" if undrawn else None
        lines += ["", f"{name}{more}" if told else f"{name}: {nothing or f'nothing changed{more}'}"]
        lines += told
    return "".join(f"{_seen(line)}\n" for line in lines)


def _claim(claim: ClaimChange, tell: Teller) -> Iterator[str]:
    yield f"  {_SIGNS[claim.state]} {_renamed(claim.name, claim.was_name)}: {claim.says or claim.was_says}"
    if claim.was_says and claim.says and claim.was_says != claim.says:
        yield f"      said: {claim.was_says}"
    if claim.verdict and claim.was_verdict and claim.verdict != claim.was_verdict:
        yield f"      {claim.was_verdict} → {claim.verdict}"
    else:
        yield f"      {claim.verdict or claim.was_verdict}"
    values = [f"{v.label} {tell.value(v.was)} → {tell.value(v.now)}" for v in claim.values]
    yield from _few(values)
    yield from _why(claim.why)


def _figure(figure: FigureChange, tell: Teller) -> Iterator[str]:
    name = _renamed(figure.name, figure.was_name)
    yield f"  {_SIGNS[figure.state]} {name}: {figure.title or figure.was_title}"
    yield from _why(figure.why)
    if figure.state != CHANGED:
        return
    if figure.was_title != figure.title:
        yield f"      its title was: {figure.was_title}"
    for column in figure.columns:
        labels = {NEW: column.label, GONE: column.was_label}
        told = labels.get(column.state, f"{column.was_label} → {column.label}")
        yield f"      {_SIGNS[column.state]} column {column.name}: {told}"
    if figure.was_key != figure.key:
        yield f"      its rows were named by {', '.join(figure.was_key) or 'nothing'}"
    moves = []
    for move in tell.moves(figure):
        by = ", ".join(filter(None, (move.difference, move.relative)))
        place = " ".join(filter(None, (move.row, move.column)))
        why = f"  ({move.why})" if move.why else ""
        moves.append(f"{place}: {move.was} → {move.now}{f'  {by}' if by else ''}{why}")
    yield from _few(moves)
    for state in (NEW, GONE):
        rows = tell.rows(figure, state)
        yield from _few([f"{_SIGNS[state]} {row.name}" for row in rows])


def _chart(chart: ChartChange) -> str:
    title = chart.title or chart.was_title
    told = f"  {_SIGNS[chart.state]} {_renamed(chart.name, chart.was_name)}: {title}"
    if chart.was_title and chart.title and chart.was_title != chart.title:
        told += f" (was: {chart.was_title})"
    return f"{told}, drawn otherwise" if chart.redrawn else told


def _page(page: PageChange) -> Iterator[str]:
    name = f"/{page.name}"
    was = f"/{page.was_name}" if page.state != NEW else ""
    yield f"  {_SIGNS[page.state]} {_renamed(name, was)}: {page.title or page.was_title}"
    yield from _why(page.why)
    if page.state == CHANGED and page.was_title != page.title:
        yield f"      its title was: {page.was_title}"
    told: list[str] = []
    for sentence in page.sentences:
        told += [f"- {sentence.was}"] if sentence.was else []
        told += [f"+ {sentence.now}"] if sentence.now else []
    yield from _few(told)


def _data(changes: Changes, tell: Teller) -> Iterator[str]:
    if not changes.data_known:
        yield "  the record lacks the data that would be compared"
    for table in changes.tables:
        yield f"  {_SIGNS[table.state]} {table.name}: {tell.tally(table)}"
        yield from _why(table.why)
        for sign, columns in (("+", table.columns_new), ("-", table.columns_gone)):
            yield from (f"      {sign} column {name}" for name in columns)
        if table.withheld:
            yield "      its rows may not be passed on, and are counted only"
        rows = [
            f"{name} {column}: {was} → {now}"
            for row in table.first_changed
            for name, column, was, now in tell.differing(table, row)
        ]
        yield from _few(rows)
        for sign, listed in (("+", table.first_added), ("-", table.first_removed)):
            yield from _few([f"{sign} {', '.join(cells)}" for cells in tell.cells(listed)])


def _few(told: Sequence[str]) -> Iterable[str]:
    """Return the first lines, and how many there are besides; all of them are in the JSON."""
    more = len(told) - SHOWN
    shown = [f"      {line}" for line in told[:SHOWN]]
    return [*shown, f"      and {more} more"] if more > 0 else shown


def _why(why: str) -> Iterable[str]:
    return [f"      because: {why}"] if why else []


def _renamed(name: str, was: str) -> str:
    return f"{was} → {name}" if was and was != name else name


def _seen(line: str) -> str:
    """Return a line in which what is not seen is spelled out: data may not steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
