"""What the trials of the readers have found: strange files that once were bugs are faults in words."""

from pathlib import Path

import pytest

from report.errors import ReportError
from tests.strange_files import READERS, SOUND

FOUND = [
    ("waivers", "\x01", "waivers.yml:1: not YAML: it holds a character that no YAML may (U+0001)"),
    (
        "waivers",
        "- why: >-\n    a\n    b\x1b\n",
        "waivers.yml:3: not YAML: it holds a character that no YAML may (U+001B)",
    ),
    ("reasons", "[" * 3_000, "reasons.yml:1: not YAML: it is nested too deeply"),
    (
        "settings",
        "site_name: a\x08b\n",
        "mkdocs.yml:1: this is not YAML: it holds a character that no YAML may (U+0008)",
    ),
    ("settings", "site_name: " + "[" * 3_000, "mkdocs.yml:1: this is not YAML: it is nested too"),
    (
        "settings",
        SOUND["settings"].replace("de_AT", "ade_AT"),
        'mkdocs.yml: no locale "ade_AT" is known',
    ),
    (
        "package",
        SOUND["package"].replace("harbours.csv", "a" * 300),
        f'"{"a" * 300}" is not a path within data/',
    ),
    (
        "words",
        SOUND["words"].replace("UTF-8", "UTF-99"),
        "templates/words/de.po: this is no file of messages: unknown encoding: utf-99",
    ),
    (
        "words",
        SOUND["words"].replace('msgid_plural "%(num)s', 'msgid_plural "%um)s'),
        '"%um)s rows" is no message of the theme: its "%" begins no value',
    ),
    (
        "words",
        SOUND["words"].replace("plural=", "plural\r="),
        "templates/words/de.po: its rule of plurals cannot be read: unexpected end of plural form",
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), FOUND)
def test_a_strange_file_is_told_in_words(
    tmp_path: Path, name: str, text: str, expected: str
) -> None:
    """File, line and what is wrong; never a traceback."""
    with pytest.raises(ReportError) as caught:
        READERS[name](tmp_path, text)
    assert expected in str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_a_sound_file_is_read(tmp_path: Path, name: str) -> None:
    """The files that trials begin with are sound, but for entries that name what is not there."""
    faults: tuple[ReportError, ...] = ()
    try:
        READERS[name](tmp_path, SOUND[name])
    except ReportError as fault:
        faults = fault.errors

    lacking = ("was published", "has no words for")  # editions and words are none of these files
    assert [f for f in faults if not any(words in str(f) for words in lacking)] == []
