"""What was made before, by what it was made from: in ``.build/store``, which can go at any time.

    charts = remembered(project.build, "chart", [figure, source, fonts], make)

The name of an entry is the SHA-256 of all that the value is made from: the parts that the caller
names, the generator itself and the versions of what it runs on. So an entry is never out of date,
only unused; those are swept after two weeks, or when all are more than a GiB. An entry is written beside its place and renamed, and
begins with its own SHA-256: two builds at once do not meet, and what was half written or damaged
counts as absent. Values are pickled: whoever can write here can write the sources as well.
"""

import hashlib
import os
import pickle
import platform
import sys
import time
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar, cast

T = TypeVar("T")

_PLAIN = frozenset({type(None), bool, int, float, Decimal, date})
_PLAIN_OR_TEXT = _PLAIN | {str}
_GENERATOR = Path(__file__).resolve().parent
_DIGEST = hashlib.sha256().digest_size
_UNUSED = 14 * 24 * 3_600  # seconds
_MOST = 2**30  # bytes
_LARGE = 2**20  # bytes
_SHORT = 2**10  # bytes: sooner copied than fed by itself
_DIGESTED: dict[int, tuple[object, bytes]] = {}  # of this build


def remembered(build: Path, kind: str, parts: Iterable[object], make: Callable[[], T]) -> T:
    """Return what ``make`` returns, and make it only if it was not made of the same parts before.

    ``make`` must depend on nothing but the parts; what it raises is not kept. Parts are plain
    values, dates, paths of files (their content counts), and frozen dataclasses, sequences, sets
    and mappings of them. A dataclass that is large, and a part of much, says ``DIGESTED_ONCE``.
    """
    parts = [*parts]
    found = recall(build, kind, parts)
    if found is not None:
        return cast("T", found[0])
    value = make()
    keep(build, kind, parts, value)
    return value


def recall(build: Path, kind: str, parts: Iterable[object]) -> tuple[object] | None:
    """Return what was kept of these parts, in a tuple; None where there is nothing."""
    path = _place(build, kind, parts)
    found = _read(path)
    if found is not None:
        with suppress(OSError):
            os.utime(path)
    return found


def keep(build: Path, kind: str, parts: Iterable[object], value: object) -> None:
    """Keep a value that was made of these parts and of nothing else."""
    with suppress(OSError):  # a full disk, or one that is read only: it will be made again
        _write(_place(build, kind, parts), value)


def _place(build: Path, kind: str, parts: Iterable[object]) -> str:
    # No Path: a build asks for thousands of places.
    return f"{build}/store/{kind}/{digest(_generator(), *parts)}"


def digest(*parts: object) -> str:
    """Return the SHA-256 of values, in hexadecimal: the same in every process and on every machine."""
    hasher = hashlib.sha256()
    _feed(parts, hasher.update)
    return hasher.hexdigest()


def sweep(build: Path, most: int = _MOST) -> None:
    """Remove what no build has asked for in two weeks, and of the rest what is too much, the oldest."""
    _DIGESTED.clear()
    before, kept = time.time() - _UNUSED, 0
    for used, size, path in sorted(_entries(build / "store"), reverse=True):
        kept += size
        if used < before or kept > most:
            with suppress(OSError):  # another build may be quicker
                os.unlink(path)  # noqa: PTH108 - thousands of paths need not be made for it


def _entries(store: Path) -> Iterator[tuple[float, int, str]]:
    """Yield when each entry was asked for last, its size in bytes, and where it is."""
    for kind in store.glob("*"):
        with suppress(OSError), os.scandir(kind) as entries:
            for entry in entries:
                status = entry.stat()
                yield status.st_mtime, status.st_size, entry.path


