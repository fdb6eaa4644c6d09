"""A figure and values of some of its columns in, the rows that have them out."""

from collections.abc import Mapping, Sequence

from report.model import Figure, Row, Value

_Index = Mapping[tuple[Value, ...], Sequence[Row]]


class Lookup:
    """Finds rows of the figures of one build: a page for each row must not read all of them.

    5,000 pages that looked through 5,000 rows each took a hundred times as long as 1,000 of 1,000.
    """

    def __init__(self) -> None:
        # Beside each index its figure: two of one name are no one figure.
        self._indexes: dict[tuple[str, tuple[str, ...]], tuple[Figure, _Index]] = {}

    def rows(self, figure: Figure, where: Mapping[str, object]) -> Sequence[Row]:
        """Return the rows that have these values, in their order; without any, all rows."""
        names = tuple(where)
        if not names:
            return figure.rows
        known, index = self._indexes.get((figure.name, names), (None, {}))
        if known is not figure:
            index = _index(figure, names)
            self._indexes[figure.name, names] = figure, index
        try:
            return index.get(tuple(where.values()), ())  # type: ignore[arg-type]  # of others there is none
        except TypeError:  # a value that no cell can have
            return ()


def _index(figure: Figure, names: Sequence[str]) -> _Index:
    at, found = [figure.index(name) for name in names], dict[tuple[Value, ...], list[Row]]()
    for row in figure.rows:
        found.setdefault(tuple(row[n] for n in at), []).append(row)
    return found
