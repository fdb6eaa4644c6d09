"""A page of an edition in, where else the page stands among the editions out.

An edition is sealed when no later one is known: its pages lead to earlier editions, to the list
of all, and to ``latest/``, which is whatever is newest when they are read. What came after it a
page learns from a script of the theme.
"""

from dataclasses import dataclass

from report.facts import Past

_SHOWN = 5  # earlier editions in a menu: those before them are in the list of all


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An earlier edition, as a page leads to it."""

    name: str
    title: str  # empty where it says no more than the name
    address: str  # below the root of the edition that leads there
    has_page: bool  # False: the page did not exist then, and the address is that of the front page


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition among those before it."""

    edition: str  # its name, or "draft"
    title: str
    past: tuple[Past, ...]  # earlier editions, newest first

    def before(self, address: str) -> tuple[Neighbour, ...]:
        """Return the editions directly before this one, newest first, at the same page."""
        return tuple(_neighbour(past, address) for past in self.past[:_SHOWN])

    def newest(self, address: str, site_url: str) -> str:
        """Return the address of a page in the newest edition: absolute where the site has one."""
        return f"{site_url or '~/../'}latest/{address}"

    def own(self, address: str, site_url: str) -> str:
        """Return the address that stays the page's own; empty for a draft, and where none is known."""
        return (
            "" if self.edition == "draft" or not site_url else f"{site_url}{self.edition}/{address}"
        )


def _neighbour(past: Past, address: str) -> Neighbour:
    has_page = f"{address}index.html" in past.files
    return Neighbour(
        past.edition,
        "" if past.title == past.edition else past.title,
        f"~/../{past.edition}/{address if has_page else ''}",
        has_page,
    )
