"""A figure with several measures of one thing → dots on a line, one line a row."""

from collections.abc import Mapping, Sequence

import altair as alt

from report.errors import ReportError
from report.model import Figure
from report.style.checks import check, check_colours, check_one_row_each
from report.style.frame import LINE, SIZE, SMALL, Frame, Shape
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    caption,
    key,
    key_height,
    line,
    nominal,
    number,
    tooltip,
    with_prints,
)
from report.style.ticks import ticks
from report.style.tokens import colour

_SHAPES = ("circle", "diamond", "square", "triangle-up", "triangle-down")


def dot_plot(
    figure: Figure,
    *,
    label: str,
    values: Sequence[str],
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Set a dot for each of several columns on every row's line, and join them.

    The columns share a unit; each has a colour and a shape, and is named by its label.
    """
    check(figure, labels=[label], numbers=values)
    check_one_row_each(figure, [label])
    tones = check_colours(colours or {}, values)
    units = {figure.column(name).unit for name in values}
    if len(units) > 1:
        raise ReportError(
            f"the columns {', '.join(values)} do not share a unit",
            hint="One axis measures one thing; draw two charts.",
        )

    def shape(frame: Frame) -> alt.LayerChart:
        rows = with_prints(figure, frame)
        names = [record[f"layout_{label}"] for record in rows]
        widest = max(frame.measure(name, SIZE) for name in names)
        above = frame.narrow or widest > frame.width * 0.36
        step, at = (46.0, 32.0) if above else (30.0, 15.0)
        entries = {figure.column(name).label: tones[name] for name in values}
        head = key_height(list(entries), frame.width, frame)
        present = [record[name] for record in rows for name in values if record[name] is not None]
        stops = ticks(
            min(0, *present),
            max(present),
            most=5 if frame.narrow else 8,
            whole=all(isinstance(value, int) for value in present),
        )
        words = [frame.print(stop, figure.column(values[0])) for stop in stops]
        edge = max(9.0, *(frame.measure(w, SMALL) / 2 for w in words))
        margins = Margins(
            left=edge if above else widest + 10 + edge, right=edge, top=head + LINE + 6
        )
        dots = _dots(rows, values, step=step, at=at)
        labels = [
            {"layout_name": name, "layout_at": n * step + (LINE / 2 if above else at)}
            for n, name in enumerate(names)
        ]
        sheet = Sheet(
            frame,
            margins,
            step * len(rows),
            {"layout_rows": rows, "layout_dots": dots, "layout_labels": labels},
        )
        low, high = float(stops[0]), float(stops[-1])
        scale = alt.Scale(domain=[low, high], range=[0, round(sheet.width, 1)], nice=False)
        x = alt.X(**number("layout_value"), scale=scale, axis=None)
        y = alt.Y(**number("layout_y"), scale=None, axis=None)
        base = alt.Chart(alt.NamedData(name="layout_dots"))
        grid = []
        for stop, printed in zip(stops, words, strict=True):
            place = (float(stop) - low) / (high - low) * sheet.width
            spans = (
                [(n * step + LINE + 2, n * step + step - 2) for n in range(len(rows))]
                if above
                else [(0, sheet.height)]
            )
            # Labels above the dots would be crossed out by lines from top to bottom.
            grid += [line(place, top, place, bottom, token="grid") for top, bottom in spans]
            grid.append(caption(printed, place, -10, align="center"))
        return sheet.chart(
            [
                *grid,
                base.mark_line(strokeWidth=2, stroke=colour("context")).encode(
                    x=x, y=y, detail=alt.Detail(**nominal("layout_row"))
                ),
                *(
                    base.transform_filter(alt.FieldEqualPredicate(field="layout_of", equal=name))
                    .mark_point(
                        shape=shape_name,
                        size=130,
                        opacity=1,
                        fill=colour(tones[name]),
                        stroke=colour("background"),
                        strokeWidth=1,
                    )
                    .encode(x=x, y=y, tooltip=tooltip(figure, [label, *values]))
                    for name, shape_name in zip(values, _SHAPES, strict=False)
                ),
                alt.Chart(alt.NamedData(name="layout_labels"))
                .mark_text(align="left" if above else "right", baseline="middle")
                .encode(
                    x=alt.XValue(round(-margins.left if above else -edge - 10, 1)),
                    y=alt.Y(**number("layout_at"), scale=None, axis=None),
                    text=alt.Text(**nominal("layout_name")),
                ),
                *key(
                    entries,
                    x=-margins.left,
                    y=-margins.top,
                    width=frame.width,
                    frame=frame,
                    shapes=dict(zip(entries, _SHAPES, strict=False)),
                ),
            ]
        )

    return shape


def _dots(
    rows: Sequence[Record], values: Sequence[str], *, step: float, at: float
) -> list[Record]:
    """Return a row for every dot; dots at one value stand a little above each other."""
    dots: list[Record] = []
    for n, record in enumerate(rows):
        drawn = [name for name in values if record[name] is not None]
        for name in drawn:
            same = [other for other in drawn if record[other] == record[name]]
            shift = (same.index(name) - (len(same) - 1) / 2) * 12
            dots.append(
                {
                    **{key: value for key, value in record.items() if key.startswith("layout_")},
                    "layout_row": n,
                    "layout_of": name,
                    "layout_value": record[name],
                    "layout_y": n * step + at + shift,
                }
            )
    return dots
