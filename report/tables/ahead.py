"""Queries that will be asked in; the answers of those that were worked on meanwhile out.

DuckDB has one thread for a query, since sums of doubles come out otherwise when several add them
up. The other cores are given other queries: each still is the work of one thread. Who asks does
so as if nothing had been begun, one after the other, in the order in which faults are told.

Queries that are worked on at once share the memory that one may use. So an answer that was had
beside others counts, and a fault does not: what has no answer is asked when nothing else is at
work, and is told what it is told then.
"""

import re
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from time import sleep

from report.crew import cores
from report.errors import ReportError
from report.tables.sealed import Result

_MOST = 4  # queries at once: of more, too many would lack memory and be asked again
_JOIN = re.compile(r"\bJOIN\b", re.IGNORECASE)
_MOMENT = 0.05  # seconds


class Ahead:
    """What is worked on before it is asked for."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None
        self._begun: dict[str, Future[Result | None]] = {}

    def begin(self, queries: Iterable[str], ask: Callable[[str], Result]) -> None:
        """Begin with queries, as many at once as there are cores."""
        if cores() < 2:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(min(cores(), _MOST))
        # What joins mostly takes longest: begun last, it would leave the other cores idle.
        for sql in sorted(set(queries), key=lambda sql: (-len(_JOIN.findall(sql)), sql)):
            if sql not in self._begun:
                self._begun[sql] = self._pool.submit(_answered, ask, sql)

    def answer(self, sql: str) -> Result | None:
        """Return the answer to a query; None where it has to be asked, and nothing else is at work."""
        begun = self._begun.get(sql)
        answer = begun.result() if begun else None
        self._begun.pop(sql, None)  # not before: it has to be stopped if the wait is broken off
        if answer is None:
            wait(self._begun.values())
        return answer

    def end(self, interrupt: Callable[[], None]) -> None:
        """Stop what nobody waits for any more."""
        if self._pool is None:
            return
        self._pool.shutdown(wait=False, cancel_futures=True)
        while not all(each.done() for each in self._begun.values()):
            interrupt()
            sleep(_MOMENT)
        self._pool.shutdown()


def _answered(ask: Callable[[str], Result], sql: str) -> Result | None:
    try:
        return ask(sql)
    except ReportError:
        return None
