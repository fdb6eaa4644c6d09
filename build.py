"""The command line: words and exit codes, nothing else.

python build.py                    build the draft, site/draft
python build.py check              all but the drawing and the website
python build.py publish 2023-09    build and publish an edition
python build.py publish --to PLACE bring a place where it is served up to date
python build.py changes            what the draft changes since the newest edition
python build.py verify             compare every published byte with its seal
python build.py restore [2023-09]  build sealed editions again from their own sources
python build.py serve              look at what is in site/
"""

import argparse
import functools
import sys
from collections.abc import Callable, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from report import editions, hosting
from report.editions import ExitCode, Outcome
from report.errors import ReportError
from report.model import Project

PORT = 8000


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    project = Project(options.project.resolve())
    command: Callable[[Project, argparse.Namespace], int] = options.run
    try:
        return command(project, options)
    except ReportError as error:
        _tell(error.errors)
        untouched = getattr(error, "untouched", "site/")
        sys.stderr.write(f"{_count(error.errors, 'fault')}; {untouched} is as it was\n")
        return int(getattr(error, "exit_code", ExitCode.FAULTS))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Turn data, SQL, charts and prose into a versioned static site.",
        epilog="Exit codes: 0 done, 1 a bug of ours, 2 faults in the sources, "
        "3 the name is taken by other content, 75 another build is running.",
    )
    parser.add_argument(
        "--project",
        type=Path,
        default=Path(__file__).parent,
        help="the folder of the publication (default: the one build.py stands in)",
    )
    parser.set_defaults(run=_build, port=PORT)
    commands = parser.add_subparsers(metavar="command")

    build = commands.add_parser("build", help="build the draft, site/draft (the default)")
    build.set_defaults(run=_build)

    check = commands.add_parser("check", help="check all but the drawing and the website")
    check.set_defaults(run=_check)

    publish = commands.add_parser("publish", help="build and publish an edition")
    publish.add_argument("edition", nargs="?", help="its name, which is its date: 2023-09")
    publish.add_argument("--title", default="", help="what the edition is called")
    publish.add_argument(
        "--to",
        metavar="PLACE",
        help="then serve what is published: a directory, branch:NAME or branch:REMOTE/NAME",
    )
    publish.set_defaults(run=_publish)

    changes = commands.add_parser(
        "changes",
        help="what changed between two editions, or since the newest one",
        description="Compare an older edition with a newer one: claims, figures, charts, pages "
        "and rows of data. Nothing is built, and site/ is not touched.",
        epilog="changes: the draft against the newest edition. changes 2023-01: the draft against "
        "that one. changes 2022-06 2023-09: two editions. In what is printed + is new, - is gone, "
        "~ is otherwise, ! is a claim that flipped; --json tells all of it, as changes.json does.",
    )
    changes.add_argument("older", nargs="?", default="", help="an edition: 2022-06")
    changes.add_argument("newer", nargs="?", default="draft", help="another one, or draft")
    changes.add_argument("--json", action="store_true", help="print what changes.json holds")
    changes.set_defaults(run=_changes)

    verify = commands.add_parser("verify", help="compare every published byte with its seal")
    verify.set_defaults(run=_verify)

    restore = commands.add_parser(
        "restore", help="build sealed editions again from their own sources"
    )
    restore.add_argument(
        "editions", nargs="*", metavar="edition", help="which; without a name, those site/ lacks"
    )
    restore.set_defaults(run=_restore)

    serve = commands.add_parser("serve", help="serve site/ on this machine")
    serve.add_argument("--port", type=int, default=PORT)
    serve.set_defaults(run=_serve)
    return parser


def _tell(errors: Sequence[ReportError]) -> None:
    for error in errors:
        sys.stderr.write(f"{error}\n")


