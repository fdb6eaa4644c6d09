"""The sources of a project → what of them changed, told once they rest.

The operating system only wakes us: what changed is found by comparing stamps, which takes some
milliseconds. So a save by way of three temporary files is one change, a folder that comes into
being later is seen too, and where the system cannot tell (a network drive, or no watches left)
the same comparison is made twice a second.
"""

import time
from threading import Event
from types import TracebackType
from typing import Self

from watchdog import events
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from report.model import Project
from report.serving.sources import changed, folders, stamps

_QUIET = 0.06  # s without a change after which a burst of changes is over
_LONGEST = 5.0  # s after which a burst that does not end is told all the same
_WOKEN, _BLIND = 2.0, 0.5  # s between looks, with a system that wakes us and without
# Not those of reading: a build opens every source.
_EVENTS: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileClosedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirCreatedEvent,
    events.DirMovedEvent,
    events.DirDeletedEvent,
]


class Watch:
    """Looks at the sources from the moment it is made on."""

    def __init__(self, project: Project, *, blind: bool = False) -> None:
        self._project = project
        self._seen = stamps(project)
        self._woken = Event()
        self._observer = None if blind else _observer(project, self._woken)

    @property
    def is_blind(self) -> bool:
        """Whether the system does not tell of changes, and we look for them ourselves."""
        return self._observer is None

    @property
    def is_behind(self) -> bool:
        """Whether sources have changed since changes were last told."""
        return stamps(self._project) != self._seen

    def changes(self, seconds: float | None = None) -> tuple[str, ...]:
        """Wait for the next changes, and for their end; after so many seconds return nothing."""
        ends = None if seconds is None else time.monotonic() + seconds
        while True:
            now = stamps(self._project)
            if now != self._seen:
                break
            wait = _BLIND if self.is_blind else _WOKEN
            if ends is not None:
                wait = min(wait, ends - time.monotonic())
                if wait <= 0:
                    return ()
            self._woken.wait(wait)
            self._woken.clear()
        latest = time.monotonic() + _LONGEST
        while time.monotonic() < latest:
            time.sleep(_QUIET)
            before, now = now, stamps(self._project)
            if now == before:
                break
        found, self._seen = changed(self._seen, now), now
        return found or self.changes(seconds)  # nothing: a change that was taken back

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()


class _Waker(events.FileSystemEventHandler):
    def __init__(self, woken: Event) -> None:
        self._woken = woken

    def on_any_event(self, event: events.FileSystemEvent) -> None:
        """Wake who waits, whatever happened."""
        del event
        self._woken.set()


def _observer(project: Project, woken: Event) -> BaseObserver | None:
    """Return what wakes us; None where the system has no watches left for us, or none at all."""
    observer, waker = Observer(), _Waker(woken)
    try:
        # The root without what is below it: there are node_modules and site/.
        observer.schedule(waker, str(project.root), recursive=False, event_filter=_EVENTS)
        for folder in folders(project):
            if folder.is_dir():
                observer.schedule(waker, str(folder), recursive=True, event_filter=_EVENTS)
        observer.start()
    except OSError:
        return None
    return observer
