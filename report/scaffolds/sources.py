"""The name of a source in, its entry in ``data/datapackage.json`` out, to be filled in."""

import json
import re
from datetime import UTC, datetime

from report import contract, disk
from report.contract import NAME
from report.contract.jsonfile import parse
from report.errors import ReportError
from report.model import Project
from report.scaffolds.made import Made
from report.scaffolds.text import filled


def source(project: Project, name: str) -> Made:
    """Declare a source, after those that are declared; the rest of the file stays as it is."""
    promised = contract.read(project)
    where = promised.path
    if not NAME.fullmatch(name):
        hint = "Lower-case letters, digits and single underscores, beginning with a letter."
        raise ReportError(f'"{name}" cannot be the name of a source', where, hint)
    path = project.data / "datapackage.json"
    text = path.read_text(encoding="utf-8-sig")
    file = parse(text, where)
    names = [each.name for each in promised.sources]
    if name in names:
        place = file.where(("sources", names.index(name)))
        raise ReportError(f'there is a source "{name}"', place, "Choose another name.")
    if not promised.sources:
        hint = 'Write "sources": [] with an entry in it; the next ones can be added so.'
        raise ReportError("the data names no source yet", where, hint)
    entry = filled("source.json", name=name, date=str(datetime.now(tz=UTC).year))
    end = _end_of_last(text, file.lines[("sources",)])
    disk.write(path, f"{text[:end]},\n{entry.rstrip()}{text[end:]}".encode())
    then = "Fill in its title, publisher, date and licence; readers see them with the data."
    return Made(where, f'"source": "{name}" in a row of a table', "", then)


def _end_of_last(text: str, line: int) -> int:
    """Return where the last of the sources ends; their list begins on that line."""
    begin = sum(len(each) for each in text.splitlines(keepends=True)[: line - 1])
    match = re.compile(r'"sources"\s*:\s*\[').search(text, begin)
    at = end = match.end() if match else len(text)
    while (opening := re.compile(r"[\s,]*(?=\{)").match(text, at)) is not None:
        _, end = json.JSONDecoder().raw_decode(text, opening.end())
        at = end
    return end
