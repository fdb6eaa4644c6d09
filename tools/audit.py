"""A built draft → Lighthouse's scores of five of its pages, and whether they are high enough.

    .venv/bin/python tools/audit.py [words that a page's name has …]

Accessibility, best practices and SEO must be 1.00 in each of three runs, performance 0.98 in
their median, on a telephone as Lighthouse slows it down. It takes minutes, and a machine that is
busy with something else scores lower: see `make audit`.

The draft is judged as if it were published: the line that keeps drafts out of search engines is
not sent. A bare chart keeps its own in editions too, since the page of the chart is the one to be
found, and is not asked whether it can be.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report.packages import find_node  # noqa: E402 - found beside this folder
from tools.install import NPM, find_browser, find_npm  # noqa: E402 - found beside this folder
from tools.serving import served  # noqa: E402 - likewise

HERE = ROOT / "tools" / "lighthouse"
CLI = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
NOINDEX = b'<meta name="robots" content="noindex">\n'
LEAST = {"accessibility": 1.0, "best-practices": 1.0, "seo": 1.0, "performance": 0.98}
RUNS = 3
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
MINUTES = 4  # for one run
PAGES = {
    "front": "",
    "finding": "findings/*/",
    "country": "countries/*/",
    "chart": "charts/*/",
    "embed": "charts/*/embed/",
}


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of Lighthouse found."""

    scores: Mapping[str, float]
    faults: frozenset[str]  # of all but performance: what was not as it should be


def main() -> int:
    """Audit the pages, print a table, and return the exit code."""
    site = ROOT / "site" / "draft"
    if not (site / "index.html").is_file():
        sys.exit('There is no draft to audit.\n  Run "make site" first.')
    _install()
    low = []
    with served(ROOT / "site", page=lambda html: html.replace(NOINDEX, b"", 1)) as address:
        _print("page", *LEAST)
        for kind, name in _chosen(site, sys.argv[1:]):
            skipped = ("is-crawlable",) if kind == "embed" else ()
            runs = [_run(f"{address}draft/{name}", skipped) for _ in range(RUNS)]
            scores = {each: _score(each, runs) for each in LEAST}
            _print(kind, *(f"{score:.2f}" for score in scores.values()), name or "/")
            low += [
                f"{kind}: {each} is {score:.2f}, and must be {LEAST[each]:.2f}"
                for each, score in scores.items()
                if score < LEAST[each]
            ]
            low += [f"{kind}: {fault}" for fault in sorted(frozenset().union(*_faults(runs)))]
    sys.stderr.write("".join(f"{each}\n" for each in low))
    return 1 if low else 0


def _install() -> None:
    """Bring Lighthouse, as its lock file names it."""
    if CLI.is_file():
        return
    npm = find_npm()
    if npm is None:
        sys.exit("npm is not on the PATH.\n  Install Node.js 18.16 or later.")
    subprocess.run([*npm, "ci", *NPM], cwd=HERE, check=True)


def _chosen(site: Path, words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a page of each kind: the longest, where there are many."""
    for kind, pattern in PAGES.items():
        if not words or kind in words:
            paths = site.glob(f"{pattern}index.html")
            longest = max(paths, key=lambda path: (path.stat().st_size, path))
            yield kind, longest.relative_to(site).as_posix().removesuffix("index.html")


def _run(url: str, skipped: tuple[str, ...]) -> Run:
    with TemporaryDirectory() as folder:
        told = Path(folder, "told.json")
        words = [
            *(f"--only-categories={each}" for each in LEAST),
            *(f"--skip-audits={each}" for each in skipped),
            "--output=json",
            f"--output-path={told}",
            f"--chrome-flags={CHROME}",
            "--quiet",
        ]
        subprocess.run(
            [find_node(), CLI, url, *words],
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
            check=True,
            timeout=MINUTES * 60,
        )
        report = json.loads(told.read_text(encoding="utf-8"))
    return Run(
        {name: each["score"] or 0.0 for name, each in report["categories"].items()},
        frozenset(
            f"{audit['title']} ({audit['id']})"
            for name, each in report["categories"].items()
            if name != "performance"
            for reference in each["auditRefs"]
            for audit in [report["audits"][reference["id"]]]
            if reference["weight"] and audit["score"] not in {None, 1}
        ),
    )


def _score(category: str, runs: list[Run]) -> float:
    scores = [run.scores[category] for run in runs]
    return statistics.median(scores) if category == "performance" else min(scores)


def _faults(runs: list[Run]) -> Iterator[frozenset[str]]:
    return (run.faults for run in runs)


def _print(first: str, *rest: str) -> None:
    sys.stdout.write(f"{first:<10}" + "".join(f"{each:<16}" for each in rest).rstrip() + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
