"""A page of the theme leads programs to what it is, and to how it is shown elsewhere."""

import json
import re
from dataclasses import replace
from pathlib import Path

from report.drawing.inert import to_json
from report.model import SiteFile
from tests.lighthouses import build_in, page
from tests.test_website import Reading

NODE = {"@type": "Article", "headline": 'Oil & </script><script src="x"> of "whales" ~/'}
OIL = replace(page("findings/oil.md", kind="finding"), linked_data=to_json(NODE))
OEMBED = SiteFile("charts/lamps.oembed.json", b"{}\n")


def test_a_page_tells_what_it_is_in_a_block_of_data(tmp_path: Path) -> None:
    """One block, which holds what was given, and which no policy of scripts forbids."""
    site = build_in(tmp_path, [OIL])
    html = site["findings/oil/index.html"].decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)

    assert [json.loads(block) for block in blocks] == [NODE]
    assert "ld+json" not in site["data/index.html"].decode()


def test_the_page_of_a_chart_leads_to_how_it_is_shown_elsewhere(tmp_path: Path) -> None:
    """By a link that holds in every copy of the edition; other pages have none."""
    site = build_in(tmp_path, more=[OEMBED])
    found = {
        path: given["href"]
        for path, html in site.items()
        if path.endswith(".html")
        for tag, given in Reading(html).elements
        if tag == "link" and given.get("type") == "application/json+oembed"
    }

    assert found == {"charts/lamps/index.html": "../../charts/lamps.oembed.json"}


def test_a_chart_without_such_a_file_leads_to_none(tmp_path: Path) -> None:
    """As on a site that has no address."""
    site = build_in(tmp_path)

    assert b"oembed" not in site["charts/lamps/index.html"]
