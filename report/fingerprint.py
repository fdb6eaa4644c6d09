"""A figure in, its fingerprint out: what anybody can compute who has its columns and its rows.

SHA-256 of the UTF-8 bytes of one JSON text, written as RFC 8785 (JCS) asks:

    {"columns":[{"name":"slug","type":"VARCHAR","unit":""}, …],"rows":[["north",1200], …]}

It stays the same when only words move: a label, a title, a note. It moves with a cell, with the
order of rows, and with the name, the type or the unit of a column.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from report.facts import plain
from report.model import Figure

# Between these JavaScript, and so RFC 8785, writes a number without an exponent.
_SMALLEST, _LARGEST = Decimal("1e-6"), Decimal("1e21")


def fingerprint(figure: Figure) -> str:
    """Return what tells a figure from every other: "sha256:" and 64 digits."""
    content = {
        "columns": [{"name": c.name, "type": c.type, "unit": c.unit} for c in figure.columns],
        "rows": [[plain(value) for value in row] for row in figure.rows],
    }
    return f"sha256:{hashlib.sha256(canonical(content).encode()).hexdigest()}"


def canonical(value: object) -> str:
    """Return a value of JSON as RFC 8785 writes it; the names of its objects are ASCII."""
    match value:
        case None | bool() | str():
            return json.dumps(value, ensure_ascii=False)
        case int() | float():
            return _number(value)
        case Mapping():
            pairs = (f"{canonical(name)}:{canonical(value[name])}" for name in sorted(value))
            return f"{{{','.join(pairs)}}}"
        case Sequence():
            return f"[{','.join(canonical(each) for each in value)}]"
    raise TypeError(value)


def _number(value: float) -> str:
    """Return a number as JavaScript prints it; a whole one beyond 2^53 with all its digits."""
    number = Decimal(repr(value))
    if not number.is_finite():
        raise ValueError(value)
    if isinstance(value, int) or (number == number.to_integral_value() and abs(number) < _LARGEST):
        return str(int(number))
    if _SMALLEST <= abs(number) < _LARGEST:
        return format(number.normalize(), "f")
    sign, digits, exponent = number.normalize().as_tuple()
    first, rest = str(digits[0]), "".join(map(str, digits[1:]))
    power = int(exponent) + len(rest)
    mantissa = f"{first}.{rest}" if rest else first
    return f"{'-' if sign else ''}{mantissa}e{power:+d}"
