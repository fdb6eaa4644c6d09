"""A chart's docstring and its figure → what a reader who cannot see the chart is told."""

import re
from collections import Counter
from collections.abc import Callable, Collection

from report.model import Column, Figure, Row, Value
from report.sayings import Sayings
from report.style.checks import is_number

Print = Callable[[Value, Column], str]

_MOST_MEASURES = 3
_MOST_NAMES = 3
_MOST_GROUPS = 8


def describe(
    says: str,
    figure: Figure,
    shown: Collection[str],
    print_value: Print,
    sayings: Sayings | None = None,
) -> str:
    """Return the first sentence of the docstring, then a few about the columns shown."""
    sayings = sayings or Sayings()
    first = _first_sentence(says)
    sentences = [first if first.endswith((".", "!", "?")) else f"{first}."]
    if len(figure.rows) > 1:
        sentences.append(sayings.ngettext("%(num)s row.", "%(num)s rows.", len(figure.rows)))
    measures = [c for c in figure.columns if c.name in shown and _is_measure(c, figure)]
    if measures:
        sentences += [
            _range(column, figure, print_value, sayings) for column in measures[:_MOST_MEASURES]
        ]
    else:
        sentences += [
            _groups(column, figure, print_value, sayings)
            for column in figure.columns
            if column.name in shown and _is_grouping(column, figure)
        ]
    return " ".join(sentences)


def takeaway(says: str) -> str:
    """Return the first sentence of the docstring as a title: without its full stop."""
    return _first_sentence(says).removesuffix(".")


def _first_sentence(says: str) -> str:
    return re.split(r"(?<=[.!?])\s", " ".join(says.split()), maxsplit=1)[0]


def _values(column: Column, figure: Figure) -> list[Value]:
    return [row[figure.index(column.name)] for row in figure.rows]


def _is_measure(column: Column, figure: Figure) -> bool:
    present = [value for value in _values(column, figure) if value is not None]
    return column.name not in figure.key and bool(present) and all(map(is_number, present))


def _is_grouping(column: Column, figure: Figure) -> bool:
    return len(set(_values(column, figure))) <= _MOST_GROUPS


def _range(column: Column, figure: Figure, print_value: Print, sayings: Sayings) -> str:
    position, _ = figure.index(column.name), sayings.gettext
    rows = [row for row in figure.rows if row[position] is not None]
    ordered = sorted(rows, key=lambda row: row[position])  # type: ignore[arg-type,return-value]  # values of one column compare
    low, high = ordered[0][position], ordered[-1][position]
    lowest, highest = _measured(low, column, print_value), _measured(high, column, print_value)
    if low == high:
        if len(rows) == 1:
            return f"{column.label}: {highest}."
        return _("%(label)s: %(value)s in every row.", label=column.label, value=highest)
    where = [[row for row in rows if row[position] == end] for end in (high, low)]
    return _(
        "%(label)s: highest %(high)s, lowest %(low)s.",
        label=column.label,
        high=f"{highest}{_named(where[0], figure, print_value, sayings)}",
        low=f"{lowest}{_named(where[1], figure, print_value, sayings)}",
    )


def _measured(value: Value, column: Column, print_value: Print) -> str:
    printed = print_value(value, column)
    if not column.unit or column.unit in printed or column.unit in column.label.lower():
        return printed
    return f"{printed} {column.unit}"


def _named(rows: list[Row], figure: Figure, print_value: Print, sayings: Sayings) -> str:
    """Return the names of rows in brackets: their keys, in words."""
    named = [_spoken(key, figure) for key in figure.key]
    if not named:
        return ""
    names = [
        ", ".join(print_value(row[figure.index(name)], figure.column(name)) for name in named)
        for row in rows
    ]
    listed, more = "; ".join(names[:_MOST_NAMES]), len(names) - _MOST_NAMES
    if more > 0:
        listed = sayings.gettext("%(names)s and %(count)s more", names=listed, count=more)
    return f" ({listed})"


def _spoken(key: str, figure: Figure) -> str:
    """Return the column that says in words what a key says: a code's name, if there is one."""
    codes = [row[figure.index(key)] for row in figure.rows]
    for column in figure.columns:
        words = [row[figure.index(column.name)] for row in figure.rows]
        pairs = len(set(zip(codes, words, strict=True)))
        if (
            column.name not in figure.key
            and all(isinstance(word, str) for word in (*codes, *words))
            and pairs == len(set(codes)) == len(set(words))
        ):
            return column.name
    return key


def _groups(column: Column, figure: Figure, print_value: Print, sayings: Sayings) -> str:
    counts = Counter(print_value(value, column) for value in _values(column, figure))
    listed = ", ".join(f"{words} {count}" for words, count in counts.most_common())
    return sayings.gettext(
        "%(label)s, rows of each: %(counts)s.", label=column.label, counts=listed
    )
