"""The hooks between MkDocs and our pages: what the theme is told, and what becomes of its HTML."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from report.citations import CHECKSUMS
from report.compiled import Compiled
from report.errors import ReportError, did_you_mean
from report.links import BESIDE, BuiltPage, page_at
from report.model import Page, Project, Site, SiteFile
from report.settings import CONFIG, line_of
from report.shelf import Shelf
from report.theme import furnish, theme_parts
from report.website import finish, printed
from report.website.messages import source_of
from report.website.printed import CHECKSUM, Archive, Printed

_FRONT_KEYS = ("title", "description", "kind", "kicker", "standfirst", "moved")


@dataclass(frozen=True, slots=True)
class Card:
    """The picture that a page is shared with, as the theme names it."""

    address: str  # absolute; empty where the site has no address
    words: str  # what is to be read on it
    width: int = 1200  # px, as report/drawing/cards.py draws every card
    height: int = 630


class Press:
    """Stands at each step of one build, and notes what is wrong instead of raising it."""

    def __init__(
        self,
        pages: Sequence[Page],
        files: Sequence[SiteFile],
        *,
        site: Site,
        shelf: Shelf,
        project: Project,
    ) -> None:
        """``files`` are those that are put beside the pages when these are printed."""
        self.errors: list[ReportError] = []
        self.built: dict[str, BuiltPage] = {}  # what is printed, by its path in the site
        self.reprinted: list[SiteFile] = []  # pages that were printed before
        self._beside = [file.site_path for file in files]
        self._pages = {page.path: page for page in pages}
        self._site, self._shelf, self._project = site, shelf, project
        self._checksum = _checksum(files)
        self._kinds: frozenset[str] = frozenset()
        self._addresses: frozenset[str] = frozenset()
        self._anchors: dict[tuple[str, str], str] = {}  # (address, anchor) → who links there
        self._files = Files([])
        self._archive = Archive(project.build, ())

    def attach(self, config: MkDocsConfig) -> None:
        """Take our place in MkDocs' build, and leave its sitemap out."""
        self._kinds = frozenset(config.extra.get("kinds", ()))
        steps: dict[str, Callable[..., object]] = {
            "files": self.gather,
            "nav": self.check_navigation,
            "env": self.harden,
            "page_markdown": self.check_front,
            "page_content": self.mend,
            "page_context": self.tell,
            "post_page": self.finish,
        }
        for step, method in steps.items():
            config.plugins.events[step].append(method)
        # It knows of no editions: the addresses that it lists are those of no page.
        config.theme.static_templates.discard("sitemap.xml")

    def gather(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take of the theme only its assets, and learn every address of the site."""
        beside = [printed.Elsewhere.at(path, config) for path in self._beside]
        ours, own = {*self._beside}, config.docs_dir
        kept = [
            *beside,
            *(
                file
                for file in files
                if file.src_dir == own
                or (file.src_uri.startswith("assets/") and file.src_uri not in ours)
            ),
        ]
        self._addresses = frozenset(file.dest_uri for file in kept)
        self._archive = Archive(self._project.build, list(self._common(config)))
        self._files = Files([self._printed(file, config) for file in kept])
        return self._files

    def _common(self, config: MkDocsConfig) -> Iterator[object]:
        """Yield what every page is made of, beside itself."""
        site = self._site
        yield from (getattr(site, each.name) for each in fields(site) if each.name != "sayings")
        yield from (site.sayings.messages, site.sayings.plurals, self._shelf.edition)
        yield from (self._shelf.title, bool(self._checksum))
        yield self._project.root / CONFIG
        yield theme_parts(self._project)
        # A header that does not say what a page is called takes its title.
        named = (
            None if config.nav is None else {each for each in config.nav if isinstance(each, str)}
        )
        yield [p.title for p in self._pages.values() if named is None or p.path in named]

    def _own(self, page: Page) -> Sequence[object]:
        """Return what a page is made of beside itself, and no other is."""
        return self._shelf.before(page.address), self._with_card(page), self._oembed(page.address)

    def _printed(self, file: File, config: MkDocsConfig) -> File:
        """Return a file, or in its place the page that was printed of the same parts before."""
        page = self._pages.get(file.src_uri)
        found = self._archive.find(page, self._own(page), self._addresses) if page else None
        if found is None:
            return file
        self.built[file.dest_uri] = found.built
        html = found.html.replace(CHECKSUM, self._checksum)
        # As MkDocs writes it.
        content = html.encode("utf-8", errors="xmlcharrefreplace")
        self.reprinted.append(SiteFile(file.dest_uri, content))
        return printed.Elsewhere.instead_of(file, config)

    def check_navigation(self, nav: Navigation, *, config: MkDocsConfig, **_: object) -> None:
        """Refuse a tree: the header leads to pages, and each of them further."""
        printed.bind(self._archive.reused, self._files, config)
        for item in nav.items:
            own = self._pages.get(item.file.src_uri) if isinstance(item, MkDocsPage) else None
            if own and own.title:
                # MkDocs takes the title of a page from its text, which is not read once printed.
                vars(item).setdefault("title", own.title)
            if item.is_section:
                what = f'the navigation has pages below "{item.title}"'
                hint = "Name one page that leads to them."
                self.errors.append(ReportError(what, line_of(self._project, item.title), hint))

    def harden(self, env: jinja2.Environment, **_: object) -> None:
        """Make the theme escape what it prints, stumble over unknown names, and speak the language."""
        furnish(env, self._site.sayings)
        env.bytecode_cache = Compiled(self._project.build, "website")

    def check_front(self, _markdown: str, *, page: MkDocsPage, **_: object) -> None:
        """Refuse front matter that the theme would not show, or not as it was meant."""
        self.errors += _front_faults(page.meta, self._kinds, self._source(page))
        page.meta = {key: str(page.meta.get(key, "")) for key in _FRONT_KEYS}

    def mend(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Mend what Markdown writes and a strict security policy refuses."""
        if "<h1" in html:
            hint = 'The title is the headline; those in the text begin with "##".'
            self.errors.append(ReportError("there are two headlines", self._source(page), hint))
        return finish.mend_tables(html)

    def tell(
        self, context: dict[str, object], *, page: MkDocsPage, nav: Navigation, **_: object
    ) -> dict[str, object]:
        """Tell the theme what it needs besides the page."""
        sections = [item for item in nav.items if isinstance(item, MkDocsPage) and item.url]
        return {
            **context,
            "site": self._site,
            "edition": self._shelf.edition,
            "edition_title": self._shelf.title,
            "earlier": self._shelf.before(page.url),
            "canonical": self._shelf.newest(page.url, self._site.url),
            "own_address": self._shelf.own(page.url, self._site.url),
            "checksum": self._checksum and CHECKSUM,
            "language": self._site.locale.replace("_", "-"),
            "kind": page.meta["kind"] or "prose",
            "section": next((item for item in sections if page.url.startswith(item.url)), None),
            "card": self._card(page),
            "oembed": self._oembed(page.url),
            "explorable": any(
                'data-explore="' in each for each in self._pages[page.file.src_uri].inserts.values()
            ),
            "linked_data": self._pages[page.file.src_uri].linked_data,
        }

    def finish(self, html: str, *, page: MkDocsPage, **_: object) -> str:
        """Put the inserts in, make addresses relative, and look the page over."""
        where, own = self._source(page), self._pages[page.file.src_uri]
        anchors: list[tuple[str, str]] = []
        try:
            html = finish.place_inserts(html, own.inserts, where)
        except ReportError as error:
            self.errors.append(error)
            return html

        def visit(address: finish.Address) -> None:
            if BESIDE.fullmatch(address.target):
                return
            if address.path not in self._addresses:
                hint = did_you_mean(address.path, self._addresses)
                what = f'the link "{address}" leads nowhere'
                self.errors.append(ReportError(what, where, hint))
            elif address.anchor:
                anchors.append((address.path, address.anchor))

        html = finish.rebase(html, get_relative_url(".", page.url).rstrip("/"), visit)
        self.errors += finish.faults(html, where)
        built = page_at(page.file.dest_uri, html)
        made = Printed(
            html,
            tuple(dict.fromkeys(anchors)),
            frozenset(page.present_anchor_ids or ()),
            tuple(printed.links_of(page)),
            built,
            printed.targets_of(built, self._addresses),
        )
        self.built[page.file.dest_uri] = built
        self._note(made, where)
        self._archive.add(own, self._own(own), made)
        return html.replace(CHECKSUM, self._checksum)

    def _note(self, made: Printed, where: str) -> None:
        for place in made.anchors:
            self._anchors.setdefault(place, where)

    def recheck(self, config: MkDocsConfig) -> None:
        """Look again at where pages lead that were printed before: what is there may be new."""
        for path, made in self._archive.reused.items():
            self._note(made, source_of(path, self._project))
        printed.check_links(self._archive.reused, self._files, config.validation.links.anchors)

    def keep(self) -> None:
        """Keep what was printed, now that nothing is wrong with it."""
        self._archive.keep()

    def lost_anchors(self) -> Iterator[ReportError]:
        """Say which addresses below ``~/`` name a place that their page does not have."""
        for (path, anchor), where in self._anchors.items():
            ids = self.built[path].ids if path in self.built else frozenset[str]()
            if anchor not in ids:
                what = f'a link leads to "#{anchor}" of {path}, which has no such place'
                yield ReportError(what, where, did_you_mean(anchor, ids))

    def _card(self, page: MkDocsPage) -> Card | None:
        """Return the picture that a page is shared with: its own, or that of the front page."""
        with_card = self._with_card(self._pages[page.file.src_uri])
        if not with_card:
            return None
        path, title = with_card
        address = f"{self._site.url}{self._shelf.edition}/{path}"
        return Card(address if self._site.url else "", title)

    def _with_card(self, own: Page) -> tuple[str, str] | None:
        """Return the picture that a page is shared with, and the title that is to be read on it."""
        front = self._pages.get("index.md")
        shown = next((each for each in (own, front) if each and each.poster), None)
        return (shown.card, shown.title) if shown and shown.card in self._addresses else None

    def _oembed(self, address: str) -> str:
        """Return the file that says how to show a chart elsewhere, of the page that has one."""
        path = f"{address.removesuffix('/')}.oembed.json"
        return path if path in self._addresses else ""

    def _source(self, page: MkDocsPage) -> str:
        return source_of(page.file.src_uri, self._project)


def _checksum(files: Sequence[SiteFile]) -> str:
    """Return the hash that the edition is cited with; empty where it has no figures."""
    listed = next((file for file in files if file.site_path == CHECKSUMS), None)
    return hashlib.sha256(listed.content).hexdigest() if listed else ""


def _front_faults(
    meta: Mapping[str, object], kinds: Collection[str], where: str
) -> Iterator[ReportError]:
    for key, value in meta.items():
        if key not in _FRONT_KEYS:
            # MkDocs knows keys of its own, "template" among them: data must not reach it.
            yield ReportError(f'no front matter key "{key}"', where, did_you_mean(key, _FRONT_KEYS))
        elif not isinstance(value, str):
            what = f'"{key}" is not text but {type(value).__name__}: {value}'
            yield ReportError(what, where, "Put it in double quotes.")
    if not str(meta.get("title", "")).strip():
        yield ReportError("the page has no title", where, "Its front matter begins: title: …")
    kind = str(meta.get("kind", ""))
    if kind and kinds and kind not in kinds:
        yield ReportError(f'no kind of page "{kind}"', where, did_you_mean(kind, kinds))
