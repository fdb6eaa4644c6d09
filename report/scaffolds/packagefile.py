"""``data/datapackage.json`` as it is typed and an entry in, the same with the entry in a list out.

All else in the file stays as it was, to the letter: it is an editor's, with an order of its own.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from report.contract.jsonfile import parse
from report.errors import ReportError
from report.model import Project


@dataclass(frozen=True, slots=True)
class PackageFile:
    """The contract's file: its path as typed in the project, and its text."""

    where: str
    text: str

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names of the entries of a list."""
        listed = self._value.get(key)
        entries = listed if isinstance(listed, list) else []
        return tuple(str(each.get("name")) for each in entries if isinstance(each, dict))

    def place(self, key: str, position: int) -> str:
        """Return ``path:line`` of an entry of a list."""
        return parse(self.text, self.where).where((key, position))

    def with_entry(self, key: str, entry: str) -> "PackageFile":
        """Return the file with one more entry behind the others of a list."""
        if not isinstance(self._value.get(key), list):
            hint = f'Write "{key}": [] into it; the entries can be added so.'
            raise ReportError(f'the package has no list "{key}"', self.where, hint)
        line = parse(self.text, self.where).lines[key,]
        end = _end_of_last(self.text, key, line)
        comma = "," if self.names(key) else ""
        before, after = self.text[:end], self.text[end:]
        close = "\n  " if after.lstrip(" ").startswith("]") else ""
        return PackageFile(self.where, f"{before}{comma}\n{entry.rstrip()}{close}{after}")

    def line_of(self, key: str) -> int:
        """Return the line on which the last entry of a list begins."""
        file = parse(self.text, self.where)
        return file.lines[key, len(self.names(key)) - 1]

    @property
    def _value(self) -> dict[str, Any]:
        value = parse(self.text, self.where).value
        if not isinstance(value, dict):
            raise ReportError("a contract is one JSON object", f"{self.where}:1")
        return value


def read(project: Project) -> PackageFile:
    """Read the file, which may not promise anything yet."""
    path = project.data / "datapackage.json"
    shown = project.shown(path)
    try:
        return PackageFile(shown, path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        hint = "It says which tables there are, what they promise and where they come from."
        raise ReportError("the data has no contract", shown, hint) from None
    except UnicodeDecodeError:
        raise ReportError("this is not UTF-8 text", shown, "Save it as UTF-8.") from None


def _end_of_last(text: str, key: str, line: int) -> int:
    """Return where the last entry of a list ends; the list begins on that line."""
    begin = sum(len(each) for each in text.splitlines(keepends=True)[: line - 1])
    match = re.compile(rf'"{key}"\s*:\s*\[').search(text, begin)
    at = end = match.end() if match else len(text)
    while (opening := re.compile(r"[\s,]*(?=\{)").match(text, at)) is not None:
        _, end = json.JSONDecoder().raw_decode(text, opening.end())
        at = end
    return end
