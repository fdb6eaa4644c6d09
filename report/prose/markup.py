"""Masked Markdown in, its stretches of plain prose out, each with the lines it stands on.

Headings, paragraphs, list items, table cells, front matter, link texts and titles, alternative
texts and footnotes are prose. Code, addresses, raw HTML tags, anchors, list numbers and
blockquotes are told apart.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from report.prose.template import APART, CLAIM, END_CLAIM, END_LITERAL, LITERAL

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---\n(.*?\n)?---(?:\n|\Z)", re.DOTALL)
_MARKS = re.compile(f"([{CLAIM}{END_CLAIM}{LITERAL}{END_LITERAL}])")
# Python-Markdown's own signs, which CommonMark takes for text: anchors and footnotes.
_ATTRIBUTES = re.compile(r"\{(?:: ?|[ ]?[#.])[^{}\n]*\}")
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]: ?")
_FOOTNOTE_SIGN = re.compile(r"\[\^[^\]\s]+\]")
# Raw HTML that holds no prose at all, comments included.
_UNREAD = re.compile(r"<!--.*?-->|<(script|style|math)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# What a tag says aloud: of a picture, a mark, a link.
_ALOUD = re.compile(
    r"""\b(?:alt|title|aria-label|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z0-9]+)")
# Between these tags stand names, code or the words of others.
_APART_TAGS = frozenset({"code", "kbd", "samp", "var", "q", "cite"})
_APART_BLOCKS = frozenset({"pre", "blockquote"})
_INLINE_TAGS = frozenset("a abbr b em i mark s small span strong sub sup u wbr".split())


@dataclass(slots=True)
class Block:
    """A stretch of prose that is read as one, such as a paragraph or a title."""

    text: str = ""
    breaks: list[tuple[int, int]] = field(default_factory=list)  # (from this character, line)
    claimed: list[tuple[int, int]] = field(default_factory=list)  # stretches within a claim
    declared: list[tuple[int, int]] = field(default_factory=list)  # stretches declared literal

    def line(self, at: int) -> int:
        """Return the line on which a character stands."""
        return self.breaks[max(bisect_right(self.breaks, (at, 1 << 60)) - 1, 0)][1]


@dataclass(slots=True)
class _Fences:
    """What is open and may reach over several blocks: claims, literals, quotations in HTML."""

    claims: int = 0
    literals: int = 0
    tags: list[str] = field(default_factory=list)

    def pass_(self, mark: str) -> None:
        self.claims = max(0, self.claims + (mark == CLAIM) - (mark == END_CLAIM))
        self.literals = max(0, self.literals + (mark == LITERAL) - (mark == END_LITERAL))


def plain(text: str, line: int = 1) -> Block:
    """Return a text that is no Markdown as a block."""
    block = Block(text, [(0, line)])
    for nth, end in enumerate(re.finditer("\n", text), 1):
        block.breaks.append((end.end(), line + nth))
    return block


def blocks(text: str, names: frozenset[str]) -> Iterator[Block]:
    """Yield the prose of a masked content file; ``names`` are front matter keys without prose."""
    fences = _Fences()
    front = _FRONT.match(text)
    if front:
        yield from _front_matter(front[1] or "", names, fences)
        text = "\n" * front[0].count("\n") + text[front.end() :]
    apart = 0
    from report.prose.commonmark import PARSER  # noqa: PLC0415 - what was read is kept: seldom needed

    for token in PARSER.parse(_commonmark(text)):
        apart += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "inline":
            reader = _Reader(fences, quiet=apart > 0)
            yield from reader.read(token.children or [], (token.map or [0, 0])[0] + 1)


def _front_matter(text: str, names: frozenset[str], fences: _Fences) -> Iterator[Block]:
    """Yield the values of the entries, one on each line; quotes round a whole value are YAML's."""
    for number, line in enumerate(text.split("\n"), 2):
        key, colon, value = line.partition(":")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        if colon and key.strip() not in names:
            reader = _Reader(fences, quiet=False)
            reader.add(value, number)
            yield from reader.close()


