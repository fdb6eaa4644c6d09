"""A query in, the names of the tables that it reads out, as DuckDB parses it.

``get_table_names`` would tell them too, but not for a join by USING: it looks for the columns.
"""

import json
from collections.abc import Iterator

import duckdb


def tables_of(con: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    """Return the tables that a query reads, in small letters; its own WITH names are none."""
    found = con.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    return sorted(set(_read(json.loads(found[0]) if found else {}, frozenset())))


def _read(node: object, own: frozenset[str]) -> Iterator[str]:
    """Yield each table below a node; ``own`` are the WITH names that can be meant there."""
    if isinstance(node, list):
        for each in node:
            yield from _read(each, own)
    elif isinstance(node, dict):
        if node.get("type") == "RECURSIVE_CTE_NODE":  # no other one can name itself
            own |= {node["cte_name"].casefold()}
        for entry in node.get("cte_map", {}).get("map", ()):
            yield from _read(entry["value"], own)
            own |= {entry["key"].casefold()}
        if node.get("type") == "BASE_TABLE":
            name = node["table_name"].casefold()
            if name not in own or node.get("schema_name"):
                yield name
        for part, each in node.items():
            if part != "cte_map":
                yield from _read(each, own)
