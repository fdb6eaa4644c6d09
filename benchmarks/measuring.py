"""A command in, how long it took and how much memory out; what a machine is, and what was found on it.

Each command runs in a process of its own. What is found is kept as JSON in ``results/``, a file a
benchmark, and ``results.py`` makes RESULTS.md of these files.
"""

import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
WORK = ROOT / ".build" / "benchmarks"  # ignored by git: what is installed and what is made

_EVERY = 0.1  # seconds between two looks at the memory of all processes
_KIB = 1024
_TAIL = 4_000  # characters of what a failed command said


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    seconds: float
    memory: int  # bytes: the most that it and its children held at once, as far as could be seen
    lines: tuple[tuple[float, int, str], ...]  # seconds, peak bytes since the line before, words
    work: float = 0.0  # seconds of processors: what it takes where others are at work as well


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    watch: bool = False,
    codes: Sequence[int] = (0,),
) -> Run:
    """Run a command to its end; stop everything where it does not end with one of these codes.

    ``watch`` looks at the memory of all its processes while it runs, which costs a little time;
    without it the memory is that of the largest process, as the system tells it at the end.
    """
    words = [str(word) for word in command]
    lines: list[tuple[float, int, str]] = []
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with _Watch(process.pid, watch) as seen:
            lines += (
                (time.perf_counter() - start, seen.take(), line.rstrip())
                for line in process.stdout or ()
            )
            _, status, used = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.stdout:
            process.stdout.close()
        if process.returncode not in codes:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-_TAIL:]
            told = "\n".join(line for *_, line in lines)[-_TAIL:]
            sys.exit(f"{' '.join(words)}\nended with {process.returncode}:\n{told}\n{said}")
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else _KIB)
    work = used.ru_utime + used.ru_stime
    return Run(seconds, max(largest, seen.most), tuple(lines), work)


class _Watch:
    """Looks at what a process and its children hold, every tenth of a second."""

    def __init__(self, pid: int, awake: bool) -> None:  # noqa: FBT001 - one switch
        self._pid, self._over = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True) if awake else None
        self._since = 0
        self.most = 0

    def __enter__(self) -> Self:
        if self._thread:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()

    def take(self) -> int:
        """Return the most that was held since this was last asked."""
        since, self._since = self._since, 0
        return since

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            held = sum(map(_held, _family(self._pid)))
            self._since, self.most = max(self._since, held), max(self.most, held)


def _family(pid: int) -> Iterable[int]:
    """Return a process and all that come from it; where the system tells nothing, it alone."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):  # it may have ended
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(path.parent.name))
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


def _held(pid: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")
    return 0


def median(runs: Iterable[Run]) -> float:
    """Return the median of seconds."""
    return statistics.median(each.seconds for each in runs)


def timed(label: str, make: Callable[[], Run]) -> Run:
    """Run, and say how long it took."""
    made = make()
    print(
        f"  {label:<34} {made.seconds:8.2f} s  {made.work:8.2f} s of work  {made.memory / 2**20:7.0f} MiB",
        flush=True,
    )
    return made


@dataclass(frozen=True, slots=True)
class Table:
    """What readers see: a heading, columns, rows of finished words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """What was asked for, and what was found."""

    what: str
    most: float
    found: float
    unit: str = ""  # else it is a ratio

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.found <= self.most


@dataclass(frozen=True, slots=True)
class Result:
    """What a benchmark found."""

    part: str
    title: str
    tables: tuple[Table, ...]
    bars: tuple[Bar, ...] = ()
    notes: tuple[str, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)


def keep(result: Result) -> None:
    """Keep what was found, with the machine and the day; a part takes the place of its older one."""
    RESULTS.mkdir(exist_ok=True)
    told = {
        **asdict(result),
        "machine": machine(),
        "generator": generator(),
        "date": datetime.now(tz=UTC).date().isoformat(),
    }
    path = RESULTS / f"{result.part}.json"
    text = json.dumps(told, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
    show(result)
    print(f"\nkept in {path.relative_to(ROOT).as_posix()}")


def show(result: Result) -> None:
    """Print what was found, for a person at a terminal."""
    for table in result.tables:
        print(f"\n{table.title}")
        rows = [table.columns, *table.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [
                word.ljust(width) if at == 0 else word.rjust(width)
                for at, (word, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())
    if result.bars:
        print("\nbars")
    for bar in result.bars:
        print(
            f"  {'yes' if bar.met else 'NO '}  {bar.what}: {shown(bar.found, bar)}, at most {shown(bar.most, bar)}"
        )


def shown(value: float, bar: Bar) -> str:
    """Return a number of a bar as words."""
    return f"{value:.2f} {bar.unit}" if bar.unit else f"{value:.3f}"


def machine() -> dict[str, Any]:
    """Return what kind of machine this is: no name of it, no path on it."""
    told = Path("/proc/cpuinfo")
    text = told.read_text(encoding="utf-8") if told.is_file() else ""
    named = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGESIZE")
    return {
        "cores": os.cpu_count() or 1,
        "memory": f"{pages / 2**30:.0f} GiB",
        "processor": named[1].strip() if named else platform.processor() or platform.machine(),
        "system": f"{platform.system()} {platform.machine()}",
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def generator() -> str:
    """Return the commit of the generator, and whether it has been changed since."""
    told = ("git", "describe", "--always", "--dirty", "--exclude=*")
    return subprocess.run(
        told, cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
