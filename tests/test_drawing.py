"""Drawing: chart modules become the same files everywhere, and every fault has a place."""

import csv
import gzip
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report import crew, drawing
from report.drawing import studio
from report.drawing.descriptions import describe
from report.drawing.paths import shorten
from report.errors import ReportError
from report.model import Chart, Figure
from report.style import TOKENS
from report.words import Words
from tests.inventions import (
    BASKET,
    FACES,
    HARVEST,
    PLACES,
    ROOT,
    SHARES,
    frame,
    printed,
    project,
)

RANKED = '''"""Apples sell best. Here the reader sees by how much."""
from report.style import ranked_bars


def draw(figure):
    return ranked_bars(figure, label="fruit", value="pieces")
'''
LINES = '''"""Harvests swing."""
from report.style import time_line


def draw(figure):
    return time_line(figure, x="year", y="tons", series="fruit")
'''
MAP = '''"""Pies are eaten in few places."""
from report.style import world_map


def draw(figure):
    return world_map(figure, area="outline", label="country", category="pies", rest="No pies")
'''
PLAIN = '''"""Dots, drawn without a shape."""
import altair as alt


def draw(figure):
    return alt.Chart().mark_circle().encode(x="pieces:Q", y="fruit:N")
'''
FIGURES = {figure.name: figure for figure in (BASKET, HARVEST, SHARES, PLACES)}
CHARTS = {"basket": RANKED, "harvest": LINES, "places": MAP}


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Chart]:
    """Three charts, drawn once."""
    return draw(tmp_path_factory.mktemp("site"), CHARTS)


