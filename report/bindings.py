"""Figures in, the names that prose can use out: every number it prints is bound to one cell.

    fig.face_importers["CHN"].importers     a cell of the row with that key
    fig.headline.countries                  a cell of a figure with one row
    fig.supply.where(importer="KEN")        rows, for loops and tables

A printed cell leaves a mark in the text; ``resolve`` writes it out as a link to its row on the
figure's page, or as plain text where no link can stand. Nothing here raises: a fault is noted
with its line, stands for nothing, and the page goes on, so that one run tells all of them.
"""

import html
import operator
import re
import string
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from report.errors import ReportError, did_you_mean
from report.model import Column, Figure, Row, Value

# Marks of bound numbers in half-made text: private use characters, which data cannot bring in.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_PUNCTUATION = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
_FORBIDDEN = {ord(_OPEN): None, ord(_CLOSE): None, ord("\n"): " ", ord("\r"): " "}


def literal(text: str) -> str:
    """Return text that Markdown and HTML both leave as it is: each mark is an entity.

    Found on 3,040 hostile values to be the one escape that no Markdown extension undoes.
    """
    return text.translate(_FORBIDDEN).translate(_PUNCTUATION)


def row_id(figure: Figure, row: Row) -> str:
    """Return the anchor of a row on its figure's page."""
    parts = [str(row[figure.index(name)]) for name in figure.key]
    words = "-".join(parts).lower()
    return "row-" + (re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "1")


@dataclass(slots=True)
class Binder:
    """What one page has bound so far, and the faults found on it."""

    path: str  # of the page's source, as typed in the project
    print_value: Callable[[Value, Column], str]
    errors: list[ReportError] = field(default_factory=list)
    _bound: list[tuple[str, str]] = field(default_factory=list)  # (text, address below ~/)

    def fault(self, what: str, hint: str = "") -> None:
        """Note a fault at the template line that is being rendered."""
        line = _template_line()
        where = f"{self.path}:{line}" if line else self.path
        self.errors.append(ReportError(what, where, hint))

    def bind(self, text: str, address: str) -> str:
        """Return the mark that stands for a printed number until ``resolve``."""
        self._bound.append((text, address))
        return f"{_OPEN}{len(self._bound) - 1}{_CLOSE}"

    def resolve(self, text: str) -> str:
        """Write every mark out as a link to where its number comes from."""

        def link(match: re.Match[str]) -> str:
            printed, address = self._bound[int(match[1])]
            return f'<a class="n" href="~/{address}">{html.escape(printed)}</a>'

        return _MARK.sub(link, text)

    def plain(self, text: str) -> str:
        """Write every mark out as text, for titles and descriptions."""
        return html.unescape(_MARK.sub(lambda match: self._bound[int(match[1])][0], text))

    def emit(self, value: object) -> object:
        """Pass on what an expression gives; Jinja calls this for each one."""
        if isinstance(value, Cell):
            text = str(value)
            return text if value.is_number else literal(text)
        if isinstance(value, Finished):
            return value.text
        if isinstance(value, str):
            parts = re.split(f"({_OPEN}\\d+{_CLOSE})", value)
            return "".join(part if _MARK.fullmatch(part) else literal(part) for part in parts)
        if isinstance(value, Missing):
            return ""
        if isinstance(value, int | float | Decimal) or value is None:
            self.fault(
                f'the expression gives "{value}", which no figure holds',
                "Print a cell of a figure: fig.<name>[<key>].<column>.",
            )
            return ""
        self.fault(f"a {type(value).__name__} cannot be printed", "Print one of its cells.")
        return ""


def _template_line() -> int:
    """Return the line of the Jinja template that is running, or 0."""
    frame = sys._getframe()  # noqa: SLF001 - the only way to ask Jinja where it is
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            return int(template.get_corresponding_lineno(frame.f_lineno))
        if frame.f_back is None:
            break
        frame = frame.f_back
    return 0


@dataclass(frozen=True, slots=True)
class Finished:
    """Markup that a macro made: it is passed on as it is."""

    text: str


class _NoArithmetic:
    """What prose cannot reckon with; ``_reckon`` says what becomes of the attempt."""

    def _reckon(self, *_: object) -> "Missing":
        raise NotImplementedError

    def _attempt(self, *_: object) -> "Missing":
        return self._reckon()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _attempt
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = _attempt
    __pow__ = __rpow__ = __neg__ = __pos__ = __round__ = _attempt


class Missing(_NoArithmetic):
    """What stands for something that is not there, once the fault is noted."""

    def __getattr__(self, name: str) -> "Missing":
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> "Missing":
        return self

    def __call__(self, *_: object, **__: object) -> "Missing":
        """Stand for whatever a call would have given."""
        return self

    def __iter__(self) -> Iterator["Missing"]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def _reckon(self, *_: object) -> "Missing":
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _reckon


