"""A thing in, its CSL-JSON item out: what citeproc, Zotero and Pandoc read."""

import json

from report.citations.work import Kind, Work

_TYPES: dict[Kind, str] = {
    "edition": "report",
    "finding": "webpage",
    "chart": "graphic",
    "figure": "dataset",
}


def write(work: Work) -> str:
    """Return a list of the one item, as such files are read."""
    item: dict[str, object] = {
        "id": work.key,
        "type": _TYPES[work.kind],
        "title": work.title,
        "author": [{"literal": work.author}],
        "publisher": work.author,
        "version": work.colophon.edition,
        "language": work.colophon.site.locale.replace("_", "-"),
        "note": work.note,
    }
    if work.is_part:
        item["container-title"] = work.site
    if work.medium:
        item["genre"] = work.medium
    if work.day:
        item["issued"] = {"date-parts": [[work.day.year, work.day.month]]}
    if work.url:
        item["URL"] = work.url
    return json.dumps([item], ensure_ascii=False, indent=1) + "\n"
