"""``build.py impact``: everything that hangs on a file, a table or some of its rows."""

import argparse

from report.model import Project
from report.reports import Ended
from report.voice import Level, Voice

HELP = "what hangs on a file, a table, some of its rows, or a figure"
TEACHES = """
Lists every figure, claim, sentence, chart with its embed, and page that depends on something, and
with --verbose every file of the site. Nothing is drawn, and nothing is written.

  python build.py impact data/boats.csv
  python build.py impact queries/late_boats.sql templates/partials/table.html
  python build.py impact boats --where "harbour = 'north'"
  python build.py impact boats --row otter,2023

With --where or --row each figure that reads the table is computed again without these rows, and
so is each claim. Only what gives another result is listed, and of the pages those that ask for a
cell that is another, or gone. What those rows are for other tables is not looked at.

What is listed shows the change whenever all of its cause is another. "(perhaps)" stands where it
takes only a part: a title, a condition, a size; or where settings are at work, which reach all.
"""
JUDGES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "things", nargs="+", metavar="FILE", help="a path, or the name of a table, figure, chart …"
    )
    rows = parser.add_mutually_exclusive_group()
    rows.add_argument("--where", metavar="SQL", help="only rows of the table that are so")
    rows.add_argument(
        "--row", metavar="KEY", help="only the row with this key; values with commas between"
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Tell what hangs on something."""
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair
    from report.graph import names, told  # noqa: PLC0415 - as above

    traced = pipeline.trace(project, voice)
    asked = [node for word in options.things for node in names.find(traced.graph, project, word)]
    what = told.kinds(asked)
    rows: int | None = None
    if options.where is not None or options.row is not None:
        table = names.table_of(traced.graph, asked).name
        without = pipeline.without(project, traced, table, where=options.where, key=options.row)
        affected = traced.graph.affected([without.table], without.unmoved)
        rows, what = without.rows, told.rows_of(table, without.rows)
    else:
        affected = traced.graph.affected(names.to_change(asked))
    voice.say(f"impact   {what}")
    voice.answer(told.impact(affected, all_files=voice.level >= Level.VERBOSE))
    found = {"of": [node.name for node in asked], "rows": rows, **told.impact_as_json(affected)}
    return Ended(result=found)