def test_charts_are_the_same_whoever_draws_them(
    charts: dict[str, Chart], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By several processes, on a machine that has them; and a fault keeps its place and its hint."""
    monkeypatch.setattr(crew, "cores", lambda: 2)
    monkeypatch.setattr(drawing, "_PAYS_FROM", 2)

    assert draw(tmp_path / "sound", CHARTS) == charts

    with pytest.raises(ReportError) as caught:
        draw(tmp_path / "faulty", {**CHARTS, "shares": RANKED.replace("pieces", "peaces")})
    (fault,) = caught.value.errors
    assert str(fault).startswith("charts/shares.py:6: ")


def test_a_chart_has_its_files(charts: dict[str, Chart]) -> None:
    """Whoever embeds, downloads or cites a chart finds the form that suits."""
    assert set(files(charts["basket"])) == {
        "charts/basket.csv",
        "charts/basket.dark.svg",
        "charts/basket.narrow.dark.svg",
        "charts/basket.narrow.svg",
        "charts/basket.png",
        "charts/basket.svg",
        "charts/basket.vega.json",
    }


def test_same_bytes_in_any_process(tmp_path: Path) -> None:
    """Order, folder, hash seed, locale, time zone and system fonts leave no trace in a chart."""
    project(tmp_path / "here", CHARTS)
    project(tmp_path / "there" / "deeper", CHARTS)
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>", encoding="utf-8")

    usual = _digests(tmp_path / "here", ["basket", "harvest", "places"], {})
    other = _digests(
        tmp_path / "there" / "deeper",
        ["places", "harvest", "basket"],
        {
            "PYTHONHASHSEED": "7",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"),
        },
    )

    assert usual == other


def test_a_new_chart_changes_no_other(tmp_path: Path) -> None:
    """Wherever it stands among them, the files of the others keep every byte."""
    project(tmp_path / "few", {name: code for name, code in CHARTS.items() if name != "harvest"})
    project(tmp_path / "more", CHARTS)

    without = _digests(tmp_path / "few", ["basket", "places"], {})
    with_it = _digests(tmp_path / "more", ["basket", "harvest", "places"], {})

    assert {path: with_it[path] for path in without} == without
    assert len(with_it) > len(without)


def test_charts_in_one_page_do_not_share_ids(charts: dict[str, Chart]) -> None:
    """An id in a page names one thing, however many charts stand in it."""
    page = "".join(chart.wide + chart.narrow for chart in charts.values())
    ids = re.findall(r' id="([^"]+)"', page)

    assert len(set(ids)) == len(ids)
    assert all(id_.startswith(tuple(charts)) for id_ in ids)


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_says_what_it_is(charts: dict[str, Chart], name: str) -> None:
    """A screen reader hears one image with a title and a description."""
    root = ET.fromstring(charts[name].wide)  # noqa: S314 - ours
    said = {child.get("id"): child.text for child in root}

    heard = [said[id_] for id_ in root.attrib["aria-labelledby"].split()]

    assert root.get("role") == "img"
    assert heard == [charts[name].title, charts[name].description]


@pytest.mark.parametrize("name", CHARTS)
def test_a_drawing_needs_no_style(charts: dict[str, Chart], name: str) -> None:
    """Pages forbid style attributes, and a drawing is as wide as its place."""
    for svg in _svgs(charts[name]):
        root = ET.fromstring(svg)  # noqa: S314 - ours

        assert not [element for element in root.iter() if element.get("style") is not None]
        assert not {"width", "height"} & set(root.attrib)
        assert root.get("viewBox")


@pytest.mark.parametrize("name", CHARTS)
def test_an_inline_drawing_follows_the_page(charts: dict[str, Chart], name: str) -> None:
    """Every colour in a page is one of the page's custom properties."""
    known = {token.variable for token in TOKENS} | {"none"}

    for svg in (charts[name].wide, charts[name].narrow):
        assert _colours(svg) <= known
        assert not re.search(r"#[0-9a-f]{6}", svg)


@pytest.mark.parametrize("name", CHARTS)
def test_a_dark_drawing_is_the_light_one_in_other_colours(
    charts: dict[str, Chart], name: str
) -> None:
    """Dark and light differ in colours and in nothing else, background included."""
    got = files(charts[name])
    light, dark = (got[f"charts/{name}.{end}"].decode() for end in ("svg", "dark.svg"))
    colour = re.compile(r"#[0-9a-f]{6}")

    assert colour.sub("", light) == colour.sub("", dark)
    assert _colours(light) <= {token.light for token in TOKENS} | {"none"}
    assert _colours(dark) <= {token.dark for token in TOKENS} | {"none"}
    assert 'fill="#ffffff"' in light


def test_a_drawing_that_travels_brings_its_font(charts: dict[str, Chart]) -> None:
    """A downloaded drawing looks alike where our fonts are not; one in a page is set by the page."""
    got = files(charts["basket"])

    assert (
        b"font-family:'Report Sans';font-weight:400;src:url(data:font/woff2"
        in got["charts/basket.narrow.dark.svg"]
    )
    assert len(got["charts/basket.svg"]) < 20_000
    assert "<style" not in charts["basket"].wide


def test_values_are_words_and_never_markup(charts: dict[str, Chart]) -> None:
    """A value like "Quince & co. <b>" is written out, in a drawing and in a script alike."""
    got = files(charts["basket"])

    assert "Quince &amp; co. &lt;b&gt;" in charts["basket"].wide
    assert not set("<>&") & set(got["charts/basket.vega.json"].decode())
    assert "Quince & co. <b>" in json.dumps(json.loads(got["charts/basket.vega.json"]))


def test_a_spec_reaches_for_nothing(charts: dict[str, Chart]) -> None:
    """A published spec holds its data and its config, and fetches nothing."""
    for name, chart in charts.items():
        spec = json.loads(files(chart)[f"charts/{name}.vega.json"])

        assert spec["datasets"]
        assert spec["config"]["font"] == "Report Sans"
        assert not {"usermeta", "url", "href", "bind"} & set(_keys(spec))


def test_the_csv_is_the_figure(tmp_path: Path) -> None:
    """Reading a chart's CSV gives back the names of its columns and its values."""
    tricky = replace(BASKET, rows=(('Say "cheese", please', 3), ("Two\nlines", None)))
    chart = draw(tmp_path, {"basket": RANKED}, {"basket": tricky})["basket"]

    text = files(chart)["charts/basket.csv"].decode()

    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["fruit", "pieces"],
        ['Say "cheese", please', "3"],
        ["Two\nlines", ""],
    ]
    assert "\r" not in text


