"""What is compiled apart is drawn as Vega-Lite itself would draw it, for every chart there is."""

from collections.abc import Callable
from pathlib import Path

import altair as alt
import pytest
import vl_convert

from report import fonts
from report.drawing.markup import Drawing, clean
from report.drawing.modules import chart_paths, load
from report.drawing.specs import Spec, spec_of, with_rows
from report.drawing.studio import NARROW, WIDE, register
from report.drawing.vega import VEGA_LITE, compiled, drawn
from report.errors import ReportError
from report.gathering import gather
from report.geography import outlines
from report.model import Project
from report.style.frame import Frame
from report.voice import SILENT
from tests.inventions import BASKET, ROOT, frame
from tests.test_layers import SHAPES

FERRIES = ROOT / "tests/sites/harbour_ferries"


def whole(spec: Spec) -> Drawing:
    """Return what Vega-Lite draws, compiled and drawn in one; Vega counts its ids on, we do not."""
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return clean(svg, "boats")


def apart(spec: Spec) -> Drawing:
    """Return what is drawn of the compiled spec."""
    return clean(drawn(compiled(spec)), "boats")


@pytest.fixture(scope="module", autouse=True)
def folder() -> Path:
    """The fonts that charts are set in."""
    made = fonts.install(ROOT, ROOT / ".build" / "fonts")
    register(made)
    return made


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_shape_is_drawn_as_it_was(name: str, width: int) -> None:
    """The same SVG, to the byte, with the rows that marks stand for."""
    figure, shape = SHAPES[name]
    spec = with_rows(spec_of(shape, figure, frame(width)), figure)

    assert apart(spec) == whole(spec)


def test_a_chart_with_axes_is_drawn_as_it_was() -> None:
    """One of an editor's own, which Vega lays out by measuring its words."""
    chart = alt.Chart().mark_bar().encode(x="pieces:Q", y="fruit:N", color="fruit:N")
    spec = spec_of(chart, BASKET, frame())

    assert apart(spec) == whole(spec)


@pytest.mark.parametrize("root", [ROOT, FERRIES], ids=["publication", "ferries"])
def test_every_chart_is_drawn_as_it_was(
    root: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the publication, and those of the small site."""
    monkeypatch.setattr(Project, "build", property(lambda _: tmp_path / "build"))
    project = Project(root)
    got = gather(project, SILENT)
    ruler = fonts.Ruler(folder)
    wide = Frame(
        width=WIDE,
        narrow=False,
        print=got.words.value,
        measure=ruler.width,
        outlines=lambda wanted: outlines(project, wanted),
    )
    paths = chart_paths(project)
    assert paths
    for path in paths:
        module = load(path, got.figures, project)
        spec = with_rows(spec_of(module.draw(module.figure), module.figure, wide), module.figure)

        assert apart(spec) == whole(spec), path.stem


@pytest.mark.parametrize(
    ("step", "given"),
    [
        (compiled, {"data": {"values": []}}),
        (drawn, {"signals": [{"name": "a", "update": "nosuch(1)"}]}),
    ],
)
def test_what_cannot_be_drawn_is_a_fault(step: Callable[[Spec], object], given: Spec) -> None:
    """With what Vega says, and not where in its own code."""
    with pytest.raises(ReportError, match="Vega-Lite cannot draw this: Error: "):
        step(given)
