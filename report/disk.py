"""The door to ``site/``: changes a reader sees wholly or not at all, and that outlive a power cut.

A change is prepared beside its target, under a name that begins with ``.staging-``, brought to
rest (modes, fsync), and then takes its place by one rename.
Whoever holds the lock may remove what a killed run left under such a name.

Linux renames without replacing, and exchanges two folders, in one step: ``renameat2``.
Where it is missing (another system, or a file system without it) two or three plain renames do
the same; then readers may miss the target for an instant, and a kill in that instant takes the
next run to mend. A symlink swap would close the gap, but many hosts lose symlinks.
Windows has neither ``flock`` nor ``sync``, and brings no folder to the disk by its name: there
the lock is that of ``msvcrt``, and files are flushed one by one. See docs/systems.md.
"""

import ctypes
import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from report.errors import ReportError

_fcntl: Any
_msvcrt: Any
try:
    import fcntl as _fcntl
except ModuleNotFoundError:  # Windows
    import msvcrt as _msvcrt

    _fcntl = None
else:
    _msvcrt = None

_STAGING = ".staging-"
_FILE_MODE, _FOLDER_MODE = 0o644, 0o755  # what a web server needs, whatever the umask
_AT_FDCWD = -100  # Linux: a relative path starts at the working folder
_NOREPLACE, _EXCHANGE = 1, 2  # renameat2's flags
_MISSING = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})  # no such call or no such flag


def make_folder(folder: Path) -> None:
    """Make a folder that readers may enter; one that is there stays as it is."""
    try:
        folder.mkdir()
    except FileExistsError:
        return
    folder.chmod(_FOLDER_MODE)
    _flush(folder.parent)


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold a lock file, or raise BlockingIOError at once where another holds it.

    The file is never removed: two processes could then hold two files of one name.
    """
    with path.open("ab") as held:
        if _fcntl:
            _fcntl.flock(held, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        else:
            held.seek(0)  # it locks from where the file stands; a byte that is not there will do
            try:
                _msvcrt.locking(held.fileno(), _msvcrt.LK_NBLCK, 1)
            except (
                OSError
            ) as error:  # Windows has one word for "another holds it" and "you may not"
                raise BlockingIOError(errno.EAGAIN, str(error), str(path)) from None
        yield  # closing the file ends either lock, and so does the end of the process


def sweep(folder: Path) -> None:
    """Remove what killed runs left in staging; only for the holder of the lock."""
    for leftover in folder.glob(f"{_STAGING}*"):
        _remove(leftover)


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """Lend an empty folder beside the target; what is in it at the end is removed."""
    folder = _staged(target)
    folder.mkdir()
    try:
        yield folder
    finally:
        _remove(folder)


def files(folder: Path) -> dict[str, Path]:
    """Return every file below a folder by its path within it, sorted."""
    found, _ = _walk(folder)
    return {site_path: folder / site_path for site_path in sorted(found)}


def copy(source: Path, target: Path) -> None:
    """Copy every file of a folder into another, with its time; stop at the first failure."""
    for site_path, path in files(source).items():
        to = target / site_path
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, to)


def lend(source: Path, target: Path) -> None:
    """Link to a folder or a file, or copy it where the system keeps links from plain users."""
    try:
        target.symlink_to(source, target_is_directory=source.is_dir())
    except (OSError, NotImplementedError):
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy2(source, target)


def settle(folder: Path) -> None:
    """Give a folder's files the modes of a published site, and bring them to the disk."""
    whole = smooth(folder)
    # One sync writes everything at once and leaves fsync only to report what failed:
    # 0.6 s instead of 2.2 s for 5,000 files.
    if hasattr(os, "sync"):
        os.sync()
    for path in whole:
        _flush(path)


def smooth(folder: Path) -> list[Path]:
    """Give a folder's files the modes of a published site; return them and the folders."""
    plain, folders = _walk(folder)
    for site_path, status in plain.items():
        if status.st_nlink > 1:
            # Whoever writes to its other name would write into a published edition.
            what = f'"{site_path}" shares its bytes with a file elsewhere'
            raise ReportError(what, hint="Copy files into a site; do not hard-link them.")
    wanted = [*((path, plain[path], _FILE_MODE) for path in sorted(plain))]
    wanted += [(path, folders[path], _FOLDER_MODE) for path in folders]
    for path, status, mode in wanted:
        if stat.S_IMODE(status.st_mode) != mode:
            (folder / path).chmod(mode)
    return [folder / path for path, _, _ in wanted]


def place(source: Path, target: Path) -> None:
    """Rename, and raise FileExistsError where the target is taken, be it by an empty folder."""
    if not _renameat2(source, target, _NOREPLACE):
        if os.path.lexists(target):  # and so it stays: the lock keeps a second publisher out
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        source.rename(target)
    _flush(target.parent)


def put(source: Path, target: Path) -> None:
    """Put the source where the target is; what was there is then where the source was."""
    if not os.path.lexists(target):
        place(source, target)
        return
    if not _renameat2(source, target, _EXCHANGE):
        aside = source.with_name(f"{source.name}-old")
        target.rename(aside)
        try:
            source.rename(target)
        except OSError:
            aside.rename(target)
            raise
        aside.rename(source)
    _flush(target.parent)


def write(path: Path, content: bytes) -> None:
    """Write a file whole; one that has these bytes already is left alone."""
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files whole; all are at rest beside their places before the first takes its own."""
    new = {
        path: content
        for path, content in contents.items()
        if not path.is_file() or path.read_bytes() != content
    }
    try:
        for path, content in new.items():
            staged = _staged(path)
            staged.write_bytes(content)
            staged.chmod(_FILE_MODE)
            _flush(staged)
        for path in new:
            _staged(path).replace(path)
    finally:
        for path in new:
            _staged(path).unlink(missing_ok=True)
    for folder in {path.parent for path in new}:
        _flush(folder)


def _walk(folder: Path) -> tuple[dict[str, os.stat_result], dict[str, os.stat_result]]:
    """Return the files below a folder, and the folders with itself, by their paths within it.

    A site has thousands: with pathlib this took a second.
    """
    plain: dict[str, os.stat_result] = {}
    folders = {"": folder.stat()} if folder.is_dir() else {}
    open_ = [*folders]
    while open_:
        above = open_.pop()
        with os.scandir(folder / above) as entries:
            for entry in entries:
                path = f"{above}{entry.name}"
                status = os.lstat(entry.path)  # its own has no links on Windows
                if stat.S_ISREG(status.st_mode):
                    plain[path] = status
                elif stat.S_ISDIR(status.st_mode):
                    folders[path] = status
                    open_.append(f"{path}/")
                else:
                    what = f'"{path}" is neither a file nor a folder'
                    raise ReportError(what, hint="Hosts lose links: a site is made of plain files.")
    return plain, folders


def _staged(target: Path) -> Path:
    """Return where a target is prepared: beside it, so on the same file system."""
    return target.with_name(f"{_STAGING}{target.name}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    windows = sys.platform == "win32"
    if windows and path.is_dir():
        return  # it cannot be opened there
    descriptor = os.open(path, os.O_RDWR if windows else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _renameat2(source: Path, target: Path, flag: int) -> bool:
    """Rename as only Linux can; return False where this system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in _MISSING:
        return False
    raise OSError(code, os.strerror(code), str(source), None, str(target))
