"""``build.py why``: what a page, a figure, a chart or a claim is made of."""

import argparse

from report.model import Project
from report.reports import Ended
from report.voice import Level, Voice

HELP = "what a page, a figure, a chart or a claim is made of"
TEACHES = """
Prints the way back as a tree: from a page to its sentences, to the figures they print, to the
tables these are computed from, to the data files and the sources. What was told stands "as above".
The templates of the theme are counted, and named with --verbose.

  python build.py why findings/late-boats/
  python build.py why late_boats
  python build.py why charts/late_boats.svg

"(perhaps)" stands where a thing takes only a part of another, or asks it and prints nothing.
"""
JUDGES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "things",
        nargs="+",
        metavar="THING",
        help="the address of a page or a file, or the name of a figure, a chart or a claim",
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Tell what something is made of."""
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair
    from report.graph import names, told  # noqa: PLC0415 - as above

    graph = pipeline.trace(project, voice).graph
    asked = [node for word in options.things for node in names.find(graph, project, word)]
    trees = [
        told.tree(graph, node) for node in names.to_explain(graph, tuple(dict.fromkeys(asked)))
    ]
    for each in trees:
        voice.answer(told.why(graph, each, all_files=voice.level >= Level.VERBOSE))
    return Ended(result={"trees": [told.why_as_json(each) for each in trees]})
