"""What a page has asked figures for in, a digest of what it is answered now out.

A page that is answered as before comes out as before: it need not be rendered again. What a
template asks for is noted while it runs, be it printed or only looked at; see ``bindings.Read``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from report.bindings import Lookup, Read
from report.model import Chart, Claim, Figure
from report.store import digest


def questions(reads: Iterable[Read]) -> frozenset[Read]:
    """Return what is asked, each thing once: a row that is looked at counts as a whole."""
    return frozenset(
        Read(read.name, read.where, () if read.where else read.columns) for read in reads
    )


class Answers:
    """The answers that one build gives; each is looked up once, whoever asks for it."""

    def __init__(
        self,
        figures: Mapping[str, Figure],
        claims: Mapping[str, Claim],
        charts: Mapping[str, Chart],
        lookup: Lookup,
    ) -> None:
        self._figures, self._claims, self._charts = figures, claims, charts
        self._lookup = lookup
        self._known: dict[Read, str] = {}
        self._words: dict[str, str] = {}

    def to(self, asked: Iterable[Read]) -> str:
        """Return the digest of the answers to all of these questions."""
        return digest(sorted(map(self._answer, asked)))

    def _answer(self, read: Read) -> str:
        """Return the digest of a question and its answer."""
        known = self._known.get(read)
        if known is None:
            rows = list(self._rows(read)) if read.name in self._figures else None
            # What Python calls it tells values apart, and is made at once: there are thousands.
            told = repr((read.name, read.where, read.columns, self._said(read.name), rows))
            known = self._known[read] = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        return known

    def _rows(self, read: Read) -> Iterable[Sequence[object]]:
        """Yield the rows that are asked for: whole ones, or of all rows the columns looked at."""
        figure = self._figures[read.name]
        if read.where:
            return self._lookup.rows(figure, dict(read.where))
        at = [figure.index(name) for name in read.columns]
        return [[row[n] for n in at] for row in figure.rows] if at else figure.rows

    def _said(self, name: str) -> str:
        """Return the digest of all that has a name but for rows: what it is called, and drawn as."""
        if name not in self._words:
            figure = self._figures.get(name)
            bare = figure and replace(figure, rows=())
            self._words[name] = digest(bare, self._claims.get(name), self._charts.get(name))
        return self._words[name]
