"""A YAML file of entries in, texts with their lines out: waivers, explanations, corrections.

Every scalar is read as text. YAML's own guesses read NO as False and 2023.10 as 2023.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from report.errors import ReportError, did_you_mean, raise_all


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its texts by name, and where it stands."""

    texts: dict[str, str]
    where: str  # as typed in the project, with its line

    def __getitem__(self, name: str) -> str:
        return self.texts[name]


def read_entries(
    path: Path, shown: str, wanted: Sequence[str], optional: Sequence[str] = ()
) -> tuple[Entry, ...]:
    """Read a list of entries that have just these names; raise all faults together.

    Those that are ``optional`` may be missing. A file that is not there has no entries.
    """
    if not path.is_file():
        return ()
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        what, line = yaml_fault(error, text)
        raise ReportError(f"not YAML: {what}", f"{shown}:{line}") from None
    if root is None:
        return ()
    if not isinstance(root, yaml.SequenceNode):
        raise ReportError("a list of entries is wanted", f"{shown}:1", 'Begin each with "- ".')
    entries = []
    errors: list[ReportError] = []
    for node in root.value:
        entry = _entry(node, shown)
        faults = [*_faults(entry, wanted, optional), *_doubled(node, entry.where)]
        errors += faults
        if not faults:
            entries.append(entry)
    raise_all(errors)
    return tuple(entries)


def yaml_fault(error: Exception, text: str) -> tuple[str, int]:
    """Return what of a text is not YAML, and on which line."""
    if isinstance(error, yaml.MarkedYAMLError):
        return str(error.problem), error.problem_mark.line + 1 if error.problem_mark else 1
    if isinstance(error, yaml.reader.ReaderError):
        what = f"it holds a character that no YAML may (U+{ord(text[error.position]):04X})"
        return what, text.count("\n", 0, error.position) + 1
    return "it is nested too deeply", 1


def _entry(node: yaml.Node, shown: str) -> Entry:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    texts = {
        str(key.value): " ".join(str(value.value).split())
        for key, value in pairs
        if isinstance(value, yaml.ScalarNode)
    }
    return Entry(texts, f"{shown}:{node.start_mark.line + 1}")


def _doubled(node: yaml.Node, where: str) -> list[ReportError]:
    names = [str(key.value) for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
    doubled = sorted({name for name in names if names.count(name) > 1})
    return [ReportError(f'"{name}" stands twice in the entry', where) for name in doubled]


def _faults(entry: Entry, wanted: Sequence[str], optional: Sequence[str]) -> list[ReportError]:
    known = [*wanted, *optional]
    unknown = [name for name in entry.texts if name not in known]
    lacking = [name for name in wanted if not entry.texts.get(name)]
    return [
        *(
            ReportError(
                f'no such part of an entry: "{name}"', entry.where, did_you_mean(name, known)
            )
            for name in unknown
        ),
        *(
            ReportError(f'the entry lacks "{name}"', entry.where, f"It needs {', '.join(wanted)}.")
            for name in lacking
        ),
    ]
