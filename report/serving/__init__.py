"""A project → its draft in a browser, in step with the sources until somebody ends it.

The builds run in the main thread, where Ctrl+C and SIGTERM reach them: what a build has half done
is cleared by its own hands. Requests and the watch have threads of their own.
"""

import secrets
import signal
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager

from report.model import Project
from report.serving.board import Board, State
from report.serving.building import Builder, Make
from report.serving.server import listening
from report.serving.watching import Watch
from report.voice import Voice


def serve(
    project: Project, make: Make, *, port: int, voice: Voice, open_browser: bool = False
) -> None:
    """Serve the draft, and have ``make`` build it anew after every change; return when ended."""
    # A chart that is edited twice within a second would else be read from the bytecode of the first.
    sys.dont_write_bytecode = True
    there = (project.site / "draft" / "index.html").is_file()
    board = Board(State(secrets.token_hex(4) if there else ""))
    with (
        _until_ended() as ended,
        listening(project, board, port) as address,
        Watch(project) as watch,
    ):
        voice.answer(f"serving  {address}  (Ctrl+C ends it)")
        if watch.is_blind:
            voice.say("watching twice a second: this system does not tell of changes")
        if open_browser:
            webbrowser.open(address)
        builder = Builder(project, make, board, voice, lambda: watch.is_behind)
        because: tuple[str, ...] = ()
        while not ended:
            whole = builder.build(because)
            if not ended:  # a signal that came where no exception can be raised
                because = watch.changes() if whole else watch.changes(0) or because
    voice.answer("ended")


@contextmanager
def _until_ended() -> Iterator[list[int]]:
    """Turn the first signal to end into an end, and let a second one kill; yield what came."""
    came: list[int] = []

    def end(number: int, _: object) -> None:
        came.append(number)
        for each in before:
            signal.signal(each, signal.SIG_DFL)
        raise KeyboardInterrupt

    before = {each: signal.signal(each, end) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    except KeyboardInterrupt:
        if not came:
            raise
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
