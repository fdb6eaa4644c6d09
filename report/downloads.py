"""Figures in, their rows as files that readers download out."""

import csv
import io
from collections.abc import Iterator, Mapping

from report.facts import Plain, plain
from report.model import Figure, SiteFile, Value


def figure_files(figures: Mapping[str, Figure]) -> Iterator[SiteFile]:
    """Return each figure as figures/<name>.csv."""
    for name, figure in sorted(figures.items()):
        yield SiteFile(f"figures/{name}.csv", rows_as_csv(figure))


def rows_as_csv(figure: Figure) -> bytes:
    """Return the rows of a figure as RFC 4180 writes them, but with plain line feeds."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in figure.columns])
    writer.writerows([_cell(value) for value in row] for row in figure.rows)
    return text.getvalue().encode()


def _cell(value: Value) -> Plain:
    """Return a value as a cell spells it: yes and no as the data package does."""
    return str(value).lower() if isinstance(value, bool) else plain(value)
