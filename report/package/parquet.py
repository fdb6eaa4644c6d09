"""Tables as CSV in, the same rows as Parquet out: the same bytes for the same rows.

One thread, rows in the order of the primary key, one kind of compression and one size of row
groups. DuckDB writes its own version into the file: the lock file pins it.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from report.contract import TableContract
from report.errors import ReportError
from report.package.words import create_table
from report.tables.quoting import quote

_FORM = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"


def path_of(csv: str) -> str:
    """Return where the rows of a CSV file stand as Parquet."""
    return f"{csv.removesuffix('.csv')}.parquet"


def write(
    tables: Iterable[TableContract],
    files: Mapping[str, bytes],
    rows: Mapping[str, int],
    *,
    scratch: Path,
) -> dict[str, bytes]:
    """Return the Parquet file of each table that is CSV, by its path; ``files`` has the CSV."""
    made: dict[str, bytes] = {}
    scratch.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="parquet-", dir=scratch) as lent:
        folder = Path(lent)
        for table in tables:
            if table.is_csv:
                made[path_of(table.path)] = _write(table, files[table.path], rows, folder)
    return made


def _write(table: TableContract, csv: bytes, rows: Mapping[str, int], folder: Path) -> bytes:
    source, target = folder / "rows.csv", folder / "rows.parquet"
    source.write_bytes(csv)
    order = ", ".join(f'"{name}"' for name in table.primary_key) or "ALL"
    with duckdb.connect(config={"threads": "1", "temp_directory": str(folder)}) as database:
        database.execute(create_table(table, str(source)))
        [(read,)] = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchall()
        if read != rows[table.name]:
            what = f"DuckDB reads {read:,} of {rows[table.name]:,} rows when it is told how"
            hint = "Save the file with plain line ends and quotes, as load.sql expects them."
            raise ReportError(what, f"data/{table.path}", hint)
        database.execute(
            f'COPY (SELECT * FROM "{table.name}" ORDER BY {order}) TO {quote(str(target))} ({_FORM})'
        )
    return target.read_bytes()
