"""A document → JSON that can stand inside a script element."""

import json
from collections.abc import Mapping


def to_json(document: Mapping[str, object]) -> str:
    """Return a document as JSON that no browser takes for markup."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text
