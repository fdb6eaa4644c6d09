"""A figure → bars, one a row or several, with their values at their ends."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import altair as alt

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
    line,
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.tokens import colour

_ROWS = "layout_rows"


def ranked_bars(  # noqa: PLR0913 - an editor writes them by name
    figure: Figure,
    *,
    label: str,
    value: str,
    series: str | None = None,
    colours: Mapping[str, str] | None = None,
    highlight: Collection[str] = (),
) -> Shape:
    """Draw one bar a row, in the figure's order, its value at its end.

    ``series`` is a column whose values are told apart by colour; ``colours`` binds values
    to tokens. ``highlight`` names the labels that stand out, all others then step back.
    """
    check(figure, labels=[label, *([series] if series else [])], numbers=[value])
    check_one_row_each(figure, [label])
    check_known(highlight, distinct(figure, label), "the label")
    tones = check_colours(colours or {}, distinct(figure, series)) if series else {}

    def tone(record: Record) -> str:
        if series:
            return tones[str(record[series])]
        return "context" if highlight and str(record[label]) not in highlight else "blue"

    bars = _Bars(figure, label, value, inner=None, tones=tones)

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [
            record | {"layout_fill": colour(tone(record))} for record in with_prints(figure, frame)
        ]
        return bars.draw(rows, frame, thick=14 if frame.narrow else 17)

    return shape


def grouped_bars(
    figure: Figure,
    *,
    label: str,
    series: str,
    value: str,
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Draw a bar for every series beneath every label, in the figure's order."""
    check(figure, labels=[label, series], numbers=[value])
    check_one_row_each(figure, [label, series])
    tones = check_colours(colours or {}, distinct(figure, series))
    bars = _Bars(figure, label, value, inner=series, tones=tones)

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [
            record | {"layout_fill": colour(tones[str(record[series])])}
            for record in with_prints(figure, frame)
        ]
        return bars.draw(rows, frame, thick=14)

    return shape


@dataclass(frozen=True, slots=True)
class _Bars:
    """What is drawn: the columns, and the colour of each value of ``inner``, or of a series."""

    figure: Figure
    label: str
    value: str
    inner: str | None  # the column that tells the bars of a row apart
    tones: Mapping[str, str]

    def draw(self, rows: list[Record], frame: Frame, *, thick: float) -> alt.LayerChart:
        """Return the chart of rows that know their colour."""
        count = len(self.tones) if self.inner else 1
        layout = lay_out(
            list(dict.fromkeys(record[f"layout_{self.label}"] for record in rows)),
            frame,
            block=thick * count + 2 * (count - 1),
            gap=9 if count == 1 else 14,
        )
        values = [record[self.value] for record in rows if record[self.value] is not None]
        low, high = min(0, *values), max(0, *values)
        printed = max(frame.measure(record[f"layout_{self.value}"], SIZE) for record in rows) + 8
        head = key_height(list(self.tones), frame.width, frame)
        margins = Margins(
            left=layout.left + (printed if low < 0 else 0), right=printed, top=head + 22
        )
        placed = [self._placed(record, layout, thick) for record in rows]
        sheet = Sheet(frame, margins, layout.height, {_ROWS: placed, **layout.datasets()})
        zero = sheet.width * (0 - low) / ((high - low) or 1)
        scale = alt.Scale(domain=[low, high or 1], range=[0, round(sheet.width, 1)], nice=False)
        title = caption_of(self.figure.column(self.value), frame)
        return sheet.chart(
            [
                self._marks(scale, thick),
                # Names above bars would stand on the line of zero; there the bars' edge is it.
                *([line(zero, 0, zero, sheet.height)] if low < 0 or not layout.above else []),
                layout.labels(margins.left),
                self._ends(scale, after=True),
                *([self._ends(scale, after=False)] if low < 0 else []),
                caption(title, -margins.left if layout.above else 0, -12),
                *key(self.tones, sheet),
            ]
        )

    def _placed(self, record: Record, layout: Rows, thick: float) -> Record:
        nth = list(self.tones).index(str(record[self.inner])) if self.inner else 0
        top = layout.top(record[f"layout_{self.label}"]) + nth * (thick + 2)
        return record | {
            "layout_y": round(top + thick / 2, 1),
            # The words of a value that is not there stand where a bar would begin.
            "layout_end": record[self.value] if record[self.value] is not None else 0,
        }

    def _marks(self, scale: alt.Scale, thick: float) -> alt.Chart:
        shown = [name for name in (self.label, self.inner, self.value) if name]
        bars: alt.Chart = alt.Chart(alt.NamedData(name=_ROWS)).mark_bar(
            height=thick, orient="horizontal"
        )
        return bars.encode(
            x=alt.X(**number(self.value), scale=scale, axis=None),
            x2=alt.X2Datum(0),
            y=_Y,
            fill=alt.Fill(**nominal("layout_fill"), scale=None, legend=None),
            tooltip=tooltip(self.figure, shown),
        )

    def _ends(self, scale: alt.Scale, *, after: bool) -> alt.Chart:
        """Return the values at the ends of bars: after those to the right, before the others."""
        side = (
            alt.FieldGTEPredicate(field="layout_end", gte=0)
            if after
            else alt.FieldLTPredicate(field="layout_end", lt=0)
        )
        base: alt.Chart = alt.Chart(alt.NamedData(name=_ROWS)).mark_text(
            align="left" if after else "right", dx=5 if after else -5, baseline="middle"
        )
        return base.transform_filter(side).encode(
            x=alt.X(**number("layout_end"), scale=scale, axis=None),
            y=_Y,
            text=alt.Text(**nominal(f"layout_{self.value}")),
        )


_Y = alt.Y(**number("layout_y"), scale=None, axis=None)
