"""A card shows headline, chart and imprint within its 1200 by 630, the same on every machine."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import fonts
from report.drawing.cards import HEIGHT, WIDTH, Imprint, check_all, compose, draw_all
from report.errors import ReportError
from report.fonts import SANS, Ruler
from report.model import Chart, Page, Poster, Project, Site, SiteFile
from tests.inventions import ROOT

SITE = Site("Boats of an invented coast", "", "", "en")
IMPRINT = Imprint(SITE.name, "2023-09")
SHORT = "The north leads"
LONG = "The north has more boats than any other harbour of the coast, " * 9
WORDS = st.text(st.sampled_from("abc mnopqWWW é,.:-–&<>\"'1234567890   "), min_size=1, max_size=300)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fonts that cards are set in."""
    return fonts.install(ROOT, tmp_path_factory.mktemp("fonts"))


def chart(*, wide: tuple[int, int] = (720, 300), narrow: tuple[int, int] = (340, 320)) -> Chart:
    """Return a chart whose drawings have these sizes."""
    files = tuple(
        SiteFile(
            f"charts/boats.{ending}",
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
            f'<path d="M0 0h{size[0]}v{size[1]}H0z" fill="#0072b2"/></svg>'.encode(),
        )
        for ending, size in (("svg", wide), ("narrow.svg", narrow))
    )
    return Chart("boats", "Boats", "Bars.", "", "", files, SHORT)


def texts(svg: str, ruler: Ruler) -> list[tuple[str, float, float, float]]:
    """Return each line of a card: its words, where it begins and ends, and where it stands."""
    lines = []
    for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 - our own SVG
        left, words = float(element.attrib["x"]), element.text or ""
        weight, size = int(element.attrib["font-weight"]), float(element.attrib["font-size"])
        width = ruler.width(words, size, weight, element.attrib["font-family"])
        lines.append((words, left, left + width, float(element.attrib["y"])))
    return lines


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Return the place of each drawing on a card: left, top, right and bottom."""
    found = []
    for inner in re.findall(r"<svg x=[^>]+>", svg):
        x, y, width, height = (
            float(value) for value in re.findall(r' (?:x|y|width|height)="([\d.]+)"', inner)[:4]
        )
        found.append((x, y, x + width, y + height))
    return found


@pytest.mark.parametrize("title", [SHORT, LONG, "W" * 400, f"{'M' * 60} and {'i' * 200}"])
@pytest.mark.parametrize("with_chart", [True, False])
def test_nothing_runs_out_of_a_card(folder: Path, title: str, *, with_chart: bool) -> None:
    """However long a headline is, and however long its words."""
    svg = compose(Poster(title, "boats"), chart() if with_chart else None, IMPRINT, Ruler(folder))

    check_within(svg, Ruler(folder))


@given(title=WORDS, number=WORDS, label=WORDS)
def test_no_words_run_out_of_a_card(title: str, number: str, label: str) -> None:
    """A lead number and what it counts are measured as well."""
    made = fonts.install(ROOT, ROOT / ".build" / "fonts")
    svg = compose(Poster(title, "", number, label), None, IMPRINT, Ruler(made))

    check_within(svg, Ruler(made))


def check_within(svg: str, ruler: Ruler) -> None:
    """Fail if a line of a card is cut off, or stands on another."""
    for words, left, right, base in texts(svg, ruler):
        assert left >= 40, words
        assert right <= WIDTH - 40, words
        assert 40 < base < HEIGHT - 10, words


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [((720, 300), (340, 320)), ((720, 60), (340, 60)), ((720, 900), (340, 2000))],
    ids=["usual", "flat", "tall"],
)
@pytest.mark.parametrize("title", [SHORT, LONG])
def test_a_drawing_stands_clear_of_the_words(
    folder: Path, title: str, wide: tuple[int, int], narrow: tuple[int, int]
) -> None:
    """It keeps within the card, and no line runs into it."""
    ruler = Ruler(folder)
    svg = compose(Poster(title, "boats"), chart(wide=wide, narrow=narrow), IMPRINT, ruler)
    ((left, top, right, bottom),) = boxes(svg)

    assert 0 < left < right <= WIDTH - 40
    assert 10 < top < bottom < HEIGHT - 60
    for words, begins, ends, base in texts(svg, ruler):
        clear = ends < left or begins > right or base < top or base - 20 > bottom
        assert clear, words


def test_the_drawing_with_the_largest_letters_is_taken(folder: Path) -> None:
    """A wide one that must shrink gives way to the narrow one, and the other way round."""
    usual = compose(Poster(SHORT, "boats"), chart(), IMPRINT, Ruler(folder))
    flat = compose(
        Poster(SHORT, "boats"), chart(wide=(720, 90), narrow=(340, 900)), IMPRINT, Ruler(folder)
    )

    assert 'viewBox="0 0 340 320"' in usual
    assert 'viewBox="0 0 720 90"' in flat


def test_a_card_says_where_it_is_from(folder: Path) -> None:
    """The publication and the edition stand on every card; a draft's says that it is one."""
    ruler = Ruler(folder)
    words = [line for line, *_ in texts(compose(Poster(SHORT), None, IMPRINT, ruler), ruler)]
    draft = compose(Poster(SHORT), None, Imprint(SITE.name, "draft"), ruler)

    assert words == [SHORT, SITE.name, "Edition 2023-09"]
    assert texts(draft, ruler)[-1][0] == "Draft"


