"""``build.py check``: all but the drawing and the website."""

import argparse

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


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(project: Project, _: argparse.Namespace, voice: Voice) -> Ended:
    """Check the sources."""
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    judgement = pipeline.check(project, voice)
    return Ended(ExitCode.FAULTS if judgement.refused else ExitCode.DONE, judgement=judgement)
