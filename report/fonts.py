"""The npm font packages → fonts under private names for drawing, and small ones for the web.

The families are renamed because a picture must look the same on every machine: a private
name can only be answered by our own files, never by whatever the system has installed.
The licence (SIL OFL, reserved name "Source") asks for a new name in changed files anyway.
"""

import hashlib
from base64 import b64encode
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Literal

from report.crew import share
from report.model import Project, SiteFile
from report.packages import find_file
from report.store import remembered

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_Ending = Literal[".ttf", ".woff2", "-core.woff2"]
_WEB_ENDINGS: tuple[_Ending, ...] = (".woff2", "-core.woff2")
_RECIPE = 6  # raise it when the code below makes other fonts of the same sources

SANS = "Report Sans"
SERIF = "Report Serif"

# What stands in where the font is not at hand, as in an <img>.
FALLBACKS = {
    SANS: "'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif",
    SERIF: "'Source Serif 4', Georgia, 'Times New Roman', serif",
}

# What English is written with, and the names in it. A page that needs no other letter is spared
# half of each font: the style sheet gives these as the range of the small files.
CORE_LETTERS = (
    *range(0x20, 0x7F),
    *map(ord, "\u00a0§©«°±·»×ÄÖÜßáãäçèéíñóôöúü"),
    *(0x2009, 0x200A, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x202F),
    *(0x2032, 0x2033, 0x20AC, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2264, 0x2265),
    *(0x25B2, 0x25BC, 0x2713, 0x2717),
)

# Letters of the whole web fonts: Latin with the accents of European and transliterated names,
# then punctuation, currency, arrows and signs. A page that needs more falls back.
_WEB_LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1CD, 0x1CE, 0x1D0, 0x1D2, 0x1D4, 0x218, 0x219, 0x21A, 0x21B),
    *(0x2BB, 0x2BC, 0x2C6, 0x2DC, 0x1E9E),
    *range(0x2009, 0x200B),
    *(0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E),
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A),
    *(0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2197, 0x2212, 0x2248),
    *(0x2260, 0x2264, 0x2265, 0x25B2, 0x25BC, 0x2713, 0x2717),
)


@dataclass(frozen=True, slots=True)
class _Face:
    family: str
    weight: int
    package: str
    file: str
    italic: bool = False

    @property
    def stem(self) -> str:
        slant = "-italic" if self.italic else ""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{slant}"

    def source(self, root: Path) -> Path:
        return find_file(self.package, self.file, root=root)


def _face(family: str, style: str, *, italic: bool = False) -> _Face:
    package, prefix = {
        SANS: ("@expo-google-fonts/source-sans-3", "SourceSans3"),
        SERIF: ("@expo-google-fonts/source-serif-4", "SourceSerif4"),
    }[family]
    return _Face(family, int(style[:3]), package, f"{style}/{prefix}_{style}.ttf", italic)


_DRAWN = (
    _face(SANS, "400Regular"),
    _face(SANS, "600SemiBold"),
    _face(SERIF, "600SemiBold"),
)
_SERVED = (
    _face(SANS, "400Regular"),
    _face(SANS, "600SemiBold"),
    _face(SERIF, "400Regular"),
    _face(SERIF, "400Regular_Italic", italic=True),
    _face(SERIF, "600SemiBold"),
)


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of a build."""

    folder: Path  # of the fonts for drawing
    files: tuple[SiteFile, ...]  # of the fonts for the web, and their licences


def prepare(project: Project) -> Faces:
    """Make the fonts that a project's pictures and pages are set in."""
    folder, files = begin(project)
    return Faces(folder, tuple(files))


def begin(project: Project) -> tuple[Path, Iterator[SiteFile]]:
    """Make the fonts for pictures, and begin those for pages; return the folder, and what waits.

    Within ``crew.together`` pages' fonts are made while other things are.
    """
    folder = install(project.root, project.build / "fonts")
    return folder, web_fonts(project.root, project.build / "web-fonts")


def install(root: Path, folder: Path) -> Path:
    """Write the fonts for drawing into ``folder`` and return it; what is there already stays."""
    for face in _DRAWN:
        _made(face, face.source(root), folder, ".ttf")
    _drawn.cache_clear()
    return folder


