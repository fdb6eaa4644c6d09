"""A thing in, its citation as text out: in the styles of APA (7) and Chicago (17, bibliography).

In plain text: what the styles set in italics stands upright.
"""

from babel.dates import format_date

from report.citations.work import Work

_ENDS = (".", "?", "!", "…")


def apa(work: Work) -> str:
    """Return: Author. (2023, September). Title [Chart]. In Site (Edition 2023-09). Address [hash]."""
    _ = work.sayings.gettext
    when = f"{work.day.year}, {_month(work)}" if work.day else _("n.d.")
    medium = f" [{work.medium}]" if work.medium else ""
    title = _ended(f"{work.title}{medium}")
    # A page stands on a site, a chart or a data set in a work.
    where = _("In %(work)s", work=work.site) if medium else work.site
    where = f"{title} {where}" if work.is_part else work.title
    return f"{_ended(work.author)} ({when}). {where} ({work.edition}). {_place(work)} {_hash(work)}"


def chicago(work: Work) -> str:
    """Return: Author. “Title.” Chart. Site, edition 2023-09. September 2023. Address. [hash]."""
    _ = work.sayings.gettext
    when = f"{_month(work)} {work.day.year}" if work.day else _("n.d.")
    medium = f" {work.medium}." if work.medium else ""
    quoted = _("“%(title)s”", title=_ended(work.title))
    title = f"{quoted}{medium} " if work.is_part else ""
    whole = f"{title}{work.site}, {work.label}. {_ended(when)}"
    return f"{_ended(work.author)} {whole} {_place(work)}. {_hash(work)}"


def _month(work: Work) -> str:
    return format_date(work.day, "LLLL", locale=work.colophon.site.locale)


def _ended(words: str) -> str:
    return words if words.endswith(_ENDS) else f"{words}."


def _place(work: Work) -> str:
    return work.url or work.place


def _hash(work: Work) -> str:
    return f"[{work.checksum.told(work.sayings)}]"
