"""A chart's spec and its figure → what a reader's browser draws it with, to be explored.

Readers get the Vega that the drawing was made of, and no Vega-Lite. Beside it stand the rows as the
tables of the site print them: a tooltip tells these and never what data computed, and a mark finds
its row by the figure's key. Colours become the page's custom properties, as in the drawing that it
takes the place of.
"""

from collections.abc import Iterator
from typing import Any

from report.drawing.descriptions import Print
from report.drawing.inert import to_json
from report.drawing.specs import ROW, Spec, nodes
from report.errors import ReportError, raise_all
from report.model import Column, Figure
from report.style import TOKENS
from report.style.sheet import plain

_MOST_GROUPS = 8
_NONE = "–"  # what tables print for nothing
# What Vega would fetch, follow or build from data; Vega-Lite writes none of it for our specs.
_REFUSED = ("href", "url", "bind", "usermeta", "cursor", "on")
_COLOURED = ("fill", "stroke", "color")
_VARIABLES = {token.light: token.variable for token in TOKENS}


def layer_of(spec: Spec, vega: Spec, figure: Figure, print_value: Print) -> bytes:
    """Return the file that a chart is explored with, as JSON that could stand in a page.

    ``vega`` is what the spec was compiled to, with or without the rows that marks stand for.
    """
    fields = _told(spec, figure)
    columns = [figure.column(name) for name in fields]
    at = [figure.index(name) for name in fields]
    key = list(figure.key)
    keys = [figure.index(name) for name in key]
    document = {
        "columns": [
            {
                "field": f"layout_{column.name}",
                "label": _label(column, print_value),
                "number": bool(column.unit),
            }
            for column in columns
        ],
        "rows": [
            [print_value(row[n], column) or _NONE for n, column in zip(at, columns, strict=True)]
            for row in figure.rows
        ],
        "key": key,
        "keys": [[plain(row[n]) for n in keys] for row in figure.rows],
        "groups": _groups(spec, figure),
        "vega": _explored(vega),
    }
    return to_json(document).encode()


def _told(spec: Spec, figure: Figure) -> list[str]:
    """Return the columns that a tooltip tells: those the chart's author chose, or all."""
    names = {column.name for column in figure.columns}
    chosen: dict[str, None] = {}
    for node in nodes(spec):
        given = node.get("encoding", {}).get("tooltip", [])
        for each in given if isinstance(given, list) else [given]:
            name = str(each.get("field", "")).removeprefix("layout_")
            if name in names:
                chosen[name] = None
    return list(chosen) or [column.name for column in figure.columns]


def _label(column: Column, print_value: Print) -> str:
    """Return what a column is called, with its unit where neither this nor a value says it."""
    said = column.unit.casefold() in f"{column.label} {print_value(1, column)}".casefold()
    return column.label if said else f"{column.label}, {column.unit}"


def _groups(spec: Spec, figure: Figure) -> dict[str, Any] | None:
    """Return what the marks' colours tell apart, where a reader could look at some alone."""
    return next(
        (
            group
            for group in (_by_scale(spec, figure), _by_filter(spec, figure))
            if group and 2 <= len(group["values"]) <= _MOST_GROUPS
        ),
        None,
    )


def _by_scale(spec: Spec, figure: Figure) -> dict[str, Any] | None:
    """Return the groups of the first scale of colours that has names for them."""
    del figure
    for node in nodes(spec):
        for channel in _COLOURED:
            encoding = node.get("encoding", {}).get(channel, {})
            scale = encoding.get("scale") or {}
            if "domain" in scale and "range" in scale and encoding.get("type") != "quantitative":
                names = [str(name) for name in scale["domain"]]
                tones = [_VARIABLES.get(tone, tone) for tone in scale["range"]]
                return {
                    "field": encoding["field"],
                    "values": names,
                    "labels": names,
                    "tones": tones,
                }
    return None


def _by_filter(spec: Spec, figure: Figure) -> dict[str, Any] | None:
    """Return the groups of layers that take a column each, and have a colour each."""
    labels = {column.name: column.label for column in figure.columns}
    found: dict[str, tuple[str, str]] = {}
    field = ""
    for node in nodes(spec):
        mark = node.get("mark")
        for step in node.get("transform", []):
            chosen = step.get("filter", {})
            name = chosen.get("equal") if isinstance(chosen, dict) else None
            if (
                isinstance(name, str)
                and name in labels
                and isinstance(mark, dict)
                and "fill" in mark
            ):
                field = chosen["field"]
                found[name] = (labels[name], _VARIABLES.get(str(mark["fill"]), ""))
    if not found:
        return None
    return {
        "field": field,
        "values": list(found),
        "labels": [label for label, _ in found.values()],
        "tones": [tone for _, tone in found.values()],
    }


def _explored(vega: Spec) -> Spec:
    """Return Vega in the page's colours, and with nothing that reaches out of the page."""
    data = [
        {**each, "values": [_dressed(row) for row in each["values"]]} if "values" in each else each
        for each in vega.get("data", [])
    ]
    rest = {name: each for name, each in vega.items() if name != "data"}
    whole: Spec = {**_simple(rest), "data": data}
    whole.pop("$schema", None)
    whole.pop("background", None)  # the page's own
    raise_all(_faults(whole))
    return whole


def _simple(node: Any) -> Any:  # noqa: ANN401 - JSON
    """Return part of a specification in the page's colours, without words that nobody hears.

    Vega writes a description of every mark, in words of the spec; the layer is hidden from
    readers who listen, and tells them rows instead. Of a tooltip remains that there is one.
    """
    if isinstance(node, list):
        return [_simple(each) for each in node]
    if not isinstance(node, dict):
        return _VARIABLES.get(node, node) if isinstance(node, str) else node
    kept = {
        name: each if _is_words(name, each) else _simple(each)
        for name, each in node.items()
        if name not in _UNHEARD
    }
    if "tooltip" in kept and isinstance(kept["tooltip"], dict):
        kept["tooltip"] = {"value": 1}
    return kept


_UNHEARD = frozenset({"ariaRoleDescription", "description"})


def _is_words(name: str, each: Any) -> bool:  # noqa: ANN401 - JSON
    """Tell whether this is what a drawing writes or names; that may be spelt as a colour is."""
    return name == "domain" or (name == "text" and isinstance(each, dict) and "value" in each)


def _dressed(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose colours are the page's; what data says is left alone."""
    return {
        name: _VARIABLES.get(value, value) if name in _PAINTED and isinstance(value, str) else value
        for name, value in row.items()
        if name != ROW  # a tooltip finds it by its key
    }


_PAINTED = frozenset({"layout_fill", "layout_ink"})


def _faults(vega: Spec) -> Iterator[ReportError]:
    """Say what of a compiled specification may not go to readers."""
    for node in nodes({name: each for name, each in vega.items() if name != "data"}):
        for word in _REFUSED:
            if word in node:
                yield ReportError(f'the compiled chart has "{word}"', hint="Leave it out.")
        if node.get("type") == "image":
            yield ReportError("the compiled chart draws images", hint="Draw marks of data.")
    for each in vega["data"]:
        if "url" in each or "async" in each:
            yield ReportError("the compiled chart fetches data", hint="Data comes from the figure.")
