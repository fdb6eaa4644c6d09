"""The floors of ``report/``: as CONTRIBUTING.md draws them, and as the imports are."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "report"
FILES = sorted(
    path for path in REPORT.rglob("*.py") if path.parent != REPORT or path.stem[0] != "_"
)
# Words of our publication. The generator serves others too and must know none of them.
SUBJECT = re.compile(
    r"surveil|face.?recognition|facial|spyware|polic(e|ing)|deal|export(er|ing)|import(er|ing)"
    r"|suppl|regime|autocra|democra|v-?dem|polity|carnegie|chin(a|ese)|huawei|hikvision|countr"
    r"|\b(CHN|USA|ISR|FRA|GBR|DEU|JPN|XKX|TWN)\b",
    re.IGNORECASE,
)
# The npm package of the world's outlines has words of its own.
ATLAS = {"countries", "countries-50m.json"}
# The folder of a publication whose modules read files of others.
FOLDERS = {"importers"}


def test_every_module_stands_on_a_floor() -> None:
    """The table lists each module and package of ``report/``, and nothing else."""
    assert sorted(_floors()) == sorted({_module(path) for path in FILES})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    """What stands on the same floor is not known either; inside a package all are free."""
    floors = _floors()
    own = _module(path)

    known = {name for name in _imports_of_report(path) if name != own}

    assert {name for name in known if floors.get(name, 99) >= floors.get(own, 0)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_only_the_website_knows_mkdocs(path: Path) -> None:
    """The host stands right of the Markdown tree, and can be replaced there."""
    packages = {name.partition(".")[0] for name in _imports(path)}

    assert "mkdocs" not in packages or _module(path) == "website"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_the_generator_does_not_know_the_subject(path: Path) -> None:
    """Names and texts of the program serve any publication; examples in docstrings may tell of one."""
    words = set(_words(ast.parse(path.read_text(encoding="utf-8"))))

    assert {word for word in words - ATLAS - FOLDERS if SUBJECT.search(word)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPORT).as_posix())
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    """At 400 lines a module is split."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def _floors() -> dict[str, int]:
    """Read the table: ``| floor | `module`, `module` | in → out |``."""
    rows = re.findall(
        r"^\| (\d+) \| (`[^|]+`) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE
    )
    pairs = [(name, int(floor)) for floor, cell in rows for name in re.findall(r"`(\w+)`", cell)]
    assert len(dict(pairs)) == len(pairs), "a module stands twice in the table"
    return dict(pairs)


def _module(path: Path) -> str:
    """Return the name on the floor plan: of the file, or of the package it is in."""
    return path.relative_to(REPORT).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[str]:
    """Yield every dotted name that a file imports, at its top or anywhere below."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno} imports without saying from where"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _imports_of_report(path: Path) -> Iterator[str]:
    return (name.split(".")[1] for name in _imports(path) if name.startswith("report."))


def _words(tree: ast.AST) -> Iterator[str]:
    """Yield the names and texts of a program, without its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in docstrings:
                yield text
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.keyword(arg=str(name)):
                yield name
