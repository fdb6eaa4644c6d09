"""Words of strangers in, words that can stand in a message or in SQL out."""

_SHOWN = 60  # characters


def shown(words: str) -> str:
    """Return words in quotes on one line, cut when long; what is not seen is spelled out."""
    short = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    seen = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in short)
    return f'"{"".join(seen)}"'


def quote(words: str) -> str:
    """Return words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"