def _commonmark(text: str) -> str:
    """Return the text without what only Python-Markdown knows; every line keeps its number."""
    text = _UNREAD.sub(lambda unread: "\n" * unread[0].count("\n"), text)
    lines, in_footnote = [], False
    for line in text.split("\n"):
        footnote = _FOOTNOTE.match(line)
        if footnote:
            in_footnote = True
            lines.append(line[footnote.end() :])
            continue
        in_footnote = in_footnote and (not line.strip() or line.startswith("    "))
        lines.append(line[4:] if in_footnote else line)
    return _FOOTNOTE_SIGN.sub("", _ATTRIBUTES.sub("", "\n".join(lines)))


class _Reader:
    """Puts the pieces of one block together, and knows the line of each."""

    def __init__(self, fences: _Fences, *, quiet: bool) -> None:
        self._fences, self._quiet = fences, quiet
        self._block = Block()
        self._parts: list[str] = []
        self._at = 0
        self._claim_from = 0 if fences.claims else None
        self._literal_from = 0 if fences.literals else None
        self._tags: list[str] = []
        self._more: list[Block] = []

    def read(self, children: Sequence["Token"], first: int) -> Iterator[Block]:
        """Read the inline tokens of a block that begins on the line ``first``."""
        in_address = False
        for token in children:
            line = first + int(token.meta.get("line", 0))
            if token.type in {"link_open", "link_close"} and token.markup == "autolink":
                in_address = token.type == "link_open"
                self.add(APART, line)
            elif token.type in {"link_open", "image"}:
                self._aside(token, line)
            elif token.type == "html_inline":
                self._tag(token.content, line)
            elif token.type == "code_inline" or in_address:
                self._marks(token.content)
                self.add(APART, line)
            elif token.type in {"softbreak", "hardbreak"}:
                self.add("\n", line)
            elif token.content:
                self.add(token.content, line)
        yield from self.close()

    def add(self, text: str, line: int) -> None:
        """Add prose that stands on one line; fences within it are noted and left out."""
        self._block.breaks.append((self._at, line))
        for part in _MARKS.split(text):
            if _MARKS.fullmatch(part):
                self._fence(part)
            else:
                apart = self._tags or self._fences.tags
                shown = APART * len(part) if apart else part
                self._parts.append(shown)
                self._at += len(shown)

    def close(self) -> Iterator[Block]:
        """Yield what was read, and the titles and alternative texts within it."""
        if self._claim_from is not None:
            self._block.claimed.append((self._claim_from, self._at))
        if self._literal_from is not None:
            self._block.declared.append((self._literal_from, self._at))
        self._block.text = "".join(self._parts)
        if not self._quiet:
            yield from (block for block in [self._block, *self._more] if block.text.strip())

    def _aside(self, token: "Token", line: int) -> None:
        """Read an image's alternative text, and the title of a link or image, on their own."""
        reader = _Reader(self._fences, quiet=False)
        self._more += reader.read(token.children or [], line)
        if title := str(token.attrs.get("title", "")):
            reader = _Reader(self._fences, quiet=False)
            reader.add(title, line)
            self._more += reader.close()

    def _tag(self, html: str, line: int) -> None:
        self._marks(html)
        for double, single in _ALOUD.findall(html):
            reader = _Reader(self._fences, quiet=False)
            reader.add(double or single, line)
            self._more += reader.close()
        tag = _TAG.match(html)
        name = tag[2].lower() if tag else ""
        if name not in _INLINE_TAGS:
            self.add(" ", line)
        open_tags = self._fences.tags if name in _APART_BLOCKS else self._tags
        if tag and not tag[1] and name in _APART_TAGS | _APART_BLOCKS:
            open_tags.append(name)
        elif tag and name in open_tags:
            open_tags.remove(name)

    def _marks(self, text: str) -> None:
        for mark in _MARKS.findall(text):
            self._fence(mark)

    def _fence(self, mark: str) -> None:
        before = self._fences.claims, self._fences.literals
        self._fences.pass_(mark)
        if not before[0] and self._fences.claims:
            self._claim_from = self._at
        elif before[0] and not self._fences.claims and self._claim_from is not None:
            self._block.claimed.append((self._claim_from, self._at))
            self._claim_from = None
        if not before[1] and self._fences.literals:
            self._literal_from = self._at
        elif before[1] and not self._fences.literals and self._literal_from is not None:
            self._block.declared.append((self._literal_from, self._at))
            self._literal_from = None
