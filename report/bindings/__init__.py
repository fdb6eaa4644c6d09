"""Figures in, the names that prose can use out: every number it prints is bound to one cell.

    fig.face_importers["CHN"].importers     a cell of the row with that key
    fig.headline.countries                  a cell of a figure with one row
    fig.supply.where(importer="KEN")        rows, for loops and tables

A printed cell leaves a mark in the text; ``Binder.resolve`` writes it out as a link to its row
on the figure's page, or as plain text where no link can stand. Nothing here raises: a fault is
noted with its line, stands for nothing, and the page goes on, so that one run tells all of them.
"""

from report.bindings.binder import Binder, Finished, Read, Use, literal, row_id
from report.bindings.lookup import Lookup
from report.bindings.missing import Missing
from report.bindings.views import Cell, Claims, Figures, FigureView, RowView, emit

__all__ = [
    "Binder",
    "Cell",
    "Claims",
    "FigureView",
    "Figures",
    "Finished",
    "Lookup",
    "Missing",
    "Read",
    "RowView",
    "Use",
    "emit",
    "literal",
    "row_id",
]
