"""Pages, figures, charts and claims of an edition in, ``search.json`` and the page ``search/`` out.

The page is an index from A to Z, whole without a script. ``search.json`` is what the theme's
script reads when a reader reaches for the search: every thing with its name and its words, and
every row of every figure with the numbers it prints, in the order in which things of equal fit
are shown. How well a thing fits is decided in ``search.js`` and nowhere else.
"""

import json
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import get_decimal_symbol, get_group_symbol

from report.bindings import row_id
from report.facts import Past
from report.macros import Material
from report.model import Claim, Column, Figure, Page, Project, Row, SiteFile, Value
from report.pages import Written, entries_of, front_matter
from report.records import shown_rows
from report.sayings import N_, Sayings
from report.sentences import sentences
from report.theme import read_theme

PATH = "search.json"
_NAMES = 4  # texts that the name of a row is made of, at most


@dataclass(frozen=True, slots=True)
class Thing:
    """What can be found: its name, what it is, where it stands, and the words it is found by."""

    title: str
    kind: str  # page, or as its front matter says; chart, figure, claim, or a column's label
    address: str  # below the edition's root
    text: str  # what is shown with it
    aliases: tuple[str, ...] = ()  # other names for it
    values: tuple[str, ...] = ()  # numbers that it prints, as printed
    lines: tuple[str, ...] = ()  # sentences that stand on it

    def entry(self) -> dict[str, object]:
        """Return it as the script reads it; what is empty is left out."""
        told = {
            "title": self.title,
            "kind": self.kind,
            "address": self.address,
            "text": self.text,
            "aliases": self.aliases,
            "values": self.values,
            "lines": self.lines,
        }
        return {name: value for name, value in told.items() if value or name == "address"}


def write(
    project: Project,
    material: Material,
    written: Written,
    pages: Sequence[Page],
    past: Sequence[Past] = (),
) -> tuple[Page, SiteFile]:
    """Return the page of the search, and what its script searches: these pages and what they hold."""
    things = tuple(_things(project, material, written, pages))
    locale = material.words.locale
    document = {
        # By these a number as it is typed is told from a number as it is printed.
        "group": get_group_symbol(locale),
        "decimal": get_decimal_symbol(locale),
        "things": [thing.entry() for thing in things],
        "figures": [_rows(figure, material, written, past) for figure in material.figures.values()],
    }
    content = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return index_page(project, things, material.words.sayings), SiteFile(
        PATH, f"{content}\n".encode()
    )


def _things(
    project: Project, material: Material, written: Written, pages: Sequence[Page]
) -> Iterator[Thing]:
    """Yield everything that has a name, in the order in which equals are shown."""
    _ = material.words.sayings.gettext
    own = {page.path for page in written.pages}
    made = {f"{kind}/{name}.md" for kind in ("charts", "figures") for name in material.figures}
    for page in pages:
        if page.path in own:
            yield _page_thing(project, page, _)
    for page in pages:
        for each in page.named:
            address = f"{page.address}#{each.anchor}"
            yield Thing(each.name, material.words.midway(each.kind), address, each.text)
    for name, chart in sorted(material.charts.items()):
        title = chart.takeaway or chart.title
        also = (chart.title,) if title != chart.title else ()
        address, drawn = f"charts/{name}/", (chart.description,)
        yield Thing(title, _("chart"), address, chart.title, also, lines=drawn)
    for name, figure in sorted(material.figures.items()):
        alone = figure.rows[0] if not figure.key and figure.rows else ()
        values = _values(zip(figure.columns, alone, strict=False), material)
        yield Thing(figure.title, _("figure"), f"figures/{name}/", figure.note, (), values)
    for name, claim in sorted(material.claims.items()):
        yield Thing(
            claim.says, _("claim"), f"claims/#{name}", claim.verdict, (), _said(claim, material)
        )
    for page in pages:
        if page.path not in own | made:
            yield _page_thing(project, page, _)


def _page_thing(project: Project, page: Page, _: Callable[[str], str]) -> Thing:
    entries = entries_of(page)
    said = sentences(page).sentences
    text = entries.get("standfirst") or entries.get("description") or (said[0] if said else "")
    # Of a family of pages, made by one file, the rows of its figures are in the index already.
    alone = (project.content / page.path).is_file()
    lines = tuple(line for line in said if line != text) if alone else said[:1]
    return Thing(
        entries["title"], _(_kind(page, entries)), page.address, text, page.aliases, (), lines
    )


