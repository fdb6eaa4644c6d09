"""``editions/approvals.yml`` in, who approved what would be published, and what moved since, out.

    - hash: 3f8c…
      by: A. Editor
      date: 2023-09-14
      note: The margin of the north was looked at.

The hash is the SHA-256 of a list: the path and the SHA-256 of every file that an edition is made
of, and of what of earlier editions it is compared with. The day, the name and the title of the
edition are no part of it. Nor is what publishing adds to the record: an edition that was approved
can be published again, and is the same.

The list itself is kept beside the log, ``editions/approvals/<hash>.json``: its own SHA-256 is its
name. So whoever has the repository can say what moved since an approval, on another machine and a
year later; ``.build`` may be lost, and a hash alone says only that something moved.

The log only grows. An edition records its approval, and ``verify`` compares.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report import disk, seals
from report.entries import Entry, read_entries
from report.errors import ReportError, raise_all
from report.manifest import differences
from report.model import Project
from report.refusals import read_day

PATH = "editions/approvals.yml"
FACT = "approval"  # what it is called in a manifest
_FOLDER = "editions/approvals"
_HASH = re.compile("[0-9a-f]{64}")
_SHOWN = 12  # files that moved; the others are counted
_LONGEST = 500  # characters of a name or a note

Inputs = Mapping[str, str]  # the SHA-256 of every file, by its path


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody looked at what would be published, and approved it."""

    hash: str
    by: str
    date: date
    note: str = ""
    where: str = PATH  # with its line

    @property
    def told(self) -> dict[str, str]:
        """The approval as an edition records it."""
        note = {"note": self.note} if self.note else {}
        return {"hash": self.hash, "by": self.by, "date": self.date.isoformat(), **note}

    @property
    def entry(self) -> str:
        """The approval as the log has it."""
        # Quoted as JSON is, which YAML reads: a name may have a colon in it.
        lines = [
            f"{name}: {json.dumps(text, ensure_ascii=False)}" for name, text in self.told.items()
        ]
        return "- " + "\n  ".join(lines) + "\n"


def digest(inputs: Inputs) -> str:
    """Return the hash that is approved: the same for the same files, in whatever order."""
    return hashlib.sha256(_listed(inputs)).hexdigest()


def read(project: Project) -> tuple[Approval, ...]:
    """Read the log, oldest first; raise all its faults together."""
    found = []
    errors: list[ReportError] = []
    for entry in read_entries(project.root / PATH, PATH, ("hash", "by", "date"), ("note",)):
        day = read_day(entry["date"])
        faults = [*_faults(entry)]
        errors += faults
        if day and not faults:
            note = entry.texts.get("note", "")
            found.append(Approval(entry["hash"], entry["by"], day, note, entry.where))
    raise_all(errors)
    return tuple(found)


def approve(
    project: Project, inputs: Inputs, by: str, day: date, note: str = ""
) -> tuple[Approval, bool]:
    """Write down who approved these files; return the approval, and whether it is new.

    What is approved already stays as it is: an edition has one approval, the first.
    """
    who, said = " ".join(by.split()), " ".join(note.split())
    raise_all(_unfit(who, said))
    approval = Approval(digest(inputs), who, day, said)
    for each in read(project):
        if each.hash == approval.hash:
            return each, False
    disk.make_folder(project.editions)
    disk.make_folder(project.root / _FOLDER)
    # The list first: a log whose last approval has no list could not say what moved.
    disk.write(_list_path(project, approval.hash), _listed(inputs))
    log = project.root / PATH
    before = log.read_bytes() if log.is_file() else b""
    gap = b"" if not before or before.endswith(b"\n") else b"\n"
    disk.write(log, before + gap + approval.entry.encode())
    return approval, True


