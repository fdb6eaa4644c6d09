"""``build.py new``: the smallest working figure, chart, claim, page …; a table; or a publication."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.reports import Ended
from report.voice import Voice

if TYPE_CHECKING:
    from report.scaffolds import Made

HELP = (
    "write the smallest working figure, chart, claim, page, law, source or table; or a publication"
)
TEACHES = """
Writes a file that works at once, with comments that explain it, and shows it: at the end of the
front page, or of the page that you name. Nothing that is there is overwritten, and a name that was
published for something else is refused. What begins with TODO is yours to write: a draft shows it,
and no edition is published with it.

  python build.py new figure boats_by_harbour --table boats
  python build.py new chart boats_by_harbour --into content/findings/boats.md
  python build.py new claim north_leads --into -        print its line, and write it nowhere
  python build.py new page findings/tides --title "When the tides came"
  python build.py new law no_boat_is_lost_twice
  python build.py new source harbour_log
  python build.py new table boats --from log.xlsx --source harbour_log
  python build.py new project ../ferries --title "Ferries of the coast"
  python build.py new project ../ferries --bare         without the example, and without data
"""
JUDGES = False
_KINDS = {
    "figure": "a query with a name: queries/NAME.sql",
    "chart": "a chart of the figure of the same name: charts/NAME.py",
    "claim": "a sentence that is put to the data at each build: queries/claims/NAME.sql",
    "page": "a page, and a way to it: content/NAME.md",
    "law": "a rule that the data keeps: queries/checks/NAME.sql",
    "source": "where data comes from, declared in data/datapackage.json",
    "table": "a table of data/, from a file: CSV, Parquet or an Excel workbook; with its contract",
    "project": "an empty publication that builds at once, in a folder that is new or empty",
}
_OF_TABLES = frozenset({"figure", "claim", "law"})
_SHOWN = frozenset({"figure", "chart", "claim"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what is to be written, and its name."""
    kinds = parser.add_subparsers(dest="kind", metavar="what", required=True)
    for kind, told in _KINDS.items():
        each = kinds.add_parser(kind, help=told, description=f"Write {told}.")
        if kind == "project":
            each.add_argument("name", metavar="DIR", type=Path, help="the folder to be made")
            each.add_argument("--bare", action="store_true", help="without the invented example")
        elif kind == "page":
            each.add_argument(
                "name", metavar="PATH", help="where it is in content/: findings/tides"
            )
        else:
            each.add_argument("name", metavar="NAME", help="lower case, with underscores")
        if kind == "table":
            each.add_argument("--from", dest="file", metavar="FILE", required=True, help="its rows")
            each.add_argument(
                "--source", default="", help="where they come from: a name, new or not"
            )
            each.add_argument("--sheet", default="", help="the sheet of a workbook that is meant")
        if kind in _OF_TABLES:
            each.add_argument(
                "--table",
                default="",
                help="the table it asks (default: the first with names in it)",
            )
        if kind in _OF_TABLES and kind != "law":
            each.add_argument(
                "--source", default="", help="where its rows come from, if they do not say"
            )
        if kind in _SHOWN:
            where = "the page that shows it, or - for none (default: the front page)"
            each.add_argument("--into", default="", metavar="PAGE", help=where)
        if kind in {"page", "project"}:
            each.add_argument("--title", default="", help="what it is called (default: its name)")


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Write what is wanted, and tell what was written."""
    from report import scaffolds  # noqa: PLC0415 - --help answers without loading DuckDB

    names = ("table", "into", "title", "file", "source", "sheet")
    asked = {name: getattr(options, name) for name in names if name in options}
    if options.kind == "project":
        return _begun(partial(scaffolds.project, bare=options.bare), options, voice)
    make: Callable[..., Made] = getattr(scaffolds, options.kind)
    try:
        made = make(project, options.name, **asked)
    except ReportError as error:
        return Ended(ExitCode.FAULTS, error.errors, untouched="the project")
    voice.answer(f"wrote    {made.path}")
    for line in made.told:
        voice.answer(line)
    if made.line and made.shown:
        voice.answer(f"shown    {made.shown}: {made.line}")
    elif made.line:
        voice.answer(f"use it   {made.line}")
    if made.then:
        voice.say(f"then     {made.then}")
    return Ended()


def _begun(begin: Callable[[Path, str], Path], options: argparse.Namespace, voice: Voice) -> Ended:
    """Begin a publication in a folder."""
    try:
        folder = begin(options.name, options.title)
    except ReportError as error:
        return Ended(ExitCode.FAULTS, error.errors, untouched=str(options.name))
    voice.answer(f"wrote    {folder}")
    if options.bare:
        voice.say(f"set it up cd {options.name} && make install")
        voice.say("its data .venv/bin/python build.py new table NAME --from FILE")
    else:
        voice.say(f"build it cd {options.name} && make site")
    voice.say(f"then     read {options.name / 'README.md'}")
    return Ended()
