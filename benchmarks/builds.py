"""How long the same site takes to build: with ours, by hand, and with Observable Framework.

    python benchmarks/builds.py [--times 5] [--pages 173] [--charts 173] [--rows 1600] [--real]

All three are built in turn, ``times`` times, from nothing: no cache, no output. Ours draws each
chart as SVG and as PNG, as the pipeline by hand does; Framework draws none, its readers' browsers
do. Then ours is built again after nothing has changed, one row, one query, one chart, one sentence
and one template; each change is one that was never made before. ``--real`` measures ``check`` and
a build of this repository's publication instead.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import rivals, serve, sites
from benchmarks.measuring import ROOT, Bar, Result, Run, Table, keep, median, run, timed
from report.editions import ExitCode

BUILD = ROOT / "build.py"
_OURS = ("altair", "duckdb", "mkdocs", "vl-convert-python")
COLD, BY_HAND, FRAMEWORK, AGAIN = "ours", "by hand", "Framework", "Framework, modules kept"
NOTHING = "nothing changed"
# What is measured → the most it may take, as a part of our cold build.
_WARM = {
    NOTHING: 1 / 30,
    "one row": 1 / 8,
    "one query": None,
    "one chart": 1 / 8,
    "one sentence": 1 / 8,
    "one template": None,
}


@dataclass(frozen=True, slots=True)
class Change:
    """What is changed before a build, and a file of the draft that must be another after it."""

    make: Callable[[int], None]
    proves: str


def main() -> None:
    """Measure, print and keep what was found."""
    parser = argparse.ArgumentParser(description="Builds, side by side.")
    parser.add_argument("--times", type=int, default=5)
    for name in ("pages", "charts", "rows"):
        parser.add_argument(f"--{name}", type=int, default=getattr(sites.Size(), name))
    parser.add_argument("--real", action="store_true", help="this repository's publication")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.real:
            keep(_real(Path(folder), options.times))
        else:
            size = sites.Size(options.pages, options.charts, options.rows)
            keep(measure(Path(folder), size, options.times))


def measure(folder: Path, size: sites.Size, times: int) -> Result:
    """Build all three in turn, and ours again after each change."""
    rivals.install()
    runs: dict[str, list[Run]] = {}
    for nth in range(times):
        print(f"round {nth + 1} of {times}", flush=True)
        for label, made in _round(folder / str(nth), size, nth):
            runs.setdefault(label, []).append(made)
        shutil.rmtree(folder / str(nth))
    return _result(runs, size, times)


def _round(folder: Path, size: sites.Size, nth: int) -> Iterator[tuple[str, Run]]:
    """Build everything once; each round begins with another of the three."""
    ours = sites.write(folder / "ours", size)
    data = ours / "data"

    def with_framework() -> Iterator[tuple[str, Run]]:
        written = rivals.framework_sources(data, folder / "framework")
        built = rivals.framework(folder / "framework")
        whole = Run(written.seconds + built.seconds, built.memory, built.lines)
        yield FRAMEWORK, whole
        again = rivals.framework(folder / "framework")
        yield AGAIN, Run(written.seconds + again.seconds, again.memory, again.lines)

    def by_hand() -> Iterator[tuple[str, Run]]:
        yield BY_HAND, rivals.by_hand(data, folder / "by_hand")

    def cold() -> Iterator[tuple[str, Run]]:
        yield COLD, build(ours)

    turns = [cold, by_hand, with_framework]
    for turn in (*turns[nth % 3 :], *turns[: nth % 3]):
        for label, made in turn():
            yield label, timed(label, lambda made=made: made)  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default
    yield NOTHING, timed(NOTHING, lambda: build(ours))
    for label, change in changes(ours, size).items():
        yield label, timed(label, lambda change=change: _changed(ours, change, nth))  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default


def build(project: Path, *words: str) -> Run:
    """Build a project as an editor does, in a process of its own; a refusal is an answer as well."""
    codes = (0, ExitCode.FAULTS) if words else (0,)
    return run([sys.executable, BUILD, "--project", project, *words], codes=codes)


def _changed(project: Path, change: Change, nth: int) -> Run:
    """Make a change and build; stop where the draft does not show it."""
    shown = project / "site" / "draft" / change.proves
    before = shown.read_bytes()
    change.make(nth)
    made = build(project)
    if shown.read_bytes() == before:
        sys.exit(f"the change is not in {change.proves}: what was measured means nothing")
    return made


def changes(project: Path, size: sites.Size) -> Mapping[str, Change]:
    """Return what is changed, one by one."""
    countries = sites.names(size.pages)
    country = countries[0]
    stem = f"{country}_by_year"

    def row(nth: int) -> None:
        _append(
            project / "data/deals.csv", f"{size.rows + size.pages + nth},{country},Oak,2011,7\n"
        )

    def query(nth: int) -> None:
        # Without one more of its deals: its rows are each so many apart.
        _replace(
            project / f"queries/{stem}.sql",
            f"importer = '{country}'",
            f"importer = '{country}' AND deal <> {1 + size.pages * nth}",
        )

    def chart(nth: int) -> None:
        text = _CHART.format(name=country.capitalize(), height=200 + nth)
        (project / f"charts/{stem}.py").write_text(text, encoding="utf-8")

    def sentence(nth: int) -> None:
        # A name that no other round has had: words that are no number.
        word = countries[nth % len(countries)].capitalize()
        _append(project / "content/index.md", f"\nThey are as true as {word} is.\n")

    def template(nth: int) -> None:
        word = countries[nth % len(countries)]
        _append(project / "templates/partials/footer.html", f"<!-- {word} -->\n")

    return {
        "one row": Change(row, f"charts/{stem}.csv"),
        "one query": Change(query, f"charts/{stem}.csv"),
        "one chart": Change(chart, f"charts/{stem}.svg"),
        "one sentence": Change(sentence, "index.html"),
        "one template": Change(template, "index.html"),
    }


_CHART = '''\
"""The deals of {name}, one by one."""

import altair as alt

from report.model import Figure


def draw(figure: Figure) -> alt.Chart:
    """Draw the deals over the years, in another way."""
    chart: alt.Chart = (
        alt.Chart(alt.NamedData(name=figure.name), height={height})
        .mark_bar()
        .encode(x="year:O", y="deals:Q")
    )
    return chart
'''


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _result(runs: Mapping[str, list[Run]], size: sites.Size, times: int) -> Result:
    seconds = {label: median(each) for label, each in runs.items()}
    cold = seconds[COLD]
    rows = tuple(
        (
            label,
            f"{took:.2f} s",
            f"{cold / took:.2f}" if label in {BY_HAND, FRAMEWORK, AGAIN} else f"{took / cold:.3f}",
            f"{max(run.memory for run in runs[label]) / 2**20:.0f} MiB",
        )
        for label, took in seconds.items()
    )
    bars = [
        Bar("cold build against the pipeline by hand", 0.35, cold / seconds[BY_HAND]),
        Bar("cold build against Observable Framework", 0.40, cold / seconds[FRAMEWORK]),
        *(
            Bar(f"{label}, against the cold build", most, seconds[label] / cold)
            for label, most in _WARM.items()
            if most
        ),
    ]
    return Result(
        "builds",
        "Builds, side by side",
        (
            Table(
                f"{size.pages} countries, {size.charts} charts of them, {size.rows:,} deals;"
                f" median of {times}",
                ("what is built", "seconds", "ratio", "largest process"),
                rows,
            ),
        ),
        tuple(bars),
        (
            "The ratio of another is our cold build against it; that of a change is its build"
            " against our cold one.",
            f'"{AGAIN}" is a second build of Framework, which then finds the modules that it has'
            " bundled; our cold build is never given anything.",
        ),
        {**{name: version(name) for name in _OURS}, **rivals.versions()},
    )


def _real(folder: Path, times: int) -> Result:
    """Build this repository's publication, and check it, with nothing remembered and after a row."""
    copy = folder / "publication"
    for name in ("charts", "content", "data", "queries", "templates"):
        shutil.copytree(ROOT / name, copy / name)
    for path in (*ROOT.glob("*.yml"), ROOT / "package-lock.json"):
        shutil.copy2(path, copy / path.name)
    for name in ("reasons.yml", "moved.yml"):  # of what earlier editions had, which are not here
        (copy / name).unlink(missing_ok=True)
    found: dict[str, list[float]] = {}
    for nth in range(times):
        print(f"round {nth + 1} of {times}", flush=True)
        for part in (".build", "site"):
            shutil.rmtree(copy / part, ignore_errors=True)
        for label, words in (
            ("build, cold", ()),
            ("check, nothing changed", ("check",)),
            ("check, one sentence", ("check",)),
            ("check, one row", ("check",)),
            ("build, one row", ()),
        ):
            if label == "check, one sentence":
                # A comment of Jinja: what it says no round has had, and no reader sees.
                _append(copy / "content/index.md", f"{{# {'again ' * (nth + 1)}#}}\n")
            if label == "check, one row":
                _append(copy / serve.TABLE, serve.invented(copy / serve.TABLE))
            made = timed(label, lambda words=words: build(copy, *words))  # type: ignore[misc]  # mypy cannot tell the type of a lambda with a default
            found.setdefault(label, []).append(made.seconds)
    cold = statistics.median(found["build, cold"])
    return Result(
        "real",
        "This repository's publication",
        (
            Table(
                f"without its editions; median of {times}",
                ("what is run", "seconds", "ratio"),
                tuple(
                    (
                        label,
                        f"{statistics.median(each):.2f} s",
                        f"{statistics.median(each) / cold:.3f}",
                    )
                    for label, each in found.items()
                ),
            ),
        ),
        (
            Bar(
                "check on the real site after one row, against its cold build",
                1 / 8,
                statistics.median(found["check, one row"]) / cold,
            ),
        ),
        versions={name: version(name) for name in _OURS},
    )


if __name__ == "__main__":
    main()
