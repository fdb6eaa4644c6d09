"""What readers download of a figure: its rows as a file."""

import csv
import io
from decimal import Decimal

from report import downloads
from report.model import Column, Figure


def test_a_figure_is_a_table_for_spreadsheets() -> None:
    """Its CSV holds the values, exact and in their order, whatever signs are in them."""
    figure = Figure(
        name="boats",
        title="Boats, late ones",
        columns=(
            Column("harbour", "VARCHAR", "Harbour"),
            Column("late", "DECIMAL(4,2)", "Late", unit="%"),
            Column("open", "BOOLEAN", "Open"),
        ),
        key=("harbour",),
        rows=(('North, "old"\nquay', Decimal("12.50"), True), ("South", None, False)),
        sources=(),
        sql="",
        path="queries/boats.sql",
    )
    (table,) = downloads.figure_files({"boats": figure})
    rows = list(csv.reader(io.StringIO(table.content.decode(), newline="")))

    assert table.site_path == "figures/boats.csv"
    assert rows == [
        ["harbour", "late", "open"],
        ['North, "old"\nquay', "12.5", "true"],
        ["South", "", "false"],
    ]
