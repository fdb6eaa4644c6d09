"""What others would build the same site with: installed as locked, and started.

Nothing of it is in the project's own locks, and nothing is installed where the project's own
things are: it goes to ``.build/benchmarks/``, which git ignores.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.measuring import ROOT, WORK, Run, run
from tools.install import NPM, PIP, find_npm

HERE = ROOT / "benchmarks" / "others"
PYTHON = WORK / "venv" / "bin" / "python"
MODULES = WORK / "npm" / "node_modules"
_FRAMEWORK = MODULES / "@observablehq" / "framework" / "dist" / "bin" / "observable.js"
_QUIET = {"OBSERVABLE_TELEMETRY_DISABLE": "1", "NO_MKDOCS_2_WARNING": "1"}
_PACKAGES = ("@observablehq/framework", "@observablehq/plot", "vega", "vega-lite", "vega-embed")


def install() -> None:
    """Bring what the locks name; what is there already stays."""
    for folder, lock, bring in (
        (PYTHON.parent.parent, "requirements.lock", _install_python),
        (MODULES.parent, "package-lock.json", _install_modules),
    ):
        stamp = folder / "stamp"
        key = hashlib.sha256((HERE / lock).read_bytes()).hexdigest()
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
            continue
        print(f"Installing benchmarks/others/{lock}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        bring(folder)
        stamp.write_text(key, encoding="utf-8")


def _install_python(folder: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "install", *PIP]
    subprocess.run([*pip, "-r", HERE / "requirements.lock"], check=True)


def _install_modules(folder: Path) -> None:
    npm = find_npm()
    if npm is None:
        sys.exit("npm is not on the PATH.\n  Install Node.js 20.6 or later.")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy2(HERE / name, folder)
    subprocess.run([*npm, "ci", *NPM], cwd=folder, check=True)


def by_hand(data: Path, folder: Path) -> Run:
    """Build the site by hand: pages, pictures and HTML."""
    return run([PYTHON, HERE / "by_hand.py", data, folder], env=_QUIET)


def framework_sources(data: Path, folder: Path) -> Run:
    """Write the sources of the site for Framework: pages and the data of their charts."""
    made = run([PYTHON, HERE / "framework.py", data, folder])
    (folder / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
    modules = folder / "node_modules"
    if not modules.exists():
        modules.symlink_to(MODULES)
    return made


def framework(folder: Path) -> Run:
    """Build the site of Framework from its sources."""
    return run([_node(), _FRAMEWORK, "build"], cwd=folder, env=_QUIET)


def _node() -> Path:
    found = shutil.which("node")
    if found is None:
        sys.exit("node is not on the PATH.\n  Install Node.js 20.6 or later.")
    return Path(found)


def versions() -> dict[str, str]:
    """Return the versions of what others build with."""
    asked = "import importlib.metadata as m; print(m.version('mkdocs-material'))"
    said = subprocess.run([PYTHON, "-c", asked], capture_output=True, text=True, check=True).stdout
    node = subprocess.run([_node(), "--version"], capture_output=True, text=True, check=True).stdout
    found = {
        name: json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in _PACKAGES
    }
    return {"mkdocs-material": said.strip(), "node": node.strip().removeprefix("v"), **found}
