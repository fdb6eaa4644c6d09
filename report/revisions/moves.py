"""What was declared of names that moved in, which old name answers to which new one out.

An entry has ``from``, ``to`` and ``why``; what has nothing in its place is "retired". Both are addresses
below the edition's root: ``figures/old_name``, ``findings/a/``, ``claims/#old_name``.
A chart bears the name of its figure, and moves with it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from report.moved import RETIRED


@dataclass(frozen=True, slots=True)
class Moves:
    """The moves of one kind of thing, between two editions that have these names."""

    now: Mapping[str, str]  # old name → new name
    why: Mapping[str, str]  # old name → the reason

    @property
    def was(self) -> dict[str, str]:
        """New name → old name."""
        return {new: old for old, new in self.now.items()}

    def reason(self, old: str) -> str:
        """Return why a name moved or is gone; empty where nobody said."""
        return self.why.get(old, "")


def read_moves(
    entries: Iterable[Mapping[str, str]],
    kinds: Collection[str],
    *,
    was: Collection[str],
    now: Collection[str],
) -> Moves:
    """Return the moves of what stands below one of these addresses: "figures/", "claims/#".

    A name that both editions have did not move. One that moved twice, between editions that are
    not neighbours, is followed to where it is.
    """
    steps: dict[str, tuple[str, str]] = {}
    for entry in entries:
        for kind in kinds:
            old = _below(entry["from"], kind)
            new = "" if entry["to"] == RETIRED else _below(entry["to"], kind)
            if old is not None and new is not None:
                steps.setdefault(old, (new, entry["why"]))
    moved: dict[str, str] = {}
    why: dict[str, str] = {}
    for old in sorted({*was} - {*now}):
        at, seen = old, {old}
        while at in steps and steps[at][0] not in seen:
            at, reason = steps[at]
            why[old] = " ".join(filter(None, (why.get(old), reason)))
            seen.add(at)
        # Of two that became one, the second is gone: a figure is compared with one old self.
        if at in now and at not in was and at not in moved.values():
            moved[old] = at
    return Moves(moved, why)


def _below(address: str, kind: str) -> str | None:
    """Return the name of what has an address; None where it is of another kind.

    Pages are of the kind "", and their names are addresses, with a slash at the end.
    """
    address = address.removeprefix("~/").removeprefix("/")
    if not kind:
        return f"{address.rstrip('/')}/" if address.strip("/") else ""
    return address.removeprefix(kind).rstrip("/") if address.startswith(kind) else None
