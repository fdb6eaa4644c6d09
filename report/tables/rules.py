"""The fields of a contract in, rules as SQL conditions out: what no cell may be.

The conditions of a field are tried in order and the first that holds is told, so a cell has one
fault, and a blank at its end is not also a broken pattern and an unknown key.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from report.contract.schema import DECIMAL, Field
from report.errors import did_you_mean
from report.tables.quoting import quote
from report.tables.textfile import BREAK

TEXT_LENGTH = 2_000  # of a text whose field has no maxLength

# Characters that nobody sees and that make two equal-looking texts differ, or turn text round:
# controls, special blanks, zero-width and bidi marks, line separators, tags, lost characters.
_HIDDEN = (
    *((0x00, 0x09), (0x0B, 0x1D), (0x1F, 0x1F), (0x7F, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C)),
    *((0x1680, 0x1680), (0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F)),
    *((0x3000, 0x3000), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFF), (0xE0000, 0xE007F)),
)
_HIDDEN_IN_SQL = "[" + "".join(f"\\x{{{a:x}}}-\\x{{{b:x}}}" for a, b in _HIDDEN) + "]"
_HIDDEN_HERE = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in _HIDDEN) + "]")
_FORMS = {  # Table Schema type → how a cell is spelled, what another is told, what to write
    "integer": ("-?[0-9]+", "is not a whole number", "Write digits alone, such as 1250."),
    "number": (
        r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?",
        "is not a number",
        "Write digits with a point, such as 1250.5.",
    ),
    "boolean": ("true|false", "is neither true nor false", 'Write "true" or "false".'),
    "date": (
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "is not a date",
        "Write year, month and day, such as 2023-09-30.",
    ),
    "year": ("[0-9]{4}", "is not a year", "Write four digits, such as 2023."),
    "yearmonth": (
        "[0-9]{4}-(0[1-9]|1[0-2])",
        "is not a month",
        "Write year and month, such as 2023-09.",
    ),
}
# Types whose values DuckDB writes in their form, if they are within their span.
_OWN_FORM = frozenset({"integer", "boolean", "date", "year"})
_SPANS = {  # what of a type can be written in its form
    "year": "1000 AND 9999",
    "date": "DATE '0001-01-01' AND DATE '9999-12-31'",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that no cell of a field may meet, and the words for one that does."""

    broken: str  # SQL
    says: str  # goes on after the value: is not a year
    hint: str = ""
    allowed: tuple[str, ...] = ()  # what could have been meant
    describe: Callable[[str], str] | None = None  # the words, where they depend on the value
    about: str = "value"  # or how a cell is "written", or whether it can be "cast" to its type

    def words(self, value: str) -> str:
        """Return what is wrong with a value."""
        return self.describe(value) if self.describe else self.says

    def advice(self, value: str) -> str:
        """Return what to do about it."""
        return did_you_mean(value, self.allowed) if self.allowed else self.hint


def rules(field: Field, sources: Iterable[str]) -> tuple[Rule, ...]:
    """Return the rules of a field, in the order in which they are tried."""
    return (*_rules(field, sources),)


def text(field: Field) -> str:
    """Return the SQL of a cell as it was written."""
    return f'CAST("{field.name}" AS VARCHAR)'


def value(field: Field) -> str:
    """Return the SQL of a cell in its type; NULL where it cannot be."""
    if field.multiline:
        return f"replace({text(field)}, {quote(BREAK)}, chr(10))"
    return f'TRY_CAST("{field.name}" AS {field.duckdb})'


def broken_rule(field: Field, sources: Iterable[str]) -> str:
    """Return the SQL of the number of the first rule that a cell breaks; NULL where none."""
    whens = [f"WHEN {r.broken} THEN {n}" for n, r in enumerate(rules(field, sources))]
    return f"CASE {' '.join(whens)} END" if whens else "NULL::INTEGER"


def as_written(field: Field, cast: str) -> tuple[str, ...]:
    """Return the SQL of what a cell may not be that its cast would let pass; of texts nothing.

    ``cast`` is the SQL of the cell in its type. Where that is written as the cell is, the cell has
    the form of its type, which is quicker to see than the form is.
    """
    written = [rule.broken for rule in _rules(field, ()) if rule.about == "written"]
    if written and field.type in _OWN_FORM:
        same = f"CAST({cast} AS VARCHAR) = {text(field)}"
        if span := _SPANS.get(field.type):
            same = f"({same} AND {cast} BETWEEN {span})"
        written[0] = f"(NOT {same} AND {written[0]})"
    return (*written,)


def as_stored(field: Field, sources: Iterable[str], *, unwritten: bool) -> tuple[str, ...]:
    """Return the SQL of what a cell in its type may not be; ``unwritten`` where it was never a text."""
    conditions = [rule.broken for rule in _rules(field, sources) if rule.about == "value"]
    if unwritten and field.type in _SPANS:
        conditions.append(f'"{field.name}" NOT BETWEEN {_SPANS[field.type]}')
    if unwritten and field.pattern and field.duckdb != "VARCHAR":
        conditions.append(_unlike(field))
    return tuple(conditions)


