"""``build.py publish``: an edition, and the place where it is served."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from report.editions import Outcome, check_name, edition_date
from report.errors import ReportError
from report.manifest import is_before, newest_first
from report.model import Project
from report.reports import Ended
from report.voice import Voice

if TYPE_CHECKING:
    from report.hosting import Served

HELP = "build and publish an edition"
TEACHES = """
An edition is named for its date, is built whole, checked and sealed, and then never changes. The
same content once more changes nothing; other content under a used name is refused with the name
to take instead. With --approved, or approval: required below extra: in mkdocs.yml, it is refused
unless somebody approved these very sources: build.py review.

An edition comes after all that are published. One of an earlier month is refused unless
--out-of-order says that it is meant: it takes its place among them by its date, and is not the
latest. A revision, 2023-09.1, needs no such word: its entry in editions/corrections.yml says it.

  python build.py publish 2023-09 --title "The second count"
  python build.py publish --to branch:origin/gh-pages
"""
JUDGES = True


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what the command needs."""
    parser.add_argument("edition", nargs="?", help="its name, which is its date: 2023-09")
    parser.add_argument("--title", default="", help="what the edition is called")
    parser.add_argument(
        "--approved",
        action="store_true",
        help="only if somebody approved what is published: see build.py review",
    )
    parser.add_argument(
        "--out-of-order",
        action="store_true",
        help="publish it though a newer edition is published",
    )
    parser.add_argument(
        "--to",
        metavar="PLACE",
        help="then serve what is published: a directory, branch:NAME or branch:REMOTE/NAME",
    )


def run(project: Project, options: argparse.Namespace, voice: Voice) -> Ended:
    """Publish an edition, or bring a place up to date, or both."""
    from report import hosting, pipeline, settings  # noqa: PLC0415 - --help answers without loading Altair

    if not (options.edition or (options.to and not options.title)):
        hint = 'Name an edition, publish 2023-09 --title "…", or a place: publish --to PLACE.'
        raise ReportError("what is to be published is not said", hint=hint)
    place = hosting.find_place(project, options.to) if options.to else None
    result: dict[str, object] = {}
    if options.edition:
        check_name(options.edition)
        _check_day(options.edition)
        if not options.out_of_order:
            _check_order(project, options.edition)
        title = options.title or _title_of(project, options.edition)
        approved = options.approved or settings.read_site(project).approved
        outcome = pipeline.publish(project, options.edition, title, voice, approved=approved)
        voice.answer(_told(outcome, options.edition, project))
        result |= {"edition": options.edition, "new": outcome.new, "latest": outcome.latest}
    if place:
        # What is sealed and not in site/, as in a fresh clone, is served too.
        pipeline.restore_editions(project, (), voice)
        served = hosting.serve(project, place)
        voice.answer(_brought(served))
        result |= {"place": str(served.place), "added": served.added}
    return Ended(result=result)


def _check_day(name: str) -> None:
    """Refuse an edition of a month that has not begun: it would stay the latest for ever."""
    today = datetime.now(tz=UTC).date()
    if edition_date(name) > today:
        what = f'"{name}" has not begun: today is {today}'
        hint = f"An edition is named for its date, and stays for ever: {today:%Y-%m}, say."
        raise ReportError(what, hint=hint)


def _check_order(project: Project, name: str) -> None:
    """Refuse an edition that is not sealed and is of a month before the newest: most often a slip.

    Only here, and not where an edition is built: from its own sources it is built in any order.
    """
    from report import seals  # noqa: PLC0415 - --help answers without its words

    sealed = newest_first(seals.sealed(project))
    month = name.partition(".")[0]
    if any(each.partition(".")[0] == month for each in sealed):
        return  # what is there already, or a revision of it
    if sealed and is_before(name, sealed[0]):
        what = f'"{name}" comes before {sealed[0]}, which is published'
        hint = (
            f"Is it misspelt? If it is meant, say so: publish {name} --out-of-order. "
            f"{sealed[0]} then stays the latest."
        )
        raise ReportError(what, hint=hint)


def _title_of(project: Project, name: str) -> str:
    """Return the title of an edition that is published; of another, its name."""
    from report import seals  # noqa: PLC0415 - --help answers without its words

    return next((past.title for past in seals.past(project) if past.edition == name), name)


def _told(outcome: Outcome, name: str, project: Project) -> str:
    place = project.shown(outcome.path)
    done = f"published {place}/" if outcome.new else f"{place}/ was published before, as it is"
    latest = "and is the latest" if outcome.latest == name else f"the latest is {outcome.latest}"
    return f"{done}; {latest}"


def _brought(served: "Served") -> str:
    if not served.changed:
        return f"{served.place} has all that is published"
    return f"brought {served.place} up to date, with {', '.join(served.added) or 'no new edition'}"
