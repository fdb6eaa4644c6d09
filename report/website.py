"""The Markdown tree in, HTML out. The only module that knows MkDocs.

MkDocs runs in this process with a theme of ours, ``templates/``, and hands every page to a hook
that finishes it. It is made strict here and not by its own switch, which lets broken anchors
and absolute links pass: each of its warnings is a fault, with the page it was found on.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import jinja2
import yaml
from mkdocs.commands.build import build as run_mkdocs
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from report import finish, tree
from report.errors import ReportError, did_you_mean, raise_all
from report.model import Page, Project, Site, SiteFile

KINDS = frozenset(
    "front finding findings country countries supplier suppliers figure figures prose".split()
)
_CONFIG = "mkdocs.yml"
_FRONT_KEYS = frozenset({"title", "description", "kind", "kicker", "standfirst"})
_STYLESHEET, _PALETTE = "assets/site.css", "assets/palette.css"
# Fonts of the first screen: asked for at once, not when the stylesheet has been read.
_EARLY_FONTS = ("assets/fonts/report-serif-600.woff2", "assets/fonts/report-serif-400.woff2")
_VALIDATION = {
    "nav": {"omitted_files": "ignore", "not_found": "warn", "absolute_links": "warn"},
    "links": dict.fromkeys(["not_found", "absolute_links", "unrecognized_links", "anchors"], "warn"),
}  # fmt: skip
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")
_LINK_FAULT = re.compile(
    r"Doc file '(?P<page>.+?)' contains (?:a|an absolute|an unrecognized relative) link "
    r"'(?P<link>.+?)', (?P<why>.+?)(?: Did you mean '(?P<meant>.+)'\?)?"
)
_NAV_FAULT = re.compile(r"A(?: reference|n absolute path) to '(?P<link>.+?)' is included in .*")


def read_site(project: Project) -> Site:
    """Read what the publication is called, and where and in which language it is served."""
    config = _read_config(project)
    extra = config.get("extra") or {}
    site = Site(
        name=str(config.get("site_name") or ""),
        description=str(config.get("site_description") or ""),
        url=str(config.get("site_url") or ""),
        locale=str(extra.get("locale") or "en") if isinstance(extra, dict) else "",
    )
    errors = []
    if not site.name.strip():
        errors.append(ReportError("the publication has no name", _CONFIG, "Write site_name: …"))
    if site.url and not re.fullmatch(r"https?://[^\s/?#]+/([^\s?#]*/)?", site.url):
        what = f'"{site.url}" is not the address of a site'
        hint = "It looks like https://example.org/ and ends with a slash."
        errors.append(ReportError(what, _line(project, "site_url"), hint))
    if not _LOCALE.fullmatch(site.locale):
        what = f'"{site.locale}" is not a locale'
        errors.append(ReportError(what, _line(project, "locale"), "It looks like en or zh_Hans."))
    raise_all(errors)
    return site


def build(  # noqa: PLR0913 - two kinds of input, two places, two facts of the edition
    pages: Sequence[Page],
    files: Sequence[SiteFile],
    *,
    project: Project,
    out: Path,
    edition: str,
    timestamp: int,
) -> None:
    """Build the whole site into ``out``, a folder that is new or empty."""
    site = read_site(project)
    if out.exists() and any(out.iterdir()):
        # MkDocs would empty it: that is how sibling editions were lost once.
        raise ReportError("the folder to build into is not empty", project.shown(out))
    raise_all(_clashes(pages, files))
    with _for_readers(timestamp), _told() as messages:
        docs = project.build / "pages"
        sources = [SiteFile(page.path, page.markdown.encode()) for page in pages]
        content = [*sources, *_with_stylesheet(files, project)]
        tree.write(content, docs, shown=project.shown(docs))
        press = _Press(pages, site, edition, project)
        try:
            config = load_config(
                str(project.root / _CONFIG),
                docs_dir=str(docs),
                site_dir=str(out),
                theme={"name": None, "custom_dir": str(project.templates)},
                plugins=[],
                hooks=[],
                strict=False,
                use_directory_urls=True,
                validation=_VALIDATION,
            )
            config.plugins["report"] = press
            run_mkdocs(config)
        except Abort as error:  # also a SystemExit: it would end the process without a word
            raise_all(_fault(message, project) for message in messages)
            raise RuntimeError("MkDocs stopped and gave no reason") from error
        # Its gzip header and its bytes are zlib's: they differ from machine to machine.
        (out / "sitemap.xml.gz").unlink(missing_ok=True)
        errors = [_fault(message, project) for message in messages]
        raise_all([*errors, *press.errors, *press.lost_anchors(out)])


class _NoOptions(Config):
    """MkDocs wants a class for the options of a hook; ours has none."""


class _Press(BasePlugin[_NoOptions]):
    """The hook between MkDocs and our pages: what the theme is told, and what becomes of HTML."""

    def __init__(self, pages: Sequence[Page], site: Site, edition: str, project: Project) -> None:
        super().__init__()
        self.errors: list[ReportError] = []
        self._pages = {page.path: page for page in pages}
        self._site, self._edition, self._project = site, edition, project
        self._targets: frozenset[str] = frozenset()
        self._anchors: dict[tuple[str, str], str] = {}  # (target, anchor) → first page with it

    def on_config(self, config: MkDocsConfig) -> None:
        """Leave the sitemap out where there is no address to list."""
        if not self._site.url:
            config.theme.static_templates.discard("sitemap.xml")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take of the theme only its assets, and learn every address of the site."""
        own = config.docs_dir
        kept = [f for f in files if f.src_dir == own or f.src_uri.startswith("assets/")]
        self._targets = frozenset(file.dest_uri for file in kept)
        return Files(kept)

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs passes them
        """Make the theme escape what it prints, and stumble over names that are not there."""
        env.autoescape = True
        env.undefined = jinja2.StrictUndefined
        env.trim_blocks = env.lstrip_blocks = True

    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 - MkDocs passes them
    ) -> None:
        """Refuse front matter that the theme would not show, or not as it was meant."""
        self.errors += _front_faults(page.meta, _source(page.file.src_uri, self._project))
        page.meta = {**dict.fromkeys(_FRONT_KEYS, ""), **page.meta}

    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 - MkDocs passes them
    ) -> str:
        """Mend what Markdown writes and a strict security policy refuses."""
        if "<h1" in html:
            what, hint = "the text has a headline of the first rank", 'Begin headlines with "##".'
            self.errors.append(ReportError(what, _source(page.file.src_uri, self._project), hint))
        return finish.align_by_class(html)

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002 - MkDocs passes it
    ) -> TemplateContext:
        """Tell the theme what it needs besides the page."""
        sections = [item for item in nav.items if item.is_page and item.url]  # type: ignore[union-attr]  # pages have an address
        known: Mapping[str, Any] = {
            "site": self._site,
            "edition": self._edition,
            "language": self._site.locale.replace("_", "-"),
            "kind": page.meta["kind"] or "prose",
            "section": next((item for item in sections if page.url.startswith(item.url)), None),
            "early_fonts": [font for font in _EARLY_FONTS if font in self._targets],
        }
        context.update(known)  # type: ignore[typeddict-item]  # the theme's names, not MkDocs'
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs passes it
        """Put the inserts in, make addresses relative, and look the page over."""
        path = page.file.src_uri
        where = _source(path, self._project)
        try:
            html = finish.place_inserts(output, self._pages[path].inserts, where)
        except ReportError as error:
            self.errors.append(error)
            return output

        def visit(address: finish.Address) -> None:
            target = address.target + ("index.html" if address.target[-1:] in {"", "/"} else "")
            if target not in self._targets:
                hint = did_you_mean(target, self._targets)
                what = f'the link "{address}" leads nowhere'
                self.errors.append(ReportError(what, where, hint))
            elif address.anchor:
                self._anchors.setdefault((target, address.anchor), where)

        html = finish.rebase(html, get_relative_url(".", page.url).rstrip("/"), visit)
        self.errors += finish.faults(html, where)
        return html

    def lost_anchors(self, out: Path) -> Iterator[ReportError]:
        """Say which links below ``~/`` lead to a place that their page does not have."""
        known: dict[str, frozenset[str]] = {}
        for (target, anchor), where in self._anchors.items():
            if target not in known:
                known[target] = frozenset(finish.ids((out / target).read_text(encoding="utf-8")))
            if anchor not in known[target]:
                what = f'a link leads to "#{anchor}" of {target}, which has no such place'
                yield ReportError(what, where, did_you_mean(anchor, known[target]))


