"""Laws of publishing: what readers see before, during and after it, however it ends."""

import errno
import hashlib
import itertools
import json
import os
import shutil
import signal
import stat
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from report import archive, disk, editions, seals
from report.editions import Busy, ExitCode, NameTaken, Outcome
from report.errors import ReportError
from report.facts import Past
from report.model import Project, SiteFile
from tests.endings import Harm, end_of, endings, fill_disk, fork, kill

Build = Callable[[Path], Mapping[str, object]]
Tree = dict[str, bytes]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A publication that has published nothing."""
    return Project(tmp_path)


@pytest.fixture
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: a killed process loses nothing that the system holds for it."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(os, "fsync", lambda _: {})


def site_of(text: str, **facts: object) -> Build:
    """Return a builder of a small site that says the text on every page."""

    def build(folder: Path) -> Mapping[str, object]:
        (folder / "charts").mkdir(exist_ok=True)
        (folder / "index.html").write_text(f'<html lang="de"><p>{text}', encoding="utf-8")
        (folder / "charts" / "deals.svg").write_text(f"<svg>{text}</svg>", encoding="utf-8")
        return facts

    return build


def front(pasts: Sequence[Past]) -> Iterable[SiteFile]:
    """Return a front door: the titles of all editions, and a list in a folder."""
    titles = "\n".join(past.title for past in pasts).encode()
    return (SiteFile("index.html", titles), SiteFile("editions/index.html", titles))


def sources(text: str) -> Callable[[], bytes]:
    """Return what packs the sources of a site: the text that it says."""
    return lambda: archive.pack({"content/index.md": text.encode()})


def publish(
    project: Project, name: str, text: str | None = None, title: str = "Deals", **facts: object
) -> Outcome:
    """Publish a small site, by default one that says its own name."""
    said = text or name
    build = site_of(said, **facts)
    return editions.publish(project, name, title, build, bundle=sources(said), front=front)


def tree(folder: Path) -> Tree:
    """Return every file below a folder with its bytes; what is remembered aside."""
    return {
        site_path: path.read_bytes()
        for site_path, path in disk.files(folder).items()
        if not site_path.startswith(".build/")
    }


def shape(folder: Path) -> set[tuple[str, int, int]]:
    """Return what would tell that anything below a folder was touched."""
    stats = {path: path.stat() for path in folder.rglob("*")}
    return {(str(path), found.st_ino, found.st_mtime_ns) for path, found in stats.items()}


def names(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


# What publishing makes


def test_an_edition_is_what_was_built_and_a_manifest(project: Project) -> None:
    """The manifest has the hash and size of every file, and the facts it was given."""
    outcome = publish(project, "2023-09", "A", title="The paper", sources=["log"])

    assert outcome == Outcome(project.site / "2023-09", new=True, latest="2023-09")
    source = {"sha256": hashlib.sha256(sources("A")()).hexdigest()}
    page, chart = b'<html lang="de"><p>A', b"<svg>A</svg>"
    assert json.loads((outcome.path / "edition.json").read_bytes()) == {
        "edition": "2023-09",
        "title": "The paper",
        "date": "2023-09-01",
        "facts": {"sources": ["log"], "source": source},
        "files": {
            "charts/deals.svg": {"sha256": hashlib.sha256(chart).hexdigest(), "size": 12},
            "index.html": {"sha256": hashlib.sha256(page).hexdigest(), "size": 20},
        },
    }


def test_a_site_is_editions_a_copy_of_the_newest_and_the_way_to_them(project: Project) -> None:
    """Nothing else is left in the site, no staging either."""
    publish(project, "2023-01")
    publish(project, "2023-09")

    site = project.site
    assert names(site) == [
        ".lock",
        "2023-01",
        "2023-09",
        "editions",
        "index.html",
        "latest",
        "versions.json",
    ]
    assert tree(site / "latest") == tree(site / "2023-09")


def test_the_latest_edition_is_that_of_the_last_date(project: Project) -> None:
    """An older edition that is published later stays behind; a revision goes ahead."""
    latest = [
        publish(project, name).latest
        for name in ["2023-09", "2022-06", "2023-09.1", "2024-07", "2023-09.2"]
    ]

    assert latest == ["2023-09", "2023-09", "2023-09.1", "2024-07", "2024-07"]
    versions = json.loads((project.site / "versions.json").read_bytes())
    assert [entry["version"] for entry in versions] == [
        "2024-07",
        "2023-09.2",
        "2023-09.1",
        "2023-09",
        "2022-06",
    ]


def test_what_leads_to_the_editions_is_made_of_their_seals(project: Project) -> None:
    """Whoever makes the root's files is given what each edition said, newest first."""
    publish(project, "2023-01", title="January")
    publish(project, "2023-09", title="Kameras & <Käufer>")

    for path in ("index.html", "editions/index.html"):
        said = (project.site / path).read_text(encoding="utf-8")
        assert said == "Kameras & <Käufer>\nJanuary"


