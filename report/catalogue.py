"""Editions and the log of corrections in, ``editions.json`` out: what each edition is and says.

Pages of every edition read it at run time, so it has the same shape for ever: names may be added,
and none is taken out or means something else. ``docs/schemas/editions.schema.json`` writes it down.

The headline of a figure is one cell, followed through the editions: in the newest edition that has
the figure, the first column with a unit, of the first row; elsewhere the row with the same key.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from report import schemas
from report.corrections import Correction, showing
from report.facts import Past, PastColumn, PastFigure, Plain
from report.manifest import edition_date, is_before
from report.model import Column, SiteFile
from report.words import Words


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition among all of them."""

    past: Past
    corrected_by: str  # the newest revision of it; empty where there is none
    corrects: tuple[str, ...]  # the editions that it is a revision of, newest first
    wrong: tuple[Correction, ...]  # what it shows and is not right, oldest first
    right: tuple[Correction, ...]  # what it puts right

    @property
    def name(self) -> str:
        """Its name, which is its address too."""
        return self.past.edition

    @property
    def day(self) -> date:
        """Its date: the first of its month."""
        return edition_date(self.name)


def listed(past: Sequence[Past], log: Sequence[Correction]) -> tuple[Listed, ...]:
    """Return these editions, newest first as they are given, with what the log tells of each."""
    names = [then.edition for then in past]
    editions = []
    for then in past:
        same = [each for each in names if _month(each) == _month(then.edition)]
        later = [each for each in same if is_before(then.edition, each)]
        earlier = tuple(each for each in same if is_before(each, then.edition))
        wrong = tuple(each for each in log if showing(each, [then]))
        right = tuple(each for each in log if each.corrected == then.edition)
        editions.append(Listed(then, (later or [""])[0], earlier, wrong, right))
    return tuple(editions)


def write(editions: Sequence[Listed], words: Words) -> SiteFile:
    """Return the file that tells programs of every edition, chart and figure."""
    past = [each.past for each in editions]
    schema = schemas.address("editions")
    document = {
        # In latest/: the schema of the newest edition, which knows every name there is.
        **({"$schema": f"latest/{schema}"} if schema in past[0].files else {}),
        "latest": past[0].edition,
        "editions": [
            {
                "name": each.name,
                "title": each.past.title,
                "date": each.day.isoformat(),
                "corrected_by": each.corrected_by or None,
                "corrections": [wrong.id for wrong in each.wrong],
                "address": f"{each.name}/",
            }
            for each in editions
        ],
        "charts": _told(past, "charts", _charts, words),
        "figures": _told(past, "figures", _figures, words),
    }
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    return SiteFile("editions.json", text.encode())


def _month(name: str) -> str:
    return name.partition(".")[0]


def _charts(then: Past) -> Mapping[str, str]:
    return then.charts


def _figures(then: Past) -> Mapping[str, str]:
    return {name: figure.title for name, figure in then.figures.items()}


def _told(
    past: Sequence[Past], folder: str, titles: Callable[[Past], Mapping[str, str]], words: Words
) -> dict[str, object]:
    """Return what is told of each chart, or of each figure: its editions and its headline."""
    names = sorted({name for then in past for name in titles(then)})
    told: dict[str, object] = {}
    for name in names:
        having = [then for then in past if name in titles(then)]
        newest = having[0]
        cell = _headline(newest.figures.get(name))
        cells = {then.edition: cell.of(then.figures.get(name)) for then in having} if cell else {}
        found = {edition: each for edition, each in cells.items() if each is not None}
        texts = {edition: _printed(*each, words) for edition, each in found.items()}
        told[name] = {
            "id": f"{folder}/{name}",
            "address": _address(newest, f"{folder}/{name}"),
            "title": titles(newest)[name],
            "editions": [then.edition for then in having],
            "latest": {
                "edition": newest.edition,
                "value": found[newest.edition][1] if newest.edition in found else None,
                "label": cell.label if cell else "",
                "text": texts.get(newest.edition, ""),
            },
            "values": texts,
            "numbers": {edition: value for edition, (_, value) in found.items()},
        }
    return told


def _address(past: Past, thing: str) -> str:
    """Return where an edition shows a chart or a figure: its page, or what it had before pages."""
    ways = {f"{thing}/index.html": f"{thing}/", f"{thing}.svg": f"{thing}.svg"}
    return f"{past.edition}/{next((way for path, way in ways.items() if path in past.files), '')}"


@dataclass(frozen=True, slots=True)
class _Cell:
    """The cell that a figure is known by, in whatever edition."""

    column: str
    key: tuple[str, ...]  # the names of the columns
    row: tuple[str, ...]  # their values, as text
    label: str

    def of(self, figure: PastFigure | None) -> tuple[PastColumn, int | float] | None:
        """Return the cell of a figure; None where the figure has no such number."""
        if figure is None or figure.key != self.key:
            return None
        column = next((each for each in figure.columns if each.name == self.column), None)
        value = figure.by_key().get(self.row, {}).get(self.column)
        return (column, value) if column and _is_number(value) else None


def _headline(figure: PastFigure | None) -> _Cell | None:
    """Return the cell that a figure is known by; None where its first row counts nothing."""
    if figure is None or not figure.rows:
        return None
    names = [column.name for column in figure.columns]
    record = dict(zip(names, figure.rows[0], strict=True))
    column = next((c for c in figure.columns if c.unit and _is_number(record[c.name])), None)
    if column is None:
        return None
    row = tuple(str(record[name]) for name in figure.key)
    texts = [str(v) for n, v in record.items() if isinstance(v, str) and n not in figure.key]
    named = (texts[:1] or [" ".join(row)]) if figure.key else []
    return _Cell(column.name, figure.key, row, ": ".join([*named, column.label]))


def _is_number(value: Plain) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _printed(column: PastColumn, value: float, words: Words) -> str:
    """Return a number as its edition printed it."""
    as_typed = Column(column.name, "", column.label, column.unit, decimals=column.decimals)
    return words.value(value, as_typed)
