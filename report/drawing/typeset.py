"""Words and a width → lines of text that fit, and their markup: for pictures that hold words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from report.errors import ReportError
from report.fonts import Ruler
from report.style.tokens import colour


@dataclass(frozen=True, slots=True)
class Type:
    """How a kind of words is set."""

    family: str
    weight: int
    size: int  # px
    pitch: int  # px from line to line
    tone: str

    def lines(self, words: str, width: float, ruler: Ruler) -> list[str]:
        """Break words into lines that fit; a word that is too long is broken as well."""
        lines: list[str] = []
        for word in filter(None, words.replace("\n", " ").split(" ")):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, ruler) <= width:
                lines[-1] = longer
            else:
                lines += self._pieces(word, width, ruler)
        return lines

    def balanced(self, words: str, width: float, ruler: Ruler) -> list[str]:
        """Break words into as few lines as fit, and those as long as each other."""
        lines, narrower = self.lines(words, width, ruler), width
        while narrower > width / 2:
            narrower -= self.size / 4
            tried = self.lines(words, narrower, ruler)
            if len(tried) > len(lines):
                break
            lines = tried
        return lines

    def fitted(self, words: str, width: float, most: int, ruler: Ruler) -> list[str]:
        """Break words into so many lines at most; what is too much for them is left out with "…"."""
        lines = self.lines(words, width, ruler)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self.width(f"{last}…", ruler) > width:
            last = last[:-1].rstrip(" ,;:")
        return [*lines[: most - 1], f"{last}…"]

    def width(self, text: str, ruler: Ruler) -> float:
        """Return how wide a line is, in pixels."""
        return ruler.width(text, self.size, self.weight, self.family)

    def scaled(self, size: int) -> "Type":
        """Return the same type in another size."""
        return replace(self, size=size, pitch=round(self.pitch * size / self.size))

    def markup(self, lines: Iterable[str], left: float, top: float) -> str:
        """Return lines of text, the first of them below ``top``."""
        font = f'font-family="{self.family}" font-weight="{self.weight}" font-size="{self.size}"'
        return "".join(
            f'<text x="{left:g}" y="{top + n * self.pitch + self.size:g}" {font} '
            f'fill="{colour(self.tone)}">{escape(line)}</text>'
            for n, line in enumerate(lines)
        )

    def check(self, words: str, ruler: Ruler) -> None:
        """Refuse letters that only some machine's fonts could draw."""
        if lacking := ruler.lacks(words, self.weight, self.family):
            raise ReportError(
                f'the font of pictures has no "{lacking[0]}", as in "{words}"',
                hint="Write it in letters that the font has: Latin, Greek or Cyrillic.",
            )

    def _pieces(self, word: str, width: float, ruler: Ruler) -> Iterator[str]:
        piece = ""
        for letter in word:
            if piece and self.width(piece + letter, ruler) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece
