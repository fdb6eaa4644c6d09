"""Charts in, the bare page of each out, for a frame in somebody else's page.

``charts/<name>/embed/`` does not pass through the website: it has no masthead, and its policy lets
it load its own style sheet and script and nothing else. The words, both drawings and the numbers
are in the page. The font is in the style sheet: in a sandboxed frame the origin is nobody's, and
what a browser fetches for it under the rules of fonts is refused.
"""

import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from string import printable

from markupsafe import Markup

from report import fonts, style
from report.credits import edition_label, sources
from report.macros import Material
from report.model import Chart, Figure, Project, Site, SiteFile
from report.store import remembered
from report.tabulation import Tabulator
from report.theme import Theme, read_theme, theme_digest, theme_file
from report.words import Words

ROWS_SHOWN = 200  # of the table; all of them are in the CSV
STYLESHEET = "assets/embed.css"
_EMBED = "/embed/index.html"
_ROOT = "../../../"  # the way from an embed to the root of its edition
_SAID = re.compile(r' data-[a-z-]+="([^"]*)"')  # words that the script speaks with
_TAG = re.compile(r"<[^>]*>")
# What numbers and names of editions are written with, in whatever language.
_SPOKEN = f"{printable.strip()} −–’"
_WEIGHTS = (400, 600)


def write(
    project: Project, material: Material, *, site: Site, edition: str
) -> tuple[SiteFile, ...]:
    """Make the bare page of each chart of an edition, or of the draft."""
    theme, words = read_theme(project, material.words.sayings), material.words
    kept_by = theme_digest(project)
    made: list[SiteFile] = []
    for name, chart in sorted(material.charts.items()):
        figure = material.figures[name]

        def make(chart: Chart = chart, figure: Figure = figure) -> SiteFile:
            return _embed(chart, figure, theme, words, site=site, edition=edition)

        parts = [kept_by, chart, figure, words, site, edition]
        made.append(remembered(project.build, "embed", parts, make))
    return tuple(made)


def stylesheet(project: Project, drawn_with: Path, files: Iterable[SiteFile]) -> SiteFile:
    """Return the style sheet of all embeds: the palette, the font in their letters, the theme's.

    ``drawn_with`` is the folder of the fonts; ``files`` has the embeds, among others.
    """
    pages = [file.content.decode() for file in files if file.site_path.endswith(_EMBED)]
    said = [_TAG.sub("", page) for page in pages]
    said += [text for page in pages[:1] for text in _SAID.findall(page)]  # of all pages the same
    letters = {*_SPOKEN, *(letter for text in said for letter in unescape(text))}
    shown = "".join(sorted(filter(str.isprintable, letters)))
    faces = fonts.embedded(project.build, drawn_with, shown, _WEIGHTS)
    own = theme_file(project, STYLESHEET).decode()
    return SiteFile(STYLESHEET, f"{style.palette_css()}{faces}\n{own}".encode())


def _embed(  # noqa: PLR0913 - a chart and its rows, how they are shown, and where
    chart: Chart, figure: Figure, theme: Theme, words: Words, *, site: Site, edition: str
) -> SiteFile:
    tabulator = Tabulator(theme, words.value, ())
    table = tabulator.table(figure, figure.columns, figure.rows[:ROWS_SHOWN], {})
    page = f"charts/{chart.name}/"
    # In latest/ too the credit leads to the edition by its name. A draft has none.
    home = f"{_ROOT}{page}" if edition == "draft" else f"{_ROOT}../{edition}/{page}"
    html = theme.frame(
        "embed",
        chart=chart,
        title=chart.takeaway or chart.title,
        figure=figure,
        table=Markup(table),  # noqa: S704 - made by a template that escapes
        left_out=max(0, len(figure.rows) - ROWS_SHOWN),
        sources=sources(figure, site.sayings),
        edition=edition,
        edition_label=edition_label(edition, site.sayings),
        site=site,
        language=site.locale.replace("_", "-"),
        root=_ROOT,
        home=home,
    )
    return SiteFile(f"charts/{chart.name}{_EMBED}", html.encode())
