"""markdown-it, which notes with each token within a line on which line of its block it stands."""

import re
from bisect import bisect_left
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


class _State(StateInline):
    """markdown-it's state, which notes with each token on which line of its block it stands."""

    _newlines: list[int] | None = None

    def push(self, ttype: str, tag: str, nesting: Any) -> Token:  # noqa: ANN401 - of its parent
        return self._placed(super().push(ttype, tag, nesting))

    def pushPending(self) -> Token:  # noqa: N802 - markdown-it's name
        return self._placed(super().pushPending())

    def _placed(self, token: Token) -> Token:
        if self._newlines is None:
            self._newlines = [found.start() for found in re.finditer("\n", self.src)]
        token.meta = {"line": bisect_left(self._newlines, self.pos)}
        return token


class _Inline(ParserInline):
    """markdown-it's inline parser, with our state."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _parser() -> MarkdownIt:
    # Without blocks of HTML: what stands between tags is prose, as `md_in_html` has it.
    parser = MarkdownIt("commonmark", {"html": True})
    parser.inline = _Inline()
    return parser.disable("html_block").enable("table")


PARSER = _parser()
