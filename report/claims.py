"""Checked tables and ``queries/claims/*.sql`` in, ``Claim``s out: sentences with a predicate.

    -- says: The north has more boats than any other harbour.
    -- columns:
    --   holds   BOOLEAN  Holds
    --   margin  BIGINT   Ahead by  [unit: boats]
    --   north   BIGINT   Boats in the north  [unit: boats]
    --   next    BIGINT   Boats in the next harbour  [unit: boats]
    -- sources: harbour_log
    SELECT …

One row: whether the sentence holds, how far it is from flipping, then the values compared.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from report.errors import ReportError, raise_all
from report.figures import ask
from report.header import Header, read_header
from report.model import Claim, Figure, Project, Value
from report.names import alike
from report.tables import Tables
from report.words import PERCENT, POINTS, Words

TAKEN = frozenset({"asked", "literals", "waivers", "content"})
_REQUIRED = {"says", "columns", "sources"}
_OPTIONAL = {"note", "pinned", "literal"}


def compute(tables: Tables, project: Project, words: Words) -> dict[str, Claim]:
    """Put every claim to the data; raise the faults of all of them together.

    A claim that is false is no fault here: it refuses an edition, not a draft.
    """
    claims: dict[str, Claim] = {}
    paths = sorted((project.queries / "claims").glob("*.sql"))
    errors = [*alike({path.stem: project.shown(path) for path in paths}, kind="claim")]
    for path in paths:
        try:
            read = header(path, project.shown(path))
            says = read.text("says")
            figure = ask(path.stem, read, tables, title=says, zeros=True)
            raise_all(_faults(read, figure))
            claims[path.stem] = _claim(figure, says, words)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return claims


def header(path: Path, shown: str) -> Header:
    """Read the header of a claim; ``shown`` is its path as typed."""
    read = read_header(path, shown, required=_REQUIRED, optional=_OPTIONAL)
    if path.stem in TAKEN:
        what = f'the name "{path.stem}" is an anchor of the page of claims'
        raise ReportError(what, shown, "Give the claim another name.")
    return read


def _faults(header: Header, figure: Figure) -> list[ReportError]:
    kinds = [(column.name, column.type) for column in figure.columns]
    errors = []
    if kinds[0] != ("holds", "BOOLEAN"):
        hint = 'Begin the columns with "holds  BOOLEAN  Holds".'
        errors.append(ReportError("a claim says first whether it holds", header.path, hint))
    if len(kinds) < 3 or kinds[1][0] != "margin" or not figure.columns[1].unit:
        hint = 'Write "margin  BIGINT  Ahead by  [unit: …]", then the values compared.'
        errors.append(ReportError("a claim says next by how much it holds", header.path, hint))
    if not errors:
        errors += _contradictions(header, figure)
    return errors


def _contradictions(header: Header, figure: Figure) -> list[ReportError]:
    """Find a margin that does not go with its answer: one of the two is a slip of the query."""
    holds, margin = figure.rows[0][0], figure.rows[0][1]
    if isinstance(margin, bool) or not isinstance(margin, int | float | Decimal):
        hint = "It is a number in the claim's unit: below zero where the claim is false."
        return [ReportError(f'the margin "{margin}" is no number', header.path, hint)]
    if (holds and margin < 0) or (not holds and margin > 0):
        what = f"the claim {'holds' if holds else 'does not hold'}, and its margin is {margin}"
        hint = "A margin is above zero where the claim holds, and below where it does not."
        return [ReportError(what, header.path, hint)]
    return []


def _claim(figure: Figure, says: str, words: Words) -> Claim:
    holds, margin = figure.rows[0][0], figure.rows[0][1]
    column = figure.columns[1]
    if column.unit == PERCENT:  # the distance between two shares
        column = replace(column, unit=POINTS)
    amount, _ = words.counted(_size(margin), column), words.sayings.gettext
    return Claim(
        name=figure.name,
        says=says,
        holds=bool(holds),
        verdict=_("true by %(amount)s", amount=amount)
        if holds
        else _("false by %(amount)s", amount=amount),
        figure=figure,
    )


def _size(margin: Value) -> Value:
    """Return how far, without the direction."""
    if isinstance(margin, Decimal):
        return margin.copy_abs()
    return abs(margin) if isinstance(margin, int | float) else margin
