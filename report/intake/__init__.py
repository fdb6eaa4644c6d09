"""A file of somebody else's → rows for our tables, checked before anything is written.

    plan     what would become of the tables; every check of a build has passed
    write    does it

A file is CSV, Parquet or an Excel workbook. It is mapped to one table by its header, or read by
a module of the publication that knows its source.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from report import disk
from report.contract import Contract, TableContract
from report.errors import ReportError, did_you_mean, raise_all
from report.intake import readers
from report.intake.differences import Difference, as_json, as_text, compare
from report.intake.mapping import choose_sheet, map_rows, read_renamed
from report.intake.parquets import read_parquet
from report.intake.tabled import merge, read_now
from report.intake.texts import read_text
from report.intake.trial import check, copied
from report.intake.values import Cell, Incoming, Present, Record, Restated, Rows, Sheet, Taken
from report.intake.workbooks import read_workbook
from report.model import Project

__all__ = [
    "Asked",
    "Cell",
    "Difference",
    "Incoming",
    "Plan",
    "Present",
    "Record",
    "Restated",
    "Rows",
    "Sheet",
    "Taken",
    "as_json",
    "as_text",
    "plan",
    "read_file",
    "write",
]

_TEXTS = frozenset({".csv", ".tsv", ".txt"})
_BOOKS = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an editor asks for."""

    into: str  # a source that has a reader, or a table
    file: str  # as typed
    renamed: tuple[str, ...] = ()  # Their header=column
    sheet: str = ""
    wave: int | None = None
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What would become of the tables, and the bytes of those files that would be otherwise."""

    differences: tuple[Difference, ...]
    contents: Mapping[Path, bytes]
    mended: tuple[Cell, ...] = ()
    notes: tuple[str, ...] = field(default=())


def plan(project: Project, asked: Asked) -> Plan:
    """Return what would become of the tables, or raise every fault of the file."""
    of_source = asked.into in readers.names(project)
    with copied(project, "" if of_source else asked.into) as trial:
        promised = trial.promised
        if of_source:
            restated = _restate(project, promised, asked)
        else:
            restated = _map(promised, asked, readers.names(project))
        now = {
            each.table: read_now(project, _named(promised, each.table)) for each in restated.tables
        }
        merged = [merge(now[each.table], each) for each in restated.tables]
        contents = check(trial, merged)
    differences = tuple(
        compare(now[each.table.name], each, project.shown(project.data / each.table.path))
        for each in merged
    )
    differ = {each.path for each in differences if each.is_one}
    return Plan(
        differences,
        {
            project.data / path: content
            for path, content in contents.items()
            if project.shown(project.data / path) in differ
        },
        restated.mended,
        restated.notes,
    )


def write(planned: Plan) -> None:
    """Write the files that would be otherwise."""
    disk.write_all(planned.contents)


def read_file(file: str, known: Sequence[str] = ()) -> Taken:
    """Read a file by what its name says that it is."""
    path = Path(file)
    if not path.is_file():
        near = [each.name for each in path.parent.glob("*") if each.is_file()]
        raise ReportError("there is no such file", file, did_you_mean(path.name, near))
    suffix = path.suffix.lower()
    if suffix in _TEXTS:
        return read_text(path, file, known)
    if suffix in _BOOKS:
        return read_workbook(path, file)
    if suffix == ".parquet":
        return read_parquet(path, file)
    hint = "Save it as CSV (UTF-8), as Parquet or as an Excel workbook (.xlsx)."
    raise ReportError(f'a file that ends in "{suffix}" cannot be read', file, hint)


def _restate(project: Project, promised: Contract, asked: Asked) -> Restated:
    """Have the reader of a source read the file."""
    given = {"--map": asked.renamed, "--sheet": asked.sheet, "--keep": asked.keeps}
    raise_all(
        ReportError(f"{option} is for a plain table", hint=f"{asked.into} knows its files itself.")
        for option, value in given.items()
        if value
    )
    restate = readers.load(project, asked.into)
    taken = read_file(asked.file)

    def present(name: str) -> Rows:
        table = _named(promised, name)
        names = [field.name for field in table.fields]
        records = read_now(project, table).records
        return tuple(dict(zip(names, record.texts, strict=True)) for record in records)

    restated = restate(taken, present, asked.wave)
    return Restated(restated.tables, restated.mended, (*taken.notes, *restated.notes))


def _map(promised: Contract, asked: Asked, sources: Sequence[str]) -> Restated:
    """Map the file to the table by its header."""
    tables = [table.name for table in promised.tables]
    if asked.into not in tables:
        what = f'no table or source named "{asked.into}"'
        hint = did_you_mean(asked.into, [*tables, *sources])
        if hint.startswith("There"):  # nothing like it: it is a new one
            hint += f" A new one: python build.py new table {asked.into} --from {asked.file}"
        raise ReportError(what, promised.path, hint)
    if asked.wave is not None:
        what = f'--wave is for a source; "{asked.into}" is a table'
        raise ReportError(what, hint="Leave --wave out.")
    table = _named(promised, asked.into)
    renamed = read_renamed(asked.renamed)
    known = [*(field.name for field in table.fields), *renamed]
    taken = read_file(asked.file, known)
    sheet = choose_sheet(taken.sheets, asked.sheet, table.name)
    incoming, notes = map_rows(sheet, table, renamed, keeps=asked.keeps)
    return Restated((incoming,), (), (*taken.notes, *notes))


def _named(promised: Contract, name: str) -> TableContract:
    if name not in {table.name for table in promised.tables}:
        hint = did_you_mean(name, [table.name for table in promised.tables])
        raise ReportError(f'the contract has no table "{name}"', promised.path, hint)
    table = promised.table(name)
    if table.paths != (table.path,):  # also of one file: it has no name that rows could go to
        hint = "Put the new file into the folder yourself, then: python build.py check"
        raise ReportError(f'the table "{name}" is a folder of files', promised.path, hint)
    return table
