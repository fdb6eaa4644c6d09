"""Write ``docs/reference/``: what can be typed, as the code has it.

    .venv/bin/python tools/reference.py           # write it
    .venv/bin/python tools/reference.py --check   # say what is not as the code has it, change nothing

Names, options, signatures and exit codes come from the code. Where the code has no sentence about
a name, one stands below, and a name without a sentence, or a sentence without a name, is an error.
"""

import argparse
import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import build  # noqa: E402 - found where the tool stands
from report import (  # noqa: E402 - as above
    claims,
    commands,
    contract,
    corrections,
    differences,
    figures,
    header,
    macros,
    moved,
    pages,
    phrases,
    reasons,
    refusals,
    style,
    words,
)
from report.editions import ExitCode  # noqa: E402 - as above
from report.model import Difference, Reason  # noqa: E402 - as above
from report.refusals import Waiver  # noqa: E402 - as above
from tools.reference_sentences import EXITS, FRONT, KEYS, OPTIONS, PACKAGE, SETTINGS  # noqa: E402 - as above

FOLDER = ROOT / "docs/reference"
MADE = "<!-- Made by tools/reference.py of the code: change that, and run it. -->\n"

ENTRIES = {
    refusals: ("Refusals that are let pass, until a day.", [f.name for f in fields(Waiver)]),
    reasons: ("Why a number moved beyond its budget.", [f.name for f in fields(Reason)]),
    differences: (
        "Why a number of ours is not the printed one.",
        [f.name for f in fields(Difference)],
    ),
    moved: ("What became of published addresses.", ["from", "to", "why"]),
    corrections: (
        "What was not right in an edition. It only grows.",
        [f.name for f in fields(corrections.Correction) if f.name != "line"],
    ),
}


def reference() -> dict[str, str]:
    """Return every page of the reference, by its name."""
    return {
        "commands.md": _page("Commands and exit codes", _commands()),
        "queries.md": _page("Headers of queries", _queries()),
        "prose.md": _page("What prose can write with", _prose()),
        "charts.md": _page("Shapes of charts", _charts()),
        "data.md": _page("The contract of the data", _data()),
        "files.md": _page("Settings and entries", _files()),
    }


