"""A folder of a built site in, the same at an address on this machine, zipped as a good host would."""

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

_PACKED = (".woff2", ".png", ".zip", ".parquet")  # these are as small as they get
_DAY = 86_400  # seconds

Change = Callable[[bytes], bytes]


@contextmanager
def served(folder: Path, *, page: Change = bytes) -> Iterator[str]:
    """Serve a folder; lend its address. ``page`` returns what is sent in a page's stead."""
    handler = partial(_Handler, page, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, page: Change, *args: object, directory: str) -> None:
        self._page = page
        super().__init__(*args, directory=directory)  # type: ignore[arg-type] # socketserver gives three

    def send_head(self) -> BytesIO | None:
        """Send the head of a file, and return what follows."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        content = path.read_bytes()
        if path.suffix == ".html":
            content = self._page(content)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Cache-Control", f"max-age={_DAY}")
        if path.suffix not in _PACKED:
            content = gzip.compress(content, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return BytesIO(content)

    def handle(self) -> None:
        """Answer, and do not mind a browser that hangs up."""
        try:
            super().handle()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""
