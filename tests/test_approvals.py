"""What is published is what somebody approved: nothing that moved since, not a byte."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from report import approvals, restore, seals
from report.editions import ExitCode
from report.errors import ReportError
from report.manifest import Edition, Manifest
from report.model import Project
from report.voice import SILENT
from tests.test_three_editions import EDITIONS, SITES, advance, run
from tests.validating import faults

# The tests below tell one story of one publication: it is built once, in one worker.
pytestmark = pytest.mark.xdist_group("approvals")

DAY = date(2023, 9, 14)
INPUTS = {"content/index.md": "a" * 64, "data/boats.csv": "b" * 64}
FIRST, SECOND, _ = EDITIONS
ASK = ("review", "--approve", "--by", "A. Editor")


def test_an_approval_is_kept_as_it_was_given(tmp_path: Path) -> None:
    """The hash, who, the day and the note are read back, whatever words they have."""
    project = Project(tmp_path)

    given, new = approvals.approve(project, INPUTS, 'A: "Editor" #1', DAY, "- <b>no</b>: yes")

    [read] = approvals.read(project)
    assert (new, read.told) == (True, given.told)
    assert read.told == {
        "hash": approvals.digest(INPUTS),
        "by": 'A: "Editor" #1',
        "date": "2023-09-14",
        "note": "- <b>no</b>: yes",
    }


def test_the_log_only_grows(tmp_path: Path) -> None:
    """What stands there stays, comments and all; what is approved before is not written again."""
    project = Project(tmp_path)
    approvals.approve(project, INPUTS, "A. Editor", DAY)
    log = tmp_path / approvals.PATH
    log.write_text(f"# Ours.\n{log.read_text(encoding='utf-8').rstrip()}", encoding="utf-8")
    before = log.read_text(encoding="utf-8")

    _, new = approvals.approve(project, {"a": "c" * 64}, "B. Editor", DAY)
    first, again = approvals.approve(project, INPUTS, "B. Editor", DAY)

    assert log.read_text(encoding="utf-8").startswith(before)
    assert (new, again, first.by) == (True, False, "A. Editor")
    assert len(approvals.read(project)) == 2


@pytest.mark.parametrize("by", ["", " \n", "A\u202eB", "A\x1b[2J"])
def test_nobody_approves_nothing(tmp_path: Path, by: str) -> None:
    """An approval without a name, or with one that cannot be read, is not written."""
    with pytest.raises(ReportError):
        approvals.approve(Project(tmp_path), INPUTS, by, DAY)

    assert not (tmp_path / "editions").exists()


def test_the_hash_is_of_names_and_of_what_is_in_them() -> None:
    """In whatever order the files come, and whatever their names are."""
    turned = dict(reversed(INPUTS.items()))

    assert approvals.digest(turned) == approvals.digest(INPUTS)
    assert approvals.digest({**INPUTS, "x": "a" * 64}) != approvals.digest(INPUTS)
    assert approvals.digest({'a": "b",\n"c': "d"}) != approvals.digest({"a": "b", "c": "d"})


def test_what_moved_is_named(tmp_path: Path) -> None:
    """Each file that is another one, new or gone, and then what to do."""
    project = Project(tmp_path)
    approvals.approve(project, INPUTS, "A. Editor", DAY)

    told = approvals.missing(project, {"data/boats.csv": "c" * 64, "x.md": "a" * 64}, "2023-10")

    assert [str(each).partition("\n")[0] for each in told] == [
        "content/index.md: this file is gone since A. Editor approved it on 2023-09-14",
        "data/boats.csv: this file is another one since A. Editor approved it on 2023-09-14",
        "x.md: this file is new since A. Editor approved it on 2023-09-14",
        "editions/approvals.yml:1: 3 files moved since this approval: "
        "it is not of what would be published",
    ]


def test_a_generator_that_changed_is_told_in_short(tmp_path: Path) -> None:
    """Of hundreds of files the first are named, and the others counted."""
    project = Project(tmp_path)
    approvals.approve(project, {f"report/{n:03}.py": "a" * 64 for n in range(100)}, "A", DAY)

    told = list(approvals.missing(project, {}, "2023-10"))

    assert len(told) == 13
    assert "100 files moved since this approval, 88 of them not told here" in told[-1].what


def test_a_list_that_was_edited_is_told(tmp_path: Path) -> None:
    """Its own hash is its name, so nothing can be made to look as if it had not moved."""
    project = Project(tmp_path)
    given, _ = approvals.approve(project, INPUTS, "A. Editor", DAY)
    path = tmp_path / f"editions/approvals/{given.hash}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("b" * 64, "c" * 64), encoding="utf-8")

    with pytest.raises(ReportError, match="not the list of files that was approved"):
        list(approvals.missing(project, {}, "2023-10"))


def test_a_log_that_nobody_could_have_written_is_told(tmp_path: Path) -> None:
    """All its faults together, each with its line."""
    (tmp_path / "editions").mkdir()
    text = "- hash: abc\n  by: A\n  date: 2023-09-14\n- hash: abd\n  by: A\n  date: soon\n"
    (tmp_path / approvals.PATH).write_text(text, encoding="utf-8")

    with pytest.raises(ReportError) as raised:
        approvals.read(Project(tmp_path))

    assert [each.where for each in raised.value.errors] == [
        "editions/approvals.yml:1",
        "editions/approvals.yml:4",
        "editions/approvals.yml:4",
    ]


def test_an_approval_that_an_edition_records_stays_in_the_log(tmp_path: Path) -> None:
    """An entry that is gone or reworded is told by ``verify``."""
    project = Project(tmp_path)
    given, _ = approvals.approve(project, INPUTS, "A. Editor", DAY)
    edition = Edition("2023-09", "September", {approvals.FACT: given.told})
    seals.seal(project, Manifest(edition, {}), b"")
    assert approvals.verify(project) == ()

    log = tmp_path / approvals.PATH
    log.write_text(log.read_text(encoding="utf-8").replace("A. Editor", "B"), encoding="utf-8")

    [fault] = approvals.verify(project)
    assert fault.what == "the approval of edition 2023-09 is not as it was recorded"


@pytest.fixture(scope="module")
def careful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented publication that asks for approval; its first edition went out before it did."""
    root = tmp_path_factory.mktemp("approved") / "bread"
    shutil.copytree(SITES / "harbour_ferries" / "templates", root / "templates")
    advance(root, FIRST)
    assert run(root, "publish", FIRST, "--title", "June") == ExitCode.DONE
    advance(root, SECOND)
    # Its waivers hold in January 2023, and a draft is judged on the day that it is built.
    waivers = (root / "waivers.yml").read_text(encoding="utf-8")
    (root / "waivers.yml").write_text(waivers.replace("2023-02-01", "2099-01-01"), encoding="utf-8")
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("  approval: required\n")
    return root