def _front_faults(meta: Mapping[str, object], where: str) -> Iterator[ReportError]:
    for key, value in meta.items():
        if key not in _FRONT_KEYS:
            # MkDocs knows keys of its own, "template" among them: data must not reach it.
            yield ReportError(f'no front matter key "{key}"', where, did_you_mean(key, _FRONT_KEYS))
        elif not isinstance(value, str):
            what = f'"{key}" is not text but {type(value).__name__}: {value}'
            yield ReportError(what, where, "Put it in double quotes.")
    if not str(meta.get("title", "")).strip():
        yield ReportError("the page has no title", where, "Its front matter begins: title: …")
    kind = meta.get("kind", "prose")
    if kind not in KINDS:
        yield ReportError(f'no kind of page "{kind}"', where, did_you_mean(str(kind), KINDS))


def _clashes(pages: Sequence[Page], files: Sequence[SiteFile]) -> Iterator[ReportError]:
    """Say which pages and files would be one file of the site; MkDocs drops one in silence."""
    taken = {file.site_path: file.site_path for file in files}
    for page in pages:
        path = PurePosixPath(page.path)
        if path.suffix != ".md" or path.stem == "README":
            yield ReportError("a page is named .md, and not README", page.path)
        folder = path.parent if path.stem == "index" else path.with_suffix("")
        address = (folder / "index.html").as_posix()
        if address in taken:
            what = f'this and "{taken[address]}" would both be {address}'
            yield ReportError(what, page.path)
        taken[address] = page.path
    for path in taken:
        # MkDocs leaves these out without a word.
        if path.startswith("templates/"):
            yield ReportError('no page or file can be in "templates/"', taken[path])


