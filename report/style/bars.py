"""A figure → bars: ranked, grouped, or stacked to a whole."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import altair as alt

from report.model import Figure
from report.style.checks import check, check_colours, check_known, check_one_row_each, distinct
from report.style.frame import LINE, SIZE, Frame, Shape
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


def ranked_bars(
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
    if series:
        tones = check_colours(colours or {}, distinct(figure, series))

    def token(record: Record) -> str:
        if series:
            return tones[str(record[series])]
        return "context" if highlight and str(record[label]) not in highlight else "blue"

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [
            record | {"layout_fill": colour(token(record))}
            for record in with_prints(figure, frame)
        ]
        entries = tones if series else {}
        names = [record[f"layout_{label}"] for record in rows]
        layout = _lay_out(names, frame, bar=17, lines=1)
        return _bars(
            figure, rows, layout, frame, label=label, value=value, inner=None, entries=entries
        )

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

    def shape(frame: Frame) -> alt.LayerChart:
        rows = [
            record | {"layout_fill": colour(tones[str(record[series])])}
            for record in with_prints(figure, frame)
        ]
        names = list(dict.fromkeys(record[f"layout_{label}"] for record in rows))
        layout = _lay_out(names, frame, bar=14, lines=len(tones))
        return _bars(
            figure, rows, layout, frame, label=label, value=value, inner=series, entries=tones
        )

    return shape


@dataclass(frozen=True, slots=True)
class Layout:
    """Where labels and bars stand: each row ``step`` px tall, its first bar at ``first``."""

    names: list[str]
    left: float  # px kept for labels beside the bars
    step: float
    first: float
    bar: float
    pitch: float  # px from one bar of a row to the next

    @property
    def height(self) -> float:
        return self.step * len(self.names)


def _lay_out(names: list[str], frame: Frame, *, bar: float, lines: int) -> Layout:
    widest = max(frame.measure(name, SIZE) for name in names)
    bar = min(bar, 14) if frame.narrow else bar
    pitch = bar + (2 if lines > 1 else 0)
    block = pitch * (lines - 1) + bar
    if frame.narrow or widest > frame.width * 0.36:
        # Labels above their bars: beside them they would leave the bars no room.
        return Layout(names, 0, LINE + 3 + block + 11, LINE + 3, bar, pitch)
    gap = 9 if lines == 1 else 14
    return Layout(names, widest + 10, block + gap, gap / 2, bar, pitch)


def _bars(
    figure: Figure,
    rows: list[Record],
    layout: Layout,
    frame: Frame,
    *,
    label: str,
    value: str,
    inner: str | None,
    entries: Mapping[str, str],
) -> alt.LayerChart:
    values = [record[value] for record in rows if record[value] is not None]
    low, high = min(0, *values), max(0, *values)
    printed = max(frame.measure(record[f"layout_{value}"], SIZE) for record in rows) + 8
    head = key_height(list(entries), frame.width, frame)
    margins = Margins(
        left=layout.left + (printed if low < 0 else 0),
        right=printed,
        top=head + 22,
    )
    order = list(entries)
    places = {name: n * layout.step for n, name in enumerate(layout.names)}
    for record in rows:
        nth = order.index(str(record[inner])) if inner else 0
        top = places[record[f"layout_{label}"]] + layout.first + nth * layout.pitch
        record["layout_y"] = round(top + layout.bar / 2, 1)
        record["layout_end"] = record[value] if record[value] is not None else 0
    labels = [
        {
            "layout_name": name,
            "layout_at": round(
                top + (LINE / 2 if not layout.left else (layout.step) / 2), 1
            ),
        }
        for name, top in places.items()
    ]
    sheet = Sheet(
        frame, margins, layout.height, {_ROWS: rows, "layout_labels": labels}
    )
    zero = sheet.width * (0 - low) / ((high - low) or 1)
    scale = alt.Scale(domain=[low, high or 1], range=[0, round(sheet.width, 1)], nice=False)
    base = alt.Chart(alt.NamedData(name=_ROWS))
    y = alt.Y(**number("layout_y"), scale=None, axis=None)
    shown = [name for name in (label, inner, value) if name]
    end = alt.X(**number("layout_end"), scale=scale, axis=None)
    bars = base.mark_bar(height=layout.bar, orient="horizontal").encode(
        x=alt.X(**number(value), scale=scale, axis=None),
        x2=alt.X2Datum(0),
        y=y,
        color=alt.Color(**nominal("layout_fill"), scale=None, legend=None),
        tooltip=tooltip(figure, shown),
    )
    ends = [
        base.transform_filter(alt.FieldGTEPredicate(field="layout_end", gte=0))
        .mark_text(align="left", dx=5, baseline="middle")
        .encode(x=end, y=y, text=nominal_text(value)),
    ]
    if low < 0:
        ends.append(
            base.transform_filter(alt.FieldLTPredicate(field="layout_end", lt=0))
            .mark_text(align="right", dx=-5, baseline="middle")
            .encode(x=end, y=y, text=nominal_text(value))
        )
    beside = -margins.left if not layout.left else -margins.left + layout.left - 10
    names = (
        alt.Chart(alt.NamedData(name="layout_labels"))
        .mark_text(align="right" if layout.left else "left", baseline="middle")
        .encode(
            x=alt.XValue(round(beside, 1)),
            y=alt.Y(**number("layout_at"), scale=None, axis=None),
            text=alt.Text(**nominal("layout_name")),
        )
    )
    return sheet.chart(
        [
            bars,
            # Labels above their bars would stand on the line of zero; there the bars' own edge is it.
            *([line(zero, 0, zero, sheet.height)] if layout.left or low < 0 else []),
            names,
            *ends,
            caption(caption_of(figure.column(value), frame), 0 if layout.left else -margins.left, -12),
            *key(entries, x=-margins.left, y=-margins.top, width=frame.width, frame=frame),
        ]
    )


def nominal_text(name: str) -> alt.Text:
    """Return the printed form of a column as what a text mark writes."""
    return alt.Text(**nominal(f"layout_{name}"))
