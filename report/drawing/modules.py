"""``charts/*.py`` → chart modules: what each says the reader should see, and how it draws."""

import ast
import runpy
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import Any

from report.errors import ReportError, ReportErrors, did_you_mean
from report.model import Figure, Project

_REPORT = Path(__file__).resolve().parent.parent
_CODE = "report"  # the generator's own modules, which are no part of a project


@dataclass(frozen=True, slots=True)
class ChartModule:
    """One chart module, run."""

    name: str
    path: Path
    shown: str  # the path as an editor would type it
    says: str  # the docstring: what the reader should see
    draw: Callable[[Figure], Any]
    figure: Figure


def chart_paths(project: Project) -> list[Path]:
    """Return the chart modules of a project in the order of their names."""
    return sorted(path for path in project.charts.glob("*.py") if not path.name.startswith("_"))


def imported(path: Path, project: Project) -> list[Path]:
    """Return a chart module and what it imports of the project, and what that imports."""
    found = [path]
    for module in found:  # it grows as it is read
        for name in _imports(module):
            other = project.root.joinpath(*name.split(".")).with_suffix(".py")
            if name.split(".")[0] != _CODE and other.is_file() and other not in found:
                found.append(other)
    return found


def _imports(module: Path) -> Iterator[str]:
    try:
        tree = ast.parse(module.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError, UnicodeError):
        return  # told, with its line, when it is run
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def load(path: Path, figures: Mapping[str, Figure], project: Project) -> ChartModule:
    """Run a chart module and find the figure it draws: the one with its name."""
    says, draw = look(path, figures, project)
    return ChartModule(path.stem, path, project.shown(path), says, draw, figures[path.stem])


def look(
    path: Path, figures: Collection[str], project: Project
) -> tuple[str, Callable[[Figure], Any]]:
    """Run a chart module; return what it says and how it draws. Figures are looked at by name."""
    shown = project.shown(path)
    if path.stem not in figures:
        raise ReportError(
            f'no figure named "{path.stem}" for this chart',
            shown,
            did_you_mean(path.stem, figures),
        )
    with placed(path, shown):
        # Not imported: nothing is left in sys.modules or as bytecode beside the sources.
        names = runpy.run_path(str(path))
    says = names.get("__doc__")
    if not says or not says.strip():
        raise ReportError(
            "the chart has no docstring",
            f"{shown}:1",
            "Begin the file with a sentence that says what the reader should see.",
        )
    draw = names.get("draw")
    if not callable(draw):
        raise ReportError(
            "the chart has no function draw(figure)",
            shown,
            "Write: def draw(figure): return ranked_bars(figure, …)",
        )
    return cleandoc(says), draw


@contextmanager
def placed(path: Path, shown: str) -> Iterator[None]:
    """Give every fault of a chart module its place, and make its exceptions faults."""
    try:
        yield
    except SyntaxError as error:
        if error.filename != str(path):
            raise
        raise ReportError(
            f"Python cannot read this: {error.msg}", f"{shown}:{error.lineno}"
        ) from error
    except ReportError as error:
        where = _where(error, path, shown)
        raise _all(
            ReportError(fault.what, fault.where or where, fault.hint) for fault in error.errors
        ) from error
    except Exception as error:
        if _is_ours(error, path):
            raise
        raise ReportError(
            f"{type(error).__name__}: {_first_line(error)}", _where(error, path, shown)
        ) from error


def _all(faults: Iterable[ReportError]) -> ReportError:
    found = tuple(faults)
    return found[0] if len(found) == 1 else ReportErrors(found)


def _where(error: BaseException, path: Path, shown: str) -> str:
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(path)
    ]
    return f"{shown}:{lines[-1]}" if lines else shown


def _is_ours(error: BaseException, path: Path) -> bool:
    """Tell whether the generator itself failed, below the chart module or without it."""
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    inner = files[len(files) - files[::-1].index(str(path)) :] if str(path) in files else files
    return any(Path(file).is_relative_to(_REPORT) for file in inner)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or "no message"
