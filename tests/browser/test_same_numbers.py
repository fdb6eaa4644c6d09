"""A chart says the same numbers wherever it says them, and no file says others.

The base is ``figures/<name>.json``: a value and a text for each cell, found by the key of its row.
What an element leaves out is absent there; what it has is equal.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.validating import documents, faults

ROOT = Path(__file__).resolve().parents[2]
CHARTS = sorted(path.stem for path in (ROOT / "charts").glob("[!_]*.py"))
SVGS = ("svg", "dark.svg", "narrow.svg", "narrow.dark.svg")
SVG = "{http://www.w3.org/2000/svg}"
EXTREMES = re.compile(r"(?P<label>.+?): highest (?P<high>.+), lowest (?P<low>.+)")
ENDED = re.compile(r"(?P<printed>.+?)(?: \((?P<names>.+?)(?: and (?P<more>\d+) more)?\))?")

Key = tuple[str, ...]


@dataclass(frozen=True)
class Numbers:
    """The cells of a figure by their rows' keys, each as a value and as a text."""

    columns: list[Mapping[str, Any]]
    values: dict[Key, dict[str, Any]]
    texts: dict[Key, dict[str, str]]
    key: list[str]

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return [column["name"] for column in self.columns]

    @property
    def labels(self) -> list[str]:
        """What readers see over them."""
        return [column["label"] for column in self.columns]


def read(path: Path) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a file holds."""
    return json.loads(path.read_bytes())


def numbers(path: Path) -> Numbers:
    """Return the cells that the file of a figure or a chart holds."""
    told = read(path)
    names = [column["name"] for column in told["columns"]]
    values = [dict(zip(names, row, strict=True)) for row in told["rows"]]
    texts = [dict(zip(names, row, strict=True)) for row in told["text"]]
    keys = [tuple(str(each[name]) for name in told["key"]) for each in values]
    assert len(set(keys)) == len(keys) == len(texts) > 0
    return Numbers(
        told["columns"],
        dict(zip(keys, values, strict=True)),
        dict(zip(keys, texts, strict=True)),
        told["key"],
    )


@pytest.fixture(params=CHARTS)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a chart."""
    return str(request.param)


@pytest.fixture
def base(site: Path, name: str) -> Numbers:
    """What the chart's figure holds."""
    return numbers(site / f"figures/{name}.json")


def test_the_file_of_the_chart_has_the_cells_of_its_figure(
    site: Path, name: str, base: Numbers
) -> None:
    """Values, texts, columns and fingerprint."""
    chart, figure = read(site / f"charts/{name}.json"), read(site / f"figures/{name}.json")

    assert numbers(site / f"charts/{name}.json") == base
    assert chart["hash"] == figure["hash"]


