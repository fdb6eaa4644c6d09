"""How time and memory grow: with pages, charts, rows of data, and editions.

    python benchmarks/growth.py [pages charts rows parquet editions …] [--small]

Without words all parts are run, which takes the better part of an hour and 12 GB of disk.
``--small`` runs each at a hundredth of its size, to see that it runs, and keeps nothing.

    pages     1,000 and 5,000 pages of countries, ten deals each, and two charts
    charts    250 and 1,000 charts, each on the page of its country
    rows      1.6 thousand, 1 million and 10 million deals as CSV, against bare DuckDB
    parquet   100 million deals as Parquet in folders by year, against bare DuckDB
    editions  50 editions of a small site, a deal more in each

Each build is a process of its own, from nothing. Its stages are told apart by what it says when
one is done, and its memory is looked at while it works: its own and that of its children.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import sites
from benchmarks.measuring import ROOT, Bar, Result, Run, Table, keep, run, show, timed

BUILD = ROOT / "build.py"
PAGES, CHARTS, EDITIONS = (1_000, 5_000), (250, 1_000), 50
ROWS, PARQUET = (1_600, 1_000_000, 10_000_000), 100_000_000
_FEW = 3  # charts of countries, where it is not charts that grow
_GIB = 2**30
# What a build says when a stage is done → what the stage is called.
_STAGES = {
    "claims": "data and queries",
    "charts": "charts",
    "pages": "pages",
    "website": "website",
    "draft": "to the disk",
}
_COLUMNS = ("what", "seconds", "work", "memory", *_STAGES.values())


def main() -> None:
    """Measure the parts that were named, print and keep what was found."""
    if sys.argv[1:2] == ["--bare"]:
        bare(Path(sys.argv[2]))
        return
    parser = argparse.ArgumentParser(description="Growth.")
    parser.add_argument("parts", nargs="*", metavar="part", help=", ".join(PARTS))
    parser.add_argument("--small", action="store_true", help="a hundredth of everything")
    options = parser.parse_args()
    if unknown := set(options.parts) - PARTS.keys():
        parser.error(f"no part {', '.join(sorted(unknown))}: there are {', '.join(PARTS)}")
    for part in options.parts or PARTS:
        print(part, flush=True)
        with tempfile.TemporaryDirectory(prefix="growth-") as folder:
            result = PARTS[part](Path(folder), 100 if options.small else 1)
        if options.small:
            show(result)
        else:
            keep(result)


def pages(folder: Path, part: int) -> Result:
    """Build more and more pages."""
    runs = {}
    for count in PAGES:
        size = sites.Size(count // part, _FEW, 10 * count // part)
        runs[f"{size.pages:,} pages"] = _built(folder / str(count), size)
    few, many = (each.seconds for each in runs.values())
    return _result(
        "growth-pages",
        "More pages",
        runs,
        [Bar("5,000 pages against 1,000", 5.5, many / few)],
    )


def charts(folder: Path, part: int) -> Result:
    """Build more and more charts."""
    runs = {}
    for count in CHARTS:
        size = sites.Size(count // part, count // part, 10 * count // part)
        runs[f"{size.charts:,} charts"] = _built(folder / str(count), size)
    return _result("growth-charts", "More charts", runs, [])


def rows(folder: Path, part: int) -> Result:
    """Build of more and more deals as CSV."""
    runs: dict[str, Run] = {}
    for count in ROWS:
        size = sites.Size(173, _FEW, max(count // part, 1_600))
        runs |= _against_bare(folder / str(count), size, f"{size.rows:,} rows")
    most = f"{max(ROWS[-1] // part, 1_600):,} rows"
    bars = [
        Bar(f"{most} as CSV: memory of the build", 4, runs[f"{most}, build"].memory / _GIB, "GiB"),
        Bar(f"{most} as CSV: check against bare DuckDB", 3, _ratio(runs, most)),
    ]
    return _result("growth-rows", "More rows, as CSV", runs, bars)


def parquet(folder: Path, part: int) -> Result:
    """Build of very many deals as Parquet, a folder a year."""
    size = sites.Size(173, _FEW, PARQUET // part, partitioned=True)
    what = f"{size.rows:,} rows"
    runs = _against_bare(folder / "parquet", size, what)
    bars = [
        Bar(
            f"{what} as Parquet: memory of the build",
            6,
            runs[f"{what}, build"].memory / _GIB,
            "GiB",
        ),
        Bar(f"{what} as Parquet: check against bare DuckDB", 1.5, _ratio(runs, what)),
    ]
    return _result("growth-parquet", "More rows, as Parquet in folders by year", runs, bars)


def editions(folder: Path, part: int) -> Result:
    """Publish edition after edition of one site."""
    size = sites.Size(12, 12, 300)
    project = sites.write(folder / "site", size)
    count = EDITIONS if part == 1 else 4
    names = [f"{2000 + nth // 12}-{nth % 12 + 1:02}" for nth in range(count)]
    country, taken = sites.names(size.pages)[0], []
    for nth, name in enumerate(names):
        with (project / "data/deals.csv").open("a", encoding="utf-8") as file:
            file.write(f"{size.rows + nth + 1},{country},Oak,2011,7\n")
        words = ("publish", name, "--title", "Invented")
        taken.append(timed(name, lambda words=words: _ran(project, *words)))  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default
    # The first has nothing to compare itself with, and makes the fonts: the second is the yardstick.
    early = statistics.median(each.seconds for each in taken[1:4])
    late = statistics.median(each.seconds for each in taken[-3:])
    bar = Bar(f"edition {count} against the 2nd (medians of three)", 1.3, late / early)
    shown = sorted({1, 2, 3, 10, 20, 30, 40, count - 1, count} & set(range(1, count + 1)))
    found = {f"edition {nth}": taken[nth - 1] for nth in shown}
    return _result("growth-editions", "More editions", found, [bar])


PARTS: dict[str, Callable[[Path, int], Result]] = {
    "pages": pages,
    "charts": charts,
    "rows": rows,
    "parquet": parquet,
    "editions": editions,
}


def _built(folder: Path, size: sites.Size) -> Run:
    """Build a site of a size from nothing, and leave nothing of it."""
    project = sites.write(folder, size)
    made = timed(f"{size.pages:,} pages, {size.charts:,} charts", lambda: _ran(project))
    shutil.rmtree(folder)
    return made


def _against_bare(folder: Path, size: sites.Size, what: str) -> dict[str, Run]:
    """Ask the data bare, check it and build of it: a process each."""
    project = sites.write(folder, size)
    asked: list[str | Path] = [sys.executable, Path(__file__), "--bare", project]
    made = {
        f"{what}, bare DuckDB": lambda: run(asked, watch=True),
        f"{what}, check": lambda: _ran(project, "check"),
        f"{what}, build": lambda: _ran(_forgotten(project)),
    }
    taken = {label: timed(label, each) for label, each in made.items()}
    shutil.rmtree(folder)
    return taken


def _ran(project: Path, *words: str) -> Run:
    return run([sys.executable, BUILD, "--project", project, *words], watch=True)


def _forgotten(project: Path) -> Path:
    """Remove all that was remembered; the build is from nothing."""
    shutil.rmtree(project / ".build", ignore_errors=True)
    return project


def bare(project: Path) -> None:
    """Load the tables with DuckDB alone and run every query; say how long it took.

    CSV is loaded into tables, with the types of the contract; Parquet is read where it lies.
    """
    contract = json.loads((project / "data/datapackage.json").read_text(encoding="utf-8"))
    start = time.perf_counter()
    with duckdb.connect() as connection:
        for table in contract["resources"]:
            connection.execute(_loading(project / "data" / table["path"], table))
        loaded = time.perf_counter()
        for path in sorted((project / "queries").rglob("*.sql")):
            connection.execute(path.read_text(encoding="utf-8")).fetchall()
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"loaded in {loaded - start:.2f} s, asked in {ended - loaded:.2f} s, {peak} at most")


_TYPES = {"integer": "BIGINT", "string": "VARCHAR", "year": "SMALLINT", "boolean": "BOOLEAN"}


def _loading(path: Path, table: dict[str, object]) -> str:
    """Return the SQL that loads a table, or looks at it where it lies."""
    schema = table["schema"]
    fields = schema["fields"] if isinstance(schema, dict) else []
    if path.is_dir():
        read = f"read_parquet('{path}/**/*.parquet', hive_partitioning = true)"
        return f"CREATE VIEW {table['name']} AS FROM {read}"
    kinds = ", ".join(
        f"'{each['name']}': '{each.get('duckdb') or _TYPES[each['type']]}'" for each in fields
    )
    read = f"read_csv('{path}', header = true, columns = {{{kinds}}})"
    return f"CREATE TABLE {table['name']} AS FROM {read}"


def _ratio(runs: dict[str, Run], what: str) -> float:
    return runs[f"{what}, check"].seconds / runs[f"{what}, bare DuckDB"].seconds


def _result(part: str, title: str, runs: dict[str, Run], bars: Sequence[Bar]) -> Result:
    rows = tuple((label, *_cells(made)) for label, made in runs.items())
    table = Table(
        "seconds, seconds of processors (work), and memory; the stages of each", _COLUMNS, rows
    )
    return Result(
        part,
        title,
        (table,),
        tuple(bars),
        (),
        {"duckdb": version("duckdb"), "python": ".".join(map(str, sys.version_info[:3]))},
    )


def _cells(made: Run) -> Iterator[str]:
    yield f"{made.seconds:.1f} s"
    yield f"{made.work:.1f} s"
    yield _memory(made.memory)
    found = {name: (seconds, peak) for name, seconds, peak in _stages(made)}
    for stage in _STAGES.values():
        seconds, peak = found.get(stage, (0.0, 0))
        yield f"{seconds:.1f} s, {_memory(peak)}" if stage in found else ""


def _stages(made: Run) -> Iterator[tuple[str, float, int]]:
    """Yield each stage of a build, how long it took and the most that was held in it."""
    before, peak = 0.0, 0
    for seconds, held, words in made.lines:
        peak = max(peak, held)
        stage = _STAGES.get(words.split(" ", 1)[0])
        if stage:
            yield stage, seconds - before, peak
            before, peak = seconds, 0


def _memory(held: int) -> str:
    return f"{held / 2**20:,.0f} MiB"


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
