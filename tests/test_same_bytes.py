"""The same inputs make the same bytes, whoever builds them, where, when and on what."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from report import bundle
from report.model import Project

ROOT = Path(__file__).resolve().parents[1]

# Python imports this before all else: to it, today is some other day.
_CLOCK = """\
import datetime, time
now, since = time.time, time.time()
time.time = lambda: now() - since + 4070908800  # New Year's Day of 2099
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
datetime.datetime, datetime.date = Later, Day
"""
# Hides the fonts of the system in a mount namespace, where this user may make one.
_HIDDEN = (
    "for folder in /usr/share/fonts /usr/local/share/fonts /etc/fonts; do"
    ' [ ! -d "$folder" ] || mount -t tmpfs tmpfs "$folder"; done; exec "$@"'
)


def unpacked(folder: Path) -> Path:
    """Return a checkout of all that the publication is made of, and nothing else."""
    sources = folder / "sources"
    for name in ("charts", "content", "data", "queries", "templates"):
        shutil.copytree(ROOT / name, sources / name)
    # Without the record, and what is said of it: a fresh clone has not yet built the editions
    # that this one would be compared with.
    for name in ("mkdocs.yml", "differences.yml"):
        shutil.copy2(ROOT / name, sources / name)
    collected = bundle.collect(Project(sources), "2026-01", "Same bytes")
    with zipfile.ZipFile(BytesIO(collected.sealed())) as packed:
        packed.extractall(folder)
    (folder / "2026-01" / "node_modules").symlink_to(ROOT / "node_modules")
    return folder / "2026-01"


def publish(root: Path, words: list[str], environment: Mapping[str, str], umask: int) -> None:
    """Publish an edition in a process of its own."""
    command = [*words, sys.executable, "build.py", "publish", "2026-01", "--title", "Same bytes"]
    ended = subprocess.run(
        command, cwd=root, env=environment, umask=umask, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def described(root: Path) -> dict[str, tuple[int, bytes]]:
    """Return every published and sealed path with its mode and its bytes."""
    paths = [*(root / "site").rglob("*"), *(root / "editions").rglob("*")]
    return {
        path.relative_to(root).as_posix(): (
            stat.S_IMODE(path.stat().st_mode),
            path.read_bytes() if path.is_file() else b"",
        )
        for path in paths
        if path.name != ".lock"
    }


def hides_fonts() -> list[str]:
    """Return the words that hide the system's fonts, where that is allowed."""
    words = ["unshare", "--mount", "sh", "-c", _HIDDEN, "sh"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return [] if tried.returncode else words


def test_two_builds_have_the_same_bytes_and_modes(tmp_path: Path) -> None:
    """Folder, clock, zone, language, hash seed, umask, cores and fonts leave no trace."""
    here, there = unpacked(tmp_path / "here"), unpacked(tmp_path / "dort, ein Übungsordner")
    (tmp_path / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    one_core = ["taskset", "--cpu-list", "0"] if shutil.which("taskset") else []
    other = {
        **plain,
        "PYTHONPATH": str(tmp_path),
        "PYTHONHASHSEED": "42",
        "TZ": "Pacific/Kiritimati",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
        "SOURCE_DATE_EPOCH": "1",
        "FONTCONFIG_FILE": "/dev/null",
        "XDG_DATA_HOME": str(tmp_path),
    }
    with ThreadPoolExecutor() as pool:
        first = pool.submit(publish, here, [], {**plain, "PYTHONHASHSEED": "1"}, 0o022)
        second = pool.submit(publish, there, [*hides_fonts(), *one_core], other, 0o077)
        first.result()
        second.result()

    one, two = described(here), described(there)
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
    assert len(one) > 500


def test_the_other_clock_is_another(tmp_path: Path) -> None:
    """The test above would not notice if its second build had the same day as its first."""
    (tmp_path / "sitecustomize.py").write_text(_CLOCK, encoding="utf-8")
    asked = "import datetime; print(datetime.datetime.now(datetime.UTC).date())"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "2099-01-01"


def test_the_system_has_fonts_to_hide() -> None:
    """Where there are none, or none can be hidden, the first test says nothing of fonts."""
    if not hides_fonts():
        pytest.skip("this user may not make a mount namespace")
    words = [*hides_fonts(), "sh", "-c", "ls -A /usr/share/fonts"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == ""
