"""Pictures and pages are set in our own fonts, under names no other font answers to."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from report import fonts
from report.errors import ReportError
from report.model import Project
from report.packages import find_package
from tests import warm

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module", autouse=True)
def _made_anew() -> Iterator[None]:
    """Nothing here is kept of what other tests have made."""
    with warm.made_anew():
        yield


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> fonts.Faces:
    """The fonts of a new project."""
    return fonts.prepare(Project(tmp_path_factory.mktemp("project")))


def test_drawing_fonts_have_private_names(faces: fonts.Faces) -> None:
    """A system font can never stand in for the font of charts: no other has its name."""
    families = {
        TTFont(path)["name"].getDebugName(number)
        for path in faces.folder.glob("*.ttf")
        for number in (1, 16)
    }

    assert families == {fonts.SANS, fonts.SERIF, None}


def test_the_reserved_name_is_not_used(faces: fonts.Faces) -> None:
    """The licence reserves the name "Source" for unchanged fonts; ours are changed."""
    named = [
        str(record)
        for path in faces.folder.glob("*.ttf")
        for record in TTFont(path)["name"].names
        if record.nameID in {1, 2, 3, 4, 6, 16, 17}
    ]

    assert not [words for words in named if "source" in words.casefold()]


def test_fonts_are_the_same_bytes_everywhere(
    faces: fonts.Faces, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Fonts made twice are the same bytes: here, and by whoever made those of the session."""
    with warm.made_once(warm.of_session(tmp_path_factory)):
        again = fonts.prepare(Project(tmp_path))

    assert {p.name: p.read_bytes() for p in again.folder.iterdir()} == {
        p.name: p.read_bytes() for p in faces.folder.iterdir()
    }
    assert again.files == faces.files


def test_web_fonts_are_small(faces: fonts.Faces) -> None:
    """A web font is under 25 kB; the four that a page of English is set in are 37 kB together."""
    sizes = {
        file.site_path.removeprefix("assets/fonts/"): len(file.content)
        for file in faces.files
        if file.site_path.endswith("woff2")
    }
    core = {name: size for name, size in sizes.items() if name.endswith("-core.woff2")}

    assert len(sizes) == 2 * len(core) == 10
    assert max(sizes.values()) < 25_000
    assert sum(size for name, size in core.items() if "italic" not in name) < 37_000


def test_the_style_sheet_asks_for_the_font_that_has_a_letter(faces: fonts.Faces) -> None:
    """A letter is looked for in one file: the small one, or the whole one if that lacks it."""
    css = (ROOT / "templates" / "assets" / "site.css").read_text(encoding="utf-8")
    asked = {
        name: _letters(ranges)
        for name, ranges in re.findall(r'url\("(fonts/\S+)"\).*unicode-range: (.+?);', css)
    }
    has = {
        file.site_path.removeprefix("assets/"): TTFont(BytesIO(file.content)).getBestCmap().keys()
        for file in faces.files
        if file.site_path.endswith("woff2")
    }

    assert asked.keys() == has.keys()
    for name in (name for name in has if "-core" not in name):
        core = name.replace(".woff2", "-core.woff2")
        assert not asked[name] & asked[core]
        assert has[name] <= asked[name] | asked[core]
        assert has[core] == has[name] & asked[core]


def test_stand_ins_take_as_much_room_as_the_fonts(faces: fonts.Faces) -> None:
    """Whatever stands until a font has come: a line of it is as high, so that nothing moves."""
    sheets = {
        name: (ROOT / "templates" / "assets" / name).read_text(encoding="utf-8")
        for name in ("site.css", "embed.css")
    }
    number = r"([0-9.]+)%"
    measures = rf"size-adjust: {number}; ascent-override: {number}; descent-override: {number}"
    stands = {
        name: re.findall(rf'font-family: "\w[-\w]+ (\w+)"; font-weight: (\d+); .*{measures}', css)
        for name, css in sheets.items()
    }
    served = {Path(file.site_path).stem: file.content for file in faces.files}

    assert [len(each) for each in stands.values()] == [8, 4]
    assert set(stands["embed.css"]) < set(stands["site.css"])
    for family, weight, size, *heights in stands["site.css"]:
        font = TTFont(BytesIO(served[f"report-{family.lower()}-{weight}-core"]))
        real = [font["hhea"].ascent, -font["hhea"].descent]
        shown = [float(size) / 100 * float(height) / 100 for height in heights]
        assert shown == pytest.approx([each / font["head"].unitsPerEm for each in real], abs=0.001)


@pytest.mark.parametrize(
    "words", ["Türkiye, São Tomé, Côte d’Ivoire", "Łódź – Þórr → 5 %…", "ʻOkina"]
)
def test_web_fonts_have_the_letters_of_country_names(faces: fonts.Faces, words: str) -> None:
    """Names of countries and their capitals need no fallback font."""
    for file in faces.files:
        if file.site_path.endswith("woff2") and "-core" not in file.site_path:
            letters = TTFont(BytesIO(file.content)).getBestCmap()

            assert not {letter for letter in words if ord(letter) not in letters}


def test_fonts_come_with_their_licence(faces: fonts.Faces) -> None:
    """The Open Font License travels with the fonts it covers."""
    licences = [file.content for file in faces.files if file.site_path.endswith("licence.txt")]

    assert len(licences) == 2
    assert all(b"SIL Open Font License" in licence for licence in licences)


def test_a_ruler_measures_letters(faces: fonts.Faces) -> None:
    """A line of twice the letters is twice as wide, and a bolder one is wider."""
    ruler = fonts.Ruler(faces.folder)

    assert ruler.width("nnnn", 13) == pytest.approx(2 * ruler.width("nn", 13))
    assert ruler.width("nn", 13, 600) > ruler.width("nn", 13)


def test_a_ruler_knows_what_cannot_be_drawn(faces: fonts.Faces) -> None:
    """Letters that the font of charts lacks are named, each once."""
    assert fonts.Ruler(faces.folder).lacks("Zürich 华为华") == "为华"


def test_a_missing_package_says_what_to_run(tmp_path: Path) -> None:
    """Where npm has installed nothing, the message is the command that does."""
    with pytest.raises(ReportError) as caught:
        find_package("@invented/never-published", root=tmp_path)

    assert "@invented/never-published" in caught.value.what
    assert "npm ci" in caught.value.hint


def _letters(ranges: str) -> set[int]:
    """Return the letters of a range as CSS writes it."""
    ends = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    return {letter for end in ends for letter in range(int(end[0], 16), int(end[-1], 16) + 1)}


def test_a_font_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    """What a full disk left of one is not drawn with; it once was a bug until .build was removed."""
    folder = fonts.install(ROOT, tmp_path / "fonts")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes()[:1_000] if path.suffix == ".ttf" else b"")

    fonts.install(ROOT, folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
