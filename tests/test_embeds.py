"""Every chart has a bare page: for a frame in somebody else's page, and of nobody's making but ours."""

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from report import drawing, embeds, fonts, gathering, links
from report.model import Chart, Figure, Project, Site, SiteFile
from report.voice import SILENT
from report.website import finish
from tests import lighthouses
from tests.boats import BOATS, CHART, material

ROOT = Path(__file__).resolve().parents[1]
SITE = Site("Boats & <Co>", "", "https://boats.example/", "zh_Hans")
HOSTILE = '</h1><script>alert(1)</script>" onload="alert(2)'
BUDGET = 60_000  # bytes, gzip: page, style sheet with its font, and script


class _Tags(HTMLParser):
    """The tags of a page, with what they say of themselves."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of one."""
        self.found.append((tag, dict(attrs)))

    def all(self, wanted: str) -> list[dict[str, str | None]]:
        """Return what the tags of one name say."""
        return [said for tag, said in self.found if tag == wanted]


def page(
    folder: Path, *, chart: Chart = CHART, figure: Figure = BOATS, edition: str = "2023-09"
) -> str:
    """Return the bare page of a chart, in the theme of the publication."""
    made_of = replace(material(boats=figure), charts={"boats": chart})
    [made] = embeds.write(lighthouses.project(folder), made_of, site=SITE, edition=edition)
    assert made.site_path == "charts/boats/embed/index.html"
    return made.content.decode()


def test_a_bare_page_has_all_that_the_chart_says(tmp_path: Path) -> None:
    """The takeaway, both drawings, every row and the sources are in it: nothing is fetched."""
    html = page(tmp_path)

    assert f"<h1>{CHART.takeaway.replace(chr(34), '&#34;')}</h1>" in html
    assert CHART.wide in html
    assert CHART.narrow in html
    assert html.count("<tr>") == 1 + len(BOATS.rows)
    assert BOATS.sources[0].publisher in html


def test_rows_that_are_too_many_are_in_the_csv(tmp_path: Path) -> None:
    """A page for a frame stays small: it says how many it leaves out, and leads to them."""
    rows = tuple((f"harbour-{n}", f"Harbour {n}", n) for n in range(1, embeds.ROWS_SHOWN + 8))
    html = page(tmp_path, figure=replace(BOATS, rows=rows))

    assert html.count("<tr>") == 1 + embeds.ROWS_SHOWN
    assert '7 more rows are in <a href="../../../figures/boats.csv"' in html


@pytest.mark.parametrize(
    ("edition", "address", "label"),
    [
        ("2023-09", "../../../../2023-09/charts/boats/", "edition 2023-09"),
        ("draft", "../../../charts/boats/", "draft"),
    ],
)
def test_the_credit_leads_to_the_chart_in_its_own_edition(
    tmp_path: Path, edition: str, address: str, label: str
) -> None:
    """By the edition's name, so that a copy in latest/ leads there too; and out of the frame."""
    html = page(tmp_path, edition=edition)

    [link] = _Tags(html).all("a")
    assert link == {"href": address, "target": "_blank", "rel": "noopener"}
    assert f"Boats &amp; &lt;Co&gt;, {label}</a>" in html


def test_what_is_hostile_is_text(tmp_path: Path) -> None:
    """A title, a value and a note cannot become markup."""
    chart = replace(CHART, takeaway=HOSTILE, title=HOSTILE)
    rows = (("north", HOSTILE, 7),)
    html = page(tmp_path, chart=chart, figure=replace(BOATS, rows=rows, note=HOSTILE))

    tags = _Tags(html)
    assert [script["src"] for script in tags.all("script")] == ["../../../assets/embed.js"]
    assert not [said for _, said in tags.found if "onload" in said]
    assert html.count("&lt;script&gt;") == 4  # title, headline, cell and note


def test_a_chart_without_a_takeaway_is_called_what_its_figure_is(tmp_path: Path) -> None:
    """A headline is never empty."""
    assert f"<h1>{CHART.title}</h1>" in page(tmp_path, chart=replace(CHART, takeaway=""))


