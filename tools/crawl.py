"""A built ``site/`` → every address ever published, asked of a plain web server below a sub-path.

    .venv/bin/python tools/crawl.py [project]

Each address of ``editions/urls.txt`` is asked for in the edition that had it first and in
``latest/``: the file must be there, and the place on the page, or a signpost in the page's stead.
"""

import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from html.parser import HTMLParser
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report import addresses, ledger, moved  # noqa: E402 - found beside this folder
from report.model import Project  # noqa: E402 - as above

SUB_PATH = "/some/where"
OK = 200


def main() -> int:
    """Crawl the site of a project; return the exit code."""
    project = Project(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT)
    asked, lost = crawl(project)
    sys.stderr.write("".join(f"{each}\n" for each in lost))
    sys.stdout.write(f"crawled  {asked} addresses below {SUB_PATH}/, {len(lost)} lost\n")
    return 1 if lost or not asked else 0


def crawl(project: Project) -> tuple[int, list[str]]:
    """Return how many addresses were asked for, and those that did not answer."""
    signs = moved.read(project)
    asked: dict[str, set[str]] = {}
    for address, edition in ledger.read(project).items():
        page, _, place = address.partition("#")
        for folder in (edition, "latest"):
            wanted = asked.setdefault(f"{folder}/{page.removeprefix('./')}", set())
            # Whoever comes for a place on a page that is gone finds the page's signpost.
            if place and not (folder == "latest" and addresses.departure_of(page, signs)):
                wanted.add(place)
    lost = []
    with (
        _served(project.site) as port,
        closing(HTTPConnection("127.0.0.1", port)) as connection,
    ):
        for path, places in asked.items():
            connection.request("GET", f"{SUB_PATH}/{quote(path)}")
            answer = connection.getresponse()
            content = answer.read()
            if answer.status != OK:
                lost.append(f"{path}: {answer.status}")
            elif places:
                missing = places - _ids(content.decode())
                lost += [f"{path}#{place}: no such place" for place in sorted(missing)]
    return sum(1 + len(places) for places in asked.values()), lost


@contextmanager
def _served(site: Path) -> Iterator[int]:
    """Serve a folder below a sub-path; lend the port."""
    with TemporaryDirectory() as folder:
        place = Path(folder + SUB_PATH)
        place.parent.mkdir(parents=True)
        place.symlink_to(site)
        handler = partial(_Handler, directory=folder)
        with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield server.server_port
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for thousands of addresses

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Ids(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the id of an element."""
        del tag
        self.found |= {value for name, value in attrs if name == "id" and value}


def _ids(html: str) -> set[str]:
    parser = _Ids()
    parser.feed(html)
    return parser.found


if __name__ == "__main__":
    sys.exit(main())