def test_a_picture_is_sharp_and_names_itself(charts: dict[str, Chart]) -> None:
    """A PNG is twice as fine as the drawing, with room for a title around it."""
    png = files(charts["basket"])["charts/basket.png"]
    width = int.from_bytes(png[16:20], "big")

    assert png.startswith(b"\x89PNG")
    assert width == 2 * (studio.WIDE + 48)


def test_the_map_is_light(charts: dict[str, Chart]) -> None:
    """The world in a page costs at most 110 kB, 45 when packed, and less on a telephone."""
    wide, narrow = charts["places"].wide.encode(), charts["places"].narrow.encode()

    assert len(wide) <= 110_000
    assert len(gzip.compress(wide)) <= 45_000
    assert len(narrow) < 0.7 * len(wide)


def test_microstates_are_drawn(charts: dict[str, Chart]) -> None:
    """What has data is on the map, as a dot where its outline would be too small."""
    spec = json.loads(files(charts["places"])["charts/places.vega.json"])

    assert [row["country"] for row in spec["datasets"]["layout_dots"]] == ["Kosovo", "Singapore"]


def test_an_editor_may_draw_without_a_shape(tmp_path: Path) -> None:
    """A plain Altair chart gets its figure's rows and the house style."""
    chart = draw(tmp_path, {"basket": PLAIN})["basket"]

    assert "Medlar" in chart.wide
    assert "var(--c-blue)" in chart.wide


def test_helpers_beside_charts_are_no_charts(tmp_path: Path) -> None:
    """A module whose name begins with an underscore is nobody's chart."""
    assert set(draw(tmp_path, {"basket": RANKED, "_shared": "1 / 0"})) == {"basket"}


def test_a_description_tells_what_is_seen() -> None:
    """A reader who sees nothing is told what the chart is for, and its extremes in words."""
    told = describe("Apples sell best. Much more follows.", BASKET, {"fruit", "pieces"}, printed)

    assert told == (
        "Apples sell best. 4 rows. Pieces sold: highest 1,200 apples (Apple), "
        "lowest 0 apples (Medlar)."
    )


def test_a_description_counts_what_has_no_numbers() -> None:
    """A map's description tells how many places are of each colour."""
    told = describe("Pies", PLACES, {"pies"}, printed)

    assert told == "Pies. 5 rows. Pies a head, rows of each: few 3, many 1, some 1."


