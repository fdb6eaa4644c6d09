"""``mkdocs.yml`` in, a ``Site`` out: what the publication is called, and where it is served."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from report import wordbook
from report.entries import yaml_fault
from report.errors import ReportError, raise_all
from report.model import Project, Site

CONFIG = "mkdocs.yml"
_URL = re.compile(r"https?://[^\s/?#]+/([^\s?#]*/)?")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_([A-Z]{2}|[0-9]{3}))?")


def read_site(project: Project) -> Site:
    """Read what the publication is called, and where and in which language it is served."""
    config = _read(project)
    given = config.get("extra")
    extra = given if isinstance(given, dict) else {}
    site = Site(
        name=str(config.get("site_name") or "").strip(),
        description=str(config.get("site_description") or "").strip(),
        url=str(config.get("site_url") or ""),
        locale=str(extra.get("locale", "en")),
        publisher=str(extra.get("publisher") or "").strip(),
        licence_url=str(extra.get("licence_url") or "").strip(),
        kinds=frozenset(map(str, extra.get("kinds") or ())),
    )
    approval = str(extra.get("approval") or "")
    raise_all([*_faults(site, project), *_faults_of_approval(approval, project)])
    sayings = wordbook.read(project, site.locale)
    return replace(site, approved=bool(approval), sayings=sayings)


def line_of(project: Project, text: str) -> str:
    """Return the place in mkdocs.yml that first names a text."""
    lines = (project.root / CONFIG).read_text(encoding="utf-8").splitlines()
    return CONFIG + next((f":{n}" for n, line in enumerate(lines, 1) if text in line), "")


def _faults(site: Site, project: Project) -> Iterator[ReportError]:
    if not site.name:
        yield ReportError("the publication has no name", CONFIG, "Write site_name: and its name.")
    if site.url and not _URL.fullmatch(site.url):
        what = f'"{site.url}" is not the address of a site'
        hint = "It looks like https://example.org/ and ends with a slash."
        yield ReportError(what, line_of(project, "site_url"), hint)
    if site.licence_url and not _LINK.fullmatch(site.licence_url):
        what, hint = f'"{site.licence_url}" is not a web address', "It begins with https://."
        yield ReportError(what, line_of(project, "licence_url"), hint)
    if not _LOCALE.fullmatch(site.locale):
        what, hint = f'"{site.locale}" is not a locale', "It looks like en, de or zh_Hans."
        yield ReportError(what, line_of(project, "locale"), hint)


def _faults_of_approval(approval: str, project: Project) -> Iterator[ReportError]:
    if approval not in {"", "required"}:
        what, hint = (
            f'"{approval}" says nothing of approval',
            "Write approval: required, or nothing.",
        )
        yield ReportError(what, line_of(project, "approval"), hint)


def _read(project: Project) -> Mapping[str, Any]:
    try:
        text = (project.root / CONFIG).read_text(encoding="utf-8")
        # Only to look: MkDocs reads it again, and says what it does not know.
        config = yaml.load(text, _Lenient)  # noqa: S506 - a SafeLoader that skips tags
    except OSError:
        hint = "It names the publication: site_name, site_description, site_url."
        raise ReportError("there is no such file", CONFIG, hint) from None
    except (yaml.YAMLError, RecursionError) as error:
        what, line = yaml_fault(error, text)
        raise ReportError(f"this is not YAML: {what}", f"{CONFIG}:{line}") from None
    if not isinstance(config, dict):
        raise ReportError("this holds no settings", CONFIG, "Write site_name: and its name.")
    return config


class _Lenient(yaml.SafeLoader):
    """YAML whose tags, like MkDocs' ``!ENV``, stand for nothing."""


_Lenient.add_multi_constructor("", lambda *_: None)
