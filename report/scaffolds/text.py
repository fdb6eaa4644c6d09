"""A file of ``files/`` and values in, its text with the values in their places out."""

import re
from pathlib import Path

from report.prose import naked_in_text

FILES = Path(__file__).resolve().parent / "files"
_PLACE = re.compile(r"<<(\w+)>>")
_UNSAID = re.compile(
    r"[\[\]<>{}\\\"|;]"
)  # what headers, front matter or Python would read otherwise


def filled(file: str, /, **values: str) -> str:
    """Return the text of one file; every place in it has a value."""
    return fill((FILES / file).read_text(encoding="utf-8"), **values)


def fill(text: str, /, **values: str) -> str:
    """Return a text with a value for every ``<<place>>`` in it."""
    return _PLACE.sub(lambda match: values[match[1]], text)


def words(name: str) -> str:
    """Return a name as the beginning of a sentence: harbours_by_size → Harbours by size."""
    said = re.sub(r"[_-]+", " ", name).strip()
    return said[:1].upper() + said[1:]


def sayable(*candidates: str) -> str:
    """Return the first of some texts that a page may say as it stands; the last one always may.

    A name may count or rank (``top_ten``): its words would be refused wherever readers see them.
    """
    *more, last = candidates
    return next((text for text in more if is_sayable(text)), last)


def is_sayable(text: str) -> bool:
    """Tell whether a text is plain, and has no number or rank that is bound to nothing."""
    plain = text.strip() and "\n" not in text and not _UNSAID.search(text)
    return bool(plain) and not list(naked_in_text(text))
