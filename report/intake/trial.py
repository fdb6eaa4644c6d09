"""Tables as they would be → nothing, or every fault that a build would find in them.

They are tried in a copy of ``data/``, by the same code that loads them for a build: cells, keys
between tables, laws. A fault is told at the cell of the file that it came from.
"""

import json
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from report import contract
from report.errors import ReportError, raise_all
from report.intake.parquets import write_parquet
from report.intake.tabled import Tabled, as_csv
from report.model import Project
from report.tables import check_laws, load, read_laws

_PLACE = r"{path}(?::|, row )(\d+)"
_COLUMN = re.compile(r'column "([^"]+)"')
# How the checks of tables say that there is more of a kind, and that a list lacks a value.
_MORE = re.compile(
    r'(?P<column>column "[^"]+": )(?P<count>[0-9,]+) more such cells \("(?P<says>.+)"\)'
)
_LISTED = re.compile(r"is not (one of the values allowed|a declared source)")
CONTRACT = "data/datapackage.json"


@dataclass(frozen=True, slots=True)
class Trial:
    """A copy of a project's data, of which tables may be otherwise."""

    project: Project  # its data/ is the copy
    promised: contract.Contract
    laws: Project  # whose laws hold


@contextmanager
def copied(project: Project, table: str = "") -> Iterator[Trial]:
    """Lend a copy of the data; ``table`` may have no file yet."""
    if not project.data.is_dir():
        contract.read(project)  # says what is missing
    project.build.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="intake-", dir=project.build))
    try:
        copy = Project(folder)
        shutil.copytree(project.data, copy.data, copy_function=_linked)
        _make_place(copy, table)
        yield Trial(copy, contract.read(copy), project)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def check(trial: Trial, tables: Sequence[Tabled]) -> Mapping[str, bytes]:
    """Put tables to the trial; return the bytes of their files by their paths within ``data/``."""
    lines: dict[str, tuple[int, ...]] = {}
    written: dict[str, bytes] = {}
    for tabled in tables:
        path = trial.project.data / tabled.table.path
        path.unlink(missing_ok=True)  # a link to the file in data/, which stays as it is
        if tabled.table.is_csv:
            text, lines[tabled.table.path] = as_csv(tabled)
            path.write_text(text, encoding="utf-8", newline="")
        else:
            write_parquet(tabled.records, tabled.table, path)
            lines[tabled.table.path] = tuple(range(1, len(tabled.records) + 1))
        written[tabled.table.path] = path.read_bytes()
    try:
        with load(trial.project, trial.promised) as loaded:
            check_laws(loaded, read_laws(trial.laws))
    except ReportError as error:
        places = {each.table.path: (each, lines[each.table.path]) for each in tables}
        raise_all(_folded([_moved(fault, places) for fault in error.errors]))
        raise
    return written


def _linked(source: str, target: str) -> None:
    """Copy a file, without a second set of its bytes where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _make_place(copy: Project, table: str) -> None:
    """Make an empty file for a table that is promised and not there: the contract asks for it."""
    try:
        package = json.loads((copy.data / "datapackage.json").read_text(encoding="utf-8-sig"))
        paths = [each["path"] for each in package["resources"] if each["name"] == table]
    except (OSError, ValueError, KeyError, TypeError):
        return  # the contract says what is wrong with itself
    for path in paths:
        if re.fullmatch(r"[A-Za-z0-9_-]+\.(csv|parquet)", str(path)):
            (copy.data / path).touch()


def _moved(fault: ReportError, places: Mapping[str, tuple[Tabled, tuple[int, ...]]]) -> ReportError:
    """Return a fault at the cell that it came from."""
    what, where = fault.what, fault.where
    named = _COLUMN.match(what)
    column = named[1] if named else ""
    for path, (tabled, lines) in places.items():
        pattern = re.compile(_PLACE.format(path=re.escape(f"data/{path}")))
        starts = {line: number for number, line in enumerate(lines)}

        def address(
            match: re.Match[str], tabled: Tabled = tabled, starts: Mapping[int, int] = starts
        ) -> str:
            number = starts.get(int(match[1]))
            return match[0] if number is None else tabled.records[number].origin(column)

        where = pattern.sub(address, where)
        what = pattern.sub(address, what)
    return _made(fault, what, where, fault.hint)


def _folded(faults: Sequence[ReportError]) -> Iterator[ReportError]:
    """Yield faults that say the same of several cells once, with how many there are."""
    alike: dict[str, list[ReportError]] = {}
    for fault in faults:
        alike.setdefault(fault.what, []).append(fault)
    more: Counter[str] = Counter()
    for what in list(alike):
        # What the checks of a table leave untold is counted with what they told, where it is one.
        rest = _MORE.fullmatch(what)
        told = [each for each in alike if rest and each.startswith(rest["column"])]
        told = [each for each in told if rest and each.endswith(rest["says"])]
        if rest and len(told) == 1:
            more[told[0]] += len(alike.pop(what)) * int(rest["count"].replace(",", ""))
    for what, (first, *others) in alike.items():
        count = len(others) + more[what]
        cells = "cell" if count == 1 else "cells"
        whole = f"{what}, as in {count:,} more {cells}" if count else what
        hint = first.hint
        if _LISTED.search(what):
            hint = f"{hint} If it is right, {CONTRACT} must allow it first.".lstrip()
        yield _made(first, whole, first.where, hint)


def _made(fault: ReportError, what: str, where: str, hint: str) -> ReportError:
    """Return a fault in other words; who found it stays."""
    made = ReportError(what, where, hint)
    made.kind = fault.kind
    return made
