"""The names of rows → where the rows stand, and their names beside them or, if long, above."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from report.style.frame import LINE, SIZE, Frame
from report.style.sheet import Record, nominal, number, pixel

_DATA = "layout_labels"
_WIDEST = {False: 0.36, True: 0.32}  # of the frame: wider names would leave the marks no room
_APART = 10  # px from a name to the marks beside it


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows one below the other, each as tall as ``step``, in px."""

    names: Sequence[str]
    above: bool  # whether names stand above their marks
    left: float  # what names beside the marks take
    first: float  # from the top of a row to its marks
    block: float  # the height of a row's marks
    step: float

    @property
    def height(self) -> float:
        """Return the height of all rows."""
        return self.step * len(self.names)

    def top(self, name: str) -> float:
        """Return where the marks of a row begin."""
        return self.step * self.names.index(name) + self.first

    def datasets(self) -> dict[str, list[Record]]:
        """Return the names and their places as data."""
        shift = LINE / 2 - self.first if self.above else self.block / 2
        return {
            _DATA: [
                {"layout_name": name, "layout_at": round(self.top(name) + shift, 1)}
                for name in self.names
            ]
        }

    def labels(self, margin: float) -> alt.Chart:
        """Return the names as marks; ``margin`` is what is left of the sheet."""
        x = -margin if self.above else -margin + self.left - _APART
        names: alt.Chart = alt.Chart(alt.NamedData(name=_DATA)).mark_text(
            align="left" if self.above else "right", baseline="middle"
        )
        return names.encode(
            x=pixel(x),
            y=alt.Y(**number("layout_at"), scale=None, axis=None),
            text=alt.Text(**nominal("layout_name")),
        )


def lay_out(names: Sequence[str], frame: Frame, *, block: float, gap: float) -> Rows:
    """Return rows with marks ``block`` px tall and ``gap`` px between them."""
    widest = max(frame.measure(name, SIZE) for name in names)
    if widest > frame.width * _WIDEST[frame.narrow]:
        first = LINE + 3
        return Rows(names, True, 0, first, block, first + block + max(gap, 11))  # noqa: FBT003 - above, as the field says
    return Rows(names, False, widest + _APART, gap / 2, block, block + gap)  # noqa: FBT003 - beside
