"""A project in, everything that is computed before the first chart is drawn out."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from report import captions as captioned
from report import contract, settings
from report.captions import Captions
from report.contract import Contract
from report.crew import cores
from report.errors import ReportError, Steps
from report.model import Claim, Figure, Project, Site
from report.periods import Period
from report.store import digest, remembered
from report.voice import Voice, several
from report.words import Words, spoken


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that is computed before the first chart is drawn."""

    site: Site
    contract: Contract
    figures: dict[str, Figure]
    behind: dict[str, Figure]
    claims: dict[str, Claim]
    captions: Captions
    periods: tuple[Period, ...]
    words: Words
    rows: dict[str, int]  # of each table
    origin: str  # a digest of all that figures and claims were computed of


@dataclass(frozen=True, slots=True)
class _Answers:
    """All that the data was asked."""

    laws: int
    figures: dict[str, Figure]
    behind: dict[str, Figure]
    claims: dict[str, Claim]
    periods: tuple[Period, ...]
    rows: dict[str, int]


def gather(
    project: Project, voice: Voice, meanwhile: Callable[[], object] = lambda: None
) -> Gathered:
    """Load and check the data, compute every figure, and put every claim to it.

    Of the same data the same is not asked again. What needs no data can be done ``meanwhile``:
    while DuckDB works on the queries, Python has nothing to do.
    """
    site = settings.read_site(project)
    words = Words(site.locale, site.sayings)
    promised = contract.read(project)
    origin = digest(*_digests(project, promised), *spoken(words))
    got = remembered(
        project.build, "answers", [origin], lambda: _ask(project, promised, words, meanwhile)
    )
    kept = several(len(promised.tables), "table keeps its contract", "tables keep their contract")
    voice.say(f"data     {kept}")
    voice.say(f"laws     {several(got.laws, 'law holds', 'laws hold') if got.laws else 'none yet'}")
    voice.say(f"figures  {len(got.figures)} computed")
    holding = sum(claim.holds for claim in got.claims.values())
    voice.say(f"claims   {holding} of {len(got.claims)} {'holds' if holding == 1 else 'hold'}")
    captions = captioned.render(project, got.figures, got.claims, words)
    return Gathered(
        site,
        promised,
        got.figures,
        got.behind,
        got.claims,
        captions,
        got.periods,
        words,
        got.rows,
        origin,
    )


def _digests(project: Project, promised: Contract) -> list[tuple[str, str]]:
    """Return the digest of every file that answers depend on, with its name."""
    names, paths = zip(*_inputs(project, promised), strict=True)
    with ThreadPoolExecutor(cores()) as pool:  # hashing lets go of Python's lock
        return [*zip(names, pool.map(digest, paths), strict=True)]


def _inputs(project: Project, promised: Contract) -> Iterator[tuple[str, Path]]:
    """Yield every file that answers depend on, with its name."""
    data = {name for table in promised.tables for name in table.paths}
    yield promised.path, project.root / promised.path
    for path in (
        *(project.data / name for name in sorted(data)),
        *sorted(project.queries.rglob("*.sql")),
    ):
        yield project.shown(path), path


def _ask(
    project: Project, promised: Contract, words: Words, meanwhile: Callable[[], object]
) -> _Answers:
    # What asks is loaded where there is something to ask, DuckDB with it.
    from report import claims, figures, leaks, periods, tables  # noqa: PLC0415 - as said above

    with tables.load(project, promised) as data:
        data.begin(path.read_text(encoding="utf-8") for path in project.queries.rglob("*.sql"))
        with suppress(ReportError):  # it will be told in its turn
            meanwhile()
        # Laws, figures and claims do not need each other: their faults are told together.
        steps = Steps()
        with steps.one():
            laws = tables.read_laws(project)
            tables.check_laws(data, laws)
        with steps.one():
            computed = figures.compute(data, project)
            behind = figures.compute_behind(data, project, computed)
        with steps.one():
            asked = claims.compute(data, project, words)
        steps.end()
        asked_for = [claim.figure for claim in asked.values()]
        leaks.check(data, [*computed.values(), *behind.values(), *asked_for])
        return _Answers(len(laws), computed, behind, asked, periods.read(data), data.rows())
