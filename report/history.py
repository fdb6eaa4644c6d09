"""Figures of now and of earlier editions in, what each earlier edition said differently out."""

from collections.abc import Sequence

from report.facts import Past, PastFigure, Plain, plain
from report.model import Claim, Column, Figure
from report.words import Words

_SHOWN = 8  # changed numbers of one edition


def editions_true(claim: Claim, past: Sequence[Past]) -> tuple[str, ...]:
    """Return the earlier editions in which a claim held, oldest first."""
    return tuple(reversed([then.edition for then in past if claim.name in then.held]))


def changes(figure: Figure, past: Sequence[Past], words: Words) -> list[tuple[str, list[str]]]:
    """Return, for each earlier edition that has the figure, the numbers that differ from now."""
    return [
        (then.edition, _differences(figure, then.figures[figure.name], words))
        for then in past
        if figure.name in then.figures
    ]


def same(was: Plain, now: Plain) -> bool:
    """Tell whether two values are one: 44 and 44.0 are, and what no float can tell apart."""
    if isinstance(was, int | float) and isinstance(now, int | float):
        return abs(was - now) < 1e-9
    return str(was) == str(now)


def _differences(figure: Figure, then: PastFigure, words: Words) -> list[str]:
    _ = words.sayings.gettext
    if then.key != figure.key:
        return [_("its rows were named otherwise")]
    old = then.by_key()
    new = {tuple(str(row[figure.index(name)]) for name in figure.key): row for row in figure.rows}
    told = []
    for key, row in new.items():
        if key not in old:
            told.append(_("%(row)s was not there", row=" ".join(key)))
            continue
        for column, value in zip(figure.columns, row, strict=True):
            if column.unit and column.name in old[key]:
                was = old[key][column.name]
                if not same(was, plain(value)):
                    told.append(f"{_named(key, column)}: {printed(was, column, words)}")
    told += [_("%(row)s was there too", row=" ".join(key)) for key in old if key not in new]
    more = len(told) - _SHOWN
    return [*told[:_SHOWN], _("and %(count)s more", count=more)] if more > 0 else told


def _named(key: tuple[str, ...], column: Column) -> str:
    return " ".join([*key, column.label])


def printed(value: Plain, column: Column, words: Words) -> str:
    """Return a value of an earlier edition as it was printed."""
    if isinstance(value, int | float):
        return words.value(value, column)
    return words.sayings.gettext("nothing")
