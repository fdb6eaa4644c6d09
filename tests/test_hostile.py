"""Any text is text in every format that is published, or it is refused in words."""

import csv
import html
import io
import json
import re
import string
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import markdown

from report import documents, downloads, feed, kit, oembed, pages
from report.bindings import literal
from report.bindings.binder import FORBIDDEN
from report.catalogue import listed
from report.citations import Checksum, Kind, Work, cite
from report.colophon import Colophon
from report.drawing.inert import to_json
from report.model import Project, SiteFile
from report.tabulation import Tabulator
from report.theme import Theme, read_theme
from report.words import Words
from tests import boats, hostile, scanning
from tests.late_boats import LOG, PAST
from tests.packages import HARBOURS, package, told, write
from tests.programs import DRAWN, EDITION, png

# What a cell may hold: rules of the data refuse the rest, as the tests below say.
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
# Letters that mean something to some format come more often than by chance.
risky = st.text(st.sampled_from(string.punctuation + " \n\u2028\ue000\ue0010axé"), min_size=1)
anything = texts | risky | st.sampled_from(sorted(hostile.NAMES.values(), key=len)[:-2])
WORDS = Words("en")
CHECKSUM = Checksum("figures/boats.csv", "0f" * 32)


@cache
def theme() -> Theme:
    """The theme of the publication."""
    return read_theme(Project(hostile.ROOT))


@given(anything)
def test_a_cell_of_csv_is_read_as_it_was(text: str) -> None:
    """Commas, quotes and line breaks are within it; its neighbour is its neighbour."""
    figure = replace(boats.BOATS, rows=((text, text, 7), ("south", text, 8)))
    written = downloads.rows_as_csv(figure).decode()

    read = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert read == [[text, text, "7"], ["south", text, "8"]]


@given(anything)
def test_a_cell_of_a_table_is_text(text: str) -> None:
    """It opens no element, and its number stands in the same row."""
    figure = replace(boats.BOATS, rows=((text, text, 1234),), title=text)
    made = Tabulator(theme(), WORDS.value, ()).table(figure, figure.columns, figure.rows, {}, text)

    page = scanning.Page(made)
    assert page.wrong == []
    [row] = re.findall(r"<tbody>.*?</tbody>", made, re.DOTALL)
    cells = [
        html.unescape(re.sub(r"<[^<>]*>", "", c))
        for c in re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)
    ]
    printed = WORDS.value(text, figure.columns[0]) or "–"
    assert [" ".join(cell.split()) for cell in cells] == [
        *[" ".join(printed.split())] * 2,
        "1,234",
    ]


@given(anything)
@example("*a* `b` [c](d)")
def test_a_name_in_prose_is_text(text: str) -> None:
    """Among words, in a table of Markdown and in a link, with what extensions there are."""
    extensions = ["tables", "footnotes", "attr_list", "md_in_html"]
    shown = " ".join(text.translate(FORBIDDEN).split())
    for frame in ("a {} z", "| a | b |\n|---|---|\n| a {} z | 7 |", "[a {} z](b.md)", "*a {} z*"):
        made = markdown(frame.format(literal(text)), extensions=extensions)
        words = html.unescape(
            re.sub(r"</?(?:p|a|em|table|thead|tbody|tr|td|th)\b[^<>]*>", "", made)
        )
        assert " ".join(f"a {shown} z".split()) in " ".join(words.split())


def test_data_brings_no_mark_of_a_bound_number(tmp_path: Path) -> None:
    """The first number of a page is not printed once more by a name that looks like its mark."""
    rows = (("north", "\ue0000\ue001", 1200), ("south", "\ue0000\ue001", 7))
    material = boats.material(boats=replace(boats.BOATS, rows=rows))
    line = '{{ fig.boats["north"].boats }}: {{ fig.boats["north"].name }}'

    assert boats.body(tmp_path, line, material).strip().endswith("</a>: 0")


@given(anything)
def test_front_matter_holds_a_text_as_it_is(text: str) -> None:
    """Neither YAML nor the line that ends it is met within a text."""
    written = pages.front_matter({"title": text, "kind": "prose"})

    entries = written.removeprefix("---\n").removesuffix("---\n")
    assert yaml.safe_load(entries) == {"title": text, "kind": "prose"}
    assert "\n---" not in entries


@given(anything)
def test_json_is_read_as_it_was(text: str) -> None:
    """In files, and where it must not end the script element that it stands in."""
    assert json.loads(documents.as_json({text: text})) == {text: text}
    told = to_json({text: text})
    assert json.loads(told) == {text: text}
    assert not set("<>&\u2028\u2029") & set(told)


