"""What ``serve`` answers: to this machine alone, drafts with a script, editions byte for byte."""

import errno
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from email.message import Message
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple

import pytest

import build
from report.errors import ReportError
from report.model import Project
from report.serving import server
from report.serving.board import Board, Fault, Kind, State, Told
from report.serving.server import listening

PAGE = b"<!doctype html><html><head><title>T</title></head><body>Boats</body></html>"
SCRIPT = b"/.serve/reload.js"
FAULTY = Told(Kind.FAULTS, (Fault(ReportError("no such boat", "a.md:1", "Name one.")),), number=1)


class Answer(NamedTuple):
    """What a server said."""

    status: int
    headers: Message
    body: bytes


Ask = Callable[..., Answer]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with a draft and an edition."""
    for name in ("draft/index.html", "draft/boats/index.html", "2023-09/index.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PAGE)
    (tmp_path / "site" / "draft" / "boats.csv").write_bytes(b"boat\nTern\n")
    (tmp_path / "site" / ".lock").write_bytes(b"held")
    (tmp_path / "secret.html").write_bytes(b"secret")
    return Project(tmp_path)


@pytest.fixture
def board() -> Board:
    """What is known of a sound draft."""
    return Board(State("1"))


@pytest.fixture
def ask(project: Project, board: Board) -> Iterator[Ask]:
    """Ask the server for a path."""
    with listening(project, board, 0) as address:
        place = address.split("/")[2]

        def ask(path: str, method: str = "GET", *, hosts: tuple[str, ...] = (place,)) -> Answer:
            connection = http.client.HTTPConnection(place, timeout=10)
            connection.putrequest(method, path, skip_host=True)
            for host in hosts:
                connection.putheader("Host", host)
            connection.endheaders()
            said = connection.getresponse()
            if "event-stream" in said.getheader("Content-Type", ""):
                body = said.readline()
            else:
                body = said.read()
            connection.close()
            return Answer(said.status, said.headers, body)

        yield ask


@pytest.mark.parametrize("path", ["/draft/", "/.serve/events", "/.serve/reload.js", "/2023-09/"])
@pytest.mark.parametrize(
    "hosts", [("example.org",), (), ("localhost", "example.org")], ids=["foreign", "none", "two"]
)
def test_a_foreign_name_is_refused(ask: Ask, path: str, hosts: tuple[str, ...]) -> None:
    """A page elsewhere whose name leads here reads nothing (DNS rebinding)."""
    answer = ask(path, hosts=hosts)

    assert answer.status == 403
    assert b"Boats" not in answer.body


def test_only_this_machine_is_listened_to(project: Project, board: Board) -> None:
    """Nobody on the network reaches a draft: not even another address of this same machine."""
    with listening(project, board, 0) as address:
        port = int(address.split(":")[2].partition("/")[0])

        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), timeout=5)


@pytest.mark.parametrize("path", ["/draft/", "/draft/boats/", "/draft/boats/index.html"])
def test_a_page_of_the_draft_has_the_script(ask: Ask, project: Project, path: str) -> None:
    """It is put in as the page is sent, kept by no browser, and not in the file."""
    answer = ask(path)

    assert SCRIPT in answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    assert (project.site / "draft" / "index.html").read_bytes() == PAGE


def test_a_preview_stands_for_its_page_and_no_other(ask: Ask, board: Board) -> None:
    """It says which one it is: a browser asks again when another stands there, or none."""
    board.preview({"": b"<head></head>Ahead"})

    ahead = ask("/draft/").body

    assert b"Ahead" in ahead
    assert b'data-preview="1"' in ahead
    assert b"Ahead" not in ask("/draft/boats/").body
    assert b'data-preview="0"' in ask("/draft/boats/").body
    said = json.loads(ask("/.serve/events").body.removeprefix(b"data: "))
    assert said["previews"] == {"/draft/": 1}


def test_it_is_known_which_pages_are_open(project: Project) -> None:
    """As long as a browser listens, and only pages of the draft count."""
    board = Board(State("1"))
    with listening(project, board, 0) as address:
        place = address.split("/")[2]
        listeners = []
        for path in ("/draft/boats/", "/2023-09/", ""):
            connection = http.client.HTTPConnection(place, timeout=10)
            connection.request("GET", f"/.serve/events?page={path}")
            connection.getresponse().readline()
            listeners.append(connection)

        assert board.open() == {"boats/"}

        for connection in listeners:
            connection.close()


def test_a_page_that_is_left_is_open_no_longer() -> None:
    """Two browsers may have the same one open."""
    board = Board(State("1"))
    with board.opened("/draft/"):
        with board.opened("/draft/"):
            assert board.open() == {""}
        assert board.open() == {""}
    assert board.open() == frozenset()


def test_an_edition_is_sent_as_it_was_sealed(ask: Ask) -> None:
    """Not a byte is added to what never changes."""
    assert ask("/2023-09/").body == PAGE


def test_a_file_of_the_draft_is_sent_as_it_is(ask: Ask) -> None:
    """Only pages follow; and no browser keeps the file of an older draft."""
    answer = ask("/draft/boats.csv")

    assert answer.body == b"boat\nTern\n"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/draft/", "/draft/boats.csv", "/.serve/faults"])
def test_a_head_has_no_body(ask: Ask, path: str) -> None:
    """It says the same as the whole answer would."""
    head, whole = ask(path, "HEAD"), ask(path)

    assert head.body == b""
    assert (head.status, head.headers["Content-Length"]) == (200, whole.headers["Content-Length"])


@pytest.mark.parametrize(
    "path",
    [
        "/.lock",
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/draft/../../secret.html",
        "/.serve/server.py",
        "/.serve/../reload.js",
        "/.serve/docs/../README.md",
    ],
)
def test_what_is_no_page_is_not_served(ask: Ask, path: str) -> None:
    """Neither the lock, nor what is outside of the site, nor our own program."""
    answer = ask(path)

    assert answer.status == 404
    assert b"secret" not in answer.body


def test_the_root_leads_to_the_draft_before_the_first_edition(ask: Ask, project: Project) -> None:
    """And is the site's own as soon as it has one."""
    first = ask("/")
    (project.site / "index.html").write_bytes(PAGE)

    assert (first.status, first.headers["Location"]) == (302, "/draft/")
    assert ask("/").body == PAGE


