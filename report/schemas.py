"""``docs/schemas/`` in, ``schemas/<name>.schema.json`` of an edition out.

A file names the schema of its own edition, by the way to it from where the file stands: so it is
found wherever the edition is put, and says what the names meant when the file was written.
"""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from report.model import SiteFile

_FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schemas"


def files() -> Iterator[SiteFile]:
    """Return every schema, as an edition publishes it."""
    for path in sorted(_FOLDER.glob("*.schema.json")):
        yield SiteFile(f"schemas/{path.name}", path.read_bytes())


def address(name: str) -> str:
    """Return where an edition has the schema of this name."""
    return f"schemas/{name}.schema.json"


def seen_from(path: str, name: str) -> str:
    """Return the way to a schema from a file of the same edition."""
    return posixpath.relpath(address(name), posixpath.dirname(path) or ".")
