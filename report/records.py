"""Figures, claims and every sentence that uses them in, the pages that record them out.

``figures/<name>/`` tells where a number comes from; ``claims/`` lists every sentence with a
predicate, every literal with its reason, and every waiver. The same stands in ``claims.json``.
``corrections/`` lists what earlier editions said that was not right.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup
from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers.sql import SqlLexer

from report import corrections, schemas, withholding
from report.bindings import Binder, row_id
from report.colophon import Colophon
from report.colophon import sources as sources_told
from report.corrections import Correction
from report.documents import as_json, rows_of
from report.facts import Past
from report.history import changes, editions_true
from report.macros import Desk, Material
from report.model import Claim, Figure, Literal, Page, Project, Row, SiteFile
from report.pages import Written, front_matter
from report.refusals import Waiver
from report.store import digest, remembered
from report.theme import Theme, read_theme, theme_parts
from report.words import Words, spoken

_CLAIMS = "claims.json"
ROWS_SHOWN = 50  # all of them are in the CSV


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence or a chart on a page, as the page of a figure or of a claim lists it."""

    title: str
    address: str  # below the edition's root
    sentence: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the records tell besides the material: who uses it, what was let pass, what was."""

    written: Written
    literals: Sequence[Literal]
    waivers: Sequence[Waiver]
    behind: Mapping[str, Figure]  # the input rows of a figure, by its name
    past: Sequence[Past]
    withheld: Sequence[str]  # tables and columns that are used here and not offered


def record(project: Project, material: Material, ledger: Ledger) -> list[Page]:
    """Make the page of each figure and the page of claims."""
    theme = read_theme(project, material.words.sayings)
    mentions = _mentions(ledger.written)
    common = digest(*spoken(material.words), theme_parts(project), ledger.withheld)
    pages = [
        remembered(
            project.build,
            "figure-page",
            [common, *_made_of(figure, material, ledger, mentions[figure.name])],
            partial(_figure_page, figure, material, theme, ledger, mentions[figure.name]),
        )
        for figure in material.figures.values()
    ]
    pages.append(_index(material, theme))
    claims = [
        (claim, coloured(claim.figure.sql), mentions[claim.name])
        for claim in material.claims.values()
    ]
    insert = theme.render(
        "claims",
        claims=claims,
        withheld={c.name: withholding.reads(c.figure.sql, ledger.withheld) for c, _, _ in claims},
        true_in={claim.name: editions_true(claim, ledger.past) for claim, _, _ in claims},
        literals=ledger.literals,
        waivers=ledger.waivers,
        words=material.words,
    )
    _ = material.words.sayings.gettext
    front = front_matter(
        {
            "title": _("Claims"),
            "description": _("Every sentence here that compares, ranks or counts, and its proof."),
            "kind": "prose",
            "standfirst": _(
                "A sentence that is no longer true cannot be published. "
                "These are the sentences that the data is asked about, each with its answer."
            ),
        }
    )
    body = f'{front}\n<div data-insert="claims"></div>\n'
    return [*pages, Page("claims.md", body, {"claims": insert})]


def _index(material: Material, theme: Theme) -> Page:
    """Return the page that leads to every figure."""
    _ = material.words.sayings.gettext
    front = front_matter(
        {
            "title": _("Figures"),
            "description": _("Every figure that is computed here, with its query."),
            "kind": "figures",
            "standfirst": _(
                "Each figure is the result of a query. "
                "Its page has the rows, the query, the sources, and where it is used."
            ),
        }
    )
    groups = [("", [(f.title, f"~/figures/{f.name}/") for f in material.figures.values()])]
    insert = theme.render("directory", groups=groups)
    body = f'{front}\n<div data-insert="figures"></div>\n'
    return Page("figures/index.md", body, {"figures": insert})


def corrections_page(
    project: Project, log: Sequence[Correction], now: Past, past: Sequence[Past], words: Words
) -> Page:
    """Make the page of what earlier editions said and was not right, as the log knows it now.

    What was said first by this edition, or by one after it, is listed by those.
    """
    names = {then.edition for then in past}
    known = [each for each in reversed(log) if each.edition in names]
    insert = read_theme(project, words.sayings).render(
        "corrections",
        corrections=[(each, corrections.showing(each, past, words.sayings)) for each in known],
        here={
            each.id: corrections.places(each, now, words.sayings)
            for each in known
            if each.lasts(now.edition)
        },
        published={*names, now.edition},
        edition=now.edition,
        up="~/../",
        words=words,
    )
    _ = words.sayings.gettext
    front = front_matter(
        {
            "title": _("Corrections"),
            "description": _(
                "What was said here that was not right, since when, and what is right."
            ),
            "kind": "prose",
            "standfirst": _(
                "An edition never changes once it is published. "
                "What it got wrong is told here, and put right in an edition of its own."
            ),
        }
    )
    body = f'{front}\n<div data-insert="corrections"></div>\n'
    return Page("corrections.md", body, {"corrections": insert})


def claims_file(material: Material, ledger: Ledger, colophon: Colophon) -> SiteFile:
    """Return the ledger of claims for programs."""
    mentions = _mentions(ledger.written)
    document = {
        "$schema": schemas.seen_from(_CLAIMS, "claims"),
        "id": "claims",
        "address": colophon.address("claims/", at=_CLAIMS),
        **colophon.told(at=_CLAIMS),
        "claims": [
            {
                **_plain_claim(claim, mentions[claim.name]),
                **_proof(claim, material.words, colophon),
                "true_in": [*editions_true(claim, ledger.past)],
            }
            for claim in material.claims.values()
        ],
        "sources": sources_told(material.sources),
        "literals": [
            {"text": each.text, "reason": each.reason, "where": each.where}
            for each in ledger.literals
        ],
        "waivers": [
            {
                "rule": each.rule,
                "name": each.name,
                "values": each.values,
                "why": each.why,
                "who": each.who,
                "date": each.date.isoformat(),
                "until": each.until.isoformat(),
            }
            for each in ledger.waivers
        ],
    }
    return SiteFile(_CLAIMS, as_json(document))


def _proof(claim: Claim, words: Words, colophon: Colophon) -> dict[str, object]:
    """Return the one row of a claim as files of figures hold rows, and where it is shown."""
    held = rows_of(claim.figure, words)
    # The names of its sources stand in the claim; what each of them is, beside the claims.
    del held["key"], held["sources"]
    address = f"{colophon.address('claims/', at=_CLAIMS)}#{claim.name}"
    return {"id": f"claims/{claim.name}", "address": address, **held}


def _plain_claim(claim: Claim, mentions: Sequence[Mention]) -> dict[str, object]:
    return {
        "name": claim.name,
        "says": claim.says,
        "holds": claim.holds,
        "verdict": claim.verdict,
        "values": {column.name: str(value) for column, value in claim.values},
        "sources": [source.name for source in claim.figure.sources],
        "used": [{"page": each.address, "sentence": each.sentence} for each in mentions],
    }


def _mentions(written: Written) -> Mapping[str, list[Mention]]:
    """Return every mention by the name of the figure or the claim, each sentence once."""
    found: defaultdict[str, dict[Mention, None]] = defaultdict(dict)
    for page, use in written.uses:
        found[use.name][Mention(page.title, page.address, use.sentence)] = None
    for page, name in written.shown:
        found[name].setdefault(Mention(page.title, page.address, ""))
    return defaultdict(list, {name: list(each) for name, each in found.items()})


def coloured(sql: str) -> Markup:
    """Return SQL as markup in which each word carries the class of its kind."""
    formatter = HtmlFormatter(nowrap=True, classprefix="sql-")
    return Markup(highlight(sql, SqlLexer(), formatter))  # noqa: S704 - Pygments escapes


def _made_of(
    figure: Figure, material: Material, ledger: Ledger, mentions: Sequence[Mention]
) -> tuple[object, ...]:
    """Return all that the page of a figure is made of, as values that have a digest."""
    return (
        figure,
        ledger.behind.get(figure.name),
        figure.name in material.charts,
        mentions,
        shown_rows(figure, ledger.written, ledger.past),
        changes(figure, ledger.past, material.words),
    )


def _figure_page(
    figure: Figure,
    material: Material,
    theme: Theme,
    ledger: Ledger,
    mentions: Sequence[Mention],
) -> Page:
    """Return the page of a figure: what it says, its rows, its SQL and its sources."""
    binder = Binder(figure.path, material.words.value)
    desk = Desk(material, theme, binder, f"figures/{figure.name}.md")
    sentences = [each for each in mentions if each.sentence]
    shown = list({each.address: each for each in mentions if not each.sentence}.values())
    rows = shown_rows(figure, ledger.written, ledger.past)
    insert = theme.render(
        "figure",
        figure=figure,
        sql=coloured(figure.sql),
        table=desk.figure_table(replace(figure, rows=tuple(rows)), anchors=True),
        left_out=len(figure.rows) - len(rows),
        behind=_behind(figure, rows, desk, ledger.behind.get(figure.name)),
        withheld=withholding.reads(figure.sql, ledger.withheld),
        history=changes(figure, ledger.past, material.words),
        chart=figure.name in material.charts,
        sentences=sentences[:ROWS_SHOWN],
        more_sentences=len(sentences) > ROWS_SHOWN,
        shown=shown[:ROWS_SHOWN],
    )
    _ = material.words.sayings.gettext
    front = front_matter(
        {
            "title": figure.title,
            "description": _(
                "%(figure)s: the rows, the query and the sources.", figure=figure.title
            ),
            "kind": "figure",
            "kicker": _("Figure"),
        }
    )
    return Page(desk.path, f'{front}\n<div data-insert="figure"></div>\n', {"figure": insert})


def shown_rows(figure: Figure, written: Written, past: Sequence[Past]) -> list[Row]:
    """Return the rows that the page of a figure shows: the first, and those that are led to.

    Prose leads to some, and somebody elsewhere may lead to any that an earlier edition showed:
    new rows above it do not take a published place away.
    """
    led_to = {use.row for _, use in written.uses if use.name == figure.name}
    page = f"figures/{figure.name}/index.html"
    led_to.update(place for each in past for place in each.anchors.get(page, ()))
    return [
        row
        for number, row in enumerate(figure.rows)
        if number < ROWS_SHOWN or row_id(figure, row) in led_to
    ]


def _behind(
    figure: Figure, rows: Sequence[Row], desk: Desk, inputs: Figure | None
) -> list[tuple[str, Markup]]:
    """Return the input rows of each row of a figure, where a query tells them."""
    if inputs is None:
        return []
    told = []
    for row in rows:
        key = {name: row[figure.index(name)] for name in figure.key}
        mine = tuple(
            each
            for each in inputs.rows
            if all(each[inputs.index(name)] == value for name, value in key.items())
        )
        if mine:
            named = [name for name in _texts(figure) if name not in figure.key] or _texts(figure)
            words = ", ".join(str(row[figure.index(name)]) for name in named)
            count = desk.material.words.sayings.ngettext("%(num)s row", "%(num)s rows", len(mine))
            told.append((f"{words or inputs.title}: {count}", _without(inputs, mine, key, desk)))
    return told


def _texts(figure: Figure) -> list[str]:
    return [column.name for column in figure.columns if column.type == "VARCHAR"]


def _without(
    inputs: Figure, rows: tuple[Row, ...], key: Mapping[str, object], desk: Desk
) -> Markup:
    """Return input rows as a table, without the columns that are the same in each."""
    kept = [n for n, column in enumerate(inputs.columns) if column.name not in key]
    told = replace(
        inputs,
        columns=tuple(inputs.columns[n] for n in kept),
        key=(),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
    )
    return desk.figure_table(told)
