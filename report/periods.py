"""Checked tables in, the periods of the data out: from which year to which each table speaks.

A year that is typed in a query, a title or a sentence is bound to the data when it is the first
or the last of a period; any other is deliberate and says why, or it is stale.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report.tables import Tables

YEAR = re.compile(r"(?<![\w.,/-])(1[89]|20)\d\d(?![\w/]|[.,-]\d)")
_APART = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)
_DATE = re.compile(r"'(\d{4})(?:-\d\d){0,2}(?:[ T][\d:.]+)?'")


@dataclass(frozen=True, slots=True)
class Period:
    """The years of one column, as its table has them."""

    table: str
    column: str
    first: int
    last: int


def read(tables: "Tables") -> tuple[Period, ...]:
    """Read the period of every column that the contract marks with ``"period": true``."""
    periods = []
    for table in tables.contract.tables:
        for field in table.fields:
            if not field.period:
                continue
            sql = f'SELECT min("{field.name}")::INTEGER, max("{field.name}")::INTEGER FROM "{table.name}"'
            first, last = tables.query(sql, f"data/{table.path}").rows[0]
            if isinstance(first, int) and isinstance(last, int):
                periods.append(Period(table.name, field.name, first, last))
    return tuple(periods)


def is_bound(year: int, periods: Iterable[Period]) -> bool:
    """Say whether a year is the first or the last of some period."""
    return any(year in (period.first, period.last) for period in periods)


def years_in_sql(sql: str) -> Iterator[tuple[int, int]]:
    """Return the years that a query types, with their lines; comments and strings of words aside."""
    for number, line in enumerate(_APART.sub(_blank, sql).splitlines(), 1):
        for match in YEAR.finditer(line):
            yield int(match[0]), number


def _blank(found: re.Match[str]) -> str:
    """Return the year of a date or a year in quotes, and of all else only its line ends."""
    year = _DATE.fullmatch(found[0])
    return f" {year[1]} " if year else "\n" * found[0].count("\n")