FAULTS: Mapping[str, tuple[str, str]] = {
    "a misspelt column": (
        RANKED.replace('"pieces"', '"peices"'),
        'charts/basket.py:6: the figure "basket" has no column "peices"\n  Did you mean "pieces"?',
    ),
    "a misspelt field without a shape": (
        PLAIN.replace("pieces:Q", "peices:Q"),
        'charts/basket.py: the figure "basket" has no column "peices"\n  Did you mean "pieces"?',
    ),
    "no docstring": (
        RANKED.partition("\n")[2],
        "charts/basket.py:1: the chart has no docstring\n"
        "  Begin the file with a sentence that says what the reader should see.",
    ),
    "no function": (
        '"""A chart."""\n',
        "charts/basket.py: the chart has no function draw(figure)\n"
        "  Write: def draw(figure): return ranked_bars(figure, …)",
    ),
    "an exception": (
        '"""A chart."""\n\n\ndef draw(figure):\n    return figure.titel\n',
        "charts/basket.py:5: AttributeError: 'Figure' object has no attribute 'titel'",
    ),
    "a wrong argument": (
        RANKED.replace("value=", "values="),
        "charts/basket.py:6: TypeError: ranked_bars() got an unexpected keyword argument 'values'",
    ),
    "broken Python": ('"""A chart."""\ndef draw(:\n', "charts/basket.py:2: Python cannot read"),
    "not a chart": (
        '"""A chart."""\n\n\ndef draw(figure):\n    return figure.title\n',
        "charts/basket.py: draw(figure) returned str, not a chart",
    ),
    "a colour of its own": (
        PLAIN.replace("mark_circle()", 'mark_circle(color="hotpink")'),
        'charts/basket.py: the drawing holds the colour "hotpink"',
    ),
    "data from elsewhere": (
        PLAIN.replace("alt.Chart()", 'alt.Chart("https://example.org/data.csv")'),
        'charts/basket.py: the chart uses "url"',
    ),
    "data of its own": (
        PLAIN.replace("alt.Chart()", 'alt.Chart(alt.Data(values=[{"pieces": 1}]))'),
        'charts/basket.py: the chart uses "values"',
    ),
    "data of another figure": (
        PLAIN.replace("alt.Chart()", 'alt.Chart(alt.NamedData(name="harvest"))'),
        'charts/basket.py: the chart asks for the data "harvest"',
    ),
    "links": (
        PLAIN.replace('y="fruit:N"', 'y="fruit:N", href="fruit:N"'),
        'charts/basket.py: the chart uses "href"',
    ),
    "controls": (
        PLAIN.replace(
            "mark_circle()", "mark_circle().add_params(alt.selection_interval(bind='scales'))"
        ),
        'charts/basket.py: the chart uses "params"',
    ),
    "a refused spec": (
        PLAIN.replace('x="pieces:Q"', 'x=alt.X("pieces:Q", scale=alt.Scale(type="odd"))'),
        "charts/basket.py",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_chart_has_a_place(tmp_path: Path, fault: str) -> None:
    """What is wrong with a chart is said in words, with the file and, where there is one, the line."""
    source, wanted = FAULTS[fault]

    with pytest.raises(ReportError) as caught:
        draw(tmp_path, {"basket": source})

    assert str(caught.value).startswith(wanted)


def test_a_chart_without_a_figure_is_a_fault(tmp_path: Path) -> None:
    """A chart draws the figure that has its name."""
    with pytest.raises(ReportError) as caught:
        draw(tmp_path, {"baskets": RANKED})

    assert str(caught.value) == (
        'charts/baskets.py: no figure named "baskets" for this chart\n  Did you mean "basket"?'
    )


def test_letters_that_only_some_machine_has_are_a_fault(tmp_path: Path) -> None:
    """A letter that the font lacks would be drawn by whatever the machine has."""
    strange = replace(BASKET, rows=(("华为", 3),))

    with pytest.raises(ReportError, match='no "为", as in "华为"'):
        draw(tmp_path, {"basket": RANKED}, {"basket": strange})


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """An editor hears of every broken chart in one go, in the order of their names."""
    broken = {"harvest": LINES.replace('"tons"', '"tns"'), "basket": FAULTS["no docstring"][0]}

    with pytest.raises(ReportError) as caught:
        draw(tmp_path, broken)

    assert [error.where for error in caught.value.errors] == [
        "charts/basket.py:1",
        "charts/harvest.py:6",
    ]


def test_a_bug_of_ours_keeps_its_traceback(tmp_path: Path) -> None:
    """What no editor can mend is not dressed up as their fault."""

    class Failing(Words):
        def value(self, *_: object) -> str:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        drawing.draw(
            {"basket": BASKET},
            project=project(tmp_path, {"basket": RANKED}),
            fonts=FACES,
            words=Failing(),
        )


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("M0,0L10,0L10,10L0,10Z", "M0 0h10v10h-10z"),
        ("M0.04,0.06L1.26,-3.31", "M0 .1l1.3-3.4"),
        ("M5,5L5.01,5.01L6,6Z", "M5 5l1 1z"),
        ("M10,10C12,10,14,9,16,8.04C18,7,20,6,22,5", "M10 10c2 0 4-1 6-2 2-1 4-2 6-3"),
        ("M0,4.5h248.14761904761903v17h-248.14761904761903Z", "M0 4.5h248.1v17h-248.1Z"),
    ],
)
def test_paths_are_written_short(long: str, short: str) -> None:
    """A tenth of a pixel is all that anyone sees."""
    assert shorten(long) == short


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=2))
def test_short_paths_end_where_long_ones_do(corners: list[tuple[int, int]]) -> None:
    """Roundings never add up: the last corner of any path is where it was, to a tenth."""
    exact = [(Decimal(x) / 100, Decimal(y) / 100) for x, y in corners]
    written = shorten("M" + "L".join(f"{x},{y}" for x, y in exact))

    x, y = _end(written)

    assert abs(x - exact[-1][0]) <= Decimal("0.05")
    assert abs(y - exact[-1][1]) <= Decimal("0.05")


