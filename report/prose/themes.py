"""A theme's template as typed in, the naked numbers in the words that readers see out."""

import re
from html.parser import HTMLParser

from report.prose.template import BOUND, mask

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_SILENT = frozenset({"script", "style", "code", "svg"})
SPOKEN = frozenset({"alt", "title", "aria-label", "content", "placeholder"})


class _Words(HTMLParser):
    """The texts of a page with their lines, those of attributes that are read out among them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of what an opening tag says aloud."""
        self._silent += tag in _SILENT
        names = dict(attrs)
        settings = tag == "meta" and "description" not in str(names.get("name"))
        for name, value in attrs:
            if name in SPOKEN and value and not settings:
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag: str) -> None:
        """Come out of a part that is not read."""
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        """Take note of a text, a line at a time."""
        if not self._silent:
            line = self.getpos()[0]
            self.found += [
                (line + number, text)
                for number, text in enumerate(data.split("\n"))
                if text.strip()
            ]


def words_of(source: str) -> list[tuple[int, str]]:
    """Return the texts of a template that readers see, with their lines; Jinja is masked."""
    words = _Words()
    # The theme is written in Jinja's usual signs; its comments keep their lines.
    bare = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source)
    masked = mask(bare)
    words.feed(re.sub(BOUND, "…", masked.text))
    words.close()
    return [*words.found, *masked.strings]
