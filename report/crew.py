"""Jobs in, their results out: by as many processes as there are cores, where that pays.

Threads would not do: what draws charts and makes fonts holds Python's lock. A process starts anew
and imports what its work needs, which takes more than a second: few jobs are quicker done here.
The results are the same either way, and come in the order of the jobs.

    with together():                                  # the same processes for all of it
        fonts = share(make, faces, pays_from=2)       # they begin
        charts = [*share(draw, charts, pays_from=24)]
        made = [*fonts]
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST = 8  # processes: each holds a few hundred megabytes when it draws
_crew: ContextVar["_Crew | None"] = ContextVar("crew", default=None)


class _Crew:
    """Processes, which begin with the first work that pays."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def begin(self, work: Callable[[Job], Result], jobs: Sequence[Job]) -> list[Future[Result]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                min(cores(), _MOST),
                mp_context=get_context("spawn"),  # a fork would copy locks that threads hold
                initializer=_begin,
            )
        return [self._pool.submit(work, job) for job in jobs]

    def end(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def together() -> Iterator[None]:
    """Let the same processes do all that is shared here; what is not awaited is left undone."""
    crew = _Crew()
    token = _crew.set(crew)
    try:
        yield
    finally:
        _crew.reset(token)
        crew.end()


def share(
    work: Callable[[Job], Result], jobs: Sequence[Job], *, pays_from: int
) -> Iterator[Result]:
    """Return what a function of a module makes of each job; both must be such that pickle takes them.

    ``pays_from`` is the number of jobs from which on processes are started; within ``together``
    they begin at once. Where they cannot be, or die for want of memory, the rest is done here.
    """
    if len(jobs) < pays_from or cores() < 2:
        return map(work, jobs)
    crew = _crew.get()
    if crew is None:
        return _alone(work, jobs)
    try:
        begun = crew.begin(work, jobs)
    except (BrokenExecutor, OSError):
        return map(work, jobs)
    return _awaited(work, jobs, begun)


def _alone(work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """Yield what processes of its own make of each job."""
    crew = _Crew()
    try:
        begun: list[Future[Result]] = []
        try:
            begun = crew.begin(work, jobs)
        except (BrokenExecutor, OSError):
            yield from map(work, jobs)
        else:
            yield from _awaited(work, jobs, begun)
    finally:
        crew.end()


def _awaited(
    work: Callable[[Job], Result], jobs: Sequence[Job], begun: Sequence[Future[Result]]
) -> Iterator[Result]:
    """Yield each result when it is there, and do here what the processes cannot."""
    for job, future in zip(jobs, begun, strict=True):
        try:
            result = future.result()
        except (BrokenExecutor, OSError):
            result = work(job)
        yield result


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone knows what it may use
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _begin() -> None:
    """Leave it to the parent when to end; and end with it, however it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
