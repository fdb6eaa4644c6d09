"""A range of numbers → round numbers to draw grid lines at."""

from collections.abc import Callable
from decimal import Decimal
from math import floor
from typing import TypeVar

T = TypeVar("T")

_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


def ticks(low: float, high: float, *, most: int, whole: bool) -> list[Decimal]:
    """Return at most ``most`` round numbers that span ``low`` to ``high``.

    The first is at or below ``low``, the last at or above ``high``; with ``whole``
    there is no half of a thing that is counted.
    """
    start, end = Decimal(str(low)), Decimal(str(high))
    span = (end - start) or abs(end) or Decimal(1)
    power = Decimal(10) ** floor((span / most).log10())
    sizes = [power * factor for factor in (*_STEPS, Decimal(20), Decimal(50))]
    for size in sizes:
        step = max(size, Decimal(1)) if whole else size
        first = (start / step).to_integral_value(rounding="ROUND_FLOOR")
        last = (end / step).to_integral_value(rounding="ROUND_CEILING")
        if last - first + 1 <= most:
            break
    return [(first + n) * step for n in range(int(last - first) + 1)]


def thinned(values: list[T], *, fits: Callable[[list[T]], bool]) -> list[T]:
    """Return every value, or every second, third, … so that the last is there and all fit."""
    for step in range(1, len(values) + 1):
        kept = values[::-1][::step][::-1]
        if fits(kept):
            return kept
    return values[-1:]
