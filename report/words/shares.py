"""Exact shares of one whole in, shares that can be printed beside each other out."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from report.errors import ReportError
from report.model import Value
from report.words.numbers import exact

WHOLE = Decimal(100)
OFF_BY = Decimal("0.05")  # how far the exact shares may be from 100, in percentage points


def whole_shares(values: Sequence[Value], decimals: int) -> tuple[Decimal, ...]:
    """Return shares in percent, rounded so that they sum to exactly 100.

    Each is rounded down, and what is then missing goes, a unit of the last place each, to those
    that lost most: the largest remainders, the earlier of two equal ones. So a share that is
    printed never differs from the exact one by a whole unit of its last place; of two equal
    shares, one may be printed a unit higher.

    Raise ReportError when a share is negative, when the exact ones are not within 0.05 of 100,
    and when so many decimals are asked for that rounding cannot hide what is missing.
    """
    shares = [exact(value) for value in values]
    shown = " + ".join(map(str, shares)) or "nothing"
    if any(share < 0 for share in shares):
        raise ReportError(f"a share is negative: {shown}", hint="Shares of a whole are not.")
    total = sum(shares, Decimal(0))
    if abs(total - WHOLE) > OFF_BY:
        hint = "Compute all shares of the whole in the query, the rest included."
        raise ReportError(f"the shares sum to {total}, not to 100: {shown}", hint=hint)
    unit = Decimal(1).scaleb(-decimals)
    floors = [share.quantize(unit, ROUND_FLOOR) for share in shares]
    rests = [share - floor for share, floor in zip(shares, floors, strict=True)]
    missing = int((WHOLE - sum(floors, Decimal(0))) / unit)
    if not 0 <= missing <= sum(rest > 0 for rest in rests):
        hint = "Print fewer decimals, or compute the shares exactly."
        raise ReportError(
            f"with {decimals} decimals, shares that sum to {total} cannot sum to 100", hint=hint
        )
    by_rest = sorted(range(len(rests)), key=lambda index: -rests[index])  # a stable sort
    raised = set(by_rest[:missing])
    return tuple(floor + unit if n in raised else floor for n, floor in enumerate(floors))
