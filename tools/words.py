"""Bring ``templates/words/*.po`` up to date with the messages of theme and generator.

    .venv/bin/python tools/words.py           # new messages are added, those of old are dropped
    .venv/bin/python tools/words.py --check   # say what is missing, and change nothing

A message is what stands in ``_("…")`` and ``ngettext("…", "…", n)``, in templates and in code.
In ``en.po`` each is there as it stands in the source, to be worded otherwise.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
# Nearest first: a message stands in the file in the order in which it is met.
_SOURCES = [("templates/**.html", "jinja2"), ("report/**.py", "python")]
_UNNAMED = {"front", "prose"}  # the search calls these pages
_KEPT = re.compile(rb'"(?:Language:|Plural-Forms|MIME-Version|Content)')
_JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


def messages(root: Path = ROOT) -> Catalog:
    """Return every message of a checkout, without translations."""
    catalog = Catalog(charset="utf-8")
    for folder in ("templates", "report"):
        found = extract_from_dir(
            root / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in _SOURCES],
            {"**.html": _JINJA},
            keywords=DEFAULT_KEYWORDS,
        )
        for path, _, message, _, _ in sorted(found, key=lambda each: each[:2]):
            # No lines: they change with everything, and the file with them.
            catalog.add(message, locations=[(f"{folder}/{path}", 0)])
    for kind in _kinds(root):
        catalog.add(kind, locations=[("mkdocs.yml", 0)])
    return catalog


def updated(catalog: Catalog, path: Path) -> tuple[bytes, list[str]]:
    """Return what a file of translations should hold, and the messages that lack one."""
    language = path.stem
    known = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.is_file() else None
    told = Catalog(
        locale=language,
        charset="utf-8",
        fuzzy=False,
        header_comment=f"# The words of the theme and of the generator: {language}.\n"
        "# tools/words.py keeps the list; CONTRIBUTING.md tells how to add a language.",
    )
    lacking: list[str] = []
    for message in catalog:
        if not message.id:
            continue
        was = known.get(message.id) if known else None
        string = was.string if was and not was.fuzzy else None
        if language == "en" and not _is_whole(string):
            string = message.id
        if not _is_whole(string):
            lacking.append(message.id if isinstance(message.id, str) else message.id[0])
            string = None
        told.add(message.id, string or "", locations=message.locations)
    out = io.BytesIO()
    write_po(out, told, width=100, omit_header=False, include_lineno=False, sort_by_file=False)
    return _timeless(out.getvalue()), lacking


def _kinds(root: Path) -> Iterator[str]:
    """Yield the kinds of pages that the publication has, which the search names."""

    class Lenient(yaml.SafeLoader):
        """YAML whose tags stand for nothing."""

    Lenient.add_multi_constructor("", lambda *_: None)
    config = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Lenient)  # noqa: S506 - a SafeLoader
    yield from (kind for kind in config["extra"]["kinds"] if kind not in _UNNAMED)


def _is_whole(string: object) -> bool:
    """Tell whether a translation says something, in each of its numbers."""
    return bool(string) and all(string if isinstance(string, list | tuple) else [string])


def _timeless(content: bytes) -> bytes:
    """Return a file without what its header says of the clock, of people and of Babel."""
    header, gap, rest = content.partition(b"\n\n")
    lines = header.split(b"\n")
    return b"\n".join(line for line in lines if line[:1] != b'"' or _KEPT.match(line)) + gap + rest


def main() -> int:
    """Update every file there is, or look at it; return whether one is not as it should be."""
    check = "--check" in sys.argv[1:]
    catalog, wrong = messages(), False
    for path in sorted((ROOT / "templates/words").glob("*.po")):
        content, lacking = updated(catalog, path)
        stale = path.read_bytes() != content
        if stale and not check:
            path.write_bytes(content)
        for message in lacking:
            print(f"{path.name}: not translated: {message}")
        if stale:
            print(f"{path.name}: {'is out of date' if check else 'brought up to date'}")
        wrong = wrong or bool(lacking) or (stale and check)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
