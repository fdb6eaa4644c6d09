"""The option ``--table``: tables that are lent to one build."""

import argparse

from report.errors import ReportError
from report.model import Project


def add_argument(parser: argparse.ArgumentParser) -> None:
    """Take tables, each with the address that it is lent from."""
    parser.add_argument(
        "--table",
        action="append",
        default=[],
        type=_pair,
        metavar="NAME=ADDRESS",
        help="take a table from a DuckDB database, a Parquet file or an https address this time",
    )


def lend(project: Project, options: argparse.Namespace) -> Project:
    """Return the project with the tables that it is lent; as it is where there are none."""
    given: list[tuple[str, str]] = getattr(options, "table", [])
    if not given:
        return project
    names = [name for name, _ in given]
    if len({*names}) < len(names):
        raise ReportError("a table is lent twice", hint="Give each --table once.")
    from report import lent  # noqa: PLC0415 - only who lends waits for it

    return lent.lend(project, dict(given))


def _pair(text: str) -> tuple[str, str]:
    name, _, address = text.partition("=")
    if not name or not address:
        message = f'"{text}" says no table and address: boats=warehouse.duckdb'
        raise argparse.ArgumentTypeError(message)
    return name, address
