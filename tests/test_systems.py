"""What is written for macOS and Windows too. Neither runs here: these tests take away what they lack.

They show that nothing is reached for that is not there; that it works there, only a run there can show.
"""

import ast
import ctypes
import errno
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
import yaml

from report import disk, names
from report.errors import ReportError
from report.model import SiteFile
from report.website import tree

ROOT = Path(__file__).resolve().parents[1]
CODE = [ROOT / "build.py", ROOT / "tools/install.py", *sorted((ROOT / "report").rglob("*.py"))]
# Modules and names of ``os`` that Windows, or one of the two, does not have.
NOT_EVERYWHERE = {"fcntl", "grp", "msvcrt", "pwd", "resource", "termios", "winreg"}
OF_UNIX = {
    *("chown", "fchmod", "fchown", "fork", "forkpty", "geteuid", "getgid", "getgrouplist"),
    *("getuid", "killpg", "lchown", "mkfifo", "nice", "openpty", "posix_spawn", "setgid"),
    *("setsid", "setuid", "sched_getaffinity", "statvfs", "sync", "uname", "wait3", "wait4"),
}
# Where one is asked for and not taken for granted.
GUARDED = {("report/disk.py", "fcntl"), ("report/disk.py", "msvcrt")}
GUARDED_OF_OS = {("report/disk.py", "sync"), ("tools/install.py", "getuid")}


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call in a file, with the last part of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            named = node.func
            yield (
                named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", ""),
                node,
            )


def is_binary(call: ast.Call) -> bool:
    """Tell whether a file is opened for bytes, or what is opened is no file."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    modes = [*call.args[(0 if owner else 1) :][:1]]
    modes += [each.value for each in call.keywords if each.arg == "mode"]
    no_file = isinstance(owner, ast.Name) and owner.id in {"os", "webbrowser", "_OPENER"}
    return no_file or any(isinstance(m, ast.Constant) and "b" in str(m.value) for m in modes)


def lacks_encoding(name: str, call: ast.Call) -> bool:
    """Tell whether a call reads or writes text, and leaves it to the system in which encoding."""
    given = {each.arg for each in call.keywords}
    if "encoding" in given or (call.args[:1] and name == "read_text"):
        return False
    if name in {"run", "Popen", "check_output"}:
        return bool({"text", "universal_newlines"} & given)
    is_text = name in {"read_text", "write_text"} and isinstance(call.func, ast.Attribute)
    return is_text or (name == "open" and not is_binary(call))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_names_its_encoding(path: Path) -> None:
    """Windows would read and write another one; and would end its lines otherwise."""
    wrong = [
        f"line {call.lineno}: {name} without an encoding"
        for name, call in calls(path)
        if lacks_encoding(name, call)
    ]
    wrong += [
        f"line {call.lineno}: write_text without newline"
        for name, call in calls(path)
        if name == "write_text" and "newline" not in {each.arg for each in call.keywords}
        if path.is_relative_to(ROOT / "report")
    ]

    assert wrong == []


def test_the_check_above_finds_what_it_is_for(tmp_path: Path) -> None:
    """A call without an encoding is one of those that it looks at."""
    module = tmp_path / "module.py"
    text = "open('a')\nopen('b', 'rb')\np.open()\np.open('ab')\nrun(text=True)\np.read_text()\n"
    module.write_text(text, encoding="utf-8")

    found = [call.lineno for name, call in calls(module) if lacks_encoding(name, call)]

    assert found == [1, 3, 5, 6]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_taken_for_granted_that_is_not_everywhere(path: Path) -> None:
    """Modules and calls of one system alone are asked for, and there is a way without them."""
    shown = path.relative_to(ROOT).as_posix()
    nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    imported = {
        each.name for node in nodes if isinstance(node, ast.Import) for each in node.names
    } | {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    of_os = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }

    assert {(shown, each) for each in imported & NOT_EVERYWHERE} <= GUARDED
    assert {(shown, each) for each in of_os & OF_UNIX} <= GUARDED_OF_OS


def test_every_file_of_the_repository_has_a_name_that_every_system_keeps() -> None:
    """No two differ by case alone, none is a device of Windows, none has one of its signs."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    if not listed:
        pytest.skip("this is no checkout of git")
    paths = listed.strip("\0").split("\0")

    assert len({path.casefold() for path in paths}) == len(paths)
    parts = {part for path in paths for part in path.split("/")}
    assert {part for part in parts if names.is_lost_on_windows(part)} == set()
    assert {part for part in parts if set(part) & set('<>:"\\|?*')} == set()


