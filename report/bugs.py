"""A bug of the generator in, its traceback kept and a way to report it out.

What an editor can mend is a ``ReportError`` and never comes here.
"""

import platform
import traceback
from importlib.metadata import version
from pathlib import Path

from report.model import Project

_TOOLS = ("altair", "duckdb", "jinja2", "mkdocs", "vl-convert-python")


def keep(project: Project, error: Exception) -> str:
    """Write the traceback to a file of ``.build/``; return what the editor is told."""
    trace = "".join(traceback.format_exception(error))
    tools = "".join(f"{name} {version(name)}\n" for name in _TOOLS)
    told = f"Python {platform.python_version()}, {platform.platform()}\n{tools}\n{trace}"
    short = "".join(traceback.format_exception_only(error)).strip()
    path = project.build / "bug.txt"
    try:
        _write(path, told)
    except OSError:  # a full disk, say: then it is told here, or it would be lost
        return f"{told}\nThis is a bug of the generator or a fault of the machine, not of your sources.\n"
    return (
        f"{short}\n"
        "  This is a bug of the generator or a fault of the machine, not of your sources.\n"
        f"  Its traceback is kept in {project.shown(path)}. Report it with that file, and with what\n"
        "  you did before it. What was published is as it was.\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
