"""A shape or an Altair chart → a finished Vega-Lite spec that holds nothing but its figure."""

import re
from collections.abc import Iterator
from typing import Any

import altair as alt
from altair.utils.schemapi import SchemaValidationError, debug_mode

from report.drawing.markup import told_of
from report.drawing.still import gathered
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Figure
from report.style import theme
from report.style.checks import check
from report.style.frame import Frame
from report.style.sheet import records

Spec = dict[str, Any]

ROW = "layout_row"
_NO_DATA = "empty"  # what altair calls the data of a chart that was given none

# What would let a spec reach out of its page, or run what data brought along.
_REFUSED = {
    "usermeta": "it overrides the options of the page it is shown on",
    "url": "it would be fetched by every reader",
    "href": "it would make links of data",
    "bind": "it puts controls into the page",
    "params": "a chart is the same for every reader",
    "values": "data comes from the figure alone",
}
# Where Vega-Lite takes an expression, and what it would hold if it were made of a cell.
_EXPRESSIONS = frozenset({"calculate", "expr", "filter", "test", "labelExpr", "update"})
_LITERAL = re.compile(r"""(?<=')[^']+(?=')|(?<=")[^"]+(?=")""")


def spec_of(drawn: Any, figure: Figure, frame: Frame) -> Spec:  # noqa: ANN401 - editors' code
    """Return the spec of what a chart module returned, drawn into a frame and checked."""
    if isinstance(drawn, alt.TopLevelMixin):
        check(figure, labels=[], numbers=[])
        spec = _fitted(_checked(drawn), figure, frame)
    elif callable(drawn):
        # The shapes are ours and tested; altair's check of each mark costs more than its drawing,
        # and so do its copies of every row.
        with debug_mode(arg=False):
            spec = _of_shape(drawn(frame))
    else:
        raise ReportError(
            f"draw(figure) returned {type(drawn).__name__}, not a chart",
            hint="Return a shape of report.style, or an Altair chart.",
        )
    spec["config"] = _merged(theme(), spec.get("config", {}))
    raise_all((*_refused(spec), *_built_of_data(spec, figure), *_unknown_fields(spec, figure)))
    return spec


def _of_shape(chart: alt.LayerChart) -> Spec:
    """Return the spec of a shape; altair would copy its layers five times to see what they share."""
    rows, layers = chart.datasets, chart.layer
    chart.datasets, chart.layer = alt.Undefined, []
    spec = _bare(chart.to_dict(validate=False))
    within = [each.to_dict(validate=False, context={"top_level": False}) for each in layers]
    fewer, still = gathered(within)
    return {**spec, "layer": fewer, "datasets": {**rows, **still}}


def with_rows(spec: Spec, figure: Figure) -> Spec:
    """Return a spec whose drawing tells of each mark a pointer finds which row it stands for.

    Only for a figure with a key of one column: what is told is the row's key, and what a pointer
    shows. It is for drawings in pages, which can then lead on from a mark; never published.
    """
    if len(figure.key) != 1:
        return spec
    datasets = spec.get("datasets", {})
    told: dict[str, list[dict[str, Any]]] = {}
    layers = []
    for layer in spec.get("layer", [spec]):
        name = layer.get("data", {}).get("name", "")
        shown = layer.get("encoding", {}).get("tooltip")
        rows = datasets.get(name, [])
        if isinstance(shown, list) and rows and all(figure.key[0] in row for row in rows):
            told[name] = [
                row | {ROW: told_of(row[figure.key[0]], [row.get(t["field"]) for t in shown])}
                for row in rows
            ]
            encoding = {**layer["encoding"], "description": {"field": ROW, "type": "nominal"}}
            layers.append({**layer, "encoding": encoding})
        else:
            layers.append(layer)
    if "layer" not in spec:
        return {**spec, **layers[0], "datasets": {**datasets, **told}}
    return {**spec, "layer": layers, "datasets": {**datasets, **told}}


