"""A Parquet file → one sheet of texts; and texts → a Parquet file as a contract types it."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from report.contract import TableContract
from report.errors import ReportError, raise_all
from report.intake.limits import too_many_cells
from report.intake.values import Record, Sheet, Taken
from report.tables.quoting import quote, shown

_SAFE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_NESTED = ("STRUCT", "MAP", "UNION", "BLOB")


def read_parquet(path: Path, file: str) -> Taken:
    """Read a Parquet file: every value as the text that a CSV file would have for it."""
    with duckdb.connect(config=_SAFE) as connection:
        # The name may hold what is a pattern to DuckDB, as [2023] is: it is asked for in brackets.
        source = f"read_parquet({quote(_literal(path))}, hive_partitioning = false)"
        try:
            described = connection.execute(f"DESCRIBE FROM {source}").fetchall()
            count = connection.execute(f"SELECT count(*) FROM {source}").fetchall()[0][0]
            too_many_cells(count * len(described), file)
            raise_all(
                ReportError(f'column "{name}" holds {kind} values', file, "A cell is one value.")
                for name, kind, *_ in described
                if kind.startswith(_NESTED) or kind.endswith("[]")
            )
            cells = ", ".join(
                f"coalesce(CAST(\"{name.replace(chr(34), chr(34) * 2)}\" AS VARCHAR), '')"
                for name, *_ in described
            )
            rows = connection.execute(f"SELECT {cells} FROM {source}").fetchall()
        except duckdb.Error as fault:
            first = str(fault).partition("\n")[0]
            raise ReportError("the file cannot be read as Parquet", file, first) from None
    header = tuple(str(name) for name, *_ in described)
    sheet = Sheet(file, "parquet", "", (header, *rows), tuple(range(len(rows) + 1)))
    return Taken(file, (sheet,))


def write_parquet(records: Sequence[Record], table: TableContract, path: Path) -> None:
    """Write records as the types of a table; tell every cell that cannot be of its type."""
    names = [field.name for field in table.fields]
    with duckdb.connect(config=_SAFE) as connection:
        columns = ", ".join(f'"{name}" VARCHAR' for name in names)
        connection.execute(f'CREATE TABLE texts ("#row" BIGINT, {columns})')
        marks = ", ".join("?" * (len(names) + 1))
        if records:
            connection.executemany(
                f"INSERT INTO texts VALUES ({marks})",
                [(row, *record.texts) for row, record in enumerate(records)],
            )
        faults = []
        for number, field in enumerate(table.fields):
            cast = f"TRY_CAST(nullif(\"{field.name}\", '') AS {field.duckdb})"
            lost = connection.execute(
                f'SELECT "#row" FROM texts WHERE {cast} IS NULL AND "{field.name}" <> \'\' ORDER BY ALL'
            ).fetchall()
            for (row,) in lost:
                what = f'column "{field.name}": {shown(records[row].texts[number])} is not {field.duckdb}'
                hint = f"The contract stores the type {field.type}."
                faults.append(ReportError(what, records[row].origin(field.name), hint))
        raise_all(faults)
        cells = ", ".join(
            f'CAST(nullif("{each.name}", \'\') AS {each.duckdb}) AS "{each.name}"'
            for each in table.fields
        )
        connection.execute(
            f'COPY (SELECT {cells} FROM texts ORDER BY "#row") TO {quote(str(path))} (FORMAT parquet)'
        )


def _literal(path: Path) -> str:
    """Return a path in which nothing is a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