def test_a_seal_holds_the_manifest_and_the_sources(project: Project) -> None:
    """The record has what stands in the site, and what it was made of."""
    publish(project, "2023-09", "A")

    kept = tree(project.editions / "2023-09")
    assert kept.keys() == {"edition.json", "source.zip"}
    assert kept["edition.json"] == (project.site / "2023-09" / "edition.json").read_bytes()
    assert kept["source.zip"] == sources("A")()
    assert seals.sealed(project) == seals.restorable(project) == ("2023-09",)


def test_the_copy_shares_no_bytes_with_the_edition(project: Project) -> None:
    """Whatever is done to a file of latest/, the edition stays as it was."""
    publish(project, "2023-09")
    page = project.site / "latest" / "index.html"
    page.write_text("defaced", encoding="utf-8")

    assert editions.verify(project) == ()


def test_every_reader_may_read_a_site_whatever_the_umask(project: Project) -> None:
    """Files are 0644 and folders 0755, also where the editor's files are private."""
    before = os.umask(0o077)
    try:
        publish(project, "2023-09")
        editions.replace_draft(project, site_of("draft"))
    finally:
        os.umask(before)

    modes = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in [project.site, *project.site.rglob("*")]
        if path.name != ".lock"
    }
    assert modes == {(True, 0o755), (False, 0o644)}


def test_the_same_edition_has_the_same_bytes_everywhere(tmp_path: Path) -> None:
    """Neither the folder nor the order of making reaches the published bytes."""
    trees = []
    for folder in ("here", "there and über"):
        (tmp_path / folder).mkdir()
        project = Project(tmp_path / folder)
        publish(project, "2023-09", sources=["a"], tools={"b": "2"})
        trees.append(tree(project.root))

    assert trees[0] == trees[1]


# What may not be published


def test_publishing_the_same_again_changes_nothing(project: Project) -> None:
    """The second time is no fault and touches no file."""
    publish(project, "2023-01")
    publish(project, "2023-09")
    before = shape(project.site)

    outcome = publish(project, "2023-09")

    assert not outcome.new
    assert shape(project.site) == before


@pytest.mark.parametrize(
    ("again", "what"),
    [
        ({"text": "other"}, "charts/deals.svg and 1 more would differ"),
        ({"title": "Other"}, "its title or facts would differ"),
        ({"sources": ["log"]}, "its title or facts would differ"),
    ],
)
def test_a_name_belongs_to_its_content(project: Project, again: dict[str, Any], what: str) -> None:
    """Other content under a used name is refused, and told the next free one."""
    publish(project, "2023-09")
    publish(project, "2023-09.1")
    before = shape(project.site)

    with pytest.raises(NameTaken) as caught:
        publish(project, "2023-09", **again)

    assert str(caught.value) == (
        f"site/2023-09: this edition is published, and {what}\n"
        "  An edition never changes. What is otherwise now: python build.py changes 2023-09. "
        'Where 2023-09 was wrong, publish "2023-09.2" with an entry in editions/corrections.yml: '
        "docs/how-to/correct-an-error.md. What is new gets a month of its own."
    )
    assert shape(project.site) == before


def test_a_refused_name_leaves_no_trace(project: Project) -> None:
    """A name is judged before a file is made."""
    with pytest.raises(ReportError):
        publish(project, "latest")

    assert names(project.root) == []


