"""What is remembered: by what it was made of, whole or not at all, and nothing for ever."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import store
from report.store import digest, remembered, sweep

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Boat:
    """An invented thing."""

    name: str
    sails: frozenset[str]


def maker(made: list[int]) -> Callable[[], list[int]]:
    """Return what makes a list, and takes note that it was asked."""

    def make() -> list[int]:
        made.append(len(made))
        return [1, 2, len(made)]

    return make


def entries(folder: Path) -> list[Path]:
    """Return all entries of a store."""
    return sorted(path for path in (folder / "store").rglob("*") if path.is_file())


def test_the_same_parts_are_made_once(tmp_path: Path) -> None:
    """What comes back is equal and of its own: nobody else sees it change."""
    made: list[int] = []
    first = remembered(tmp_path, "list", ["a", 1], maker(made))
    first.append(99)

    assert remembered(tmp_path, "list", ["a", 1], maker(made)) == [1, 2, 1]
    assert made == [0]
    assert remembered(tmp_path, "list", ["a", 2], maker(made)) == [1, 2, 2]
    assert remembered(tmp_path, "other", ["a", 1], maker(made)) == [1, 2, 3]


def test_a_file_counts_by_its_content(tmp_path: Path) -> None:
    """Neither its name nor its time tells whether it is the same."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("boats", encoding="utf-8")
    other.write_text("boats", encoding="utf-8")
    before = digest(one)
    one.write_text("barks", encoding="utf-8")
    os.utime(one, (0, 0))

    assert digest(other) == before
    assert digest(one) != before
    assert digest(tmp_path / "absent") != before


@pytest.mark.parametrize(
    "damage", [b"", b"half", lambda whole: whole[:-1], lambda w: w[:-1] + b"?"]
)
def test_a_damaged_entry_is_made_again(
    tmp_path: Path, damage: bytes | Callable[[bytes], bytes]
) -> None:
    """Cut, emptied or with a changed byte: it counts as absent, and is whole afterwards."""
    made: list[int] = []
    remembered(tmp_path, "list", ["a"], maker(made))
    (entry,) = entries(tmp_path)
    whole = entry.read_bytes()
    entry.write_bytes(damage if isinstance(damage, bytes) else damage(whole))

    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 2]
    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 2]
    assert len(made) == 2


def test_an_entry_that_is_whole_and_cannot_be_read_is_made_again(tmp_path: Path) -> None:
    """Its hash is right, and what it holds is of a class that is no more."""
    made: list[int] = []
    remembered(tmp_path, "list", ["a"], maker(made))
    [entry] = entries(tmp_path)
    payload = b"cno_such_module\nBoat\n."
    entry.write_bytes(hashlib.sha256(payload).digest() + payload)

    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 2]
    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 2]


def test_another_generator_has_other_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older program made is never taken for what this one would."""
    made: list[int] = []
    remembered(tmp_path, "list", ["a"], maker(made))
    monkeypatch.setattr(store, "_generator", lambda: "another")

    remembered(tmp_path, "list", ["a"], maker(made))
    assert len(made) == 2


def test_a_fault_is_not_remembered(tmp_path: Path) -> None:
    """What could not be made is tried again."""

    def fail() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised above
        remembered(tmp_path, "list", ["a"], fail)
    assert entries(tmp_path) == []


def test_a_place_that_cannot_be_written_costs_time_alone(tmp_path: Path) -> None:
    """The value is there all the same."""
    (tmp_path / "store").write_text("a file where a folder should be", encoding="utf-8")
    made: list[int] = []

    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 1]
    assert remembered(tmp_path, "list", ["a"], maker(made)) == [1, 2, 2]


def test_what_nobody_asks_for_is_swept(tmp_path: Path) -> None:
    """After two weeks; what was asked for in the meantime stays."""
    made: list[int] = []
    for name in ("old", "asked for"):
        remembered(tmp_path, "list", [name], maker(made))
    for entry in entries(tmp_path):
        os.utime(entry, (time.time() - 15 * 86_400,) * 2)
    remembered(tmp_path, "list", ["asked for"], maker(made))
    sweep(tmp_path)

    assert len(entries(tmp_path)) == 1
    remembered(tmp_path, "list", ["asked for"], maker(made))
    assert len(made) == 2


def test_what_was_asked_for_last_stays_when_there_is_too_much(tmp_path: Path) -> None:
    """A store does not grow without end, whatever is edited in two weeks."""
    made: list[int] = []
    for age, name in enumerate(("new", "middle", "old")):
        remembered(tmp_path, "list", [name], maker(made))
        [entry] = [each for each in entries(tmp_path) if time.time() - each.stat().st_mtime < 50]
        os.utime(entry, (time.time() - 100 * (age + 1),) * 2)
    size = entries(tmp_path)[0].stat().st_size
    sweep(tmp_path, most=2 * size)

    assert len(entries(tmp_path)) == 2
    remembered(tmp_path, "list", ["new"], maker(made))
    remembered(tmp_path, "list", ["middle"], maker(made))
    assert len(made) == 3


LIKE = [
    "1",
    b"1",
    1,
    1.0,
    True,
    Decimal(1),
    Decimal("1.0"),
    None,
    "None",
    date(2023, 1, 1),
    ["1"],
    [["1"]],
    ["1", "1"],
    ["11"],
    {"1": "1"},
    frozenset({"1"}),
    Boat("1", frozenset()),
    Boat("", frozenset({"1"})),
    "",
    [],
    {},
]


def test_what_is_different_has_another_digest() -> None:
    """Values that print alike are told apart, and so is where one ends and the next begins."""
    assert len({digest(each) for each in LIKE}) == len(LIKE)
    assert digest("ab", "c") != digest("a", "bc")


@given(st.lists(st.text()), st.lists(st.text()))
def test_lists_of_texts_have_one_digest_each(one: list[str], other: list[str]) -> None:
    """Two lists have the same digest only if they are the same."""
    assert (digest(one) == digest(other)) == (one == other)


def test_a_digest_is_the_same_in_every_process() -> None:
    """Sets and mappings have no order that a hash seed could change."""
    script = (
        "from report.store import digest\n"
        "print(digest({'b': 1, 'a': frozenset('xyz')}, {'north', 'south', 'east'}))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }

    assert len(told) == 1


def test_what_has_no_digest_is_said() -> None:
    """A function, say, may do anything."""
    with pytest.raises(TypeError, match="a function has no digest"):
        digest(maker)
