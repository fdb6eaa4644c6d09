"""A reader at a screen: the publication, served, and a browser that is strict."""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from tools.install import find_browser

ROOT = Path(__file__).resolve().parents[2]
# Publications live under a path as often as at the root of a host; links must bear both.
MOUNT = "/a/path/"
FLAGS = """
    --disable-gpu --disable-quic --no-first-run --disable-background-networking
    --disable-component-update --disable-sync
""".split()
# Of Chromium's features those that Playwright puts out, whose list this one takes the place of, and
# then three that keep processes ready for the next window: each costs as much as a page, and by
# the time that the next test has its own window they are gone.
WITHOUT = """
    AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync
    DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay
    MediaRouter NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch
    TcpPortRandomizationWin ThirdPartyStoragePartitioning msEdgeUpdateLaunchServicesPreferredVersion
    msForceBrowserSignIn
    PreloadTopChromeWebUI PreloadTopChromeWebUILessNavigations SpareRendererForSitePerProcess
""".split()

# A machine may have other things to do; what is to come is waited for, and costs no more for it.
PATIENCE = 120_000  # ms
expect.set_options(timeout=PATIENCE)

Serve = Callable[[Path], str]


class Visit(Protocol):
    """Open an address as a reader would, on a screen of this width, by day or by night."""

    def __call__(self, url: str, *, width: int = 1280, dark: bool = False) -> Page:
        """Return the page once it has loaded."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; without one the tests fail, they are not skipped."""
    path = find_browser()
    if path is None:
        pytest.fail('There is no browser: run "make test", or name one in CHROMIUM.', pytrace=False)
    with sync_playwright() as playwright:
        without = f"--disable-features={','.join(WITHOUT)}"
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, without])
        # A window that stays: without one, each that closes is the last, and Chromium takes down
        # and sets up for the next what they share. A page then costs twice as much.
        browser.new_context().new_page()
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serve a folder under a path on this machine; return its address."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(_served(folder))


@pytest.fixture(scope="session")
def serve_strictly() -> Iterator[Serve]:
    """Serve a folder with the security policy that docs/hosting gives to web servers."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(_served(folder, _StrictHandler))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open pages; at the end, fail for what they complained of or asked of other hosts."""
    complaints: list[str] = []
    with ExitStack() as contexts:

        def visit(url: str, *, width: int = 1280, dark: bool = False) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme="dark" if dark else "light",
                service_workers="block",
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            listen(context, url, complaints)
            page = context.new_page()
            page.goto(url)
            return page

        yield visit

    assert complaints == []


@pytest.fixture(scope="session")
def site(publication: Path) -> Path:
    """The draft of the publication."""
    return publication / "site" / "draft"


def listen(context: BrowserContext, url: str, complaints: list[str], *also: str) -> None:
    """Note errors of the console and of scripts, and stop what goes to another host.

    ``also`` are addresses of hosts that may be asked beside that of ``url``.
    """
    origins = [urljoin(each, "/") for each in (url, *also)]

    def elsewhere(address: str) -> bool:
        return not address.startswith((*origins, "data:", "blob:", "about:"))

    def note(what: str) -> None:
        complaints.append(f"{url}: {what}")

    def stop(route: Route) -> None:
        note(f"asks {route.request.url}")
        route.abort()

    context.route(elsewhere, stop)
    context.on("console", lambda said: note(said.text) if said.type == "error" else None)
    context.on("weberror", lambda raised: note(str(raised.error)))


class _Handler(SimpleHTTPRequestHandler):
    """Serves its folder under ``MOUNT`` and nothing anywhere else, in silence."""

    def do_GET(self) -> None:
        """Answer, with the path as it is in the folder."""
        if not self.path.startswith(MOUNT):
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self.path = self.path.removeprefix(MOUNT.rstrip("/"))
        super().do_GET()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: what goes wrong is told by the browser."""


class _StrictHandler(_Handler):
    """Sends with every answer the policy that the site is to be served with."""

    policy = re.findall(
        r"^  (Content-Security-Policy): (.+)$",
        (ROOT / "docs" / "hosting" / "_headers").read_text(encoding="utf-8"),
        re.MULTILINE,
    )[0]

    def end_headers(self) -> None:
        """Close the head of an answer with the policy."""
        self.send_header(*self.policy)
        super().end_headers()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone on to another page."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # the parent's


@contextmanager
def _served(folder: Path, handler: type[_Handler] = _Handler) -> Iterator[str]:
    """Serve a folder on a free port; yield its address."""
    answer = partial(handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{MOUNT}"
        server.shutdown()
        thread.join()
