"""A figure and the columns a chart wants of it → nothing, or why it cannot be drawn.

Vega draws an empty picture where a field is misspelt or has no values, and says nothing.
So all is checked before anything is drawn. The place of a fault is added by the drawing
stage, which knows the chart module's line.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from report.errors import ReportError, did_you_mean, raise_all
from report.model import Column, Figure, Row, Value
from report.style import tokens

MOST_CATEGORIES = 60


def check(
    figure: Figure,
    *,
    labels: Sequence[str] = (),
    numbers: Sequence[str] = (),
    others: Sequence[str] = (),
) -> None:
    """Refuse a figure without rows, and columns that are missing, empty or of the wrong kind.

    Each of ``labels`` becomes a place or a colour, so there may not be too many; ``others``
    may have as many values as they like.
    """
    if not figure.rows:
        raise ReportError(
            f'the figure "{figure.name}" has no rows to draw',
            hint=f"Look at {figure.path}: its query returns nothing.",
        )
    known = [column.name for column in figure.columns]
    raise_all(
        ReportError(
            f'the figure "{figure.name}" has no column "{field}"',
            hint=did_you_mean(field, known),
        )
        for field in (*labels, *numbers, *others)
        if field not in known
    )
    raise_all((*_empty(figure, (*labels, *numbers, *others)), *_crowded(figure, labels)))
    raise_all(_words(figure, numbers))


def check_one_row_each(
    figure: Figure, fields: Sequence[str], *, rows: Sequence[Row] | None = None
) -> None:
    """Refuse two rows that would be drawn in one place; ``rows`` are all, unless named."""
    seen: set[tuple[Value, ...]] = set()
    for row in figure.rows if rows is None else rows:
        place = tuple(row[figure.index(field)] for field in fields)
        if place in seen:
            named = ", ".join(f'"{value}"' for value in place)
            raise ReportError(
                f'two rows of the figure "{figure.name}" would be drawn in one place: {named}',
                hint="Give the chart a column that tells the rows apart.",
            )
        seen.add(place)


def check_known(words: Iterable[str], known: Iterable[str], what: str) -> None:
    """Refuse a value that a chart module names and the figure does not have."""
    there = list(known)
    raise_all(
        ReportError(f'{what} "{word}" is not in the figure', hint=did_you_mean(word, there))
        for word in words
        if word not in there
    )


def check_colours(colours: Mapping[str, str], values: Sequence[str]) -> dict[str, str]:
    """Return a colour token for every value: as given, or in order of appearance."""
    check_known(colours, values, "the value")
    drawable = (*tokens.SERIES, "context", *tokens.STEPS)
    check_known(colours.values(), drawable, "the colour")
    free = [name for name in tokens.SERIES if name not in colours.values()]
    rest = [value for value in values if value not in colours]
    if len(rest) > len(free):
        raise ReportError(
            f"{len(values)} series need {len(values)} colours, "
            f"and readers tell {len(tokens.SERIES)} apart",
            hint="Put the smaller ones together in the query, or draw small multiples.",
        )
    return {**dict(zip(rest, free, strict=False)), **colours}


def distinct(figure: Figure, field: str) -> list[str]:
    """Return the values of a column as text, each once, in the figure's order."""
    position = figure.index(field)
    return list(dict.fromkeys(str(row[position]) for row in figure.rows))


def is_number(value: Value) -> bool:
    """Tell whether a value can be drawn as a length."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _column_values(figure: Figure, field: str) -> list[Value]:
    return [row[figure.index(field)] for row in figure.rows]


def _empty(figure: Figure, fields: Iterable[str]) -> Iterable[ReportError]:
    for field in dict.fromkeys(fields):
        if all(value is None for value in _column_values(figure, field)):
            yield ReportError(
                f'every value of "{field}" in the figure "{figure.name}" is null',
                hint=f"Look at {figure.path}.",
            )


def _crowded(figure: Figure, labels: Iterable[str]) -> Iterable[ReportError]:
    for field in dict.fromkeys(labels):
        if (count := len(set(_column_values(figure, field)))) > MOST_CATEGORIES:
            yield ReportError(
                f'"{field}" has {count} different values, '
                f"and a chart with more than {MOST_CATEGORIES} is not readable",
                hint="Limit the query to the ones that matter, or show a table.",
            )


def _words(figure: Figure, numbers: Iterable[str]) -> Iterable[ReportError]:
    for field in dict.fromkeys(numbers):
        column: Column = figure.column(field)
        if any(v is not None and not is_number(v) for v in _column_values(figure, field)):
            yield ReportError(
                f'"{field}" is {column.type}, and this chart draws it as a number',
                hint="Name a column of numbers.",
            )
