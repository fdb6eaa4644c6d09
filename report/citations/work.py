"""What can be cited: an edition, a finding, a chart, a figure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Literal

from report.colophon import DRAFT, Colophon
from report.credits import edition_label
from report.sayings import N_, Sayings

Kind = Literal["edition", "finding", "chart", "figure"]

_MEDIA: dict[Kind, str] = {"chart": N_("Chart"), "figure": N_("Data set")}
_NO_KEY = re.compile(r"[^a-z0-9_]+")


@dataclass(frozen=True, slots=True)
class Checksum:
    """A published file that tells whether a thing is the one that was cited."""

    path: str  # below the edition's root: figures/face_latest.csv
    sha256: str

    def told(self, sayings: Sayings) -> str:
        """Return the file and its hash, in words."""
        hashed = sayings.gettext("SHA-256 of %(path)s", path=self.path)
        return f"{hashed}: {self.sha256}"


@dataclass(frozen=True, slots=True)
class Work:
    """A thing of an edition, as it is cited."""

    kind: Kind
    name: str  # plain text on however many lines; "title" gives it on one
    path: str  # of its page, below the edition's root; empty for the edition itself
    stem: str  # of the files with its citation, below the edition's root
    checksum: Checksum
    colophon: Colophon

    @property
    def title(self) -> str:
        """What it is called, on one line: no format has room for more."""
        return one_line(self.name)

    @property
    def site(self) -> str:
        """The publication that it stands in."""
        return one_line(self.colophon.site.name)

    @property
    def author(self) -> str:
        """Who has made it: the publisher, who is a body and no person."""
        return one_line(self.colophon.publisher)

    @property
    def is_part(self) -> bool:
        """Whether it stands in an edition, or is one."""
        return self.kind != "edition"

    @property
    def medium(self) -> str:
        """What it is besides a text; empty for what is read."""
        return self.sayings.gettext(_MEDIA[self.kind]) if self.kind in _MEDIA else ""

    @property
    def edition(self) -> str:
        """The edition in words: "Edition 2023-09", or "Draft"."""
        name, _ = self.colophon.edition, self.sayings.gettext
        return _("Draft") if name == DRAFT else _("Edition %(name)s", name=name)

    @property
    def label(self) -> str:
        """The edition as it stands in the midst of a line: "edition 2023-09"."""
        return edition_label(self.colophon.edition, self.sayings)

    @property
    def sayings(self) -> Sayings:
        """The words of the publication's language."""
        return self.colophon.site.sayings

    @property
    def day(self) -> date | None:
        """The month of the edition, as its first day; a draft has none."""
        return self.colophon.day

    @property
    def url(self) -> str:
        """Its address for ever; empty where the site has none."""
        return self.colophon.address(self.path, at=self.path) if self.colophon.site.url else ""

    @property
    def place(self) -> str:
        """Where it stands in a site without an address, in words; else empty."""
        below = f"{self.colophon.edition}/{self.path}"
        said = self.sayings.gettext("Below the root of the site: %(path)s", path=below)
        return "" if self.url else said

    @property
    def note(self) -> str:
        """What no field is made for: edition, place and hash."""
        return ". ".join(filter(None, (self.edition, self.place, self.checksum.told(self.sayings))))

    @property
    def key(self) -> str:
        """A name for it among the references of an author: letters, digits, "-" and "_"."""
        plain = unicodedata.normalize("NFKD", f"{self.site} {self.colophon.edition} {self.path}")
        return _NO_KEY.sub("-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def one_line(words: str) -> str:
    """Return words on one line, with single blanks and without what cannot be seen."""
    line = " ".join(words.split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))
