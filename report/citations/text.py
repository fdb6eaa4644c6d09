"""A thing in, its citation as text out: in the styles of APA (7) and Chicago (17, bibliography).

English forms, in plain text: what the styles set in italics stands upright.
"""

from report.citations.work import Work

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ENDS = (".", "?", "!", "…")


def apa(work: Work) -> str:
    """Return: Author. (2023, September). Title [Chart]. In Site (Edition 2023-09). Address [hash]."""
    when = f"{work.day.year}, {_MONTHS[work.day.month - 1]}" if work.day else "n.d."
    medium = f" [{work.medium}]" if work.medium else ""
    title = _ended(f"{work.title}{medium}")
    # A page stands on a site, a chart or a data set in a work.
    where = f"{title} {'In ' if medium else ''}{work.site}" if work.is_part else work.title
    return f"{_ended(work.author)} ({when}). {where} ({work.edition}). {_place(work)} {_hash(work)}"


def chicago(work: Work) -> str:
    """Return: Author. “Title.” Chart. Site, edition 2023-09. September 2023. Address. [hash]."""
    when = f"{_MONTHS[work.day.month - 1]} {work.day.year}" if work.day else "n.d."
    edition = work.edition[0].lower() + work.edition[1:]
    medium = f" {work.medium}." if work.medium else ""
    title = f"“{_ended(work.title)}”{medium} " if work.is_part else ""
    whole = f"{title}{work.site}, {edition}. {_ended(when)}"
    return f"{_ended(work.author)} {whole} {_place(work)}. {_hash(work)}"


def _ended(words: str) -> str:
    return words if words.endswith(_ENDS) else f"{words}."


def _place(work: Work) -> str:
    return work.url or work.place


def _hash(work: Work) -> str:
    return f"[{work.checksum.told}]"
