"""What stands beside the editions leads to all of them, says what was not right, and is safe."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from report.corrections import Correction
from report.errors import ReportError
from report.facts import Past
from report.front import files
from report.model import Project, Site
from report.theme import read_theme
from tests.late_boats import HOSTILE, LOG, PAST, edition

ROOT = Path(__file__).resolve().parents[1]
FERRIES = ROOT / "tests/sites/harbour_ferries"
THEMES = pytest.mark.parametrize("root", [ROOT, FERRIES], ids=["our theme", "the ferries' theme"])
SITE = Site(f"Boats {HOSTILE}", "What is late, and where.", "", "en")
SERVED = Site("Boats", SITE.description, "https://example.org/a/path/", "en")
PAGES = ("index.html", "editions/index.html", "corrections/index.html", "404.html")


class Reading(HTMLParser):
    """What a browser finds in a page: its elements, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text += data

    @property
    def links(self) -> list[str]:
        """Every address that the page names."""
        return [a[name] for _, a in self.elements for name in ("href", "src") if name in a]


def made(
    root: Path = ROOT,
    site: Site = SITE,
    log: tuple[Correction, ...] = LOG,
    past: tuple[Past, ...] = PAST,
) -> dict[str, str]:
    """Return what stands beside these editions, by its path."""
    theme = read_theme(Project(root))
    return {file.site_path: file.content.decode() for file in files(site, theme, log, past)}


@THEMES
def test_the_root_is_these_files(root: Path) -> None:
    """A site map is there once there is an address to write into it."""
    expected = {*PAGES, "editions.json", "feed.xml", "robots.txt"}

    assert made(root).keys() == expected
    assert made(root, SERVED).keys() == expected | {"sitemap.xml"}


def test_before_the_first_edition_there_is_nothing_to_lead_to() -> None:
    """No page names a latest/ that is not there."""
    assert made(past=()) == {}


@THEMES
def test_the_same_editions_make_the_same_bytes(root: Path) -> None:
    """Nothing comes from a clock."""
    assert made(root) == made(root)


@THEMES
@pytest.mark.parametrize("site", [SITE, SERVED], ids=["without an address", "served"])
def test_every_link_leads_somewhere(root: Path, site: Site) -> None:
    """To a file of an edition, a file beside it, or an anchor that its page has."""
    beside = made(root, site)
    base = site.url or "https://example.org/"
    known = {f"{base}{path}" for path in (*beside, "latest/assets/favicon.svg")}
    for then in PAST:
        names = [then.edition, "latest"] if then == PAST[0] else [then.edition]
        known |= {f"{base}{n}/{path}" for n in names for path in (*then.files, "edition.json")}
    ids = {
        path: {a["id"] for _, a in Reading(beside[path]).elements if "id" in a} for path in PAGES
    }
    lost = []
    for page in PAGES:
        for link in Reading(beside[page]).links:
            target = urlsplit(urljoin(f"{base}{page}", link))
            path = target.path + ("index.html" if target.path.endswith("/") else "")
            address = target._replace(path=path, fragment="").geturl()
            anchors = ids.get(address.removeprefix(base))
            if address not in known or (target.fragment and target.fragment not in (anchors or ())):
                lost.append((page, link))

    assert lost == []


@THEMES
def test_a_strict_security_policy_finds_nothing_to_refuse(root: Path) -> None:
    """Whatever the titles and the log say, it is text: no element and no attribute comes of it."""
    beside = made(root)
    found = [
        (page, tag, attrs)
        for page in PAGES
        for tag, attrs in Reading(beside[page]).elements
        if tag in {"script", "style"}
        or any(name == "style" or name.startswith("on") for name in attrs)
    ]

    assert found == []
    assert "alert(1)" in Reading(beside["corrections/index.html"]).text
    assert "{{ 7*7 }}" in Reading(beside["corrections/index.html"]).text


@THEMES
def test_the_root_leads_on_to_the_latest_edition(root: Path) -> None:
    """At once, and by a link for whoever stays; search engines are told where it is."""
    for site in (SITE, SERVED):
        read = Reading(made(root, site)["index.html"])

        assert ("meta", {"http-equiv": "refresh", "content": "0; url=latest/"}) in read.elements
        assert ("link", {"rel": "canonical", "href": f"{site.url}latest/"}) in read.elements
        assert ("a", {"href": "latest/"}) in read.elements


