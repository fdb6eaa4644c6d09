"""The command: show what the originals would change in ``data/``, or change it."""

import argparse
import sys
from pathlib import Path

from intake.files import Change, as_csv, compare, read_contracts, render, write
from intake.tables import restate
from report.errors import ReportError

DATA = Path(__file__).parent.parent / "data"


def main(arguments: list[str] | None = None, data: Path = DATA) -> int:
    """Run the command; return 0, or 1 with the faults of the originals on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m intake",
        description="Restate the facts of the originals as the tables in data/.",
    )
    parser.add_argument("sources", type=Path, help="the folder that holds the originals")
    parser.add_argument("--write", action="store_true", help="write the tables")
    options = parser.parse_args(arguments)
    try:
        contracts = read_contracts(data)
        tables = render(contracts, restate(options.sources))
        changes = [compare(contract, tables[contract.name], data) for contract in contracts]
        if options.write:
            texts = {f"{each.name}.csv": as_csv(each, tables[each.name]) for each in contracts}
            write(texts, data)
    except ReportError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(_overview(changes, written=options.write))
    return 0


def _overview(changes: list[Change], *, written: bool) -> str:
    head = f"{'table':<16}{'rows':>8}{'added':>8}{'removed':>9}{'changed':>9}"
    lines = [
        f"{each.table:<16}{each.rows:>8}{each.added:>8}{each.removed:>9}{each.changed:>9}"
        for each in changes
    ]
    end = "Written." if written else "Nothing is written; --write does it."
    return "\n".join([head, *lines, end, ""])


if __name__ == "__main__":
    sys.exit(main())
