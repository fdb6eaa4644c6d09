"""npm's Vega and ``layer.js`` → one script that lets readers explore charts, and its licences.

It is made at build, from packages that the lock file pins, and is never in the repository.
esbuild comes as WebAssembly: one package for every machine, which gives the same bytes on each,
and which a Node that Python's index carries can run. Making it takes eight seconds, so what was
made is kept in ``node_modules/.cache``: it belongs to what is installed there, goes with it, and
serves the editions that are built again beside it.

The script is asked for only by a reader who reaches for a chart; see ``explore.js`` of the theme.
A theme that has none gets no layer.
"""

import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from report.errors import ReportError
from report.model import Chart, Project, SiteFile
from report.packages import find_file, find_node, find_package

LOADER = "assets/explore.js"
SCRIPT = "assets/explore/layer.js"
LICENCES = "assets/explore/licences.txt"

_HERE = Path(__file__).resolve().parent
_SCRIPTS = ("layer.js", "picture.js", "vega.js")  # the first is where it begins
_OPTIONS = """
    --bundle --minify --format=esm --target=es2022 --charset=utf8 --legal-comments=none
    --log-level=error
""".split()
_PACKAGE = re.compile(r".*node_modules/(?:@[^/]+/)?[^/]+")  # the innermost: packages hold packages
_NOTICES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license")


def files(project: Project, charts: Iterable[Chart]) -> tuple[SiteFile, ...]:
    """Return what exploring these charts takes; nothing where the theme does not offer it."""
    if not (project.templates / LOADER).is_file():
        return ()
    return (*bundle(project.root), *(layer for chart in charts for layer in chart.layers))


def bundle(root: Path) -> tuple[SiteFile, SiteFile]:
    """Return the script and the licences of what is in it."""
    folder = find_package("vega", root=root).parent / ".cache" / f"explore-{_key(root)}"
    if not folder.is_dir():
        _keep(_made(root), folder)
    return (
        SiteFile(SCRIPT, (folder / "layer.js").read_bytes()),
        SiteFile(LICENCES, (folder / "licences.txt").read_bytes()),
    )


def _key(root: Path) -> str:
    """Return what changes with anything that the script is made of."""
    # npm writes down what it has put there; of a folder's packages this is the exact list.
    installed = find_package("vega", root=root).parent / ".package-lock.json"
    parts = [path.read_bytes() for path in (Path(__file__), *(_HERE / name for name in _SCRIPTS))]
    parts += [installed.read_bytes()] if installed.is_file() else []
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:24]


def _made(root: Path) -> dict[str, bytes]:
    modules = find_package("vega", root=root).parent.resolve()
    esbuild = find_file("esbuild-wasm", "bin/esbuild", root=root)
    with TemporaryDirectory() as scratch:
        out, notes = Path(scratch, "layer.js"), Path(scratch, "notes.json")
        words = [str(find_node()), str(esbuild), str(_HERE / _SCRIPTS[0]), *_OPTIONS]
        ended = subprocess.run(
            [*words, f"--outfile={out}", f"--metafile={notes}"],
            cwd=modules.parent,
            env={**os.environ, "NODE_PATH": str(modules)},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if ended.returncode:
            said = "\n".join(ended.stderr.strip().splitlines()[:12])
            raise ReportError(
                f"the script that explores charts cannot be made\n{said}",
                "package.json",
                "Run: npm ci --ignore-scripts",
            )
        used = json.loads(notes.read_text(encoding="utf-8"))["inputs"]
        return {"layer.js": out.read_bytes(), "licences.txt": _licences(used, modules)}


def _licences(used: Iterable[str], modules: Path) -> bytes:
    """Return the notice of every package that is in the script, by its name and version."""
    folders = {found[0] for path in used if (found := _PACKAGE.match(path))}
    told: dict[str, str] = {}
    for folder in (modules.parent / each for each in folders):
        about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        notice = next((path for name in _NOTICES if (path := folder / name).is_file()), None)
        text = notice.read_text(encoding="utf-8").strip() if notice else ""
        heading = f"{about['name']} {about['version']} ({about.get('license', '')})"
        told[heading] = f"{heading}\n\n{text}\n"
    return ("\n" + "-" * 72 + "\n\n").join(told[each] for each in sorted(told)).encode()


def _keep(made: dict[str, bytes], folder: Path) -> None:
    """Put what was made in its place at once: builds beside this one may look for it."""
    folder.parent.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=folder.parent) as scratch:
        whole = Path(scratch, "whole")
        whole.mkdir()
        for name, content in made.items():
            (whole / name).write_bytes(content)
        try:
            whole.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another build made the same
                raise