def fields_of(spec: Spec) -> frozenset[str]:
    """Return the columns that a spec shows, be it as a place, a colour or printed."""
    return frozenset(
        node["field"].removeprefix("layout_")
        for node in nodes(spec)
        if isinstance(node.get("field"), str)
    )


def _checked(chart: alt.TopLevelMixin) -> Spec:
    try:
        return _bare(chart.to_dict())
    except SchemaValidationError as error:
        raise ReportError(f"altair refuses the chart: {str(error).splitlines()[0]}") from error


def _bare(spec: Spec) -> Spec:
    """Return a spec without the sizes of altair's theme, which nobody asked for."""
    view = spec.get("config", {}).get("view", {})
    for size in ("continuousWidth", "continuousHeight"):
        view.pop(size, None)
    return spec


def _fitted(spec: Spec, figure: Figure, frame: Frame) -> Spec:
    """Return an editor's own spec with the figure's rows, as wide as the frame."""
    spec["datasets"] = {figure.name: records(figure)}
    for node in nodes(spec):
        data = node.get("data")
        if isinstance(data, dict) and data.get("name") == _NO_DATA:
            data["name"] = figure.name
        if isinstance(data, dict) and data.get("name", figure.name) != figure.name:
            raise ReportError(
                f'the chart asks for the data "{data["name"]}"',
                hint=f'Write alt.Chart() and nothing in it: it gets the figure "{figure.name}".',
            )
    if "mark" in spec or "layer" in spec:
        spec.setdefault("width", frame.width)
        spec.setdefault("autosize", {"type": "fit-x", "contains": "padding"})
    return spec


def _merged(base: Spec, over: Spec) -> Spec:
    both = dict(base)
    for name, value in over.items():
        old = both.get(name)
        both[name] = (
            _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return both


def nodes(node: Any) -> Iterator[Spec]:  # noqa: ANN401 - JSON
    """Yield every object of a spec, the rows of its datasets left out."""
    if isinstance(node, dict):
        yield node
        for name, child in node.items():
            if name != "datasets":
                yield from nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from nodes(child)


def _refused(spec: Spec) -> Iterator[ReportError]:
    for node in nodes(spec):
        for word, reason in _REFUSED.items():
            # An axis has "values" too: its ticks. Only those of data are refused.
            if word in node and not (word == "values" and "type" not in node and _is_axis(node)):
                yield ReportError(f'the chart uses "{word}"', hint=f"Leave it out: {reason}.")
        mark = node.get("mark")
        if (mark["type"] if isinstance(mark, dict) else mark) == "image":
            yield ReportError("the chart draws images", hint="Draw marks of data.")


def _built_of_data(spec: Spec, figure: Figure) -> Iterator[ReportError]:
    """Refuse expressions that hold a cell: Vega would read what the data says as a program."""
    cells = {value for row in figure.rows for value in row if isinstance(value, str) and value}
    for node in nodes(spec):
        for word in _EXPRESSIONS & set(node):
            typed = node[word]
            if isinstance(typed, str) and (found := cells & set(_LITERAL.findall(typed))):
                what = f'the chart writes data into an expression: "{min(found)}"'
                hint = "Compare in the query, and give the figure a column for it."
                yield ReportError(what, hint=hint)


def _is_axis(node: Spec) -> bool:
    return not all(isinstance(value, dict) for value in node["values"])


def _unknown_fields(spec: Spec, figure: Figure) -> Iterator[ReportError]:
    columns = [column.name for column in figure.columns]
    made = {name for rows in spec.get("datasets", {}).values() for row in rows for name in row}
    for node in nodes(spec):
        names = node.get("as", [])
        made |= {names} if isinstance(names, str) else set(names)
    for node in nodes(spec):
        field = node.get("field")
        if isinstance(field, str) and field not in columns and field not in made:
            yield ReportError(
                f'the figure "{figure.name}" has no column "{field}"',
                hint=did_you_mean(field, columns),
            )
