"""What is promised stands in a table with what tries to break it, and what came of it last."""

import json
from pathlib import Path

import pytest

from tools import mutations, promises

ASKED = {"tries": 3, "failed": 0, "result": "3 passed", "date": "2026-11-27"}


def test_what_a_promise_is_tried_by_is_there() -> None:
    """A file of tests that was renamed would leave its promise untried."""
    tests = [path for promise in promises.PROMISES for path in promise.tests]

    assert [path for path in tests if not (promises.ROOT / path).is_file()] == []


def test_no_promise_was_found_broken() -> None:
    """What is kept is of promises that there are; what was not asked stands in the table so."""
    kept = json.loads(promises.KEPT.read_text(encoding="utf-8"))

    assert list(kept) == [each.says for each in promises.PROMISES if each.says in kept]
    assert [each for each in kept.values() if each["failed"] or not each["tries"]] == []


def test_the_table_tells_what_was_asked() -> None:
    """What was asked is committed in a file, and the table is made of it."""
    kept = json.loads(promises.KEPT.read_text(encoding="utf-8"))
    text = promises.TABLE.read_text(encoding="utf-8")

    assert text == promises._table(kept)  # noqa: SLF001 - the table without asking
    assert all(f"| {wall.name} | `{wall.path}` | yes |" in text for wall in mutations.WALLS)


def test_what_was_not_asked_or_failed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table hides neither, and the command ends with 1 where a promise is broken."""
    first, second, third = promises.PROMISES[:3]
    kept = {first.says: ASKED, second.says: {**ASKED, "failed": 1, "result": "1 failed"}}
    monkeypatch.setattr(promises, "KEPT", tmp_path / "promises.json")
    monkeypatch.setattr(promises, "TABLE", tmp_path / "promises.md")
    promises.KEPT.write_text(json.dumps(kept), encoding="utf-8")

    assert promises.main(["--table"]) == 1

    rows = promises.TABLE.read_text(encoding="utf-8").splitlines()
    ends = {
        says: row for row in rows for says in (first.says, second.says, third.says) if says in row
    }
    assert ends[first.says].endswith("| 3 | 3 passed, 2026-11-27 |")
    assert ends[second.says].endswith("| 3 | 1 failed, 2026-11-27 |")
    assert ends[third.says].endswith("|  | not asked yet |")


def test_a_trial_tells_how_often_it_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test is one try, one that tells of seven is seven, and a property is a hundred."""
    test = tmp_path / "test_of_tries.py"
    test.write_text(
        "from hypothesis import given, strategies\n\n\n"
        "def test_one():\n    pass\n\n\n"
        "def test_many(record_property):\n    record_property('tries', 7)\n\n\n"
        "@given(strategies.integers())\ndef test_law(number):\n    pass\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(promises, "LOG", tmp_path / "log")

    told = promises._ask(promises.Promise("It counts.", (str(test),)))  # noqa: SLF001 - one promise alone

    assert told["tries"] == 1 + 7 + 100
    assert told["result"] == "3 passed"
    assert "test_many" in promises.LOG.read_text(encoding="utf-8")
