"""Editions and the log of corrections in, what stands beside the editions and leads to them out.

    index.html                the way to latest/
    editions/  corrections/   every edition, and all that was not right in one
    feed.xml  editions.json   the same for programs
    404.html  robots.txt  sitemap.xml

It is made anew at each run, out of the seals and the log alone: no clock, nothing of ``site/``.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

from report import catalogue, feed
from report.catalogue import Listed
from report.corrections import Correction, showing
from report.facts import Past
from report.model import Site, SiteFile
from report.theme import Theme
from report.words import Words

_PAGES = {"index": "index.html", "editions": "editions/index.html"}
_PAGES |= {"corrections": "corrections/index.html", "404": "404.html"}


def files(
    site: Site, theme: Theme, log: Sequence[Correction], past: Sequence[Past]
) -> tuple[SiteFile, ...]:
    """Return every file that stands beside these editions, which are given newest first."""
    if not past:
        return ()
    words = Words(site.locale, site.sayings)
    editions = catalogue.listed(past, log)
    return (
        *_pages(site, theme, words, editions, log),
        catalogue.write(editions, words),
        feed.write(site, editions, log),
        _robots(site),
        *_sitemap(site, editions[0]),
    )


def _pages(
    site: Site,
    theme: Theme,
    words: Words,
    editions: Sequence[Listed],
    log: Sequence[Correction],
) -> Iterator[SiteFile]:
    past = [each.past for each in editions]
    told = [(each, showing(each, past, site.sayings)) for each in reversed(log)]
    # A host shows 404.html at whatever address was asked for, so that a relative link of it leads
    # somewhere else each time. Where the site's address is set its path begins every link. Where
    # it is not, no link could be right at every depth: relative ones are, where the page stands
    # and for whatever is missed beside it; the page says in words where the editions are.
    for page, path in _PAGES.items():
        root = urlsplit(site.url).path if page == "404" else "../" * path.count("/")
        html = theme.page(
            page,
            page=page,
            site=site,
            language=site.locale.replace("_", "-"),
            editions=editions,
            corrections=told,
            published={each.name for each in editions},
            root=root,
            words=words,
            # What the partial of corrections asks for besides.
            here={},
            edition="",
            up=root,
        )
        yield SiteFile(path, html.encode())


def _robots(site: Site) -> SiteFile:
    path = urlsplit(site.url).path or "/"
    lines = ["User-agent: *", f"Disallow: {path}draft/"]
    if site.url:
        lines.append(f"Sitemap: {site.url}sitemap.xml")
    return SiteFile("robots.txt", "".join(f"{line}\n" for line in lines).encode())


def _sitemap(site: Site, newest: Listed) -> Iterator[SiteFile]:
    """Yield the list of the pages of latest/; there is none while the site has no address."""
    if not site.url:
        return
    urls = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for path in sorted(newest.past.files):
        # The bare chart for a frame is no page to be found.
        if path.rpartition("/")[2] == "index.html" and not path.endswith("/embed/index.html"):
            url = ET.SubElement(urls, "url")
            address = quote(path.removesuffix("index.html"))
            ET.SubElement(url, "loc").text = f"{site.url}latest/{address}"
            ET.SubElement(url, "lastmod").text = newest.day.isoformat()
    yield SiteFile("sitemap.xml", feed.as_xml(urls))
