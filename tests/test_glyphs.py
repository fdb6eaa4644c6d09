"""A drawing that travels has the letters it writes, as its font draws them, and few others."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from report import fonts
from report.glyphs import few
from tests.inventions import ROOT


@pytest.fixture(scope="module", params=["report-sans-400", "report-sans-600", "report-serif-600"])
def source(request: pytest.FixtureRequest) -> Path:
    """Return each font that drawings are set in."""
    folder = fonts.install(ROOT, ROOT / ".build" / "fonts")
    return min(folder.glob(f"{request.param}-*.ttf"))


def _drawn(font: Any, letter: str) -> tuple[int, list[object]]:  # noqa: ANN401 - fontTools has no types
    """Return how wide a letter is, and every line of it."""
    glyphs, name = font.getGlyphSet(), font.getBestCmap()[ord(letter)]
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return glyphs[name].width, pen.value


@pytest.mark.parametrize("letters", ["Sea of boats", "Łódź – Þórr 5 %…", "ÅËŐ", "0", ""])
def test_letters_are_those_of_the_whole_font(source: Path, letters: str) -> None:
    """Each as wide as there, and with the same lines: letters with accents are made of parts."""
    whole, small = TTFont(source), TTFont(BytesIO(few(source, letters)))

    for letter in letters:
        assert _drawn(small, letter) == _drawn(whole, letter)
    assert small["head"].unitsPerEm == whole["head"].unitsPerEm
    for measure in ("ascent", "descent", "lineGap"):
        assert getattr(small["hhea"], measure) == getattr(whole["hhea"], measure)


def test_there_are_few_others(source: Path) -> None:
    """Nothing beside the letters, but all digits where there is one: then it is found ready."""
    assert set(TTFont(BytesIO(few(source, "Sea"))).getBestCmap()) == set(map(ord, "Sea"))
    assert set(TTFont(BytesIO(few(source, "S1"))).getBestCmap()) == set(map(ord, "S0123456789"))
    assert len(few(source, "abc")) < 2_000


def test_a_letter_that_the_font_lacks_is_left_out(source: Path) -> None:
    """A reader's system draws it, as it would have."""
    assert set(TTFont(BytesIO(few(source, "a华"))).getBestCmap()) == {ord("a")}


def test_the_order_of_letters_does_not_tell(source: Path, tmp_path: Path) -> None:
    """The same letters are the same bytes, once made or anew."""
    other = Path(shutil.copy(source, tmp_path))
    made = few(source, "abba 12")
    again = few(other, " ab7")

    assert made == again


def test_a_font_keeps_what_is_said_of_whose_it_is(source: Path) -> None:
    """The licence asks for the copyright in every copy, and for another name than the whole has."""
    names = TTFont(BytesIO(few(source, "a")))["name"]

    assert "Adobe" in str(names.getDebugName(0))
    assert names.getDebugName(1) in {fonts.SANS, fonts.SERIF}
