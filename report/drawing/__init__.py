"""Figures and ``charts/*.py`` → charts: their words, their drawings, and the files beside them.

Every chart is drawn twice, wide and narrow, because one drawing scaled to a telephone cannot
be read. Each drawing is made in light and re-dressed by replacing colours; see style.tokens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import vl_convert

from report.downloads import rows_as_csv
from report.drawing import cards
from report.drawing.descriptions import describe, takeaway
from report.drawing.layers import layer_of
from report.drawing.markup import Drawing, clean
from report.drawing.modules import ChartModule, chart_paths, load, placed
from report.drawing.pictures import picture
from report.drawing.specs import Spec, fields_of, spec_of, to_json, with_rows
from report.errors import ReportError, raise_all
from report.fonts import Ruler, embedded, names_of
from report.geography import atlas, outlines
from report.model import Chart, Figure, Page, Project, Site, SiteFile
from report.sayings import Sayings
from report.store import remembered
from report.style import Frame
from report.voice import SILENT, Voice
from report.words import Words, spoken

WIDE, NARROW = 720, 340  # px
_VEGA_LITE = "6.4"  # the schema altair writes; pinned, for another version draws other bytes


def draw(  # noqa: PLR0913 - what is drawn, where, with which fonts, in which words
    figures: Mapping[str, Figure],
    *,
    project: Project,
    fonts: Path,
    words: Words,
    says: Mapping[str, str] | None = None,
    voice: Voice = SILENT,
) -> dict[str, Chart]:
    """Draw every chart of a project; ``fonts`` is a folder that ``fonts.install`` has filled.

    ``says`` has what each chart shows, in words that are bound; else its docstring is as typed.
    A chart that was drawn before, of the same figure by the same module in the same words, is not
    drawn again.
    """
    _register(fonts)
    ruler = Ruler(fonts)

    def frame(width: int) -> Frame:
        return Frame(
            width=width,
            narrow=width == NARROW,
            print=words.value,
            measure=ruler.width,
            outlines=lambda wanted: outlines(project, wanted),
        )

    charts: dict[str, Chart] = {}
    errors: list[ReportError] = []
    for path in voice.steps("charts", chart_paths(project)):

        def make(path: Path = path) -> Chart:
            module = load(path, figures, project)
            module = replace(module, says=(says or {}).get(module.name, module.says))
            return _draw(module, frame(WIDE), frame(NARROW), ruler, words.sayings)

        figure = figures.get(path.stem)
        parts = [
            *(path, figure, (says or {}).get(path.stem)),
            *(spoken(words), names_of(fonts), atlas(project)),
        ]
        try:
            charts[path.stem] = remembered(project.build, "chart", parts, make)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    return charts


def undrawn(
    figures: Mapping[str, Figure], *, project: Project, says: Mapping[str, str] | None = None
) -> dict[str, Chart]:
    """Return every chart of a project without its drawings: enough to write pages with."""
    modules: dict[str, str] = {}
    errors: list[ReportError] = []
    for path in chart_paths(project):

        def read(path: Path = path) -> str:
            return load(path, figures, project).says

        try:
            # A module that was read before, and of whose figure it was then said that it is there.
            parts = [path, path.stem in figures]
            modules[path.stem] = remembered(project.build, "docstring", parts, read)
        except ReportError as error:
            errors += error.errors
    raise_all(errors)
    told = {name: (says or {}).get(name, own) for name, own in modules.items()}
    return {
        name: Chart(name, figures[name].title, told[name], "", "", (), takeaway(told[name]))
        for name in modules
    }


def draw_cards(  # noqa: PLR0913 - what is drawn, whose it is, and with which fonts
    pages: Sequence[Page],
    charts: Mapping[str, Chart],
    *,
    project: Project,
    site: Site,
    edition: str,
    fonts: Path,
) -> list[SiteFile]:
    """Draw the card of every page that has one; measured, it takes a tenth of a second to three."""
    _register(fonts)
    imprint, ruler = cards.Imprint(site.name, edition, site.sayings), Ruler(fonts)
    made: list[SiteFile] = []
    errors: list[ReportError] = []
    for page in pages:
        if page.poster is None:
            continue
        chart = charts.get(page.poster.chart)
        try:
            drawn = remembered(
                project.build,
                "card",
                [page.poster, chart and chart.files, imprint.site, imprint.label, names_of(fonts)],
                partial(cards.draw, page.poster, chart, imprint, ruler),
            )
        except ReportError as error:
            errors.append(ReportError(error.what, page.path, error.hint))
            continue
        made.append(SiteFile(page.card, drawn))
    raise_all(errors)
    return made


def _draw(module: ChartModule, wide: Frame, narrow: Frame, ruler: Ruler, sayings: Sayings) -> Chart:
    name, figure = module.name, module.figure
    with placed(module.path, module.shown):
        drawn = module.draw(figure)
        _check_letters(figure, ruler, wide)
        spec = spec_of(drawn, figure, wide)
        slim = spec_of(drawn, figure, narrow)
        drawings = (
            _drawing(with_rows(spec, figure), f"{name}-w"),
            _drawing(with_rows(slim, figure), f"{name}-n"),
        )
        layers = {
            ending: layer_of(each, figure, wide.print, version=_VEGA_LITE)
            for ending, each in (("json", spec), ("narrow.json", slim))
        }
    words = (figure.title, describe(module.says, figure, fields_of(spec), wide.print, sayings))
    letters = "".join(sorted({*drawings[0].letters, *drawings[1].letters}))
    sheet = embedded(ruler.folder, letters, drawings[0].weights | drawings[1].weights)
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


@cache
def _register(fonts: Path) -> None:
    # A setting of the process, not of a drawing: once is enough, twice would load them twice.
    vl_convert.register_font_directory(str(fonts.resolve()))


def _drawing(spec: Spec, stem: str) -> Drawing:
    try:
        svg: str = vl_convert.vegalite_to_svg(spec, vl_version=_VEGA_LITE, allowed_base_urls=[])
    except ValueError as error:
        reason = str(error).strip().splitlines()[-1 if "\n" not in str(error).strip() else 1]
        raise ReportError(f"Vega-Lite cannot draw this: {reason}") from error
    return clean(svg, stem)


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
