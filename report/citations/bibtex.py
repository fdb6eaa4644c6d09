"""A thing in, its BibTeX entry out, as UTF-8.

Braces in a value must pair, whatever stands before them, so those of a title are written as
commands. ``@misc`` is what both BibTeX and biblatex know; they skip fields that are new to them.
"""

import re

from report.citations.work import Work

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_COMMANDS = {
    "\\": r"{\textbackslash}",
    "{": r"{\ensuremath{\lbrace}}",
    "}": r"{\ensuremath{\rbrace}}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    "`": r"{\textasciigrave}",
    **{mark: f"{{\\{mark}}}" for mark in "&%$#_"},
}
_COMMAND = re.compile("|".join(map(re.escape, _COMMANDS)))
# Two of these in a row are one other letter to TeX: a dash, a closing quote.
_LIGATURE = re.compile(r"([-'])(?=\1)")
_BEYOND_URLS = {"{": "%7B", "}": "%7D", "\\": "%5C", "^": "%5E", "`": "%60"}


def write(work: Work) -> str:
    """Return the entry."""
    lines = [f"@misc{{{work.key},", f"  author = {{{{{_escaped(work.author)}}}}},"]
    # In two pairs of braces capitals stay capitals, and a body is no person with a first name.
    lines.append(f"  title = {{{{{_escaped(work.title)}}}}},")
    if work.is_part:
        # In biblatex the first, in BibTeX, which does not know it, the second.
        lines.append(f"  maintitle = {{{{{_escaped(work.site)}}}}},")
        lines.append(f"  howpublished = {{{_escaped(work.site)}, {work.label}}},")
    if work.medium:
        lines.append(f"  type = {{{work.medium}}},")
    if work.day:
        lines.append(f"  year = {{{work.day.year}}},")
        lines.append(f"  month = {_MONTHS[work.day.month - 1]},")
    lines.append(f"  version = {{{work.colophon.edition}}},")
    lines.append(f"  publisher = {{{{{_escaped(work.author)}}}}},")
    if work.url:
        lines.append(f"  url = {{{_address(work.url)}}},")
    lines += [f"  note = {{{_escaped(work.note)}}},", "}", ""]
    return "\n".join(lines)


def _escaped(words: str) -> str:
    return _LIGATURE.sub(r"\1{}", _COMMAND.sub(lambda match: _COMMANDS[match[0]], words))


def _address(url: str) -> str:
    """Return an address as it stands in a verbatim field: nothing of it may be a command."""
    return "".join(_BEYOND_URLS.get(letter, letter) for letter in url)
