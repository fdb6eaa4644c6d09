"""The first line of a table and the columns of its contract in, what differs out."""

import json
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from report.contract import NAME
from report.errors import ReportError, did_you_mean
from report.tables.quoting import shown

_DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def name_faults(
    header: Sequence[str], names: Sequence[str], where: str, promised: str = ""
) -> list[ReportError]:
    """Return what is wrong with the names of a file's columns, and with their order.

    ``promised`` is the place of the contract that names the columns.
    """
    if not header:
        hint = f"It names the columns: {','.join(names)}"
        return [ReportError("the first line is empty", where, hint)]
    if len(header) == 1 and (marks := _delimiter(header[0], names)):
        what = f"the cells are divided by {marks}, not by commas"
        return [ReportError(what, where, "Save it with commas.")]
    missing = [name for name in names if name not in header]
    guesses = {name: _guess(name, missing) for name in header if name not in names}
    if len(missing) == len(names) and not any(guesses.values()):
        hint = f"It must be: {','.join(names)}"
        return [ReportError("the first line does not name the columns", where, hint)]
    faults = list(_differences(header, names, guesses, where, promised))
    if not faults and list(header) != list(names):
        what = "the columns stand in another order than in the contract"
        faults.append(ReportError(what, where, f"The contract says: {','.join(names)}"))
    return faults


def _delimiter(cell: str, names: Sequence[str]) -> str:
    for mark, plural in _DELIMITERS.items():
        if mark in cell and set(names) & {part.strip('" ') for part in cell.split(mark)}:
            return plural
    return ""


def _guess(name: str, missing: Sequence[str]) -> str:
    return next(iter(get_close_matches(name.strip().lower(), missing, n=1, cutoff=0.6)), "")


def strange(name: str, names: Sequence[str], before: str, promised: str) -> str:
    """Return a hint for a column that the contract lacks: its likely spelling, or its entry."""
    hint = did_you_mean(name, names)
    if not promised or not hint.startswith("There") or not NAME.fullmatch(name):
        return hint
    title = name[:1].upper() + name[1:].replace("_", " ")
    field = json.dumps({"name": name, "type": "string", "title": title}, ensure_ascii=False)
    place = f', behind "{before}"' if before else ""
    return f"Take it out of the file, or declare it in {promised}{place}, with its type: {field},"


def lost(promised: str) -> str:
    """Return a hint for a column that a file lacks."""
    return f"Add it to the file, or take it out of {promised}." if promised else ""


def _differences(
    header: Sequence[str],
    names: Sequence[str],
    guesses: dict[str, str],
    where: str,
    promised: str,
) -> Iterator[ReportError]:
    for position, name in enumerate(header):
        if not name:
            yield ReportError(f"column {position + 1} has no name", where)
        elif name in header[:position]:
            yield ReportError(f"the column {shown(name)} stands twice", where)
        elif name not in names:
            before = next((each for each in reversed(header[:position]) if each in names), "")
            hint = (
                did_you_mean(guesses[name], names)
                if guesses[name]
                else strange(name, names, before, promised)
            )
            yield ReportError(f"no column {shown(name)} in the contract", where, hint)
    for name in names:
        if name not in header and name not in guesses.values():
            yield ReportError(f'the column "{name}" is missing', where, lost(promised))
