"""Pages of an edition in, how to cite each of them out, and the page ``cite/`` that explains it.

Findings, charts and figures end with their own citation; the edition's stands on ``cite/``.
What an edition is cited with is the hash of one file, ``cite/figures.sha256``, which holds the
hash of every figure: the manifest would say more, but cannot be known to the pages in it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from report.citations import CHECKSUMS, Checksum, Citation, Work, cite
from report.colophon import Colophon
from report.downloads import rows_as_csv
from report.model import Figure, Page, Project, SiteFile
from report.pages import entries_of, front_matter
from report.sayings import Sayings
from report.store import remembered
from report.theme import Theme, read_theme, theme_digest


@dataclass(frozen=True, slots=True)
class Citations:
    """How everything of an edition is cited."""

    edition: Citation
    pages: Mapping[str, Citation]  # by the path of the page
    checksums: SiteFile

    def files(self) -> Iterator[SiteFile]:
        """Return every file for reference managers, and the hashes of the figures."""
        yield self.checksums
        for citation in (self.edition, *self.pages.values()):
            yield from (file for _, file in citation.files)


def cite_all(
    project: Project,
    colophon: Colophon,
    pages: Iterable[Page],
    figures: Mapping[str, Figure],
) -> Citations:
    """Return how the edition is cited, and its findings, charts and figures."""
    sums = {name: _checksum(figure) for name, figure in sorted(figures.items())}
    listed = "".join(f"{each.sha256}  {each.path}\n" for each in sums.values())
    checksums = SiteFile(CHECKSUMS, listed.encode())
    whole = Checksum(CHECKSUMS, hashlib.sha256(checksums.content).hexdigest())

    def cited_as(work: Work) -> Citation:
        return remembered(project.build, "citation", [work], lambda: cite(work))

    edition = Work("edition", colophon.site.name, "", "cite/edition", whole, colophon)
    cited: dict[str, Citation] = {}
    for page in pages:
        kind, name = entries_of(page).get("kind"), page.path.rpartition("/")[2][: -len(".md")]
        title, at = page.title, page.address
        if kind == "finding":
            cited[page.path] = cited_as(Work("finding", title, at, f"{at}cite", whole, colophon))
        elif kind == "figure" and page.path == f"figures/{name}.md":
            title, stem = figures[name].title, f"figures/{name}"
            cited[page.path] = cited_as(Work("figure", title, at, stem, sums[name], colophon))
        elif kind == "chart" and page.path == f"charts/{name}.md":
            stem = f"charts/{name}"
            cited[page.path] = cited_as(Work("chart", title, at, stem, sums[name], colophon))
    return Citations(cite(edition), cited, checksums)


def attach(
    project: Project,
    pages: Iterable[Page],
    citations: Citations,
    sayings: Sayings | None = None,
) -> list[Page]:
    """Return the pages, each that can be cited with its citation at its end, and ``cite/``."""
    theme, kept_by = read_theme(project, sayings), theme_digest(project)

    def shown(citation: Citation) -> str:
        parts = [kept_by, sayings, citation]
        return remembered(
            project.build, "cited", parts, lambda: theme.render("cite", citation=citation)
        )

    return [
        *(
            _with(page, shown(citations.pages[page.path])) if page.path in citations.pages else page
            for page in pages
        ),
        _page(citations, theme, sayings or Sayings()),
    ]


def _checksum(figure: Figure) -> Checksum:
    return Checksum(f"figures/{figure.name}.csv", hashlib.sha256(rows_as_csv(figure)).hexdigest())


def _with(page: Page, insert: str) -> Page:
    return replace(
        page,
        markdown=f'{page.markdown.rstrip()}\n\n<div data-insert="cite"></div>\n',
        inserts={**page.inserts, "cite": insert},
    )


def _page(citations: Citations, theme: Theme, sayings: Sayings) -> Page:
    _ = sayings.gettext
    front = front_matter(
        {
            "title": _("How to cite"),
            "description": _("How to cite this edition, and what stands in it."),
            "kind": "prose",
            "standfirst": _(
                "Cite the edition, not the site: an edition never changes. "
                "Each finding, chart and figure ends with a citation of its own."
            ),
        }
    )
    insert = theme.render("cite_page", citation=citations.edition)
    body = f'{front}\n<div data-insert="cite"></div>\n'
    return Page("cite.md", body, {"cite": insert}, _("How to cite"))
