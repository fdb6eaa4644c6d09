"""Every benchmark in, RESULTS.md out.

    python benchmarks/results.py                     run all of them, then write RESULTS.md
    python benchmarks/results.py --only builds …     run these, and keep what was found of the others
    python benchmarks/results.py --only              run none: write RESULTS.md of what was found

Each part is a command of its own. What it found is in ``results/PART.json`` with its machine and
day, so that a part which is measured again takes the place of its older self and of nothing else.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import RESULTS, ROOT, Bar, shown

HERE = ROOT / "benchmarks"
COMMANDS = {
    "builds": ("builds.py",),
    "real": ("builds.py", "--real"),
    "weight": ("weight.py",),
    "pages": ("growth.py", "pages"),
    "charts": ("growth.py", "charts"),
    "rows": ("growth.py", "rows"),
    "parquet": ("growth.py", "parquet"),
    "editions": ("growth.py", "editions"),
}
HEAD = """\
<!-- Made by benchmarks/results.py of benchmarks/results/: run that. -->

# What was measured

Publications are invented, but for the one that is said to be real.
What each command does, and what its words mean, is told in [README.md](README.md).
"""


def main() -> None:
    """Run what was asked for, one after the other, and write the page."""
    parser = argparse.ArgumentParser(description="Run the benchmarks and write RESULTS.md.")
    parser.add_argument("--only", nargs="*", choices=list(COMMANDS), metavar="PART")
    only = parser.parse_args().only
    for part in COMMANDS if only is None else only:
        script, *words = COMMANDS[part]
        print(f"\n== {part}", flush=True)
        subprocess.run([sys.executable, HERE / script, *words], check=True)
    found = [_read(path) for path in sorted(RESULTS.glob("*.json"), key=_order)]
    (HERE / "RESULTS.md").write_text("\n".join(page(found)), encoding="utf-8")
    print("\nwritten to benchmarks/RESULTS.md")


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _order(path: Path) -> int:
    return list(COMMANDS).index(path.stem.removeprefix("growth-"))


def page(found: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the lines of the page."""
    yield HEAD
    yield "## The bars\n"
    yield "| what | at most | found | |"
    yield "|---|--:|--:|---|"
    for each in found:
        for told in each["bars"]:
            bar = Bar(**told)
            reached = "reached" if bar.met else "**missed**"
            yield f"| {bar.what} | {shown(bar.most, bar)} | {shown(bar.found, bar)} | {reached} |"
    for each in found:
        yield f"\n## {each['title']}\n"
        for table in each["tables"]:
            yield f"{table['title'][:1].upper()}{table['title'][1:]}.\n"
            yield f"| {' | '.join(table['columns'])} |"
            yield f"|---|{'--:|' * (len(table['columns']) - 1)}"
            for row in table["rows"]:
                yield f"| {' | '.join(row)} |"
            yield ""
        yield from each["notes"]
        if each["notes"]:
            yield ""
        yield _colophon(each)
    yield ""


def _colophon(each: dict[str, Any]) -> str:
    machine = each["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in each["versions"].items())
    return (
        f"<small>{each['date']}, generator {each['generator']}; {machine['cores']} cores of"
        f" {machine['processor']}, {machine['memory']}, {machine['system']}, load"
        f" {machine['load']} at the end; {versions}.</small>"
    )


if __name__ == "__main__":
    main()
