"""The name of a source → the module of the publication that reads its files.

``importers/<name>.py`` has a docstring that teaches, and one function:

    restate(taken, present, wave) -> Restated

``taken`` is the file with the address of each cell, ``present`` gives the rows that a table of
``data/`` has now, ``wave`` is the release that the editor named, or None.
It raises faults, all together, for what it does not know.
"""

import runpy
from collections.abc import Callable
from typing import cast

from report.errors import ReportError
from report.intake.values import Present, Restated, Taken
from report.model import Project

FOLDER = "importers"

Restate = Callable[[Taken, Present, int | None], Restated]


def names(project: Project) -> tuple[str, ...]:
    """Return the sources that have a reader."""
    paths = sorted((project.root / FOLDER).glob("*.py"))
    return tuple(path.stem for path in paths if not path.stem.startswith("_"))


def load(project: Project, name: str) -> Restate:
    """Run the module of a source, and return what it reads files with."""
    path = project.root / FOLDER / f"{name}.py"
    # As charts are: nothing is left in sys.modules or as bytecode beside the sources. The name is
    # for the kind of its faults.
    module = runpy.run_path(str(path), run_name=f"report.intake.{name}")
    restate = module.get("restate")
    if not callable(restate):
        what = "the module has no function restate(taken, present, wave)"
        hint = "See report/intake/readers.py: it says what goes in and out."
        raise ReportError(what, project.shown(path), hint)
    if not str(module.get("__doc__") or "").strip():
        hint = "Begin the file with what it reads, what it mends and what it refuses."
        raise ReportError("the module has no docstring", f"{project.shown(path)}:1", hint)
    return cast("Restate", restate)