def test_a_site_without_a_front_page_is_refused(project: Project) -> None:
    """What readers would find empty is not published."""
    with pytest.raises(ReportError) as caught:
        editions.publish(
            project, "2023-09", "Deals", lambda _: {}, bundle=sources("x"), front=front
        )

    assert str(caught.value) == ("the built site has no index.html\n  Is there a content/index.md?")
    assert names(project.site) == [".lock"]


def test_a_failed_build_leaves_the_site_as_it_was(project: Project) -> None:
    """Neither edition nor draft nor staging remains of it."""
    publish(project, "2023-01")
    editions.replace_draft(project, site_of("draft"))
    before = shape(project.site)

    def fail(folder: Path) -> Mapping[str, object]:
        site_of("half")(folder)
        raise ReportError("no chart named so")

    with pytest.raises(ReportError, match="no chart"):
        editions.publish(project, "2023-09", "Deals", fail, bundle=sources("x"), front=front)
    with pytest.raises(ReportError, match="no chart"):
        editions.replace_draft(project, fail)

    assert shape(project.site) == before


def test_facts_that_json_cannot_hold_leave_the_site_as_it_was(project: Project) -> None:
    """A manifest that cannot be written is no edition."""
    with pytest.raises(TypeError):
        publish(project, "2023-09", figures={1, 2})

    assert names(project.site) == [".lock"]


def test_a_draft_is_made_of_the_one_before_the_last(project: Project) -> None:
    """What does not change is not written again; the draft that is shown is not touched."""
    for text in ("first", "second"):
        editions.replace_draft(project, site_of(text))
    before, shown = project.build / "draft-before", tree(project.site / "draft")
    number = (before / "index.html").stat().st_ino

    def bring_up_to_date(folder: Path) -> None:
        assert tree(folder).keys() == shown.keys()
        assert "first" in (folder / "index.html").read_text(encoding="utf-8")
        assert tree(project.site / "draft") == shown
        (folder / "charts/deals.svg").write_text("third", encoding="utf-8")

    draft = editions.replace_draft(project, bring_up_to_date)

    assert (draft / "index.html").stat().st_ino == number
    assert (draft / "charts/deals.svg").read_text(encoding="utf-8") == "third"
    assert tree(before) == shown


def test_a_draft_comes_from_another_disk(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where .build/ and site/ are on two of them nothing can be renamed from one to the other."""
    place = disk.place

    def refuse(source: Path, target: Path) -> None:
        if source.parent != target.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        place(source, target)

    monkeypatch.setattr(disk, "place", refuse)

    draft = editions.replace_draft(project, site_of("far"))

    assert sorted(tree(draft)) == ["charts/deals.svg", "index.html"]
    assert names(project.site) == [".lock", "draft"]


def test_a_draft_is_replaced_whole(project: Project) -> None:
    """Nothing of the old draft shines through, and no edition appears."""
    editions.replace_draft(project, lambda folder: (folder / "index.html").touch())

    draft = editions.replace_draft(project, site_of("second"))

    assert sorted(tree(draft)) == ["charts/deals.svg", "index.html"]
    assert names(project.site) == [".lock", "draft"]


# What was published stays as it was


def test_nothing_is_published_over_a_changed_edition(project: Project) -> None:
    """Every file that differs, is missing or is extra is named."""
    publish(project, "2022-06")
    publish(project, "2023-01")
    (project.site / "2022-06" / "index.html").write_text("defaced", encoding="utf-8")
    (project.site / "2023-01" / "charts" / "deals.svg").unlink()
    (project.site / "2023-01" / "charts" / "edition.json").touch()

    with pytest.raises(ReportError) as caught:
        publish(project, "2023-09")

    assert [(fault.where, fault.what) for fault in caught.value.errors] == [
        ("site/2023-01/charts/deals.svg", "this published file is missing"),
        ("site/2023-01/charts/edition.json", "this published file is extra"),
        ("site/2022-06/index.html", "this published file differs"),
    ]
    assert "2023-09" not in names(project.site)


def test_what_nobody_wrote_to_is_not_read_again_to_publish(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition that was found whole is known by its files' times; ``verify`` reads every byte."""
    publish(project, "2022-06")
    publish(project, "2023-01")  # which reads 2022-06
    read: list[str] = []
    whole = editions._seals  # noqa: SLF001 - what reads every byte

    def seals_of(folder: Path) -> object:
        read.append(folder.name)
        return whole(folder)

    monkeypatch.setattr(editions, "_seals", seals_of)
    publish(project, "2023-09")

    assert "2022-06" not in read
    assert "2023-01" in read
    assert editions.verify(project) == ()
    assert "2022-06" in read


def test_a_file_that_was_written_to_is_read_whatever_its_time(project: Project) -> None:
    """Who sets back the time of a file cannot set back when that was done."""
    for name in ("2022-06", "2023-01", "2023-09"):
        publish(project, name)
    page = project.site / "2022-06" / "index.html"
    status, text = page.stat(), page.read_text(encoding="utf-8")
    page.write_text(text.replace("2022", "2033"), encoding="utf-8")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))

    with pytest.raises(ReportError) as caught:
        publish(project, "2024-01")

    assert [(fault.where, fault.what) for fault in caught.value.errors] == [
        ("site/2022-06/index.html", "this published file differs")
    ]


