"""``build.py serve``: the draft in a browser, built anew after every change."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from report.model import Project
from report.refusals import Judgement
from report.reports import Ended
from report.voice import Voice

if TYPE_CHECKING:
    from report.previews import Previews
    from report.serving.board import Board

HELP = "show the draft in a browser, and build it anew after every change"
TEACHES = """
Builds the draft and serves site/ to this machine. When content, data, queries, charts, templates
or one of the YAML files changes, the draft is built anew and open pages follow: those that you
wrote show new words and numbers first, and new drawings when the draft is whole. Where a source
has a fault, the browser shows its file and line, and leads to the last good draft; when it is
mended, the page comes back. Ctrl+C ends it, also while it builds.

  python build.py serve
  python build.py serve --open          and open the browser
  python build.py serve --port 8001

Editions that site/ lacks are built first, as build does. A change of the generator, report/, is
seen at the next start.
"""
JUDGES = False
PORT = 8000
_PORTS = 65536


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "--port", type=_port, default=PORT, help=f"default: {PORT}; 0 takes any that is free"
    )
    parser.add_argument("--open", action="store_true", help="open the draft in the browser")


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Serve until Ctrl+C."""
    from report.serving import serve  # noqa: PLC0415 - --help answers without MkDocs' watchdog

    serve(project, _Drafts(), port=options.port, voice=voice, open_browser=options.open)
    return Ended()


class _Drafts:
    """Makes one draft after the other; who has a page open sees that one first."""

    def __init__(self) -> None:
        self._previews: Previews | None = None

    def __call__(self, project: Project, voice: Voice, board: "Board") -> tuple[Path, Judgement]:
        # Imported by the first build, when what is there is served already.
        from report import editions, pipeline, previews  # noqa: PLC0415 - --help answers without loading Altair

        if editions.missing(project):  # a draft stands on them: moved.yml shows what they had
            pipeline.restore_editions(project, (), voice)
        self._previews = self._previews or previews.Previews(board.open, board.preview)
        return pipeline.draft(project, voice, self._previews)


def _port(text: str) -> int:
    port = int(text) if text.isascii() and text.isdigit() else _PORTS
    if port >= _PORTS:
        message = f'"{text}" is no port: a number up to {_PORTS - 1}'
        raise argparse.ArgumentTypeError(message)
    return port
