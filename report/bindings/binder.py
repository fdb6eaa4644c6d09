"""What one page has bound: marks in half-made text, and what they are written out as.

Marks are private use characters, which data cannot bring in. A number is one mark; a claim is
a mark at its beginning and one at its end, so that the text between can hold numbers.
"""

import html
import re
import string
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from report.errors import ReportError
from report.model import Claim, Column, Figure, Row, Value

_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_FOLLOWED = re.compile(f"{_OPEN}(\\d+){_CLOSE}\\s+([A-Za-z]+)")
_MARKS = re.compile(f"({_OPEN}\\d+{_CLOSE})")
_PUNCTUATION = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation}
FORBIDDEN = {ord(_OPEN): None, ord(_CLOSE): None, ord("\n"): " ", ord("\r"): " "}


def literal(text: str) -> str:
    """Return text that Markdown and HTML both leave as it is: each mark is an entity.

    Found on 3,040 hostile values to be the one escape that no Markdown extension undoes.
    """
    return text.translate(FORBIDDEN).translate(_PUNCTUATION)


def escaped(text: str) -> str:
    """Return text as ``literal`` does, but leave the marks of bound numbers standing."""
    return "".join(part if MARK.fullmatch(part) else literal(part) for part in _MARKS.split(text))


def row_id(figure: Figure, row: Row) -> str:
    """Return the anchor of a row on its figure's page."""
    parts = [str(row[figure.index(name)]) for name in figure.key]
    words = "-".join(parts).lower()
    return "row-" + (re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "1")


@dataclass(frozen=True, slots=True)
class Finished:
    """Markup that a macro made: it is passed on as it is."""

    text: str


class Use(NamedTuple):  # there are thousands, and they are kept: this is the quickest to read back
    """A place in prose that is bound: to a cell of a figure, or to a claim."""

    name: str  # of the figure or the claim
    row: str  # the anchor of the figure's row; empty for a claim
    where: str  # the line of the template, as typed in the project
    sentence: str  # the line in which it stands, as readers see it


class Read(NamedTuple):  # as above
    """What a template asked for, printed or not: rows of a figure, or a claim."""

    name: str  # of the figure or the claim
    where: tuple[tuple[str, object], ...] = ()  # what the rows have in these columns; (): all rows
    columns: tuple[str, ...] = ()  # what of the rows is looked at; (): all of it
    printed: bool = False  # and not only asked whether, or looked for


@dataclass(frozen=True, slots=True)
class _Bound:
    """What a mark stands for: its plain words, its HTML, and what it is bound to."""

    plain: str
    markup: str
    name: str = ""
    row: str = ""
    where: str = ""
    units: tuple[str, ...] = ()  # what its number counts, many and one


