"""Content, templates, figures and charts in, a plain Markdown tree out.

``content/**/*.md`` is prose with Jinja in it, for figures, charts and tables and nothing else.
A page named ``[slug].md`` stands for many: its front matter says ``rows: <figure>``, and each
row of that figure makes a page, named by the row's column ``slug`` and with ``row`` bound to it.
Every figure has a page of its own, from ``templates/partials/figure.html``.
"""

import json
import re
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2
import jinja2.ext

from report.bindings import Binder, RowView
from report.errors import ReportError, did_you_mean, raise_all
from report.macros import Desk, Material
from report.model import Figure, Page, Project, Row

_REPORT = Path(__file__).resolve().parent
_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_FRONT_KEYS = frozenset({"title", "description", "kind", "kicker", "standfirst", "rows"})
_ROWS = re.compile(r"^rows: *(\w+) *$", re.MULTILINE)
_UNDEFINED = re.compile(r"'(\w+)' is undefined")
_SLOT = re.compile(r"\[([a-z_]+)\]")


def render(project: Project, material: Material) -> list[Page]:
    """Render every page of the publication; raise the faults of all of them together."""
    if not (project.content / "index.md").is_file():
        hint = "Write a title between two lines of ---, then a sentence."
        raise ReportError("there is no front page", "content/index.md", hint)
    prose, partials = _prose(project), _partials(project)
    errors: list[ReportError] = []
    pages: list[Page] = []
    for path in sorted(project.content.rglob("*.md")):
        name = path.relative_to(project.content).as_posix()
        try:
            template = prose.get_template(name)
        except jinja2.TemplateSyntaxError as error:
            errors.append(ReportError(str(error.message), f"content/{name}:{error.lineno}"))
            continue
        for page_path, row in _pages_of(template, path, material, errors):
            binder = Binder(f"content/{template.name}", material.words.value)
            desk = Desk(material, partials, binder, page_path)
            pages += _page(template, desk, row)
            errors += binder.errors
    pages += [_figure_page(figure, material, partials) for figure in material.figures.values()]
    raise_all([*errors, *_clashes(pages)])
    return pages


@jinja2.pass_context
def _emit(context: jinja2.runtime.Context, value: object) -> object:
    binder: Binder = context["binder"]
    if isinstance(value, jinja2.Undefined):
        name = str(value._undefined_name)  # noqa: SLF001 - Jinja tells it nowhere else
        binder.fault(f'"{name}" means nothing here', did_you_mean(name, context.parent))
        return ""
    return binder.emit(value)


class _Unknown(jinja2.ChainableUndefined, jinja2.StrictUndefined):
    """A name that means nothing: told where it is printed, and the page goes on."""


class _WholeLines(jinja2.ext.Extension):
    """Keep each entry of the front matter on its line, also where a block ends the line."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        del name, filename
        front = _FRONT.match(source)
        if front is None:
            return source
        return front[0].replace(" %}\n", " +%}\n") + source[front.end() :]


def _prose(project: Project) -> jinja2.Environment:
    return jinja2.Environment(
        extensions=[_WholeLines],
        # A loader, not from_string: only then does an error carry its file and line.
        loader=jinja2.FileSystemLoader(project.content),
        undefined=_Unknown,
        finalize=_emit,
        # Markdown writes the anchor of a heading as {#name}: Jinja's own comment sign.
        comment_start_string="{##",
        comment_end_string="##}",
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - this is Markdown: the binder escapes every value
    )


def _partials(project: Project) -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(project.templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _pages_of(
    template: jinja2.Template, path: Path, material: Material, errors: list[ReportError]
) -> Iterator[tuple[str, tuple[Figure, Row] | None]]:
    """Say which pages a content file stands for: one, or one for each row of a figure."""
    name = str(template.name)
    shown = f"content/{name}"
    front = _FRONT.match(path.read_text(encoding="utf-8"))
    rows, slot = _ROWS.search(front[1] if front else ""), _SLOT.search(name)
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


def _page(template: jinja2.Template, desk: Desk, row: tuple[Figure, Row] | None) -> Iterator[Page]:
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
    front, body = _split(text, desk.binder)
    yield Page(desk.path, f"{front}\n{desk.binder.resolve(body)}", desk.inserts)


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


def _figure_page(figure: Figure, material: Material, partials: jinja2.Environment) -> Page:
    """Return the page of a figure: what it says, its rows, its SQL and its sources."""
    binder = Binder(figure.path, material.words.value)
    desk = Desk(material, partials, binder, f"figures/{figure.name}.md")
    insert = partials.get_template("partials/figure.html").render(
        figure=figure,
        table=desk.figure_table(figure, anchors=True),
        chart=figure.name in material.charts,
    )
    front = _front_matter(
        {
            "title": figure.title,
            "description": f"{figure.title}: the rows, the query and the sources.",
            "kind": "figure",
            "kicker": "Figure",
        }
    )
    return Page(desk.path, f'{front}\n<div data-insert="figure"></div>\n', {"figure": insert})


def _split(text: str, binder: Binder) -> tuple[str, str]:
    """Return the front matter, made plain and quoted, and the body."""
    match = _FRONT.match(text)
    if match is None:
        hint = "Begin it with a line ---, a line title: … and a line ---."
        binder.errors.append(ReportError("the page has no title", f"{binder.path}:1", hint))
        return "", text
    entries: dict[str, str] = {}
    for number, line in enumerate(match[1].splitlines(), 2):
        if not line.strip():
            continue
        place = f"{binder.path}:{number}"
        key, _, value = (part.strip() for part in line.partition(":"))
        entries[key] = binder.plain(value)
        if key not in _FRONT_KEYS:
            what, hint = f'no front matter key "{key}"', did_you_mean(key, _FRONT_KEYS)
            binder.errors.append(ReportError(what, place, hint))
        if {"<", ">"} & set(entries[key]):
            what = f'"{key}" is plain text: it cannot hold "<" or ">"'
            binder.errors.append(ReportError(what, place))
    if not entries.get("title"):
        binder.errors.append(ReportError("the page has no title", f"{binder.path}:1"))
    entries.pop("rows", None)
    return _front_matter(entries), text[match.end() :]


def _front_matter(entries: Mapping[str, str]) -> str:
    # A JSON string is a YAML string, and never a date, a number or a Norwegian.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    return "\n".join(["---", *lines, "---", ""])


def _clashes(pages: Sequence[Page]) -> Iterator[ReportError]:
    seen: set[str] = set()
    for page in pages:
        if page.path in seen:
            yield ReportError(f'two pages want the address "{page.path}"', f"content/{page.path}")
        seen.add(page.path)