@pytest.mark.parametrize(
    "path", ["charts/con.svg", "aux/index.html", "figures/NUL", "data/lpt1.tar.gz", "a./b.csv"]
)
def test_no_address_is_a_name_that_windows_does_not_keep(tmp_path: Path, path: str) -> None:
    """An edition can be unpacked everywhere."""
    with pytest.raises(ReportError, match="Windows does not keep"):
        tree.write([SiteFile(path, b"")], tmp_path / "out", shown="out")


def test_a_name_that_only_begins_like_a_device_is_one_of_ours() -> None:
    """What every system keeps is not refused."""
    for name in ("console.svg", "auxiliary", "com10.csv", "a.con"):
        assert not names.is_lost_on_windows(name)


class Held(SimpleNamespace):
    """``msvcrt`` as far as it is used: who has locked what, by file."""

    LK_NBLCK = 2

    def locking(self, descriptor: int, _: int, count: int) -> None:
        """Lock the next bytes, or raise as Windows does."""
        assert os.lseek(descriptor, 0, os.SEEK_CUR) == 0
        assert count == 1
        file = os.fstat(descriptor).st_ino
        if file in self.taken:
            raise PermissionError(errno.EACCES, "Permission denied")
        self.taken.add(file)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as it is loaded where there is no fcntl, no sync, and no such folder to open."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", Held(taken=set()))
    spec = importlib.util.spec_from_file_location("disk_of_windows", disk.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delattr(os, "sync")
    monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    opened = os.open

    def open_(path: Path, flags: int, *more: int) -> int:
        assert not Path(path).is_dir(), "Windows opens no folder"
        assert flags & os.O_RDWR, "Windows flushes no file that was opened to be read"
        return opened(path, flags, *more)

    monkeypatch.setattr(module.os, "open", open_)
    return module


def test_without_fcntl_another_lock_holds(windows: ModuleType, tmp_path: Path) -> None:
    """Whoever comes second is told at once, in the same words as elsewhere."""
    with windows.lock(tmp_path / ".lock"):
        with pytest.raises(BlockingIOError), windows.lock(tmp_path / ".lock"):
            pytest.fail("two held it")
        with windows.lock(tmp_path / ".other"):
            pass


def test_without_sync_and_folders_to_open_an_edition_is_put(
    windows: ModuleType, tmp_path: Path
) -> None:
    """All steps of a publication go without what Windows does not have."""
    for name in ("one", "two"):
        windows.make_folder(tmp_path / name)
        windows.write(tmp_path / name / "index.html", name.encode())
        windows.settle(tmp_path / name)
    windows.place(tmp_path / "one", tmp_path / "edition")
    with pytest.raises(FileExistsError):
        windows.place(tmp_path / "two", tmp_path / "edition")
    windows.put(tmp_path / "two", tmp_path / "edition")

    assert (tmp_path / "edition/index.html").read_bytes() == b"two"
    assert (tmp_path / "two/index.html").read_bytes() == b"one"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_only_linux_is_asked_for_its_call(monkeypatch: pytest.MonkeyPatch, platform: str) -> None:
    """Windows has no library to ask, and a call of that name elsewhere could mean another thing."""
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: pytest.fail("it was asked"))

    assert not disk._renameat2(Path("a"), Path("b"), 0)  # noqa: SLF001 - the door to the system


def test_where_links_are_kept_from_users_things_are_copied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows lets plain users make none."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1314, "A required privilege is not held by the client")

    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").write_bytes(b"x")
    disk.lend(tmp_path / "folder", tmp_path / "linked")
    monkeypatch.setattr(Path, "symlink_to", refuse)
    disk.lend(tmp_path / "folder", tmp_path / "copied")
    disk.lend(tmp_path / "folder/file", tmp_path / "single")

    assert (tmp_path / "linked").is_symlink()
    assert (tmp_path / "copied/file").read_bytes() == (tmp_path / "single").read_bytes() == b"x"
    assert not (tmp_path / "copied").is_symlink()


def test_the_workflow_tries_every_system_and_only_reads() -> None:
    """It asks tests that are there, writes nothing, and takes only GitHub's own actions, by commit."""
    text = (ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - "on" is a word
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]

    assert workflow["permissions"] == {"contents": "read"}
    for step in steps:
        assert re.fullmatch(
            r"actions/[a-z-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{40 * 'a'}")
        )
    systems = {
        each["system"] for each in workflow["jobs"]["others"]["strategy"]["matrix"]["include"]
    }
    assert systems == {"macos-latest", "windows-latest"}
    asked = re.findall(r"tests/test_\w+\.py|tools/\w+\.py|\.github/\w+\.txt", text)
    assert len(asked) > 8
    assert [path for path in asked if not (ROOT / path).is_file()] == []
