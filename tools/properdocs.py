"""Build a publication with MkDocs and with ProperDocs, its continuation: the drafts must be the same.

    .venv/bin/python tools/properdocs.py                      the ferries of the tests
    .venv/bin/python tools/properdocs.py --project FOLDER     another one

ProperDocs is in no lock: install it where this runs, or name the folder it stands in in PYTHONPATH.
Its own module ``properdocs.replacement`` answers to the name "mkdocs", so that nothing of ours is
another. A file that is not the same ends the command with 1.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_HOSTS = {
    "MkDocs": "import build, sys; sys.exit(build.main(sys.argv[1:]))",
    "ProperDocs": "import properdocs.replacement, mkdocs, build, sys;"
    "mkdocs.__name__ == 'properdocs' or sys.exit('mkdocs is not ProperDocs');"
    "sys.exit(build.main(sys.argv[1:]))",
}
_SKIPPED = shutil.ignore_patterns(".build", "site", "node_modules", ".venv", ".git", "editions")


def main() -> int:
    """Build with each, and compare."""
    parser = argparse.ArgumentParser(description="Compare what MkDocs and ProperDocs build.")
    parser.add_argument("--project", type=Path, default=ROOT / "tests/sites/harbour_ferries")
    project = parser.parse_args().project
    with tempfile.TemporaryDirectory(prefix="properdocs-") as folder:
        made = {host: _built(project, Path(folder, host), words) for host, words in _HOSTS.items()}
    one, other = made.values()
    differing = sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
    for path in differing:
        print(f"not the same: {path}")
    print(f"{len(one) - len(differing)} of {len(one)} files are the same")
    return int(bool(differing) or not one)


def _built(project: Path, folder: Path, words: str) -> dict[str, bytes]:
    """Return every file of the draft, built from a copy."""
    shutil.copytree(project, folder, ignore=_SKIPPED)
    ended = subprocess.run(
        [sys.executable, "-c", words, "--project", str(folder), "build"],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode:
        sys.exit(f"{folder.name}: {ended.stdout}{ended.stderr}")
    draft = folder / "site" / "draft"
    files = sorted(path for path in draft.rglob("*") if path.is_file())
    return {path.relative_to(draft).as_posix(): path.read_bytes() for path in files}


if __name__ == "__main__":
    sys.exit(main())
