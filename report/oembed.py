"""Charts in, ``charts/<name>.oembed.json`` out: how a page elsewhere shows each in a frame.

It is what oEmbed 1.0 calls rich. There is none while the site has no address: whoever reads one
puts its HTML into a page of another site. The frame is pinned: it shows this edition for ever.
"""

import struct
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from report import kit
from report.colophon import Colophon
from report.documents import as_json
from report.model import Chart, Figure, SiteFile

_AGE = 365 * 24 * 60 * 60  # s: an edition never changes, so whoever keeps one may ask once a year
_PNG = b"\x89PNG\r\n\x1a\n"


def files(
    charts: Mapping[str, Chart],
    figures: Mapping[str, Figure],
    pictures: Iterable[SiteFile],
    colophon: Colophon,
) -> Iterator[SiteFile]:
    """Return the description of each chart; ``pictures`` has those that it is announced by."""
    if not colophon.site.url:
        return
    there = {each.site_path: each.content for each in pictures if each.site_path.endswith(".png")}
    for name, chart in sorted(charts.items()):
        path = f"charts/{name}.oembed.json"
        title, (width, _), height = (
            chart.takeaway or chart.title,
            kit.sizes(chart).wide,
            kit.frame_height(chart, figures[name], site=colophon.site, edition=colophon.edition),
        )
        embed = colophon.address(f"charts/{name}/embed/", at=path)
        document: dict[str, object] = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "author_name": colophon.publisher,
            "author_url": colophon.address(f"charts/{name}/", at=path),
            "provider_name": colophon.site.name,
            "provider_url": colophon.site.url,
            "cache_age": _AGE,
            "html": f'<iframe src="{escape(embed)}" title="{escape(title)}" width="{width:.0f}" '
            f'height="{height}" frameborder="0" loading="lazy"></iframe>',
            "width": round(width),
            "height": height,
        }
        for picture in (f"charts/{name}.card.png", f"charts/{name}.png"):
            if picture in there:
                size = _size(there[picture])
                document["thumbnail_url"] = colophon.address(picture, at=path)
                document["thumbnail_width"], document["thumbnail_height"] = size
                break
        yield SiteFile(path, as_json(document))


def _size(png: bytes) -> tuple[int, int]:
    """Return the width and the height of a picture, which stand in its first chunk."""
    if png[:8] != _PNG:
        raise ValueError("a picture of ours is a PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height
