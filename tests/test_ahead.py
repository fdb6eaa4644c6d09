"""Queries that are worked on before they are asked for: the answers and the faults are the same."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from report.errors import ReportError
from report.gathering import gather
from report.model import Project
from report.tables import Limits, Tables, ahead
from report.tables.ahead import Ahead
from report.tables.sealed import Result
from report.voice import Level, Voice
from tests.packages import HARBOURS, loaded, package, write

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
FILES = {
    "data/datapackage.json": package(HARBOURS),
    "data/harbours.csv": "harbour,boats\nOslo,3\nMoss,5\n",
}
LONG = "SELECT count(*) AS n FROM range(10000000000) a, range(100) b"
ANSWER = Result((("n", "BIGINT"),), ((1,),))


@pytest.fixture(autouse=True)
def _four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "cores", lambda: 4)


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Tables]:
    """Two harbours."""
    with loaded(write(tmp_path, FILES), Limits(seconds=20)) as opened:
        yield opened


def _ended(begun: Ahead) -> None:
    begun.end(lambda: None)


def test_queries_are_worked_on_at_once() -> None:
    """Two that wait for each other both end; and each is worked on once."""
    both, asked = threading.Barrier(2, timeout=5), list[str]()

    def ask(sql: str) -> Result:
        asked.append(sql)
        both.wait()
        return ANSWER

    begun = Ahead()
    begun.begin(["a", "b"], ask)

    assert [begun.answer(sql) for sql in ("b", "a", "c")] == [ANSWER, ANSWER, None]
    assert sorted(asked) == ["a", "b"]
    _ended(begun)


def test_a_fault_that_was_had_beside_others_does_not_count() -> None:
    """Others may have had the memory: who asks then has all of it."""
    at_work, go = set[str](), threading.Event()

    def ask(sql: str) -> Result:
        if sql == "short of memory":
            raise ReportError("it needs more than there is")
        at_work.add(sql)
        go.wait(5)
        time.sleep(0.05)
        at_work.discard(sql)
        return ANSWER

    begun = Ahead()
    begun.begin(["short of memory", "a", "b"], ask)
    go.set()

    assert begun.answer("short of memory") is None
    assert not at_work
    assert begun.answer("a") == begun.answer("b") == ANSWER
    _ended(begun)


def test_what_joins_is_begun_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes longest mostly, and would else be what all wait for."""
    monkeypatch.setattr(ahead, "_MOST", 1)
    asked: list[str] = []

    def ask(sql: str) -> Result:
        asked.append(sql)
        return ANSWER

    begun = Ahead()
    begun.begin(["FROM a", "FROM b JOIN c", "FROM b\njoin c JOIN d"], ask)

    assert begun.answer("FROM a") == ANSWER
    assert asked == ["FROM b\njoin c JOIN d", "FROM b JOIN c", "FROM a"]
    _ended(begun)


def test_with_one_core_nothing_is_begun(monkeypatch: pytest.MonkeyPatch, tables: Tables) -> None:
    """There is none that would be idle."""
    monkeypatch.setattr(ahead, "cores", lambda: 1)
    before = threading.active_count()
    tables.begin([LONG])

    assert threading.active_count() == before


def test_a_query_that_lacked_memory_beside_others_is_asked_alone(tmp_path: Path) -> None:
    """Whether a query fits does not depend on what else is asked."""
    sorts = [
        f"SELECT max(x) AS x FROM (SELECT md5((range + {n})::VARCHAR) AS x"
        " FROM range(300000) ORDER BY x)"
        for n in range(4)
    ]
    with loaded(write(tmp_path, FILES), Limits(memory="60MB")) as tables:
        alone = [tables.query(sql, "q.sql") for sql in sorts]
        tables.begin(sorts)

        assert [tables.query(sql, "q.sql") for sql in sorts] == alone


def test_a_fault_is_told_as_if_nothing_had_been_begun(tables: Tables) -> None:
    """With its file and its line."""
    sql = "-- title: x\nSELECT boat\nFROM harbours"
    tables.begin([sql])
    with pytest.raises(ReportError) as caught:
        tables.query(sql, "queries/q.sql")

    assert str(caught.value) == 'queries/q.sql:2: no column "boat"\n  Did you mean "boats"?'
    assert caught.value.kind == "tables"


def test_sums_of_doubles_come_out_the_same(tables: Tables) -> None:
    """Each is the work of one thread, however many are at work."""
    sums = [f"SELECT sum(sin(range + {n})) AS s FROM range(1000000)" for n in range(12)]
    alone = [tables.query(sql, "q.sql") for sql in sums]
    tables.begin(sums)

    assert [tables.query(sql, "q.sql") for sql in sums] == alone


def test_what_is_begun_sees_no_more_than_any_query(tables: Tables, tmp_path: Path) -> None:
    """The seal holds in every thread."""
    for sql in (f"FROM read_text('{tmp_path / 'data/harbours.csv'}')", "FROM glob('*')"):
        tables.begin([sql])
        with pytest.raises(ReportError, match="a query cannot reach files"):
            tables.query(sql, "q.sql")


def test_tables_without_some_rows_have_answers_of_their_own(tables: Tables) -> None:
    """What was begun on whole tables is no answer of theirs."""
    sql = "SELECT sum(boats)::BIGINT AS n FROM harbours"
    tables.begin([sql])

    assert tables.without("harbours", "harbour = 'Oslo'").query(sql, "q.sql").rows == ((5,),)
    assert tables.query(sql, "q.sql").rows == ((8,),)


@pytest.mark.parametrize("many", [1, 20])
def test_closing_stops_what_nobody_waits_for(tmp_path: Path, many: int) -> None:
    """Whoever interrupts a build waits for no query."""
    start, threads = time.perf_counter(), threading.active_count()
    with loaded(write(tmp_path, FILES)) as opened:
        opened.begin(f"{LONG}, range({n})" for n in range(1, many + 1))
        time.sleep(0.2)

    assert time.perf_counter() - start < 20
    assert threading.active_count() == threads
    assert list((tmp_path / ".build").glob("tables-*")) == []


def test_a_query_that_is_waited_for_is_stopped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C comes while somebody waits."""
    go = threading.Event()

    def ask(_: str) -> Result:
        go.wait(20)
        return ANSWER

    def broken_off(_: object) -> None:
        raise KeyboardInterrupt

    begun = Ahead()
    begun.begin(["a"], ask)
    monkeypatch.setattr("concurrent.futures.Future.result", broken_off)
    with pytest.raises(KeyboardInterrupt):
        begun.answer("a")
    start = time.perf_counter()
    begun.end(go.set)

    assert time.perf_counter() - start < 10


def test_a_publication_is_gathered_the_same_with_one_core_and_with_four(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Figures, rows behind them, claims and laws do not depend on the machine."""

    def gathered(cores: int) -> object:
        monkeypatch.setattr(ahead, "cores", lambda: cores)
        root = Path(shutil.copytree(FERRIES, tmp_path / f"{cores} cores"))
        got = gather(Project(root), Voice(Level.SILENT))
        return got.figures, got.behind, got.claims, got.rows, got.periods

    assert gathered(4) == gathered(1)
