"""A figure in parts → the same small chart for every part, on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from report.model import Figure
from report.style.checks import check, check_one_row_each, distinct
from report.style.frame import LINE, SIZE, SMALL, Frame, Shape, wrap
from report.style.sheet import (
    Margins,
    Record,
    Sheet,
    caption,
    caption_of,
    line,
    nominal,
    number,
    text,
    tooltip,
    with_prints,
)
from report.style.tokens import colour
from report.style.upright import moment

_ROWS = "layout_rows"
_GUTTER = 22  # px between panels
_LINES_HEIGHT = 92  # px of a panel of lines
_INSET = 4  # px from a panel's edge to the middle of a dot
_BAR, _STEP = 12, 21  # px


def small_multiples(figure: Figure, *, facet: str, x: str, y: str) -> Shape:
    """Draw a panel for every value of ``facet``: bars where ``x`` is words, lines over time else.

    All panels share one scale, so that their heights and lengths can be compared.
    """
    bars = figure.rows and x in {c.name for c in figure.columns} and _is_words(figure, x)
    check(figure, labels=[facet, *([x] if bars else [])], numbers=[y], others=[x])
    check_one_row_each(figure, [facet, x])

    panels = _Panels(figure, facet, x, y)
    return panels.bars if bars else panels.lines


@dataclass(frozen=True, slots=True)
class _Grid:
    """Panels in rows and columns, in px."""

    names: Sequence[str]
    columns: int
    width: float  # of a panel
    height: float  # of a panel, its name included
    head: float  # px over the marks, for the name

    def corner(self, name: str) -> tuple[float, float]:
        """Return the top left of a panel's marks."""
        row, column = divmod(list(self.names).index(name), self.columns)
        return column * (self.width + _GUTTER), row * self.height + self.head

    @property
    def total(self) -> float:
        return -(-len(self.names) // self.columns) * self.height


def _is_words(figure: Figure, x: str) -> bool:
    return any(isinstance(row[figure.index(x)], str) for row in figure.rows)


def _columns(frame: Frame, count: int, widest: int, least: float) -> int:
    fit = int((frame.width + _GUTTER) // (least + _GUTTER))
    columns = max(1, min(widest, fit, count))
    # Five panels in rows of four leave one alone; rows of three do not.
    rows = -(-count // columns)
    return -(-count // rows)


def _heads(names: Sequence[str], width: float, frame: Frame) -> dict[str, list[str]]:
    return {name: wrap(name, width, frame, size=SIZE) for name in names}


@dataclass(frozen=True, slots=True)
class _Panels:
    """What is drawn: the columns of a figure."""

    figure: Figure
    facet: str
    x: str
    y: str

    def rows(self, frame: Frame) -> list[Record]:
        """Return the rows that have a value."""
        return [r for r in with_prints(self.figure, frame) if r[self.y] is not None]

    def bars(self, frame: Frame) -> alt.LayerChart:
        """Return panels of bars, one for every word of ``x``."""
        figure, facet, x, y = self.figure, self.facet, self.x, self.y
        rows = self.rows(frame)
        names = distinct(figure, facet)
        kinds = list(dict.fromkeys(record[f"layout_{x}"] for record in rows))
        printed = max(frame.measure(record[f"layout_{y}"], SMALL) for record in rows) + 8
        widest = max(frame.measure(kind, SMALL) for kind in kinds) + 10
        beside = widest + printed + 60 <= frame.width / (1 if frame.narrow else 2)
        columns = 1 if frame.narrow else _columns(frame, len(names), 3, widest + printed + 60)
        width = (frame.width - _GUTTER * (columns - 1)) / columns
        heads = _heads(names, width, frame)
        head = max(map(len, heads.values())) * LINE + 8
        step = _STEP if beside else _STEP + LINE
        grid = _Grid(names, columns, width, head + step * len(kinds) + 20, head)
        most = max(0, *(record[y] for record in rows)) or 1
        left = widest if beside else 0
        room = width - left - printed
        for record in rows:
            corner_x, corner_y = grid.corner(str(record[facet]))
            top = corner_y + kinds.index(record[f"layout_{x}"]) * step + (0 if beside else LINE - 2)
            record["layout_start"] = round(corner_x + left, 1)
            record["layout_end"] = round(corner_x + left + max(0, record[y]) / most * room, 1)
            record["layout_y"] = round(top + _STEP / 2, 1)
        labels = [
            {
                "layout_name": kind,
                "layout_x": round(grid.corner(name)[0] + (left - 8 if beside else 0), 1),
                "layout_y": round(
                    grid.corner(name)[1] + n * step + (_STEP / 2 if beside else LINE / 2), 1
                ),
            }
            for name in names
            for n, kind in enumerate(kinds)
        ]
        sheet = Sheet(
            frame, Margins(top=24), grid.total - 20, {_ROWS: rows, "layout_labels": labels}
        )
        base = alt.Chart(alt.NamedData(name=_ROWS))
        at = alt.Y(**number("layout_y"), scale=None, axis=None)
        end = alt.X(**number("layout_end"), scale=None, axis=None)
        return sheet.chart(
            [
                base.mark_bar(height=_BAR, orient="horizontal").encode(
                    x=alt.X(**number("layout_start"), scale=None, axis=None),
                    x2=alt.X2(field="layout_end"),
                    y=at,
                    tooltip=tooltip(figure, [facet, x, y]),
                ),
                base.mark_text(align="left", dx=5, baseline="middle", fontSize=SMALL).encode(
                    x=end, y=at, text=alt.Text(**nominal(f"layout_{y}"))
                ),
                alt.Chart(alt.NamedData(name="layout_labels"))
                .mark_text(
                    align="right" if beside else "left",
                    baseline="middle",
                    fontSize=SMALL,
                    fill=colour("muted"),
                )
                .encode(
                    x=alt.X(**number("layout_x"), scale=None, axis=None),
                    y=at,
                    text=alt.Text(**nominal("layout_name")),
                ),
                *_titles(grid, heads),
                caption(caption_of(figure.column(y), frame), 0, -16),
            ]
        )

    def lines(self, frame: Frame) -> alt.LayerChart:
        """Return panels of lines over time."""
        figure, facet, x, y = self.figure, self.facet, self.x, self.y
        rows = self.rows(frame)
        names = distinct(figure, facet)
        columns = _columns(frame, len(names), 2 if frame.narrow else 4, 140)
        width = (frame.width - _GUTTER * (columns - 1)) / columns
        heads = _heads(names, width, frame)
        head = max(map(len, heads.values())) * LINE + 18
        grid = _Grid(names, columns, width, head + _LINES_HEIGHT + 40, head)
        at = figure.index(x)
        moments = sorted({row[at] for row in figure.rows if row[at] is not None}, key=moment)
        first, last = moment(moments[0]), moment(moments[-1])
        most = max(0, *(record[y] for record in rows)) or 1
        printed = max(frame.measure(record[f"layout_{y}"], SMALL) for record in rows) + 6
        room = width - printed - _INSET
        instants = {frame.print(value, figure.column(x)): moment(value) for value in moments}
        for record in rows:
            corner_x, corner_y = grid.corner(str(record[facet]))
            part = (instants[record[f"layout_{x}"]] - first) / ((last - first) or 1)
            record["layout_x"] = round(corner_x + _INSET + part * room, 1)
            record["layout_y"] = round(corner_y + _LINES_HEIGHT * (1 - max(0, record[y]) / most), 1)
        rows.sort(key=lambda record: (str(record[facet]), record["layout_x"]))
        ends = [[record for record in rows if str(record[facet]) == name][-1:] for name in names]
        sheet = Sheet(frame, Margins(top=24), grid.total - 16, {_ROWS: rows})
        base = alt.Chart(alt.NamedData(name=_ROWS)).encode(
            x=alt.X(**number("layout_x"), scale=None, axis=None),
            y=alt.Y(**number("layout_y"), scale=None, axis=None),
        )
        layers: list[alt.Chart] = []
        words = [frame.print(moments[n], figure.column(x)) for n in (0, -1)]
        for name in names:
            left, top = grid.corner(name)
            bottom = top + _LINES_HEIGHT
            layers += [
                line(left, bottom, left + room + 2 * _INSET, bottom),
                caption(words[0], left, bottom + 12),
                caption(words[1], left + room + 2 * _INSET, bottom + 12, align="right"),
            ]
        return sheet.chart(
            [
                *layers,
                base.mark_line(strokeWidth=2).encode(detail=alt.Detail(**nominal(facet))),
                base.mark_point(size=20, opacity=1).encode(tooltip=tooltip(figure, [facet, x, y])),
                *(
                    text(
                        record[f"layout_{y}"],
                        record["layout_x"] + 6,
                        record["layout_y"],
                        fontSize=SMALL,
                        fontWeight=600,
                    )
                    for end in ends
                    for record in end
                ),
                *_titles(grid, heads),
                caption(caption_of(figure.column(y), frame), 0, -16),
            ]
        )


def _titles(grid: _Grid, heads: dict[str, list[str]]) -> list[alt.Chart]:
    return [
        text(
            lines, grid.corner(name)[0], grid.corner(name)[1] - grid.head + LINE / 2, fontWeight=600
        )
        for name, lines in heads.items()
    ]
