"""Where a site is served it only grows: what is there stays as it is, whatever comes beside it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import build
from report import branches, disk, editions, hosting, pipeline
from report.branches import Branch
from report.editions import Busy, ExitCode, Outcome
from report.hosting import NotServed, OtherContent, Served
from report.model import Project
from tests.endings import Harm, endings, fill_disk, kill
from tests.test_editions import names, publish, shape, tree

ALL = ["2023-01", "2023-09", "editions", "index.html", "latest", "versions.json"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A publication with two editions and a draft."""
    (tmp_path / "a project").mkdir()
    project = Project(tmp_path / "a project")
    publish(project, "2023-01")
    publish(project, "2023-09")
    editions.replace_draft(project, lambda folder: (folder / "index.html").write_text("draft"))
    return project


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A folder that a web server reads, not yet made."""
    return tmp_path / "www"


def told(error: NotServed) -> list[str]:
    """Return faults as an editor reads them, without the folders of this test."""
    root = str(Path(error.errors[0].where).parent)
    return [str(fault).replace(f"{root}/", "") for fault in error.errors]


def refused(project: Project, place: Path | Branch) -> NotServed:
    """Return why a place is refused."""
    with pytest.raises(NotServed) as caught:
        hosting.serve(project, place)
    return caught.value


# What is served


def test_a_folder_gets_all_that_is_published(project: Project, web: Path) -> None:
    """Every edition, latest/ and what leads to them, byte for byte; no draft and no lock of ours."""
    assert hosting.serve(project, web) == Served(str(web), ("2023-01", "2023-09"), changed=True)

    there = {path: text for path, text in tree(web).items() if path != ".lock"}
    ours = {p: text for p, text in tree(project.site).items() if p != ".lock" and p[:5] != "draft"}
    assert there == ours
    assert names(web) == [".lock", *ALL]


def test_a_second_time_touches_nothing(project: Project, web: Path) -> None:
    """What is up to date is left alone."""
    hosting.serve(project, web)
    before = shape(web)

    assert hosting.serve(project, web) == Served(str(web), (), changed=False)
    assert shape(web) == before


def test_a_new_edition_is_set_beside_the_others(project: Project, web: Path) -> None:
    """The old ones are not touched; latest/ and the lists are those of today."""
    hosting.serve(project, web)
    before = shape(web / "2023-09")
    publish(project, "2024-07")

    assert hosting.serve(project, web).added == ("2024-07",)

    assert shape(web / "2023-09") == before
    assert tree(web / "latest") == tree(project.site / "2024-07")
    assert tree(web / "editions") == tree(project.site / "editions")


def test_what_else_is_in_a_served_folder_stays(project: Project, web: Path) -> None:
    """Whoever serves a site may have things beside it, also hidden ones."""
    hosting.serve(project, web)
    for path in (".well-known/security.txt", "about.html", "private/x"):
        (web / path).parent.mkdir(exist_ok=True)
        (web / path).write_text("theirs", encoding="utf-8")
    publish(project, "2024-07")

    hosting.serve(project, web)

    assert (web / ".well-known/security.txt").read_text(encoding="utf-8") == "theirs"
    assert {"about.html", "private", "2024-07"} < {*names(web)}


def test_an_altered_latest_is_mended(project: Project, web: Path) -> None:
    """Only editions are for ever: the copy of the newest is made anew, also in a link's place."""
    hosting.serve(project, web)
    shutil.rmtree(web / "latest")
    (web / "latest").symlink_to("2023-01")
    (web / "index.html").write_text("defaced", encoding="utf-8")

    hosting.serve(project, web)

    assert not (web / "latest").is_symlink()
    assert tree(web / "latest") == tree(project.site / "latest")
    assert tree(web)["index.html"] == tree(project.site)["index.html"]


def test_readers_may_read_what_is_served(project: Project, web: Path) -> None:
    """Whatever the umask of whoever publishes."""
    before = os.umask(0o077)
    try:
        hosting.serve(project, web)
    finally:
        os.umask(before)

    modes = {oct(path.stat().st_mode & 0o777) for path in web.rglob("*") if path.name != ".lock"}
    assert modes == {"0o755", "0o644"}


# What is refused, with the place as it was


def test_an_edition_that_differs_there_is_named(project: Project, web: Path) -> None:
    """Other content under a name is a fault of its own kind, and nothing is written."""
    hosting.serve(project, web)
    (web / "2023-01" / "index.html").write_text("other", encoding="utf-8")
    (web / "2023-01" / "extra.html").write_text("more", encoding="utf-8")
    publish(project, "2024-07")
    before = shape(web)

    error = refused(project, web)

    assert isinstance(error, OtherContent)
    assert error.exit_code == ExitCode.NAME_TAKEN
    assert told(error) == [
        "www: the edition 2023-01 there is another: 2023-01/extra.html, 2023-01/index.html\n"
        "  An edition never changes: find out which is the one that was published."
    ]
    assert shape(web) == before


