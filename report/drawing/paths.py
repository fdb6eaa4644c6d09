"""The path data of an SVG → the same path, rounded to a tenth of a pixel, in fewer bytes."""

import re
from decimal import Decimal

_PART = re.compile(r"([a-zA-Z])|(-?\d*\.?\d+(?:[eE][-+]?\d+)?)")
_TENTHS = 10


def shorten(path: str) -> str:
    """Return rounded path data; polygons of many corners go from corner to corner.

    The corners are rounded first and subtracted then, so that errors do not add up and
    two neighbours that share a border go on sharing it.
    """
    parts = _PART.findall(path)
    if {letter for letter, _ in parts if letter} <= set("MLZz"):
        return _polygons(parts)
    # A space parts two numbers only where neither a letter nor a minus does.
    return re.sub(r" (?=[-a-zA-Z]|$)", "", "".join(_piece(*part) for part in parts))


def _piece(letter: str, number: str) -> str:
    return letter or f"{_text(round(Decimal(number) * _TENTHS))} "


def _polygons(parts: list[tuple[str, str]]) -> str:
    out: list[str] = []
    x = y = 0
    letter = ""
    numbers: list[int] = []
    for command, number in parts:
        if command:
            letter = command
            if command in "Zz":
                out.append("z")
            continue
        numbers.append(round(Decimal(number) * _TENTHS))
        if len(numbers) < 2:  # a corner is two numbers
            continue
        dx, dy = numbers[0] - x, numbers[1] - y
        if letter == "M":
            out.append(_pair("M", *numbers))
            x, y = numbers
        elif dx or dy:
            out.append(_step(dx, dy))
            x, y = numbers
        numbers = []
    return _joined(out)


def _step(dx: int, dy: int) -> str:
    if not dy:
        return f"h{_text(dx)}"
    if not dx:
        return f"v{_text(dy)}"
    return _pair("l", dx, dy)


def _pair(letter: str, x: int, y: int) -> str:
    return f"{letter}{_text(x)}{'' if y < 0 else ' '}{_text(y)}"


def _joined(steps: list[str]) -> str:
    """Write a run of the same command once."""
    out: list[str] = []
    last = ""
    for step in steps:
        if step[0] == last and last not in "Mz":
            rest = step[1:]
            out.append(rest if rest.startswith("-") else f" {rest}")
        else:
            out.append(step)
        last = step[0]
    return "".join(out)


def _text(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    whole, tenth = divmod(abs(tenths), _TENTHS)
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"
