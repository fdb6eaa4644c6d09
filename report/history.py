"""Figures of now and of earlier editions in, what each earlier edition said differently out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from report.manifest import Edition
from report.model import Claim, Figure, Value
from report.words import Words

_SHOWN = 8  # changed numbers of one edition


@dataclass(frozen=True, slots=True)
class Past:
    """What an earlier edition's manifest says it found."""

    edition: str
    figures: Mapping[str, Mapping[str, list[list[object]]]]  # name → {"columns", "key", "rows"}
    claims: Mapping[str, Mapping[str, Value]]  # name → the values compared, by their labels
    held: frozenset[str] = frozenset()  # the claims that were true


def read(edition: Edition) -> Past:
    """Read what an edition's manifest tells of its figures and claims, as ``downloads.facts``."""
    figures, claims = (cast("Any", edition.facts.get(key, {})) for key in ("figures", "claims"))
    return Past(
        edition.name,
        figures,
        {name: claim["values"] for name, claim in claims.items()},
        frozenset(name for name, claim in claims.items() if claim["holds"]),
    )


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


def _differences(figure: Figure, then: Mapping[str, list[list[object]]], words: Words) -> list[str]:
    columns = [str(name) for name in then.get("columns", [])]
    keys = [columns.index(name) for name in figure.key if name in columns]
    old = {
        tuple(str(row[i]) for i in keys): dict(zip(columns, row, strict=True))
        for row in then["rows"]
    }
    new = {tuple(str(row[figure.index(name)]) for name in figure.key): row for row in figure.rows}
    told = []
    for key, row in new.items():
        if key not in old:
            told.append(f"{' '.join(key)} was not there")
            continue
        for column, value in zip(figure.columns, row, strict=True):
            was = old[key].get(column.name)
            if column.unit and column.name in old[key] and not _same(was, value):
                before = words.value(was, column) if isinstance(was, int | float) else "nothing"
                told.append(f"{' '.join([*key, column.label])}: {before}")
    told += [f"{' '.join(key)} was there too" for key in old if key not in new]
    more = len(told) - _SHOWN
    return [*told[:_SHOWN], f"and {more} more"] if more > 0 else told


def _same(was: object, now: Value) -> bool:
    if isinstance(was, int | float) and now is not None and not isinstance(now, str):
        return abs(float(was) - float(str(now))) < 1e-9
    return str(was) == str(now)
