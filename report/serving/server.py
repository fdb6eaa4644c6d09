"""``site/`` and the board → HTTP, on this machine alone.

A page of the draft is sent with a script in it; what is sealed is sent byte for byte. Whoever asks
by a name that is not this machine's is refused: a page elsewhere could have that name lead here
(DNS rebinding), and read drafts.

    /                     the site as it is, or the way to the draft while there is no edition
    /draft/…              pages of the draft, or what stands in their place
    /.serve/events        the state, whenever it is another one: server-sent events
    /.serve/faults        what the last build had to tell
    /.serve/docs/…        chapters of the guide
"""

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from report.errors import ReportError
from report.model import Project
from report.serving import pages
from report.serving.board import HOME, Board, format_state

ADDRESS = "127.0.0.1"
_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
_ALIVE = 15.0  # s between signs of life, by which a closed connection is found out
_TRIED = 100  # ports that are looked at for a free one
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@contextmanager
def listening(project: Project, board: Board, port: int) -> Iterator[str]:
    """Serve a project in threads of their own; yield the address of the draft. Port 0 is any."""
    handler = partial(_Handler, project=project, board=board)
    try:
        server = _Server((ADDRESS, port), handler)
    except OSError as error:
        raise _taken(port, error) from None
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    with server:
        thread.start()
        try:
            yield f"http://{ADDRESS}:{server.server_port}{HOME}"
        finally:
            server.shutdown()
            thread.join()


def is_ours(host: str) -> bool:
    """Tell whether a Host header names this machine; the port may be that of a tunnel."""
    name, colon, port = host.rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host, "0"
    return name.lower() in _NAMES and port.isascii() and port.isdigit()


def _taken(port: int, error: OSError) -> ReportError:
    what = f"port {port} cannot be served: {error.strerror or error}"
    if error.errno != errno.EADDRINUSE:
        return ReportError(what, hint="Choose another: serve --port 8000")
    free = next((each for each in range(port + 1, min(port + _TRIED, 65536)) if _free(each)), 0)
    return ReportError(what, hint=f"This one is free: serve --port {free}")


def _free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((ADDRESS, port))
        except OSError:
            return False
    return True


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the parent's
        """Say nothing of a browser that went away, which it does at every reload."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *words: Any, project: Project, board: Board) -> None:  # noqa: ANN401 - the parent's
        self._project, self._board = project, board
        super().__init__(*words, directory=str(project.site))

    def do_GET(self) -> None:
        """Answer with a page, a file, or the events."""
        hosts = self.headers.get_all("Host", [])
        if len(hosts) != 1 or not is_ours(hosts[0]):
            text = f"This is served to this machine alone: ask for http://{ADDRESS}/"
            self._send(HTTPStatus.FORBIDDEN, "text/plain", text.encode())
            return
        path = unquote(urlsplit(self.path).path)
        if path.startswith(pages.OWN):
            self._own(path.removeprefix(pages.OWN))
        elif any(part.startswith(".") for part in path.split("/")):
            self.send_error(HTTPStatus.NOT_FOUND)  # the lock, and what is being built
        elif path == "/" and not (self._project.site / "index.html").is_file():
            self._lead(HOME)
        elif path == HOME.rstrip("/") or path.startswith(HOME):
            self._draft(path)
        else:
            super().do_HEAD() if self.command == "HEAD" else super().do_GET()

    def do_HEAD(self) -> None:
        """Answer as to GET, with nothing after the head."""
        self.do_GET()

    def _own(self, name: str) -> None:
        state = self._board.state
        if name == "events":
            self._events()
        elif name == "faults":
            back = parse_qs(urlsplit(self.path).query).get("back", [""])[0]
            there = (self._project.site / "draft").is_dir()
            self._page(HTTPStatus.OK, pages.told_page(state, back=pages.way_back(back), home=there))
        elif found := pages.asset(name):
            self._send(HTTPStatus.OK, *found)
        elif text := pages.guide_page(name, state):
            self._page(HTTPStatus.OK, text)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _draft(self, path: str) -> None:
        # Before the file is read: a page that says it is older than it is, is loaded once more.
        state = self._board.state
        file = Path(self.translate_path(self.path))
        if not (self._project.site / "draft").is_dir():
            failing = state.told.failing
            text = pages.told_page(state, home=False) if failing else pages.making_page(state)
            self._page(HTTPStatus.OK, text)
        elif file.is_dir() and not path.endswith("/"):
            self._lead(urlsplit(self.path).path + "/")
        elif (preview := state.previews.get(path)) is not None:
            html = pages.inject(preview, state, state.preview)
            self._send(HTTPStatus.OK, "text/html", html, own=False)
        else:
            file = file / "index.html" if file.is_dir() else file
            if file.suffix == ".html" and file.is_file():
                with suppress(FileNotFoundError):  # the draft was replaced by one without it
                    self._send(
                        HTTPStatus.OK,
                        "text/html",
                        pages.inject(file.read_bytes(), state),
                        own=False,
                    )
                    return
            if not file.is_file():
                self._page(HTTPStatus.NOT_FOUND, pages.missing_page(state, path))
                return
            super().do_HEAD() if self.command == "HEAD" else super().do_GET()

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.command == "HEAD":
            return
        page = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
        number = -1
        with self._board.opened(page):
            while True:
                latest, state = self._board.after(number, _ALIVE)
                said = ": alive\n\n" if latest == number else f"data: {format_state(state)}\n\n"
                number = latest
                self.wfile.write(said.encode())
                self.wfile.flush()

    def _page(self, status: HTTPStatus, text: str) -> None:
        self._send(status, "text/html", text.encode("utf-8", "replace"))

    def _lead(self, address: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, content: bytes, *, own: bool = True) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if own else kind)
        self.send_header("Content-Length", str(len(content)))
        if own:
            self.send_header("Content-Security-Policy", _POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        """Close the head of an answer: a draft is kept by nobody, and an edition asked for again."""
        path = urlsplit(self.path).path if hasattr(self, "path") else ""
        passing = path.startswith((pages.OWN, HOME)) or path == "/"
        self.send_header("Cache-Control", "no-store" if passing else "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: Any) -> None:  # noqa: ANN401 - the parent's
        """Show no folder: a site has pages."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: the terminal is for what the builds have to say."""
