"""The press for pages that are shown before the site is whole: the rest of it is there, of before."""

from collections.abc import Collection, Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from report.model import Page, Project, Site, SiteFile
from report.shelf import Shelf
from report.website import printed
from report.website.press import Press
from report.website.printed import Archive


class Proofs(Press):
    """Prints some pages of a site of which all other pages and files are there."""

    def __init__(  # noqa: PLR0913 - what is there, beside all that a press needs
        self,
        pages: Sequence[Page],
        files: Sequence[SiteFile],
        there: Collection[str],
        *,
        site: Site,
        shelf: Shelf,
        project: Project,
    ) -> None:
        super().__init__(pages, files, site=site, shelf=shelf, project=project)
        self._there = frozenset(there)

    def gather(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take what is to be printed, and let the navigation lead to the others."""
        own = [
            file
            for file in files
            if file.src_dir == config.docs_dir and file.src_uri in self._pages
        ]
        self._addresses = self._there | {file.dest_uri for file in own}
        self._archive = Archive(self._project.build, list(self._common(config)))
        elsewhere = {*self._pages} - {file.src_uri for file in own}
        self._files = Files(
            [
                *(self._printed(file, config) for file in own),
                *(printed.Elsewhere.of(self._pages[path], config) for path in sorted(elsewhere)),
            ]
        )
        return self._files
