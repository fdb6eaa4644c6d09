"""Figures and the data package in, the files that readers download out."""

import csv
import io
import json
from collections.abc import Iterator, Mapping

from report.contract import Contract, TableContract
from report.facts import plain
from report.model import Figure, Project, SiteFile


def figure_files(figures: Mapping[str, Figure]) -> Iterator[SiteFile]:
    """Return each figure as figures/<name>.csv."""
    for name, figure in sorted(figures.items()):
        yield SiteFile(f"figures/{name}.csv", rows_as_csv(figure))


def data_files(project: Project, contract: Contract) -> Iterator[SiteFile]:
    """Return the data package: the contract, and the file of each table that may be passed on."""
    package = json.loads((project.data / "datapackage.json").read_bytes())
    kept = [table for table in contract.tables if not is_withheld(table, contract)]
    names = {table.name for table in kept}
    package["resources"] = [part for part in package["resources"] if part["name"] in names]
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    yield SiteFile("data/datapackage.json", text.encode())
    for table in kept:
        path = project.data / table.path
        for file in sorted(path.rglob("*.parquet")) if path.is_dir() else [path]:
            name = file.relative_to(project.data).as_posix()
            yield SiteFile(f"data/{name}", file.read_bytes())


def load_script(contract: Contract) -> SiteFile:
    """Return data/load.sql: it makes the tables in a DuckDB shell, so that every query runs."""
    lines = [
        "-- Makes the tables of this data package in DuckDB: duckdb -init load.sql",
        "-- Run it in the folder that holds the CSV files.",
    ]
    for table in contract.tables:
        if is_withheld(table, contract):
            lines.append(f"-- {table.name} is not here: its rows may be cited, not passed on.")
            continue
        if not table.is_csv:
            files = ", ".join(_quoted(path) for path in table.paths)
            lines.append(f"CREATE TABLE {table.name} AS SELECT * FROM read_parquet([{files}]);")
            continue
        columns = ", ".join(f"{_quoted(f.name)}: {_quoted(f.duckdb)}" for f in table.fields)
        lines.append(
            f"CREATE TABLE {table.name} AS SELECT * FROM read_csv({_quoted(table.path)},"
            f" header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
            f" columns = {{{columns}}});"
        )
    if "sources" not in {table.name for table in contract.tables}:
        rows = ",\n  ".join(
            "("
            + ", ".join(map(_quoted, (s.name, s.title, s.publisher, s.date, s.url, s.licence)))
            + f", {str(s.redistributable).lower()})"
            for s in contract.sources
        )
        lines.append(
            "CREATE TABLE sources (name VARCHAR, title VARCHAR, publisher VARCHAR, date VARCHAR,"
            " url VARCHAR, licence VARCHAR, redistributable BOOLEAN);"
        )
        lines.append(f"INSERT INTO sources VALUES\n  {rows};")
    return SiteFile("data/load.sql", ("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def withheld(contract: Contract) -> tuple[TableContract, ...]:
    """Return the tables that hold rows of a source that may be cited, but not passed on."""
    return tuple(table for table in contract.tables if is_withheld(table, contract))


def is_withheld(table: TableContract, contract: Contract) -> bool:
    """Say whether a table holds rows of a source that may be cited, but not passed on."""
    closed = {source.name for source in contract.sources if not source.redistributable}
    named = [set(field.enum) for field in table.fields if field.name == "source"]
    # A table that does not say which sources its rows have may have any of them.
    return bool(closed) and any(closed & enum or not enum for enum in named)


def rows_as_csv(figure: Figure) -> bytes:
    """Return the rows of a figure as RFC 4180 writes them, but with plain line feeds."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in figure.columns])
    writer.writerows([plain(value) for value in row] for row in figure.rows)
    return text.getvalue().encode()
