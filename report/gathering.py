"""A project in, everything that is computed before the first chart is drawn out."""

from dataclasses import dataclass

from report import captions as captioned
from report import claims, contract, figures, leaks, periods, tables, website
from report.captions import Captions
from report.errors import Steps
from report.model import Claim, Figure, Project, Site
from report.periods import Period
from report.voice import Voice
from report.words import Words


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is computed before the first chart is drawn."""

    site: Site
    contract: contract.Contract
    figures: dict[str, Figure]
    behind: dict[str, Figure]
    claims: dict[str, Claim]
    captions: Captions
    periods: tuple[Period, ...]
    words: Words
    rows: dict[str, int]  # of each table


def gather(project: Project, voice: Voice) -> Gathered:
    """Load and check the data, compute every figure, and put every claim to it."""
    site = website.read_site(project)
    words = Words(site.locale, site.sayings)
    promised = contract.read(project)
    with tables.load(project, promised) as data:
        voice.say(f"data     {len(promised.tables)} tables keep their contract")
        # Laws, figures and claims do not need each other: their faults are told together.
        steps = Steps()
        with steps.one():
            laws = tables.read_laws(project)
            tables.check_laws(data, laws)
            voice.say(f"laws     {len(laws)} hold")
        with steps.one():
            computed = figures.compute(data, project)
            behind = figures.compute_behind(data, project, computed)
        with steps.one():
            asked = claims.compute(data, project, words)
        steps.end()
        asked_for = [claim.figure for claim in asked.values()]
        leaks.check(data, [*computed.values(), *behind.values(), *asked_for])
        spans = periods.read(data)
        rows = data.rows()
    voice.say(f"figures  {len(computed)} computed")
    voice.say(f"claims   {sum(claim.holds for claim in asked.values())} of {len(asked)} hold")
    captions = captioned.render(project, computed, asked, words)
    return Gathered(site, promised, computed, behind, asked, captions, spans, words, rows)
