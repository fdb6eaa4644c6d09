"""Sealed editions → the same editions, sealed anew with the generator and the theme of today.

    .venv/bin/python tools/reseal.py                     all of them, oldest first
    .venv/bin/python tools/reseal.py 2023-01=FOLDER …    and these from the sources in FOLDER

Only as long as nothing is released to the public: what has been published never changes, and a
generator that has changed since makes other bytes of the same sources. The publication's own
sources are taken from each edition's bundle; generator, lock files and ``templates/`` are those
of this checkout. The record of before is kept until the new one is whole.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from report import archive, corrections, disk, pipeline, seals  # noqa: E402 - found beside this folder
from report.errors import ReportError  # noqa: E402 - as above
from report.manifest import newest_first  # noqa: E402 - as above
from report.model import Project  # noqa: E402 - as above
from report.voice import SILENT  # noqa: E402 - as above

OF_PUBLICATION = ("content", "queries", "charts", "data")


def main() -> int:
    """Seal every edition anew; return the exit code."""
    parser = argparse.ArgumentParser(description="Seal the editions anew, before any release.")
    parser.add_argument("sources", nargs="*", metavar="edition=folder", help="other sources")
    parser.add_argument("--titles", nargs="*", default=[], metavar="edition=title")
    options = parser.parse_args()
    given = dict(each.split("=", 1) for each in options.sources)
    titles = dict(each.split("=", 1) for each in options.titles)
    project = Project(ROOT)
    try:
        with _workshop(project) as shop:
            for name in reversed(newest_first({*seals.sealed(project), *given})):
                _gather(project, name, given.get(name), shop)
                title = titles.get(name) or seals.read(project, name).edition.title
                pipeline.publish(shop, name, title, SILENT)
                sys.stdout.write(f"sealed   {name}: {title}\n")
                sys.stdout.flush()
            # Of each edition's bundle came the log as it was then; today's knows what came after.
            log = project.root / corrections.PATH
            if log.is_file():
                shutil.copyfile(log, shop.root / corrections.PATH)
            disk.put(shop.editions, project.editions)
            disk.put(shop.site, project.site)
    except ReportError as error:
        sys.stderr.write("".join(f"{each}\n" for each in error.errors))
        return 2
    return 0


@contextmanager
def _workshop(project: Project) -> Iterator[Project]:
    """Lend a folder in which the editions are made anew, beside nothing that is published."""
    folder = project.build / "reseal"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield Project(folder)
    shutil.rmtree(folder)


def _gather(project: Project, name: str, given: str | None, shop: Project) -> None:
    """Bring an edition's sources into the workshop, where the editions before it lie already."""
    for part in (*OF_PUBLICATION, "templates"):
        shutil.rmtree(shop.root / part, ignore_errors=True)
    for path in shop.root.glob("*.yml"):
        path.unlink()
    kept = shop.root / "kept"
    if given:
        shutil.copytree(given, kept)
    else:
        archive.unpack(seals.folder(project, name) / seals.BUNDLE, kept, below=f"{name}/")
    for part in OF_PUBLICATION:
        (kept / part).rename(shop.root / part)
    for path in kept.glob("*.yml"):
        path.rename(shop.root / path.name)
    corrections = kept / "editions" / "corrections.yml"
    if corrections.is_file():
        disk.make_folder(shop.editions)
        corrections.replace(shop.editions / corrections.name)
    shutil.rmtree(kept)
    shutil.copytree(project.templates, shop.templates)


if __name__ == "__main__":
    sys.exit(main())
