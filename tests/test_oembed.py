"""A page elsewhere can show a chart by its address alone, as oEmbed 1.0 says."""

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from report import kit, oembed
from report.model import SiteFile
from tests.boats import BOATS
from tests.programs import DRAWN, EDITION, UNSERVED, png

CARD, PICTURE = "charts/boats.card.png", "charts/boats.png"
PICTURES = [SiteFile(PICTURE, png(1440, 600)), SiteFile(CARD, png(1200, 630))]


def told(*pictures: SiteFile) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what the file of the chart says."""
    (file,) = oembed.files({"boats": DRAWN}, {"boats": BOATS}, pictures, EDITION)
    assert file.site_path == "charts/boats.oembed.json"
    return json.loads(file.content)


def test_a_rich_chart_has_all_that_must_be_said() -> None:
    """Type, version, HTML, width and height; who made it and who provides it."""
    document = told(*PICTURES)

    assert (document["version"], document["type"]) == ("1.0", "rich")
    height = kit.frame_height(DRAWN, BOATS, site=EDITION.site, edition=EDITION.edition)
    assert (document["width"], document["height"]) == (720, height)
    assert document["title"] == DRAWN.takeaway
    assert document["author_name"] == "The harbour's editors"
    assert document["provider_name"] == "Boats & <harbours>"
    assert document["provider_url"] == "https://example.org/boats/"
    assert document["cache_age"] > 0


def test_the_frame_is_pinned_to_its_edition() -> None:
    """One frame, as large as is said, whose words are text whatever they hold."""
    frames: list[dict[str, str | None]] = []

    class Frames(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag == "iframe"
            frames.append(dict(attrs))

    document = told(*PICTURES)
    Frames().feed(document["html"])

    (frame,) = frames
    assert frame["src"] == "https://example.org/boats/2023-09/charts/boats/embed/"
    assert frame["title"] == DRAWN.takeaway
    assert (frame["width"], frame["height"]) == (
        str(document["width"]),
        str(document["height"]),
    )
    assert "style" not in frame


def test_a_chart_is_announced_by_its_card_with_its_size() -> None:
    """By the plain picture where there is no card; by none where there is none."""
    names = ("thumbnail_url", "thumbnail_width", "thumbnail_height")
    home = "https://example.org/boats/2023-09/"

    assert [told(*PICTURES)[name] for name in names] == [f"{home}{CARD}", 1200, 630]
    assert [told(PICTURES[0])[name] for name in names] == [f"{home}{PICTURE}", 1440, 600]
    assert not [name for name in told() if name.startswith("thumbnail")]


def test_a_site_without_an_address_has_none() -> None:
    """Whoever reads it stands on another site: no relative address would lead back."""
    unserved = replace(EDITION, site=UNSERVED)

    assert [*oembed.files({"boats": DRAWN}, {"boats": BOATS}, PICTURES, unserved)] == []
