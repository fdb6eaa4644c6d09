"""What the tests ran of ``report/`` in, ``docs/coverage.md`` out: how much, and what never.

Run by ``make coverage``. It ends with 1 where fewer than 95 % are run, or one is neither run nor
justified below.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "coverage.md"
MEASURED = ROOT / ".build" / "coverage"
AIM = 95  # percent of lines and branches

UNTOLD = "no test yet"

# Why lines of a module are not run by tests; by its path below report/.
WHY: dict[str, str] = {}


def main() -> None:
    """Write the document, and say how much is run."""
    told = MEASURED / "told.json"
    words = ["-m", "coverage", "json", "--quiet", "-o", str(told)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    measured = json.loads(told.read_text(encoding="utf-8"))
    text = "\n".join(document(measured, WHY))
    DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    totals = measured["totals"]
    print(f"coverage {totals['percent_covered']:.1f} % of lines and branches of report/")
    print(f"         {DOCUMENT.relative_to(ROOT).as_posix()} lists the others")
    whole = [name for name in WHY if f"| `{name}` |" not in text]
    if whole:
        print(f"         {', '.join(whole)} is run whole, and needs no reason any more")
    sys.exit(totals["percent_covered"] < AIM or UNTOLD in text or bool(whole))


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
    yield "`coverage report -m` has the numbers of the lines."
    yield ""
    yield "| module | never run | why |"
    yield "|---|---|---|"
    for path, module in sorted(measured["files"].items()):
        name = path.removeprefix("report/")
        missing = list(_missing(module))
        if missing:
            yield f"| `{name}` | {', '.join(missing)} | {why.get(name, UNTOLD)} |"
    yield ""


def _missing(module: Mapping[str, Any]) -> Iterator[str]:
    """Yield functions that are not run whole: names stay when lines move."""
    for function, told in module["functions"].items():
        lines, never = len(told["missing_lines"]), set(told["missing_lines"])
        ways = sum(
            here not in never and there not in never for here, there in told["missing_branches"]
        )
        much = [*_many(lines, "line", "lines"), *_many(ways, "branch", "branches")]
        if much:
            yield f"`{function or 'the module'}` ({', '.join(much)})"


def _many(number: int, one: str, more: str) -> list[str]:
    return [f"{number} {one if number == 1 else more}"] if number else []


if __name__ == "__main__":
    main()
