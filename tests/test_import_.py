"""``build.py import``: what it says, what it writes and how it ends. All boats are invented."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import build
from report.editions import ExitCode
from tests import packages
from tests.packages import HARBOURS, package

NOW = "harbour,boats\nA,1\nB,2\n"
NEW = "harbour,boats\nA,1\nB,3\n"
SCHEMA = Path(__file__).parents[1] / "docs" / "schemas" / "report.schema.json"


@pytest.fixture
def harbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of one table, and a file with a row that differs."""
    monkeypatch.chdir(tmp_path)
    packages.write(
        tmp_path,
        {
            "data/datapackage.json": package(HARBOURS),
            "data/harbours.csv": NOW,
            "new.csv": NEW,
            "wrong.csv": "harbour,boats\nA,many\n",
        },
    )
    return tmp_path


def run(project: Path, *words: str) -> int:
    """Run the command on a project, as the shell does."""
    return build.main(["--project", str(project), "import", *words])


def test_without_write_nothing_is_written(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says so, and what it would write."""
    assert run(harbours, "harbours", "new.csv") == ExitCode.DONE

    assert capsys.readouterr().out == (
        "data/harbours.csv: 2 rows; 0 added, 0 removed, 1 changed\n"
        '  ~ harbour B: boats "2" → "3"  (new.csv:3, column 2)\n'
        "nothing was written; --write would write data/harbours.csv\n"
    )
    assert (harbours / "data/harbours.csv").read_text("utf-8") == NOW


def test_with_write_it_is_written_once(harbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second time nothing is left to change."""
    assert run(harbours, "harbours", "new.csv", "--write") == ExitCode.DONE
    assert "wrote data/harbours.csv; see what it does: python build.py check" in (
        capsys.readouterr().out
    )
    assert (harbours / "data/harbours.csv").read_text("utf-8") == NEW

    assert run(harbours, "harbours", "new.csv", "--write") == ExitCode.DONE
    assert capsys.readouterr().out.endswith("nothing would change; nothing was written\n")


def test_a_fault_leaves_the_data(harbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told at its cell, even where --write was given."""
    assert run(harbours, "harbours", "wrong.csv", "--write") == ExitCode.FAULTS

    said = capsys.readouterr().err
    assert said.startswith('wrong.csv:2, column 2: column "boats": "many" is not a whole number')
    assert said.endswith("1 fault; data/ is as it was\n")
    assert (harbours / "data/harbours.csv").read_text("utf-8") == NOW


def test_as_json_all_of_it_is_told(harbours: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One report, as its schema says: the difference, or the faults with their cells."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))

    assert run(harbours, "harbours", "new.csv", "--json") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    validator.validate(told)
    assert told["command"] == "import"
    assert told["result"]["would_write"] == ["data/harbours.csv"]
    assert told["result"]["tables"]["harbours"]["changed"] == [
        {
            "key": {"harbour": "B"},
            "from": "new.csv:3, column 1",
            "cells": [{"column": "boats", "was": "2", "is": "3", "from": "new.csv:3, column 2"}],
        }
    ]

    assert run(harbours, "harbours", "wrong.csv", "--json") == ExitCode.FAULTS
    told = json.loads(capsys.readouterr().out)
    validator.validate(told)
    [fault] = told["faults"]
    assert (fault["file"], fault["line"], fault["cell"]) == ("wrong.csv", 2, "column 2")


def test_rows_shown_are_as_many_as_asked_for(
    harbours: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Counts are always told."""
    run(harbours, "harbours", "new.csv", "--show", "0")

    assert capsys.readouterr().out.splitlines()[:2] == [
        "data/harbours.csv: 2 rows; 0 added, 0 removed, 1 changed",
        "  ~ and 1 more",
    ]
