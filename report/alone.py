"""A step that failed in, its faults and those that every other file shows by itself out.

The steps of a build need each other: without data there is no figure, without figures no page.
An editor does not mend them one by one: when a step fails, each file that it kept from being read
is read for itself, as far as that goes, and all of it is told in one run.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from report import texts
from report.errors import ReportError, ReportErrors, raise_all
from report.model import Project


@contextmanager
def together(project: Project) -> Iterator[None]:
    """Do a step; if it ends with faults, raise those of all other files with them."""
    if unread := texts.faults(project):
        raise_all([*unread, *_others(project, unread)])
    try:
        yield
    except ReportError as fault:
        if type(fault) not in {ReportError, ReportErrors}:
            raise  # of the site and not of a file: another build is at work, a name is taken
        raise_all([*fault.errors, *_others(project, fault.errors)])


def _others(project: Project, told: Iterable[ReportError]) -> Iterator[ReportError]:
    """Yield what files show by themselves and nobody has told yet."""
    seen = {(_file(fault.where), fault.what) for fault in told}
    unread = {_file(fault.where) for fault in texts.faults(project)}
    from report import bystanders  # noqa: PLC0415 - most runs need nothing of it

    for fault in bystanders.faults(project, unread):
        if (_file(fault.where), fault.what) not in seen:
            yield fault


def _file(where: str) -> str:
    return where.partition(":")[0]
