"""``build.py verify``: every published byte against its seal."""

import argparse

from report.editions import ExitCode
from report.model import Project
from report.reports import Ended
from report.voice import Voice

HELP = "compare every published byte with its seal"
TEACHES = """
Reads every file of every edition in site/ and compares it with the SHA-256 in its seal, and the
logs of corrections and of approvals with what the editions recorded. Run it where the site is
served, too.

  python build.py verify
"""
JUDGES = True


def add_arguments(_: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(project: Project, _: argparse.Namespace, voice: Voice) -> Ended:
    """Compare what is published with what was sealed."""
    from report import approvals, corrections, editions  # noqa: PLC0415 - --help answers without their words

    faults = (
        *editions.verify(project),
        *editions.absent(project),
        *corrections.verify(project),
        *approvals.verify(project),
    )
    names = tuple(reversed(editions.published(project)))
    if faults:
        return Ended(ExitCode.FAULTS, faults, result={"editions": names})
    voice.answer(f"every byte is as it was sealed: {', '.join(names) or 'none yet'}")
    return Ended(result={"editions": names})
