"""A field and two texts → whether they are one value; a text → as the column spells it.

Excel has 0.37 and 3 where the file in ``data/`` has 0.370 and 3: nothing changed.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from report.contract.schema import Field

Order = tuple[int, Decimal, str]
_NUMBERS = frozenset({"integer", "number", "year"})


def same(field: Field, one: str, other: str) -> bool:
    """Return whether two texts are the same value of a field."""
    return one == other or value(field, one) == value(field, other)


def value(field: Field, text: str) -> Order:
    """Return what a text stands for, so that values can be compared and put in order."""
    if field.type in _NUMBERS and text:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return 2, Decimal(0), text
        if number.is_finite():
            return 0, number, ""
    return 1, Decimal(0), text


def places(field: Field, texts: Iterable[str]) -> int:
    """Return to how many decimals a column is written out; 0 where its texts differ in that."""
    if not field.duckdb.startswith("DECIMAL"):
        return 0
    found = {len(text.partition(".")[2]) for text in texts if text}
    return found.pop() if len(found) == 1 else 0


def spelled(text: str, decimals: int) -> str:
    """Return a number written out to so many decimals; never rounded, and what is none as it is."""
    whole, _, rest = text.partition(".")
    if not decimals or len(rest) > decimals or not whole.removeprefix("-").isdigit():
        return text
    if rest and not rest.isdigit():
        return text
    return f"{whole}.{rest:0<{decimals}}"