def _feed(value: object, feed: Callable[[bytes], None]) -> None:
    """Feed a value so that different ones never look the same: its type, its size, its parts."""
    kind = type(value)
    if kind is str:
        _feed_bytes(b"s", cast("str", value).encode("utf-8", "surrogatepass"), feed)
    elif kind in _PLAIN:
        feed(f"{kind.__name__}:{value!r};".encode())
    elif kind is tuple and {*map(type, cast("tuple[object, ...]", value))} <= _PLAIN_OR_TEXT:
        # A row: what Python calls it tells its values apart, and is made at once.
        _feed_bytes(b"r", repr(value).encode(), feed)
    elif kind is bytes:
        _feed_bytes(b"b", cast("bytes", value), feed)
    elif isinstance(value, Path):
        _feed(_read_digest(value) if value.is_file() else None, feed)
    elif isinstance(value, str):  # markup, say
        _feed(str(value), feed)
    elif getattr(kind, "DIGESTED_ONCE", False):
        _feed_bytes(b"d", _digested_once(value), feed)
    else:
        _feed_parts(value, feed)


def _read_digest(path: Path) -> bytes:
    """Return the digest of what a file holds; a large one is never whole in memory."""
    if path.stat().st_size < _LARGE:
        return hashlib.sha256(path.read_bytes()).digest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _feed_parts(value: object, feed: Callable[[bytes], None]) -> None:
    name, parts = _parts(value)
    feed(f"{name}:{len(parts)};".encode())
    for part in parts:
        if type(part) is str:  # most of them are, and a call for each is half of the time
            _feed_bytes(b"s", part.encode("utf-8", "surrogatepass"), feed)
        else:
            _feed(part, feed)


def _digested_once(value: object) -> bytes:
    """Return the digest of a value that many things are made of, and look at it only once."""
    known, told = _DIGESTED.get(id(value), (None, b""))
    if known is not value:
        hasher = hashlib.sha256()
        _feed_parts(value, hasher.update)
        told = hasher.digest()
        _DIGESTED[id(value)] = value, told  # with the value: its number is given to no other
    return told


def _feed_bytes(kind: bytes, content: bytes, feed: Callable[[bytes], None]) -> None:
    if len(content) < _SHORT:
        feed(b"%s%d:%s" % (kind, len(content), content))
    else:
        feed(b"%s%d:" % (kind, len(content)))
        feed(content)


def _parts(value: object) -> tuple[str, Sequence[object]]:
    """Return what a value is, and what it is made of; what has no order is put into one."""
    names = _names(cast("Hashable", type(value)))
    if names is not None:
        return type(value).__qualname__, [getattr(value, name) for name in names]
    if isinstance(value, Mapping):
        return "mapping", sorted(digest(key, each) for key, each in value.items())
    if isinstance(value, set | frozenset):
        return "set", sorted(map(digest, value))
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return "sequence", list(value)
    raise TypeError(f"a {type(value).__name__} has no digest")


@cache
def _names(kind: Hashable) -> tuple[str, ...] | None:
    """Return the fields of a dataclass; of another type, None."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None


@cache
def _generator() -> str:
    """Return the digest of this generator and of what it runs on."""
    sources = sorted(
        path for path in _GENERATOR.rglob("*") if path.suffix != ".pyc" and path.is_file()
    )
    # Its name and version are in the name of each folder: reading them all takes half a second.
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    installed = {each.name for folder in folders for each in folder.glob("*.dist-info")}
    return digest(
        platform.python_version(),
        platform.machine(),
        installed,
        [(path.relative_to(_GENERATOR).as_posix(), path) for path in sources],
    )


def _read(path: str) -> tuple[object] | None:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as above
            content = file.read()
    except OSError:
        return None
    payload = memoryview(content)[_DIGEST:]
    if hashlib.sha256(payload).digest() != content[:_DIGEST]:
        return None
    try:
        return (pickle.loads(payload),)  # noqa: S301 - of our own making; see above
    except Exception:  # noqa: BLE001 - made by another version, say: it is made again
        return None


def _write(path: str, value: object) -> None:
    payload = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    folder = os.path.dirname(path)  # noqa: PTH120 - as above
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
    with NamedTemporaryFile(dir=folder, delete=False) as partial:
        partial.write(hashlib.sha256(payload).digest())
        partial.write(payload)
    Path(partial.name).replace(path)
