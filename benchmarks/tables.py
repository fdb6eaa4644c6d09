"""How long a table of a million rows takes to check, against DuckDB's bare reading of it.

    python benchmarks/tables.py [rows]

The table is made up; fifty cells of it are wrong, in known lines, and all must be found.
"""

import csv
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

sys.path.insert(0, str(Path(__file__).parent.parent))

from report import contract, tables
from report.errors import ReportError
from report.model import Project

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer", "constraints": {"unique": True}},
    {"name": "year", "type": "year", "constraints": {"minimum": 2000, "maximum": 2030}},
    {"name": "country", "constraints": {"required": True, "pattern": "[A-Z]{3}"}},
    {"name": "company", "constraints": {"maxLength": 40}},
    {"name": "amount", "type": "number", "duckdb": "DECIMAL(12,2)", "constraints": {"minimum": 0}},
    {"name": "domestic", "type": "boolean"},
    {"name": "day", "type": "date"},
    {"name": "kind", "constraints": {"enum": ["face", "city", "police"]}},
]
# column → a cell that breaks its rule, and what is said of it
FAULTS = [
    (1, "20x8", "is not a year"),
    (2, "china", "does not have the form"),
    (2, "", "is empty"),
    (3, "Hik\u200bvision", "zero width space"),
    (3, "=1+1", "begins like a formula"),
    (4, "-5.00", "is below 0"),
    (4, "nan", "is not a number"),
    (5, "NO", "is neither true nor false"),
    (6, "2023-02-30", "is not a day"),
    (7, "citty", "is not one of the values"),
]


def main() -> int:
    """Print the times and their ratio; fail if a fault was not found."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.data.mkdir()
        path = project.data / "made.csv"
        wrong = {rows // 50 * nth + 7: FAULTS[nth % len(FAULTS)] for nth in range(50)}
        _write(path, rows, {})
        _describe(project)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB")
        bare = _timed("bare read_csv", lambda: _read_bare(path))
        checked = _timed("checked load", lambda: _load(project))
        _write(path, rows, wrong)
        found: list[str] = []
        faulty = _timed("50 faults", lambda: found.extend(_faults(project)))
        print(f"ratio          {checked / bare:.1f} sound, {faulty / bare:.1f} faulty")
        expected = [(f"data/made.csv:{line + 2}: ", says) for line, (_, _, says) in wrong.items()]
        missed = [
            (where, says)
            for where, says in expected
            if not any(fault.startswith(where) and says in fault for fault in found)
        ]
        print(f"faults         {len(found)} told, {len(missed)} of {len(expected)} missed")
        return 1 if missed or len(found) != len(expected) else 0


def _write(path: Path, rows: int, wrong: dict[int, tuple[int, str, str]]) -> None:
    rng = random.Random(1)  # noqa: S311 - made-up data, the same every time
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field["name"] for field in FIELDS)
        for number in range(rows):
            row = [
                str(number),
                str(2000 + number % 24),
                rng.choice(["CHN", "USA", "DEU", "NAM"]),
                f"Company, no {number % 5000}",
                f"{rng.random() * 1e6:.2f}",
                rng.choice(["true", "false"]),
                f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}",
                rng.choice(["face", "city", "police"]),
            ]
            if number in wrong:
                column, cell, _ = wrong[number]
                row[column] = cell
            writer.writerow(row)


def _describe(project: Project) -> None:
    package = {
        "title": "Made up",
        "resources": [
            {
                "name": "made",
                "path": "made.csv",
                "schema": {"fields": FIELDS, "primaryKey": "id"},
            }
        ],
    }
    (project.data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def _read_bare(path: Path) -> None:
    names = ", ".join(f"'{field['name']}': 'VARCHAR'" for field in FIELDS)
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE made AS FROM read_csv('{path}', header = true, auto_detect = false, "
            f"columns = {{{names}}})"
        )


def _load(project: Project) -> None:
    tables.load(project, contract.read(project)).close()


def _faults(project: Project) -> list[str]:
    try:
        _load(project)
    except ReportError as error:
        return [str(fault) for fault in error.errors]
    return []


def _timed(label: str, run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    seconds = time.perf_counter() - start
    print(f"{label:<14} {seconds:.2f} s")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
