"""What the tests ran of ``report/`` in, ``docs/coverage.md`` out: how much, and which lines never.

Run by ``make coverage``. It ends with 1 where fewer than 95 % are run.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "coverage.md"
MEASURED = ROOT / ".build" / "coverage"
AIM = 95  # percent of lines and branches

# Why lines of a module are not run by tests; by its path below report/.
WHY: dict[str, str] = {}


def main() -> None:
    """Write the document, and say how much is run."""
    told = MEASURED / "told.json"
    words = ["-m", "coverage", "json", "--quiet", "-o", str(told)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    measured = json.loads(told.read_text(encoding="utf-8"))
    DOCUMENT.write_text("\n".join(document(measured, WHY)), encoding="utf-8")
    totals = measured["totals"]
    print(f"coverage {totals['percent_covered']:.1f} % of lines and branches of report/")
    print(f"         {DOCUMENT.relative_to(ROOT).as_posix()} lists the others")
    sys.exit(totals["percent_covered"] < AIM)


def document(measured: Mapping[str, Any], why: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the document."""
    totals = measured["totals"]
    lines = f"{totals['covered_lines']:,} of {totals['num_statements']:,} statements"
    branches = f"{totals['covered_branches']:,} of {totals['num_branches']:,} branches"
    yield "<!-- Made by tools/uncovered.py, which `make coverage` runs. -->"
    yield ""
    yield "# What the tests run"
    yield ""
    yield f"The tests run {lines} of `report/` and {branches}: {totals['percent_covered']:.1f} %."
    yield "Counted are those of `make test` without the ones in a browser, and the builds that they start."
    yield ""
    yield "| module | never run | why |"
    yield "|---|---|---|"
    for path, module in sorted(measured["files"].items()):
        name = path.removeprefix("report/")
        missing = [*_lines(module["missing_lines"]), *_ways(module)]
        if missing:
            yield f"| `{name}` | {', '.join(missing)} | {why.get(name, 'no test yet')} |"
    yield ""


def _lines(numbers: list[int]) -> Iterator[str]:
    """Yield lines as 3–5 or 7."""
    for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        lines = [number for _, number in run]
        yield str(lines[0]) if len(lines) == 1 else f"{lines[0]}–{lines[-1]}"


def _ways(module: Mapping[str, Any]) -> Iterator[str]:
    """Yield branches that are never taken, from a line that is run to one that may be as well."""
    never = set(module["missing_lines"])
    for here, there in module["missing_branches"]:
        if here not in never and there not in never:
            yield f"{here} → {'end' if there < 0 else there}"


if __name__ == "__main__":
    main()
