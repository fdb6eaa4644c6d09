"""What prose can write with, for one page at a time: charts, tables, lead numbers, links.

Big finished HTML does not pass through Markdown: a placeholder stands for it, and the website
puts it in afterwards (1,000 pages fell from 16 s to 4 s, and the search index stayed clean).
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from report.bindings import (
    Binder,
    Cell,
    Claims,
    Figures,
    Finished,
    Lookup,
    Missing,
    RowView,
    Use,
    emit,
    row_id,
)
from report.errors import ReportError, did_you_mean
from report.families import Family, family_of, linked
from report.model import Chart, Claim, Column, Difference, Figure, Named, Source, Value
from report.phrases import Phrases
from report.since import Since, moved_of
from report.strips import WIDTH, strip
from report.tabulation import Tabulator, slots
from report.theme import Theme
from report.words import Words

_PATH = re.compile(r"[a-z0-9_./-]+\.md(#[a-z0-9_-]+)?")


@dataclass(frozen=True)
class Material:
    """All that pages are made of; gathered before the first page is written."""

    figures: Mapping[str, Figure]
    claims: Mapping[str, Claim]
    charts: Mapping[str, Chart]
    sources: Sequence[Source]
    words: Words
    # The contract's tables, for the page of the data, and what of each is withheld there:
    # all of it, or columns.
    tables: Sequence[tuple[object, bool, Collection[str]]]
    # What is explained of numbers that differ from print, by figure and anchor of the row.
    differences: Mapping[tuple[str, str], Difference]
    families: Sequence[Family] = ()  # pages that tell of one row each
    lookup: Lookup = field(default_factory=Lookup)  # of rows, for all pages
    since: Since | None = None  # how the numbers stand to the edition before, if there is one
    origin: str = ""  # a digest of what figures and claims were computed of, where it is known

    @cached_property
    def units(self) -> frozenset[str]:
        """Every word that some figure counts in, many and one."""
        columns = [column for figure in self.figures.values() for column in figure.columns]
        return frozenset(word for c in columns for word in (c.unit, c.one) if word.isalpha())


@dataclass(slots=True)
class Desk:
    """The macros that one page writes with, and the inserts it has asked for."""

    material: Material
    theme: Theme
    binder: Binder
    path: str
    inserts: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)  # figures that a chart or a table shows
    uses: list[Use] = field(default_factory=list)  # what is bound in inserts
    leads: list[tuple[Cell, str]] = field(default_factory=list)  # lead numbers, what each counts
    named: list[Named] = field(default_factory=list)  # rows that the search finds by name

    def names(self) -> Mapping[str, object]:
        """Return what prose can name."""
        return {
            **Phrases(self.binder, self.material.words).names(),
            "fig": Figures(self.binder, self.material.figures, self.material.lookup),
            "chart": self.chart,
            "table": self.table,
            "number": self.number,
            "link": self.link,
            "listed": self.listed,
            "directory": self.directory,
            "at": self.at,
            "changed": self.changed,
            "strip": self.strip,
            "source": self.source,
            "sources": self.sources,
            "codebook": self.codebook,
            "bind_claim": Claims(self.binder, self.material.claims),
            "differences": self.explained,
        }

    def chart(
        self, name: str, *, title: bool = True, bare: bool = False, caption: object = ""
    ) -> Finished | Missing:
        """Place a chart with its title, its table, its sources and its files; or bare, in a card."""
        chart = self.material.charts.get(name)
        if chart is None:
            self.binder.fault(f'no chart named "{name}"', did_you_mean(name, self.material.charts))
            return Missing()
        figure = self.material.figures[name]
        self.shown.add(name)
        self.binder.read(name, printed=True)
        self._read_ways(figure)
        downloads = [
            (label, f"charts/{name}.{suffix}")
            for label, suffix in (("CSV", "csv"), ("SVG", "svg"), ("PNG", "png"))
        ]
        return self._insert(
            f"chart-{name}",
            "chart",
            # A card leads to its story, and its marks nowhere else.
            chart=chart if bare else linked(chart, figure, self.material.families),
            figure=figure,
            caption=self._words(caption),
            heading=title,
            bare=bare,
            table=self.figure_table(figure, linked=True),
            downloads=downloads,
        )

    def table(
        self,
        rows: object,
        *names: str,
        caption: str = "",
        links: Mapping[str, str] | None = None,
        top: int | None = None,
        named: str = "",
    ) -> Finished | Missing:
        """Place rows as a table: ``table(fig.x, "year", "deals")``.

        ``links`` leads from a cell to a page: ``{"name": "countries/{slug}"}``; without it the
        names of rows that have a page each lead there. ``{"report": "{url}"}`` leads out of the
        site, to an address that the data holds. ``top`` keeps the first rows; ``named`` is the
        column by which the search finds each row, of a figure that no other table of the page has.
        """
        views = self._views(rows)
        if not views:
            return Finished("")
        figure = views[0].figure
        if not self._has(figure, *names, *(links or {}), *slots(*(links or {}).values())):
            return Missing()
        if named and not self._has(figure, named):
            return Missing()
        self.shown.add(figure.name)
        columns = [figure.column(name) for name in names] or list(figure.columns)
        kept = [view.cells for view in views[:top]]
        self._read(figure, kept, [] if not names or links or named else names)
        tabulator = self._tabulator
        if links is None:
            self._read_ways(figure)
        html = tabulator.table(
            figure, columns, kept, tabulator.ways(figure, links), caption, anchors=bool(named)
        )
        if named:
            self.named += [self._named(figure, columns, row, named) for row in kept]
        key = f"table-{len(self.inserts) + 1}"
        self.inserts[key] = html
        return Finished(f'\n\n<div data-insert="{key}"></div>\n\n')

    def _named(
        self, figure: Figure, columns: Sequence[Column], row: tuple[Value, ...], named: str
    ) -> Named:
        """Return a row as the search finds it: by one column, and told by the others."""
        told = [
            f"{column.label}: {printed}"
            for column in columns
            if column.name != named
            and (printed := self.binder.print_value(row[figure.index(column.name)], column))
        ]
        name = str(row[figure.index(named)])
        return Named(name, figure.column(named).label, row_id(figure, row), "; ".join(told))

    def number(self, cell: object, label: object) -> Finished | Missing:
        """Place a lead number: large, with what it counts below."""
        if not isinstance(cell, Cell):
            self.binder.fault("a lead number is a cell of a figure")
            return Missing()
        key = f"number-{len(self.inserts) + 1}"
        plain = self._words(label)
        self.leads.append((cell, plain))
        self.uses.append(
            Use(cell.figure.name, cell.anchor, self.binder.where, f"{cell.text} {plain}")
        )
        return self._insert(
            key,
            "number_card",
            value=cell.text,
            label=plain,
            href=f"~/{cell.address}",
        )

    def explained(self, name: str) -> Finished | Missing:
        """List what is explained of the numbers of a figure that differ from print."""
        if name not in self.material.figures:
            self.binder.fault(
                f'no figure named "{name}"', did_you_mean(name, self.material.figures)
            )
            return Missing()
        entries = [d for (figure, _), d in self.material.differences.items() if figure == name]
        return self._insert(f"differences-{name}", "differences", differences=entries)

    def link(self, text: object, path: str) -> Finished | Missing:
        """Return a link to a page of the tree, by its path there."""
        if not _PATH.fullmatch(path):
            self.binder.fault(f'"{path}" is not the path of a page')
            return Missing()
        relative = posixpath.relpath(path, posixpath.dirname(self.path) or ".")
        return Finished(f"[{emit(self.binder, text)}]({relative})")

    def at(self, text: str, site_path: str) -> Finished:
        """Return a link to an address of the edition: a file, or a place made by a macro."""
        return Finished(f'<a href="~/{site_path}">{emit(self.binder, text)}</a>')

    def listed(self, rows: Sequence[RowView], column: str) -> str:
        """Return the values of a column as a sentence lists them."""
        return self.material.words.list(str(getattr(row, column)) for row in rows)

    def directory(self, rows: object, name: str, path: str, *, group: str) -> Finished | Missing:
        """Place an index of pages, in groups: ``directory(fig.x, "name", "countries/{slug}")``."""
        groups: dict[str, list[tuple[str, str]]] = {}
        views = self._views(rows)
        if views and not self._has(views[0].figure, name, group, *slots(path)):
            return Missing()
        self.shown |= {view.figure.name for view in views[:1]}
        if views:
            self._read(views[0].figure, [view.cells for view in views], [])
        for view in views:
            record = dict(zip((c.name for c in view.figure.columns), view.cells, strict=True))
            entry = (str(record[name]), f"~/{path.format(**record)}/")
            groups.setdefault(str(record[group]), []).append(entry)
        return self._insert("directory", "directory", groups=sorted(groups.items()))

    def _words(self, label: object) -> str:
        """Return words beside a chart or a number as plain text: typed ones, or those of a cell."""
        return self.binder.plain(label if isinstance(label, str) else emit(self.binder, label))

    def _views(self, rows: object) -> list[RowView]:
        found = list(rows) if isinstance(rows, Iterable) else [rows]
        if not all(isinstance(row, RowView | Missing) for row in found):
            hint = "Give it a figure, or rows of one: fig.<name>.where(…)."
            self.binder.fault("rows of a figure are wanted here", hint)
        return [row for row in found if isinstance(row, RowView)]

    def _has(self, figure: Figure, *names: str) -> bool:
        """Tell whether a figure has these columns, and note each that it has not."""
        known = [column.name for column in figure.columns]
        unknown = [name for name in names if name not in known]
        for name in unknown:
            what = f'figure "{figure.name}" has no column "{name}"'
            self.binder.fault(what, did_you_mean(name, known))
        return not unknown

    def strip(
        self, rows: object, first: str, last: str, label: str, *, order: Sequence[str]
    ) -> Finished | Missing:
        """Place what was the case when, as a strip of years: for rows from a year to a year."""
        views = self._views(rows)
        if not views:
            return Finished("")
        figure = views[0].figure
        if not self._has(figure, first, last, label):
            return Missing()
        self.shown.add(figure.name)
        self._read(figure, [view.cells for view in views], [])
        try:
            made = strip(figure, [view.cells for view in views], (first, last, label), order)
        except ReportError as error:
            self.binder.fault(error.what, error.hint)
            return Missing()
        return self._insert(f"strip-{len(self.inserts) + 1}", "strip", strip=made, width=WIDTH)

    def changed(self) -> Finished | Missing:
        """Place a box that tells what moved since the edition before; nothing in the first one.

        Of the lead numbers, those that stand above it on the page are told with what they were.
        """
        since = self.material.since
        if since is None:
            return Finished("")
        moved = moved_of(since, self.leads, self.material.words)
        return self._insert("changed", "changed", since=since, moved=moved, leads=len(self.leads))

    def source(self, name: str, text: str = "") -> Finished | Missing:
        """Return a link to a source where it is used, by its title or in other words."""
        known = {source.name: source for source in self.material.sources}
        if name not in known:
            self.binder.fault(f'no source named "{name}"', did_you_mean(name, known))
            return Missing()
        self.binder.read(f"source {name}", printed=True)
        words = emit(self.binder, text or known[name].title)
        return Finished(f'<a class="source-here" href="~/data/#source-{name}">{words}</a>')

    def sources(self) -> Finished | Missing:
        """Place the list of all sources."""
        return self._insert("sources", "sources", sources=self.material.sources)

    def codebook(self) -> Finished | Missing:
        """Place the list of the data's tables, their columns and their files."""
        return self._insert("codebook", "codebook", tables=self.material.tables)

    def figure_table(
        self, figure: Figure, *, anchors: bool = False, linked: bool = False
    ) -> Markup:
        """Return all rows of a figure as an HTML table; ``linked``, with the ways to their pages."""
        tabulator = self._tabulator
        ways = tabulator.ways(figure, None) if linked else {}
        html = tabulator.table(figure, figure.columns, figure.rows, ways, anchors=anchors)
        return Markup(html)  # noqa: S704 - made by a template that escapes

    def _read(
        self, figure: Figure, rows: Sequence[tuple[Value, ...]], names: Sequence[str]
    ) -> None:
        """Note the rows that are placed: these columns of them, or all."""
        if len(rows) == len(figure.rows):
            self.binder.read(figure.name, columns=names, printed=True)
        else:
            for row in rows:
                self.binder.read_row(figure, row, names, printed=True)

    def _read_ways(self, figure: Figure) -> None:
        """Note the rows whose pages the rows of a figure lead to."""
        if family := family_of(figure, self.material.families):
            columns = (family.key, family.slot) if family.slot else ()
            self.binder.read(family.figure.name, columns=columns)

    @property
    def _tabulator(self) -> Tabulator:
        return Tabulator(self.theme, self.binder.print_value, self.material.families)

    def _insert(self, key: str, partial: str, **names: object) -> Finished:
        self.inserts[key] = self.theme.render(partial, **names)
        return Finished(f'\n\n<div data-insert="{key}"></div>\n\n')
