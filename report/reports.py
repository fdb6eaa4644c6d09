"""How a command ended in, what an editor reads of it out: words, or with --json one report.

The report is described by ``docs/schemas/report.schema.json``; ``docs/faults.md`` has a chapter
for every kind of fault.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from report.editions import ExitCode
from report.errors import ReportError
from report.refusals import NO_WAIVERS, Judgement
from report.voice import Voice, by_place, several

GUIDE = "docs/faults.md"
WAIVING = "docs/how-to/waive-a-refusal.md"
EXIT_CODES = (
    "Exit codes: 0 done, 1 a bug of ours, 2 faults in the sources, "
    "3 the name is taken by other content, 75 another build is running."
)
# A file, with a line or not; of files that are brought in, a cell: list.csv:12, column 3 and
# book.xlsx, Sheet1!C12 and rows.parquet, row 12, column 3.
_PLACE = re.compile(
    r"(?P<file>.+?)(?::(?P<line>\d+))?(?:, (?P<cell>(?:row \d+, )?column \d+|[^,]+![A-Z]+\d+))?"
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: what the shell is told, and what --json tells in full."""

    code: ExitCode = ExitCode.DONE
    faults: tuple[ReportError, ...] = ()
    judgement: Judgement = field(default_factory=lambda: Judgement((), ()))
    result: Mapping[str, object] = field(default_factory=dict)  # what else it found, as JSON
    untouched: str = "site/"  # what is as it was, where it ended with faults


def tell(ended: Ended, voice: Voice) -> None:
    """Tell what is wrong in words, and where to read more."""
    refused = ended.judgement.errors
    voice.tell([*ended.faults, *refused])
    if kinds := list(dict.fromkeys(error.kind for error in by_place([*ended.faults, *refused]))):
        voice.warn(f"more on it: {', '.join(address(kind) for kind in kinds)}")
    if refused:
        voice.warn(f"an edition would be refused: {several(len(refused), 'refusal')}, told above")
        # What refuses without values is an entry that is idle: there is nothing to be waived.
        if any(each.values and each.rule not in NO_WAIVERS for each in ended.judgement.refused):
            voice.warn(f"what has to stay as it is can be waived: {WAIVING}")
    if ended.faults:
        voice.warn(f"{several(len(ended.faults), 'fault')}; {ended.untouched} is as it was")


def address(kind: str) -> str:
    """Return where the guide tells of a kind of fault."""
    return f"{GUIDE}#{kind}"


def format_report(command: str, ended: Ended) -> str:
    """Return the report of a command as JSON; it ends with a newline."""
    told = {
        "$schema": "docs/schemas/report.schema.json",
        "command": command,
        "exit": int(ended.code),
        "faults": [_told(error) for error in by_place(ended.faults)],
        "refusals": [
            {"rule": each.rule, "name": each.name, "values": each.values, **_told(each.error)}
            for each in ended.judgement.refused
        ],
        "waived": [
            {"rule": each.rule, "name": each.name, "until": each.until.isoformat()}
            for each in ended.judgement.waived
        ],
        "result": dict(ended.result),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _told(error: ReportError) -> dict[str, object]:
    match = _PLACE.fullmatch(error.where)
    return {
        "file": match["file"] if match else None,
        "line": int(match["line"]) if match and match["line"] else None,
        "cell": match["cell"] if match else None,
        "what": error.what,
        "hint": error.hint,
        "kind": error.kind,
        "guide": address(error.kind),
    }