def test_a_lead_number_stands_in_for_a_chart(folder: Path) -> None:
    """It is as printed, with what it counts."""
    ruler = Ruler(folder)
    svg = compose(Poster(SHORT, "", "1,200", "boats in the north"), None, IMPRINT, ruler)

    assert [line for line, *_ in texts(svg, ruler)][1:3] == ["1,200", "boats in the north"]


def test_cards_are_the_same_bytes_twice(folder: Path, tmp_path: Path) -> None:
    """A card is a PNG of 1200 by 630, of which nothing depends on when it was drawn."""
    pages = [
        Page("charts/boats.md", "", poster=Poster(SHORT, "boats")),
        Page("index.md", "", poster=Poster("The north has more boats than any other harbour")),
        Page("about.md", ""),
    ]

    def cards(project: Project) -> list[SiteFile]:
        return draw_all(pages, {"boats": chart()}, project=project, imprint=IMPRINT, fonts=folder)

    drawn = cards(Project(tmp_path / "one"))

    assert [card.site_path for card in drawn] == ["charts/boats.card.png", "index.card.png"]
    assert {struct.unpack(">II", card.content[16:24]) for card in drawn} == {(WIDTH, HEIGHT)}
    assert all(len(card.content) < 300_000 for card in drawn)  # more is not shown everywhere
    assert cards(Project(tmp_path / "two")) == drawn


def test_letters_that_only_some_machines_have_are_refused(folder: Path, tmp_path: Path) -> None:
    """The fault names the page and the letter; a draft tells it too, which draws no card."""
    project = Project(tmp_path)
    pages = [Page("findings/a.md", "", poster=Poster("Boats of 港"))]
    with pytest.raises(ReportError) as drawn:
        draw_all(pages, {}, project=project, imprint=IMPRINT, fonts=folder)
    with pytest.raises(ReportError) as checked:
        check_all(pages, imprint=IMPRINT, fonts=folder)

    told = 'findings/a.md: the font of pictures has no "港", as in "Boats of 港"'
    assert str(drawn.value) == str(checked.value)
    assert str(drawn.value).startswith(told)


def test_a_headline_is_set_in_even_lines(folder: Path) -> None:
    """The last line is no lone word."""
    ruler = Ruler(folder)
    title = "The distance between both has been the same in every wave of it so far now"
    *lines, _, _ = texts(compose(Poster(title), None, IMPRINT, ruler), ruler)
    widths = [right - left for _, left, right, _ in lines]

    assert len(widths) > 1
    assert min(widths) > 0.6 * max(widths)
    assert SANS not in compose(Poster(title), None, IMPRINT, ruler).split("</text>")[0]
