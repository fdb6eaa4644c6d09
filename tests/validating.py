"""A published folder in, what in its files is not as their schemas say out.

Each file is read by the schema that it names itself, from where it stands. A schema allows names
that it does not know, so that some may be added; here none is: whoever adds one writes it down.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema

NAMED = ("figures/*.json", "charts/*.json", "claims.json", "changes.json", "edition.json")
_OTHERS = (".vega.json", ".oembed.json", ".csl.json")


def documents(edition: Path) -> list[Path]:
    """Return the files of an edition that name a schema, or should."""
    found = [path for pattern in NAMED for path in sorted(edition.glob(pattern))]
    return [path for path in found if not path.name.endswith(_OTHERS)]


def faults(path: Path) -> Iterator[str]:
    """Say what in a file is not as its schema says."""
    document = json.loads(path.read_bytes())
    schema = json.loads((path.parent / document["$schema"]).resolve().read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        closed(schema), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    for error in validator.iter_errors(document):
        yield f"{path.name}: {error.json_path}: {error.message}"


def closed(schema: Any) -> Any:  # noqa: ANN401 - what JSON holds
    """Return a schema that allows no name which it does not tell of."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: closed(part) for name, part in schema.items()}
    if isinstance(made.get("properties"), dict) and made.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made
