"""Faults that an editor can mend: what is wrong, where, and what to do about it.

    ReportError            one fault
    └── ReportErrors       all faults of a stage, raised together

Anything else that is raised is a bug of the generator and keeps its traceback.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from types import FrameType


class ReportError(Exception):
    """One fault in the sources of a publication.

    ``what`` is a sentence part without a full stop, ``where`` a path as typed in the
    project, with ``:line`` where there is one, ``hint`` a whole sentence: the next step.
    ``kind`` is the module that found it: ``docs/faults.md`` has a chapter for each.
    """

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint
        self.kind = _finder()

    @property
    def errors(self) -> "tuple[ReportError, ...]":
        """Return the faults this exception stands for: itself."""
        return (self,)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{place}{self.what}{hint}"


class ReportErrors(ReportError):
    """All faults of one stage, in the order in which they were found."""

    def __init__(self, errors: Iterable[ReportError]) -> None:
        self._errors = tuple(errors)
        super().__init__(f"{len(self._errors)} faults")

    def __reduce__(self) -> tuple[type["ReportErrors"], tuple[tuple[ReportError, ...]]]:
        """Let pickle make it of its faults: it goes from one process to another."""
        return ReportErrors, (self._errors,)

    @property
    def errors(self) -> tuple[ReportError, ...]:
        """Return the faults, each once."""
        return self._errors

    def __str__(self) -> str:
        return "\n".join(map(str, self._errors))


def _finder() -> str:
    """Return which module or package of ``report`` is making a fault, or asks who makes it.

    Asked of the interpreter, as ``logging`` asks who logs: so that no fault is without a kind.
    A module of the publication makes its faults for the part of ``report`` that runs it.
    """
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - it is there for this
    outside = ""
    while frame is not None:
        package, _, module = str(frame.f_globals["__name__"]).partition(".")
        if package == "report" and module != "errors":
            return module.partition(".")[0]
        outside = outside or (package if package != "report" else "")
        frame = frame.f_back
    return outside


class Steps:
    """Steps that do not need each other: the faults of all of them are raised together."""

    def __init__(self) -> None:
        self._errors: list[ReportError] = []

    @contextmanager
    def one(self) -> Iterator[None]:
        """Do one of them."""
        try:
            yield
        except ReportError as error:
            self._errors += error.errors

    @property
    def failed(self) -> bool:
        """Whether any of them has found a fault."""
        return bool(self._errors)

    def end(self) -> None:
        """Raise what they found."""
        raise_all(self._errors)


def raise_all(errors: Iterable[ReportError]) -> None:
    """Raise the faults together, if there are any; the same fault is told once."""
    unique = list({str(error): error for error in errors}.values())
    if len(unique) == 1:
        raise unique[0]
    if unique:
        raise ReportErrors(unique)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the likely spelling, or lists what there is."""
    names = sorted(set(known))
    if close := get_close_matches(word, names, n=1, cutoff=0.6):
        return f'Did you mean "{close[0]}"?'
    if not names:
        return "There is none yet."
    shown = ", ".join(f'"{name}"' for name in names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"There is {shown}{more}."
