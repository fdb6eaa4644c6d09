"""A Table Schema in, frozen ``Field``s and ``ForeignKey``s out: what the cells of a table may hold.

These properties of a field are ours: ``duckdb`` (what it is stored as), ``formula`` (its texts
may begin as formulas of spreadsheets do), ``multiline`` (they may hold line breaks),
``period`` (years or waves: the table speaks from the first of them to the last) and
``redistributable`` (false: its values may be computed with, and not passed on).
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from report.contract.jsonfile import Part
from report.errors import did_you_mean

_CONSTRAINTS = frozenset(
    {"required", "unique", "enum", "minimum", "maximum", "pattern", "minLength", "maxLength"}
)
_FIELD = frozenset(
    "name type format title description constraints duckdb formula multiline period "
    "redistributable".split()
)
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"})
# Table Schema type → what DuckDB may store it as; the first is what it is stored as if not told.
STORAGE: dict[str, tuple[str, frozenset[str]]] = {
    "integer": ("BIGINT", _INTEGERS),
    "number": ("DOUBLE", frozenset({"DOUBLE"})),  # and DECIMAL(p,s)
    "string": ("VARCHAR", frozenset({"VARCHAR"})),
    "boolean": ("BOOLEAN", frozenset({"BOOLEAN"})),
    "date": ("DATE", frozenset({"DATE"})),
    "year": ("SMALLINT", frozenset({"SMALLINT", "INTEGER", "BIGINT"})),
    "yearmonth": ("VARCHAR", frozenset({"VARCHAR"})),
}
_SPELLED = {  # how the contract may spell a value of each type; texts are free
    "integer": r"-?[0-9]+(\.[0-9]+)?",
    "number": r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?",
    "year": "[0-9]{1,4}",
    "boolean": "true|false",
    "date": "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "yearmonth": "[0-9]{4}-(0[1-9]|1[0-2])",
}
DECIMAL = re.compile(r"DECIMAL\(([1-9]|[12][0-9]|3[0-8]),([0-9]|[12][0-9]|3[0-8])\)")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table, and what its cells may hold."""

    name: str
    type: str  # of Table Schema: integer, string, …
    duckdb: str  # as DuckDB prints it: BIGINT, DECIMAL(4,1)
    title: str = ""
    description: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()  # as the cells spell the values
    minimum: str = ""
    maximum: str = ""
    pattern: str = ""
    min_length: int | None = None
    max_length: int | None = None
    uri: bool = False  # holds web addresses
    formula: bool = False  # may begin like a formula of a spreadsheet
    multiline: bool = False  # may hold line breaks
    period: bool = False  # years or waves: from its first to its last the table speaks
    redistributable: bool = True  # False: in no file that is published


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must stand together in some row of another table, or of the same."""

    fields: tuple[str, ...]
    table: str
    references: tuple[str, ...]


def read_field(part: Part) -> Field:
    """Read one field; its faults go to the part."""
    part.spelled(_FIELD)
    limits = part.part("constraints", "constraint")
    limits.only(_CONSTRAINTS)
    is_open = part.flag("redistributable") or part.value.get("redistributable") is not False
    if part.flag("period") and not is_open:
        part.fault("what is not passed on cannot tell the period: readers are told it", "period")
    type_ = part.text("type") or "string"
    if type_ not in STORAGE:
        part.fault(f'no field type "{type_}"', "type", did_you_mean(type_, STORAGE))
    form = part.text("format") or "default"
    if form != "default" and (type_, form) != ("string", "uri"):
        hint = 'Only the format "uri" of texts is understood.'
        part.fault(f'no format "{form}" for the type "{type_}"', "format", hint)
    return Field(
        name=part.text("name", required=True),
        type=type_,
        duckdb=_read_storage(part, type_),
        title=part.text("title"),
        description=part.text("description"),
        required=limits.flag("required"),
        unique=limits.flag("unique"),
        enum=_read_enum(limits, type_),
        minimum=_read_bound(limits, "minimum", type_),
        maximum=_read_bound(limits, "maximum", type_),
        pattern=_read_pattern(limits),
        min_length=limits.count("minLength"),
        max_length=limits.count("maxLength"),
        uri=form == "uri",
        formula=part.flag("formula"),
        multiline=part.flag("multiline"),
        period=part.flag("period"),
        redistributable=is_open,
    )


def _read_storage(part: Part, type_: str) -> str:
    default, allowed = STORAGE.get(type_, STORAGE["string"])
    text = part.text("duckdb")
    decimal = DECIMAL.fullmatch(text) if type_ == "number" else None
    if text and text not in allowed and not (decimal and int(decimal[2]) <= int(decimal[1])):
        known = [*allowed, "DECIMAL(18,2)"] if type_ == "number" else allowed
        part.fault(f'"{text}" cannot store the type "{type_}"', "duckdb", did_you_mean(text, known))
        return default
    return text or default


def _read_enum(limits: Part, type_: str) -> tuple[str, ...]:
    values = limits.value.get("enum", [])
    if not isinstance(values, list):
        limits.fault('"enum" must be a list of values', "enum")
        return ()
    words = tuple(each if isinstance(each, str) else json.dumps(each) for each in values)
    for word in words:
        if not _is_spelled(word, type_):
            limits.fault(f'"{word}" cannot be a value of the type "{type_}"', "enum")
    return words


def _read_bound(limits: Part, key: str, type_: str) -> str:
    value = limits.value.get(key, "")
    word = value if isinstance(value, str) else json.dumps(value)
    if word and (type_ in {"string", "boolean"} or not _is_spelled(word, type_)):
        limits.fault(f'"{key}" of the type "{type_}" cannot be {json.dumps(value)}', key)
    return word


def _is_spelled(word: str, type_: str) -> bool:
    return re.fullmatch(_SPELLED.get(type_, ".*"), word, re.DOTALL) is not None


def _read_pattern(limits: Part) -> str:
    pattern = limits.text("pattern")
    if pattern and (reason := _pattern_fault(pattern)):
        limits.fault(f'"{pattern}" is not a pattern: {reason}', "pattern")
        return ""
    return pattern


@cache
def _pattern_fault(pattern: str) -> str:
    """Return why DuckDB, whose dialect has no look-ahead, refuses a pattern."""
    import duckdb  # noqa: PLC0415 - slow to load, and seldom asked: what it says is kept

    try:
        with duckdb.connect() as connection:
            connection.execute("SELECT regexp_full_match('', ?)", [pattern])
    except duckdb.Error as fault:
        return str(fault).partition(": ")[2].partition("\n")[0]
    return ""


def read_foreign_keys(table: Part, schema: Part) -> Iterator[ForeignKey]:
    """Read the foreign keys of a table's schema; their faults go to the part."""
    for part in schema.parts("foreignKeys", "foreign key"):
        part.spelled({"fields", "reference"})
        reference = part.part("reference", "reference")
        reference.spelled({"resource", "fields"})
        name = reference.text("resource") or table.text("name")  # absent: the table itself
        yield ForeignKey(part.names("fields"), name, reference.names("fields"))
