"""Laws of publishing: what readers see before, during and after it, however it ends."""

import hashlib
import itertools
import json
import os
import shutil
import signal
import stat
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from report import disk, editions
from report.editions import Busy, ExitCode, NameTaken, Outcome
from report.errors import ReportError
from report.model import Project
from tests.endings import Harm, end_of, endings, fill_disk, fork, kill

Build = Callable[[Path], None]
Tree = dict[str, bytes]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A publication that has published nothing."""
    return Project(tmp_path)


@pytest.fixture
def _no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: a killed process loses nothing that the system holds for it."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(os, "fsync", lambda _: None)


def site_of(text: str) -> Build:
    """Return a builder of a small site that says the text on every page."""

    def build(folder: Path) -> None:
        (folder / "charts").mkdir()
        (folder / "index.html").write_text(f'<html lang="de"><p>{text}', encoding="utf-8")
        (folder / "charts" / "deals.svg").write_text(f"<svg>{text}</svg>", encoding="utf-8")

    return build


def publish(
    project: Project, name: str, text: str | None = None, title: str = "Deals", **facts: object
) -> Outcome:
    """Publish a small site, by default one that says its own name."""
    return editions.publish(project, name, title, site_of(text or name), facts=facts)


def tree(folder: Path) -> Tree:
    """Return every file below a folder with its bytes."""
    return {site_path: path.read_bytes() for site_path, path in disk.files(folder).items()}


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
    outcome = publish(project, "2023-09", "A", title="The paper", figures={"deals": 1636})

    assert outcome == Outcome(project.site / "2023-09", new=True, latest="2023-09")
    page, chart = b'<html lang="de"><p>A', b"<svg>A</svg>"
    assert json.loads((outcome.path / "edition.json").read_bytes()) == {
        "edition": "2023-09",
        "title": "The paper",
        "date": "2023-09-01",
        "facts": {"figures": {"deals": 1636}},
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


def test_the_way_to_the_latest_edition_needs_no_script(project: Project) -> None:
    """The root page speaks the edition's language and escapes its title."""
    publish(project, "2023-09", title="Kameras & <Käufer>")

    assert (project.site / "index.html").read_text(encoding="utf-8") == (
        "<!doctype html>\n"
        '<html lang="de">\n'
        "<head>\n"
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="refresh" content="0; url=latest/">\n'
        '<link rel="canonical" href="latest/">\n'
        "<title>Kameras &amp; &lt;Käufer&gt;</title>\n"
        "</head>\n"
        "<body>\n"
        '<p><a href="latest/">Kameras &amp; &lt;Käufer&gt;</a></p>\n'
        "</body>\n"
        "</html>\n"
    )


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
        publish(project, "2023-09", a=1, b=2)
        trees.append(tree(project.site))

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
        ({"deals": 1636}, "its title or facts would differ"),
    ],
)
def test_a_name_belongs_to_its_content(project: Project, again: dict[str, str], what: str) -> None:
    """Other content under a used name is refused, and told the next free one."""
    publish(project, "2023-09")
    publish(project, "2023-09.1")
    before = shape(project.site)

    with pytest.raises(NameTaken) as caught:
        publish(project, "2023-09", **again)

    assert str(caught.value) == (
        f"site/2023-09: this edition is published, and {what}\n"
        '  An edition never changes: publish this one as "2023-09.2".'
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
        editions.publish(project, "2023-09", "Deals", lambda _: None, facts={})

    assert str(caught.value) == ("the built site has no index.html\n  Is there a content/index.md?")
    assert names(project.site) == [".lock"]


def test_a_failed_build_leaves_the_site_as_it_was(project: Project) -> None:
    """Neither edition nor draft nor staging remains of it."""
    publish(project, "2023-01")
    editions.replace_draft(project, site_of("draft"))
    before = shape(project.site)

    def fail(folder: Path) -> None:
        site_of("half")(folder)
        raise ReportError("no chart named so")

    with pytest.raises(ReportError, match="no chart"):
        editions.publish(project, "2023-09", "Deals", fail, facts={})
    with pytest.raises(ReportError, match="no chart"):
        editions.replace_draft(project, fail)

    assert shape(project.site) == before


def test_facts_that_json_cannot_hold_leave_the_site_as_it_was(project: Project) -> None:
    """A manifest that cannot be written is no edition."""
    with pytest.raises(TypeError):
        publish(project, "2023-09", figures={1, 2})

    assert names(project.site) == [".lock"]


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


@pytest.mark.parametrize("content", [None, b"", b"[]", b"\xff", b'{"edition": "2023-09"}'])
def test_an_edition_without_a_manifest_is_a_fault(project: Project, content: bytes | None) -> None:
    """A folder with an edition's name that says nothing of itself is not trusted."""
    folder = project.site / "2023-09"
    folder.mkdir(parents=True)
    if content is not None:
        (folder / "edition.json").write_bytes(content)

    (fault,) = editions.verify(project)

    assert (fault.where, fault.what) == (
        "site/2023-09/edition.json",
        "this edition has no manifest that can be read",
    )


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

    def build(folder: Path) -> None:
        for second in (
            lambda: publish(project, "2024-07"),
            lambda: editions.replace_draft(project, site_of("draft")),
        ):
            with pytest.raises(Busy) as caught:
                second()
            told.append(str(caught.value))
        site_of("first")(folder)

    editions.publish(project, "2023-09", "Deals", build, facts={})

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


def part(site: Tree, name: str) -> Tree:
    """Return a file of the site's root, or all files of a folder there."""
    return {path: text for path, text in site.items() if path.partition("/")[0] == name}


def torn(site: Path, before: Tree, after: Tree) -> list[str]:
    """Return what of a site is neither wholly as before nor wholly as after."""
    now = tree(site)
    roots = {path.partition("/")[0] for path in now | before | after}
    return [
        name
        for name in sorted(roots)
        if not name.startswith(".")
        and part(now, name) not in (part(before, name), part(after, name))
    ]


def published_in(folder: Path, *published: str) -> Project:
    """Return a publication with some editions."""
    project = Project(folder)
    project.site.mkdir(parents=True)
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
    before = tree(start.site)
    after = tree(published_in(tmp_path / "end", *published, "2023-09").site)

    for project in endings(start, harm, lambda project: publish(project, "2023-09")):
        assert torn(project.site, before, after) == []
        now = tree(project.site)
        for leads in ("latest", "versions.json", "index.html"):
            assert part(now, leads) == part(before, leads) or "2023-09/index.html" in now
        if harm is fill_disk:
            assert not list(project.site.glob(".staging-*"))

        publish(project, "2023-09")
        assert tree(project.site) == after
        assert not list(project.site.glob(".staging-*"))


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
    before, after = tree(start.site), tree(end.site)

    for project in endings(start, harm, draft):
        assert torn(project.site, before, after) == []

        draft(project)
        assert tree(project.site) == after
        assert not list(project.site.glob(".staging-*"))


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


def answers(site: Path, before: Tree, after: Tree) -> list[str]:
    """Return the addresses that answer neither as before nor as after."""

    def read(site_path: str) -> bytes | None:
        try:
            return (site / site_path).read_bytes()
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
    before = tree(start.site)
    begin = time.monotonic()
    publish(end, "2023-09")
    longest = 2 * (time.monotonic() - begin)  # a forked run is slower than one in this process
    after = tree(end.site)
    moments, reads, killed = 40, 0, 0

    for run in itertools.count():  # until enough runs were killed before they ended
        project = Project(tmp_path / "now")
        shutil.copytree(start.root, project.root)
        child = fork(partial(publish, project, "2023-09"))
        last = time.monotonic() + longest * (run % moments) / moments
        while time.monotonic() < last:
            assert answers(project.site, before, after) == []
            reads += 1
        os.kill(child, signal.SIGKILL)
        killed += end_of(child) == -signal.SIGKILL

        assert torn(project.site, before, after) == []
        publish(project, "2023-09")
        assert tree(project.site) == after
        assert not list(project.site.glob(".staging-*"))
        if killed == moments:
            break
        shutil.rmtree(project.root)

    assert reads > moments
