"""The Markdown tree in, HTML out. The only part that knows MkDocs.

MkDocs runs in this process with a theme of ours, ``templates/``, and hands every page to a hook
that finishes it. It is made strict here and not by its own switch, which lets broken anchors
and absolute links pass: each of its warnings is a fault, with the page it was found on.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

import jinja2
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from report import disk
from report.errors import ReportError, raise_all
from report.links import BuiltPage
from report.model import Page, Project, SiteFile
from report.settings import CONFIG, read_site
from report.shelf import Shelf
from report.theme import place_of, theme_file
from report.website import tree
from report.website.messages import fault, heard
from report.website.press import Press
from report.website.proofs import Proofs

__all__ = ["build", "preview"]

_STYLESHEET, _PALETTE = "assets/site.css", "assets/palette.css"
# Comments and indentation, which are a fifth of what a reader would wait for. Of scripts only
# what has lines of its own: more would take a parser.
_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_LOOSE = re.compile(rb"(?<=[{};:,])\s+|\s+(?=[{}])")
_REMARK = re.compile(rb"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n|^[ \t]+", re.DOTALL | re.MULTILINE)
_VALIDATION = {
    "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
    "links": {
        "not_found": "warn",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
        "anchors": "warn",
    },
}


def build(  # noqa: PLR0913 - two kinds of input, two places, the edition and its date
    pages: Sequence[Page],
    files: Sequence[SiteFile],
    *,
    project: Project,
    out: Path,
    shelf: Shelf,
    timestamp: int,
) -> Mapping[str, BuiltPage]:
    """Build the whole site into ``out``, a folder for it alone: what else is in it is removed.

    Returns what is in the pages that were printed, by their paths.
    """
    site = read_site(project)
    raise_all(_clashes(pages, files))
    others = list(_styled(files, project))
    press = Press(pages, others, site=site, shelf=shelf, project=project)
    with _for_readers(timestamp), heard() as messages:
        docs, printed = project.build / "pages", project.build / "printed"
        sources = [SiteFile(page.path, page.markdown.encode()) for page in pages]
        tree.check([*sources, *others])
        tree.write(sources, docs, shown=project.shown(docs))
        # Not into ``out``: MkDocs empties what it prints to.
        press.recheck(_run(press, docs, printed, messages, project))
        errors = [fault(message, project) for message in messages]
        raise_all([*errors, *press.errors, *press.lost_anchors()])
        tree.hold(out, [*others, *press.reprinted], disk.files(printed))
        press.keep()
    return press.built


def preview(
    pages: Sequence[Page],
    wanted: Collection[str],
    files: Sequence[SiteFile],
    *,
    project: Project,
    shelf: Shelf,
) -> dict[str, bytes]:
    """Print some pages, named by their paths, of a draft whose other pages and files are there.

    Returns the HTML of each at its address; of a page with a fault, and of its company, nothing:
    to tell of it is for ``build``. ``files`` are those that pages quote from.
    """
    draft = project.site / "draft"
    there = {path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file()}
    press = Proofs(
        pages,
        files,
        there,
        site=read_site(project),
        shelf=shelf,
        project=project,
    )
    project.build.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=project.build, prefix="preview-") as folder:
        docs, out = Path(folder, "pages"), Path(folder, "site")
        sources = [
            SiteFile(each.path, each.markdown.encode()) for each in pages if each.path in wanted
        ]
        tree.write(sources, docs, shown=project.shown(docs))
        with _for_readers(0), heard() as messages:
            _run(press, docs, out, messages, project)
        if press.errors:
            return {}
        return {
            page.address: (out / page.address / "index.html").read_bytes()
            for page in pages
            if page.path in wanted
        }


def _run(
    press: Press, docs: Path, out: Path, messages: Sequence[str], project: Project
) -> MkDocsConfig:
    """Let MkDocs build, with the press at each of its steps."""
    try:
        config = _configure(project, docs, out)
        press.attach(config)
        run_mkdocs(config)
    except Abort as error:  # also a SystemExit: it would end the process without a word
        raise_all(fault(message, project) for message in messages)
        raise RuntimeError("MkDocs stopped and gave no reason") from error
    except jinja2.TemplateError as error:
        where = f"{project.shown(project.templates)}/{place_of(error, 'main.html')}"
        raise ReportError(str(error).rstrip("."), where) from None
    return config


def _configure(project: Project, docs: Path, out: Path) -> MkDocsConfig:
    return load_config(
        str(project.root / CONFIG),
        docs_dir=str(docs),
        site_dir=str(out),
        theme={"name": None, "custom_dir": str(project.templates)},
        plugins=[],
        hooks=[],
        strict=False,
        use_directory_urls=True,
        validation=_VALIDATION,
    )


def _clashes(pages: Sequence[Page], files: Sequence[SiteFile]) -> Iterator[ReportError]:
    """Say what MkDocs would leave out without a word: of two for one address, one."""
    taken = {file.site_path: file.site_path for file in files}
    for page in pages:
        path = PurePosixPath(page.path)
        if path.suffix != ".md" or path.stem == "README":
            yield ReportError("a page's name ends with .md, and is not README.md", page.path)
        folder = path.parent if path.stem == "index" else path.with_suffix("")
        address = (folder / "index.html").as_posix()
        if address in taken:
            yield ReportError(f'this and "{taken[address]}" would both be {address}', page.path)
        taken[address] = page.path
    for address, source in taken.items():
        if address.startswith("templates/"):
            yield ReportError('"templates/" cannot be an address', source)


def _styled(files: Sequence[SiteFile], project: Project) -> Iterator[SiteFile]:
    """Yield the files, and those of the theme that are smaller for readers than for writers.

    The palette and the theme's styles become one file, read before all else.
    """
    palette = b"".join(file.content for file in files if file.site_path == _PALETTE)
    theme = _COMMENT.sub(b"", theme_file(project, _STYLESHEET))
    yield SiteFile(_STYLESHEET, palette + _LOOSE.sub(b"", theme).lstrip())
    for script in sorted((project.templates / "assets").glob("*.js")):
        yield SiteFile(f"assets/{script.name}", _REMARK.sub(b"", script.read_bytes()))
    yield from (file for file in files if file.site_path != _PALETTE)


@contextmanager
def _for_readers(timestamp: int) -> Iterator[None]:
    """Date the pages by the edition, and let every web server read the files."""
    earlier, umask = os.environ.get("SOURCE_DATE_EPOCH"), os.umask(0o022)
    os.environ["SOURCE_DATE_EPOCH"] = str(timestamp)
    try:
        yield
    finally:
        os.umask(umask)
        del os.environ["SOURCE_DATE_EPOCH"]
        if earlier is not None:
            os.environ["SOURCE_DATE_EPOCH"] = earlier
