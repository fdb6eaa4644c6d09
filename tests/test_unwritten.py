"""A text that only tells what to write is found wherever readers would get it."""

from pathlib import Path

import pytest

from report import unwritten
from tests.packages import write


def found(folder: Path, files: dict[str, str]) -> dict[str, str]:
    """Return what is still to be written in some files, by its place."""
    project = write(folder, files)
    return {each.error.where: each.values for each in unwritten.find(project)}


def test_it_is_told_with_its_place_and_its_words(tmp_path: Path) -> None:
    """The file, the line, and the beginning of the text, as a refusal that has a rule."""
    text = "TODO: What this page is about, and whatever else there may be to say of it."
    project = write(tmp_path, {"content/a.md": f"---\ntitle: A\ndescription: {text}\n---\n"})
    [refusal] = unwritten.find(project)

    assert refusal.rule == "unwritten text"
    assert refusal.name == f"content/a.md {text}"
    assert str(refusal.error) == (
        'content/a.md:3: "TODO: What this page is about, and whatever else there may …" '
        "is still to be written\n"
        '  Write it in your own words, and take "TODO:" out.'
    )


@pytest.mark.parametrize(
    ("path", "text", "places"),
    [
        ("content/a/b.md", "one\nTODO: two", {"content/a/b.md:2": "TODO: two"}),
        ("content/a.md", "{## TODO: ask\nthem ##}\nsaid\nTODO: x", {"content/a.md:4": "TODO: x"}),
        ("queries/claims/c.sql", "-- says: TODO: so.", {"queries/claims/c.sql:1": "TODO: so."}),
        ("queries/f.sql", "/*\nTODO: query\n*/", {"queries/f.sql:2": "TODO: query"}),
        ("charts/c.py", '"""\nTODO: say\n"""\n# TODO: not\n', {"charts/c.py:2": "TODO: say"}),
        ("charts/c.py", "# TODO: not\nx = 1\n", {}),
        ("charts/c.py", 'x = (\n"TODO: say"\n', {"charts/c.py:2": "TODO: say"}),
        ("other.yml", "a: b: TODO: c\n", {"other.yml:1": "TODO: c"}),
        ("mkdocs.yml", '# TODO: not\na:\n  b: ["TODO: x"]\n', {"mkdocs.yml:3": "TODO: x"}),
        (
            "editions/corrections.yml",
            '- said: "TODO: what"\n',
            {"editions/corrections.yml:1": "TODO: what"},
        ),
        ("reasons.yml", "- why: 'TODO: why'\n", {"reasons.yml:1": "TODO: why"}),
        (
            "data/datapackage.json",
            '{\n"title": "TODO: x",\n"a": 1}',
            {"data/datapackage.json:2": "TODO: x"},
        ),
        ("content/a.md", "NOTODO: TODO, todo: and TODOs", {}),
        ("README.md", "TODO: x", {}),
        ("templates/main.html", "TODO: x", {}),
    ],
)
def test_only_what_readers_get_is_told(
    tmp_path: Path, path: str, text: str, places: dict[str, str]
) -> None:
    """Pages, queries with their comments, docstrings, the contract and settings; no comment else."""
    assert found(tmp_path, {path: text}) == places