def web_fonts(root: Path, folder: Path) -> Iterator[SiteFile]:
    """Return ``assets/fonts/<family>-<weight>.woff2``, and the licences they come with.

    Beside each stands ``…-core.woff2``, with the few letters that most pages need.
    What has been made before is taken from ``folder``: making one takes half a second.
    """
    ready = all(
        _is_whole(_target(face, face.source(root).read_bytes(), folder, ending))
        for face in _SERVED
        for ending in _WEB_ENDINGS
    )
    faces = [(face, root, folder) for face in _SERVED]
    return _served(root, share(_for_web, faces, pays_from=len(faces) + 1 if ready else 2))


def _served(root: Path, made: Iterator[list[Path]]) -> Iterator[SiteFile]:
    for face, paths in zip(_SERVED, made, strict=True):
        for ending, path in zip(_WEB_ENDINGS, paths, strict=True):
            yield SiteFile(f"assets/fonts/{face.stem}{ending}", path.read_bytes())
    for face in (_SERVED[0], _SERVED[2]):
        yield SiteFile(
            f"assets/fonts/{face.family.lower().replace(' ', '-')}-licence.txt",
            find_file(face.package, "LICENSE_FONT", root=root).read_bytes(),
        )


def _for_web(job: tuple[_Face, Path, Path]) -> list[Path]:
    """Return the fonts of one face for pages, the large one and the small; here or elsewhere."""
    face, root, folder = job
    return [_made(face, face.source(root), folder, ending) for ending in _WEB_ENDINGS]


def names_of(folder: Path) -> tuple[str, ...]:
    """Return what the fonts for drawing in a folder are called: each name holds a digest."""
    return tuple(_drawn(folder, face.family, face.weight).name for face in _DRAWN)


def embedded(build: Path, folder: Path, letters: str, weights: Collection[int]) -> str:
    """Return a style sheet that holds the font of charts, for these letters and weights.

    For drawings that travel: in an ``<img>`` and on other machines there is no web font.
    """
    shown, wanted = "".join(sorted({*letters})), sorted(weights)

    def make() -> str:
        from report.glyphs import few  # noqa: PLC0415 - with fontTools

        made = {weight: _as_text(few(_drawn(folder, SANS, weight), shown)) for weight in wanted}
        return "".join(
            f"@font-face{{font-family:'{SANS}';font-weight:{weight};"
            f"src:url(data:font/woff2;base64,{font})}}"
            for weight, font in made.items()
        )

    # To read a whole font takes longer than all else that one chart needs.
    return remembered(build, "letters", [names_of(folder), shown, wanted], make)


