"""A project's folder → where npm put the fonts and outlines that pictures are made of."""

from pathlib import Path

from report.errors import ReportError

# The generator's own checkout serves the publications that bring no packages of their own.
_GENERATOR = Path(__file__).resolve().parent.parent


def find_package(name: str, *, root: Path) -> Path:
    """Return the folder of an npm package, looked for as Node does: from ``root`` upwards."""
    for folder in (root, *root.parents, _GENERATOR):
        found = folder / "node_modules" / name
        if found.is_dir():
            return found
    raise ReportError(
        f'the npm package "{name}" is not installed',
        "package.json",
        "Run: npm ci --ignore-scripts",
    )


def find_file(package: str, path: str, *, root: Path) -> Path:
    """Return one file of an npm package."""
    found = find_package(package, root=root) / path
    if not found.is_file():
        raise ReportError(
            f'the npm package "{package}" has no file "{path}"',
            "package.json",
            "Run: npm ci --ignore-scripts",
        )
    return found
