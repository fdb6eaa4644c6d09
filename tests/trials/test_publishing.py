"""Publishing that is killed at random, out of disk, or not alone, under the eyes of a reader."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from report import editions
from report.model import Project
from tests.endings import end_of, fork
from tests.test_editions import Tree, answers, publish, published_in, torn, tree

ROOT = Path(__file__).resolve().parents[2]
FERRIES = ROOT / "tests" / "sites" / "harbour_ferries"
KILLS, COMMANDS, PAIRS = 200, 30, 50
SEED = 20230124
Tell = Callable[[str, object], None]


@pytest.fixture
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: a killed process loses nothing that the system holds for it."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.usefixtures("_no_sync")
def test_killed_at_random_moments(tmp_path: Path, record_property: Tell) -> None:
    """200 publishings die at random; every read meets the old or the new, every rerun succeeds."""
    chance = random.Random(SEED)
    start = published_in(tmp_path / "start", "2023-01")
    end = published_in(tmp_path / "end", "2023-01")
    before = tree(start.root)
    begin = time.monotonic()
    publish(end, "2023-09")
    longest = 2 * (time.monotonic() - begin)
    after = tree(end.root)
    reads = killed = runs = 0
    while killed < KILLS:
        project = Project(tmp_path / "now")
        shutil.copytree(start.root, project.root)
        child = fork(partial(publish, project, "2023-09"))
        last = time.monotonic() + chance.random() * longest
        while time.monotonic() < last:
            assert answers(project.root, before, after) == []
            reads += 1
        os.kill(child, signal.SIGKILL)
        killed += end_of(child) == -signal.SIGKILL
        runs += 1
        assert torn(project.root, before, after) == []
        publish(project, "2023-09")
        assert tree(project.root) == after
        assert not list(project.root.rglob(".staging-*"))
        shutil.rmtree(project.root)
    record_property("tries", runs)
    print(f"\n{killed} of {runs} runs killed, {reads} reads of every address, none torn")


def test_the_command_killed_at_random_moments(tmp_path: Path, record_property: Tell) -> None:
    """``build.py publish`` itself, on a real publication, wherever in its course it dies."""
    chance = random.Random(SEED)
    start = Project(Path(shutil.copytree(FERRIES, tmp_path / "start" / "ferries")))
    assert command(start, "2023-01").wait() == 0
    before = tree(start.root)
    shutil.copytree(start.root, tmp_path / "end" / "ferries")
    end = Project(tmp_path / "end" / "ferries")
    begin = time.monotonic()
    assert command(end, "2023-09").wait() == 0
    longest = 1.1 * (time.monotonic() - begin)
    after = tree(end.root)
    reads = killed = 0
    for run in range(COMMANDS):
        project = Project(tmp_path / f"run-{run}" / "ferries")
        shutil.copytree(start.root, project.root)
        process = command(project, "2023-09")
        last = time.monotonic() + chance.random() * longest
        while time.monotonic() < last:
            assert answers(project.site, within(before), within(after)) == []
            reads += 1
        process.kill()
        killed += process.wait() == -signal.SIGKILL
        assert [each for each in torn(project.root, before, after) if each[:5] != ".buil"] == []
        assert command(project, "2023-09").wait() == 0
        now = tree(project.root)
        assert within(now) == within(after)
        assert not list(project.root.rglob(".staging-*"))
        shutil.rmtree(project.root)
    record_property("tries", COMMANDS)
    print(f"\n{killed} of {COMMANDS} commands killed, {reads} reads of every address, none torn")


def command(project: Project, name: str) -> "subprocess.Popen[bytes]":
    """Start publishing an edition as an editor would."""
    words = [sys.executable, "build.py", "--project", str(project.root), "publish", name]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=ROOT, stdout=quiet, stderr=quiet)


def within(root: Tree) -> Tree:
    """Return what of a project is its site, by the paths there."""
    return {path[5:]: text for path, text in root.items() if path.startswith("site/")}


@pytest.mark.usefixtures("_no_sync")
def test_two_publishers_at_once_and_one_is_killed(tmp_path: Path, record_property: Tell) -> None:
    """Whichever of the two is killed, whenever: the edition is whole or absent, and a rerun ends it."""
    chance = random.Random(SEED)
    start = published_in(tmp_path / "start", "2023-01")
    before = tree(start.root)
    after = tree(published_in(tmp_path / "end", "2023-01", "2023-09").root)
    for _ in range(PAIRS):
        project = Project(tmp_path / "now")
        shutil.copytree(start.root, project.root)
        children = [fork(partial(publish, project, "2023-09")) for _ in range(2)]
        time.sleep(chance.random() * 0.03)
        os.kill(chance.choice(children), signal.SIGKILL)
        ends = {end_of(child) for child in children}
        assert ends <= {0, 75, -signal.SIGKILL}
        assert torn(project.root, before, after) == []
        publish(project, "2023-09")
        assert tree(project.root) == after
        shutil.rmtree(project.root)
    record_property("tries", PAIRS)
    print(f"\n{PAIRS} pairs of publishers, one of each killed, no edition torn")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own that a test can fill."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("this user may not mount a file system")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def resize(disk: Path, size: str) -> None:
    """Give a small disk another size."""
    words = ["mount", "-o", f"remount,size={size}", str(disk)]
    subprocess.run(words, check=True)


def test_a_full_disk_leaves_the_site_as_it_was(small_disk: Path) -> None:
    """At every amount of room that is left: nothing half; with room again, the rerun ends it."""
    for room in range(0, 200, 4):
        resize(small_disk, "8m")
        project = published_in(small_disk / "project", "2023-01")
        before = tree(project.root)
        used = sum(-(-path.stat().st_size // 4096) * 4 for path in project.root.rglob("*"))
        resize(small_disk, f"{max(used, 4) + room}k")
        try:
            publish(project, "2023-09")
        except OSError:
            resize(small_disk, "8m")
            half = torn(project.root, before, {**before, **_after(project)})
            assert half == [], room
            publish(project, "2023-09")
        else:
            resize(small_disk, "8m")
        assert editions.verify(project) == ()
        assert editions.published(project) == ("2023-09", "2023-01")
        assert not list(project.root.rglob(".staging-*"))
        shutil.rmtree(project.root)


def _after(project: Project) -> dict[str, bytes]:
    """Return what publishing would have left, made elsewhere with room enough."""
    elsewhere = project.root.with_name("elsewhere")
    made = tree(published_in(elsewhere, "2023-01", "2023-09").root)
    shutil.rmtree(elsewhere)
    return made
