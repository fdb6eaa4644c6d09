"""A figure over time → lines: through many moments, or sloping between a few."""

from collections.abc import Collection, Mapping

import altair as alt

from report.model import Figure
from report.style.checks import check, check_colours, check_known, check_one_row_each, distinct
from report.style.frame import SIZE, SMALL, Frame, Shape
from report.style.sheet import Margins, Sheet, caption, caption_of, line, number, tooltip
from report.style.upright import (
    LEADER,
    End,
    Upright,
    end_labels,
    ends,
    grid,
    marks,
    moments,
    over_time,
    start_labels,
    stops,
)

_ROWS = "layout_rows"


def time_line(
    figure: Figure,
    *,
    x: str,
    y: str,
    series: str | None = None,
    colours: Mapping[str, str] | None = None,
) -> Shape:
    """Draw lines from left to right over a column of years or dates, named at their ends."""
    check(figure, labels=[series] if series else [], numbers=[y], others=[x])
    check_one_row_each(figure, [x, *([series] if series else [])])
    tones = check_colours(colours or {}, distinct(figure, series)) if series else {"": "blue"}

    def shape(frame: Frame) -> alt.LayerChart:
        column = figure.column(y)
        rows = over_time(figure, frame, x=x, series=series)
        numbers = stops(rows, y)
        scale = Upright(
            y, float(numbers[0]), float(numbers[-1]), height=220 if frame.narrow else 300
        )
        found = ends(rows, tones, y)
        right = max(frame.measure(end.words, SIZE, 600) for end in found) + LEADER + 2
        margins = Margins(right=right, top=40, bottom=28)
        sheet = Sheet(frame, margins, scale.height, {_ROWS: rows})
        # The numbers of the grid stand at its left, where no line may run through them.
        left = max(frame.measure(frame.print(each, column), SMALL) for each in numbers) + 12
        base = alt.Chart(alt.NamedData(name=_ROWS)).encode(
            x=_across([record["layout_x"] for record in rows], left, sheet.width),
            y=scale.channel(),
        )
        lines, points = marks(base, tones, size=36 if len(rows) <= 60 else 12)
        shown = [name for name in (x, series, y) if name]
        return sheet.chart(
            [
                *grid(numbers, scale, sheet.width, column, frame),
                *moments(figure, sheet, x, left),
                lines,
                points.encode(tooltip=tooltip(figure, shown)),
                *end_labels(found, scale, sheet.width),
                caption(caption_of(column, frame), 0, -30),
            ]
        )

    return shape


def slope(  # noqa: PLR0913 - an editor writes them by name
    figure: Figure,
    *,
    x: str,
    y: str,
    series: str,
    colours: Mapping[str, str] | None = None,
    highlight: Collection[str] = (),
) -> Shape:
    """Join each series' values at a few moments, with its numbers at both ends.

    Where there are more series than colours, ``highlight`` names up to five to tell
    apart, and all others step back. The scale runs from the least value to the most.
    """
    check(figure, labels=[x, series], numbers=[y])
    check_one_row_each(figure, [x, series])
    known = distinct(figure, series)
    check_known(highlight, known, "the series")
    told_apart = check_colours(
        colours or {}, [name for name in known if name in highlight] or known
    )
    # Those that step back are drawn first, beneath the others.
    tones = {name: "context" for name in known if name not in told_apart} | {
        name: told_apart[name] for name in known if name in told_apart
    }

    def shape(frame: Frame) -> alt.LayerChart:
        column = figure.column(y)
        rows = over_time(figure, frame, x=x, series=series)
        values = [record[y] for record in rows if record[y] is not None]
        height = max(260 if frame.narrow else 320, len(tones) * 22)
        scale = Upright(y, min(values), max(values), height)
        found = ends(rows, tones, y)
        at = dict.fromkeys((record["layout_x"], record[f"layout_{x}"]) for record in rows)
        first, last = rows[0]["layout_x"], rows[-1]["layout_x"]
        starts = [
            End(record[f"layout_{y}"], record[y], "")
            for record in rows
            if record["layout_x"] == first and record[y] is not None
        ]
        margins = Margins(
            left=max((frame.measure(end.words, SIZE) for end in starts), default=0) + 12,
            right=max(frame.measure(end.words, SIZE, 600) for end in found) + LEADER + 2,
            top=58,
            bottom=14,
        )
        sheet = Sheet(frame, margins, height, {_ROWS: rows})
        base = alt.Chart(alt.NamedData(name=_ROWS)).encode(
            x=_across([moment for moment, _ in at], 0, sheet.width), y=scale.channel()
        )
        lines, points = marks(base, tones, size=46)
        places = {
            words: (moment - first) / ((last - first) or 1) * sheet.width for moment, words in at
        }
        return sheet.chart(
            [
                *(line(place, -10, place, height, tone="grid") for place in places.values()),
                *(
                    caption(words, place, -20, align="center", fontWeight=600)
                    for words, place in places.items()
                ),
                lines,
                points.encode(tooltip=tooltip(figure, [series, x, y])),
                *start_labels(starts, scale),
                *end_labels(found, scale, sheet.width),
                caption(caption_of(column, frame), -margins.left, -48),
            ]
        )

    return shape


def _across(at: list[float], left: float, right: float) -> alt.X:
    scale = alt.Scale(
        domain=[min(at), max(at)],
        range=[round(left, 1), round(right, 1)],
        nice=False,
        zero=False,
    )
    return alt.X(**number("layout_x"), scale=scale, axis=None)