@given(anything)
@example("]]><entry/>")
def test_the_feed_is_xml_whatever_it_tells(text: str) -> None:
    """Each part of a correction is text."""
    log = (replace(LOG[0], said=text, right=text, why=text), LOG[1])
    site = replace(EDITION.site, name=text, description=text)
    root = ET.fromstring(feed.write(site, listed(PAST, log), log).content)  # noqa: S314 - ours

    assert len(root.findall("{*}entry")) == len(PAST) + len(log)
    assert root.findtext("{*}title") is not None


@given(text=anything, kind=st.sampled_from(["edition", "figure", "chart"]))
def test_a_citation_is_one_record(text: str, kind: Kind) -> None:
    """RIS has one field a line, BibTeX closes what it opens."""
    site = replace(EDITION.site, name=text, publisher=text)
    colophon = Colophon(site, "2023-09", text, ())
    made = cite(Work(kind, text, "figures/boats/", "figures/boats", CHECKSUM, colophon))
    files = {file.site_path.rpartition(".")[2]: file.content.decode() for _, file in made.files}

    lines = files["ris"].split("\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert [line[:2] for line in lines].count("TY") == 1
    assert len(re.findall("(?m)^@", files["bib"])) == 1
    depths = [0]
    for letter in re.sub(r"\\[\\{}&%$#_~^]", "", files["bib"]):
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(letter, 0))
    assert min(depths) == depths[-1] == 0


@given(anything)
def test_a_frame_for_others_is_one_frame(text: str) -> None:
    """What is pasted into an article opens no element of its own."""
    site = replace(EDITION.site, name=text)
    chart = replace(DRAWN, title=text, takeaway=text, description=text)
    pictures = [SiteFile("charts/boats.card.png", png(1200, 630))]
    [file] = oembed.files(
        {"boats": chart}, {"boats": boats.BOATS}, pictures, replace(EDITION, site=site)
    )
    frame = json.loads(file.content)["html"]

    assert re.findall(r"<[^a-z/]*(/?\w+)", re.sub(r'"[^"]*"', '""', frame)) == ["iframe", "/iframe"]
    assert not [each for each in scanning.Page(frame).wrong if "handler" in each or "has " in each]
    for snippet in kit.snippets(chart, boats.BOATS, site=site, edition="2023-09"):
        if snippet.name in {"kit-credit", "kit-alt"}:
            continue  # plain text, for whoever pastes it
        made = markdown(snippet.text) if snippet.name == "kit-markdown" else snippet.text
        wrong = scanning.Page(made).wrong
        assert not [each for each in wrong if "handler" in each or "leads to javascript" in each]


def test_a_label_may_be_a_cell(tmp_path: Path) -> None:
    """A name below a lead number or a chart is its text; it once was a bug of ours."""
    line = """{{ number(fig.boats["south"].boats, fig.boats["north"].name) }}\n
{{ chart("boats", caption=fig.boats["north"].name) }}"""
    made = boats.pages(tmp_path, {"a.md": f"---\ntitle: T\n---\n{line}\n"})["a.md"].inserts

    assert made["number-1"] == (
        "<b>7</b> North | &lt;b&gt;Quay&lt;/b&gt; ~/figures/boats/#row-south"
    )
    assert "North | &lt;b&gt;Quay&lt;/b&gt;" in made["chart-boats"]


@pytest.mark.parametrize("kind", hostile.REFUSED)
def test_what_no_cell_may_hold_is_refused_with_its_place(tmp_path: Path, kind: str) -> None:
    """File, line, what it is, and nothing is written."""
    cell, expected = hostile.REFUSED[kind]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("harbour", "boats"), (cell, 3)])
    files = {"data/datapackage.json": package(HARBOURS), "data/harbours.csv": out.getvalue()}

    [fault] = told(write(tmp_path, files))
    assert fault.startswith("data/harbours.csv:2: ")
    assert expected in fault
    assert not (tmp_path / "site").exists()


def test_half_a_character_is_refused(tmp_path: Path) -> None:
    """A lone surrogate is no UTF-8, in data as in words."""
    files: dict[str, str | bytes] = {
        "data/datapackage.json": package(HARBOURS),
        "data/harbours.csv": b"harbour,boats\nOt\xed\xa0\x80ter,3\n",
    }

    [fault] = told(write(tmp_path, files))
    assert fault.startswith("data/harbours.csv:2: the byte 0xED is not UTF-8")
