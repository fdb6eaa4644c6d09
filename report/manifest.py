"""What an edition is called and what it holds ↔ ``edition.json`` and ``versions.json``.

Pure: names, seals and bytes in, the same out; ``editions`` does the reading and the writing.

A name is a month, and the number of a revision: 2023-09, 2023-09.1.
Digits, a hyphen and a point: so no name is an address of the site's own (latest, draft, 404),
a device of some system (nul, con), a step up (..), or a look-alike of another name.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from report.errors import ReportError

# ASCII digits by name: \d is a digit of any script. The years are those of this century, for a
# zip file carries no date before 1980, and four digits that are no such year are a slip.
_NAME = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])(?:\.([1-9][0-9]?))?")
_MEANT = re.compile(r"\s*(\d{4})[\W_]?(\d{1,2})(?:[^\w-](\d{1,2}))?\s*")
_SCHEMA = "schemas/edition.schema.json"  # what an edition.json with these files keeps to
_SHOWN = 40  # characters of a refused name
_LONGEST_TITLE = 120  # characters: what a menu and a search result can show


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition says of itself; refused at birth if it may not be published."""

    name: str
    title: str  # plain text on one line
    facts: Mapping[str, object]  # what JSON can hold: versions of tools, values of figures

    def __post_init__(self) -> None:
        """Refuse a name that cannot stand for ever, and a title that is not one line of text."""
        check_name(self.name)
        check_title(self.title)


@dataclass(frozen=True, slots=True)
class Seal:
    """What a file must be to be the one that was published."""

    sha256: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """An edition, and the seal of each of its files by path within it."""

    edition: Edition
    files: Mapping[str, Seal]


def check_title(title: str) -> None:
    """Refuse a title that is not one line of text, or longer than the places where it is shown."""
    if not title.strip() or not title.isprintable():
        raise ReportError(f"{json.dumps(title)} is not a title", hint="One line of text.")
    if len(title) > _LONGEST_TITLE:
        what = f"the title has {len(title)} characters"
        raise ReportError(what, hint=f"At most {_LONGEST_TITLE} fit in a menu.")


def check_name(name: str) -> None:
    """Refuse a name that is not a month, or a month and the number of a revision."""
    if is_name(name):
        return
    hint = "An edition is named by its month, 2023-09, and a revision of it 2023-09.1."
    if found := _MEANT.fullmatch(name):
        year, month, *revision = (int(digits) for digits in found.groups() if digits)
        meant = ".".join([f"{year:04}-{month:02}", *map(str, revision)])
        hint = f'Did you mean "{meant}"?' if is_name(meant) else hint
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}..."
    # As JSON, so that blanks, controls and look-alikes show: "2023\u201109".
    raise ReportError(f"{json.dumps(shown)} cannot be the name of an edition", hint=hint)


def is_name(name: str) -> bool:
    """Tell whether an edition may have this name; the whole of it, a last newline too."""
    return _NAME.fullmatch(name) is not None


def edition_date(name: str) -> date:
    """Return the date an edition bears: the first of its month, for its revisions too."""
    year, month, _ = _order(name)
    return date(year, month, 1)


def source_date_epoch(day: date) -> int:
    """Return the first second of a day, in UTC: what SOURCE_DATE_EPOCH asks for."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def newest_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return names in the order of their dates and revisions, .10 after .9."""
    return tuple(sorted(names, key=_order, reverse=True))


def is_before(name: str, other: str) -> bool:
    """Tell whether an edition comes before another in the order of dates and revisions."""
    return _order(name) < _order(other)


def next_revision(name: str, taken: Iterable[str]) -> str:
    """Return the next free name for another edition of the same month."""
    month = name.partition(".")[0]
    revisions = [_order(other)[2] for other in taken if other.partition(".")[0] == month]
    return f"{month}.{max(revisions, default=0) + 1}"


def differences(then: Mapping[str, object], now: Mapping[str, object]) -> dict[str, str]:
    """Return what became of each file that is not as it was, sorted by path.

    What tells one file from another is its seal, or its hash.
    """
    changed = {
        path: "is missing" if path not in now else "is extra" if path not in then else "differs"
        for path in then.keys() | now.keys()
        if then.get(path) != now.get(path)
    }
    return dict(sorted(changed.items()))


def format_manifest(manifest: Manifest) -> bytes:
    """Return ``edition.json``: the same bytes for the same edition."""
    edition = manifest.edition
    # Editions that were sealed before there was a schema stay as they are.
    schema = {"$schema": _SCHEMA} if _SCHEMA in manifest.files else {}
    return _format_json(
        {
            **schema,
            "edition": edition.name,
            "title": edition.title,
            "date": edition_date(edition.name).isoformat(),
            "facts": dict(edition.facts),
            "files": {
                path: {"sha256": seal.sha256, "size": seal.size}
                for path, seal in manifest.files.items()
            },
        }
    )


@lru_cache(128)  # a publication of fifty editions asks for each of them many times
def parse_manifest(content: bytes) -> Manifest:
    """Read ``edition.json``; ValueError, KeyError or TypeError where it is not one."""
    fields = json.loads(content)
    return Manifest(
        Edition(fields["edition"], fields["title"], fields["facts"]),
        {path: Seal(seal["sha256"], seal["size"]) for path, seal in fields["files"].items()},
    )


def format_versions(editions: Iterable[Edition]) -> bytes:
    """Return ``versions.json`` in mike's format: newest first, and the newest is the latest."""
    titles = {edition.name: edition.title for edition in editions}
    names = newest_first(titles)
    return _format_json(
        [
            {
                "version": name,
                "title": titles[name],
                "aliases": ["latest"] if name == names[0] else [],
            }
            for name in names
        ]
    )


def _format_json(value: object) -> bytes:
    # Sorted, so that no order of a set or a folder reaches the bytes; NaN is not JSON.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def _order(name: str) -> tuple[int, int, int]:
    """Return year, month and revision; the name is known to be right."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(name)
    year, month, revision = found.groups(default="0")
    return int(year), int(month), int(revision)
