"""``build.py changes``: what changed between two editions."""

import argparse

from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "what changed between two editions, or since the newest one"
TEACHES = """
Compares an older edition with a newer one: claims, figures, charts, pages and rows of data.
Nothing is built, and site/ is not touched.

  python build.py changes                    the draft against the newest edition
  python build.py changes 2023-01            the draft against that one
  python build.py changes 2022-06 2023-09    two editions

In what is printed + is new, - is gone, ~ is otherwise, ! is a claim that flipped; --json tells all
of it, as changes.json does.
"""
JUDGES = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument("older", nargs="?", default="", help="an edition: 2022-06")
    parser.add_argument("newer", nargs="?", default="draft", help="another one, or draft")
    parser.add_argument("--json", action="store_true", help="print what changes.json holds")


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Tell what changed."""
    from report import pipeline, settings  # noqa: PLC0415 - --help answers without loading Altair
    from report.changes import format_changes  # noqa: PLC0415 - as above
    from report.changes.text import format_text  # noqa: PLC0415 - as above
    from report.words import Words  # noqa: PLC0415 - as above

    changes = pipeline.compare(project, options.older, options.newer)
    if options.json:
        told = format_changes(changes)
    else:
        told = format_text(changes, Words(settings.read_site(project).locale))
    voice.answer(told.removesuffix("\n"))
    return Ended()
