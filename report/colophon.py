"""A publication and an edition in, what every file for programs says of where it comes from out.

An address is absolute where the site has one. Where it has none it is relative to the file that
says it, as an address on a page is: so it leads there wherever the edition is put.
"""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import quote

from report.contract import Licence
from report.manifest import edition_date
from report.model import Site, Source

DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Colophon:
    """Who publishes what is built, as which edition, and on which terms."""

    DIGESTED_ONCE: ClassVar[bool] = True  # by the store: see report/store.py

    site: Site
    edition: str  # its name, or "draft"
    title: str
    licences: tuple[Licence, ...]  # of the data

    @property
    def day(self) -> date | None:
        """The date it bears; a draft has none, for the day it is built on says nothing of it."""
        return None if self.edition == DRAFT else edition_date(self.edition)

    @property
    def publisher(self) -> str:
        """Who publishes it: the publication itself where nobody else is named."""
        return self.site.publisher or self.site.name

    def address(self, path: str, *, at: str) -> str:
        """Return the address of a path of this edition, for a file or a page at another one."""
        if self.site.url:
            return f"{self.site.url}{self.edition}/{quote(path)}"
        relative = posixpath.relpath(f"/{path}", f"/{posixpath.dirname(at)}")
        return quote(f"{relative}/" if path.endswith("/") or not path else relative)

    def told(self, *, at: str) -> dict[str, object]:
        """Return the edition, its publisher and the terms of its data, for a file at a path."""
        return {
            "edition": {
                "name": self.edition,
                "title": self.title,
                "date": self.day.isoformat() if self.day else None,
                "address": self.address("", at=at),
            },
            "publication": {"name": self.site.name, "publisher": self.publisher},
            "licences": [
                {"name": each.name, "title": each.title, "url": each.url} for each in self.licences
            ],
        }


def sources(given: Sequence[Source]) -> list[dict[str, object]]:
    """Return sources as files for programs list them."""
    return [
        {
            "name": source.name,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "licence": source.licence,
            "redistributable": source.redistributable,
        }
        for source in given
    ]
