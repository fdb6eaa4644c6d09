"""The path data of an SVG → the same path, rounded to a tenth of a pixel, in fewer bytes."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

_PART = re.compile(r"([a-zA-Z])|(-?\d*\.?\d+(?:[eE][-+]?\d+)?)")
_TENTHS = 10
_NUMBERS = {"M": 2, "L": 2, "C": 6}  # that a command takes


def shorten(path: str) -> str:
    """Return rounded path data; lines and curves of many corners go from corner to corner.

    The corners are rounded first and subtracted then, so that errors do not add up and
    two neighbours that share a border go on sharing it.
    """
    parts = _PART.findall(path)
    if {letter for letter, _ in parts if letter} <= set("MLCZz"):
        return _joined(_relative(parts))
    # A space parts two numbers only where neither a letter nor a minus does.
    return re.sub(r" (?=[-a-zA-Z]|$)", "", "".join(_piece(*part) for part in parts))


def _piece(letter: str, number: str) -> str:
    return letter or f"{_text(round(Decimal(number) * _TENTHS))} "


def _relative(parts: list[tuple[str, str]]) -> Iterator[tuple[str, list[int]]]:
    """Yield the steps of a path of M, L, C and Z: a letter, and tenths from where it stands."""
    x = y = 0
    letter = ""
    numbers: list[int] = []
    for command, number in parts:
        if command:
            letter = command
            if command in "Zz":
                yield "z", []
            continue
        numbers.append(round(Decimal(number) * _TENTHS))
        if len(numbers) < _NUMBERS[letter]:
            continue
        if letter == "M":
            yield "M", numbers
        else:
            steps = [number - (y if n % 2 else x) for n, number in enumerate(numbers)]
            yield from _step(letter.lower(), steps)
        x, y = numbers[-2:]
        numbers = []


def _step(letter: str, steps: list[int]) -> Iterator[tuple[str, list[int]]]:
    if letter == "l" and not steps[1]:
        letter, steps = "h", steps[:1]
    elif letter == "l" and not steps[0]:
        letter, steps = "v", steps[1:]
    if any(steps):
        yield letter, steps


def _joined(steps: Iterable[tuple[str, list[int]]]) -> str:
    """Write a run of the same command once, and spaces only where no minus parts two numbers."""
    out: list[str] = []
    last = ""
    for letter, numbers in steps:
        repeated = letter == last and letter not in "Mz"
        words = [_text(number) for number in numbers]
        out.append("" if repeated else letter)
        out += [
            word if word.startswith("-") or not (n or repeated) else f" {word}"
            for n, word in enumerate(words)
        ]
        last = letter
    return "".join(out)


def _text(tenths: int) -> str:
    sign = "-" if tenths < 0 else ""
    whole, tenth = divmod(abs(tenths), _TENTHS)
    if not tenth:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{tenth}"
