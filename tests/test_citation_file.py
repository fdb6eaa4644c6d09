"""``CITATION.cff`` says how to cite this repository, by the rules of the format, and says it rightly.

The rules are those of Citation File Format 1.2.0 for the keys that the file has. The checker of
the format's makers wants a jsonschema of 2021, so they are spelled out here.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from report import seals, settings
from report.manifest import edition_date
from report.model import Project

ROOT = Path(__file__).resolve().parents[1]
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
ENTITY = {
    "type": "object",
    "properties": {"name": TEXT, "website": {"type": "string", "pattern": "^https?://"}},
    "required": ["name"],
    "additionalProperties": False,
}
RULES = {
    "type": "object",
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": TEXT,
        "type": {"enum": ["software", "dataset"]},
        "title": TEXT,
        "authors": {"type": "array", "items": ENTITY, "minItems": 1, "uniqueItems": True},
        "version": TEXT,
        "date-released": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "license": {
            "type": "array",
            "items": {"enum": ["CC-BY-4.0", "MIT"]},
            "minItems": 1,
            "uniqueItems": True,
        },
        "url": {"type": "string", "pattern": "^https?://"},
        "abstract": TEXT,
        "keywords": {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True},
    },
    "required": ["cff-version", "message", "title", "authors"],
    "additionalProperties": False,
}


@pytest.fixture
def told() -> dict[str, Any]:
    """What the file says; a date is a text, as the format has it."""
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    return {key: str(value) if isinstance(value, date) else value for key, value in said.items()}


def test_the_file_keeps_the_rules_of_its_format(told: dict[str, Any]) -> None:
    """Who reads such files reads this one."""
    faults = [fault.message for fault in Draft202012Validator(RULES).iter_errors(told)]

    assert faults == []


@pytest.mark.parametrize(
    "change",
    [
        {"cff-version": "1.1.0"},
        {"authors": [{"name": ""}]},
        {"authors": []},
        {"date-released": "2025-3-1"},
        {"licence": "MIT"},
        {"version": 2025.03},
    ],
)
def test_the_rules_refuse_what_breaks_them(told: dict[str, Any], change: dict[str, Any]) -> None:
    """A file that was mistyped would be found out."""
    assert not Draft202012Validator(RULES).is_valid({**told, **change})


def test_the_file_cites_the_newest_sealed_edition(told: dict[str, Any]) -> None:
    """Its version is that edition's name, and its date the edition's; without one it has neither."""
    newest = next(iter(seals.sealed(Project(ROOT))), None)

    said = (told.get("version"), told.get("date-released"))
    assert said == (newest, edition_date(newest).isoformat() if newest else None)


def test_the_file_names_what_the_site_names(told: dict[str, Any]) -> None:
    """Title, author and abstract are those of the publication, and so is an address it gives."""
    site = settings.read_site(Project(ROOT))

    assert told["title"] == site.name
    assert told["authors"] == [{"name": site.publisher or site.name}]
    assert told["abstract"] == site.description
    assert told.get("url", site.url).startswith(site.url)


def test_the_licences_are_those_of_the_repository(told: dict[str, Any]) -> None:
    """Each that the file names is named in ``LICENSE``."""
    named = re.sub(r"\s+", " ", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    names = {"CC-BY-4.0": "CC BY 4.0", "MIT": "MIT License"}

    assert [each for each in told["license"] if names[each] not in named] == []