def test_an_edition_that_is_not_sealed_here_is_named(project: Project, web: Path) -> None:
    """What another clone has published is not taken from its readers."""
    hosting.serve(project, web)
    shutil.copytree(web / "2023-01", web / "2023-05")

    error = refused(project, web)

    assert error.exit_code == ExitCode.FAULTS
    assert told(error) == [
        "www: 2023-05 is there, and is not sealed here\n"
        "  Take its record, editions/2023-05, from git. What was served stays served."
    ]


def test_a_folder_of_other_things_is_not_written_to(project: Project, web: Path) -> None:
    """The wrong folder is told by what is in it."""
    web.mkdir()
    (web / "thesis.docx").touch()

    assert told(refused(project, web)) == [
        "www: this place holds something else: thesis.docx\n"
        "  Name an empty one, or one that has our editions."
    ]
    assert names(web) == [".lock", "thesis.docx"]


@pytest.mark.parametrize("named", ["site", "site/2023-01", ".", ".."])
def test_the_site_is_not_served_into_itself(
    project: Project, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    """Nor into a folder that has it: a copy in the copy would grow with each edition."""
    monkeypatch.chdir(project.root)

    with pytest.raises(NotServed) as caught:
        hosting.find_place(project, named)

    assert str(caught.value.errors[0]) == (
        f"{named}: this is where the site is made\n"
        "  Name a folder of its own: what is served is a copy."
    )


def test_a_folder_is_made_in_one_that_is_there(project: Project, tmp_path: Path) -> None:
    """A misspelt path does not become a tree of folders."""
    assert hosting.find_place(project, str(tmp_path / "www")) == tmp_path / "www"
    with pytest.raises(NotServed):
        hosting.find_place(project, str(tmp_path / "wwww" / "html"))
    (tmp_path / "file").touch()
    with pytest.raises(NotServed):
        hosting.find_place(project, str(tmp_path / "file"))


def test_only_what_is_as_it_was_sealed_is_served(project: Project, web: Path) -> None:
    """A changed byte stays here, and an edition that is missing here is told."""
    (project.site / "2023-01" / "index.html").write_text("other", encoding="utf-8")
    shutil.rmtree(project.site / "2023-09")

    where = [fault.where for fault in refused(project, web).errors]

    assert where == ["site/2023-01/index.html", "site/2023-09"]
    assert not web.exists()


def test_there_is_nothing_to_serve_before_an_edition(tmp_path: Path) -> None:
    """A draft is not for readers."""
    (tmp_path / "new").mkdir()

    error = refused(Project(tmp_path / "new"), tmp_path / "www")

    assert "nothing is published yet" in str(error)


def test_an_address_that_nothing_answers_is_named(project: Project, web: Path) -> None:
    """What was promised to the world is kept in the latest edition too, or nothing is served."""
    (project.site / "latest" / "charts" / "deals.svg").unlink()

    [fault] = refused(project, web).errors
    assert str(fault) == (
        "editions/urls.txt: published addresses would lead nowhere: latest/charts/deals.svg\n"
        "  What was published once is answered for ever."
    )
    assert not web.exists()


def test_a_ledger_that_was_edited_is_told(project: Project, web: Path) -> None:
    """What no edition has is not promised by a line."""
    with (project.editions / "urls.txt").open("a", encoding="utf-8") as file:
        file.write("2023-01\tcharts/deals/\n")

    assert 'edition 2023-01 has no address "charts/deals/"' in str(refused(project, web))


@pytest.mark.parametrize("busy", ["site", "www"])
def test_two_do_not_write_at_once(project: Project, web: Path, busy: str) -> None:
    """Neither to the site nor to the place."""
    web.mkdir()
    held = {"site": project.site, "www": web}[busy]
    with disk.lock(held / ".lock"), pytest.raises(Busy):
        hosting.serve(project, web)


@pytest.mark.parametrize("harm", [kill, fill_disk])
def test_wherever_a_run_ends_the_next_one_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: Harm
) -> None:
    """An edition that is there is whole at every moment, and a rerun leaves no staging."""
    monkeypatch.setattr(os, "sync", lambda: None)
    monkeypatch.setattr(os, "fsync", lambda _: None)
    (tmp_path / "start").mkdir()
    start = Project(tmp_path / "start")
    publish(start, "2023-09")
    whole = tree(start.site / "2023-09")

    for now in endings(start, harm, lambda now: hosting.serve(now, now.root / "www")):
        web = now.root / "www"
        assert not (web / "2023-09").exists() or tree(web / "2023-09") == whole
        assert not (web / "latest").exists() or (web / "2023-09").exists()

        hosting.serve(now, web)
        assert names(web) == [
            ".lock",
            "2023-09",
            "editions",
            "index.html",
            "latest",
            "versions.json",
        ]
        assert tree(web / "latest") == whole
        assert not list(now.root.rglob(".staging-*"))


