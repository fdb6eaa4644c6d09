"""Content and figures in, which page tells of which row out, and the ways that lead there.

A page named ``[slug].md`` stands for many, one for each row of a figure. Whatever else names
such a row by its key can lead to that page: a mark of a chart, a cell of a table.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from report.model import Chart, Column, Figure, Row

FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
ROWS = re.compile(r"^rows: *(\w+) *$", re.MULTILINE)
SLOT = re.compile(r"\[([a-z_]+)\]")
_MARK = re.compile(
    r'<(\w+)((?: [\w:-]+="[^"]*")*?) data-row="([^"]*)" data-says="([^"]*)"([^>]*)/>'
)


@dataclass(frozen=True, slots=True)
class Family:
    """Pages of one kind, one for each row of a figure with a key of one column."""

    DIGESTED_ONCE: ClassVar[bool] = True  # by the store: see report/store.py

    figure: Figure
    addresses: Mapping[str, str]  # the row's key, as text → where its page is: countries/chile/
    slot: str = ""  # the column that the addresses are made of

    @property
    def key(self) -> str:
        """The column that names a row."""
        return self.figure.key[0]

    def named(self, figure: Figure) -> Column | None:
        """Return the column of another figure that names rows of this family to readers.

        It is the first one of words that both have, or else the key; none where the other's
        rows are not told apart by this family's key.
        """
        if figure.key != self.figure.key:
            return None
        ours = {column.name for column in self.figure.columns if column.type == "VARCHAR"}
        names = [c for c in figure.columns if c.name in ours and c.name not in figure.key]
        return (names or [figure.column(self.key)])[0]


def read(content: Path, figures: Mapping[str, Figure]) -> tuple[Family, ...]:
    """Return the families of pages; what is wrong with one is told where pages are made."""
    found = []
    for path in sorted(content.rglob("*.md")):
        name = path.relative_to(content).as_posix()
        slot = SLOT.search(name)
        front = FRONT.match(path.read_text(encoding="utf-8")) if slot else None
        rows = ROWS.search(front[1]) if front else None
        figure = figures.get(rows[1]) if rows else None
        if slot is None or figure is None or len(figure.key) != 1:
            continue
        if slot[1] in (column.name for column in figure.columns):
            found.append(Family(figure, _addresses(name, slot, figure), slot[1]))
    return tuple(found)


def family_of(figure: Figure, families: Sequence[Family]) -> Family | None:
    """Return the family that tells of a figure's rows, if there is one."""
    return next((each for each in families if each.named(figure)), None)


def linked(chart: Chart, figure: Figure, families: Sequence[Family]) -> Chart:
    """Return a chart whose marks lead to the pages of their rows, where such pages are.

    A hundred marks in the way of the Tab key would shut a reader out of the rest of the page:
    the table beneath the chart has the same links, and they are the keyboard's and the screen
    reader's way. The drawing is no longer one image to programs, for an image holds no links.
    """
    family = family_of(figure, families)
    if family is None or not all('data-row="' in drawing for drawing in chart.marked):
        return chart

    def link(mark: re.Match[str]) -> str:
        tag, before, row, says, after = mark.groups()
        address = family.addresses.get(html.unescape(row))
        shape = f"<{tag}{before}{after}><title>{says}</title></{tag}>"
        if address is None:
            return shape
        # Who explores the chart has another drawing before him, and finds the way by the row.
        return (
            f'<a href="~/{address}" tabindex="-1" aria-hidden="true" data-row="{row}">{shape}</a>'
        )

    wide, narrow = (
        _MARK.sub(link, drawing).replace(' role="img"', ' role="group"', 1)
        for drawing in chart.marked
    )
    return replace(chart, wide=wide, narrow=narrow)


def way(family: Family, figure: Figure, row: Row) -> str:
    """Return the address of the page that tells of a row, or nothing."""
    return family.addresses.get(str(row[figure.index(figure.key[0])]), "")


def _addresses(name: str, slot: re.Match[str], figure: Figure) -> dict[str, str]:
    key, part = figure.index(figure.key[0]), figure.index(slot[1])
    stem = name.removesuffix(".md")
    return {str(row[key]): f"{stem.replace(slot[0], str(row[part]))}/" for row in figure.rows}
