"""A review tells what would be published, in one file that asks for nothing.

The publication of three editions in ``tests/sites/three_editions`` is invented, and so are the
hostile words that are put into it here.
"""

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from report import bundle, editions, pipeline, seals
from report.drawing.adopted import adopt
from report.editions import ExitCode
from report.errors import ReportError
from report.facts import Past
from report.model import Claim, Project
from report.review.closeness import standings
from report.review.warnings import warnings
from report.revisions import first
from report.voice import SILENT
from tests import boats
from tests.test_three_editions import EDITIONS, SITES, advance, run

# They read one publication, which is built once.
pytestmark = pytest.mark.xdist_group("review")

HOSTILE = "West <script>alert(1)</script>"
FIRST, SECOND, THIRD = EDITIONS


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two editions, and the sources of a third with hostile words and a row that may not be shown."""
    root = tmp_path_factory.mktemp("review") / "bread"
    shutil.copytree(SITES / "harbour_ferries" / "templates", root / "templates")
    for name in (FIRST, SECOND):
        advance(root, name)
        assert run(root, "publish", name, "--title", f"Bread <i>of</i> {name}") == ExitCode.DONE
    advance(root, THIRD)
    change(root / "data/bakeries.csv", "West End", HOSTILE)
    change(root / "reasons.yml", "A second oven.", '"A <u>second</u> oven."')
    change(root / "data/deliveries.csv", "mill,", "millers-secret,")
    return Project(root)


def change(path: Path, was: str, now: str) -> None:
    """Put other words into a file."""
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, now, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def reviewed(project: Project) -> pipeline.Reviewed:
    """The review of the draft."""
    return pipeline.review(project, "", SILENT)


@pytest.fixture(scope="module")
def html(reviewed: pipeline.Reviewed) -> str:
    """What is in its file."""
    return reviewed.path.read_text(encoding="utf-8")


def told(html: str, section: str) -> str:
    """Return the words of a section, without its drawings."""
    body = html.partition(f'<h2 id="{section}">')[2]
    return words(re.split("<h2 |</main>", body)[0])


def words(html: str) -> str:
    """Return what is read: a block ends a word, and what stands in a line does not."""
    drawn = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    flowing = re.sub(r"</?(?:bdi|b|strong|span|a|q|small|code|wbr|i)\b[^>]*>", "", drawn)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", flowing)).split())


def test_it_begins_with_what_moved(html: str, reviewed: pipeline.Reviewed) -> None:
    """What it is compared with, how many numbers moved and why, the claims, and the hash."""
    head = words(html.partition("<nav")[0].partition("<body>")[2])

    assert "Compared with edition 2023-01, Bread <i>of</i> 2023-01." in head
    assert "It can be published as it stands." in head
    assert "Numbers that moved 4 1 with a reason; 1 row new, 1 gone" in head
    assert "Claims that hold 1 of 1 0 close to flipping; the closest by 67%: mill_leads" in head
    assert head.endswith(f"SHA-256 of what would be published {reviewed.hash}")


def test_numbers_stand_old_and_new_with_their_reasons(html: str) -> None:
    """A reason is told at its number, and what is new or gone by its name."""
    figures = told(html, "figures")

    assert "Old Mill LoavesA <u>second</u> oven. 430 455 +25 +5.8%" in figures
    assert "Hill Bread Loaves 90 95 +5 +5.6%" in figures
    assert "No longer there: 1 row Birch & Sons: Loaves 450" in figures


def test_a_claim_is_told_with_its_margin(html: str) -> None:
    """How far it is from flipping, what it was before, and the values compared."""
    claims = told(html, "claims")

    assert "At 10% or less, a claim that holds is called close to flipping." in claims
    assert "67% true by 305 loaves, was false by 20 loaves" in claims
    assert "Loaves of the Old Mill 455; Loaves of the next bakery 150" in claims
    assert "It was false by 60 loaves. quay_is_small" in claims


def test_a_chart_stands_beside_what_it_was(project: Project, html: str) -> None:
    """Both as drawings in the file, in the colours of the page, and no id twice."""
    then, now = re.findall(r"<figcaption>.*?</figcaption>\n(<svg.*?</svg>)", html, re.DOTALL)
    sealed = seals.kept(project, SECOND, "charts/loaves_by_bakery.narrow.svg").decode()
    ids = re.findall(r' id="([^"]+)"', html)

    assert ">430<" in then
    assert ">455<" in now
    assert re.findall(r'<path d="([^"]+)"', sealed)[1] in then
    assert "var(--c-blue)" in now
    assert "<style" not in then + now
    assert len(ids) == len(set(ids))


def test_sentences_are_told_word_for_word(html: str) -> None:
    """The old one with what is gone marked, the new one with what is new."""
    assert re.search(
        r"Was</span><bdi>The Old Mill bakes most:</bdi> <del><bdi>430</bdi></del> ", html
    )
    assert re.search(
        r"Is</span><bdi>The Old Mill bakes most:</bdi> <ins><bdi>455</bdi></ins> ", html
    )


def test_rows_of_data_are_told(html: str) -> None:
    """Added, removed and changed, table by table."""
    data = told(html, "data")

    assert "4 → 4 rows: 1 new, 1 gone, 2 changed (name 1, loaves 2)." in data
    assert "mill loaves 430 455" in data
    assert "birch Birch & Sons 450 60 guild" in data


def test_rows_that_may_not_be_passed_on_are_counted(html: str) -> None:
    """How many changed is told; no cell of them is."""
    data = told(html, "data")

    assert "deliveries 3 → 3 rows: 1 new, 1 gone." in data
    assert "Its rows may be cited and not passed on, so they are counted and not shown." in data
    assert "Tables that changed and may not be shown here: 1 deliveries" in told(html, "warnings")
    assert "millers-secret" not in html


def test_pages_that_are_gone_or_moved_are_told(html: str) -> None:
    """Each with its address, the old one too, and why."""
    pages = told(html, "pages")

    assert "The market /bread/market/ The market is closed." in pages
    assert "Rye and wheat /bread/rye/ → /bread/grain/ Wheat is told of, too." in pages


def test_hostile_words_are_words(html: str) -> None:
    """Nothing that stands in the data, in a title or in a reason is obeyed."""
    assert HOSTILE not in html
    assert "West &lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "A &lt;u&gt;second&lt;/u&gt; oven." in html
    assert not re.search(r"<(script|img|iframe|link|object|form)\b|\son\w+=|javascript:", html)


def test_the_file_asks_for_nothing(html: str) -> None:
    """No address of elsewhere is in it, and its policy lets pass its own style sheet alone."""
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:" in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert not re.search(r"url\((?!data:|#)", html)
    assert ' style="' not in html


def test_the_same_sources_make_the_same_bytes(
    project: Project, reviewed: pipeline.Reviewed, tmp_path: Path
) -> None:
    """Whenever it is written, and wherever to."""
    again = pipeline.review(project, "", SILENT, to=tmp_path / "again.html")

    assert again.hash == reviewed.hash
    assert again.path.read_bytes() == reviewed.path.read_bytes()


def test_the_name_of_an_edition_is_no_part_of_the_hash(
    project: Project, reviewed: pipeline.Reviewed, tmp_path: Path
) -> None:
    """What is approved as the draft is what is published as the next edition."""
    named = pipeline.review(project, THIRD, SILENT, to=tmp_path / "named.html")

    assert named.hash == reviewed.hash
    assert "Review of edition 2023-09" in named.path.read_text(encoding="utf-8")


def test_sources_that_change_meanwhile_are_neither_reviewed_nor_published(
    project: Project, reviewed: pipeline.Reviewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read first and what is sealed last would be two different things."""
    sources = bundle.collect(project, THIRD, "Bread")

    def act(what: str, *words: object, **named: object) -> None:
        answers = iter([sources, sources.carrying("content/more.md", b"More.")])
        monkeypatch.setattr(bundle, "collect", lambda *_: next(answers))
        getattr(pipeline, what)(project, *words, **named)

    with pytest.raises(ReportError, match="the sources changed while they were reviewed"):
        act("review", "", SILENT)
    # Building it takes long, and is not what is asked here.
    monkeypatch.setattr(editions, "publish", lambda *_, bundle, **__: bundle())
    with pytest.raises(ReportError, match="changed while the edition was built"):
        act("publish", THIRD, "Bread", SILENT)


