"""Rows of a figure in, a table of finished HTML out: each cell as it is printed, and where it leads."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter

from report.bindings import row_id
from report.facts import plain
from report.families import Family, family_of, way
from report.model import Column, Figure, Row, Value
from report.theme import Theme

Way = Callable[[Row], str]
_NONE = "–"  # what is printed for nothing
_ELSEWHERE = re.compile(r"https?://[^\s\"'<>]+")


@dataclass(frozen=True, slots=True)
class Tabulator:
    """What all tables of a page are made with."""

    theme: Theme
    print_value: Callable[[Value, Column], str]
    families: Sequence[Family]  # pages that tell of one row each

    def table(  # noqa: PLR0913 - six parts of one table
        self,
        figure: Figure,
        columns: Sequence[Column],
        rows: Sequence[Row],
        ways: Mapping[str, Way],
        caption: str = "",
        *,
        anchors: bool = False,
    ) -> str:
        """Return rows of a figure as a table; with ``anchors`` each can be led to."""
        at = [(column, figure.index(column.name)) for column in columns]
        printed = []
        for row in rows:
            cells = [
                self._cell(row[n], column, ways[column.name](row) if column.name in ways else "")
                for column, n in at
            ]
            printed.append({"id": row_id(figure, row) if anchors else "", "cells": cells})
        return self.theme.render(
            "table",
            columns=[
                {"label": c.label, "is_number": bool(c.unit), "unit": c.unit} for c in columns
            ],
            rows=printed,
            caption=caption,
        )

    def ways(self, figure: Figure, links: Mapping[str, str] | None) -> Mapping[str, Way]:
        """Return, by column, the way from a row to the page that its cell leads to.

        Without ``links``, patterns of addresses by column, the names of rows lead to their pages.
        """
        if links is not None:
            return {column: _filled_in(path, figure) for column, path in links.items()}
        family = family_of(figure, self.families)
        column = family.named(figure) if family else None
        if family is None or column is None:
            return {}
        return {column.name: lambda row: f"~/{to}" if (to := way(family, figure, row)) else ""}

    def _cell(self, value: Value, column: Column, href: str) -> dict[str, str | None]:
        """Return a cell: its text, where it leads, and what sorts it where the text misleads."""
        text = self.print_value(value, column) or _NONE
        exact = "" if value is None else str(plain(value))
        sort = None if isinstance(value, str | bool) or exact == text else exact
        return {"text": text, "href": href, "sort": sort}


def slots(*paths: str) -> list[str]:
    """Return the columns that addresses are filled in with: slug of ``countries/{slug}``."""
    return [slot for path in paths for _, slot, _, _ in Formatter().parse(path) if slot]


def _filled_in(path: str, figure: Figure) -> Way:
    """Return the way to the address that a row fills in: a page here, or one elsewhere."""
    names = [column.name for column in figure.columns]

    def filled(row: Row) -> str:
        address = path.format(**dict(zip(names, row, strict=True)))
        if path.startswith("{"):
            # It is data: whatever is no address of the web is text, and leads nowhere.
            return address if _ELSEWHERE.fullmatch(address) else ""
        return f"~/{address}/"

    return filled