@dataclass(slots=True)
class Binder:
    """What one page has bound so far, and the faults found on it."""

    path: str  # of the page's source, as typed in the project
    print_value: Callable[[Value, Column], str]
    errors: list[ReportError] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)  # figures that were named at all
    reads: set[tuple[Read, int]] = field(default_factory=set)  # what is asked for, on which line
    _bound: list[_Bound] = field(default_factory=list)
    _lines: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """The line of the template that is being rendered, as typed in the project."""
        line = _template_line(self._lines)
        return f"{self.path}:{line}" if line else self.path

    def read(
        self,
        name: str,
        where: Mapping[str, object] | None = None,
        columns: Iterable[str] = (),
        *,
        printed: bool = False,
    ) -> None:
        """Note what the template line that is being rendered asks for; 0 where none is."""
        asked, line = (
            Read(name, tuple((where or {}).items()), (*columns,), printed),
            _template_line(self._lines),
        )
        try:
            self.reads.add((asked, line))
        except TypeError:  # a value that no cell can have: of all rows there is none
            self.reads.add((Read(name), line))

    def read_row(
        self, figure: Figure, row: Row, columns: Iterable[str], *, printed: bool = False
    ) -> None:
        """Note which columns of a row are looked at; it is told apart by its key."""
        where = {name: row[figure.index(name)] for name in figure.key}
        self.read(figure.name, where, columns, printed=printed)

    def fault(self, what: str, hint: str = "") -> None:
        """Note a fault at the template line that is being rendered."""
        self.errors.append(ReportError(what, self.where, hint))

    def bind(self, text: str, figure: Figure, row: Row, column: Column | None = None) -> str:
        """Return the mark that stands for a printed number until ``resolve``.

        ``column`` is given where the text has no word for the unit yet.
        """
        anchor = row_id(figure, row)
        address = f"~/figures/{figure.name}/#{anchor}"
        markup = f'<a class="n" href="{address}">{html.escape(text)}</a>'
        units = (column.unit, column.one) if column else ()
        return self._mark(_Bound(text, markup, figure.name, anchor, self.where, units))

    def claim(self, claim: Claim, text: str) -> str:
        """Return the text of a claim between two marks; a false one is shown as such."""
        margin = html.escape(claim.verdict)
        opened = '<span class="claim">' if claim.holds else '<mark class="claim claim-false">'
        sign = "✓" if claim.holds else "✗"
        closed = "</span>" if claim.holds else "</mark>"
        proof = (
            f'<a class="proof" href="~/claims/#{claim.name}" title="{margin}"'
            f' aria-label="Proof: {margin}">{sign}</a>'
        )
        before = self._mark(_Bound("", opened, claim.name, where=self.where))
        return before + text + self._mark(_Bound("", f"{closed}{proof}"))

    def _mark(self, bound: _Bound) -> str:
        self._bound.append(bound)
        return f"{_OPEN}{len(self._bound) - 1}{_CLOSE}"

    def resolve(self, text: str) -> str:
        """Write every mark out as markup: a number leads to where it comes from."""
        return MARK.sub(lambda match: self._bound[int(match[1])].markup, text)

    def plain(self, text: str) -> str:
        """Write every mark out as text, for titles and descriptions."""
        return html.unescape(MARK.sub(lambda match: self._bound[int(match[1])].plain, text))

    def false_lines(self, text: str) -> list[str]:
        """Return the lines that hold a false claim, marked as such: for text that shows no mark."""
        return [
            self.resolve(line.partition(":")[2].strip())
            for line in text.splitlines()
            if any("claim-false" in self._bound[int(m[1])].markup for m in MARK.finditer(line))
        ]

    def check_units(self, text: str, known: frozenset[str]) -> None:
        """Note each number that is followed by the word of another unit than its own."""
        for match in _FOLLOWED.finditer(text):
            bound, word = self._bound[int(match[1])], match[2].lower()
            if bound.units and word in known and word not in bound.units:
                what = f'"{bound.plain} {match[2]}" prints a number of {bound.units[0]}'
                hint = f'Print a column in {word}, or write "{bound.units[0]}".'
                self.errors.append(ReportError(what, bound.where, hint))

    def uses(self, text: str) -> Iterator[Use]:
        """Say what each line of a rendered page is bound to, each thing once a line."""
        for line in text.splitlines():
            bound = [self._bound[int(match[1])] for match in MARK.finditer(line)]
            sentence = _readable(self.plain(line))
            for name, row, where in dict.fromkeys(
                (b.name, b.row, b.where) for b in bound if b.name
            ):
                yield Use(name, row, where, sentence)


def _readable(line: str) -> str:
    """Return a line of Markdown without the marks of its headings, lists and links."""
    line = re.sub(r"^(\s*([#>*-]|\d+\.)\s+|\w+: )+|\{[#.:][^}]*\}", "", line)
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_`]{1,2}", r"\1", line).strip()


def _template_line(known: dict[tuple[int, int], int]) -> int:
    """Return the line of the Jinja template that is running, or 0.

    ``known`` keeps what was found for a line of its code: Jinja reads a whole table for each.
    """
    frame = sys._getframe()  # noqa: SLF001 - the only way to ask Jinja where it is
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            at = id(template), frame.f_lineno
            if at not in known:
                known[at] = int(template.get_corresponding_lineno(frame.f_lineno))
            return known[at]
        if frame.f_back is None:
            break
        frame = frame.f_back
    return 0
