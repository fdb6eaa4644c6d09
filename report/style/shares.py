"""A figure of parts → bars of one length, each divided into its shares."""

from collections.abc import Mapping, Sequence

import altair as alt

from report.errors import ReportError, raise_all
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
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.tokens import STEPS, colour, steps

_ROWS = "layout_rows"
_BAR = 26  # px


def stacked_shares(
    figure: Figure,
    *,
    label: str,
    part: str,
    value: str,
    order: Sequence[str] = (),
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Divide a bar for every label into parts, each with its value inside where it has room.

    ``order`` names parts that go from least to most: they are then steps of one colour.
    """
    check(figure, labels=[label, part], numbers=[value])
    check_one_row_each(figure, [label, part])
    known = distinct(figure, part)
    check_known(order, known, "the part")
    if order and len(known) <= len(STEPS) and not colours:
        parts = [*order, *(name for name in known if name not in order)]
        tones = dict(zip(parts, steps(len(parts)), strict=True))
    else:
        tones = check_colours(colours or {}, known)
        tones = {name: tones[name] for name in [*order, *(n for n in known if n not in order)]}
    position = figure.index(value)
    raise_all(
        ReportError(f'"{value}" has a negative part', hint="Parts of a whole are never below zero.")
        for row in figure.rows
        if (row[position] or 0) < 0  # type: ignore[operator]
    )

    def shape(frame: Frame) -> alt.LayerChart:
        rows = with_prints(figure, frame)
        names = list(dict.fromkeys(record[f"layout_{label}"] for record in rows))
        widest = max(frame.measure(name, SIZE) for name in names)
        above = frame.narrow or widest > frame.width * 0.36
        left = 0 if above else widest + 10
        step = _BAR + (LINE + 14 if above else 10)
        head = key_height(list(tones), frame.width, frame)
        sheet = Sheet(frame, Margins(left=left, top=head + 22), step * len(names))
        bars = _stack(rows, names, tones, sheet.width, frame, label=label, part=part, value=value)
        first = LINE + 4 if above else 0
        for record in bars:
            record["layout_y"] = names.index(record[f"layout_{label}"]) * step + first
            record["layout_y2"] = record["layout_y"] + _BAR
            record["layout_at"] = record["layout_y"] + _BAR / 2
        labels = [
            {
                "layout_name": name,
                "layout_at": n * step + (LINE / 2 if above else _BAR / 2),
            }
            for n, name in enumerate(names)
        ]
        sheet = Sheet(
            frame, sheet.margins, sheet.height, {_ROWS: bars, "layout_labels": labels}
        )
        scale = alt.Scale(domain=list(tones), range=[colour(name) for name in tones.values()])
        base = alt.Chart(alt.NamedData(name=_ROWS))
        at = alt.Y(**number("layout_at"), scale=None, axis=None)
        return sheet.chart(
            [
                base.mark_rect(stroke=colour("background"), strokeWidth=1).encode(
                    x=alt.X(**number("layout_x"), scale=None, axis=None),
                    x2=alt.X2(field="layout_x2"),
                    y=alt.Y(**number("layout_y"), scale=None, axis=None),
                    y2=alt.Y2(field="layout_y2"),
                    fill=alt.Fill(**nominal(part), scale=scale, legend=None),
                    tooltip=tooltip(figure, [label, part, value]),
                ),
                base.mark_text(baseline="middle", align="left", fontWeight=600).encode(
                    x=alt.X(**number("layout_in"), scale=None, axis=None),
                    y=at,
                    text=alt.Text(**nominal("layout_inside")),
                    color=alt.Color(**nominal("layout_ink"), scale=None, legend=None),
                ),
                alt.Chart(alt.NamedData(name="layout_labels"))
                .mark_text(align="left" if above else "right", baseline="middle")
                .encode(
                    x=alt.XValue(0 if above else -10), y=at, text=alt.Text(**nominal("layout_name"))
                ),
                caption(caption_of(figure.column(value), frame), 0, -12),
                *key(tones, x=-left, y=-head - 22, width=frame.width, frame=frame),
            ]
        )

    return shape


def _stack(
    rows: Sequence[Record],
    names: Sequence[str],
    tones: Mapping[str, str],
    width: float,
    frame: Frame,
    *,
    label: str,
    part: str,
    value: str,
) -> list[Record]:
    """Return the rows with both ends of their part, in px, and what is written inside."""
    bars: list[Record] = []
    order = list(tones)
    for name in names:
        mine = [record for record in rows if record[f"layout_{label}"] == name and record[value]]
        whole = sum(record[value] for record in mine)
        start = 0.0
        for record in sorted(mine, key=lambda record: order.index(str(record[part]))):
            end = start + record[value] / whole * width
            words = record[f"layout_{value}"]
            fits = frame.measure(words, SIZE, 600) + 12 <= end - start
            bars.append(
                record
                | {
                    "layout_x": round(start, 1),
                    "layout_x2": round(end, 1),
                    "layout_in": round(start + 6, 1),
                    "layout_inside": words if fits else "",
                    "layout_ink": colour(f"on-{tones[str(record[part])]}"),
                }
            )
            start = end
    return bars
