"""Pages and what an edition is made of in, what each page is to programs out: JSON-LD.

The front page and the page of the data tell of the edition as schema.org's ``Dataset``, each
finding of itself as an ``Article``. Nothing is guessed: what the sources do not say is left out.
A licence or a description that is missing is a fault, for nobody could use what has none.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report.colophon import Colophon
from report.contract import Contract
from report.documents import media_type
from report.drawing.inert import to_json
from report.errors import ReportError
from report.model import Figure, Page, Site, SiteFile, Source
from report.pages import Written, entries_of
from report.periods import Period

_CONTEXT = "https://schema.org/"
_DATA = "data/"
Node = dict[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """All that pages tell programs of."""

    colophon: Colophon
    contract: Contract
    periods: Sequence[Period]  # of tables that may be passed on
    figures: Mapping[str, Figure]
    files: Sequence[SiteFile]  # of the edition, as readers get them


def faults(site: Site, contract: Contract, pages: Iterable[Page]) -> Iterator[ReportError]:
    """Say what is missing that an edition must tell: terms and descriptions."""
    if not contract.licences:
        hint = (
            'Write "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", '
            '"path": "https://creativecommons.org/licenses/by/4.0/"}].'
        )
        yield ReportError("the data has no licence", contract.path, hint)
    if not contract.description:
        hint = 'Write "description": and in a sentence what the data holds.'
        yield ReportError("the data has no description", contract.path, hint)
    findings = [page for page in pages if _is_finding(page)]
    if findings and not site.licence_url:
        hint = "Write below extra: licence_url: and the address of the licence of text and charts."
        yield ReportError("the findings have no licence", "mkdocs.yml", hint)
    for page in findings:
        if not entries_of(page).get("description"):
            hint = "Write in its front matter: description: and what it is about, in a sentence."
            yield ReportError("the finding has no description", f"content/{page.path}", hint)


def attach(pages: Iterable[Page], written: Written, told: Told) -> tuple[Page, ...]:
    """Return the pages, those that tell programs what they are with what they tell."""
    cited: dict[str, dict[str, None]] = {}
    for page, name in (*((page, use.name) for page, use in written.uses), *written.shown):
        cited.setdefault(page.path, {})[name] = None
    made = []
    for page in pages:
        node: Node | None = None
        if page.address in ("", _DATA):
            node = dataset(told, at=page.address)
        elif _is_finding(page):
            named = [
                told.figures[name] for name in cited.get(page.path, ()) if name in told.figures
            ]
            node = _article(page, named, told)
        made.append(replace(page, linked_data=to_json(node)) if node else page)
    return tuple(made)


def dataset(told: Told, *, at: str) -> Node:
    """Return the edition as a Dataset, for a page or a file at a path."""
    colophon, contract = told.colophon, told.contract
    node: Node = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": f"{colophon.address('', at=at)}#dataset",
        "name": contract.title,
        "description": contract.description,
        "url": colophon.address(_DATA, at=at),
        "version": colophon.edition,
        "inLanguage": colophon.site.locale.replace("_", "-"),
        "isAccessibleForFree": True,
        "license": [each.url or each.title for each in contract.licences],
        "creator": _organization(colophon.publisher),
        "publisher": _organization(colophon.publisher),
        "isBasedOn": [_work(source) for source in contract.sources],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.site_path,
                "contentUrl": colophon.address(file.site_path, at=at),
                "encodingFormat": media_type(file.site_path),
                "contentSize": f"{len(file.content)} B",
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in told.files
            if file.site_path.startswith(_DATA)
        ],
    }
    if colophon.day:
        node["datePublished"] = colophon.day.isoformat()
    if told.periods:
        first = min(period.first for period in told.periods)
        node["temporalCoverage"] = f"{first}/{max(period.last for period in told.periods)}"
    return node


def _article(page: Page, figures: Iterable[Figure], told: Told) -> Node:
    colophon, at = told.colophon, page.address
    sources = {source.name: source for figure in figures for source in figure.sources}
    node: Node = {
        "@context": _CONTEXT,
        "@type": "Article",
        "@id": f"{colophon.address(page.address, at=at)}#article",
        "headline": page.title,
        "description": entries_of(page)["description"],
        "url": colophon.address(page.address, at=at),
        "mainEntityOfPage": colophon.address(page.address, at=at),
        "inLanguage": colophon.site.locale.replace("_", "-"),
        "isAccessibleForFree": True,
        "license": colophon.site.licence_url,
        "author": _organization(colophon.publisher),
        "publisher": _organization(colophon.publisher),
        "version": colophon.edition,
        "isPartOf": {
            "@type": "CreativeWork",
            "name": f"{colophon.site.name}, {colophon.title}",
            "version": colophon.edition,
            "url": colophon.address("", at=at),
        },
        "isBasedOn": {"@id": f"{colophon.address('', at=at)}#dataset"},
        "citation": [_work(sources[name]) for name in sorted(sources)],
    }
    if colophon.day:
        node["datePublished"] = colophon.day.isoformat()
    if page.poster and any(file.site_path == page.card for file in told.files):
        node["image"] = colophon.address(page.card, at=at)
    return node


def _is_finding(page: Page) -> bool:
    return entries_of(page).get("kind") == "finding"


def _organization(name: str) -> Node:
    return {"@type": "Organization", "name": name}


def _work(source: Source) -> Node:
    # The terms are words, as the publisher gives them, and "license" asks for an address.
    node: Node = {
        "@type": "CreativeWork",
        "name": source.title,
        "publisher": _organization(source.publisher),
        "datePublished": source.date,
        "copyrightNotice": source.licence,
    }
    return {**node, "url": source.url} if source.url else node
