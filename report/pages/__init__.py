"""Content, templates, figures and charts in, a plain Markdown tree out.

``content/**/*.md`` is prose with Jinja in it, for figures, charts and tables and nothing else.
A page named ``[slug].md`` stands for many: its front matter says ``rows: <figure>``, and each
row of that figure makes a page, named by the row's column ``slug`` and with ``row`` bound to it.

What is written comes first; then the pages that tell of it: one for each figure, and the ledger
of the claims, which know every sentence that uses them.
"""

import json
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from report import dialect
from report.bindings import Binder, Read, RowView, Use
from report.errors import ReportError, did_you_mean, raise_all
from report.families import FRONT, ROWS, SLOT
from report.macros import Desk, Material
from report.model import Figure, Page, Poster, Project, Row
from report.names import page_faults
from report.pages.earlier import Earlier, Making, Rendered
from report.theme import Theme, read_theme

_REPORT = Path(__file__).resolve().parent.parent
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
FRONT_KEYS = frozenset({"title", "description", "kind", "kicker", "standfirst", "rows", "aliases"})
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_SHARED = frozenset({"front", "finding"})  # kinds of pages that have a card of their own


@dataclass(frozen=True, slots=True)
class Written:
    """The pages an editor wrote, and what each line of them is bound to."""

    pages: tuple[Page, ...]
    uses: tuple[tuple[Page, Use], ...]
    shown: tuple[tuple[Page, str], ...]  # figures that a page shows as a chart or a table
    touched: frozenset[str]  # figures that some page names at all
    made: Mapping[str, Making] = field(default_factory=dict)  # by the path of the page


def write(project: Project, material: Material) -> Written:
    """Render the pages of ``content/``; raise the faults of all of them together."""
    if not (project.content / "index.md").is_file():
        hint = "Write a title between two lines of ---, then a sentence."
        raise ReportError("there is no front page", "content/index.md", hint)
    prose = dialect.environment(project, project.content)
    theme = read_theme(project, material.words.sayings)
    earlier = Earlier(project, material)
    errors: list[ReportError] = []
    made: list[tuple[Page, tuple[Use, ...]]] = []
    shown: list[tuple[str, str]] = []
    making: dict[str, Making] = {}
    touched: set[str] = set()
    for path in sorted(project.content.rglob("*.md")):
        name = path.relative_to(project.content).as_posix()
        try:
            template = prose.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            errors.append(ReportError(str(error.message), f"content/{name}:{error.lineno}"))
            continue
        of_template = earlier.all_of(path)
        if of_template is None:
            of_template, faults = _render_all(template, path, material, theme, earlier)
            errors += faults
            if not faults:
                earlier.keep_all(path, of_template)
        for rendered in of_template:
            made.append((rendered.page, rendered.uses))
            making[rendered.page.path] = rendered.making
            shown += [(rendered.page.path, name) for name in rendered.shown]
            touched |= rendered.touched
    pages = tuple(page for page, _ in made)
    raise_all([*errors, *_clashes(pages), *page_faults(page.path for page in pages)])
    by_path = {page.path: page for page in pages}
    return Written(
        pages,
        tuple((page, use) for page, uses in made for use in uses),
        tuple((by_path[path], figure) for path, figure in shown),
        frozenset(touched),
        making,
    )


def _render_all(
    template: jinja2.Template, path: Path, material: Material, theme: Theme, earlier: Earlier
) -> tuple[tuple[Rendered, ...], list[ReportError]]:
    """Render the pages of one content file, but for those that come out as before."""
    made: list[Rendered] = []
    errors: list[ReportError] = []
    for page_path, row in _pages_of(template, path, material, errors):
        rendered = earlier.find(path, page_path)
        if rendered is None:
            rendered, faults = _render(template, material, theme, page_path, row)
            errors += faults
            if rendered and not faults:
                earlier.keep(path, rendered)
        if rendered:
            made.append(rendered)
    return tuple(made), errors


