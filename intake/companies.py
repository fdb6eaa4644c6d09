"""Firms as the sources spell them → firms, and the table ``companies``.

The list of firms is ours, in ``companies.csv`` beside this module: the usual name, the
country of its seat, and every other spelling that a source has.  An unknown spelling is
refused, so that a slip of the pen never becomes a firm.

A seat is where the firm is run, whoever owns it.  It stands empty where the spyware
inventory says it, where we are not sure, and where there are two (Airbus, Verint): then
the firm has no home, as it has none where the inventory gives it two (Cytrox, BlackBag).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from intake.countries import countries, slug_of
from intake.originals import Cell, Line, Original, known, read
from intake.rows import Company
from report.errors import ReportError

LIST = Original(path="companies.csv", columns=("name", "home", "also_printed_as"))
HOMES: Mapping[str, str | None] = {row.country: row.country for row in countries()} | {"": None}
PLACEHOLDER = "Mult"  # "multiple": a sign that there are more firms, not the name of one


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of our list."""

    slug: str
    name: str
    home: str | None  # by our own classification


def read_firms() -> Mapping[str, Firm]:
    """Return the firms of our list by each of their spellings."""
    return firms_by_spelling(read(Path(__file__).parent, LIST))


def firms_by_spelling(lines: Iterable[Line]) -> Mapping[str, Firm]:
    """Return firms by each of their spellings; no two may share one."""
    firms: dict[str, Firm] = {}
    slugs: set[str] = set()
    for line in lines:
        name, home = line["name"], known(line["home"], HOMES, "country code")
        firm = Firm(slug=slug_of(name.text), name=name.text, home=home)
        others = [text for text in line["also_printed_as"].text.split("|") if text]
        spellings = dict.fromkeys([name.text, *others], firm)
        if firm.slug in slugs or not firms.keys().isdisjoint(spellings):
            raise name.fault("two firms share a spelling", "Join the two lines.")
        slugs.add(firm.slug)
        firms |= spellings
    return firms


def printed_firms(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return one cell per firm: lists are taken apart, placeholders dropped."""
    return tuple(
        cell.holding(name)
        for cell in cells
        for part in re.split("[,;]", cell.text)
        if (name := part.strip().removeprefix("and ")) not in {"", PLACEHOLDER}
    )


def firm_of(cell: Cell, firms: Mapping[str, Firm]) -> Firm:
    """Return the firm that a cell names."""
    return known(cell, firms, "company", f"A new firm is added to intake/{LIST.path}.")


def companies(
    firms: Iterable[Firm],
    used: frozenset[str],
    origins: Mapping[str, frozenset[str]],
    inventory: str = "spyware_2023",
) -> tuple[Company, ...]:
    """Return the firms that the tables name; ``origins`` are the inventory's, by slug."""
    named = {firm.slug: firm for firm in firms if firm.slug in used}
    return tuple(
        _company(firm, origins.get(slug, frozenset()), inventory) for slug, firm in named.items()
    )


def _company(firm: Firm, origins: frozenset[str], inventory: str) -> Company:
    if firm.home and origins:
        hint = f"Empty its home in intake/{LIST.path}: the inventory has precedence."
        raise ReportError(
            f'the spyware inventory says where "{firm.name}" is from', f"intake/{LIST.path}", hint
        )
    by_inventory = next(iter(origins)) if len(origins) == 1 else None
    home = firm.home or by_inventory
    return Company(
        company=firm.slug,
        name=firm.name,
        home=home,
        home_basis=None if home is None else "inventory" if by_inventory else "editors",
        source=inventory if origins else "editors",
    )
