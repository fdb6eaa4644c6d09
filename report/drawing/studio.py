"""A chart module and its figure → the chart: its drawings, wide and narrow, and the files beside them."""

from functools import cache
from pathlib import Path

import vl_convert

from report.downloads import rows_as_csv
from report.drawing.descriptions import describe, takeaway
from report.drawing.inert import to_json
from report.drawing.layers import layer_of
from report.drawing.markup import clean
from report.drawing.modules import ChartModule, placed
from report.drawing.pictures import picture
from report.drawing.specs import fields_of, spec_of, with_rows
from report.drawing.vega import compiled, drawn
from report.errors import ReportError
from report.fonts import Ruler, embedded
from report.geography import outlines
from report.model import Chart, Figure, Project, SiteFile
from report.sayings import Sayings
from report.style.frame import Frame
from report.words import Words

WIDE, NARROW = 720, 340  # px


def draw(module: ChartModule, project: Project, fonts: Path, words: Words) -> Chart:
    """Draw a chart in both widths; ``fonts`` is a folder that ``fonts.install`` has filled."""
    register(fonts)
    ruler = Ruler(fonts)

    def frame(width: int) -> Frame:
        return Frame(
            width=width,
            narrow=width == NARROW,
            print=words.value,
            measure=ruler.width,
            outlines=lambda wanted: outlines(project, wanted),
        )

    return _draw(module, project, frame(WIDE), frame(NARROW), ruler, words.sayings)


@cache
def register(fonts: Path) -> None:
    """Make the fonts of a folder known to what draws."""
    # A setting of the process, not of a drawing: once is enough, twice would load them twice.
    vl_convert.register_font_directory(str(fonts.resolve()))


def _draw(  # noqa: PLR0913, PLR0917 - a chart of a project, and what both widths are drawn with
    module: ChartModule,
    project: Project,
    wide: Frame,
    narrow: Frame,
    ruler: Ruler,
    sayings: Sayings,
) -> Chart:
    name, figure = module.name, module.figure
    with placed(module.path, module.shown):
        shape = module.draw(figure)
        _check_letters(figure, ruler, wide)
        spec = spec_of(shape, figure, wide)
        slim = spec_of(shape, figure, narrow)
        vega, slim_vega = (compiled(with_rows(each, figure)) for each in (spec, slim))
        drawings = (clean(drawn(vega), f"{name}-w"), clean(drawn(slim_vega), f"{name}-n"))
        layers = {
            "json": layer_of(spec, vega, figure, wide.print),
            "narrow.json": layer_of(slim, slim_vega, figure, wide.print),
        }
    words = (figure.title, describe(module.says, figure, fields_of(spec), wide.print, sayings))
    letters = "".join(sorted({*drawings[0].letters, *drawings[1].letters}))
    sheet = embedded(
        project.build, ruler.folder, letters, drawings[0].weights | drawings[1].weights
    )
    texts = {
        "svg": drawings[0].light(*words, sheet),
        "dark.svg": drawings[0].dark(*words, sheet),
        "narrow.svg": drawings[1].light(*words, sheet),
        "narrow.dark.svg": drawings[1].dark(*words, sheet),
        "vega.json": to_json(spec),
    }
    files = {ending: text.encode() for ending, text in texts.items()}
    files["csv"] = rows_as_csv(figure)
    files["png"] = picture(drawings[0], figure, ruler, sayings)
    return Chart(
        name=name,
        title=figure.title,
        description=words[1],
        wide=drawings[0].inline(*words),
        narrow=drawings[1].inline(*words),
        files=tuple(SiteFile(f"charts/{name}.{ending}", files[ending]) for ending in sorted(files)),
        takeaway=takeaway(module.says),
        layers=tuple(
            SiteFile(f"assets/explore/{name}.{ending}", layers[ending]) for ending in layers
        ),
        marked=(drawings[0].marked(*words), drawings[1].marked(*words)),
    )


def _check_letters(figure: Figure, ruler: Ruler, frame: Frame) -> None:
    """Refuse letters that only some machine's fonts could draw."""
    for row in figure.rows:
        for column, value in zip(figure.columns, row, strict=True):
            printed = frame.print(value, column)
            if lacking := ruler.lacks(printed):
                raise ReportError(
                    f'the font of charts has no "{lacking[0]}", as in "{printed}"',
                    hint="Give the figure a column with the name in Latin letters.",
                )
