"""The views of figures that templates see: a figure, a row, a cell."""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from report.bindings.binder import FORBIDDEN, Binder, Finished, escaped, literal, row_id
from report.bindings.lookup import Lookup
from report.bindings.missing import Missing, NoArithmetic
from report.errors import did_you_mean
from report.model import Claim, Column, Figure, Row, Value


def emit(binder: Binder, value: object) -> str:
    """Return what an expression leaves on the page; Jinja calls this for each one."""
    if isinstance(value, Cell):
        text = str(value)
        return text if value.is_number else literal(text)
    if isinstance(value, Finished):
        return value.text
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, Missing):
        return ""
    if isinstance(value, int | float | Decimal) or value is None:
        binder.fault(
            f'the expression gives "{value}", which no figure holds',
            "Print a cell of a figure: fig.<name>[<key>].<column>.",
        )
    elif isinstance(value, FigureView | RowView):
        binder.fault(
            f'the figure "{value.figure.name}" cannot be printed', "Print one of its cells."
        )
    else:
        binder.fault(f"a {type(value).__name__} cannot be printed", "Print a cell of a figure.")
    return ""


class Cell(NoArithmetic):
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
        self.note_printed()
        return self._binder.print_value(self.value, self._column)

    def note_printed(self) -> None:
        """Note that the page shows the value, in whatever words."""
        self._binder.read_row(self._figure, self._row, [self._column.name], printed=True)

    @property
    def figure(self) -> Figure:
        """The figure that holds the value."""
        return self._figure

    @property
    def row(self) -> Row:
        """The row that holds the value."""
        return self._row

    @property
    def column(self) -> Column:
        """The column that the value stands in."""
        return self._column

    @property
    def anchor(self) -> str:
        """The anchor of the value's row on its figure's page."""
        return row_id(self._figure, self._row)

    @property
    def address(self) -> str:
        """Where the value stands on the site, below the edition's root."""
        return f"figures/{self._figure.name}/#{self.anchor}"

    def __str__(self) -> str:
        if self.value is None:
            self._binder.fault(
                f'"{self._column.name}" of figure "{self._figure.name}" is NULL here',
                "Ask first: {% if row.column %} … {% endif %}.",
            )
            return ""
        if self.is_number:
            return self._binder.bind(self.text, self._figure, self._row, self._column)
        return self.text.translate(FORBIDDEN)

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
        self._binder.read_row(self._figure, self._row, [name])
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

    def __init__(self, binder: Binder, figure: Figure, lookup: Lookup) -> None:
        self._binder, self.figure, self._lookup = binder, figure, lookup

    def __getitem__(self, key: object) -> RowView | Missing:
        wanted = key if isinstance(key, tuple) else (key,)
        wanted = tuple(_value(part) for part in wanted)
        where = dict(zip(self.figure.key, wanted, strict=False))
        self._binder.read(self.figure.name, where, self.figure.key)
        if self.figure.key and len(wanted) == len(self.figure.key):
            for row in self._lookup.rows(self.figure, where):
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
        self._binder.read(self.figure.name, columns=self.figure.key)
        return (RowView(self._binder, self.figure, row) for row in self.figure.rows)

    def where(self, **wanted: object) -> list[RowView]:
        """Return the rows whose columns have these values; none is an answer too."""
        names = [column.name for column in self.figure.columns]
        if unknown := [name for name in wanted if name not in names]:
            for name in unknown:
                what = f'figure "{self.figure.name}" has no column "{name}"'
                self._binder.fault(what, did_you_mean(name, names))
            return []
        wanted = {name: _value(value) for name, value in wanted.items()}
        self._binder.read(self.figure.name, wanted, self.figure.key)
        rows = self._lookup.rows(self.figure, wanted)
        return [RowView(self._binder, self.figure, row) for row in rows]


@dataclass(frozen=True, slots=True)
class Figures:
    """``fig``: all figures of the publication, by name."""

    binder: Binder
    figures: Mapping[str, Figure]
    lookup: Lookup = field(default_factory=Lookup)

    def __getattr__(self, name: str) -> FigureView | Missing:
        if name.startswith("__"):
            raise AttributeError(name)
        figure = self.figures.get(name)
        if figure is None:
            self.binder.fault(f'no figure named "{name}"', did_you_mean(name, self.figures))
            return Missing()
        self.binder.touched.add(name)
        return FigureView(self.binder, figure, self.lookup)


@dataclass(frozen=True, slots=True)
class Claims:
    """``{% claim name %}``: all claims of the publication, by name."""

    binder: Binder
    claims: Mapping[str, Claim]

    def __call__(self, name: str, text: str) -> str:
        """Bind a sentence to its claim; a false one is shown as such."""
        claim = self.claims.get(name)
        if claim is None:
            self.binder.fault(f'no claim named "{name}"', did_you_mean(name, self.claims))
            return text
        self.binder.read(name, printed=True)
        return self.binder.claim(claim, text)
