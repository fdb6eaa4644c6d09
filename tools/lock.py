"""``*.in`` and ``package.json`` in, lock files out: exact versions with hashes, and no registry.

Run by ``make lock``. A lock that still satisfies its ``*.in`` keeps its versions;
delete the lock first to take the newest ones.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    "pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate"
    " --no-emit-index-url --no-emit-find-links"
).split()


def main() -> None:
    """Write every lock file anew; the development lock obeys the one of the build."""
    for name in ("requirements", "requirements-dev", "requirements-node"):
        words = ["--custom-compile-command", "make lock", f"{name}.in", "-o", f"{name}.lock"]
        subprocess.run([sys.executable, "-m", "uv", *COMPILE, *words], cwd=ROOT, check=True)
    npm = shutil.which("npm")
    if npm is None:
        sys.exit('npm is not on the PATH.\n  Install Node.js 18 or later, then "make lock" again.')
    for folder in (ROOT, ROOT / "tools" / "lighthouse"):
        subprocess.run([npm, "install", "--package-lock-only"], cwd=folder, check=True)
        drop_addresses(folder / "package-lock.json")


def drop_addresses(lock: Path) -> None:
    """Take out of npm's lock where authors ask for money: addresses, which nothing installs by."""
    whole = json.loads(lock.read_text(encoding="utf-8"))
    for package in whole["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