# A branch


def git(folder: Path, *words: str) -> str:
    """Return what git says in a folder."""
    ended = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return ended.stdout.strip()


@pytest.fixture
def _own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out what this machine's user has told git."""
    for what in ("GLOBAL", "SYSTEM"):
        monkeypatch.setenv(f"GIT_CONFIG_{what}", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A. Editor")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "editor@example.org")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def repository(project: Project, tmp_path: Path, _own_git: None) -> Project:
    """The publication in a git repository with a remote, "origin", that has nothing yet."""
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    root = project.root
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").write_text("site/\n.build/\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=Sources")
    git(root, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return project


def here(project: Project) -> Branch:
    """Return a branch of the repository itself."""
    return Branch(project.root, "gh-pages")


def remote(project: Project) -> Branch:
    """Return a branch at the remote."""
    return Branch(project.root, "gh-pages", "origin")


def checkout(project: Project, place: Branch, name: str) -> Path:
    """Return the files of a branch, in a folder of their own."""
    folder = project.root.parent / name
    source = project.root.parent / "origin.git" if place.remote else project.root
    git(project.root.parent, "clone", "--quiet", "--branch", place.name, str(source), str(folder))
    return folder


def on_branch(project: Project, place: Branch, name: str = "clone") -> dict[str, bytes]:
    """Return what a branch holds."""
    files = tree(checkout(project, place, name))
    return {path: text for path, text in files.items() if path[:5] != ".git/"}


def state(project: Project) -> str:
    """Return every branch of the repository and of its remote, and what is not committed."""
    origin = project.root.parent / "origin.git"
    refs = ("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads")
    return "\n".join(
        [git(project.root, *refs), git(origin, *refs), git(project.root, "status", "--porcelain")]
    )


def change(project: Project, path: str, text: str, *, new: bool = False) -> None:
    """Let another commit a file to the branch at the remote, or begin it with that file."""
    other = project.root.parent / "other"
    origin = project.root.parent / "origin.git"
    git(project.root.parent, "clone", "--quiet", str(origin), str(other))
    git(other, "checkout", "--quiet", *(["--orphan"] if new else []), "gh-pages")
    (other / path).parent.mkdir(exist_ok=True)
    (other / path).write_bytes(text.encode())
    git(other, "add", ".")
    git(other, "commit", "--quiet", "--message=Other")
    git(other, "push", "--quiet", "origin", "gh-pages")


@pytest.mark.parametrize("at", [here, remote])
def test_a_branch_gets_all_that_is_published(
    repository: Project, at: Callable[[Project], Branch]
) -> None:
    """What a folder would get, and the mark that these are plain files."""
    place = at(repository)

    served = hosting.serve(repository, place)

    assert served == Served(place.shown, ("2023-01", "2023-09"), changed=True)
    ours = {path: text for path, text in tree(repository.site).items() if path[:5] != "draft"}
    del ours[".lock"]
    assert on_branch(repository, place) == {**ours, ".nojekyll": b""}


@pytest.mark.parametrize("at", [here, remote])
def test_a_branch_that_is_up_to_date_gets_no_commit(
    repository: Project, at: Callable[[Project], Branch]
) -> None:
    """A second run leaves it where it is."""
    hosting.serve(repository, at(repository))
    before = state(repository)

    assert hosting.serve(repository, at(repository)).changed is False
    assert state(repository) == before


@pytest.mark.parametrize("at", [here, remote])
def test_a_new_edition_is_a_commit_on_top(
    repository: Project, at: Callable[[Project], Branch]
) -> None:
    """Its message says which; the branch goes forward, and its date is the newest edition's."""
    place = at(repository)
    hosting.serve(repository, place)
    publish(repository, "2024-07")

    assert hosting.serve(repository, place).added == ("2024-07",)

    log = git(checkout(repository, place, "clone"), "log", "--format=%s|%cI|%cn")
    assert log.splitlines() == [
        "Editions 2024-07|2024-07-01T12:00:00+00:00|A. Editor",
        "Editions 2023-01, 2023-09|2023-09-01T12:00:00+00:00|A. Editor",
    ]


def test_what_the_editor_has_in_git_is_not_touched(repository: Project) -> None:
    """A remote is written to past the branches that are here, also one of the same name."""
    git(repository.root, "branch", "gh-pages")
    before = git(repository.root, "show-ref", "--heads", "--head")
    (repository.root / "note.txt").write_text("mine", encoding="utf-8")

    hosting.serve(repository, remote(repository))

    assert git(repository.root, "show-ref", "--heads", "--head") == before
    assert git(repository.root, "status", "--porcelain") == "?? note.txt"


@pytest.mark.parametrize("path", ["CNAME", "_headers", "_redirects"])
def test_what_the_host_reads_stays(repository: Project, path: str) -> None:
    """A domain, headers and redirects that were put on the branch are no content of another."""
    hosting.serve(repository, remote(repository))
    change(repository, path, "of the host\r\n")
    publish(repository, "2024-07")

    hosting.serve(repository, remote(repository))

    assert on_branch(repository, remote(repository))[path] == b"of the host\r\n"
    assert hosting.serve(repository, remote(repository)).changed is False


def test_a_changed_edition_on_a_branch_is_named(repository: Project) -> None:
    """Nothing is committed, here or there."""
    hosting.serve(repository, remote(repository))
    change(repository, "2023-01/index.html", "other")
    publish(repository, "2024-07")
    before = state(repository)

    error = refused(repository, remote(repository))

    assert isinstance(error, OtherContent)
    assert [str(fault) for fault in error.errors] == [
        "branch:origin/gh-pages: the edition 2023-01 there is another: 2023-01/index.html\n"
        "  An edition never changes: find out which is the one that was published."
    ]
    assert state(repository) == before


@pytest.mark.parametrize(
    ("path", "ours", "what"),
    [
        ("thesis.html", False, "this place holds something else: thesis.html"),
        ("thesis.html", True, "this branch holds something else: thesis.html"),
        ("2022-06/index.html", True, "2022-06 is there, and is not sealed here"),
    ],
)
def test_what_another_has_on_a_branch_is_not_lost(
    repository: Project, path: str, what: str, *, ours: bool
) -> None:
    """A commit of ours would take it away: the branch is refused."""
    if ours:
        hosting.serve(repository, remote(repository))
    change(repository, path, "theirs", new=not ours)
    before = state(repository)

    [fault] = refused(repository, remote(repository)).errors

    assert fault.what == what
    assert state(repository) == before


def test_a_branch_that_moved_on_meanwhile_is_not_forced(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking and pushing another has pushed: theirs stays, and a rerun reads it."""
    hosting.serve(repository, remote(repository))
    publish(repository, "2024-07")
    tip = branches.tip

    def tip_and_then(branch: Branch) -> str:
        found = tip(branch)
        change(repository, "CNAME", "ferries.example.org\n")
        return found

    monkeypatch.setattr(branches, "tip", tip_and_then)
    [fault] = refused(repository, remote(repository)).errors
    monkeypatch.undo()

    assert fault.what.startswith("the branch did not move: ")
    assert fault.hint.startswith("If another has published meanwhile, run it again")


@pytest.mark.usefixtures("_own_git")
def test_without_a_repository_there_is_no_branch(project: Project) -> None:
    """The project has to be in git for it."""
    assert [str(fault) for fault in refused(project, here(project)).errors] == [
        "branch:gh-pages: the project is in no git repository\n"
        "  A branch is one of the project's own repository: begin with git init."
    ]


@pytest.mark.parametrize(
    ("name", "remote_name", "what"),
    [
        ("main", "", "this branch is checked out now"),
        ("gh-pages", "upstream", 'the repository has no remote "upstream"'),
        ("gh pages", "", '"gh pages" cannot be the name of a branch'),
    ],
)
def test_a_branch_that_cannot_be_written_is_told(
    repository: Project, name: str, remote_name: str, what: str
) -> None:
    """In words that say what to do, and nothing is changed."""
    before = state(repository)

    [fault] = refused(repository, Branch(repository.root, name, remote_name)).errors

    assert fault.what == what
    assert state(repository) == before


def test_a_branch_that_is_to_be_the_first_commit_is_not_taken(repository: Project) -> None:
    """It is checked out, and has no commit yet: git would not say so by its list of branches."""
    git(repository.root, "checkout", "--quiet", "--orphan", "gh-pages")

    [fault] = refused(repository, here(repository)).errors

    assert str(fault).endswith(
        "this branch is checked out now\n  Commit the sources to a branch of their own first."
    )


def test_what_was_committed_is_read_back(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit that holds other files than those that are served is dropped, and no branch moves."""
    before = state(repository)
    monkeypatch.setattr(branches, "_import", lambda branch, *_, **__: _empty_commit(branch))

    [fault] = refused(repository, here(repository)).errors

    assert fault.what == "what was committed is not what is served"
    assert state(repository) == before


def _empty_commit(branch: Branch) -> None:
    tree = git(branch.root, "hash-object", "-t", "tree", "-w", os.devnull)
    made = git(branch.root, "commit-tree", tree, "-m", "Nothing")
    git(branch.root, "update-ref", f"refs/heads/{branches.SCRATCH}", made)


def test_a_commit_that_fails_is_told_in_its_words(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when ghp-import is not installed."""
    before = state(repository)
    monkeypatch.setattr("report.branches.sys.executable", str(repository.root / "no-python"))
    (repository.root / "no-python").symlink_to("/bin/false")

    [fault] = refused(repository, here(repository)).errors

    (repository.root / "no-python").unlink()
    assert fault.what == "the site could not be committed: it ended with 1"
    assert state(repository) == before


def test_a_machine_without_git_is_told(
    repository: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is tried."""
    monkeypatch.setenv("PATH", "")

    [fault] = refused(repository, here(repository)).errors

    assert fault.what == "git is not installed"


def test_a_remote_that_does_not_answer_is_told(repository: Project) -> None:
    """In git's own words."""
    shutil.rmtree(repository.root.parent / "origin.git")

    [fault] = refused(repository, remote(repository)).errors

    assert fault.what.startswith("the remote does not answer: fatal: ")


@pytest.mark.parametrize(
    ("named", "name", "remote_name"),
    [
        ("branch:gh-pages", "gh-pages", ""),
        ("branch:origin/gh-pages", "gh-pages", "origin"),
        ("branch:origin/a/b", "a/b", "origin"),
    ],
)
def test_a_branch_is_named_with_or_without_its_remote(
    project: Project, named: str, name: str, remote_name: str
) -> None:
    """What stands before the first slash is the remote."""
    branch = Branch(project.root, name, remote_name)

    assert hosting.find_place(project, named) == branch
    assert branch.shown == named


@pytest.mark.parametrize("named", ["branch:", "branch:/gh-pages", "branch:origin/"])
def test_a_branch_has_a_name(project: Project, named: str) -> None:
    """What names none is no folder of that name either."""
    with pytest.raises(NotServed, match="names no branch"):
        hosting.find_place(project, named)


# The command line


def run(project: Project, *words: str) -> int:
    """Run a command on a project, as the shell does."""
    return build.main(["--project", str(project.root), *words])


@pytest.fixture
def _publishes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish and restore without drawing anything."""

    def publishing(_: Project, name: str, title: str, __: object, *, approved: bool) -> Outcome:
        assert not approved
        return publish(project, name, title=title)

    settings = "site_name: Boats\nsite_description: Invented boats\n"
    (project.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(pipeline, "publish", publishing)
    monkeypatch.setattr(pipeline, "restore_editions", lambda *_: None)


@pytest.mark.usefixtures("_publishes")
def test_an_edition_is_published_and_served(
    project: Project, web: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By one command; without an edition, what is published is served."""
    assert run(project, "publish", "2024-07", "--title", "July", "--to", str(web)) == ExitCode.DONE
    assert f"brought {web} up to date, with 2023-01, 2023-09, 2024-07" in capsys.readouterr().out
    assert run(project, "publish", "--to", str(web)) == ExitCode.DONE
    assert f"{web} has all that is published" in capsys.readouterr().out


@pytest.mark.usefixtures("_publishes")
def test_what_is_refused_ends_with_its_code(
    project: Project, web: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The edition is published all the same, and the place is as it was."""
    run(project, "publish", "--to", str(web))
    (web / "2023-01" / "index.html").write_text("other", encoding="utf-8")

    assert run(project, "publish", "2024-07", "--to", str(web)) == ExitCode.NAME_TAKEN

    assert capsys.readouterr().err.endswith("1 fault; the place is as it was\n")
    assert (project.site / "2024-07").is_dir()
    assert not (web / "2024-07").exists()


@pytest.mark.parametrize("words", [(), ("--title", "July"), ("--title", "July", "--to", "www")])
def test_publish_says_what_it_needs(
    project: Project, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    """An edition, or a place; a title is an edition's."""
    assert run(project, "publish", *words) == ExitCode.FAULTS
    assert "what is to be published is not said" in capsys.readouterr().err
