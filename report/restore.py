"""A sealed edition in, the same edition built again out of nothing but its own sources.

The bundle is unpacked into a folder of its own, and the generator that lies in it runs there, in
a process of its own: neither the sources of today nor the generator of today has a say.
Where its lock files are those of today, it uses what is installed; otherwise it installs its own.
What comes out is served only if every byte is the one that was sealed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from report import archive, disk, editions, seals
from report.bundle import LOCKS
from report.editions import Busy, Front
from report.errors import ReportError, raise_all
from report.model import Project
from report.voice import Voice

_GENERATOR = Path(__file__).resolve().parent.parent
_PYTHON = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"  # within .venv
_SHOWN = 20  # last lines of what a failed build said


def restore(project: Project, names: Iterable[str], front: Front, voice: Voice) -> None:
    """Build sealed editions again, each on its own, and put them into ``site/``."""
    wanted = [*names]
    if not wanted:
        return
    unknown = [name for name in wanted if name not in seals.restorable(project)]
    raise_all(_unknown(project, name) for name in unknown)
    scratch = project.build / "restore"
    scratch.mkdir(parents=True, exist_ok=True)
    try:
        with disk.lock(project.build / ".restore-lock"):
            _restore(project, wanted, scratch, front, voice)
    except BlockingIOError:
        raise Busy(project.shown(scratch)) from None


def _restore(project: Project, names: list[str], scratch: Path, front: Front, voice: Voice) -> None:
    errors: list[ReportError] = []

    def build(name: str) -> Path | ReportError:
        try:
            return _rebuild(project, name, scratch / name, voice)
        except ReportError as error:
            return error

    with ThreadPoolExecutor(max_workers=min(len(names), os.cpu_count() or 1)) as pool:
        for name, built in zip(names, pool.map(build, names), strict=True):
            if isinstance(built, ReportError):
                errors.append(built)
                continue
            try:
                editions.reinstate(project, name, built, front)
                voice.say(f"restored {name}, byte for byte as it was sealed")
            except ReportError as error:
                errors += error.errors
    shutil.rmtree(scratch)
    raise_all(errors)


def _rebuild(project: Project, name: str, folder: Path, voice: Voice) -> Path:
    """Build one edition in a folder of its own; return where the built edition is."""
    raise_all(editions.record_faults(project, name))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    archive.unpack(seals.folder(project, name) / seals.BUNDLE, folder, below=f"{name}/")
    python = Path(sys.executable)
    if _is_installed(folder):
        disk.lend(_GENERATOR / "node_modules", folder / "node_modules")
    else:
        voice.say(f"{name} was made with other versions: installing them")
        _run([sys.executable, "tools/install.py"], folder, name)
        python = folder / ".venv" / _PYTHON
    voice.say(f"building {name} from its sealed sources")
    title = seals.read(project, name).edition.title
    _run([python, "build.py", "publish", name, "--title", title], folder, name)
    return folder / "site" / name


def _is_installed(folder: Path) -> bool:
    """Tell whether what an edition was made with is what is installed here."""
    return all(
        (folder / lock).read_bytes() == (_GENERATOR / lock).read_bytes()
        for lock in LOCKS
        if (folder / lock).is_file()
    )


def _run(words: list[str | Path], folder: Path, name: str) -> None:
    # No PYTHONPATH and its like: the generator that runs must be the one in the bundle.
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    ended = subprocess.run(
        words,
        cwd=folder,
        env={**clean, "PYTHONUTF8": "1"},  # elsewhere it would speak as the system does
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ended.returncode:
        said = "\n".join((ended.stdout + ended.stderr).strip().splitlines()[-_SHOWN:])
        what = f"this edition could not be built again from its sealed sources\n{said}"
        raise ReportError(what, f"editions/{name}")


def _unknown(project: Project, name: str) -> ReportError:
    known = ", ".join(seals.restorable(project)) or "none"
    where = project.shown(seals.folder(project, name))
    return ReportError("no sealed sources of this edition", where, f"There are: {known}.")
