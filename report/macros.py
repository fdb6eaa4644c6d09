"""What prose can write with, for one page at a time: charts, tables, lead numbers, links.

Big finished HTML does not pass through Markdown: a placeholder stands for it, and the website
puts it in afterwards (1,000 pages fell from 16 s to 4 s, and the search index stayed clean).
"""

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter

import jinja2
from markupsafe import Markup

from report.bindings import Binder, Cell, Figures, Finished, Missing, RowView, row_id
from report.errors import did_you_mean
from report.model import Chart, Column, Figure, Source, Value
from report.words import Words

_PATH = re.compile(r"[a-z0-9_./-]+\.md(#[a-z0-9_-]+)?")


@dataclass(frozen=True, slots=True)
class Material:
    """All that pages are made of; gathered before the first page is written."""

    figures: Mapping[str, Figure]
    charts: Mapping[str, Chart]
    sources: Sequence[Source]
    words: Words
    # The contract's tables, for the page of the data, and whether each is withheld there.
    tables: Sequence[tuple[object, bool]]


@dataclass(slots=True)
class Desk:
    """The macros that one page writes with, and the inserts it has asked for."""

    material: Material
    partials: jinja2.Environment
    binder: Binder
    path: str
    inserts: dict[str, str] = field(default_factory=dict)

    def names(self) -> Mapping[str, object]:
        """Return what prose can name."""
        return {
            "fig": Figures(self.binder, self.material.figures),
            "chart": self.chart,
            "table": self.table,
            "number": self.number,
            "link": self.link,
            "listed": self.listed,
            "plural": self.plural,
            "directory": self.directory,
            "at": self.at,
            "sources": self.sources,
            "codebook": self.codebook,
        }

    def chart(
        self, name: str, *, title: bool = True, bare: bool = False, caption: str = ""
    ) -> Finished | Missing:
        """Place a chart with its title, its table, its sources and its files; or bare, in a card."""
        chart = self.material.charts.get(name)
        if chart is None:
            self.binder.fault(f'no chart named "{name}"', did_you_mean(name, self.material.charts))
            return Missing()
        figure = self.material.figures[name]
        downloads = [
            (label, f"charts/{name}.{suffix}")
            for label, suffix in (("CSV", "csv"), ("SVG", "svg"), ("PNG", "png"))
        ]
        return self._insert(
            f"chart-{name}",
            "partials/chart.html",
            chart=chart,
            figure=figure,
            caption=self.binder.plain(caption),
            heading=title,
            bare=bare,
            table=self.figure_table(figure),
            downloads=downloads,
        )

    def table(
        self,
        rows: object,
        *names: str,
        caption: str = "",
        links: Mapping[str, str] | None = None,
        top: int | None = None,
    ) -> Finished | Missing:
        """Place rows as a table: ``table(fig.x, "year", "deals")``.

        ``links`` leads from a cell to a page: ``{"name": "countries/{slug}"}``; ``top`` keeps the
        first rows.
        """
        views = self._views(rows)
        if not views:
            return Finished("")
        figure = views[0].figure
        if not self._has(figure, *names, *(links or {}), *_slots(*(links or {}).values())):
            return Missing()
        columns = [figure.column(name) for name in names] or list(figure.columns)
        html = self._table(
            figure, columns, [view.cells for view in views[:top]], links or {}, caption
        )
        key = f"table-{len(self.inserts) + 1}"
        self.inserts[key] = html
        return Finished(f'\n\n<div data-insert="{key}"></div>\n\n')

    def number(self, cell: object, label: str) -> Finished | Missing:
        """Place a lead number: large, with what it counts below."""
        if not isinstance(cell, Cell):
            self.binder.fault("a lead number is a cell of a figure")
            return Missing()
        key = f"number-{len(self.inserts) + 1}"
        return self._insert(
            key,
            "partials/number_card.html",
            value=cell.text,
            label=self.binder.plain(label),
            href=f"~/{cell.address}",
        )

    def link(self, text: object, path: str) -> Finished | Missing:
        """Return a link to a page of the tree, by its path there."""
        if not _PATH.fullmatch(path):
            self.binder.fault(f'"{path}" is not the path of a page')
            return Missing()
        relative = posixpath.relpath(path, posixpath.dirname(self.path) or ".")
        return Finished(f"[{self.binder.emit(text)}]({relative})")

    def at(self, text: str, site_path: str) -> Finished:
        """Return a link to an address of the edition: a file, or a place made by a macro."""
        return Finished(f'<a href="~/{site_path}">{self.binder.emit(text)}</a>')

    def listed(self, rows: Sequence[RowView], column: str) -> str:
        """Return the values of a column as a sentence lists them."""
        return self.material.words.list(str(getattr(row, column)) for row in rows)

    def plural(self, cell: Cell, one: str, many: str) -> str:
        """Return the word that goes with a number."""
        return one if cell == 1 else many

    def directory(self, rows: object, name: str, path: str, *, group: str) -> Finished | Missing:
        """Place an index of pages, in groups: ``directory(fig.x, "name", "countries/{slug}")``."""
        groups: dict[str, list[tuple[str, str]]] = {}
        views = self._views(rows)
        if views and not self._has(views[0].figure, name, group, *_slots(path)):
            return Missing()
        for view in views:
            record = dict(zip((c.name for c in view.figure.columns), view.cells, strict=True))
            entry = (str(record[name]), f"~/{path.format(**record)}/")
            groups.setdefault(str(record[group]), []).append(entry)
        return self._insert("directory", "partials/directory.html", groups=sorted(groups.items()))

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

    def sources(self) -> Finished | Missing:
        """Place the list of all sources."""
        return self._insert("sources", "partials/sources.html", sources=self.material.sources)

    def codebook(self) -> Finished | Missing:
        """Place the list of the data's tables, their columns and their files."""
        return self._insert("codebook", "partials/codebook.html", tables=self.material.tables)

    def figure_table(self, figure: Figure, *, anchors: bool = False) -> Markup:
        """Return all rows of a figure as an HTML table."""
        html = self._table(figure, figure.columns, figure.rows, {}, "", anchors=anchors)
        return Markup(html)  # noqa: S704 - made by a template that escapes

    def _table(  # noqa: PLR0913 - six parts of one table
        self,
        figure: Figure,
        columns: Sequence[Column],
        rows: Sequence[tuple[Value, ...]],
        links: Mapping[str, str],
        caption: str,
        *,
        anchors: bool = False,
    ) -> str:
        names = [column.name for column in figure.columns]
        printed = []
        for row in rows:
            record = dict(zip(names, row, strict=True))
            cells = [
                {
                    "text": self.binder.print_value(record[column.name], column),
                    "href": f"~/{links[column.name].format(**record)}/"
                    if column.name in links
                    else "",
                }
                for column in columns
            ]
            printed.append({"id": row_id(figure, row) if anchors else "", "cells": cells})
        return self.partials.get_template("partials/table.html").render(
            columns=[
                {"label": c.label, "is_number": bool(c.unit), "unit": c.unit} for c in columns
            ],
            rows=printed,
            caption=caption,
        )

    def _insert(self, key: str, partial: str, **names: object) -> Finished:
        self.inserts[key] = self.partials.get_template(partial).render(names)
        return Finished(f'\n\n<div data-insert="{key}"></div>\n\n')


def _slots(*paths: str) -> list[str]:
    """Return the columns that addresses are filled in with: slug of ``countries/{slug}``."""
    return [slot for path in paths for _, slot, _, _ in Formatter().parse(path) if slot]
