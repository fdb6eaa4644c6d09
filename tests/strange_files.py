"""The readers of a project's files, each by the name of what it reads, and a sound file for each."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from report import contract, corrections, differences, moved, prose, reasons, refusals, wordbook
from report.header import parse_budgets, parse_columns, parse_literals, read_header
from report.model import Project
from report.settings import read_site
from report.tables import check_query
from tests.packages import HARBOURS, SOURCE, package, told

Reader = Callable[[Path, str], object]


def _written(folder: Path, name: str, text: str) -> Project:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    # A file of no text is told before any reader is asked: report/texts.py.
    path.write_text(text.replace("\0", ""), encoding="utf-8", errors="replace", newline="")
    return Project(folder)


def _header(folder: Path, text: str) -> None:
    project = _written(folder, "queries/boats.sql", text)
    keys = {"key", "note", "budget", "literal", "rows", "pinned", "allow", "reconciles"}
    path = project.queries / "boats.sql"
    header = read_header(
        path, "queries/boats.sql", required={"title", "columns", "sources"}, optional=keys
    )
    columns = parse_columns(header)
    parse_literals(header)
    parse_budgets(header, columns)
    check_query(header.sql, header.path)


def _package(folder: Path, text: str) -> None:
    _written(folder, "data/harbours.csv", "harbour,boats\nOslo,3\n")
    contract.read(_written(folder, "data/datapackage.json", text))


def _table(folder: Path, text: str) -> None:
    _written(folder, "data/datapackage.json", package(HARBOURS))
    told(_written(folder, "data/harbours.csv", text))


def _prose(folder: Path, text: str) -> None:
    del folder
    prose.naked_in_markdown(text)
    prose.literals_in_markdown(text)


def _entries(name: str, read: Callable[[Project], object]) -> Reader:
    return lambda folder, text: read(_written(folder, name, text))


READERS: Mapping[str, Reader] = {
    "header": _header,
    "package": _package,
    "table": _table,
    "prose": _prose,
    "waivers": _entries("waivers.yml", refusals.read_waivers),
    "reasons": _entries("reasons.yml", reasons.read),
    "differences": _entries("differences.yml", differences.read),
    "moved": _entries("moved.yml", moved.read),
    "corrections": _entries("editions/corrections.yml", corrections.read),
    "settings": _entries("mkdocs.yml", read_site),
    "words": _entries("templates/words/de.po", lambda project: wordbook.read(project, "de")),
}
_ENTRY = """\
- rule: false claim
  name: north_leads
  values: "Boats in the north: 11"
  why: The log is being recounted.
  who: A. Editor
  date: 2023-09-01
  until: 2023-10-01
"""
SOUND: Mapping[str, str] = {
    "header": (
        "-- title: Sailings by year\n-- columns:\n--   year   SMALLINT  Year of the sailing\n"
        "--   boats  BIGINT    Boats that sailed  [unit: boats|boat, min: 1]\n-- key: year\n"
        "-- sources: harbour_log\n-- budget: boats 10%; rows 20%\n-- literal: two | why\n"
        "SELECT year, count(*) AS boats FROM sailings GROUP BY year ORDER BY year;\n"
    ),
    "package": json.dumps(
        {"title": "Ferries", "name": "ferries", "sources": [SOURCE], "resources": [HARBOURS]},
        indent=1,
    ),
    "table": 'harbour,boats\nOslo,3\n"Moss, old",5\nTromsø,\n',
    "prose": (
        "---\ntitle: Three boats\n---\n## Boats {#boats}\n\n{{ fig.boats['a'].n }} boats, *two* of "
        "them [late](late.md).\n\n{% if fig.x %}The most{% else %}second{% endif %}\n\n"
        '{% claim leads %}First{% endclaim %} {% literal "why" %}2{% endliteral %}\n'
        "| a | b |\n|---|--:|\n| 1 | 2 |\n\n[^1]: A note of 1999.\n"
    ),
    "waivers": _ENTRY,
    "reasons": (
        '- figure: boats\n  row: north\n  column: boats\n  was: "52"\n  now: "63"\n'
        "  why: A lost log.\n  who: A. Editor\n  date: 2023-09-01\n"
    ),
    "differences": (
        '- figure: boats\n  row: north\n  values: "1, 2"\n  because: They count otherwise.\n'
    ),
    "moved": "- from: findings/a/\n  to: findings/b/\n  why: It was renamed.\n",
    "corrections": (
        "- id: 2023-10-a\n  date: 2023-10-04\n  edition: 2023-01\n  where: findings/late/\n"
        "  said: Three.\n  right: Four.\n  why: A log.\n  corrected: not yet\n"
    ),
    "settings": (
        "site_name: Boats\nsite_description: >-\n  On boats.\nsite_url: https://example.org/a/\n"
        "nav:\n  - Front page: index.md\nextra:\n  locale: de_AT\n  publisher: us\n"
        "  licence_url: https://example.org/l\n"
    ),
    "words": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "Close"\nmsgstr "Zu"\n\n'
        'msgid "%(num)s row"\nmsgid_plural "%(num)s rows"\nmsgstr[0] "%(num)s Zeile"\n'
        'msgstr[1] "%(num)s Zeilen"\n'
    ),
}
# What means something to some reader.
PIECES = [
    *"\n\r\t \"'`;,:|#&*!%@{}[]()<>\\/-+=~^$?\x00\x01\x1b\x1f\x7f\x85\xa0",
    *("\u2028", "\u200b", "\ufeff", "\ue000", "\ue0010", "\U0001f6a2", "\ufffd", "e\u0301"),
    *("\n- ", "\n  ", "\n\n", "\r\n", "---\n", "...\n", "- - ", "? ", ": ", "<<: *a", "&a ", "*a"),
    *(
        "!!python/object:os.system",
        "!ENV x",
        "%YAML 1.1\n",
        "!!binary ",
        "{a: ",
        "[[",
        "|\n",
        ">\n",
    ),
    *("null", "true", "NO", "1e999", "-1", "0x1f", "1_000", "2023-99-99", "12:30", "\\u0000"),
    *("-- ", "-- key: ", "-- columns:\n", "--   a BIGINT b\n", "/*", "*/", "$$", "SELECT ", "E'\\"),
    *("{{ ", " }}", "{% ", " %}", "{#", "#}", "{##", "{% if %}", "{% endclaim %}", "{{ x[ }}"),
    *("{% raw %}", "{% include 'x' %}", "](", "![", "```\n", "    ", "<script>", "<!--", "[^1]: "),
    *('": {', '", "', "[]", "{}", '{"a":', "msgid ", 'msgstr "', "msgctxt ", "#, fuzzy\n", "#~ "),
    *("nplurals=99; plural=(n", "%(x)s", "%s", "%", '"name": "x", ', '"pattern": "(((a+)+)+)$",'),
]