def draw(
    folder: Path, sources: dict[str, str], figures: Mapping[str, Figure] = FIGURES
) -> dict[str, Chart]:
    """Draw chart modules of a project that is made for it."""
    frame()  # installs the fonts
    return drawing.draw(figures, project=project(folder, sources), fonts=FACES, words=Words())


def files(chart: Chart) -> dict[str, bytes]:
    """Return the files of a chart by their paths."""
    return {file.site_path: file.content for file in chart.files}


def _svgs(chart: Chart) -> list[str]:
    standing = [text.decode() for path, text in files(chart).items() if path.endswith(".svg")]
    return [chart.wide, chart.narrow, *standing]


def _colours(svg: str) -> set[str]:
    return set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg))


def _keys(node: object) -> list[str]:
    if isinstance(node, dict):
        return [*node, *(key for child in node.values() for key in _keys(child))]
    if isinstance(node, list):
        return [key for child in node for key in _keys(child)]
    return []


def _end(path: str) -> tuple[Decimal, Decimal]:
    """Return where a path of m, l, h and v ends."""
    x = y = Decimal(0)
    for letter, rest in re.findall(r"([MLlhv])([^MLlhv]*)", path):
        numbers = [Decimal(n) for n in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", rest)]
        if letter in "hv":
            x, y = (x + sum(numbers), y) if letter == "h" else (x, y + sum(numbers))
        elif letter == "M":
            x, y = numbers[-2:]
        else:
            x, y = x + sum(numbers[::2]), y + sum(numbers[1::2])
    return x, y


def _digests(folder: Path, order: list[str], environment: dict[str, str]) -> dict[str, str]:
    """Draw in a process of its own, and return what the files are."""
    frame()
    script = (
        "import hashlib, json, sys\n"
        "from pathlib import Path\n"
        "from report import drawing\n"
        "from report.model import Project\n"
        "from tests.inventions import *\n"
        "from report.words import Words\n"
        "made = {f.name: f for f in (BASKET, HARVEST, PLACES)}\n"
        "figures = {name: made[name] for name in sys.argv[2:]}\n"
        "charts = drawing.draw(figures, project=Project(Path(sys.argv[1])), fonts=FACES,\n"
        "    words=Words())\n"
        "print(json.dumps({file.site_path: hashlib.sha256(file.content).hexdigest()\n"
        "    for chart in charts.values() for file in chart.files}, sort_keys=True))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder), *order],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    digests: dict[str, str] = json.loads(done.stdout)
    return digests


def test_a_mark_in_a_page_tells_which_row_it_stands_for(charts: dict[str, Chart]) -> None:
    """Its key and what a pointer shows, escaped; a figure with a longer key tells nothing."""
    wide, narrow = charts["basket"].marked

    for markup in (wide, narrow):
        assert ' data-row="Apple" data-says="Apple: 1,200" ' in markup
        assert ' data-row="Quince &amp; co. &lt;b&gt;" ' in markup
    assert ' data-row="Kosovo" ' in charts["places"].marked[0]
    assert charts["harvest"].marked == (charts["harvest"].wide, charts["harvest"].narrow)


def test_no_file_tells_of_rows(charts: dict[str, Chart]) -> None:
    """What pages need to lead on is in no picture and in no published specification."""
    for chart in charts.values():
        assert "data-row" not in chart.wide + chart.narrow
        for file in chart.files:
            assert b"data-row" not in file.content
            assert b'layout_row"' not in file.content
