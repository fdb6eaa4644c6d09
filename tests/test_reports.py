"""How a command ended: one JSON report that its schema describes, or words on two streams."""

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import build
from report import reports
from report.editions import ExitCode
from report.errors import ReportError
from report.reports import Ended
from report.voice import Level, Voice

ROOT = Path(__file__).resolve().parents[1]
SITES = Path(__file__).parent / "sites"
SCHEMA = json.loads((ROOT / "docs/schemas/report.schema.json").read_text(encoding="utf-8"))
NAMES = set(SCHEMA["properties"])
FAULT = set(SCHEMA["$defs"]["fault"]["properties"])
REFUSAL = FAULT | set(SCHEMA["properties"]["refusals"]["items"]["properties"])
COMMANDS = ("build", "check", "publish")


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """A good publication, in a folder of its own."""
    return Path(shutil.copytree(SITES / "harbour_ferries", tmp_path / "ferries"))


@pytest.fixture
def faulty(ferries: Path) -> Path:
    """The publication with a fault in its data and one in its prose."""
    for path in ("data/months.csv", "content/data.md"):
        with (ferries / path).open("a", encoding="utf-8") as file:
            file.write("{{ nothing }},\n")
    return ferries


@pytest.fixture
def refused(tmp_path: Path) -> Path:
    """A publication of which no edition would be published."""
    root = tmp_path / "refused"
    shutil.copytree(SITES / "faulty/_good", root)
    shutil.copytree(SITES / "faulty/all_refusals", root, dirs_exist_ok=True)
    return root


def report(project: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Run a command with --json; return its report, which is what the schema says."""
    code = build.main(["--project", str(project), *words, "--json"])
    told = capsys.readouterr()
    document = json.loads(told.out)
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(
        document
    )
    assert told.err == ""
    assert document["exit"] == code
    assert document["command"] == words[0]
    assert set(document) == NAMES
    assert all(set(fault) == FAULT for fault in document["faults"])
    assert all(set(refusal) == REFUSAL for refusal in document["refusals"])
    return document


def test_the_schema_is_one() -> None:
    """The schema of reports is a schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_good_project_has_an_empty_report(
    ferries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is checked and verified without a fault is told as such."""
    for command in ("check", "verify"):
        told = report(ferries, capsys, command)

        assert (told["exit"], told["faults"], told["refusals"]) == (0, [], [])


def test_a_build_and_an_edition_are_told(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft is told with its folder, an edition with its name, and damage to it with its file."""
    assert report(ferries, capsys, "build")["result"] == {
        "draft": "site/draft",
        "built": True,
    }
    published = report(ferries, capsys, "publish", "2023-09")
    (ferries / "site/2023-09/index.html").write_text("Gone.", encoding="utf-8")
    verified = report(ferries, capsys, "verify")

    assert published["result"] == {"edition": "2023-09", "new": True, "latest": "2023-09"}
    assert verified["exit"] == ExitCode.FAULTS
    assert [fault["file"] for fault in verified["faults"]] == ["site/2023-09/index.html"]


@pytest.mark.parametrize("command", COMMANDS)
def test_faults_have_a_place_and_a_guide(
    faulty: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Each fault is told with its file, its line, and where the guide tells of its kind."""
    words = (command, "2023-09") if command == "publish" else (command,)

    told = report(faulty, capsys, *words)

    assert told["exit"] == ExitCode.FAULTS
    assert {fault["file"] for fault in told["faults"]} == {"data/months.csv", "content/data.md"}
    assert all(fault["line"] for fault in told["faults"])
    assert {fault["guide"] for fault in told["faults"]} == {
        f"docs/faults.md#{kind}" for kind in ("tables", "proofs")
    }


def test_a_check_tells_refusals_apart_from_faults(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A refusal has what a waiver needs of it: its rule, its name and its values."""
    told = report(refused, capsys, "check")

    assert told["exit"] == ExitCode.FAULTS
    assert told["faults"] == []
    assert {refusal["rule"] for refusal in told["refusals"]} >= {"false claim", "naked number"}


def test_an_edition_is_refused_with_refusals(
    refused: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What refuses an edition is no fault: a waiver may let it pass."""
    told = report(refused, capsys, "publish", "2023-09")

    assert told["exit"] == ExitCode.FAULTS
    assert told["faults"] == []
    assert len(told["refusals"]) > 1


def test_every_command_that_judges_is_in_the_schema_s_codes() -> None:
    """The schema has each exit code but none besides, and so has the help."""
    codes = {int(code) for code in ExitCode}

    assert set(SCHEMA["properties"]["exit"]["enum"]) == codes
    assert all(f" {code} " in f" {reports.EXIT_CODES}" for code in codes)


def test_words_end_with_a_count_and_the_guide(capsys: pytest.CaptureFixture[str]) -> None:
    """Each kind is told once, however many faults are of it."""
    faults = (ReportError("it is broken", "a.md:2"), ReportError("it is torn", "a.md:1"))

    reports.tell(Ended(ExitCode.FAULTS, faults), Voice(Level.NORMAL))

    assert capsys.readouterr().err.splitlines() == [
        "a.md:1: it is torn",
        "a.md:2: it is broken",
        "more on it: docs/faults.md#tests",
        "2 faults; site/ is as it was",
    ]


def test_a_fault_of_the_publication_s_own_modules_has_a_chapter() -> None:
    """A module outside of report makes faults for the part of it that runs it."""
    module = {"__name__": "importers.log", "made": ReportError}
    exec("def read(_): return made('it is broken')", module)  # noqa: S102 - as runpy does it
    voice = Voice(Level.SILENT)

    (error,) = voice.steps("reading", map(module["read"], ["log.csv"]))  # type: ignore[call-overload]  # run as a script

    assert error.kind == "voice"
