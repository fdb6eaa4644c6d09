"""The state of ``serve`` → its own pages, and the script that keeps pages of the draft in step."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jinja2
import markdown
from markupsafe import Markup, escape

from report import reports
from report.serving.board import HOME, Fault, State, note
from report.serving.excerpts import split_place
from report.voice import by_place

OWN = "/.serve/"
_HERE = Path(__file__).parent
_ROOT = Path(__file__).resolve().parents[2]  # where the generator is, with its docs/
_ASSETS = {"reload.js": "text/javascript", "serve.css": "text/css"}
_HEAD_ENDS = re.compile(rb"</head\s*>", re.IGNORECASE)
_DOCUMENT = re.compile(r"docs/[a-z0-9-]+\.md")


def asset(name: str) -> tuple[str, bytes] | None:
    """Return the type and the content of a file of our own; None for any other."""
    return (_ASSETS[name], (_HERE / name).read_bytes()) if name in _ASSETS else None


def inject(html: bytes, state: State, preview: int = 0) -> bytes:
    """Return a page of the draft with the script in it; the file itself is as it was.

    ``preview`` is the number of those that it is of, if it is no page of the draft yet.
    """
    told = state.told
    script = (
        f'<script src="{OWN}reload.js" defer data-page="draft" data-draft="{escape(state.draft)}" '
        f'data-told="{told.number}" data-preview="{preview}"></script>\n'
    ).encode()
    ends = _HEAD_ENDS.search(html)
    at = ends.start() if ends else len(html)
    return html[:at] + script + html[at:]


def told_page(state: State, *, back: str = "", home: bool = True) -> str:
    """Return what the last build had to tell; ``back`` is where the reader came from."""
    told = state.told
    faults = {id(fault.error): fault for fault in told.faults}
    files: dict[str, list[tuple[Fault, str]]] = {}
    for error in by_place(fault.error for fault in told.faults):
        file, _ = split_place(error.where)
        files.setdefault(file, []).append((faults[id(error)], _guide(error.kind)))
    title = f"{told.count.capitalize()} – the draft" if files or told.text else "The draft"
    return _render(
        "told.html",
        title=title,
        kind="told",
        state=state,
        back=back,
        home=HOME if home else "",
        files=list(files.items()),
    )


def making_page(state: State) -> str:
    """Return what stands where the draft will be."""
    return _render(
        "making.html",
        title="The draft is being built",
        kind="making",
        state=state,
        back="",
        doing=note(state),
    )


def missing_page(state: State, path: str) -> str:
    """Return what stands where the draft has nothing."""
    return _render(
        "missing.html", title="Not in the draft", kind="missing", state=state, back="", path=path
    )


def guide_page(path: str, state: State) -> str | None:
    """Return a chapter of the documentation, docs/faults.md, as HTML; None where there is none."""
    if not _DOCUMENT.fullmatch(path) or not (_ROOT / path).is_file():
        return None
    text = (_ROOT / path).read_text(encoding="utf-8")
    html = markdown.markdown(text, extensions=["toc", "tables", "fenced_code", "attr_list"])
    return _render("guide.html", title=path, kind="guide", state=state, back="", text=Markup(html))  # noqa: S704 - our own text


def way_back(address: str) -> str:
    """Return an address if it is one of the draft's, else that of the draft."""
    parts = urlsplit(address)
    within = not parts.scheme and not parts.netloc and parts.path.startswith(HOME)
    return address if within and "\\" not in address else HOME


def _guide(kind: str) -> str:
    """Return the address of the chapter on a kind of fault; empty where there is no guide."""
    address = reports.address(kind)
    return f"{OWN}{address}" if (_ROOT / address.partition("#")[0]).is_file() else ""


def _render(name: str, **names: object) -> str:
    return _templates().get_template(name).render(names)


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
