"""The guide has a chapter for every kind of fault, its examples are told, and its links lead on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report.reports import GUIDE

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
REPORT = ROOT / "report"
CORPUS = [
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests/sites/faulty").glob("*/expected.txt"))
]
PLACE = re.compile(r"^(?:[\w./\[\]-]+|branch:\S+?)(?::\d+)?: (?=[\w\"'])")
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
CHAPTERS = dict(
    re.findall(
        r"^## (\w+)\n(.*?)(?=^## |\Z)", (ROOT / GUIDE).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
)


def modules() -> dict[str, list[str]]:
    """Return the sources of every module or package of ``report`` that makes faults, by its name."""
    found: dict[str, list[str]] = {}
    for path in sorted(REPORT.rglob("*.py")):
        found.setdefault(path.relative_to(REPORT).parts[0].removesuffix(".py"), []).append(
            path.read_text(encoding="utf-8")
        )
    del found["errors"]  # it makes them for the others
    return {
        name: sources
        for name, sources in found.items()
        if any("ReportError(" in source or ".fault(" in source for source in sources)
        and any(re.search(r"\bReportErrors?\(", source) for source in sources)
    }


def patterns(sources: list[str]) -> Iterator[re.Pattern[str]]:
    """Yield what the texts of some sources can become, their values open."""
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".*"
                    for part in node.values
                ]
                if any(len(part) > 5 for part in parts):
                    yield re.compile("".join(parts).partition("\\\n")[0])
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.compile(re.escape(node.value) + "(: .*)?")


def examples(chapter: str) -> list[str]:
    """Return the messages that a chapter quotes, without their hints."""
    blocks = re.findall(r"^```text\n(.*?)^```", chapter, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if not line.startswith("  ")]


def test_every_kind_of_fault_has_a_chapter() -> None:
    """A module that makes faults has a chapter, and a chapter is of such a module."""
    assert list(CHAPTERS) == sorted(CHAPTERS)
    assert set(CHAPTERS) == set(modules())


@pytest.mark.parametrize("kind", CHAPTERS)
def test_what_a_chapter_quotes_is_told(kind: str) -> None:
    """An example is a message of the corpus, or one that the module's own texts make."""
    known = list(patterns(modules()[kind]))
    told = {line for text in CORPUS for line in text.splitlines()}

    strange = [
        line
        for line in examples(CHAPTERS[kind])
        if line not in told and not any(p.fullmatch(PLACE.sub("", line, count=1)) for p in known)
    ]

    assert examples(CHAPTERS[kind]) != []
    assert strange == []


def test_every_fault_of_the_corpus_leads_to_a_chapter() -> None:
    """The address that is told with a fault is one that the guide has."""
    kinds = {kind for text in CORPUS for kind in re.findall(rf"{GUIDE}#(\w+)", text)}

    assert kinds != set()
    assert kinds - set(CHAPTERS) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_the_guide_lead_somewhere(page: Path) -> None:
    """Every link from one file of the repository to another names a file, and a heading in it."""
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            lost.append(target)

    assert lost == []


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_index_leads_to_every_page() -> None:
    """Nothing of the guide is found by chance alone."""
    linked = re.findall(r"\]\(([^)#\s]+)", (DOCS / "index.md").read_text(encoding="utf-8"))
    pages = {page.relative_to(DOCS).as_posix() for page in PAGES[1:]} - {"index.md"}

    assert pages - set(linked) == set()
