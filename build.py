"""The command line: words and exit codes, nothing else. What each command does is its own module's.

python build.py                    build the draft, site/draft
python build.py --help             all commands
python build.py publish --help     one of them, with examples
"""

import argparse
import gc
import sys
from importlib import import_module
from pathlib import Path

from report import bugs, commands, reports
from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.refusals import Refused
from report.reports import Ended
from report.voice import Level, Voice


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    project = Project(options.project.resolve())
    json = options.judges and options.json
    voice = Voice(Level.SILENT if json else options.level)
    try:
        ended: Ended = options.run(project, options, voice)
    except ReportError as error:
        ended = _refused(error)
    except OSError as error:
        if (fault := bugs.machine_fault(error)) is None:
            sys.stderr.write(bugs.keep(project, error))
            return ExitCode.INTERNAL
        ended = Ended(ExitCode.FAULTS, (fault,))
    except Exception as error:  # noqa: BLE001 - a bug is told as one, and its traceback kept
        sys.stderr.write(bugs.keep(project, error))
        return ExitCode.INTERNAL
    if json:
        sys.stdout.write(reports.format_report(options.command, ended))
    else:
        reports.tell(ended, voice)
    return int(ended.code)


def _refused(error: ReportError) -> Ended:
    code = ExitCode(getattr(error, "exit_code", ExitCode.FAULTS))
    untouched = getattr(error, "untouched", "site/")
    if isinstance(error, Refused):
        return Ended(code, judgement=error.judgement, untouched=untouched)
    return Ended(code, error.errors, untouched=untouched)


def _levels() -> argparse.ArgumentParser:
    """Return the words for how much is said: before the command or after it, never one parser for both.

    The default of one would overrule what was said to the other.
    """
    levels = argparse.ArgumentParser(add_help=False)
    levels.add_argument(
        "-q",
        "--quiet",
        action="store_const",
        dest="level",
        const=Level.QUIET,
        default=argparse.SUPPRESS,
        help="say only what was asked for, and what is wrong",
    )
    levels.add_argument(
        "-v",
        "--verbose",
        action="store_const",
        dest="level",
        const=Level.VERBOSE,
        default=argparse.SUPPRESS,
        help="say every step",
    )
    return levels


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py",
        description="Turn data, SQL, charts and prose into a versioned static site.",
        epilog=reports.EXIT_CODES,
        parents=[_levels()],
    )
    parser.add_argument(
        "--project",
        type=Path,
        default=Path(__file__).parent,
        help="the folder of the publication (default: the one build.py stands in)",
    )
    default = import_module("report.commands.build")
    parser.set_defaults(
        command="build", run=default.run, judges=default.JUDGES, json=False, level=Level.NORMAL
    )
    added = parser.add_subparsers(metavar="command")
    for module in commands.NAMES:
        command = import_module(f"report.commands.{module}")
        name = module.removesuffix("_")  # import_: a word of Python cannot name a module
        each = added.add_parser(
            name,
            parents=[_levels()],
            help=command.HELP,
            description=command.TEACHES.strip(),
            epilog=reports.EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(each)
        if command.JUDGES:
            each.add_argument(
                "--json",
                action="store_true",
                default=argparse.SUPPRESS,
                help="one JSON report on stdout instead of words",
            )
        each.set_defaults(command=name, run=command.run, judges=command.JUDGES)
    return parser


if __name__ == "__main__":
    for stream in (
        sys.stdout,
        sys.stderr,
    ):  # a console of old has no arrows: it is not worth a fault
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    # What a command makes lives until it ends: to look for garbage after each 700 things, as Python
    # does unless it is told otherwise, takes a tenth of a build.
    gc.set_threshold(50_000)
    sys.exit(main())