def test_a_folder_is_led_to_and_never_listed(ask: Ask, project: Project) -> None:
    """A site has pages: one is found without its slash, and a folder without a page is none."""
    (project.site / "2023-09" / "files").mkdir()
    led = ask("/draft/boats?a=1")

    assert (led.status, led.headers["Location"]) == (302, "/draft/boats/")
    assert ask("/2023-09/files/").status == 404


def test_the_script_and_the_guide_are_our_own(ask: Ask) -> None:
    """The script that follows the draft, and the chapter that a fault leads to."""
    script, guide = ask("/.serve/reload.js"), ask("/.serve/docs/faults.md")

    assert "javascript" in script.headers["Content-Type"]
    assert script.body
    assert b'<h1 id="' in guide.body
    assert "default-src 'none'" in guide.headers["Content-Security-Policy"]


@pytest.mark.parametrize("port", ["65536", "-1", "http", "٨٠"])
def test_a_port_is_a_number_that_there_is(capsys: pytest.CaptureFixture[str], port: str) -> None:
    """Whatever else is typed is told before anything is served."""
    with pytest.raises(SystemExit):
        build.main(["serve", f"--port={port}"])

    assert f'"{port}" is no port: a number up to 65535' in capsys.readouterr().err


def test_a_port_that_may_not_be_had_is_told(
    project: Project, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One below 1024, say; that it is taken is another thing."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(server, "_Server", refuse)

    with pytest.raises(ReportError) as told, listening(project, board, 80):
        pass

    assert str(told.value) == (
        "port 80 cannot be served: Permission denied\n  Choose another: serve --port 8000"
    )


def test_a_bug_of_the_server_is_told_and_a_browser_that_left_is_not(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """At every reload a browser goes away in the midst of an answer."""
    quiet = server._Server(("127.0.0.1", 0), BaseHTTPRequestHandler)  # noqa: SLF001 - what it does not say
    with quiet:
        for error in (ConnectionResetError("gone"), ValueError("a bug")):
            with suppress(ConnectionError, ValueError), ExitStack() as ends:
                ends.callback(quiet.handle_error, object(), ("127.0.0.1", 1))
                raise error

    said = capsys.readouterr().err
    assert "a bug" in said
    assert "gone" not in said


def test_a_missing_page_waits_for_itself(ask: Ask) -> None:
    """It may be in the next draft; until then its name is literal."""
    answer = ask("/draft/%3Cscript%3E/")

    assert answer.status == 404
    assert SCRIPT in answer.body
    assert b"<code>/draft/&lt;script&gt;/</code>" in answer.body


def test_before_the_first_draft_there_is_a_page(tmp_path: Path) -> None:
    """It says that the draft is being built, or what is wrong, and follows like any other."""
    board = Board(State())
    with listening(Project(tmp_path), board, 0) as address:
        place = address.split("/")[2]

        def asked() -> bytes:
            connection = http.client.HTTPConnection(place, timeout=10)
            connection.request("GET", "/draft/boats/")
            body = connection.getresponse().read()
            connection.close()
            return body

        making = asked()
        board.post(State("", FAULTY))
        faulty = asked()

    assert b"The draft is being built" in making
    assert b"no such boat" in faulty
    assert b"last good draft" not in faulty
    assert SCRIPT in making
    assert SCRIPT in faulty


def test_the_faults_lead_to_the_last_good_draft(ask: Ask, board: Board) -> None:
    """To the page that the reader was on."""
    board.post(State("1", FAULTY))

    answer = ask("/.serve/faults?back=%2Fdraft%2Fboats%2F%23there")

    assert b'href="/draft/boats/#there">The last good draft</a>' in answer.body
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_the_state_is_told_at_once(ask: Ask, board: Board) -> None:
    """Who comes late has missed nothing."""
    board.post(State("1", FAULTY))

    answer = ask("/.serve/events")

    assert answer.headers["Content-Type"] == "text/event-stream"
    assert json.loads(answer.body.removeprefix(b"data: "))["failing"] is True
