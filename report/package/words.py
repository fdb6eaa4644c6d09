"""A contract in, what stands beside the tables of a data package out: how to load, read and use them."""

import csv
import io
from collections.abc import Iterable, Iterator

from report.contract import Contract, TableContract
from report.contract.schema import Field
from report.sayings import Sayings
from report.tables.quoting import quote
from report.withholding import Withheld

_CODEBOOK = "table column title type stored_as published rules description".split()


def load_script(contract: Contract, tables: Iterable[TableContract], withheld: Withheld) -> bytes:
    """Return load.sql: it makes the tables in a DuckDB shell, so that every query runs."""
    by_name = {table.name: table for table in tables}
    lines = [
        "-- Makes the tables of this data package in DuckDB: duckdb -init load.sql",
        "-- Run it in the folder that holds the CSV files.",
    ]
    for table in contract.tables:
        if table.name not in by_name:
            lines.append(f"-- {table.name} is not here: its rows may be cited, not passed on.")
            continue
        lines += [
            f"-- {table.name} lacks its column {name}, whose values may not be passed on."
            for name in sorted(withheld.of(table.name))
        ]
        lines.append(create_table(by_name[table.name]))
    if "sources" not in {table.name for table in contract.tables}:
        rows = ",\n  ".join(
            "("
            + ", ".join(map(quote, (s.name, s.title, s.publisher, s.date, s.url, s.licence)))
            + f", {str(s.redistributable).lower()})"
            for s in contract.sources
        )
        lines.append(
            "CREATE TABLE sources (name VARCHAR, title VARCHAR, publisher VARCHAR, date VARCHAR,"
            " url VARCHAR, licence VARCHAR, redistributable BOOLEAN);"
        )
        lines.append(f"INSERT INTO sources VALUES\n  {rows};")
    return ("\n".join(lines) + "\n").encode()


def create_table(table: TableContract, path: str = "") -> str:
    """Return the statement that makes a table of its files, or of the CSV file at a path."""
    if not table.is_csv:
        files = ", ".join(quote(each) for each in table.paths)
        return f"CREATE TABLE {table.name} AS SELECT * FROM read_parquet([{files}]);"
    columns = ", ".join(f"{quote(f.name)}: {quote(f.duckdb)}" for f in table.fields)
    return (
        f"CREATE TABLE {table.name} AS SELECT * FROM read_csv({quote(path or table.path)},"
        f" header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
        f" columns = {{{columns}}});"
    )


def codebook(contract: Contract, withheld: Withheld) -> bytes:
    """Return every column of every table as CSV; of those that are withheld, no values."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CODEBOOK)
    for table in contract.tables:
        for field in table.fields:
            hidden = table.name in withheld.tables or field.name in withheld.of(table.name)
            rules = "" if hidden else "; ".join(_rules(table, field))
            told = (field.title, field.type, field.duckdb, "no" if hidden else "yes", rules)
            writer.writerow([table.name, field.name, *told, field.description])
    return text.getvalue().encode()


def _rules(table: TableContract, field: Field) -> Iterator[str]:
    """Yield what the cells of a column keep to, each beginning with a word and not with a sign."""
    if field.name in table.primary_key:
        yield "part of the primary key"
    if field.required:
        yield "required"
    if field.unique:
        yield "unique"
    for key in table.foreign_keys:
        if field.name in key.fields:
            yield f"refers to {key.table}.{key.references[key.fields.index(field.name)]}"
    if field.enum:
        yield f"one of {', '.join(field.enum)}"
    bounds = (
        ("at least", field.minimum),
        ("at most", field.maximum),
        ("pattern", field.pattern),
        ("letters at least", field.min_length),
        ("letters at most", field.max_length),
    )
    yield from (f"{word} {bound}" for word, bound in bounds if bound not in {"", None})


def licences(contract: Contract, withheld: Withheld, sayings: Sayings) -> bytes:
    """Return every source with its licence, and what readers may do with what comes from it."""
    _ = sayings.gettext
    lines = [contract.title, "=" * len(contract.title), ""]
    lines += [_("The package as a whole is passed on under:"), ""]
    lines += [f"  {' '.join(filter(None, (e.title, e.url)))}" for e in contract.licences] or [
        "  " + _("no licence of its own")
    ]
    lines += ["", _("What it is made of keeps the terms of its sources:"), ""]
    for source in contract.sources:
        told = {
            _("Name:"): source.name,
            _("Publisher:"): source.publisher,
            _("Date:"): source.date,
            _("Licence:"): source.licence,
            _("Address:"): source.url,
            _("Passed on:"): _("yes; keep to the licence, and name the publisher")
            if source.redistributable
            else _("no; it may be cited, and its rows are not in this package"),
            _("Note:"): source.note,
        }
        wide = max(map(len, told))
        optional = {_("Address:"), _("Note:")}
        lines += [
            source.title,
            *(
                f"  {label:<{wide}} {text}"
                for label, text in told.items()
                if text or label not in optional
            ),
            "",
        ]
    if withheld:
        lines += [_("Not in this package:"), ""]
        lines += [f"  {name}" for name in withheld.names]
        lines += [""]
    return "\n".join(lines).encode()
