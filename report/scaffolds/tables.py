"""A name and a file of somebody else's in, a table of ``data/`` with its contract and source out."""

import csv
import io
import shutil
import tempfile
from pathlib import Path

from report import contract, disk, intake, tables
from report.errors import ReportError
from report.intake.mapping import choose_sheet
from report.model import Project
from report.names import faults as name_faults
from report.names import rule
from report.scaffolds import columns, packagefile, sources
from report.scaffolds.columns import SOURCE, Found
from report.scaffolds.made import Made
from report.scaffolds.packagefile import PackageFile

_SHOWN = 40  # characters of a cell


def table(project: Project, name: str, *, file: str, source: str = "", sheet: str = "") -> Made:
    """Write the rows of a file as a table, and what it promises, as far as that can be told."""
    package = packagefile.read(project)
    _check_name(project, package, name)
    taken = intake.read_file(file)
    chosen = choose_sheet(taken.sheets, sheet, name)
    found = columns.columns(chosen)
    rows = len(chosen.rows) - 1
    if not any(each.name == SOURCE for each in found):
        source = _source(package, source, name)
        found = (*found, Found(SOURCE, "", "string", (source,) * rows))
    elif source:
        hint = "Leave --source out: each row says it."
        raise ReportError(f'the file has a column "{SOURCE}"', file, hint)
    for named in sorted({*found[[each.name for each in found].index(SOURCE)].texts} - {""}):
        package = sources.declared(package, named)
    package = package.with_entry("resources", columns.entry(name, f"{name}.csv", found))
    written = {
        project.data / f"{name}.csv": _as_csv(found).encode(),
        project.data / "datapackage.json": package.text.encode(),
    }
    _try(project, written)
    disk.write_all(written)
    key = columns.key(found)
    return Made(
        project.shown(project.data / f"{name}.csv"),
        then=(
            "Check what is told above, and mend it there; then say what the table holds, and where "
            f"it comes from. See it: python build.py new figure FIGURE --table {name}"
        ),
        told=(
            f"declared {package.where}:{package.line_of('resources')}",
            *_table_of(found),
            f"key      {', '.join(key)}"
            if key
            else "key      none: no few columns tell rows apart",
            *(f"note     {note}" for note in taken.notes),
        ),
    )


def _check_name(project: Project, package: PackageFile, name: str) -> None:
    where = project.shown(project.data / f"{name}.csv")
    if not contract.NAME.fullmatch(name):
        hint = rule("table")
        raise ReportError(f'"{name}" cannot be the name of a table', where, hint)
    for fault in name_faults({name: where}, kind="table"):
        raise fault
    names = package.names("resources")
    if name in names:
        hint = f"To bring other rows into it: python build.py import {name} FILE"
        place = package.place("resources", names.index(name))
        raise ReportError(f'there is a table "{name}"', place, hint)
    if (project.data / f"{name}.csv").exists():
        hint = "Choose another name; or move it away, and give it with --from."
        raise ReportError("there is such a file", where, hint)


def _source(package: PackageFile, wanted: str, name: str) -> str:
    """Return the source of all rows: the one that is named; a new one where there is none yet."""
    there = package.names("sources")
    if wanted or not there:
        return wanted or name
    listed = ", ".join(f'"{each}"' for each in there)
    hint = (
        f"Say it: --source NAME. There is {listed}; another name is declared with it, to be filled "
        "in. Where rows have different sources, the file has a column that is called source."
    )
    raise ReportError(f'where the table "{name}" comes from is not told', package.where, hint)


def _as_csv(found: tuple[Found, ...]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([each.name for each in found])
    writer.writerows(zip(*(each.texts for each in found), strict=True))
    return text.getvalue()


def _table_of(found: tuple[Found, ...]) -> list[str]:
    """Return a line for each column: its name, its type, whether it may be empty, and a value."""
    wide = [max(len(each) for each in texts) for texts in zip(*map(_told, found), strict=True)]
    return [
        "column   "
        + "  ".join(f"{text:<{n}}" for text, n in zip(_told(each), wide, strict=True)).rstrip()
        for each in found
    ]


def _told(found: Found) -> tuple[str, str, str, str]:
    example = found.example.replace("\n", " ")
    shown = example if len(example) <= _SHOWN else f"{example[:_SHOWN]}…"
    header = f', "{found.header}" in the file' if found.header not in {"", found.name} else ""
    full = "in every row" if found.is_full else "may be empty"
    return found.name, found.type, full, f"such as {shown}{header}"


def _try(project: Project, written: dict[Path, bytes]) -> None:
    """Load the data as it would be, by what loads it for a build, in a copy."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder))
        shutil.copytree(project.data, copy.data)
        for path, content in written.items():
            (copy.data / path.name).write_bytes(content)
        tables.load(copy, contract.read(copy)).close()
