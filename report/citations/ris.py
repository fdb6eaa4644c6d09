"""A thing in, its RIS record out: a tag and a value on each line."""

from report.citations.work import Kind, Work

_TYPES: dict[Kind, str] = {
    "edition": "RPRT",
    "finding": "ELEC",
    "chart": "FIGURE",
    "figure": "DATA",
}


def write(work: Work) -> str:
    """Return the record."""
    tags = [
        ("TY", _TYPES[work.kind]),
        ("ID", work.key),
        ("AU", work.author),
        ("TI", work.title),
        ("T2", work.site if work.is_part else ""),
        ("M3", work.medium),
        ("PY", str(work.day.year) if work.day else ""),
        # The month and no day: an edition is of a month.
        ("DA", f"{work.day:%Y/%m}/" if work.day else ""),
        ("ET", work.colophon.edition),
        ("PB", work.author),
        ("LA", work.colophon.site.locale.replace("_", "-")),
        ("UR", work.url),
        ("N1", work.note),
    ]
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\n".join([*lines, "ER  - ", ""])
