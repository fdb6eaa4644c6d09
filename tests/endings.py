"""Runs that end badly: killed, or out of disk, at any change they make to a project."""

import errno
import itertools
import os
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from report import disk
from report.editions import Busy, ExitCode
from report.model import Project

Harm = Callable[[str], None]  # is told the name of the change it comes before


def fork(act: Callable[[], object]) -> int:
    """Run something in a process of its own; return the process's id.

    It exits as a command would, or with the number of what the system could not do.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forks beside threads, from 3.12
        child = os.fork()
    if child:
        return child
    code = ExitCode.INTERNAL.value
    try:
        act()
        code = ExitCode.DONE.value
    except Busy:
        code = ExitCode.BUSY.value
    except OSError as error:
        code = error.errno or code
    finally:
        os._exit(code)


def end_of(child: int) -> int:
    """Wait for a process; return its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def harm_from(number: int, root: Path, harm: Harm) -> None:
    """Do harm before the n-th change to a project and each one after it, in this process.

    Python tells its audit hooks of every change to the disk but two; those are told here.
    """
    renameat2, fsync = disk._renameat2, os.fsync  # noqa: SLF001  # the one call Python lacks

    def told_renameat2(source: Path, target: Path, flag: int) -> bool:
        sys.audit("renameat2", str(target))
        return renameat2(source, target, flag)

    def told_fsync(descriptor: int) -> None:
        sys.audit("os.fsync", str(root))
        fsync(descriptor)

    disk._renameat2 = told_renameat2  # noqa: SLF001 - the call that is to be harmed
    os.fsync = told_fsync  # type: ignore[assignment]  # it is to be harmed
    steps = itertools.count(1)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if _changes(root, event, arguments) and next(steps) >= number:
            harm(event)

    sys.addaudithook(hook)


def _changes(root: Path, event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether what an audit hook hears of is a change to the project."""
    if event in {"os.remove", "os.rmdir"}:  # of a path that may begin at an open folder
        return True
    if event == "open" and not int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR):
        return False
    changes = {"open", "os.mkdir", "os.rename", "os.chmod", "renameat2", "os.fsync"}
    return event in changes and str(arguments[0]).startswith(str(root))


def kill(_: str) -> None:
    """End this process at once: not even its clearing up runs."""
    os.kill(os.getpid(), signal.SIGKILL)


def fill_disk(event: str) -> None:
    """Let nothing more be written; what is there can be removed."""
    if event not in {"os.remove", "os.rmdir"}:
        raise OSError(errno.ENOSPC, "No space left on device")


def endings(start: Project, harm: Harm, act: Callable[[Project], object]) -> Iterator[Project]:
    """Return the start after the act was harmed at its first step, its second, up to its last."""

    def act_until(step: int, project: Project) -> None:
        harm_from(step, project.root, harm)
        act(project)

    for step in itertools.count(1):
        project = Project(start.root.with_name("now"))
        shutil.copytree(start.root, project.root)
        end = end_of(fork(partial(act_until, step, project)))
        yield project
        shutil.rmtree(project.root)
        if end == ExitCode.DONE:
            break
        assert end == (-signal.SIGKILL if harm is kill else errno.ENOSPC)
    assert step > 5  # or nothing was harmed
