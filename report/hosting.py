"""What is published in ``site/`` in, a place where readers find it brought up to date out.

A place is a directory that a web server reads, or a branch of the project's repository. It is
append-only as the record is: before anything is written, every edition that is there must be the
one that is sealed here, and every address that was ever published must be answered by what will
be there. A place that is refused is left as it was.

    ReportError
    └── NotServed          the place is as it was       exit code 2
        └── OtherContent   an edition there is another  exit code 3
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from report import branches, disk, editions, ledger
from report.addresses import path_of
from report.branches import Branch
from report.editions import Busy, ExitCode
from report.errors import ReportError, ReportErrors, raise_all
from report.manifest import edition_date, is_name, newest_first
from report.model import Project

_NOT_SERVED = "draft"
_NO_JEKYLL = ".nojekyll"  # tells GitHub that these are plain files
_OF_HOSTS = ("CNAME", "_headers", "_redirects", _NO_JEKYLL)  # theirs, at the root of a branch
_PREFIX = "branch:"
_SHOWN = 10  # names in one message

Place = Path | Branch
Ids = Mapping[str, str]  # what tells one file's content from another's, by path


class NotServed(ReportErrors):
    """What keeps a place from being brought up to date."""

    untouched = "the place"
    exit_code = ExitCode.FAULTS


class OtherContent(NotServed):
    """The place has an edition of a name that is sealed here, with other content."""

    exit_code = ExitCode.NAME_TAKEN


@dataclass(frozen=True, slots=True)
class Served:
    """What bringing a place up to date came to."""

    place: str
    added: tuple[str, ...]  # editions that were not there, oldest first
    changed: bool  # False: it was up to date


def find_place(project: Project, named: str) -> Place:
    """Return the place that a command line names: a directory, branch:NAME, branch:REMOTE/NAME."""
    if named.startswith(_PREFIX):
        remote, slash, name = named.removeprefix(_PREFIX).partition("/")
        branch = Branch(project.root, name, remote) if slash else Branch(project.root, remote)
        if not branch.name or (slash and not branch.remote):
            hint = "Write branch:NAME, or branch:REMOTE/NAME."
            raise NotServed([ReportError(f'"{named}" names no branch', hint=hint)])
        return branch
    folder = Path(named).resolve()
    site = project.site.resolve()
    if folder.is_relative_to(site) or site.is_relative_to(folder):
        hint = "Name a folder of its own: what is served is a copy."
        raise NotServed([ReportError("this is where the site is made", named, hint)])
    if not folder.parent.is_dir() or (folder.exists() and not folder.is_dir()):
        raise NotServed([ReportError("this is no folder, and none can be made", named)])
    return folder


def serve(project: Project, place: Place) -> Served:
    """Bring a place up to date with what is published; what is there already stays as it is."""
    try:
        with _resting(project):
            raise_all(_unfit(project))
            ours = _ours(project)
            raise_all(_unanswered(project, ours))
            if isinstance(place, Branch):
                return _on_branch(project, place, ours)
            return _in_folder(project.site, place, ours)
    except (Busy, NotServed):
        raise
    except ReportError as error:
        raise NotServed(error.errors) from error


def _unfit(project: Project) -> Iterator[ReportError]:
    """Find what of the site itself cannot be served."""
    yield from editions.verify(project)
    yield from editions.absent(project)
    if not editions.published(project):
        hint = 'Publish an edition first: python build.py publish 2023-09 --title "…"'
        yield ReportError("nothing is published yet", project.shown(project.site), hint)


@contextmanager
def _resting(project: Project) -> Iterator[None]:
    """See that nobody writes to the site while it is read."""
    disk.make_folder(project.site)
    try:
        with disk.lock(project.site / ".lock"):
            for folder in (project.site, *(p for p in project.site.iterdir() if p.is_dir())):
                disk.sweep(folder)
            yield
    except BlockingIOError:
        raise Busy(project.shown(project.site)) from None


def _ours(project: Project) -> dict[str, Path]:
    """Return every file that is to be served, by its path: all but the draft and the lock."""
    return {
        path: file
        for path, file in disk.files(project.site).items()
        if _top(path) != _NOT_SERVED and path[0] != "."
    }


def _top(path: str) -> str:
    return path.partition("/")[0]


def _unanswered(project: Project, ours: Collection[str]) -> Iterator[ReportError]:
    """Find the addresses of the ledger that no file answers, in their edition and in latest/."""
    lost = {
        f"{folder}/{address}"
        for address, edition in ledger.read(project).items()
        for folder in (edition, "latest")
        if f"{folder}/{path_of(address)}" not in ours
    }
    if lost:
        what = f"published addresses would lead nowhere: {_listed(sorted(lost))}"
        shown = project.shown(project.editions / ledger.NAME)
        yield ReportError(what, shown, "What was published once is answered for ever.")


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _SHOWN} more" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _compare(shown: str, there: Ids, ours: Ids) -> tuple[str, ...]:
    """Return the editions that a place lacks, oldest first; refuse those that are not ours."""
    found = {name for path in there if is_name(name := _top(path))}
    known = {name for path in ours if is_name(name := _top(path))}
    if there and not found:
        hint = "Name an empty one, or one that has our editions."
        what = f"this place holds something else: {_listed(sorted({_top(p) for p in there}))}"
        raise NotServed([ReportError(what, shown, hint)])
    strange, other = [], []
    for name in newest_first(found):
        if name not in known:
            hint = f"Take its record, editions/{name}, from git. What was served stays served."
            strange.append(ReportError(f"{name} is there, and is not sealed here", shown, hint))
            continue
        mine, theirs = ({p: i for p, i in ids.items() if _top(p) == name} for ids in (ours, there))
        if differing := sorted(p for p in mine.keys() | theirs if mine.get(p) != theirs.get(p)):
            what = f"the edition {name} there is another: {_listed(differing)}"
            hint = "An edition never changes: find out which is the one that was published."
            other.append(ReportError(what, shown, hint))
    if other:
        raise OtherContent([*other, *strange])
    if strange:
        raise NotServed(strange)
    return newest_first(known - found)[::-1]


def _in_folder(site: Path, place: Path, ours: Mapping[str, Path]) -> Served:
    """Put new editions, then latest/, then what leads to them into a folder, each in one step."""
    shown = str(place)
    disk.make_folder(place)
    try:
        with disk.lock(place / ".lock"):
            disk.sweep(place)
            there, mine = _digests(_found(place, ours)), _digests(ours)
            added = _compare(shown, there, mine)
            stale = {_top(path) for path in mine if mine[path] != there.get(path)}
            stale |= {_top(path) for path in there if path not in mine}
            # Editions before what leads to them: a reader who is sent there finds them.
            others = sorted(stale - {*added}, key=lambda name: (name != "latest", name))
            for name in (*added, *others):
                _put(site / name, place / name)
    except BlockingIOError:
        raise Busy(shown) from None
    return Served(shown, added, changed=bool(stale))


def _found(place: Path, ours: Mapping[str, Path]) -> dict[str, Path]:
    """Return the files of a folder, but for those of other things that stand beside a site.

    A folder in which nothing is ours is told with all that is in it.
    """
    tops = {_top(path) for path in ours}
    names = [path.name for path in place.iterdir() if path.name[0] != "."]
    with_editions = any(map(is_name, names))
    found: dict[str, Path] = {}
    for name in sorted(names):
        path = place / name
        if with_editions and name not in tops and not is_name(name):
            continue
        if path.is_dir() and not path.is_symlink():
            found |= {f"{name}/{within}": each for within, each in disk.files(path).items()}
        else:
            found[name] = path
    return found


def _digests(paths: Mapping[str, Path]) -> dict[str, str]:
    digests = {}
    for name, path in paths.items():
        if path.is_symlink():
            digests[name] = "a link"
            continue
        with path.open("rb") as file:
            digests[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return digests


def _put(source: Path, target: Path) -> None:
    """Put one folder or file of the site's root in its place, in one step."""
    if source.is_file():
        disk.write(target, source.read_bytes())
        return
    with disk.staging(target) as folder:
        disk.copy(source, folder)
        disk.settle(folder)
        disk.put(folder, target)


