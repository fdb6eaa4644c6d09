"""A folder and a title in, an empty publication out: its own sources, and the generator with it.

It is a checkout of its own: ``make site`` and ``make test`` work in it, and it needs nothing of
the checkout that made it. What it tells of is invented and says so.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from report import bundle, disk
from report.errors import ReportError
from report.scaffolds.text import FILES, fill, is_sayable

_GENERATOR = Path(__file__).resolve().parents[2]
_OWN = FILES / "publication"
_BARE = FILES / "bare"  # what stands in the place of the example where none is wanted
# What the README says of the one and of the other.
_WITH_EXAMPLE = {
    "state": (
        "The coast that it tells of now is invented. "
        "It is there so that the site builds at once; put your own data in its place."
    ),
    "begin": (
        "Take the invented boats out of `data/`, `queries/`, `charts/` and `content/`. "
        "(`new project --bare` begins without them.)"
    ),
}
_WITHOUT_EXAMPLE = {
    "state": "It has no data yet: it is built once it has a table.",
    "begin": "Say what the columns of the table hold, and give it laws, in `queries/checks/`.",
}
# What programs beside the build read.
_BESIDE = (
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".vscode/settings.json",
)
# What faults and help lead to, whole: a page of it leads to others.
_GUIDE = (".md", ".cdx.json", ".conf", "_headers")
_KINDS = "front findings finding charts chart figures figure prose".split()
_SCRIPTS = frozenset({".ci/run"})
# In a file of words, a message that only the settings of another publication have.
_OF_SETTINGS = re.compile(r'#: mkdocs\.yml\nmsgid "(\w+)"\n')


def project(folder: Path, title: str, *, bare: bool = False) -> Path:
    """Write an empty publication into a folder that is new or empty, whole or not at all.

    It has an invented example, so that it builds at once; a ``bare`` one has none, and no data.
    """
    target = folder.absolute()
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ReportError("this is no folder", str(folder), "Name a folder that is not there yet.")
    if target.is_dir() and any(target.iterdir()):
        hint = "A publication begins in a folder that is new or empty: nothing is overwritten."
        raise ReportError("the folder is not empty", str(folder), hint)
    if not target.parent.is_dir():
        raise ReportError("there is no such folder", str(folder.parent), "Make it first.")
    called = title.strip() or target.name
    if not is_sayable(called):
        hint = 'Name it with --title "…": plain words, without a number or a rank in them.'
        raise ReportError(f'"{called}" cannot be the name of a publication', str(folder), hint)
    with disk.staging(target) as staged:
        for path, content in sorted(_files(called, bare=bare).items()):
            file = staged / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            file.chmod(0o755 if path in _SCRIPTS else 0o644)
        if target.is_dir():
            target.rmdir()
        disk.place(staged, target)
    return target


def _files(title: str, *, bare: bool) -> dict[str, bytes]:
    """Return all files of the publication, by their paths in it."""
    files = bundle.generator()
    for path in _BESIDE:
        if (_GENERATOR / path).is_file():
            files[path] = (_GENERATOR / path).read_bytes()
    for path, file in disk.files(_GENERATOR / "docs").items():
        if path.endswith(_GUIDE):
            files[f"docs/{path}"] = file.read_bytes()
    for file in disk.files(_GENERATOR / "templates").values():
        path = file.relative_to(_GENERATOR).as_posix()
        files[path] = _spoken(file) if file.suffix == ".po" else file.read_bytes()
    return {**files, **dict(_own(title, bare=bare))}


def _own(title: str, *, bare: bool) -> Iterator[tuple[str, bytes]]:
    """Yield what is written for the new publication; a dot or an ending is kept from tools here."""
    quoted = json.dumps(title, ensure_ascii=False)
    values = {"title": title, "quoted": quoted, "kinds": ", ".join(_KINDS)}
    values |= _WITHOUT_EXAMPLE if bare else _WITH_EXAMPLE
    own = {
        path: file for path, file in disk.files(_OWN).items() if not (bare and _is_example(path))
    }
    for path, file in {**own, **(disk.files(_BARE) if bare else {})}.items():
        name = re.sub(r"(^|/)dot\.", r"\1.", path).removesuffix(".txt")
        yield name, fill(file.read_text(encoding="utf-8"), **values).encode()


def _is_example(path: str) -> bool:
    return path.startswith(("charts/", "content/", "data/", "queries/"))


def _spoken(path: Path) -> bytes:
    """Return a file of words without the kinds of pages that the new publication has not."""
    parts = path.read_text(encoding="utf-8").split("\n\n")
    kept = [part for part in parts if not (found := _OF_SETTINGS.match(part)) or found[1] in _KINDS]
    return "\n\n".join(kept).rstrip("\n").encode() + b"\n"