@THEMES
def test_every_edition_is_listed_with_what_corrects_it(root: Path) -> None:
    """By title, newest first; one that was revised says so."""
    read = Reading(made(root)["editions/index.html"])
    text = " ".join(read.text.split())
    found = [read.links.index(f"../{then.edition}/") for then in PAST]

    assert [then.title for then in PAST if then.title not in text] == []
    assert text.count("orrected by 2023-09.1") == text.count("orrected by") == 1
    assert found[0] == min(found)
    assert found[-1] == max(found)


def test_an_edition_is_listed_with_what_there_is_of_it() -> None:
    """Its changes, sources and manifest, and how much of it is not right."""
    read = Reading(made()["editions/index.html"])

    for address in ("changes/", "source.zip", "edition.json"):
        assert f"../2023-09/{address}" in read.links
    assert "2 corrections of what it says" in read.text
    assert re.search(r"2023-09\s+Corrected by 2023-09\.1\s+Who was late", read.text)
    assert "corrects 2023-09" in read.text
    bare = Past("2022-06", "June", {}, {})
    links = Reading(made(log=(), past=(bare,))["editions/index.html"]).links
    assert "../2022-06/edition.json" in links
    assert "../2022-06/source.zip" not in links


@THEMES
def test_every_correction_is_listed_newest_first(root: Path) -> None:
    """Each at its anchor, with the editions and the places that show it."""
    read = Reading(made(root)["corrections/index.html"])
    anchors = [attrs["id"] for _, attrs in read.elements if attrs.get("id", "")[:2] == "20"]

    assert anchors == ["2024-08-a", "2023-10-a"]
    assert "It begins at 0." in read.text
    assert "../2023-09/findings/late/" in read.links
    assert "../2023-09.1/charts/late.svg" in read.links
    assert "None so far." in Reading(made(root, log=())["corrections/index.html"]).text


def test_a_correction_of_an_edition_that_is_not_there_is_still_told() -> None:
    """While editions are being restored one after the other, no link leads to those to come."""
    read = Reading(made(past=PAST[3:])["corrections/index.html"])

    assert "It begins at 0." in read.text
    assert not any(link.startswith("../2023-09/") for link in read.links)


def test_a_page_that_is_missed_leads_back_from_any_depth() -> None:
    """Where the site's address is known; where it is not, from where the page itself stands."""
    served = [link for link in Reading(made(site=SERVED)["404.html"]).links if link[0] != "#"]
    unserved = [link for link in Reading(made()["404.html"]).links if link[0] != "#"]

    assert all(link.startswith("/a/path/") for link in served)
    assert not any(link.startswith(("/", "..")) for link in unserved)


def test_robots_are_kept_out_of_the_draft() -> None:
    """And shown the site map, where there is one."""
    assert made()["robots.txt"] == "User-agent: *\nDisallow: /draft/\n"
    assert made(site=SERVED)["robots.txt"] == (
        "User-agent: *\nDisallow: /a/path/draft/\nSitemap: https://example.org/a/path/sitemap.xml\n"
    )


def test_the_site_map_has_the_pages_of_the_latest_edition() -> None:
    """Each dated by the edition; a bare chart for a frame is none of them."""
    urls = ET.fromstring(made(site=SERVED)["sitemap.xml"])  # noqa: S314 - our own bytes
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    latest = "https://example.org/a/path/latest/"

    assert urls.tag == f"{space}urlset"
    assert {url.findtext(f"{space}lastmod") for url in urls} == {"2024-07-01"}
    assert [(url.findtext(f"{space}loc") or "").removeprefix(latest) for url in urls] == [
        "changes/",
        "claims/",
        "figures/fleet/",
        "figures/late/",
        "figures/names/",
        "findings/late/",
        "",
    ]


def test_a_theme_without_these_pages_is_told(tmp_path: Path) -> None:
    """No page is left out without a word."""
    shutil.copytree(FERRIES / "templates", tmp_path / "templates")
    (tmp_path / "templates/root/404.html").unlink()

    with pytest.raises(ReportError) as caught:
        made(tmp_path, past=(edition("2024-07"),))

    assert str(caught.value) == "templates/root/404.html: the theme lacks this template"