def given(project: Project, edition: str, inputs: Inputs) -> Approval | None:
    """Return the approval of these files; of an edition that is sealed, the one it was sealed with."""
    if edition in seals.sealed(project):
        told = seals.read(project, edition).edition.facts.get(FACT)
        return _recorded(told) if isinstance(told, dict) else None
    wanted = digest(inputs)
    return next((each for each in read(project) if each.hash == wanted), None)


def missing(project: Project, inputs: Inputs, edition: str) -> Iterator[ReportError]:
    """Say why these files are not approved: nobody did, or what moved since somebody did."""
    log = read(project)
    command = f"python build.py review {edition}"
    if not log:
        hint = f'Look at it, {command}, then approve it: {command} --approve --by "A. Editor".'
        yield ReportError("nobody has approved what would be published", PATH, hint)
        return
    last = log[-1]
    then = f"{last.by} approved it on {last.date}"
    moved = differences(_read_list(project, last), inputs)
    for path, became in list(moved.items())[:_SHOWN]:
        yield ReportError(f"this file {_SINCE[became]} since {then}", path)
    more = len(moved) - _SHOWN
    others = f", {more} of them not told here" if more > 0 else ""
    files = "1 file" if len(moved) == 1 else f"{len(moved)} files"
    what = f"{files} moved since this approval{others}: it is not of what would be published"
    hint = (
        f"Look at what moved, {command}, and approve it again: "
        f'{command} --approve --by "A. Editor". Or put the files back.'
    )
    yield ReportError(what, last.where, hint)


def verify(project: Project) -> tuple[ReportError, ...]:
    """Return a fault for each approval that an edition records and the log does not have."""
    try:
        log = [each.told for each in read(project)]
        recorded = {
            # An unpacked bundle has the manifests of older editions, and not their approvals.
            name: seals.read(project, name).edition.facts.get(FACT)
            for name in seals.restorable(project)
        }
    except ReportError as error:
        return error.errors
    hint = "The log only grows. Put back what stood there; git has it."
    return tuple(
        ReportError(f"the approval of edition {name} is not as it was recorded", PATH, hint)
        for name, told in recorded.items()
        if told is not None and told not in log
    )


# What `differences` says of a file, as it is said of what moved.
_SINCE = {"is missing": "is gone", "is extra": "is new", "differs": "is another one"}


def _recorded(told: Mapping[str, str]) -> Approval:
    day = date.fromisoformat(told["date"])
    return Approval(told["hash"], told["by"], day, told.get("note", ""))


def _faults(entry: Entry) -> Iterator[ReportError]:
    hint = "The log is written by build.py review --approve, and by nobody else."
    if not _HASH.fullmatch(entry["hash"]):
        yield ReportError(f'"{entry["hash"]}" is no SHA-256', entry.where, hint)
    if not read_day(entry["date"]):
        yield ReportError(f'"{entry["date"]}" is no date', entry.where, hint)


def _unfit(who: str, note: str) -> Iterator[ReportError]:
    if not who:
        hint = 'Say who approves: --approve --by "A. Editor".'
        yield ReportError("nobody approves this", hint=hint)
    for text in (who, note):
        if not text.isprintable() or len(text) > _LONGEST:
            what = f"{json.dumps(text[:40])} cannot be kept in the log"
            yield ReportError(what, hint=f"Plain text on one line, at most {_LONGEST} characters.")


def _listed(inputs: Inputs) -> bytes:
    """Return the list of files as it is kept; sorted, so that no folder's order reaches it."""
    return f"{json.dumps(dict(inputs), ensure_ascii=True, indent=0, sort_keys=True)}\n".encode()


def _read_list(project: Project, approval: Approval) -> Inputs:
    path = _list_path(project, approval.hash)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != approval.hash:
        what = "this is not the list of files that was approved" if content else "there is no list"
        hint = "It was written with the approval. Take it from git again, or approve anew."
        raise ReportError(what, project.shown(path), hint)
    inputs: Inputs = json.loads(content)
    return inputs


def _list_path(project: Project, name: str) -> Path:
    return project.root / _FOLDER / f"{name}.json"
