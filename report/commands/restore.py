"""``build.py restore``: sealed editions, built again."""

import argparse

from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "build sealed editions again from their own sources"
TEACHES = """
An edition that site/ lacks, or that was damaged there, is built again from its own sealed sources
and compared byte for byte with its seal before it takes its place.

  python build.py restore            all that site/ lacks
  python build.py restore 2023-09    this one
"""
JUDGES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "editions", nargs="*", metavar="edition", help="which; without a name, those site/ lacks"
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Build editions again."""
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    pipeline.restore_editions(project, options.editions, voice)
    return Ended()
