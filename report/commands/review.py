"""``build.py review``: what would be published, in one file to be read, and its approval."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from report.editions import ExitCode
from report.errors import ReportError
from report.model import Project
from report.reports import Ended
from report.voice import Voice, several

if TYPE_CHECKING:
    from report.pipeline import Reviewed

HELP = "what would be published, in one file to be read; and approve it"
TEACHES = """
Writes one HTML file that needs no network: numbers and sentences old and new, claims and how close
they are to flipping, charts side by side, rows of data, and what an edition would be refused for.
It begins with a hash of everything that would be published.

  python build.py review                    .build/review/<hash>.html
  python build.py review 2023-10            as the edition of that month, compared with those before
  python build.py review --to review.html

Whoever has read it approves it. Then publish --approved, or approval: required below extra: in
mkdocs.yml, lets pass what was approved and nothing else; when a file moved since, it says which.

  python build.py review --approve 3f8c21d0 --by "A. Editor" --note "The north was recounted."
"""
JUDGES = True
_HASH = re.compile("[0-9a-f]{8,64}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument(
        "edition", nargs="?", default="", help="as which edition: 2023-10; without, as the draft"
    )
    parser.add_argument("--to", metavar="FILE", type=Path, help="where the review is written")
    parser.add_argument(
        "--approve",
        metavar="HASH",
        nargs="?",
        const="",
        help="approve it; with the hash of what was read, nothing else is approved",
    )
    parser.add_argument("--by", metavar="NAME", help="who approves it")
    parser.add_argument("--note", default="", help="what is to be remembered of it")


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Write the review, and approve what it tells of."""
    from report import pipeline  # noqa: PLC0415 - --help answers without loading Altair

    _check(options)
    # The charts of the newest edition are shown beside those of the draft.
    pipeline.restore_editions(project, (), voice)
    done = pipeline.review(project, options.edition, voice, to=options.to)
    voice.say(_told(done))
    voice.answer(f"{project.shown(done.path)}  {done.hash}")
    result: dict[str, object] = {
        "review": project.shown(done.path),
        "hash": done.hash,
        "approved": False,
    }
    if options.approve is None:
        return Ended(judgement=done.judgement, result=result)
    if done.judgement.refused:
        voice.warn("what is refused cannot be approved")
        return Ended(ExitCode.FAULTS, judgement=done.judgement, result=result)
    _approve(project, options, done, voice)
    return Ended(judgement=done.judgement, result={**result, "approved": True})


def _check(options: argparse.Namespace) -> None:
    """Refuse what cannot be meant before minutes are spent on it."""
    if options.approve is None and (options.by is not None or options.note):
        what = "a name or a note is given, and nothing is approved"
        raise ReportError(what, hint='Add --approve: review --approve --by "A. Editor".')
    if options.approve is not None and not (options.by or "").strip():
        raise ReportError(
            "nobody approves this", hint='Say who: review --approve --by "A. Editor".'
        )
    if options.approve and not _HASH.fullmatch(options.approve):
        hint = "It is the hash that the review begins with: the first eight letters, or all."
        raise ReportError(f'"{options.approve}" is no hash of a review', hint=hint)


def _approve(project: Project, options: argparse.Namespace, done: "Reviewed", voice: Voice) -> None:
    from report import approvals  # noqa: PLC0415 - not needed for --help

    if not done.hash.startswith(options.approve):
        what = f"what would be published is {done.hash[:8]}, and not {options.approve}"
        hint = f"Something moved since that was read. Read {project.shown(done.path)}."
        raise ReportError(what, hint=hint)
    today = datetime.now(tz=UTC).date()
    approval, new = approvals.approve(project, done.inputs, options.by, today, options.note)
    if new:
        voice.answer(f"approved by {approval.by}, in {approvals.PATH}: commit it")
    else:
        voice.answer(f"approved before, by {approval.by} on {approval.date}; it stays as it is")


def _told(done: "Reviewed") -> str:
    summary = done.summary
    against = f"compared with {summary.against}" if summary.against else "the first edition"
    closest = summary.closest
    near = f", the closest by {closest.shown}: {closest.claim.name}" if closest else ""
    return (
        f"review   {against}: {several(summary.moved, 'number')} moved, {summary.explained} with a reason; "
        f"{summary.holding} of {several(summary.asked, 'claim')} {'holds' if summary.holding == 1 else 'hold'}{near}"
    )
