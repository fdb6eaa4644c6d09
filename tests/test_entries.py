"""A file of entries holds texts by name, and every entry has just the names it needs."""

from pathlib import Path

import pytest

from report.entries import read_entries
from report.errors import ReportError

WANTED = ("name", "why")


def read(folder: Path, text: str) -> list[tuple[dict[str, str], str]]:
    """Return the entries of a file with this text, and their places."""
    (folder / "notes.yml").write_text(text, encoding="utf-8")
    entries = read_entries(folder / "notes.yml", "notes.yml", WANTED)
    return [(entry.texts, entry.where) for entry in entries]


def test_a_file_that_is_not_there_has_no_entries(tmp_path: Path) -> None:
    """Nobody needs an empty file of waivers."""
    assert read_entries(tmp_path / "notes.yml", "notes.yml", WANTED) == ()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n"])
def test_an_empty_file_has_no_entries(tmp_path: Path, text: str) -> None:
    """A file of comments alone is an empty list."""
    assert read(tmp_path, text) == []


def test_every_value_is_text(tmp_path: Path) -> None:
    """YAML's guesses are not made: NO is a country, 2023.10 is October, and long text is one line."""
    text = "- name: NO\n  why: 2023.10\n- name: 1\n  why: >-\n    two\n    lines\n"

    assert read(tmp_path, text) == [
        ({"name": "NO", "why": "2023.10"}, "notes.yml:1"),
        ({"name": "1", "why": "two lines"}, "notes.yml:3"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "name: a\nwhy: b\n",
            ['notes.yml:1: a list of entries is wanted\n  Begin each with "- ".'],
        ),
        (
            "- name: a\n  why: 'b\n",
            ["notes.yml:3: not YAML: found unexpected end of stream"],
        ),
        (
            "- nmae: a\n  why: b\n- name: c\n  why:\n",
            [
                'notes.yml:1: no such part of an entry: "nmae"\n  Did you mean "name"?',
                'notes.yml:1: the entry lacks "name"\n  It needs name, why.',
                'notes.yml:3: the entry lacks "why"\n  It needs name, why.',
            ],
        ),
        (
            "- just words\n",
            [
                'notes.yml:1: the entry lacks "name"\n  It needs name, why.',
                'notes.yml:1: the entry lacks "why"\n  It needs name, why.',
            ],
        ),
        (
            "- name: a\n  why: [b, c]\n",
            ['notes.yml:1: the entry lacks "why"\n  It needs name, why.'],
        ),
        (
            "- name: a\n  why: b\n  name: c\n",
            ['notes.yml:1: "name" stands twice in the entry'],
        ),
    ],
    ids=["no list", "no YAML", "wrong names", "no names", "a list as text", "a name twice"],
)
def test_a_malformed_entry_is_told_at_its_line(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    """All faults of a file are told together."""
    with pytest.raises(ReportError) as caught:
        read(tmp_path, text)

    assert [str(error) for error in caught.value.errors] == expected
