"""A SELECT in; what it reaches that is no table of the contract out.

Where tables are files that are read in their place, DuckDB has to be let at these files. What it
is let at a query could name as well, around the contract; so what it names is looked at first.
"""

import json
import re
from collections.abc import Iterator

import duckdb

_TABLE = re.compile(r"\w+")  # a name of a file has a dot or a stroke
# What makes rows of its arguments alone. All else that makes rows reads something.
_FUNCTIONS = frozenset("generate_series json_each json_tree range repeat repeat_row unnest".split())


def strangers(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Return the names of all that a SELECT takes rows from and that is neither table nor series."""
    found = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    told = json.loads(found[0]) if found else {"error": True}
    if told["error"]:  # of the kinds of SELECT that DuckDB cannot write down none is let through
        return ["what cannot be looked through"]
    return [name for kind, name in _sources(told["statements"]) if not _is_harmless(kind, name)]


def _is_harmless(kind: str, name: str) -> bool:
    return name in _FUNCTIONS if kind == "TABLE_FUNCTION" else bool(_TABLE.fullmatch(name))


def _sources(node: object) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of everything that rows are taken from."""
    if isinstance(node, list):
        for each in node:
            yield from _sources(each)
    elif isinstance(node, dict):
        match node.get("type"):
            case "BASE_TABLE":
                yield "BASE_TABLE", str(node["table_name"])
            case "TABLE_FUNCTION":
                yield "TABLE_FUNCTION", str(node["function"].get("function_name", "")).lower()
        for each in node.values():
            yield from _sources(each)
