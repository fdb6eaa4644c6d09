"""The command line: what it says, and how it ends."""

import json
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from report import bundle, disk, editions, pipeline
from report.editions import ExitCode, Outcome
from report.errors import ReportError
from report.model import Project
from report.refusals import Judgement, Refusal

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """A second publication, in a folder of its own."""
    return Path(shutil.copytree(FERRIES, tmp_path / "ferries"))


def run(project: Path, *words: str) -> int:
    """Run a command on a project, as the shell does."""
    return build.main(["--project", str(project), *words])


def test_a_sound_publication_passes(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """``check`` ends well, and says what it looked at."""
    assert run(ferries, "check") == ExitCode.DONE
    assert "prose    every page renders" in capsys.readouterr().out


def test_a_fault_ends_with_its_place(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault is told on the error stream, counted, and changes nothing."""
    page = ferries / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "{{ fig.nothing }}\n", encoding="utf-8")

    assert run(ferries) == ExitCode.FAULTS
    said = capsys.readouterr().err
    assert 'no figure named "nothing"' in said
    assert said.endswith("1 fault; site/ is as it was\n")
    assert not (ferries / "site" / "draft").exists()


def _raises(error: ReportError) -> Callable[..., Outcome]:
    def publish(*_: object, **__: object) -> Outcome:
        raise error

    return publish


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (editions.NameTaken("site/2023-09", "a.html would differ", "2023-09", "2023-09.1"), 3),
        (editions.Busy("site"), 75),
        (ReportError("anything else"), 2),
    ],
)
def test_an_exit_code_says_what_kept_an_edition(
    ferries: Path, monkeypatch: pytest.MonkeyPatch, error: ReportError, code: int
) -> None:
    """A taken name, another build at work and a fault are told apart by the shell."""
    monkeypatch.setattr(pipeline, "publish", _raises(error))

    assert run(ferries, "publish", "2023-09") == code


def test_two_builds_do_not_meet(ferries: Path) -> None:
    """While one build writes to the site, a second one ends with 75."""
    project = Project(ferries)
    disk.make_folder(project.site)
    with disk.lock(project.site / ".lock"):
        assert run(ferries) == ExitCode.BUSY


@pytest.mark.parametrize(
    ("new", "latest", "said"),
    [
        (True, "2023-09", "published site/2023-09/; and is the latest"),
        (False, "2024-01", "site/2023-09/ was published before, as it is; the latest is 2024-01"),
    ],
)
def test_publishing_says_what_it_came_to(
    ferries: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    new: bool,
    latest: str,
    said: str,
) -> None:
    """An editor sees whether an edition is new, and which one is the latest."""
    outcome = Outcome(ferries / "site" / "2023-09", new, latest)
    monkeypatch.setattr(pipeline, "publish", lambda *_, **__: outcome)

    assert run(ferries, "publish", "2023-09") == ExitCode.DONE
    assert said in capsys.readouterr().out


def test_a_refusal_is_told_and_the_draft_stands(
    ferries: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft that an edition would be refused for is built all the same."""
    error = ReportError('"twice" is bound to no figure and no claim', "content/index.md:3")
    refused = Judgement((Refusal("naked number", "index twice", "twice", error),), ())
    drawn: list[object] = []

    def draft(*_: object, with_cards: bool) -> tuple[Path, Judgement]:
        drawn.append(with_cards)
        return ferries / "site" / "draft", refused

    monkeypatch.setattr(pipeline, "draft", draft)

    assert run(ferries) == ExitCode.DONE
    assert run(ferries, "build", "--cards") == ExitCode.DONE
    assert drawn == [False, True]
    told = capsys.readouterr()
    assert 'content/index.md:3: "twice" is bound' in told.err
    assert "an edition would be refused: 1 refusal, told above" in told.err
    assert told.err.endswith(": docs/how-to/waive-a-refusal.md\n")


def test_a_taken_port_is_told_with_a_free_one(
    ferries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """``serve`` does not search for words when somebody else listens there."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        assert run(ferries, "serve", "--port", str(port)) == ExitCode.FAULTS

    said = capsys.readouterr().err
    assert f"port {port} cannot be served" in said
    assert re.search(r"This one is free: serve --port \d+", said)


def test_an_edition_of_a_month_to_come_is_refused(
    ferries: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the year would stay the latest for ever."""
    assert run(ferries, "publish", "2099-12", "--title", "Far") == ExitCode.FAULTS
    assert '"2099-12" has not begun: today is ' in capsys.readouterr().err
    assert not (ferries / "editions").exists()


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("x" * 300, "the title has 300 characters"),
        ("two\nlines", "is not a title"),
        ("   ", "is not a title"),
        ("\u202eturned round", "is not a title"),
        ("half a letter \ud83d", "is not a title"),
    ],
)
def test_a_title_that_cannot_be_one_is_refused_before_anything_is_read(
    ferries: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    title: str,
    said: str,
) -> None:
    """It would otherwise be told when all is built."""

    def read(*_: object, **__: object) -> None:
        pytest.fail("the build began")

    monkeypatch.setattr(bundle, "collect", read)
    monkeypatch.setattr(pipeline, "gather", read)

    assert run(ferries, "publish", "2023-09", "--title", title) == ExitCode.FAULTS
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["2023-01"], ExitCode.FAULTS),
        (["2023-01", "--out-of-order"], ExitCode.DONE),
        (["2023-09"], ExitCode.DONE),
        (["2023-09.1"], ExitCode.DONE),
        (["2023-10"], ExitCode.DONE),
    ],
)
def test_an_edition_before_the_newest_is_meant_or_refused(
    ferries: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: ExitCode,
) -> None:
    """A slip of the month is told; what is sealed, its revisions and what is meant pass."""
    (ferries / "editions" / "2023-09").mkdir(parents=True)
    outcome = Outcome(ferries / "site" / "2023-09", True, "2023-09")  # noqa: FBT003 - the fields of an outcome
    monkeypatch.setattr(pipeline, "publish", lambda *_, **__: outcome)

    assert run(ferries, "publish", *words, "--title", "Late") == code
    told = capsys.readouterr().err
    assert ('"2023-01" comes before 2023-09, which is published' in told) is (code != 0)
    assert ("publish 2023-01 --out-of-order" in told) is (code != 0)


@pytest.mark.parametrize("words", [("-q", "check"), ("check", "-q"), ("--quiet", "check")])
def test_quiet_is_quiet_wherever_it_is_said(
    ferries: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """Before the command and after it."""
    assert run(ferries, *words) == ExitCode.DONE
    assert capsys.readouterr().out == ""


def test_a_refused_edition_is_no_fault(ferries: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a waiver can let pass is told apart from what must be mended."""
    page = ferries / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "It has 40 ferries.\n", encoding="utf-8")

    assert run(ferries, "publish", "2023-09", "--json") == ExitCode.FAULTS
    told = json.loads(capsys.readouterr().out)
    assert told["faults"] == []
    assert [each["rule"] for each in told["refusals"]] == ["naked number"]
