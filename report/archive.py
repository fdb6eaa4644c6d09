"""Files in memory → a zip archive of the same bytes everywhere, and back into a folder, bounded.

Nothing is compressed: what deflate makes differs from one zlib to the next, and git, which
compresses what it stores, then finds what two archives have in common.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from report.errors import ReportError

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip archive can tell
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16
# No step up, no root, no drive, nothing that a file system folds or a shell reads otherwise.
_PATH = re.compile(r"(?:[\w.\[][\w.=\[\]-]*/)*[\w.\[][\w.=\[\]-]*", re.ASCII)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by their paths within it."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path, content in sorted(files.items()):
            _check(path)
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            archive.writestr(entry, content)
    return buffer.getvalue()


def unpack(archive: Path, folder: Path, *, below: str) -> None:
    """Write into a folder what an archive holds below a path; nothing lands outside the folder."""
    try:
        with zipfile.ZipFile(archive) as source:
            entries = [each for each in source.infolist() if each.filename.startswith(below)]
            for entry in entries:
                _check(entry.filename)
                _check_size(entry)
            for entry in entries:
                path = folder / entry.filename.removeprefix(below)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    file.write(source.read(entry))
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        what = f"this archive cannot be unpacked: {error}"
        raise ReportError(what, archive.name, "Take it from git again.") from None


def _check(path: str) -> None:
    if not _PATH.fullmatch(path) or {".", ".."} & set(path.split("/")):
        hint = "Letters of English, digits, brackets, dot, equals sign, hyphen and underscore."
        raise ReportError(f"{path!r} cannot be a path in an archive", path, hint)


def _check_size(entry: zipfile.ZipInfo) -> None:
    """Refuse what could grow: a file that is stored as it is cannot fill a disk."""
    if entry.compress_type != zipfile.ZIP_STORED or entry.compress_size != entry.file_size:
        raise zipfile.BadZipFile(f"{entry.filename} is compressed")