def test_a_record_that_was_written_to_is_read(project: Project) -> None:
    """The sources of an edition are as sealed as its pages."""
    for name in ("2022-06", "2023-01", "2023-09"):
        publish(project, name)
    (project.editions / "2022-06" / "source.zip").write_bytes(b"")

    with pytest.raises(ReportError) as caught:
        publish(project, "2024-01")

    assert [fault.where for fault in caught.value.errors] == ["editions/2022-06/source.zip"]


@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff", b'{"edition": "2023-09"}'])
def test_an_edition_whose_seal_cannot_be_read_is_a_fault(
    project: Project, content: bytes | None
) -> None:
    """The record is in git, and the way back is told."""
    publish(project, "2023-09")
    manifest = project.editions / "2023-09" / "edition.json"
    manifest.unlink()
    if content is not None:
        manifest.write_bytes(content)

    (fault,) = editions.verify(project)

    assert fault.where == "editions/2023-09/edition.json"
    assert "this edition has no manifest that can be read" in fault.what
    assert fault.hint == "Take it from git again: git checkout -- editions/2023-09"


def test_an_edition_that_the_record_does_not_know_is_a_fault(project: Project) -> None:
    """A folder with an edition's name is not served on its own word."""
    publish(project, "2023-01")
    shutil.copytree(project.site / "2023-01", project.site / "2023-09")

    with pytest.raises(ReportError, match="the record knows no such edition"):
        publish(project, "2024-07")


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("site/2023-09/edition.json", "this manifest is not the one that was sealed"),
        ("editions/2023-09/source.zip", "these are not the sources that were sealed"),
        ("editions/2023-09/edition.json", "this manifest was edited"),
    ],
)
def test_a_changed_seal_is_a_fault(project: Project, path: str, what: str) -> None:
    """Neither the manifest nor the sources can be rewritten without being told of."""
    publish(project, "2023-09")
    with (project.root / path).open("ab") as file:
        file.write(b" ")

    assert what in [fault.what for fault in editions.verify(project)]


def test_what_is_sealed_and_missing_is_told(project: Project) -> None:
    """Nothing else is published while an edition is not where it was."""
    publish(project, "2022-06")
    shutil.rmtree(project.site / "2022-06")

    with pytest.raises(ReportError) as caught:
        publish(project, "2023-09")

    assert str(caught.value) == (
        "site/2022-06: this published edition is missing\n"
        "  Build it again from its sealed sources: python build.py restore"
    )
    assert editions.missing(project) == ("2022-06",)


def test_an_edition_that_is_built_again_takes_its_place(project: Project) -> None:
    """Missing or changed, what stands there afterwards is what was sealed."""
    publish(project, "2022-06")
    publish(project, "2023-09")
    whole = tree(project.site)
    built = project.root / "built"
    shutil.copytree(project.site / "2023-09", built)
    shutil.rmtree(project.site / "2023-09")
    (project.site / "2022-06" / "index.html").write_text("defaced", encoding="utf-8")

    editions.reinstate(project, "2023-09", built, front)
    again = project.root / "again"
    again.mkdir()
    site_of("2022-06")(again)
    editions.reinstate(project, "2022-06", again, front)

    assert tree(project.site) == whole
    assert editions.verify(project) == ()


