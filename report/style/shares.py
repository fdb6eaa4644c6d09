"""A figure of parts → bars of one length, each divided into its shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt

from report.errors import ReportError
from report.model import Figure
from report.style.checks import check, check_colours, check_known, check_one_row_each, distinct
from report.style.frame import SIZE, Frame, Shape
from report.style.rows import Rows, lay_out
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    caption,
    caption_of,
    key,
    key_height,
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.tokens import STEPS, colour, steps

_ROWS = "layout_rows"
_BAR = 26  # px
_PAD = 6  # px from the edge of a part to the words in it


def stacked_shares(  # noqa: PLR0913 - an editor writes them by name
    figure: Figure,
    *,
    label: str,
    part: str,
    value: str,
    order: Sequence[str] = (),
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Divide a bar for every label into parts, each with its value inside where it has room.

    ``order`` names parts that go from least to most: they are then steps of one colour,
    unless ``colours`` binds them to tokens.
    """
    check(figure, labels=[label, part], numbers=[value])
    check_one_row_each(figure, [label, part])
    known = distinct(figure, part)
    check_known(order, known, "the part")
    ordered = [*order, *(name for name in known if name not in order)]
    if order and not colours and len(ordered) <= len(STEPS):
        tones = dict(zip(ordered, steps(len(ordered)), strict=True))
    else:
        tokens = check_colours(colours or {}, known)
        tones = {name: tokens[name] for name in ordered}
    _check_parts(figure, label, value)
    parts = _Parts(figure, label, part, value, tones)

    def shape(frame: Frame) -> alt.LayerChart:
        rows = with_prints(figure, frame)
        names = list(dict.fromkeys(record[f"layout_{label}"] for record in rows))
        layout = lay_out(names, frame, block=_BAR, gap=10)
        head = key_height(list(tones), frame.width, frame)
        margins = Margins(left=layout.left, top=head + 22)
        width = frame.width - margins.left
        bars = [
            bar
            for name in names
            for bar in parts.stack(
                [record for record in rows if record[f"layout_{label}"] == name],
                layout,
                width,
                frame,
            )
        ]
        sheet = Sheet(frame, margins, layout.height, {_ROWS: bars, **layout.datasets()})
        return sheet.chart(
            [
                *parts.marks(),
                layout.labels(margins.left),
                caption(caption_of(figure.column(value), frame), 0, -12),
                *key(tones, sheet),
            ]
        )

    return shape


@dataclass(frozen=True, slots=True)
class _Parts:
    figure: Figure
    label: str
    part: str
    value: str
    tones: Mapping[str, str]

    def stack(
        self, rows: Sequence[Record], layout: Rows, width: float, frame: Frame
    ) -> list[Record]:
        """Return the parts of one bar with their corners, in px, and the words inside."""
        order = list(self.tones)
        there = [record for record in rows if record[self.value]]
        whole = sum(record[self.value] for record in there)
        bars: list[Record] = []
        start = 0.0
        for record in sorted(there, key=lambda record: order.index(str(record[self.part]))):
            end = start + record[self.value] / whole * width
            top = layout.top(record[f"layout_{self.label}"])
            words = record[f"layout_{self.value}"]
            fits = frame.measure(words, SIZE, 600) + 2 * _PAD <= end - start
            bars.append(
                record
                | {
                    "layout_x": round(start, 1),
                    "layout_x2": round(end, 1),
                    "layout_y": round(top, 1),
                    "layout_y2": round(top + _BAR, 1),
                    "layout_in": round(start + _PAD, 1),
                    "layout_middle": round(top + _BAR / 2, 1),
                    "layout_inside": words if fits else "",
                    "layout_ink": colour(f"on-{self.tones[str(record[self.part])]}"),
                }
            )
            start = end
        return bars

    def marks(self) -> tuple[alt.Chart, alt.Chart]:
        """Return the parts, and the words in them."""
        base = alt.Chart(alt.NamedData(name=_ROWS))
        tones = alt.Scale(
            domain=list(self.tones), range=[colour(name) for name in self.tones.values()]
        )
        return (
            base.mark_rect(stroke=colour("background"), strokeWidth=1).encode(
                x=alt.X(**number("layout_x"), scale=None, axis=None),
                x2=alt.X2(field="layout_x2"),
                y=alt.Y(**number("layout_y"), scale=None, axis=None),
                y2=alt.Y2(field="layout_y2"),
                fill=alt.Fill(**nominal(self.part), scale=tones, legend=None),
                tooltip=tooltip(self.figure, [self.label, self.part, self.value]),
            ),
            base.mark_text(baseline="middle", align="left", fontWeight=600).encode(
                x=alt.X(**number("layout_in"), scale=None, axis=None),
                y=alt.Y(**number("layout_middle"), scale=None, axis=None),
                text=alt.Text(**nominal("layout_inside")),
                fill=alt.Fill(**nominal("layout_ink"), scale=None, legend=None),
            ),
        )


def _check_parts(figure: Figure, label: str, value: str) -> None:
    """Refuse parts below zero, and a whole of nothing."""
    totals: dict[object, object] = {}
    for record in figure.records():
        amount = record[value] or 0
        if amount < 0:  # type: ignore[operator]  # checked to be a number
            raise ReportError(
                f'"{value}" of "{record[label]}" is below zero',
                hint="Parts of a whole never are; draw ranked_bars.",
            )
        totals[record[label]] = totals.get(record[label], 0) + amount  # type: ignore[operator]  # checked to be a number
    for name, total in totals.items():
        if not total:
            raise ReportError(
                f'all parts of "{name}" are zero or null', hint="Leave it out in the query."
            )