def _on_branch(project: Project, branch: Branch, ours: Mapping[str, Path]) -> Served:
    """Commit what is served on top of a branch, if it is not what the branch holds already."""
    tip = branches.tip(branch)
    there = branches.files(branch, tip)
    wanted = branches.ids(branch, ours)
    extra = {path: there[path] for path in _OF_HOSTS if path in there}
    added = _compare(branch.shown, {p: i for p, i in there.items() if p not in extra}, wanted)
    tops = {_top(path) for path in (*wanted, *extra)}
    if strange := sorted({_top(path) for path in there} - tops):
        hint = "A branch is the site and nothing else: take them out by a commit of your own."
        what = f"this branch holds something else: {_listed(strange)}"
        raise NotServed([ReportError(what, branch.shown, hint)])
    project.build.mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="hosting-", dir=project.build) as scratch:
        folder = Path(scratch)
        (folder / _NO_JEKYLL).touch()
        [empty] = branches.ids(branch, {_NO_JEKYLL: folder / _NO_JEKYLL}).values()
        wanted |= {_NO_JEKYLL: empty, **extra}
        if there == wanted:
            return Served(branch.shown, (), changed=False)
        for path in extra:
            (folder / path).write_bytes(branches.content(branch, tip, path))
        for name in {_top(path) for path in ours}:
            disk.lend(project.site / name, folder / name)
        newest, *_ = editions.published(project)
        branches.advance(
            branch,
            tip,
            folder,
            wanted,
            message=f"Editions {', '.join(added)}" if added else f"What leads to {newest}",
            day=edition_date(newest),
        )
    return Served(branch.shown, added, changed=True)
