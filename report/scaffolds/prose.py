"""The path of a page in, the page out, and a way to it from the header or from its folder."""

import json
from pathlib import PurePosixPath

import yaml

from report import disk
from report.errors import ReportError, raise_all
from report.model import Project
from report.scaffolds import made, taken
from report.scaffolds.made import Made
from report.scaffolds.text import filled, is_sayable, sayable, words

_CONFIG = "mkdocs.yml"


def page(project: Project, path: str, *, title: str = "") -> Made:
    """Write a page, and lead to it: from the index of its folder, or from the header."""
    within = _within(path)
    raise_all(taken.page_faults(project, within))
    if title and not is_sayable(title):
        hint = "Numbers, ranks and < > [ ] ; | come later: a title prints them from a figure."
        raise ReportError(f'"{title}" cannot be the title of a new page', f"content/{within}", hint)
    called = title or sayable(words(_named(within)), "A new page")
    index = project.content / PurePosixPath(within).parent / "index.md"
    from_index = index.is_file() and index != project.content / "index.md"
    settings = "" if from_index else _with_entry(project, called, within)
    text = filled("page.md", title=called, kind=_kind(project, within))
    made.write(project, f"content/{within}", text)
    if from_index:
        beside = PurePosixPath(within).relative_to(PurePosixPath(within).parent)
        line = f"[{called}]({beside})"
        return Made(f"content/{within}", line, made.show(project, index, line))
    before = _settings(project)
    disk.write(project.root / _CONFIG, settings.encode())
    where = f"{_CONFIG}, below nav" if settings != before else "the header, as every page"
    return Made(f"content/{within}", f"{called}: {within}", where)


def _within(path: str) -> str:
    """Return the path of a page within ``content/``, however it was typed."""
    typed = path.replace("\\", "/").strip("/").removeprefix("./").removeprefix("content/")
    return typed if typed.endswith(".md") else f"{typed}.md"


def _named(within: str) -> str:
    stem = PurePosixPath(within).with_suffix("")
    return stem.parent.name if stem.name == "index" and stem.parent.name else stem.name


def _kind(project: Project, within: str) -> str:
    """Return the line of the kind: of a folder "findings" a "finding", if the theme has such."""
    settings = yaml.compose(_settings(project), Loader=yaml.BaseLoader)
    extra = _value(settings, "extra")
    kinds = _value(extra, "kinds")
    known = [each.value for each in kinds.value] if isinstance(kinds, yaml.SequenceNode) else []
    kind = PurePosixPath(within).parent.name.removesuffix("s")
    is_one = kind in known and not within.endswith("/index.md")
    return f"kind: {kind}\n" if is_one else ""


def _with_entry(project: Project, title: str, within: str) -> str:
    """Return the settings with one more entry in the header's list, all else as it was."""
    text = _settings(project)
    nav = _value(yaml.compose(text, Loader=yaml.BaseLoader), "nav")
    entry = f"{_quoted(title)}: {within}"
    hint = f'Write it as a list, a line "- {entry}" for each page, with index.md among them.'
    if nav is None and "/" not in within and len(list(project.content.glob("*/**/*.md"))) == 0:
        return text  # without a list the header leads to every page beside the front page
    if not isinstance(nav, yaml.SequenceNode) or nav.flow_style or not nav.value:
        raise ReportError("the header has no list of pages to be put into", _CONFIG, hint)
    lines = text.splitlines(keepends=True)
    first, last = nav.value[0].start_mark.line, nav.value[-1]
    indent = lines[first][: lines[first].index("-")]
    end = last.end_mark.line + (1 if last.end_mark.column else 0)
    while end > first + 1 and not lines[end - 1].strip(" \n"):
        end -= 1
    while end > first + 1 and lines[end - 1].lstrip().startswith("#"):
        end -= 1
    before = "".join(lines[:end])
    gap = "" if before.endswith("\n") else "\n"
    return f"{before}{gap}{indent}- {entry}\n{''.join(lines[end:])}"


def _quoted(title: str) -> str:
    """Return a title as YAML reads it back."""
    plain = yaml.safe_load(f"{title}: x") if ": " not in title else None
    return title if plain == {title: "x"} else json.dumps(title, ensure_ascii=False)


def _settings(project: Project) -> str:
    try:
        return (project.root / _CONFIG).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ReportError(
            "there is no such file", _CONFIG, "Write site_name: and a name."
        ) from None


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return what stands under a key of a mapping, if it is one and has it."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)