def _kind(page: Page, entries: Mapping[str, str]) -> str:
    """Return what a page is, as readers call it: an index of countries is no country."""
    kind = entries.get("kind", "")
    is_plain = kind in {"", "prose", "front"} or page.path.endswith("index.md")
    return N_("page") if is_plain else kind


def _said(claim: Claim, material: Material) -> tuple[str, ...]:
    return _values(claim.values, material)


def _rows(
    figure: Figure, material: Material, written: Written, past: Sequence[Past]
) -> dict[str, object]:
    """Return the rows of a figure: the name of each, its place, and the numbers it prints."""
    counted = [column for column in figure.columns if _is_counted(column, figure)]
    shown = {id(row) for row in shown_rows(figure, written, past)}
    rows = [
        [
            name,
            row_id(figure, row) if id(row) in shown else "",
            [material.words.value(row[figure.index(c.name)], c) for c in counted],
        ]
        for name, row in zip(_row_names(figure, material), figure.rows, strict=True)
        if figure.key
    ]
    return {
        "title": figure.title,
        "address": f"figures/{figure.name}/",
        "columns": [column.label for column in counted],
        "rows": rows,
    }


def _is_counted(column: Column, figure: Figure) -> bool:
    return column.type not in {"VARCHAR", "BOOLEAN"} and column.name not in figure.key


def _values(cells: Iterable[tuple[Column, Value]], material: Material) -> tuple[str, ...]:
    printed = (
        material.words.value(value, column)
        for column, value in cells
        if value is not None and not isinstance(value, str | bool)
    )
    return tuple(dict.fromkeys(printed))


def _row_names(figure: Figure, material: Material) -> list[str]:
    """Return the words that each row is called by.

    Its texts; where they do not tell the rows apart, what is counted or dated in its key before
    them; and where that does not, the codes of its key behind them. A column that holds nothing
    but codes or addresses, ``GBR`` and ``united-kingdom``, holds no texts.
    """
    texts = [column for column in figure.columns if column.type == "VARCHAR"]
    codes = [column for column in texts if _holds_codes(figure, column)]
    words = [column for column in texts if column not in codes]
    key = [figure.column(name) for name in figure.key]
    numbers = [column for column in key if column not in texts]
    names: list[str] = []
    for columns in (
        words,
        [*numbers, *words],
        [*numbers, *words, *(column for column in key if column in codes)],
    ):
        names = [_name(figure, row, columns, material) for row in figure.rows]
        if all(names) and len(set(names)) == len(names):
            break
    return names


def _holds_codes(figure: Figure, column: Column) -> bool:
    texts = [str(row[figure.index(column.name)] or "") for row in figure.rows]
    return all(
        text.isascii() and (text.isupper() or text.islower()) and " " not in text
        for text in texts
        if text
    )


def _name(figure: Figure, row: Row, columns: Iterable[Column], material: Material) -> str:
    """Return some cells of a row, but for those that say again what another said."""
    names: list[str] = []
    for column in columns:
        text = material.words.value(row[figure.index(column.name)], column)
        said = text.casefold()
        if text and not any(said in one.casefold() or one.casefold() in said for one in names):
            names.append(text)
    return ", ".join(names[:_NAMES])


def index_page(project: Project, things: Collection[Thing], sayings: Sayings | None = None) -> Page:
    """Return the page of the search: an index of everything, by first letters."""
    _ = (sayings or Sayings()).gettext
    groups: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=lambda each: (_folded(each.title), each.title, each.address)):
        first = _folded(thing.title)[:1].upper()
        groups.setdefault(first if first.isalpha() else "0–9", []).append(thing)
    front = front_matter(
        {
            "title": _("Search"),
            "description": _(
                "Everything in this edition from A to Z: pages, charts, figures, claims."
            ),
            "kind": "prose",
        }
    )
    insert = read_theme(project, sayings).render("search", groups=_listed(groups))
    body = f'{front}\n<div data-insert="search"></div>\n'
    return Page("search.md", body, {"search": insert}, _("Search"))


def _listed(groups: Mapping[str, Sequence[Thing]]) -> list[tuple[str, Sequence[Thing]]]:
    return sorted(groups.items())


def _folded(text: str) -> str:
    """Return a text without accents, in small letters, from its first letter or digit on."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return kept.lstrip("".join({letter for letter in kept if not letter.isalnum()}))