def _form(field: Field) -> str:
    return "value" if field.duckdb == "VARCHAR" else "written"


def _unlike(field: Field) -> str:
    return f"NOT regexp_full_match({text(field)}, {quote(field.pattern)})"


def _rules(field: Field, sources: Iterable[str]) -> Iterator[Rule]:
    if field.required:
        yield Rule(f'"{field.name}" IS NULL', "is empty, and every row needs a value")
    yield from _text_rules(field) if field.type == "string" else _form_rules(field)
    if field.pattern:
        says = f"does not have the form {field.pattern}"
        yield Rule(_unlike(field), says, field.description, about=_form(field))
    if field.enum:
        values = ", ".join(_literal(field, each) for each in field.enum)
        broken = f"{value(field)} NOT IN ({values})"
        yield Rule(broken, "is not one of the values allowed", allowed=field.enum)
    if field.name == "source":
        names = ", ".join(map(quote, ("", *sources)))  # an empty list is no SQL
        broken = f"{text(field)} NOT IN ({names})"
        yield Rule(broken, "is not a declared source", allowed=tuple(sources))
    for bound, sign, word in ((field.minimum, "<", "below"), (field.maximum, ">", "above")):
        if bound:
            broken = f"{value(field)} {sign} {_literal(field, bound)}"
            yield Rule(broken, f"is {word} {bound}")


def _text_rules(field: Field) -> Iterator[Rule]:
    cell = text(field)
    allow = 'Mend it, or allow it with "{}": true on the field in data/datapackage.json.'
    yield Rule(
        f"regexp_matches({cell}, {quote(_HIDDEN_IN_SQL)})",
        "holds a hidden character",
        "Type the cell anew.",
        describe=_hidden_words,
    )
    if not field.multiline:
        broken = f"(contains({cell}, {quote(BREAK)}) OR contains({cell}, chr(10)))"
        yield Rule(broken, "holds a line break", allow.format("multiline"))
    yield Rule(
        f"regexp_matches({cell}, '^[ \\n\\x1e]|[ \\n\\x1e]$')", "begins or ends with a blank"
    )
    if not field.formula:
        hint = allow.format("formula")
        yield Rule(f"{cell}[1] IN ('=', '+', '-', '@')", "begins like a formula", hint)
    yield Rule(
        f"{cell} <> nfc_normalize({cell})",
        "spells an accent as a character of its own",
        "Save the text in Unicode's composed form (NFC).",
    )
    longest = TEXT_LENGTH if field.max_length is None else field.max_length
    hint = 'A longer text needs "maxLength" on its field in data/datapackage.json.'
    yield Rule(
        f"length({cell}) > {longest}",
        f"has more than {longest:,} characters",
        hint if field.max_length is None else "",
    )
    if field.min_length:
        broken = f"length({cell}) < {field.min_length}"
        yield Rule(broken, f"has fewer than {field.min_length:,} characters")
    if field.uri:
        broken = f"NOT regexp_full_match({cell}, 'https?://[^\\s<>\"{{}}|\\\\^`]+')"
        yield Rule(broken, "is not a web address", 'It begins with "https://".')


def _form_rules(field: Field) -> Iterator[Rule]:
    form, says, hint = _FORMS[field.type]
    broken = f"NOT regexp_full_match({text(field)}, '{form}')"
    yield Rule(broken, says, hint, about=_form(field))
    if decimal := DECIMAL.fullmatch(field.duckdb):
        # A cast would round in silence. An exponent is refused, its places are hard to see.
        broken = f"NOT regexp_full_match({text(field)}, '-?[0-9]+([.][0-9]{{0,{decimal[2]}}}0*)?')"
        yield Rule(broken, f"has too many decimal places for {field.duckdb}", about="written")
    if field.type == "date":
        yield Rule(f"{_castable(field)} IS NULL", "is not a day of the calendar", about="cast")
    elif field.duckdb == "DOUBLE":
        yield Rule(f"NOT isfinite({value(field)})", "is too large")
    else:
        yield Rule(f"{_castable(field)} IS NULL", f"is too large for {field.duckdb}", about="cast")


def _castable(field: Field) -> str:
    """Return SQL that is NULL where a cell that is not empty cannot be cast."""
    return f"CASE WHEN {text(field)} IS NULL THEN '' ELSE CAST({value(field)} AS VARCHAR) END"


def _literal(field: Field, words: str) -> str:
    if field.type in {"integer", "number", "year", "boolean"}:
        return words  # checked when the contract was read
    return f"DATE {quote(words)}" if field.type == "date" else quote(words)


def _hidden_words(cell: str) -> str:
    found = _HIDDEN_HERE.search(cell)
    if found is None:
        return "holds a hidden character"
    name = unicodedata.name(found[0], "control character")
    return f"holds a hidden character: {name.lower()} (U+{ord(found[0]):04X})"
