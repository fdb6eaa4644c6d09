"""A table as it is now, and rows that come in → the table as it would be.

Rows are in the order of their key, unless the file is in another order: then its order stays,
and what is new comes last. A value that did not change keeps its spelling.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report.contract import TableContract
from report.errors import ReportError
from report.intake.parquets import read_parquet
from report.intake.spelling import Order, places, same, spelled, value
from report.intake.texts import read_commas
from report.intake.values import Incoming, Record, Sheet
from report.model import Project

Key = tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """The rows of a table, each as texts in the order of the fields."""

    table: TableContract
    records: tuple[Record, ...]

    def key(self, record: Record) -> Key:
        """Return what names a record: its primary key, or all of it where there is none."""
        fields = self.table.fields
        names = self.table.primary_key or tuple(field.name for field in fields)
        return tuple(
            value(field, text)
            for field, text in zip(fields, record.texts, strict=True)
            if field.name in names
        )


def read_now(project: Project, table: TableContract) -> Tabled:
    """Return a table as ``data/`` has it; empty where its file is not there yet."""
    records: list[Record] = []
    for path in (project.data / each for each in table.paths):
        if path.is_file() and path.stat().st_size:
            shown = project.shown(path)
            read = read_commas(path, shown) if table.is_csv else _parquet(path, shown)
            records += _records(read, table)
    return Tabled(table, tuple(records))


def merge(now: Tabled, incoming: Incoming) -> Tabled:
    """Return the table as it would be with the rows that come in."""
    table = now.table
    names = [field.name for field in table.fields]
    order = [incoming.columns.index(name) for name in names] if incoming.records else []
    ours = {now.key(record): record for record in now.records}
    decimals = [
        places(field, (record.texts[number] for record in now.records))
        for number, field in enumerate(table.fields)
    ]

    def as_spelled(record: Record) -> Record:
        old = ours.get(now.key(record))
        texts = tuple(
            old.texts[number]
            if old and same(field, old.texts[number], text)
            else spelled(text, decimals[number])
            for number, (field, text) in enumerate(zip(table.fields, record.texts, strict=True))
        )
        return Record(texts, record.origin)

    ordered = [
        Record(tuple(record.texts[place] for place in order), record.origin)
        for record in incoming.records
    ]
    brought = [as_spelled(record) for record in ordered]
    keys = {now.key(record) for record in brought}
    kept = [
        record
        for record in now.records
        if (
            now.key(record) not in keys
            if incoming.keeps
            else not _within(dict(zip(names, record.texts, strict=True)), incoming.within)
        )
    ]
    return Tabled(table, tuple(_in_order(now, [*kept, *brought])))


def as_csv(tabled: Tabled) -> tuple[str, tuple[int, ...]]:
    """Return the text of a table's file, and the line on which each row begins."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in tabled.table.fields])
    lines: list[int] = []
    line = 2
    for record in tabled.records:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in record.texts)
        writer.writerow(record.texts)
    return text.getvalue(), tuple(lines)


def _within(row: Mapping[str, str], values: Mapping[str, frozenset[str]]) -> bool:
    return all(row[name] in texts for name, texts in values.items())


def _in_order(now: Tabled, records: Sequence[Record]) -> list[Record]:
    keys = [now.key(record) for record in now.records]
    if now.table.primary_key and keys == sorted(keys):
        return sorted(records, key=now.key)
    stood = {key: number for number, key in enumerate(keys)}
    return sorted(records, key=lambda record: stood.get(now.key(record), len(stood)))


def _parquet(path: Path, shown: str) -> Sheet:
    return read_parquet(path, shown).sheets[0]


def _records(sheet: Sheet, table: TableContract) -> Iterable[Record]:
    """Yield the rows of a file of ours; it has the columns of its contract, or is refused."""
    names = tuple(field.name for field in table.fields)
    header = sheet.rows[0] if sheet.rows else ()
    if sorted(header) != sorted(names):
        hint = "Mend the table that is there first: python build.py check"
        raise ReportError("the columns are not those of the contract", sheet.file, hint)
    positions = [header.index(name) for name in names]
    for texts, line in zip(sheet.rows[1:], sheet.lines[1:], strict=True):
        if len(texts) != len(header):
            hint = "Mend the table that is there first: python build.py check"
            where = f"{sheet.file}:{line}"
            raise ReportError(f"{len(texts)} cells where the header has {len(header)}", where, hint)
        where = f"{sheet.file}:{line}" if sheet.kind == "text" else f"{sheet.file}, row {line}"
        yield Record(tuple(texts[place] for place in positions), _Place(where))


@dataclass(frozen=True, slots=True)
class _Place:
    """The same address for all cells of a row."""

    where: str

    def __call__(self, _: str) -> str:
        return self.where