def test_a_published_edition_is_not_reviewed(project: Project) -> None:
    """It never changes; the name to take instead is told."""
    with pytest.raises(ReportError) as raised:
        pipeline.review(project, SECOND, SILENT)

    assert "2023-01.1" in raised.value.hint


def test_refusals_and_waivers_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As an edition of their month two claims are waived; as a draft of today they are refused."""
    root = tmp_path / "bread"
    shutil.copytree(SITES / "harbour_ferries" / "templates", root / "templates")
    advance(root, FIRST)
    advance(root, SECOND)
    page = root / "review.html"

    assert run(root, "review", SECOND, "--to", str(page)) == ExitCode.DONE
    waived = page.read_text(encoding="utf-8")
    assert "There is no edition yet that it could be compared with." in waived
    assert "mill_leads, until 2023-02-01 The guild counts again." in told(waived, "waivers")
    assert "Signed by A. Editor on 2023-01-01." in told(waived, "waivers")
    assert (
        run(root, "review", "--approve", "--by", "A. Editor", "--to", str(page)) == ExitCode.FAULTS
    )
    refused = page.read_text(encoding="utf-8")
    assert "It cannot be published as it stands:" in refused
    assert told(refused, "refusals").count("false claim") == 2
    assert "what is refused cannot be approved" in capsys.readouterr().err
    assert not (root / "editions").exists()


NOTHING = first(Past("draft", "Draft", {}, {}))


def claim(name: str, *row: int, unit: str = "boats") -> Claim:
    """Return a claim with this margin and these values; below zero it is false."""
    columns = tuple(
        replace(each, unit=unit) if each.name == "margin" else each for each in boats.LEADS.columns
    )
    holds = row[0] >= 0
    figure = replace(boats.LEADS, name=name, columns=columns, rows=((holds, *row),))
    return replace(boats.TRUE, name=name, holds=holds, figure=figure)


def test_the_closest_claim_comes_first() -> None:
    """False ones before all; what cannot be measured comes last."""
    claims = (
        claim("far", 40, 100, 60),
        claim("unlike", 1, 100, 60, unit="times"),
        claim("near", 3, 60, 57),
        claim("level", 0, 0, 0),
        claim("wrong", -1, 11, 12),
    )

    shown = [(each.claim.name, each.shown, each.is_close) for each in standings(claims, NOTHING)]
    assert shown == [
        ("wrong", "8.3%", True),
        ("level", "0%", True),
        ("near", "5%", True),
        ("far", "40%", False),
        ("unlike", "not measured", False),
    ]


def test_a_claim_that_is_close_is_warned_of() -> None:
    """A claim that is false is a refusal, and no warning."""
    claims = {each.name: each for each in (claim("near", 3, 60, 57), claim("no", -1, 11, 12))}

    [warning] = warnings(claims, NOTHING, ())
    assert warning.about == ("near, by 5%",)


def test_an_old_drawing_brings_nothing_but_a_drawing() -> None:
    """Scripts, styles, links and handlers of a file are left out, and its ids are made its own."""
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" aria-labelledby="a b">'
        b'<title id="a">A &lt;b&gt;</title><style>*{}</style><script>alert(1)</script>'
        b'<g clip-path="url(#c)" style="x:y"><path fill="#0072b2" d="M0 0"/></g>'
        b'<a href="https://example.org"><text>t</text></a></svg>'
    )

    assert adopt(svg, "then") == (
        '<svg aria-labelledby="then-a then-b"><title id="then-a">A &lt;b&gt;</title>'
        '<g clip-path="url(#then-c)"><path fill="var(--c-blue)" d="M0 0"/></g></svg>'
    )
