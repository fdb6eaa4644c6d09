"""A thing of an edition in, how it is cited out: as text, and as files for reference managers.

Each form says what the thing is, in which edition it stands, where, of when, and a hash by which
anybody can tell that it is still the same. A draft has no date, and says that it is one.
"""

from dataclasses import dataclass

from report.citations import bibtex, csl, ris, text
from report.citations.work import Checksum, Kind, Work
from report.model import SiteFile

__all__ = ["CHECKSUMS", "Checksum", "Citation", "Kind", "Work", "cite"]

# What an edition is cited with is the hash of this file, a list of the hashes of its figures.
CHECKSUMS = "cite/figures.sha256"


@dataclass(frozen=True, slots=True)
class Citation:
    """How a thing is cited."""

    kind: Kind
    edition: str  # its name, or "draft"
    apa: str  # plain text
    chicago: str
    bibtex: str
    checksum: Checksum
    files: tuple[tuple[str, SiteFile], ...]  # what each is called, and the file


def cite(work: Work) -> Citation:
    """Return a thing's citation in every form."""
    entry = bibtex.write(work)
    return Citation(
        work.kind,
        work.colophon.edition,
        text.apa(work),
        text.chicago(work),
        entry,
        work.checksum,
        (
            ("BibTeX", SiteFile(f"{work.stem}.bib", entry.encode())),
            ("RIS", SiteFile(f"{work.stem}.ris", ris.write(work).encode())),
            ("CSL-JSON", SiteFile(f"{work.stem}.csl.json", csl.write(work).encode())),
        ),
    )
