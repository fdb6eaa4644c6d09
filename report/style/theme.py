"""The house style as a Vega-Lite config: what holds for every chart, whoever wrote it."""

from typing import Any

from report.fonts import SANS
from report.style.tokens import SERIES, STEPS, colour

Json = dict[str, Any]

_TEXT = {"font": SANS, "fontSize": 13, "fill": colour("ink")}
_AXIS = {
    "labelFont": SANS,
    "labelFontSize": 12,
    "labelColor": colour("muted"),
    "titleFont": SANS,
    "titleFontSize": 12,
    "titleFontWeight": 400,
    "titleColor": colour("muted"),
    "titleAnchor": "start",
    "domainColor": colour("axis"),
    "gridColor": colour("grid"),
    "tickColor": colour("axis"),
    "ticks": False,
    "labelPadding": 6,
}


def theme() -> Json:
    """Return the config that is written into every spec."""
    return {
        "background": colour("background"),
        "font": SANS,
        "padding": 0,
        "view": {"stroke": None, "continuousWidth": 300, "continuousHeight": 300},
        "text": dict(_TEXT),
        "bar": {"fill": colour("blue")},
        "rect": {"fill": colour("blue")},
        "area": {"fill": colour("blue"), "line": False},
        "line": {"stroke": colour("blue"), "strokeWidth": 2.25, "strokeJoin": "round"},
        "point": {"fill": colour("blue"), "filled": True, "size": 60},
        "circle": {"fill": colour("blue"), "size": 60},
        "rule": {"stroke": colour("axis")},
        "geoshape": {"fill": colour("land"), "stroke": colour("background"), "strokeWidth": 0.5},
        "axis": dict(_AXIS),
        "axisX": {"grid": False},
        "axisY": {"domain": False},
        "legend": {
            "labelFont": SANS,
            "labelFontSize": 13,
            "labelColor": colour("ink"),
            "titleFont": SANS,
            "titleFontSize": 12,
            "titleFontWeight": 400,
            "titleColor": colour("muted"),
            "orient": "top",
            "titleAnchor": "start",
            "symbolStrokeColor": colour("axis"),
            "symbolBaseFillColor": colour("context"),
            "symbolBaseStrokeColor": colour("context"),
            "gradientStrokeColor": colour("axis"),
        },
        "header": {
            "labelFont": SANS,
            "labelFontSize": 13,
            "labelFontWeight": 600,
            "labelColor": colour("ink"),
            "labelAnchor": "start",
            "titleFont": SANS,
            "titleColor": colour("muted"),
        },
        "title": {"font": SANS, "anchor": "start", "color": colour("ink")},
        "range": {
            "category": [colour(name) for name in SERIES],
            "ordinal": [colour(name) for name in STEPS],
        },
    }