@pytest.mark.parametrize("folder", ["figures", "charts"])
def test_the_csv_has_the_values(site: Path, name: str, base: Numbers, folder: str) -> None:
    """Every row and every column, each cell what its value is when read again."""
    with (site / f"{folder}/{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert list(rows[0]) == base.names
    keys = [tuple(row[column] for column in base.key) for row in rows]
    assert keys == list(base.values)
    for key, row in zip(keys, rows, strict=True):
        assert {
            n: is_same(row[n], value) for n, value in base.values[key].items()
        } == dict.fromkeys(base.names, True)


def is_same(text: str, value: Any) -> bool:  # noqa: ANN401 - what JSON holds
    """Tell whether a cell of a CSV is a value."""
    match value:
        case None:
            return text == ""
        case bool():
            return text.lower() == str(value).lower()
        case int() | float():
            return Decimal(text) == Decimal(repr(value))
    return text == str(value)


def test_every_table_on_a_page_has_the_texts(site: Path, name: str, base: Numbers) -> None:
    """On the chart's page, on the figure's, and under the chart wherever it stands."""
    own = {site / f"charts/{name}/index.html", site / f"figures/{name}/index.html"}
    pages = set()
    for page in sorted(site.rglob("index.html")):
        html = page.read_text(encoding="utf-8")
        if page not in own and f'id="chart-{name}"' not in html:
            continue
        for table in Tables.of(html):
            if (page in own or table.figure == f"chart-{name}") and table.is_of(base):
                pages.add(page)
                assert table.rows
                assert [row for row in table.rows if row not in shown(base)] == [], page

    assert own < pages


def shown(base: Numbers) -> list[list[str]]:
    """Return the rows as a table shows them."""
    return [[text or "–" for text in row.values()] for row in base.texts.values()]


def test_the_specification_has_the_values_and_the_texts(
    site: Path, name: str, base: Numbers
) -> None:
    """Each record of its data that names a row has the cells of that row: tooltips read them."""
    seen = set()
    for rows in read(site / f"charts/{name}.vega.json")["datasets"].values():
        for record in rows:
            if not base.key or not set(base.key) <= record.keys():
                continue
            key = tuple(str(record[column]) for column in base.key)
            seen.add(key)
            told = {n: v for n, v in record.items() if n in base.names}
            assert told == {n: base.values[key][n] for n in told}
            texts = {n: record[f"layout_{n}"] for n in base.names if f"layout_{n}" in record}
            assert texts == {n: base.texts[key][n] for n in texts}

    assert seen == base.values.keys()


def test_every_drawing_tells_the_same_words(site: Path, name: str) -> None:
    """What is read out of the files, the page and the kit is the description, letter by letter."""
    told = read(site / f"charts/{name}.json")
    page = (site / f"charts/{name}/index.html").read_text(encoding="utf-8")
    read_out = [*drawings(site, name), *inline(page, name)]

    assert len(read_out) >= len(SVGS) + 1
    assert set(read_out) == {(told["title"], told["description"])}
    assert told["description"] in Tables.text_of(page)


def drawings(site: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the description of each drawing."""
    for ending in SVGS:
        root = ET.parse(site / f"charts/{name}.{ending}").getroot()  # noqa: S314 - ours
        yield root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""


def inline(page: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the title and the description of each drawing in a page."""
    for match in re.finditer(rf'<svg [^>]*aria-labelledby="{name}-.*?</svg>', page, re.DOTALL):
        root = ET.fromstring(match[0])  # noqa: S314 - ours
        space = SVG if root.tag.startswith(SVG) else ""
        yield root.findtext(f"{space}title") or "", root.findtext(f"{space}desc") or ""


def test_the_description_names_the_numbers_of_the_rows(
    site: Path, name: str, base: Numbers
) -> None:
    """How many rows there are, and of each column the highest and the lowest, with whose it is."""
    said = read(site / f"charts/{name}.json")["description"]
    if counted := re.search(r" (\d+) rows\.", said):
        assert int(counted[1]) == len(base.values)
    told = list(facts(said))

    for label, printed, names, more in told:
        column = base.columns[base.labels.index(label)]
        same = [
            key
            for key, row in base.texts.items()
            if row[column["name"]] == unit_off(printed, column)
        ]
        assert len(same) == len(names) + more, (label, printed)
        for each in names:
            parts = each.split(", ") if len(base.key) > 1 else [each]
            assert any(set(parts) <= set(base.texts[key].values()) for key in same), each
    assert told or counts(said, base)


def facts(said: str) -> Iterator[tuple[str, str, list[str], int]]:
    """Yield the label, the number as printed, whose it is by name, and how many more have it."""
    for sentence in re.split(r"(?<=\.) ", said):
        found = EXTREMES.fullmatch(sentence.removesuffix("."))
        if found is None:
            continue
        for end in (found["high"], found["low"]):
            parts = ENDED.fullmatch(end)
            assert parts
            names = parts["names"].split("; ") if parts["names"] else []
            yield found["label"], parts["printed"], names, int(parts["more"] or 0)


def unit_off(printed: str, column: Mapping[str, Any]) -> str:
    """Return a number as a table prints it: what its unit adds stands over the column there."""
    return printed if column["unit"] == "%" else printed.removesuffix(f" {column['unit']}")


def counts(said: str, base: Numbers) -> int:
    """Check how many rows of each kind there are said to be; return how many kinds."""
    label, _, listed = said.rpartition(" rows. ")[2].partition(", rows of each: ")
    column = base.names[base.labels.index(label)]
    kinds = re.findall(r"(.+?) (\d+)(?:, |\.$)", listed)
    for kind, count in kinds:
        assert sum(row[column] == kind for row in base.texts.values()) == int(count)
    assert sum(int(count) for _, count in kinds) == len(base.values)
    return len(kinds)


def test_every_file_of_the_publication_is_what_its_schema_says(site: Path) -> None:
    """All that programs read of it, the schema taken from where the file says."""
    found = documents(site)

    assert len(found) > len(CHARTS)
    assert [fault for path in found for fault in faults(path)] == []


@dataclass
class Table:
    """A table of a page, as text."""

    figure: str  # the id of the figure it stands in, or empty
    head: list[str]
    rows: list[list[str]]

    def is_of(self, base: Numbers) -> bool:
        """Tell whether its head is the labels of a figure, with or without their units."""
        return len(self.head) == len(base.columns) and all(
            head in {column["label"], f"{column['label']} {column['unit']}"}
            for head, column in zip(self.head, base.columns, strict=True)
        )


class Tables(HTMLParser):
    """The tables of a page, and all its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.words: list[str] = []
        self._figure = ""
        self._in_head = False
        self._cell: list[str] | None = None

    @classmethod
    def of(cls, html: str) -> list[Table]:
        """Return the tables of a page."""
        parser = cls()
        parser.feed(html)
        return parser.tables

    @classmethod
    def text_of(cls, html: str) -> str:
        """Return the words of a page."""
        parser = cls()
        parser.feed(html)
        return " ".join("".join(parser.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a figure, a table, a row or a cell."""
        match tag:
            case "figure":
                self._figure = dict(attrs).get("id") or ""
            case "table":
                self.tables.append(Table(self._figure, [], []))
            case "thead":
                self._in_head = True
            case "tr" if not self._in_head:
                self.tables[-1].rows.append([])
            case "td" | "th":
                self._cell = []

    def handle_endtag(self, tag: str) -> None:
        """Close them."""
        match tag:
            case "figure":
                self._figure = ""
            case "thead":
                self._in_head = False
            case "td" | "th":
                table = self.tables[-1]
                text = " ".join("".join(self._cell or []).split())
                (table.head if self._in_head else table.rows[-1]).append(text)
                self._cell = None

    def handle_data(self, data: str) -> None:
        """Take note of text."""
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)