def _render(
    template: jinja2.Template,
    material: Material,
    theme: Theme,
    path: str,
    row: tuple[Figure, Row] | None,
) -> tuple[Rendered | None, list[ReportError]]:
    """Render a page; return it, if it is one, and its faults."""
    binder, partials = Binder(f"content/{template.name}", material.words.value), set[str]()
    desk = Desk(material, theme.noting(partials), binder, path)
    found = next(_page(template, desk, row), None)
    if found is None:
        return None, binder.errors
    making = Making(
        binder.path,
        frozenset(binder.reads),
        frozenset(partials),
        _key_of(*row) if row else None,
    )
    touched = desk.shown | binder.touched | ({row[0].name} if row else set())
    return Rendered(*found, making, (*sorted(desk.shown),), frozenset(touched)), binder.errors


def _key_of(figure: Figure, row: Row) -> Read:
    return Read(figure.name, tuple((name, row[figure.index(name)]) for name in figure.key))


def _pages_of(
    template: jinja2.Template, path: Path, material: Material, errors: list[ReportError]
) -> Iterator[tuple[str, tuple[Figure, Row] | None]]:
    """Say which pages a content file stands for: one, or one for each row of a figure."""
    name = str(template.name)
    shown = f"content/{name}"
    front = FRONT.match(path.read_text(encoding="utf-8"))
    rows, slot = ROWS.search(front[1] if front else ""), SLOT.search(name)
    if rows is None and slot is None:
        yield name, None
        return
    if rows is None or slot is None:
        hint = "A page named [slug].md has a line rows: <figure> in its front matter."
        errors.append(ReportError("half of a family of pages", shown, hint))
        return
    figure = material.figures.get(rows[1])
    if figure is None:
        hint = did_you_mean(rows[1], material.figures)
        errors.append(ReportError(f'no figure named "{rows[1]}"', shown, hint))
        return
    known = [column.name for column in figure.columns]
    if slot[1] not in known:
        what = f'figure "{figure.name}" has no column "{slot[1]}" to name the pages by'
        errors.append(ReportError(what, shown, did_you_mean(slot[1], known)))
        return
    for row in figure.rows:
        yield name.replace(slot[0], str(row[figure.index(slot[1])])), (figure, row)


def _page(
    template: jinja2.Template, desk: Desk, row: tuple[Figure, Row] | None
) -> Iterator[tuple[Page, tuple[Use, ...]]]:
    names: dict[str, object] = {**desk.names(), "binder": desk.binder}
    if row:
        names["row"] = RowView(desk.binder, *row)
    try:
        text = template.render(names)
    except Exception as error:  # whatever an expression can raise
        if _is_ours(error, str(template.filename)):
            raise
        line = getattr(error, "lineno", None) or _failing_line(error, str(template.filename))
        what, hint = _in_words(error, names)
        desk.binder.errors.append(ReportError(what, f"{desk.binder.path}:{line}", hint))
        return
    entries, body = _split(text, desk.binder)
    aliases = tuple(name.strip() for name in entries.pop("aliases", "").split(",") if name.strip())
    # A title shows no mark: what is false in it stands marked over the text of a draft.
    title = next((line for line in _front(text).splitlines() if line.startswith("title:")), "")
    above = [f"<p>{line}</p>" for line in desk.binder.false_lines(title)]
    above += _standfirst(text, desk.binder, entries)
    opening = "".join(f"{line}\n\n" for line in above)
    markdown = f"{front_matter(entries)}\n{opening}{desk.binder.resolve(body)}"
    desk.binder.check_units(text, desk.material.units)
    page = Page(
        desk.path,
        markdown,
        desk.inserts,
        entries.get("title", ""),
        _poster(desk, entries),
        aliases,
        tuple(desk.named),
    )
    yield page, (*desk.binder.uses(text), *desk.uses)


