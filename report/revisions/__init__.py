"""What two editions found and said in, what changed from the older to the newer out.

Pure: values in, values out. ``values`` has the shape of what comes out, ``moves`` knows which
name became which, ``figures`` compares rows and cells, ``texts`` sentences.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report.facts import Past, PastClaim, PastFigure
from report.history import same
from report.revisions.figures import compare_columns, compare_rows, reasons_of
from report.revisions.moves import Moves, read_moves
from report.revisions.texts import compare_sentences
from report.revisions.values import (
    CHANGED,
    FLIPPED,
    GONE,
    NEW,
    CellChange,
    Changes,
    ChartChange,
    ClaimChange,
    ComparedValue,
    FigureChange,
    PageChange,
    RowChange,
    SentenceChange,
)
from report.rows import ChangedCells, TableChange

__all__ = [
    "CHANGED",
    "FLIPPED",
    "GONE",
    "NEW",
    "CellChange",
    "ChangedCells",
    "Changes",
    "ChartChange",
    "ClaimChange",
    "FigureChange",
    "Known",
    "PageChange",
    "RowChange",
    "SentenceChange",
    "TableChange",
    "compare",
    "drawings",
    "first",
]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a change besides what the two editions say."""

    tables: tuple[TableChange, ...] | None = ()  # None: the data of one of them is not at hand
    # What tells one drawing from another, by chart, in the newer edition; None: it is not drawn.
    drawings: Mapping[str, str] | None = None


def first(newer: Past) -> Changes:
    """Return the changes of an edition that none was before."""
    return Changes(newer.edition, newer.title, "", "", (), (), (), (), (), data_known=True, same={})


def drawings(past: Past) -> dict[str, str]:
    """Return the SHA-256 of each chart's drawing, as an edition published it."""
    paths = {name: f"charts/{name}.svg" for name in past.charts}
    return {name: past.files[path].sha256 for name, path in paths.items() if path in past.files}


def compare(older: Past, newer: Past, known: Known) -> Changes:
    """Return what changed; what is the same is counted and not told."""
    claims = tuple(_claims(older, newer))
    figures = tuple(_figures(older, newer))
    charts = tuple(_charts(older, newer, known))
    pages = tuple(_pages(older, newer))
    return Changes(
        newer.edition,
        newer.title,
        older.edition,
        older.title,
        claims,
        figures,
        charts,
        pages,
        tuple(_with_reason(table, newer) for table in known.tables or ()),
        data_known=known.tables is not None,
        same={
            "claims": _same(newer.claims, [each.state for each in claims]),
            "figures": _same(newer.figures, [each.state for each in figures]),
            "charts": _same(newer.charts, [each.state for each in charts]),
            "pages": _same(newer.pages, [each.state for each in pages]),
        },
    )


def _same(now: Collection[str], states: Sequence[str]) -> int:
    return len(now) - sum(state != GONE for state in states)


def _names(
    was: Collection[str], now: Collection[str], moves: Moves
) -> Iterator[tuple[str, str, str]]:
    """Yield the state, the old and the new name of each thing, sorted by the newer one's name.

    Of a new thing the old name is empty, which is also the address of the front page.
    """
    became = moves.was
    gone = {*was} - {*now} - {*moves.now}
    for name in sorted({*now} | gone):
        if name in gone:
            yield GONE, name, name
        elif name in became or name in was:
            yield CHANGED, became.get(name, name), name
        else:
            yield NEW, "", name


def _with_reason(table: TableChange, newer: Past) -> TableChange:
    return replace(table, why=reasons_of(f"table {table.name}", newer.reasons).of_rows())


def _claims(older: Past, newer: Past) -> Iterator[ClaimChange]:
    was, now = older.claims, newer.claims
    moves = read_moves(newer.moved, ("claims/#",), was=was, now=now)
    for state, old, name in _names(was, now, moves):
        before, after = was.get(old), now.get(name)
        flipped = bool(before and after and before.holds != after.holds)
        values = _values(before, after) if before and after else ()
        reworded = bool(before and after and before.says != after.says)
        if state == CHANGED and old == name and not (flipped or values or reworded):
            continue
        yield ClaimChange(
            FLIPPED if flipped else state,
            name,
            old,
            after.says if after else "",
            before.says if before else "",
            after.holds if after else None,
            before.holds if before else None,
            after.verdict if after else "",
            before.verdict if before else "",
            values,
            moves.reason(old),
        )


def _values(before: PastClaim, after: PastClaim) -> tuple[ComparedValue, ...]:
    labels = dict.fromkeys((*after.values, *before.values))
    return tuple(
        ComparedValue(label, before.values.get(label), after.values.get(label))
        for label in labels
        if not same(before.values.get(label), after.values.get(label))
    )


def _figures(older: Past, newer: Past) -> Iterator[FigureChange]:
    was, now = older.figures, newer.figures
    moves = read_moves(newer.moved, ("figures/", "charts/"), was=was, now=now)
    nothing = PastFigure("", (), (), ())
    for state, old, name in _names(was, now, moves):
        before, after = was.get(old, nothing), now.get(name, nothing)
        reasons = reasons_of(name, newer.reasons)
        both = state == CHANGED
        columns = compare_columns(before, after) if both else ()
        rows = compare_rows(before, after, reasons) if both else ()
        renamed = both and (old, before.title, before.key) != (name, after.title, after.key)
        if both and not (columns or rows or renamed):
            continue
        why = " ".join(filter(None, (moves.reason(old), reasons.of_rows())))
        yield FigureChange(
            state,
            name,
            old,
            after.title,
            before.title,
            why,
            after.key,
            before.key,
            columns,
            rows,
        )


def _charts(older: Past, newer: Past, known: Known) -> Iterator[ChartChange]:
    was, now = older.charts, newer.charts
    moves = read_moves(newer.moved, ("charts/", "figures/"), was=was, now=now)
    drawn_then = drawings(older)
    drawn_now = drawings(newer) if known.drawings is None else known.drawings
    for state, old, name in _names(was, now, moves):
        drawing, drawn = drawn_now.get(name), drawn_then.get(old)
        redrawn = state == CHANGED and None not in (drawing, drawn) and drawing != drawn
        title, was_title = now.get(name, ""), was.get(old, "")
        if state == CHANGED and (old, was_title) == (name, title) and not redrawn:
            continue
        yield ChartChange(state, name, old, title, was_title, redrawn, moves.reason(old))


def _pages(older: Past, newer: Past) -> Iterator[PageChange]:
    was, now = older.pages, newer.pages
    moves = read_moves(newer.moved, ("",), was=was, now=now)
    for state, old, name in _names(was, now, moves):
        before = None if state == NEW else was[old]
        after = now.get(name)
        sentences = compare_sentences(before.sentences, after.sentences) if before and after else ()
        title, was_title = after.title if after else "", before.title if before else ""
        if state == CHANGED and (old, was_title) == (name, title) and not sentences:
            continue
        why = moves.reason(old) if before else ""
        yield PageChange(state, name, old, title, was_title, sentences, why)