def test_an_edition_that_is_built_otherwise_is_not_served(project: Project) -> None:
    """One byte that is not the one that was sealed, and the site stays as it was."""
    publish(project, "2023-09")
    built = project.root / "built"
    shutil.copytree(project.site / "2023-09", built)
    (built / "charts" / "deals.svg").write_text("<svg>B</svg>", encoding="utf-8")
    before = shape(project.site)

    with pytest.raises(ReportError) as caught:
        editions.reinstate(project, "2023-09", built, front)

    assert caught.value.where == "2023-09/charts/deals.svg"
    assert caught.value.what == "this file of the edition built again differs"
    assert shape(project.site) == before


@pytest.mark.parametrize("harm", ["changed", "gone", "a link"])
def test_a_harmed_copy_is_made_again(project: Project, harm: str) -> None:
    """Publishing ends with a whole latest/, whatever happened to the one before."""
    publish(project, "2023-09")
    latest = project.site / "latest"
    (latest / "index.html").write_text("defaced", encoding="utf-8")
    if harm != "changed":
        latest.rename(project.root / "elsewhere")
    if harm == "a link":
        latest.symlink_to("2023-09")

    publish(project, "2023-09")

    assert not latest.is_symlink()
    assert tree(latest) == tree(project.site / "2023-09")


def test_what_killed_runs_left_is_swept(project: Project) -> None:
    """Staging of any name, folder or file, is gone after the next run."""
    publish(project, "2023-01")
    (project.site / ".staging-2023-09" / "charts").mkdir(parents=True)
    (project.site / ".staging-versions.json").touch()

    publish(project, "2023-09")

    assert not list(project.site.glob(".staging-*"))


# One at a time


def test_a_second_build_is_told_to_wait(project: Project) -> None:
    """While one build is at work, neither another nor a draft begins."""
    told = []

    def build(folder: Path) -> Mapping[str, object]:
        for second in (
            lambda: publish(project, "2024-07"),
            lambda: editions.replace_draft(project, site_of("draft")),
        ):
            with pytest.raises(Busy) as caught:
                second()
            told.append(str(caught.value))
        return site_of("first")(folder)

    editions.publish(project, "2023-09", "Deals", build, bundle=sources("x"), front=front)

    message = "site: another build is at work\n  Try again when it has ended."
    assert told == [message, message]
    assert editions.published(project) == ("2023-09",)


def test_of_publishers_that_start_at_once_one_publishes(project: Project) -> None:
    """The others are busy or find it done; the edition is whole."""
    readers, writer = os.pipe()

    def race() -> None:
        os.read(readers, 1)
        publish(project, "2023-09")

    children = [fork(race) for _ in range(6)]
    os.write(writer, b"x" * len(children))
    ends = {end_of(child) for child in children}
    os.close(readers)
    os.close(writer)

    assert ExitCode.DONE in ends
    assert ends <= {ExitCode.DONE, ExitCode.BUSY}
    assert editions.verify(project) == ()
    assert tree(project.site / "latest") == tree(project.site / "2023-09")


# Killed, or out of disk


def part(root: Tree, name: str) -> Tree:
    """Return a file, or all files of a folder, such as site/latest or editions/2023-09."""
    return {p: text for p, text in root.items() if p == name or p.startswith(f"{name}/")}


def torn(root: Path, before: Tree, after: Tree) -> list[str]:
    """Return what of a site and a record is neither wholly as before nor wholly as after."""
    now = {path: text for path, text in tree(root).items() if "/.staging-" not in path}
    parts = {"/".join(path.split("/")[:2]) for path in now | before | after}
    return [
        name
        for name in sorted(parts)
        if not name.partition("/")[2].startswith(".")
        and part(now, name) not in (part(before, name), part(after, name))
    ]


def published_in(folder: Path, *published: str) -> Project:
    """Return a publication with some editions."""
    project = Project(folder)
    project.root.mkdir(parents=True)
    for name in published:
        publish(project, name)
    return project