def _as_text(font: bytes) -> str:
    return b64encode(font).decode()


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures text in the fonts of a folder that ``install`` has filled."""

    folder: Path

    def width(self, text: str, size: float, weight: int = 400, family: str = SANS) -> float:
        """Return how wide a line is, in pixels; a trifle too wide, since kerning is ignored."""
        advances, em = _advances(_drawn(self.folder, family, weight))
        return sum(advances.get(ord(letter), em) for letter in text) * size / em

    def lacks(self, text: str, weight: int = 400, family: str = SANS) -> str:
        """Return the letters of a text that a drawing font does not have, each once."""
        advances, _ = _advances(_drawn(self.folder, family, weight))
        return "".join(sorted({c for c in text if c != "\n" and ord(c) not in advances}))


@cache  # texts are measured ten thousand times
def _drawn(folder: Path, family: str, weight: int) -> Path:
    return min(folder.glob(f"{_face(family, str(weight)).stem}-*.ttf"))


@cache
def _advances(path: Path) -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to load, and fonts are kept

    with TTFont(path, lazy=True) as font:
        metrics = font["hmtx"].metrics
        widths = {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}
        return widths, font["head"].unitsPerEm


def _made(face: _Face, source: Path, folder: Path, ending: _Ending) -> Path:
    """Return a font of a folder, and make it if it is not there."""
    content = source.read_bytes()
    target = _target(face, content, folder, ending)
    if not _is_whole(target):
        folder.mkdir(parents=True, exist_ok=True)
        for outdated in folder.glob(f"{face.stem}-[0-9a-f]*{ending}"):
            if len(outdated.name) == len(target.name):  # not another face's, nor another kind
                outdated.unlink(missing_ok=True)
                _seal(outdated).unlink(missing_ok=True)
        # Two builds at once may make the same font: each writes its own, the last one stays.
        if ending == "-core.woff2":
            content = _made(face, source, folder, ".woff2").read_bytes()
        made = _make(content, face, ending)
        for path, written in ((_seal(target), _digest(made)), (target, made)):
            with NamedTemporaryFile(dir=folder, delete=False) as partial:
                partial.write(written)
            Path(partial.name).replace(path)
    return target


def _target(face: _Face, content: bytes, folder: Path, ending: _Ending) -> Path:
    """Return where a font is that is made of this one."""
    # The digest is in the name, so that an updated package, tool or recipe is noticed.
    inputs = repr((_RECIPE, _WEB_LETTERS, CORE_LETTERS, _tools())).encode()
    recipe = hashlib.sha256(content + inputs).hexdigest()[:12]
    return folder / f"{face.stem}-{recipe}{ending}"


@cache
def _tools() -> list[str]:
    """Return the versions of what makes the fonts."""
    from importlib.metadata import version  # noqa: PLC0415 - as above

    return [f"{name} {version(name)}" for name in ("fonttools", "brotli")]


def _is_whole(font: Path) -> bool:
    """Tell whether a font is there as it was made: a disk that was full may have cut it off."""
    try:
        return _seal(font).read_bytes() == _digest(font.read_bytes())
    except OSError:
        return False


def _seal(font: Path) -> Path:
    return font.with_name(f"{font.name}.sha256")


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _make(source: bytes, face: _Face, ending: _Ending) -> bytes:
    match ending:
        case ".ttf":
            return _renamed(source, face)
        case ".woff2":
            # The right glyph for a mark, and for a language.
            return _subset(source, face, _WEB_LETTERS, ["kern", "mark", "ccmp", "locl"])
        case "-core.woff2":
            # Labels and tables are a few words each: they go without kerning, as charts do.
            # Of the font that has been reduced already: of the whole one it would take thrice as long.
            features = ["kern"] if face.family == SERIF else []
            return _subset(source, face, CORE_LETTERS, features, short=True)


def _renamed(source: bytes, face: _Face) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    font = TTFont(BytesIO(source), recalcTimestamp=False)
    _rename(font, face)
    return _saved(font)


def _subset(
    source: bytes,
    face: _Face,
    letters: Collection[int],
    features: Collection[str],
    *,
    short: bool = False,
) -> bytes:
    # Figures that stand in columns, and what is asked for; the small capitals and swashes of
    # these families would triple the files.
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - a third of a second
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    from report.kerning import shorten  # noqa: PLC0415 - as above

    options = Options(layout_features=["tnum", "lnum", *features])
    options.hinting = False
    options.flavor = "woff2"
    options.notdef_outline = True
    options.drop_tables = [*options.drop_tables, "BASE", "STAT"]  # of other scripts and weights
    font = TTFont(BytesIO(source), recalcTimestamp=False)
    names = font["name"]
    del font["name"]  # the subsetter would look through the whole font for who needs them
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(font)
    if short:  # of all letters it would take seconds, for a page that few read
        shorten(font)
    names.names = [each for each in names.names if each.nameID in options.name_IDs]
    font["name"] = names
    _rename(font, face)
    font.flavor = "woff2"
    return _saved(font)


def _rename(font: "TTFont", face: _Face) -> None:
    names = font["name"]
    style = {400: "Regular", 600: "SemiBold"}[face.weight] + (" Italic" if face.italic else "")
    words = {
        1: face.family,
        2: style,
        3: f"{face.family} {style}",
        4: f"{face.family} {style}",
        6: f"{face.family}-{style}".replace(" ", ""),
    }
    # Copyright (0), version (5) and licence (13, 14) stay; every other name is the old one.
    names.names = [record for record in names.names if record.nameID in {0, 5, 13, 14}]
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)


def _saved(font: "TTFont") -> bytes:
    out = BytesIO()
    font.save(out)
    return out.getvalue()