def main(arguments: list[str] | None = None) -> int:
    """Write the reference, or say what of it is not as the code has it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    stale = []
    for name, text in reference().items():
        path = FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(path.relative_to(ROOT).as_posix())
        if not options.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if options.check and stale:
        sys.stderr.write(f"not as the code has it: {', '.join(stale)}\n")
        return 1
    return 0


def _page(title: str, parts: Iterable[str]) -> str:
    return f"{MADE}\n# {title}\n\n" + "\n".join(parts).rstrip() + "\n"


def _commands() -> Iterator[str]:
    parser = build._parser()  # noqa: SLF001 - the tool tells of what it makes
    yield "Each is `python build.py COMMAND`; without a command the draft is built.\n"
    yield "## For all commands\n"
    yield from _options(parser)
    for name in commands.NAMES:
        module = import_module(f"report.commands.{name}")
        sub = argparse.ArgumentParser(add_help=False)
        module.add_arguments(sub)
        if module.JUDGES:
            sub.add_argument("--json", action="store_true", help="one JSON report instead of words")
        yield f"## {name.removesuffix('_')}\n"
        yield f"{module.HELP[:1].upper()}{module.HELP[1:]}.\n"
        yield f"```text\n{module.TEACHES.strip()}\n```\n"
        yield from _options(sub)
    yield "## Exit codes\n"
    yield from _table("code", {str(int(code)): EXITS[code] for code in ExitCode})
    yield "A report of `--json` is as [its schema](../schemas/report.schema.json) says."


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    told = {}
    for action in parser._actions:  # noqa: SLF001 - argparse tells of them nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the reference tells what the code takes
            continue
        names = ", ".join(action.option_strings) or str(action.metavar or action.dest)
        value = f" {action.metavar or action.dest.upper()}" if _takes(action) else ""
        text = (action.help or "").replace("%(default)s", str(action.default))
        told[f"{names}{value}"] = text[:1].upper() + text[1:]
    if told:
        yield from _table("option", told)


def _takes(action: argparse.Action) -> bool:
    return bool(action.option_strings) and action.nargs != 0


def _queries() -> Iterator[str]:
    kinds = {
        "queries/NAME.sql, a figure": (figures._REQUIRED, figures._OF_FIGURES),  # noqa: SLF001 - the reference tells what the code takes
        "queries/behind/NAME.sql, the rows behind a figure": (
            figures._REQUIRED,  # noqa: SLF001 - the reference tells what the code takes
            figures._OPTIONAL,  # noqa: SLF001 - the reference tells what the code takes
        ),
        "queries/claims/NAME.sql, a claim": (claims._REQUIRED, claims._OPTIONAL),  # noqa: SLF001 - the reference tells what the code takes
        "queries/checks/NAME.sql, a law": ({"says"}, {"note"}),
    }
    yield "A query begins with comments, then has one SELECT.\n"
    yield (
        "```sql\n"
        + inspect.cleandoc(header.__doc__ or "")
        .partition("\n\n")[2]
        .partition("\n\n    ")[2]
        .partition("\n\n")[0]
        .replace("\n    ", "\n")
        + "\n```\n"
    )
    _same(KEYS, {key for pair in kinds.values() for keys in pair for key in keys}, "header key")
    for title, (required, optional) in kinds.items():
        yield f"## {title}\n"
        yield from _table("key", {key: f"{KEYS[key]} Required." for key in sorted(required)})
        yield from _table("key", {key: KEYS[key] for key in sorted(optional)})
    _same(OPTIONS, header._OPTIONS, "column option")  # noqa: SLF001 - the reference tells what the code takes
    yield "## Options of a column\n"
    yield "They stand behind its label: `[unit: boats|boat, min: 1]`.\n"
    yield from _table("option", OPTIONS)


def _prose() -> Iterator[str]:
    yield "Pages are Markdown with Jinja. An expression prints a cell, and nothing else.\n"
    yield "## Names\n"
    yield from _table(
        "name",
        {
            "fig.NAME.COLUMN": "A cell of a figure of one row.",
            "fig.NAME[KEY].COLUMN": "A cell of the row with this key; of two columns, `[a, b]`.",
            "fig.NAME.where(COLUMN=VALUE)": "The rows in which a column is this.",
            "row.COLUMN": "A cell of the row that a page of a family tells of.",
        },
    )
    yield "## Tags\n"
    yield from _table(
        "tag",
        {
            "{% claim NAME %}…{% endclaim %}": "A sentence that is bound to its claim.",
            '{% literal "why" %}…{% endliteral %}': "Words that are meant as they stand.",
        },
    )
    yield "## Macros\n"
    desk = macros.Desk
    yield from _signatures(
        {name: getattr(desk, name) for name in _macro_names() if hasattr(desk, name)}
        | {"differences": desk.explained}
    )
    yield "## Numbers in other words\n"
    yield "Each takes a cell, and is checked against it.\n"
    yield from _signatures({name: getattr(words.Words, said) for name, said in _phrases().items()})
    yield "## Front matter\n"
    _same(FRONT, pages.FRONT_KEYS, "front matter key")
    yield from _table("key", FRONT)
    yield "Jinja's own filters, tests and loops are there too: prose may choose, and not compute."


def _macro_names() -> list[str]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(macros.Desk.names)))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Dict)]
    return [str(key.value) for key in found[0].keys if isinstance(key, ast.Constant)]


def _phrases() -> dict[str, str]:
    """Return each phrase by its name in prose, with the method of ``Words`` that says it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(phrases.Phrases.names)))
    named = [
        str(key.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    named += phrases._HEDGES  # noqa: SLF001 - the reference tells what the code takes
    return {name: {"dated": "date"}.get(name, name) for name in sorted(named)}


def _charts() -> Iterator[str]:
    yield "`charts/NAME.py` is a docstring and `draw(figure)`, which returns one of these.\n"
    shapes = {name: getattr(style, name) for name in style.__all__}
    yield from _signatures(
        {
            name: shape
            for name, shape in shapes.items()
            if inspect.isfunction(shape) and "figure" in inspect.signature(shape).parameters
        }
    )
    yield "An Altair chart of your own is drawn too, in colours of `report.style.TOKENS` alone."


def _data() -> Iterator[str]:
    yield (
        "`data/datapackage.json` is a Data Package with Table Schemas. "
        "“Ours” are properties that other programs pass over.\n"
    )
    known = _spelled()
    _same(PACKAGE, known, "part of the contract")
    for kind, keys in PACKAGE.items():
        _same(keys, known[kind], f"property of a {kind}")
        yield f"## {kind[:1].upper()}{kind[1:]}\n"
        yield from _table("property", keys)
    yield "## Types of fields\n"
    stored = contract.schema.STORAGE
    yield from _table(
        "type",
        {
            kind: f"Stored as {first}; may be {', '.join(sorted(all_))}."
            for kind, (first, all_) in stored.items()
        },
    )


def _spelled() -> dict[str, set[str]]:
    """Return which properties the contract knows of each of its parts, as its code has them."""
    found: dict[str, set[str]] = {}
    variables = {"package": "package", "schema": "schema", "reference": "reference"}
    functions = {
        "_read_source": "source",
        "_read_tables": "table",
        "read_field": "field",
        "read_foreign_keys": "foreign key",
    }
    for module in (contract, contract.schema):
        for function in ast.walk(ast.parse(inspect.getsource(module))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for node in ast.walk(function):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                if node.func.attr not in {"spelled", "only"}:
                    continue
                part = ast.unparse(node.func.value)
                kind = "constraint" if part == "limits" else variables.get(part)
                kind = kind or functions.get(function.name, function.name)
                found[kind] = _names(node.args[0], module)
    return found


def _names(node: ast.expr, module: object) -> set[str]:
    if isinstance(node, ast.Name):
        return set(getattr(module, node.id))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return set(str(ast.literal_eval(node.func.value)).split())
    return set(ast.literal_eval(node))


def _files() -> Iterator[str]:
    yield "## mkdocs.yml\n"
    yield from _table("setting", SETTINGS)
    for module, (what, names) in ENTRIES.items():
        yield f"## {module.PATH}\n"
        yield f"{what} A list of entries, each with all of these: {', '.join(f'`{n}`' for n in names)}.\n"
        example = re.search(
            r"(?:^    .*\n?)+", inspect.cleandoc(module.__doc__ or ""), re.MULTILINE
        )
        if example:
            yield "```yaml\n" + textwrap.dedent(example[0]).strip() + "\n```\n"


def _signatures(named: Mapping[str, Callable[..., object]]) -> Iterator[str]:
    for name, function in sorted(named.items()):
        signature = inspect.signature(function)
        parameters = [
            each.replace(annotation=inspect.Parameter.empty)
            for each in signature.parameters.values()
            if each.name != "self" and "Column" not in str(each.annotation)
        ]
        shown = signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
        told = " ".join((inspect.getdoc(function) or "").split())
        if not told:
            raise SystemExit(f'"{name}" has no docstring')
        yield f"### {name}\n\n`{name}{shown}`\n\n{told}\n"


def _table(head: str, rows: Mapping[str, str]) -> Iterator[str]:
    if not rows:
        return
    yield f"| {head} | |\n|---|---|"
    for name, text in rows.items():
        cell = f"`{name}`".replace("|", "\\|")
        yield f"| {cell} | {text.replace('|', chr(92) + '|')} |"
    yield ""


def _same(told: Iterable[str], known: Iterable[str], kind: str) -> None:
    """Stop where a name has no sentence here, or a sentence no name in the code."""
    if wrong := sorted(set(told) ^ set(known)):
        raise SystemExit(f"{kind} without its sentence, or the other way round: {', '.join(wrong)}")


if __name__ == "__main__":
    sys.exit(main())
