"""A Vega-Lite spec → Vega, once; Vega → the drawing, and later what readers explore it with.

To compile takes as long as to draw, so what is drawn is compiled apart from it.
"""

import vl_convert

from report.drawing.specs import Spec
from report.errors import ReportError

VEGA_LITE = "6.4"  # the schema altair writes; pinned, for another version draws other bytes


def compiled(spec: Spec) -> Spec:
    """Return a spec as Vega."""
    try:
        vega: Spec = vl_convert.vegalite_to_vega(spec, vl_version=VEGA_LITE)
    except ValueError as error:
        raise _refusal(error) from error
    return vega


def drawn(vega: Spec) -> str:
    """Return the SVG that Vega draws: the same as Vega-Lite's own would be."""
    try:
        svg: str = vl_convert.vega_to_svg(vega, allowed_base_urls=[])
    except ValueError as error:
        raise _refusal(error) from error
    return svg


def _refusal(error: ValueError) -> ReportError:
    reason = str(error).strip().splitlines()[-1 if "\n" not in str(error).strip() else 1]
    return ReportError(f"Vega-Lite cannot draw this: {reason}")
