"""``build.py import``: a file of somebody else's, into the tables of ``data/``."""

import argparse
from typing import TYPE_CHECKING

from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.reports import Ended
from report.voice import Voice, several

if TYPE_CHECKING:
    from report.intake import Plan

HELP = "bring a new release of a source, or a plain file, into the tables of data/"
TEACHES = """
Reads a file, checks what would become of the tables as a build would, and shows the difference
row by row. Only --write writes. What is known to be broken in a source is mended and told; what
is new and not understood is refused with the address of its cell.

  a source    the publication has a module that reads it, and says at its top what it mends
  a table     CSV, Parquet or an Excel workbook, mapped by its header. The file is the table: rows
              that it lacks are removed, unless --keep is given

  python build.py import harbours new.csv                 show what would change
  python build.py import harbours new.csv --write         change it
  python build.py import harbours new.xlsx --sheet 2024 --map "Harbour name=name" --map "Notes="
  python build.py import NAME workbook.xlsx --wave 2025   a new release of a source

In what is printed + is a row added, - one removed, ~ a cell changed, with where it comes from.
"""
JUDGES = True
UNTOUCHED = "data/"
SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "into", metavar="SOURCE|TABLE", help="a source that the publication can read, or a table"
    )
    parser.add_argument("file", metavar="FILE", help="CSV, Parquet or an Excel workbook")
    parser.add_argument("--write", action="store_true", help="change data/")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="HEADER=COLUMN",
        help='what a column of the file is called here; "HEADER=" leaves it out',
    )
    parser.add_argument("--sheet", default="", help="the sheet of a workbook that is meant")
    parser.add_argument("--keep", action="store_true", help="keep rows that the file lacks")
    parser.add_argument("--wave", type=int, help="of a source: the release that the file is")
    parser.add_argument(
        "--show", type=int, default=SHOWN, metavar="N", help=f"rows shown of a kind ({SHOWN})"
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Show what a file would change, or change it."""
    from report import intake  # noqa: PLC0415 - --help answers without loading DuckDB

    asked = intake.Asked(
        into=options.into,
        file=options.file,
        renamed=tuple(options.map),
        sheet=options.sheet,
        wave=options.wave,
        keeps=options.keep,
    )
    try:
        planned = intake.plan(project, asked)
    except ReportError as error:
        return Ended(ExitCode.FAULTS, error.errors, untouched=UNTOUCHED)
    for difference in planned.differences:
        voice.answer("\n".join(intake.as_text(difference, max(options.show, 0))))
    for note in planned.notes:
        voice.say(note)
    for cell in planned.mended:
        voice.detail(f"mended   {cell.where}: {cell.text}")
    if planned.mended:
        voice.say(f"mended   {several(len(planned.mended), 'cell')}; --verbose tells which")
    if options.write:
        intake.write(planned)
    voice.answer(_ending(project, planned, wrote=options.write))
    return Ended(result=_result(project, planned, wrote=options.write))


def _ending(project: Project, planned: "Plan", *, wrote: bool) -> str:
    files = ", ".join(project.shown(path) for path in planned.contents)
    if not files:
        return "nothing would change; nothing was written"
    if wrote:
        return f"wrote {files}; see what it does: python build.py check"
    return f"nothing was written; --write would write {files}"


def _result(project: Project, planned: "Plan", *, wrote: bool) -> dict[str, object]:
    from report.intake import as_json  # noqa: PLC0415 - as above

    files = [project.shown(path) for path in planned.contents]
    return {
        "written": files if wrote else [],
        "would_write": [] if wrote else files,
        "tables": {each.table: as_json(each) for each in planned.differences},
        "notes": list(planned.notes),
        "mended": [{"from": cell.where, "what": cell.text} for cell in planned.mended],
    }