class Cell(_NoArithmetic):
    """One value of a figure, where it stands and how it is printed."""

    def __init__(self, binder: Binder, figure: Figure, row: Row, column: Column) -> None:
        self.value: Value = row[figure.index(column.name)]
        self._binder, self._figure, self._row, self._column = binder, figure, row, column

    @property
    def is_number(self) -> bool:
        """A number is what carries a unit or can be counted; a year is a name."""
        return not isinstance(self.value, str | None) and bool(self._column.unit)

    @property
    def text(self) -> str:
        """The printed value, bound to nothing: for tables and attributes."""
        return self._binder.print_value(self.value, self._column)

    @property
    def address(self) -> str:
        """Where the value stands on the site, below the edition's root."""
        return f"figures/{self._figure.name}/#{row_id(self._figure, self._row)}"

    def __str__(self) -> str:
        if self.value is None:
            self._binder.fault(
                f'"{self._column.name}" of figure "{self._figure.name}" is NULL here',
                "Ask first: {% if row.column %} … {% endif %}.",
            )
            return ""
        if self.is_number:
            return self._binder.bind(self.text, self.address)
        return self.text.translate(_FORBIDDEN)

    def __bool__(self) -> bool:
        return bool(self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == _value(other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: object) -> bool:
        return self._compare(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._compare(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._compare(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._compare(other, operator.ge)

    def _compare(self, other: object, compare: Callable[[Any, Any], bool]) -> bool:
        try:
            return compare(self.value, _value(other))
        except TypeError:
            words = " and ".join(f'"{value}"' for value in (self.value, _value(other)))
            self._binder.fault(f"{words} cannot be compared", "Compare like with like.")
            return False

    def _reckon(self, *_: object) -> Missing:
        self._binder.fault(
            f'the expression computes with "{self._column.name}" of figure "{self._figure.name}"',
            "Compute it in the query, and print its column; join texts with ~.",
        )
        return Missing()


def _value(other: object) -> object:
    return other.value if isinstance(other, Cell) else other


class RowView:
    """One row of a figure; its columns are its attributes."""

    def __init__(self, binder: Binder, figure: Figure, row: Row) -> None:
        self._binder, self._figure, self._row = binder, figure, row

    def __getattr__(self, name: str) -> Cell | Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        names = [column.name for column in self._figure.columns]
        if name not in names:
            what = f'figure "{self._figure.name}" has no column "{name}"'
            self._binder.fault(what, did_you_mean(name, names))
            return Missing()
        return Cell(self._binder, self._figure, self._row, self._figure.column(name))

    @property
    def figure(self) -> Figure:
        """The figure that the row belongs to."""
        return self._figure

    @property
    def cells(self) -> Row:
        """The bare values, in the figure's order."""
        return self._row


class FigureView:
    """A figure as templates see it."""

    def __init__(self, binder: Binder, figure: Figure) -> None:
        self._binder, self.figure = binder, figure

    def __getitem__(self, key: object) -> RowView | Missing:
        wanted = key if isinstance(key, tuple) else (key,)
        wanted = tuple(_value(part) for part in wanted)
        for row in self.figure.rows:
            if tuple(row[self.figure.index(name)] for name in self.figure.key) == wanted:
                return RowView(self._binder, self.figure, row)
        keys = [
            ", ".join(str(row[self.figure.index(name)]) for name in self.figure.key)
            for row in self.figure.rows
        ]
        shown = ", ".join(map(str, wanted))
        what = f'figure "{self.figure.name}" has no row "{shown}"'
        self._binder.fault(what, did_you_mean(shown, keys))
        return Missing()

    def __getattr__(self, name: str) -> Cell | Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        if self.figure.key:
            what = f'figure "{self.figure.name}" has many rows; "{name}" of which one?'
            hint = f"Name the row by its {' and '.join(self.figure.key)}: "
            hint += f"fig.{self.figure.name}[…].{name}."
            self._binder.fault(what, hint)
            return Missing()
        return getattr(RowView(self._binder, self.figure, self.figure.rows[0]), name)  # type: ignore[no-any-return]  # RowView says so

    def __iter__(self) -> Iterator[RowView]:
        return (RowView(self._binder, self.figure, row) for row in self.figure.rows)

    def where(self, **wanted: object) -> list[RowView]:
        """Return the rows whose columns have these values; none is an answer too."""
        names = [column.name for column in self.figure.columns]
        if unknown := [name for name in wanted if name not in names]:
            for name in unknown:
                what = f'figure "{self.figure.name}" has no column "{name}"'
                self._binder.fault(what, did_you_mean(name, names))
            return []
        at = {self.figure.index(name): _value(value) for name, value in wanted.items()}
        rows = (row for row in self.figure.rows if all(row[i] == v for i, v in at.items()))
        return [RowView(self._binder, self.figure, row) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """``fig``: all figures of the publication, by name."""

    binder: Binder
    figures: Mapping[str, Figure]

    def __getattr__(self, name: str) -> FigureView | Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        figure = self.figures.get(name)
        if figure is None:
            self.binder.fault(f'no figure named "{name}"', did_you_mean(name, self.figures))
            return Missing()
        return FigureView(self.binder, figure)
