"""Pages of an earlier build that would come out the same in this one: they are not printed again."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from report.links import BuiltPage, file_of
from report.model import Page
from report.store import digest, keep, recall

# What stands for the checksum of the figures until a page is written: a number that moves would
# otherwise make every page another one.
CHECKSUM = "\ue002checksum\ue003"
_KIND = "page"


@dataclass(frozen=True, slots=True)
class Printed:
    """A page as readers get it but for the checksum, and what must be where it leads."""

    html: str
    anchors: tuple[tuple[str, str], ...]  # below ~/: a file, and a place in it
    ids: frozenset[str]  # the places that its Markdown made
    links: tuple[tuple[str, str, str], ...]  # of its Markdown: a page, a place on it, as written
    built: BuiltPage  # what is in it, and where it leads
    targets: frozenset[str]  # the files of the site that it leads to, or shows


class Archive:
    """The printed pages in the store of a build, and those of this build that are to be kept."""

    def __init__(self, build: Path, common: Sequence[object]) -> None:
        """``common`` is what every page is made of, beside itself."""
        self._build, self._common = build, digest(*common)
        self._new: list[tuple[Sequence[object], Printed]] = []
        self.reused: dict[str, Printed] = {}

    def find(
        self, page: Page, own: Sequence[object], addresses: AbstractSet[str]
    ) -> Printed | None:
        """Return what a page was printed as; ``own`` is what it is made of, beside the common.

        One that leads to what is no longer there is printed again, and MkDocs says so.
        """
        match recall(self._build, _KIND, self._parts(page, own)):
            case (Printed() as printed,) if printed.targets <= addresses:
                self.reused[page.path] = printed
                return printed
        return None

    def add(self, page: Page, own: Sequence[object], printed: Printed) -> None:
        """Take note of a page that was printed; it is kept when all turn out to be sound."""
        self._new.append((self._parts(page, own), printed))

    def keep(self) -> None:
        """Keep what was printed in this build."""
        for parts, printed in self._new:
            keep(self._build, _KIND, parts, printed)

    def _parts(self, page: Page, own: Sequence[object]) -> tuple[object, ...]:
        return self._common, page, *own


class Elsewhere(File):
    """A page or a file that MkDocs only leads to: it is put in its place by others."""

    @classmethod
    def of(cls, page: Page, config: MkDocsConfig) -> "Elsewhere":
        """Return what stands for a page of ours."""
        return cls._named(page.path, f"{page.address}index.html", config)

    @classmethod
    def at(cls, path: str, config: MkDocsConfig) -> "Elsewhere":
        """Return what stands for a file of ours."""
        return cls._named(path, path, config)

    @classmethod
    def instead_of(cls, file: File, config: MkDocsConfig) -> "Elsewhere":
        """Return what stands for a page that was printed before, in the place of its Markdown."""
        return cls._named(file.src_uri, file.dest_uri, config)

    @classmethod
    def _named(cls, name: str, address: str, config: MkDocsConfig) -> "Elsewhere":
        directories = config.use_directory_urls
        return cls(name, None, config.site_dir, directories, dest_uri=address)

    def is_documentation_page(self) -> bool:
        """It is Markdown no longer."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - as MkDocs calls it
        """Leave it where it is."""
        del dirty


def bind(reused: Mapping[str, Printed], files: Files, config: MkDocsConfig) -> None:
    """Tell MkDocs which places printed pages have; the navigation has named its own by now."""
    for path, printed in reused.items():
        file = files.src_uris[path]
        page = file.page or MkDocsPage(None, file, config)
        page.present_anchor_ids = set(printed.ids)


def targets_of(page: BuiltPage, site: AbstractSet[str]) -> frozenset[str]:
    """Return the files of a site that a page leads to."""
    found = (file_of(lead.target, site) for lead in page.leads)
    return frozenset(file for file in found if file is not None)


def links_of(page: MkDocsPage) -> Iterator[tuple[str, str, str]]:
    """Yield the links of a page's Markdown to places on pages."""
    for file, anchors in (page.links_to_anchors or {}).items():
        for anchor, written in anchors.items():
            yield file.src_uri, anchor, written


def check_links(reused: Mapping[str, Printed], files: Files, level: int) -> None:
    """Let MkDocs say of printed pages, too, which of their links lead to no place."""
    for path, printed in reused.items():
        page = files.src_uris[path].page
        if page is None:
            raise ValueError(f"{path} was printed, and is no page of this build")
        linked: dict[File, dict[str, str]] = {}
        for to, anchor, written in printed.links:
            if (target := files.get_file_from_path(to)) is not None:
                linked.setdefault(target, {})[anchor] = written
        page.links_to_anchors = linked
        page.validate_anchor_links(files=files, log_level=level)
