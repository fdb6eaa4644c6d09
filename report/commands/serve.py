"""``build.py serve``: look at what is in ``site/``."""

import argparse
import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

from report.errors import ReportError
from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "serve site/ on this machine"
TEACHES = """
Serves site/ as a static server would.

  python build.py serve
"""
JUDGES = False
PORT = 8000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument("--port", type=int, default=PORT, help=f"default: {PORT}")


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Serve until Ctrl+C."""
    if not project.site.is_dir():
        raise ReportError("there is no site yet", "site", "Build it first: python build.py")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(project.site))
    try:
        listening = ThreadingHTTPServer(("127.0.0.1", options.port), handler)
    except OSError as error:
        what = f"port {options.port} cannot be served: {error.strerror}"
        raise ReportError(what, hint=f"Choose another: serve --port {options.port + 1}") from None
    with listening as server:
        voice.answer(f"serving  http://127.0.0.1:{options.port}/draft/  (Ctrl+C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            voice.answer("")
    return Ended()