def _with_stylesheet(files: Sequence[SiteFile], project: Project) -> Iterator[SiteFile]:
    """Yield the files, and the palette and the theme's styles as the one file they become."""
    palette = b"".join(file.content for file in files if file.site_path == _PALETTE)
    theme = (project.templates / _STYLESHEET).read_bytes()
    yield SiteFile(_STYLESHEET, palette + b"\n" + theme if palette else theme)
    yield from (file for file in files if file.site_path != _PALETTE)


def _fault(message: str, project: Project) -> ReportError:
    """Return a message of MkDocs in our words, at the place an editor can open."""
    if found := _LINK_FAULT.fullmatch(message):
        where = _source(found["page"], project, found["link"])
        hint = f'Did you mean "{found["meant"]}"?' if found["meant"] else ""
        if "anchor" in found["why"]:
            return ReportError(f'no place on the page for the link "{found["link"]}"', where, hint)
        if "left as is" in found["why"]:
            hint = hint or "Write the path of a page's file, relative to this one: ../about.md"
        return ReportError(f'the link "{found["link"]}" leads nowhere', where, hint)
    if found := _NAV_FAULT.fullmatch(message):
        what = f'the navigation names "{found["link"]}", and there is no such page'
        return ReportError(what, _line(project, found["link"]))
    return ReportError(message.rstrip("."), _CONFIG)


def _source(path: str, project: Project, text: str = "") -> str:
    """Return where a page was written, as typed in the project, with the line of a text in it."""
    source = project.content / path
    if not source.is_file():
        # A family of pages comes from one file, [slug].md.
        source = next(iter(sorted(source.parent.glob("[[]*[]].md"))), source)
    if not source.is_file():
        return path
    lines = source.read_text(encoding="utf-8").splitlines() if text else []
    at = next((f":{number}" for number, line in enumerate(lines, 1) if text in line), "")
    return project.shown(source) + at


def _read_config(project: Project) -> Mapping[str, Any]:
    path = project.root / _CONFIG
    try:
        text = path.read_text(encoding="utf-8")
        # Only to look: MkDocs reads it again, tags and all, and says what it does not know.
        config = yaml.load(text, _Lenient)  # noqa: S506 - a SafeLoader that skips tags
    except OSError:
        hint = "It names the publication: site_name, site_description, site_url."
        raise ReportError("there is no such file", _CONFIG, hint) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{_CONFIG}:{mark.line + 1}" if mark else _CONFIG
        raise ReportError(f"this is not YAML: {error.problem}", where) from None
    if not isinstance(config, dict):
        raise ReportError("this holds no settings", _CONFIG, "Write site_name: …")
    return config


class _Lenient(yaml.SafeLoader):
    """YAML whose tags, like MkDocs' ``!ENV``, stand for nothing."""


_Lenient.add_multi_constructor("", lambda *_: None)


def _line(project: Project, text: str) -> str:
    """Return the place in mkdocs.yml that first names a text."""
    lines = (project.root / _CONFIG).read_text(encoding="utf-8").splitlines()
    at = next((f":{number}" for number, line in enumerate(lines, 1) if text in line), "")
    return _CONFIG + at


@contextmanager
def _told() -> Iterator[list[str]]:
    """Collect what MkDocs warns of; nothing is printed."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    log, listener = logging.getLogger("mkdocs"), Listener(logging.WARNING)
    level, propagate = log.level, log.propagate
    log.addHandler(listener)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield messages
    finally:
        log.removeHandler(listener)
        log.setLevel(level)
        log.propagate = propagate


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
