"""The fonts that every build sets its pages in, made once in a session and not by every project.

They are the same for each project, and making them is nine tenths of what building a small one
costs. A build of a test process finds them by itself, and so does an edition that it restores:
``conftest.py`` sees to it. Another process finds what ``fonts_of`` has laid ready. Whoever tests how they are made, or
that they are made alike, wants them ``made_anew``.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from report import fonts, restore
from report.crew import Job, Result, share
from report.model import Project

Make = Callable[..., bytes]
_MADE_ANEW: Make = fonts._make
_RUN = restore._run  # noqa: SLF001 - what starts the generator of a sealed edition


def shared(factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all workers of a session share."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def of_session(factory: pytest.TempPathFactory) -> Path:
    """Return where the fonts of a session are kept."""
    return shared(factory) / "fonts of the session"


@contextmanager
def one_at_a_time(place: Path) -> Iterator[None]:
    """Hold a place that workers share, for as long as it takes; who comes later waits."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.with_name(f"{place.name}.lock").open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def made_once(folder: Path) -> Iterator[None]:
    """Let a font be made by whoever needs it first; all others read what was made."""

    def make(source: bytes, face: object, ending: str) -> bytes:
        told = hashlib.sha256(repr((face, ending)).encode() + source).hexdigest()
        kept = folder / told
        with one_at_a_time(kept):
            if not kept.exists():
                kept.write_bytes(_MADE_ANEW(source, face, ending))
            return kept.read_bytes()

    def run(words: list[str | Path], folder: Path, name: str) -> None:
        fonts_of(folder)
        _RUN(words, folder, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "_make", make)
        patch.setattr(fonts, "share", _here)
        patch.setattr(restore, "_run", run)
        yield


def _here(work: Callable[[Job], Result], jobs: Iterable[Job], **_: int) -> Iterator[Result]:
    """Do all of it in this process: another would not know of what was made."""
    return map(work, jobs)


@contextmanager
def made_anew() -> Iterator[None]:
    """Let every font be made as in a build that is nobody's test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "_make", _MADE_ANEW)
        patch.setattr(fonts, "share", share)
        yield


def fonts_of(root: Path) -> Path:
    """Lay the fonts ready where the build of a project looks for them; return its folder."""
    fonts.prepare(Project(root))
    return root
