"""The theme's templates: values in, finished HTML out; a fault in one is told with its line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

from report.compiled import Compiled
from report.errors import ReportError
from report.model import Project
from report.sayings import Sayings
from report.store import digest


@dataclass(frozen=True, slots=True)
class Theme:
    """The templates of a publication; they escape every value."""

    environment: jinja2.Environment
    noted: set[str] | None = None  # the partials that were rendered, where somebody wants to know

    def noting(self, noted: set[str]) -> "Theme":
        """Return the same theme, which adds the name of every partial that it renders."""
        return replace(self, noted=noted)

    def render(self, partial: str, /, **names: object) -> str:
        """Render ``templates/partials/<partial>.html``: a part of a page."""
        if self.noted is not None:
            self.noted.add(partial)
        return self._render(f"partials/{partial}.html", names)

    def page(self, page: str, /, **names: object) -> str:
        """Render ``templates/root/<page>.html``: a page that stands beside the editions."""
        return self._render(f"root/{page}.html", names)

    def frame(self, page: str, /, **names: object) -> str:
        """Render ``templates/<page>.html``: a bare page, for a frame in somebody else's."""
        return self._render(f"{page}.html", names)

    def _render(self, name: str, names: Mapping[str, object]) -> str:
        try:
            return self.environment.get_template(name).render(names)
        except jinja2.TemplateNotFound as error:
            raise ReportError("the theme lacks this template", f"templates/{error.name}") from None
        except jinja2.TemplateError as error:
            raise ReportError(
                str(error).rstrip("."), f"templates/{place_of(error, name)}"
            ) from None


def read_theme(project: Project, sayings: Sayings | None = None) -> Theme:
    """Return the theme of a project, in these words; without any it is English."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(project.templates),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=Compiled(project.build, "theme"),
    )
    furnish(environment, sayings or Sayings())
    return Theme(environment)


def theme_parts(project: Project) -> list[tuple[str, Path]]:
    """Return every file of the theme, with its name: what is made with a theme is made of them."""
    folder = project.templates
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), path) for path in files]


def theme_digest(project: Project) -> str:
    """Return what tells the theme from every other: a part of what is made with it, and kept."""
    return digest(theme_parts(project))


def theme_file(project: Project, name: str) -> bytes:
    """Return a file of the theme that is no template: ``assets/site.css``."""
    try:
        return (project.templates / name).read_bytes()
    except OSError:
        raise ReportError("the theme lacks this file", f"templates/{name}") from None


def furnish(environment: jinja2.Environment, sayings: Sayings) -> None:
    """Make templates escape what they print, stumble over unknown names, and speak a language.

    ``_("…", name=value)`` and ``ngettext`` say a message; ``link(address)`` and ``endlink`` stand
    for the tags of a link in the midst of one, for messages are plain text.
    """
    environment.autoescape = True
    environment.undefined = jinja2.StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    # Escaped here: what Jinja gets from these it takes for finished HTML. The method comes with
    # the extension at run time, where mypy cannot see it.
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # see above
        lambda message: escape(sayings.messages.get(message, message)),
        lambda one, many, number: escape(_form(sayings, one, many, number)),
        newstyle=True,
    )
    environment.globals["link"] = Markup('<a href="{}">').format
    environment.globals["endlink"] = Markup("</a>")


def _form(sayings: Sayings, one: str, many: str, number: int) -> str:
    """Return the form that goes with a number, its values still open."""
    forms = sayings.plurals.get(one)
    return forms[sayings.form(number)] if forms else one if number == 1 else many


def place_of(error: jinja2.TemplateError, name: str) -> str:
    """Return the template and the line that an error stands at."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name or name}:{error.lineno}"
    place, trace = name, error.__traceback__
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename.replace("\\", "/")
        if "/templates/" in filename:
            place = f"{filename.rpartition('/templates/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