def _count(errors: Sequence[ReportError], word: str) -> str:
    return f"{len(errors)} {word}{'s' if len(errors) > 1 else ''}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _build(project: Project, options: argparse.Namespace) -> int:
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    # First the editions: the draft shows the charts of the newest one beside its own.
    pipeline.restore_editions(project, (), _say)
    folder, judgement = pipeline.draft(project, _say)
    _say(f"draft    {project.shown(folder)}/index.html")
    if judgement.refused:
        _tell(judgement.errors)
        _say(f"an edition would be refused: {_count(judgement.errors, 'refusal')}, told above")
    _say(f"read it  make serve, then http://127.0.0.1:{options.port}/draft/")
    return ExitCode.DONE


def _check(project: Project, _: argparse.Namespace) -> int:
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    judgement = pipeline.check(project, _say)
    if judgement.refused:
        _tell(judgement.errors)
        _say(f"an edition would be refused: {_count(judgement.errors, 'refusal')}, told above")
        return ExitCode.FAULTS
    return ExitCode.DONE


def _publish(project: Project, options: argparse.Namespace) -> int:
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    if not (options.edition or (options.to and not options.title)):
        hint = 'Name an edition, publish 2023-09 --title "…", or a place: publish --to PLACE.'
        raise ReportError("what is to be published is not said", hint=hint)
    place = hosting.find_place(project, options.to) if options.to else None
    if options.edition:
        title = options.title or options.edition
        outcome = pipeline.publish(project, options.edition, title, _say)
        _say(_told(outcome, options.edition, project))
    if place:
        # What is sealed and not in site/, as in a fresh clone, is served too.
        pipeline.restore_editions(project, (), _say)
        _say(_brought(hosting.serve(project, place)))
    return ExitCode.DONE


def _changes(project: Project, options: argparse.Namespace) -> int:
    from report import pipeline, website  # noqa: PLC0415 - --help answers without loading Altair
    from report.changes import format_changes  # noqa: PLC0415
    from report.changes.text import format_text  # noqa: PLC0415
    from report.words import Words  # noqa: PLC0415

    changes = pipeline.compare(project, options.older, options.newer)
    if options.json:
        sys.stdout.write(format_changes(changes))
    else:
        sys.stdout.write(format_text(changes, Words(website.read_site(project).locale)))
    return ExitCode.DONE


def _told(outcome: Outcome, name: str, project: Project) -> str:
    place = project.shown(outcome.path)
    done = f"published {place}/" if outcome.new else f"{place}/ was published before, as it is"
    latest = "and is the latest" if outcome.latest == name else f"the latest is {outcome.latest}"
    return f"{done}; {latest}"


def _brought(served: hosting.Served) -> str:
    if not served.changed:
        return f"{served.place} has all that is published"
    return f"brought {served.place} up to date, with {', '.join(served.added) or 'no new edition'}"


def _verify(project: Project, _: argparse.Namespace) -> int:
    from report import corrections  # noqa: PLC0415 - --help answers without loading its words

    faults = (
        *editions.verify(project),
        *editions.absent(project),
        *corrections.verify(project),
    )
    if faults:
        _tell(faults)
        _say(f"not as sealed: {_count(faults, 'fault')}, told above")
        return ExitCode.FAULTS
    names = ", ".join(reversed(editions.published(project))) or "none yet"
    _say(f"every byte is as it was sealed: {names}")
    return ExitCode.DONE


def _restore(project: Project, options: argparse.Namespace) -> int:
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    pipeline.restore_editions(project, options.editions, _say)
    return ExitCode.DONE


def _serve(project: Project, options: argparse.Namespace) -> int:
    if not project.site.is_dir():
        raise ReportError("there is no site yet", "site", "Build it first: python build.py")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(project.site))
    try:
        listening = ThreadingHTTPServer(("127.0.0.1", options.port), handler)
    except OSError as error:
        what = f"port {options.port} cannot be served: {error.strerror}"
        raise ReportError(what, hint=f"Choose another: serve --port {options.port + 1}") from None
    with listening as server:
        _say(f"serving  http://127.0.0.1:{options.port}/draft/  (Ctrl+C ends it)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            _say("")
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())
