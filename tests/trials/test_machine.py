"""Faults of the machine: readers see nothing change, the editor is told, a rerun heals.

The command is run on a small publication as an editor would run it, and something is taken from
it: the network, the memory, the disk, the cache, the fonts, the right to write.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from report.editions import ExitCode

ROOT = Path(__file__).resolve().parents[2]
FERRIES = ROOT / "tests" / "sites" / "harbour_ferries"
TITLE = ("--title", "The summer")
NOBODY = 65_534  # a user without rights


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The ferries, with one edition published."""
    root = Path(shutil.copytree(FERRIES, tmp_path / "ferries"))
    assert run(root, "publish", "2021-09", *TITLE).returncode == ExitCode.DONE
    return root


def run(
    root: Path,
    *words: str,
    before: Sequence[str] = (),
    setup: Callable[[], None] | None = None,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run a command on a project, after other words of the shell."""
    command = [*before, sys.executable, str(ROOT / "build.py"), "--project", str(root), *words]
    return subprocess.run(
        command,
        env={**os.environ, **environment},
        preexec_fn=setup,
        capture_output=True,
        text=True,
        check=False,
    )


def served(root: Path) -> dict[str, bytes]:
    """Return what readers see, by its paths."""
    site = root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def healed(root: Path) -> None:
    """Publish again with nothing missing: it works, and nothing is left behind."""
    done = run(root, "publish", "2021-10", *TITLE)
    assert done.returncode == ExitCode.DONE, done.stderr
    assert run(root, "verify").returncode == ExitCode.DONE
    assert not list((root / "site").glob(".staging-*"))


def can_unshare(*flags: str) -> bool:
    """Tell whether this user may have a namespace of its own."""
    tried = subprocess.run(["unshare", *flags, "true"], capture_output=True, check=False)
    return tried.returncode == 0


def test_without_a_network_all_is_as_with_one(tmp_path: Path) -> None:
    """The build asks nobody: in a namespace without a network it makes the same bytes."""
    if not can_unshare("-rn"):
        pytest.skip("this user may not make a network namespace")
    made = []
    for number, before in enumerate(((), ("unshare", "-rn"))):
        root = Path(shutil.copytree(FERRIES, tmp_path / str(number)))
        done = run(root, "publish", "2021-09", *TITLE, before=before)
        assert done.returncode == ExitCode.DONE, done.stderr
        made.append(served(root))

    assert made[0] == made[1]


def test_a_broken_cache_is_not_believed(root: Path) -> None:
    """Cut off, emptied or filled with rubbish: what is remembered is made anew."""
    expected = run(root, "build")
    assert expected.returncode == ExitCode.DONE
    before = served(root)
    for spoil in (lambda b: b[: len(b) // 2], lambda _: b"", lambda b: b"rubbish" + b[::-1]):
        for path in (root / ".build").rglob("*"):
            if path.is_file() and not path.is_symlink():
                path.write_bytes(spoil(path.read_bytes()))
        (root / "content" / "index.md").touch()
        done = run(root, "build")

        assert done.returncode == ExitCode.DONE, done.stderr
        assert served(root) == before


def test_a_cache_of_another_kind_is_told_or_made_anew(root: Path) -> None:
    """A file where a folder is wanted, and a folder that cannot be written to."""
    before = served(root)
    shutil.rmtree(root / ".build")
    (root / ".build").write_bytes(b"")

    done = run(root, "build")
    assert done.returncode != ExitCode.DONE
    assert "Traceback" not in done.stderr + done.stdout
    assert served(root) == before
    (root / ".build").unlink()
    healed(root)


@pytest.mark.parametrize("limit", [600, 900, 1_400])
def test_too_little_memory_leaves_the_site_as_it_was(root: Path, limit: int) -> None:
    """However far it comes (MB of address space), it publishes wholly or not at all."""
    before = served(root)

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit << 20, limit << 20))

    done = run(root, "publish", "2021-10", *TITLE, setup=narrow)
    if done.returncode != ExitCode.DONE:
        assert served(root) == before
    healed(root)


def test_a_folder_that_may_not_be_written_is_told(root: Path) -> None:
    """A user without rights changes nothing, and is told in words."""
    if os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    before = served(root)
    ways = [*root.parents, *Path(sys.executable).resolve().parents, *ROOT.parents]
    if not all(path.stat().st_mode & 0o001 for path in ways):
        pytest.skip("nobody but this user may enter the folder of the tests, or run this Python")

    def nobody() -> None:
        os.setgid(NOBODY)
        os.setuid(NOBODY)

    done = run(root, "publish", "2021-10", *TITLE, setup=nobody, HOME="/nonexistent")

    assert done.returncode != ExitCode.DONE
    assert served(root) == before
    healed(root)


def test_a_read_only_disk_is_told(root: Path) -> None:
    """Nothing can be written, nothing changes, and with the right to write it goes on."""
    if not can_unshare("-rm"):
        pytest.skip("this user may not mount a file system")
    before = served(root)
    mount = f'mount --bind "{root}" "{root}" && mount -o remount,ro,bind "{root}" && exec "$@"'

    done = run(
        root, "publish", "2021-10", *TITLE, before=["unshare", "-rm", "sh", "-c", mount, "sh"]
    )

    assert done.returncode not in {ExitCode.DONE, 32}, done.stderr
    assert "Traceback" not in done.stderr
    assert served(root) == before
    healed(root)


def test_interrupted_by_the_editor(root: Path) -> None:
    """Ctrl+C at any time: nothing half, no staging left that the next run does not sweep."""
    before = served(root)
    for wait in (0.3, 1, 2, 3, 4):
        command = [sys.executable, str(ROOT / "build.py"), "--project", str(root)]
        child = subprocess.Popen(
            [*command, "publish", "2021-10", *TITLE],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(wait)
        child.send_signal(signal.SIGINT)
        child.wait()
        now = served(root)
        assert {name: now.get(name) for name in before if name.startswith("2021-09/")} == {
            name: content for name, content in before.items() if name.startswith("2021-09/")
        }
        assert ("2021-10/edition.json" in now) == ("2021-10/index.html" in now)
    healed(root)


def test_a_clock_that_was_set_back_changes_nothing(root: Path, tmp_path: Path) -> None:
    """An edition of a month that this clock has not reached is refused; what is there stays."""
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(
        "import datetime, time\n"
        "time.time = lambda: 946684800.0\n"
        "class Then(datetime.datetime):\n"
        "    @classmethod\n"
        "    def now(cls, tz=None):\n"
        "        return cls.fromtimestamp(time.time(), tz)\n"
        "datetime.datetime = Then\n",
        encoding="utf-8",
    )
    before = served(root)

    done = run(root, "publish", "2021-10", *TITLE, PYTHONPATH=str(tmp_path / "clock"))

    assert done.returncode == ExitCode.FAULTS, done.stderr
    assert "has not begun" in done.stderr
    assert served(root) == before
    healed(root)


def test_a_missing_font_is_told(root: Path) -> None:
    """A generator without its npm packages draws nothing in the fonts of some machine."""
    shutil.rmtree(root / ".build")
    before = served(root)
    program = (
        "import pathlib, sys, build, report.packages\n"
        "report.packages._GENERATOR = pathlib.Path('/nonexistent')\n"
        "sys.exit(build.main(sys.argv[1:]))"
    )
    words = [sys.executable, "-c", program, "--project", str(root), "publish", "2021-10", *TITLE]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == ExitCode.FAULTS, done.stderr
    assert "is not installed" in done.stderr
    assert served(root) == before
    healed(root)
