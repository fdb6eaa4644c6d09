"""``editions/urls.txt``: every address ever published, with the first edition that had it.

    2022-06<TAB>findings/tides/#spring

Appended to, never edited. It is told from the seals, so a run that was killed between a seal and
its lines is mended by the next one; ``verify`` says which lines somebody else changed.
"""

from collections.abc import Iterator

from report import addresses, disk, seals
from report.errors import ReportError
from report.model import Project

NAME = "urls.txt"
_HEAD = "# Every address ever published, and the first edition that had it. Made by build.py; only appended to.\n"


def append(project: Project) -> None:
    """Bring the ledger in step with the seals."""
    lines = _missing(project)
    if lines:
        path = project.editions / NAME
        there = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
        gap = "" if there.endswith("\n") else "\n"
        disk.write(path, f"{there}{gap}{''.join(lines)}".encode())


def read(project: Project) -> dict[str, str]:
    """Return the first edition of each address."""
    first: dict[str, str] = {}
    for _, edition, address in _lines(project):
        first.setdefault(address, edition)
    return first


def faults(project: Project) -> Iterator[ReportError]:
    """Say what of the ledger is not as publishing left it."""
    where = project.shown(project.editions / NAME)
    hint = f"Take it from git again: git checkout -- {where}"
    sealed = {past.edition: frozenset(addresses.of(past)) for past in seals.past(project)}
    for number, edition, address in _lines(project):
        if address not in sealed.get(edition, ()):
            what = f'edition {edition or "?"} has no address "{address}"'
            yield ReportError(what, f"{where}:{number}", hint)
    gone = _missing(project)
    if gone and (project.editions / NAME).is_file():
        edition, _, address = gone[0].strip().partition("\t")
        more = f" and {len(gone) - 1} more" if len(gone) > 1 else ""
        what = f'the line of "{address}" of {edition} is gone{more}'
        yield ReportError(what, where, hint)


def _missing(project: Project) -> list[str]:
    """Return the lines that the ledger lacks, the oldest edition first."""
    known = read(project)
    lines = []
    for past, new in addresses.new_in_each(reversed(seals.past(project))):
        lines += [f"{past.edition}\t{address}\n" for address in new if address not in known]
    return lines


def _lines(project: Project) -> Iterator[tuple[int, str, str]]:
    """Yield each line's number, edition and address."""
    path = project.editions / NAME
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.startswith("#"):
            edition, _, address = line.partition("\t")
            yield number, edition, address
