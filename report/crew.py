"""Jobs in, their results out: by as many processes as there are cores, where that pays.

Threads would not do: what draws charts and makes fonts holds Python's lock. A process starts anew
and imports what its work needs, which takes more than a second: few jobs are quicker done here.
The results are the same either way, and come in the order of the jobs.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")

_MOST = 8  # processes: each holds a few hundred megabytes when it draws


def share(
    work: Callable[[Job], Result], jobs: Sequence[Job], *, pays_from: int
) -> Iterator[Result]:
    """Yield what a function of a module makes of each job; both must be such that pickle takes them.

    ``pays_from`` is the number of jobs from which on processes are started. Where they cannot be,
    or die for want of memory, the rest is done here.
    """
    done = 0
    if len(jobs) >= pays_from and cores() > 1:
        try:
            with ProcessPoolExecutor(
                min(cores(), _MOST, len(jobs)),
                mp_context=get_context("spawn"),  # a fork would copy locks that threads hold
                initializer=_begin,
            ) as pool:
                for result in pool.map(work, jobs):
                    yield result
                    done += 1
        except (BrokenExecutor, OSError):
            pass
    yield from map(work, jobs[done:])


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
