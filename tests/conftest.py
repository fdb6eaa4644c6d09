"""What all tests share: examples that are the same in every run, fonts, and the publication itself.

A file of tests stays in one worker, so that what its tests stand on is made once.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import warm

settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("steady")

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
SOURCES = ("charts", "content", "data", "mkdocs.yml", "queries", "templates")
# What takes longest begins first, so that no worker is left with it at the end. The first of them
# builds the publication, and the second does not wait for it.
LONGEST = """
    browser/test_pages browser/test_hostile browser/test_embeds test_faulty browser/test_explore
    test_same_bytes test_scaffolds browser/test_old_embeds browser/test_serving test_edits
    test_editions browser/test_kit browser/test_search
""".split()


@pytest.hookimpl(wrapper=True)  # xdist reads the marks in this same hook, and goes first
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Keep each file in one worker, and begin with those that take longest."""
    places = {name: place for place, name in enumerate(LONGEST)}
    files = {path: _name(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: places.get(files[item.path], len(places)))
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(files[item.path]))
    yield


def _name(path: Path) -> str:
    within = path.relative_to(TESTS) if path.is_relative_to(TESTS) else path
    return within.with_suffix("").as_posix()


@pytest.fixture(scope="session", autouse=True)
def _fonts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fonts are made once in a session; see ``warm``."""
    with warm.made_once(warm.of_session(tmp_path_factory)):
        yield


@pytest.fixture(scope="session", autouse=True)
def _power() -> Iterator[None]:
    """Nobody cuts the power: what is written need not reach the disk before a test goes on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The publication: a copy of its sources, with the draft that the command has built of them.

    It is built once for all workers, and nobody writes into it.
    """
    copy = warm.shared(tmp_path_factory) / "publication with a blank"
    with warm.one_at_a_time(copy):
        if not copy.exists():
            _build(copy)
    return copy


def _build(copy: Path) -> None:
    """Build the draft of a copy; where that fails nothing is left that looks like one."""
    unbuilt = copy.with_name("publication not built")
    shutil.rmtree(unbuilt, ignore_errors=True)
    unbuilt.mkdir()
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, unbuilt / name)
    warm.fonts_of(unbuilt)
    command = [sys.executable, str(ROOT / "build.py"), "--project", str(unbuilt)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.fail(f"build.py failed:\n{built.stdout}{built.stderr}", pytrace=False)
    unbuilt.rename(copy)