def test_a_strict_policy_has_nothing_to_refuse(tmp_path: Path) -> None:
    """No inline style, script or handler; and the policy in the page lets only its own through."""
    html = page(tmp_path)

    assert [*finish.faults(html, "embed")] == []
    [policy] = [said["content"] for said in _Tags(html).all("meta") if said.get("http-equiv")]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert {*rules.values()} <= {"'none'", "'self'", "data:"}


def test_a_bare_page_is_no_place_to_be_found(tmp_path: Path) -> None:
    """Search engines leave it out, and it promises no place on itself."""
    html = page(tmp_path)

    assert '<meta name="robots" content="noindex">' in html
    assert finish.ids(re.sub(r"<svg.*?</svg>", "", html)) == []


def test_it_says_its_language_and_what_its_script_needs(tmp_path: Path) -> None:
    """The script knows chart, edition and the way to the root from the page, and from nothing else."""
    tags = _Tags(page(tmp_path))

    assert tags.all("html") == [{"lang": "zh-Hans"}]
    assert tags.all("body") == [
        {"data-chart": "boats", "data-edition": "2023-09", "data-root": "../../../"}
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fonts that charts are drawn with."""
    return fonts.install(ROOT, tmp_path_factory.mktemp("fonts"))


def test_the_style_sheet_brings_palette_and_font(tmp_path: Path, folder: Path) -> None:
    """The font as data: a browser refuses to fetch one for an origin that is nobody's."""
    project = lighthouses.project(tmp_path)
    made = embeds.stylesheet(project, folder, [])
    css = made.content.decode()

    assert made.site_path == "assets/embed.css"
    assert "--c-ink:" in css
    assert css.count("src:url(data:font/woff2;base64,") == 2
    assert css.endswith((project.templates / "assets/embed.css").read_text(encoding="utf-8"))
    assert not re.search(r"url\((?!data:)|@import|https?:", css)


def test_the_font_has_the_letters_of_the_pages(tmp_path: Path, folder: Path) -> None:
    """Of embeds, and of no other file: an accent makes it larger, the same one again does not."""
    project = lighthouses.project(tmp_path)

    def size(path: str, *texts: str) -> int:
        files = [SiteFile(path, text.encode()) for text in texts]
        return len(embeds.stylesheet(project, folder, files).content)

    plain = size("charts/a/embed/index.html")
    assert size("charts/a/embed/index.html", "<p>&eacute;ł") > plain
    assert size("charts/a/embed/index.html", "<p>ł", "<i>ł") == size(
        "charts/a/embed/index.html", "ł"
    )
    assert size("claims.json", "ł") == plain


def test_every_chart_of_the_publication_is_within_its_budget(
    publication: Path, tmp_path: Path, folder: Path
) -> None:
    """What a reader of an article waits for is small, all told."""
    project = Project(publication)
    got = gathering.gather(project, SILENT)
    charts = drawing.draw(
        got.figures,
        project=project,
        fonts=folder,
        words=got.words,
        says=got.captions.texts,
    )
    made_of = replace(material(), figures=got.figures, charts=charts, words=got.words)
    pages = embeds.write(project, made_of, site=got.site, edition="2023-09")
    script = (ROOT / "templates/assets/embed.js").read_bytes()
    shared = _zipped(embeds.stylesheet(project, folder, pages).content) + _zipped(script)

    assert len(pages) == len(charts) > 10
    assert [p.site_path for p in pages if _zipped(p.content) + shared > BUDGET] == []
    for made in pages:
        path = tmp_path / made.site_path
        path.parent.mkdir(parents=True)
        path.write_bytes(made.content)
        assert finish.ids(made.content.decode()) == [
            *dict.fromkeys(finish.ids(made.content.decode()))
        ]
    assert not any(links.read(Project(tmp_path), tmp_path).anchors.values())


def _zipped(content: bytes) -> int:
    return len(gzip.compress(content))
