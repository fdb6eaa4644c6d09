"""A page that is shared says what it is, and shows a picture: its own, or that of the front page."""

from dataclasses import replace
from pathlib import Path

import pytest

from report.model import Page, Poster, SiteFile
from report.shelf import Shelf
from tests.lighthouses import SETTINGS, build_in, page, pages
from tests.test_website import Reading

HOME = "https://lamps.example/coast/"
SERVED = SETTINGS.replace('site_url: ""', f"site_url: {HOME}")
EDITION = Shelf("2023-09", "2023-09", ())
CARDS = [SiteFile(f"{name}.card.png", b"PNG") for name in ("index", "findings/oil", "charts/lamps")]


def shared(front: Page) -> list[Page]:
    """Return pages that have cards of their own, and one that has not."""
    oil = replace(
        page("findings/oil.md", kind="finding", description="Of whales."),
        title='Oil & "light"',
        poster=Poster('Oil & "light"'),
    )
    lamps = next(each for each in pages() if each.path == "charts/lamps.md")
    return [
        replace(front, title="The coast is lit", poster=Poster("The coast is lit")),
        oil,
        replace(lamps, title="Nordland lights most", poster=Poster("Nordland lights most")),
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """An edition that is served, with cards."""
    folder = tmp_path_factory.mktemp("shared")
    return dict(build_in(folder, shared(pages()[0]), settings=SERVED, more=CARDS, shelf=EDITION))


def tags(html: bytes) -> dict[str, str]:
    """Return what a page says of itself to those who show a link to it."""
    return {
        given.get("property") or given["name"]: given["content"]
        for tag, given in Reading(html).elements
        if tag == "meta"
        and (given.get("property") or given.get("name", "")).startswith(("og:", "twitter:"))
    }


@pytest.mark.parametrize(
    ("path", "card", "words"),
    [
        ("index.html", "index.card.png", "The coast is lit"),
        ("findings/oil/index.html", "findings/oil.card.png", 'Oil & "light"'),
        ("charts/lamps/index.html", "charts/lamps.card.png", "Nordland lights most"),
        ("data/index.html", "index.card.png", "The coast is lit"),
    ],
)
def test_a_page_is_shared_with_its_card(
    site: dict[str, bytes], path: str, card: str, words: str
) -> None:
    """The picture is that of this edition, for ever, with its size and the words on it."""
    told = tags(site[path])

    assert told["og:image"] == f"{HOME}2023-09/{card}"
    assert card in site
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == told["twitter:image:alt"] == words
    assert told["twitter:card"] == "summary_large_image"


def test_every_page_says_what_it_is(site: dict[str, bytes]) -> None:
    """Title, description, kind, address and picture stand on each."""
    wanted = {"og:title", "og:description", "og:type", "og:url", "og:image", "twitter:card"}
    lacking = {
        path: missing
        for path, html in site.items()
        if path.endswith(".html") and (missing := wanted - {k for k, v in tags(html).items() if v})
    }

    assert lacking == {}
    assert tags(site["findings/oil/index.html"])["og:description"] == "Of whales."


def test_a_site_without_an_address_names_no_picture(tmp_path: Path) -> None:
    """A picture must have an absolute address; where there is none the rest is said."""
    site = build_in(tmp_path, shared(pages()[0]), more=CARDS, shelf=EDITION)
    told = tags(site["findings/oil/index.html"])

    assert told["twitter:card"] == "summary"
    assert "og:image" not in told
    assert "og:url" not in told
    assert told["og:type"] == "article"


def test_a_card_that_is_not_there_is_not_named(tmp_path: Path) -> None:
    """Nobody is sent for a picture that was not drawn."""
    site = build_in(tmp_path, shared(pages()[0]), settings=SERVED, shelf=EDITION)

    assert "og:image" not in tags(site["findings/oil/index.html"])