def test_nothing_is_published_that_nobody_approved(
    careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The refusal says how it is reviewed and approved, and nothing is written."""
    assert run(careful, "publish", SECOND, "--title", "January") == ExitCode.FAULTS

    told = capsys.readouterr().err
    assert "editions/approvals.yml: nobody has approved what would be published" in told
    assert f"python build.py review {SECOND} --approve --by" in told
    assert not (careful / "editions" / SECOND).exists()


@pytest.mark.parametrize(
    "words",
    [
        ("review", "--approve"),
        ("review", "--approve", "--by", "  "),
        ("review", "--by", "A. Editor"),
        ("review", "--approve", "2023-01", "--by", "A. Editor"),
        ("review", "--approve", "0" * 8, "--by", "A. Editor"),
    ],
)
def test_an_approval_says_who_and_of_what(careful: Path, words: tuple[str, ...]) -> None:
    """Without a name, or with the hash of what is not there any more, nothing is approved."""
    assert run(careful, *words) == ExitCode.FAULTS
    assert not (careful / approvals.PATH).exists()


def test_what_is_approved_is_published_and_nothing_else(
    careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row that moves after the approval is named; put back, the edition goes out and records it."""
    assert run(careful, *ASK, "--note", "Looked at.") == ExitCode.DONE
    rows = careful / "data/bakeries.csv"
    approved = rows.read_bytes()
    rows.write_bytes(approved.replace(b"430", b"431"))
    assert run(careful, "publish", SECOND, "--title", "January") == ExitCode.FAULTS
    told = capsys.readouterr().err
    assert "data/bakeries.csv: this file is another one since A. Editor approved it on" in told
    assert "1 file moved since this approval" in told
    assert f"python build.py review {SECOND}, and approve it again" in told

    rows.write_bytes(approved)
    assert run(careful, "publish", SECOND, "--title", "January") == ExitCode.DONE
    manifest = careful / "site" / SECOND / "edition.json"
    facts = json.loads(manifest.read_bytes())["facts"]
    assert facts["approval"] | {"date": ""} == {
        "hash": approvals.digest(facts["inputs"]),
        "by": "A. Editor",
        "date": "",
        "note": "Looked at.",
    }
    assert [*faults(manifest)] == []


def test_publishing_it_once_more_changes_nothing(
    careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The record has grown by the edition itself; what was approved is still what it is."""
    assert run(careful, "publish", SECOND, "--title", "January", "--approved") == ExitCode.DONE

    assert "was published before, as it is" in capsys.readouterr().out
    assert run(careful, "verify") == ExitCode.DONE


def test_it_is_built_again_from_its_own_sources(careful: Path) -> None:
    """Its bundle has the approval with it: the same bytes, where nobody can be asked."""
    project = Project(careful)
    shutil.rmtree(careful / "site" / SECOND)

    restore.restore(project, [SECOND], lambda _: (), SILENT)

    assert run(careful, "verify") == ExitCode.DONE


def test_the_next_draft_wants_an_approval_of_its_own(
    careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is compared with the edition that was published, which is another thing to approve."""
    assert run(careful, "publish", "2023-02", "--title", "February") == ExitCode.FAULTS
    assert f"editions/{SECOND}/edition.json: this file is new since" in capsys.readouterr().err


def test_a_word_that_says_nothing_is_a_fault(
    careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in the settings may not let pass what nobody approved."""
    config = careful / "mkdocs.yml"
    right = config.read_text(encoding="utf-8")
    config.write_text(right.replace("approval: required", "approval: requird"), encoding="utf-8")

    assert run(careful, "publish", "2023-02", "--title", "February") == ExitCode.FAULTS
    config.write_text(right, encoding="utf-8")
    assert '"requird" says nothing of approval' in capsys.readouterr().err