@pytest.mark.usefixtures("_no_sync")
@pytest.mark.parametrize("published", [(), ("2023-01",), ("2023-01", "2024-07")], ids=len)
@pytest.mark.parametrize("harm", [kill, fill_disk])
def test_wherever_publishing_ends_the_next_run_finishes_it(
    tmp_path: Path, harm: Harm, published: tuple[str, ...]
) -> None:
    """At every change to the disk: nothing is half, nothing leads to what is not there."""
    start = published_in(tmp_path / "start", *published)
    before = tree(start.root)
    after = tree(published_in(tmp_path / "end", *published, "2023-09").root)

    for project in endings(start, harm, lambda project: publish(project, "2023-09")):
        assert torn(project.root, before, after) == []
        now = tree(project.root)
        for leads in ("site/latest", "site/versions.json", "site/index.html"):
            assert part(now, leads) == part(before, leads) or "site/2023-09/index.html" in now
        if harm is fill_disk:
            assert not list(project.root.rglob(".staging-*"))

        publish(project, "2023-09")
        assert tree(project.root) == after
        assert not list(project.root.rglob(".staging-*"))


@pytest.mark.usefixtures("_no_sync")
@pytest.mark.parametrize("harm", [kill, fill_disk])
def test_wherever_a_draft_ends_it_is_the_old_or_the_new(tmp_path: Path, harm: Harm) -> None:
    """An editor who looks at a draft never sees half of one."""

    def draft(project: Project, text: str = "new") -> None:
        editions.replace_draft(project, site_of(text))

    start, end = published_in(tmp_path / "start", "2023-01"), published_in(tmp_path / "end")
    publish(end, "2023-01")
    draft(start, "old")
    draft(end)
    before, after = tree(start.root), tree(end.root)

    for project in endings(start, harm, draft):
        assert torn(project.root, before, after) == []

        draft(project)
        assert tree(project.root) == after
        assert not list(project.root.rglob(".staging-*"))


@pytest.mark.usefixtures("_no_sync")
def test_a_run_that_ended_before_its_copy_is_finished_by_other_content(project: Project) -> None:
    """An edition that stands is led to, even if the next run brings other content."""
    publish(project, "2023-01")
    publish(project, "2023-09")
    shutil.rmtree(project.site / "latest")
    shutil.copytree(project.site / "2023-01", project.site / "latest")

    with pytest.raises(NameTaken):
        publish(project, "2023-09", "other")

    assert tree(project.site / "latest") == tree(project.site / "2023-09")


def answers(root: Path, before: Tree, after: Tree) -> list[str]:
    """Return the addresses that answer neither as before nor as after."""

    def read(site_path: str) -> bytes | None:
        try:
            return (root / site_path).read_bytes()
        except FileNotFoundError:
            return None

    return [
        site_path
        for site_path in sorted(before.keys() | after.keys())
        if read(site_path) not in (before.get(site_path), after.get(site_path))
    ]


@pytest.mark.usefixtures("_no_sync")
def test_a_reader_never_meets_half_an_edition(tmp_path: Path) -> None:
    """While publishing runs, is killed at some moment and runs again, each address answers."""
    start = published_in(tmp_path / "start", "2023-01")
    end = published_in(tmp_path / "end", "2023-01")
    before = tree(start.root)
    begin = time.monotonic()
    publish(end, "2023-09")
    longest = 2 * (time.monotonic() - begin)  # a forked run is slower than one in this process
    after = tree(end.root)
    moments, reads, killed = 40, 0, 0

    for run in itertools.count():  # until enough runs were killed before they ended
        project = Project(tmp_path / "now")
        shutil.copytree(start.root, project.root)
        child = fork(partial(publish, project, "2023-09"))
        last = time.monotonic() + longest * (run % moments) / moments
        while time.monotonic() < last:
            assert answers(project.root, before, after) == []
            reads += 1
        os.kill(child, signal.SIGKILL)
        killed += end_of(child) == -signal.SIGKILL

        assert torn(project.root, before, after) == []
        publish(project, "2023-09")
        assert tree(project.root) == after
        assert not list(project.root.rglob(".staging-*"))
        if killed == moments:
            break
        shutil.rmtree(project.root)

    assert reads > moments
