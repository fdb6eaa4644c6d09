"""Claims in, how near each is to flipping out, the closest first.

A margin says how far a claim is from flipping, in the claim's unit. It is measured against the
largest of the values compared that are told in that unit: ahead by 3 of 60 boats is 5%.
Where nothing compared has the unit of the margin, nothing is measured, and that is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from report.model import Claim, Column, Value
from report.revisions import FLIPPED, Changes, ClaimChange
from report.words import PERCENT, POINTS

CLOSE = 10  # percent: a claim that holds by no more is close to flipping


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim, how close it is, and what became of it since the edition before."""

    claim: Claim
    relative: Decimal | None  # the margin in percent of the largest value compared
    change: ClaimChange | None

    @property
    def is_close(self) -> bool:
        """Tell whether little would flip it."""
        return self.relative is not None and self.relative <= CLOSE

    @property
    def is_flipped(self) -> bool:
        """Tell whether the edition before had another answer."""
        return self.change is not None and self.change.state == FLIPPED

    @property
    def shown(self) -> str:
        """How close, as an editor reads it."""
        if self.relative is None:
            return "not measured"
        if 0 < self.relative < Decimal("0.1"):
            return "under 0.1%"
        places = 0 if self.relative >= 10 else 1
        return f"{round(self.relative, places):f}%".replace(".0%", "%")


def standings(claims: Iterable[Claim], changes: Changes) -> tuple[Standing, ...]:
    """Return where each claim stands: those that are false first, then the closest."""
    became = {change.name: change for change in changes.claims}
    found = [Standing(each, _relative(each), became.get(each.name)) for each in claims]
    return tuple(sorted(found, key=_order))


def _order(each: Standing) -> tuple[bool, bool, Decimal, str]:
    return (
        each.claim.holds,
        each.relative is None,
        each.relative if each.relative is not None else Decimal(0),
        each.claim.name,
    )


def _relative(claim: Claim) -> Decimal | None:
    column, margin = claim.figure.columns[1], _number(claim.figure.rows[0][1])
    compared = [
        abs(number)
        for other, value in claim.values
        if _is_alike(column, other) and (number := _number(value)) is not None
    ]
    largest = max(compared, default=Decimal(0))
    if margin is None or not largest:
        return Decimal(0) if margin == 0 else None
    return 100 * abs(margin) / largest


def _is_alike(margin: Column, value: Column) -> bool:
    """Tell whether two columns have one unit; the distance of two shares is in points."""
    shares = {PERCENT, POINTS}
    return margin.unit == value.unit or (margin.unit in shares and value.unit in shares)


def _number(value: Value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))
