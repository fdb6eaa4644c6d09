"""A bug of the generator in, its traceback kept and a way to report it out.

What an editor can mend is a ``ReportError`` and never comes here.
"""

import errno
import platform
import traceback
from pathlib import Path

from report.errors import ReportError
from report.model import Project

_TOOLS = ("altair", "duckdb", "jinja2", "mkdocs", "vl-convert-python")


_MACHINE = {  # what a machine refuses, and what to do
    errno.ENOSPC: "Make room, and run it again.",
    errno.EDQUOT: "Make room, and run it again.",
    errno.EROFS: "Run it where the project can be written to.",
    errno.EACCES: "Run it as a user who may.",
    errno.EPERM: "Run it as a user who may.",
    errno.ENOMEM: "Close other programs, and run it again.",
    errno.EMFILE: "Close other programs, and run it again.",
    errno.EEXIST: "Move it away, and run it again.",
    errno.ENOTDIR: "Move what stands in its way, and run it again.",
    errno.EIO: "Look after the disk, and run it again.",
}


def machine_fault(error: OSError) -> ReportError | None:
    """Return a fault of the machine in an editor's words; None for what is a bug of ours."""
    hint = _MACHINE.get(error.errno or 0)
    if hint is None:
        return None
    return ReportError(f"the machine refuses: {error.strerror}", str(error.filename or ""), hint)


def keep(project: Project, error: Exception) -> str:
    """Write the traceback to a file of ``.build/``; return what the editor is told."""
    trace = "".join(traceback.format_exception(error))
    from importlib.metadata import version  # noqa: PLC0415 - bugs are rare, and it is slow to load

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