def _poster(desk: Desk, entries: Mapping[str, str]) -> Poster | None:
    """Return what the card of a page shows; most pages are shared with that of the front page."""
    if entries.get("kind") not in _SHARED:
        return None
    charts = [key.removeprefix("chart-") for key in desk.inserts if key.startswith("chart-")]
    number, label = next(((cell.text, label) for cell, label in desk.leads), ("", ""))
    return Poster(entries.get("title", ""), (charts or [""])[0], number, label)


def _is_ours(error: BaseException, filename: str) -> bool:
    """Tell whether the generator itself failed, below the template or without it."""
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    inner = files[len(files) - files[::-1].index(filename) :] if filename in files else files
    return any(Path(file).is_relative_to(_REPORT) for file in inner)


def _in_words(error: Exception, names: Mapping[str, object]) -> tuple[str, str]:
    """Return what is wrong with an expression, and a hint."""
    if match := _UNDEFINED.fullmatch(str(error)):
        return f'"{match[1]}" means nothing here', did_you_mean(match[1], names)
    if isinstance(error, jinja2.TemplateError):
        return str(error).rstrip("."), ""
    return f"the expression cannot be computed: {error}", ""


def _failing_line(error: BaseException, filename: str) -> int:
    """Return the line of the template at which rendering failed."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _standfirst(text: str, binder: Binder, entries: dict[str, str]) -> list[str]:
    """Return a standfirst that is bound, to stand in the text: its numbers lead to their rows.

    One without numbers or claims stays in the front matter, which is plain.
    """
    for line in _front(text).splitlines():
        key, _, value = line.partition(":")
        marked = binder.resolve(value.strip())
        if key == "standfirst" and marked != value.strip():
            del entries["standfirst"]
            return [f'<p class="standfirst">{marked}</p>']
    return []


def _front(text: str) -> str:
    match = FRONT.match(text)
    return match[1] if match else ""


def _split(text: str, binder: Binder) -> tuple[dict[str, str], str]:
    """Return the front matter, made plain, and the body."""
    match = FRONT.match(text)
    if match is None:
        hint = "Begin it with a line ---, a line title: … and a line ---."
        binder.errors.append(ReportError("the page has no title", f"{binder.path}:1", hint))
        return {}, text
    entries: dict[str, str] = {}
    for number, line in enumerate(match[1].splitlines(), 2):
        if not line.strip():
            continue
        place = f"{binder.path}:{number}"
        key, _, value = (part.strip() for part in line.partition(":"))
        entries[key] = binder.plain(value)
        if key not in FRONT_KEYS:
            what, hint = f'no front matter key "{key}"', did_you_mean(key, FRONT_KEYS)
            binder.errors.append(ReportError(what, place, hint))
        if {"<", ">"} & set(entries[key]):
            what = f'"{key}" is plain text: it cannot hold "<" or ">"'
            binder.errors.append(ReportError(what, place))
    if not entries.get("title"):
        binder.errors.append(ReportError("the page has no title", f"{binder.path}:1"))
    entries.pop("rows", None)
    return entries, text[match.end() :]


def front_matter(entries: Mapping[str, str]) -> str:
    """Return entries as YAML that says what they say, between its two lines."""
    # A JSON string is a YAML string, and never a date, a number or a Norwegian.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    return "\n".join(["---", *lines, "---", ""])


def entries_of(page: Page) -> dict[str, str]:
    """Return what ``front_matter`` has written at the head of a page."""
    # Not splitlines(): a text may hold other ends of lines, U+2028 among them.
    lines = (line.partition(": ") for line in _front(page.markdown).split("\n") if line)
    return {key: json.loads(value) for key, _, value in lines}


def _clashes(pages: Sequence[Page]) -> Iterator[ReportError]:
    seen: set[str] = set()
    for page in pages:
        if page.path in seen:
            yield ReportError(f'two pages want the address "{page.path}"', f"content/{page.path}")
        seen.add(page.path)
