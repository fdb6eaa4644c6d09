"""A JSON file's text in, its parts out, each knowing the line it stands on.

The standard library's parser forgets where things stood, and an editor needs the line.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from report.errors import ReportError, did_you_mean

Place = tuple[str | int, ...]  # keys and positions from the top: ("resources", 0, "name")

_KINDS = {str: "a text", bool: "true or false", int: "a whole number", dict: "an object"}
_UNPRINTED = "\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"  # that prose may hold
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


@dataclass(frozen=True, slots=True)
class JsonFile:
    """A parsed JSON file that can say on which line a part of it stands."""

    path: str  # as typed in the project
    value: Any
    lines: dict[Place, int]

    def where(self, place: Place) -> str:
        """Return ``path:line`` of a part, or of the nearest part around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.path}:{self.lines.get(place, 1)}"


@dataclass(frozen=True, slots=True)
class Part:
    """An object within a JSON file, read property by property.

    Faults are gathered in ``errors``, which all parts of one file share.
    """

    file: JsonFile
    value: dict[str, Any]
    kind: str  # what it is called in a message: table, field, source
    place: Place = ()
    errors: list[ReportError] = field(default_factory=list)

    @property
    def label(self) -> str:
        """What this part is called in a message, with its name where it has one."""
        name = self.value.get("name")
        return f'{self.kind} "{name}"' if isinstance(name, str) else f"this {self.kind}"

    def fault(self, what: str, key: str | None = None, hint: str = "") -> None:
        """Note a fault of this part, or of one of its properties."""
        place = self.place if key is None else (*self.place, key)
        self.errors.append(ReportError(what, self.file.where(place), hint))

    def text(self, key: str, *, required: bool = False) -> str:
        """Return a property that is a text; empty where it is absent."""
        value: str | None = self._get(key, str)
        if required and key not in self.value:
            self.fault(f'{self.label} lacks "{key}"', hint=f'Write into it: "{key}": "…",')
        elif required and value is not None and not value.strip():
            self.fault(f'"{key}" of {self.label} is empty', key)
        hidden = [c for c in value or "" if c not in _UNPRINTED and not c.isprintable()]
        if hidden:
            self.fault(f'"{key}" holds a hidden character (U+{ord(hidden[0]):04X})', key)
        return value or ""

    def flag(self, key: str, *, required: bool = False) -> bool:
        """Return a property that is true or false; false where it is absent."""
        if required and key not in self.value:
            self.fault(f'{self.label} lacks "{key}"', hint=f'Write into it: "{key}": true,')
        return bool(self._get(key, bool))

    def count(self, key: str) -> int | None:
        """Return a property that is a whole number from zero up."""
        value: int | None = self._get(key, int)
        if value is not None and value < 0:
            self.fault(f'"{key}" cannot be below zero', key)
        return value

    def share(self, key: str) -> Decimal | None:
        """Return a property that is a share: a number from 0 to 1."""
        value = self.value.get(key)
        if key not in self.value:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.fault(f'"{key}" must be a share, from 0 to 1', key)
            return None
        return Decimal(str(value))

    def names(self, key: str) -> tuple[str, ...]:
        """Return a property that is one name or a list of names."""
        value = self.value.get(key, [])
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.fault(f'"{key}" must be a name or a list of names', key)
            return ()
        return tuple(names)

    def parts(self, key: str, kind: str) -> Iterator["Part"]:
        """Return the objects of a property that is a list of objects."""
        value = self.value.get(key, [])
        if not isinstance(value, list):
            self.fault(f'"{key}" must be a list', key)
            return
        for position, each in enumerate(value):
            place = (*self.place, key, position)
            if isinstance(each, dict):
                yield Part(self.file, each, kind, place, self.errors)
            else:
                what = f'"{key}" must hold objects'
                self.errors.append(ReportError(what, self.file.where(place)))

    def part(self, key: str, kind: str) -> "Part":
        """Return the object of a property; an empty one where it is absent."""
        value = self._get(key, dict) or {}
        return Part(self.file, value, kind, (*self.place, key), self.errors)

    def only(self, known: Iterable[str]) -> None:
        """Note every property that is not one of the known ones."""
        names = sorted(known)
        for key in self.value:
            if key not in names:
                self.fault(f'no {self.kind} "{key}"', key, did_you_mean(key, names))

    def spelled(self, known: Iterable[str]) -> None:
        """Note a property that is one of the known ones but for its spelling.

        Others are left alone: a Data Package may hold properties of other programs.
        """
        names = sorted(known)
        for key in self.value:
            if key not in names and get_close_matches(key, names, n=1, cutoff=0.8):
                self.fault(f'no property "{key}" of a {self.kind}', key, did_you_mean(key, names))

    def _get(self, key: str, kind: type) -> Any:  # noqa: ANN401  # JSON holds anything
        value = self.value.get(key)
        if key not in self.value:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fault(f'"{key}" must be {_KINDS[kind]}', key)
            return None
        return value


def parse(text: str, path: str) -> JsonFile:
    """Return the value and the lines of a JSON text; refuse broken JSON and doubled keys."""

    def refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if doubled := next((key for key in keys if keys.count(key) > 1), None):
            raise ReportError(f'the key "{doubled}" stands twice in one object', path)
        return dict(pairs)

    def refuse_constant(name: str) -> None:
        raise ReportError(f"{name} is not a value of JSON", path)

    lines: dict[Place, int] = {}
    try:
        value = json.loads(text, object_pairs_hook=refuse_doubles, parse_constant=refuse_constant)
        json.dumps(value, ensure_ascii=False).encode()
        _walk(_tokens(text), (), lines)
    except json.JSONDecodeError as fault:
        what = f"this is not JSON: {fault.msg[0].lower()}{fault.msg[1:]}"
        hint = ""
        if fault.msg in {"Expecting value", "Expecting property name enclosed in double quotes"}:
            hint = "Is there a comma too many at the end of the line above, or a value too few?"
        raise ReportError(what, f"{path}:{fault.lineno}", hint) from None
    except RecursionError:
        raise ReportError("this is not JSON: brackets within brackets without end", path) from None
    except UnicodeEncodeError:
        what = "half a character (a lone surrogate) stands in a text"
        raise ReportError(what, path) from None
    except ValueError:
        raise ReportError("this is not JSON: a number has too many digits", path) from None
    return JsonFile(path, value, lines)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        yield match[0], line


def _walk(tokens: Iterator[tuple[str, int]], place: Place, lines: dict[Place, int]) -> None:
    """Note the line of the next value and of all within it; the text is known to be JSON."""
    mark, line = next(tokens)
    _walk_from(mark, line, tokens, place, lines)


def _walk_from(
    mark: str,
    line: int,
    tokens: Iterator[tuple[str, int]],
    place: Place,
    lines: dict[Place, int],
) -> None:
    lines.setdefault(place, line)
    if mark == "{":
        for key, key_line in tokens:
            if key == "}":
                return
            if key != ",":
                next(tokens)  # the colon
                inner = (*place, json.loads(key))
                lines[inner] = key_line
                _walk(tokens, inner, lines)
    elif mark == "[":
        position = 0
        for first, first_line in tokens:
            if first == "]":
                return
            if first != ",":
                _walk_from(first, first_line, tokens, (*place, position), lines)
                position += 1
