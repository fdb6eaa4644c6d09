"""``build.py build``: the draft, and every sealed edition that ``site/`` lacks."""

import argparse

from report import fresh
from report.commands import lending
from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "build the draft, site/draft (the default)"
TEACHES = """
Loads and checks the data, computes every figure and claim, draws the charts, writes the pages.
What was in site/draft stays until the new one is whole. A sentence that is not true any more is
marked on its page and told at the end; it keeps an edition from being published, not the draft
from being looked at.

  python build.py
  python build.py build --cards
  python build.py build --table boats=warehouse.duckdb#fleet
  python build.py build --table boats=https://example.org/boats.parquet
"""
JUDGES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    lending.add_argument(parser)
    parser.add_argument(
        "--cards",
        action="store_true",
        help="draw the pictures that pages are shared with, too, as publishing does",
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Build the draft."""
    project = lending.lend(project, options)
    inputs = fresh.read(project)
    cards = getattr(options, "cards", False)
    if not cards and (judgement := fresh.recall_judgement(project, inputs)):
        place = project.shown(project.site / "draft")
        voice.say(f"draft    {place}/index.html is up to date: nothing has changed")
        return Ended(judgement=judgement, result={"draft": place, "built": False})
    from report import pipeline  # noqa: PLC0415 - it loads Altair, which takes a second

    # First the editions: the draft shows the charts of the newest one beside its own.
    pipeline.restore_editions(project, (), voice)
    folder, judgement = pipeline.draft(project, voice, with_cards=cards)
    voice.say(f"draft    {project.shown(folder)}/index.html")
    if not cards:  # a plain build makes another draft
        fresh.keep_judgement(project, inputs, judgement)
    voice.say("read it  python build.py serve")
    return Ended(judgement=judgement, result={"draft": project.shown(folder), "built": True})
