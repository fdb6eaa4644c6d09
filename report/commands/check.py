"""``build.py check``: all but the drawing and the website."""

import argparse

from report.commands import lending
from report.editions import ExitCode
from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "check all but the drawing and the website"
TEACHES = """
Loads and checks the data, computes every figure and claim, and reads every sentence. Nothing is
written. It ends with 2 when an edition would be refused.

  python build.py check
  python build.py check --json
"""
JUDGES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    lending.add_argument(parser)


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Check the sources."""
    from report import checking  # noqa: PLC0415 - --help answers without loading Altair

    judgement = checking.check(lending.lend(project, options), voice)
    return Ended(ExitCode.FAULTS if judgement.refused else ExitCode.DONE, judgement=judgement)
