"""A project and perhaps the name of a table in, what a new query can be about out.

The tables are loaded and looked at, so that what is written runs on the data as it is.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from report import contract, tables, withholding
from report.contract import Contract, TableContract
from report.contract.schema import Field
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Project
from report.tables import Tables

_MOST_LABELS = 40  # rows of a first table or bars of a first chart


@dataclass(frozen=True, slots=True)
class Subject:
    """A table, and what of it a query can show."""

    table: TableContract
    sources: tuple[str, ...]  # the names of those that its rows come from; empty: nobody says
    label: Field | None  # names things, few enough to list; None: just count the rows
    number: Field | None  # what each thing has, where each has one row
    is_only: bool = False  # whether there is no other table to ask

    @property
    def name(self) -> str:
        """The table as SQL names it."""
        return quoted(self.table.name)


@contextmanager
def loaded(project: Project) -> Iterator[Tables]:
    """Lend the checked tables of a project."""
    with tables.load(project, contract.read(project)) as data:
        yield data


def find(project: Project, wanted: str = "") -> Subject:
    """Return the subject in the table that is wanted; else in the first that has names to list."""
    with loaded(project) as data:
        promised = data.contract
        if not promised.sources:
            hint = 'Write it below "sources": its title, its publisher and its licence.'
            raise ReportError("the data names no source", promised.path, hint)
        known = {table.name: table for table in promised.tables}
        if wanted and wanted not in known:
            raise ReportError(f'no table "{wanted}"', promised.path, did_you_mean(wanted, known))
        rows = data.rows()
        chosen = [known[wanted]] if wanted else [t for t in known.values() if rows[t.name]]
        if not chosen:
            raise ReportError("no table has rows", promised.path, "Bring data in first.")
        subjects = (_subject(data, table) for table in chosen)
        first = next(subjects)
        return first if first.label else next((each for each in subjects if each.label), first)


def quoted(name: str) -> str:
    """Return a name of a table or a column as SQL takes it: in quotes only where it must be."""
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT count(*) FROM duckdb_keywords() WHERE keyword_name = ? AND keyword_category != 'unreserved'",
            [name],
        ).fetchone()
    return f'"{name}"' if found and found[0] else name


def _subject(data: Tables, table: TableContract) -> Subject:
    sources, is_only = _sources(data, table), len(data.contract.tables) == 1
    kept = {each.name: each for each in _open(data.contract)}.get(table.name)
    fields = kept.fields if kept else ()
    rows = data.rows()[table.name]
    for label in fields:
        if label.type != "string" or label.uri or label.name == "source" or not label.required:
            continue
        different = _asked(data, f'SELECT count(DISTINCT "{label.name}") FROM "{table.name}"')
        if 0 < different <= _MOST_LABELS:
            number = _number(data, table, fields) if different == rows else None
            return Subject(table, sources, label, number, is_only)
    return Subject(table, sources, None, None, is_only)


def _open(promised: Contract) -> tuple[TableContract, ...]:
    """Return the tables that are passed on, with their open columns: no figure prints others."""
    return withholding.published(promised, withholding.of(promised))


def _number(data: Tables, table: TableContract, fields: tuple[Field, ...]) -> Field | None:
    """Return the first field that is a number above zero in every row, and no part of a key."""
    keys = {*table.primary_key, *(name for key in table.foreign_keys for name in key.fields)}
    for field in fields:
        if field.type in {"integer", "number"} and field.name not in keys and not field.period:
            lacking = f'"{field.name}" IS NULL OR NOT "{field.name}" > 0'
            if not _asked(data, f'SELECT count(*) FROM "{table.name}" WHERE {lacking}'):
                return field
    return None


def _sources(data: Tables, table: TableContract) -> tuple[str, ...]:
    """Return the sources that the rows name, or the only one there is; else none."""
    declared = tuple(source.name for source in data.contract.sources)
    known = declared if len(declared) == 1 else ()
    if not any(field.name == "source" for field in table.fields):
        return known
    found = data.query(f'SELECT DISTINCT source FROM "{table.name}"', table.path).rows
    named = {word for (cell,) in found for word in re.findall(r"\w+", str(cell))}
    return tuple(name for name in declared if name in named) or known


def sources_of(project: Project, about: Subject, wanted: str) -> str:
    """Return the sources for a header, with commas between: those that are wanted, or of the rows."""
    promised = contract.read(project)
    declared = [source.name for source in promised.sources]
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    raise_all(
        ReportError(f'no source "{name}"', promised.path, did_you_mean(name, declared))
        for name in names
        if name not in declared
    )
    if not names and not about.sources:
        listed = ", ".join(f'"{name}"' for name in declared)
        hint = (
            f"Say it: --source NAME. There is {listed}. Or give the table a column that is called "
            "source, with one of these names in each row."
        )
        what = f'where the table "{about.table.name}" comes from is not told'
        raise ReportError(what, about.table.where or promised.path, hint)
    return ", ".join(names or about.sources)


def _asked(data: Tables, sql: str) -> int:
    return int(str(data.query(sql, "data").rows[0][0]))
