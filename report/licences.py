"""All files of an edition in, the terms of each part of it out: ``licences/`` and an SPDX document.

What is listed is read off the files that are shipped: a font that no page loads is not in it, and
a package that came into a script is. A licence that we do not know by its SPDX identifier is a
fault, for somebody has to read it before it is passed on.
"""

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from report.colophon import Colophon
from report.errors import ReportError, raise_all
from report.explorable import LICENCES as NOTICES
from report.model import Page, Project, SiteFile
from report.packages import find_file
from report.pages import front_matter
from report.sayings import Sayings
from report.theme import read_theme

PAGE, DOCUMENT = "licences.md", "licences.spdx.json"
_FOLDER = "assets/licences"
_LICENSE = Path(__file__).resolve().parent.parent / "LICENSE"
# Those that let a copy be passed on beside text and data of any terms. OFL, of fonts, does too.
_KNOWN = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT OFL-1.1 Unlicense Zlib".split()
)
_FONTS = {  # the file that says that a family is shipped → what it is made of
    "assets/fonts/report-sans-licence.txt": ("Source Sans 3", "@expo-google-fonts/source-sans-3"),
    "assets/fonts/report-serif-licence.txt": (
        "Source Serif 4",
        "@expo-google-fonts/source-serif-4",
    ),
}
_OUTLINES = "world-atlas"
_DRAWN = re.compile(r"charts/[a-z0-9_]+\.vega\.json")
_MAPPED = re.compile(rb'"(?:mark|type)"\s*:\s*"geoshape"')  # the word alone is in every theme
_SECTION = re.compile(r"^-{72}$", re.MULTILINE)  # between the notices of two packages
_HEADING = re.compile(r"(?P<name>\S+) (?P<version>\S+) \((?P<licence>[^()]*)\)")
_NO_DAY = "1970-01-01"  # of a draft: SPDX wants one, and the day of the build says nothing of it


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is shipped with an edition, and the terms that it comes under."""

    name: str
    version: str  # empty: that of the edition itself
    licence: str  # an SPDX identifier
    notice: SiteFile  # the text that must go with it


def parts(project: Project, files: Iterable[SiteFile]) -> tuple[Part, ...]:
    """Return what is shipped with these files besides words and data; raise what has no known terms."""
    given = {file.site_path: file for file in files}
    found = [*_own(), *_fonts(project, given), *_outlines(project, given), *_scripts(given)]
    raise_all(
        ReportError(
            f'"{each.name}" is shipped, and its licence "{each.licence}" is not one we know',
            "package-lock.json",
            "Read it. If it may be passed on, add it to report/licences.py.",
        )
        for each in found
        if each.licence not in _KNOWN
    )
    return tuple(found)


def page(sayings: Sayings) -> Page:
    """Return the page as it is before anything is drawn: its list is attached when all files are there."""
    _ = sayings.gettext
    front = front_matter(
        {
            "title": _("Licences"),
            "description": _("On which terms each part of this edition is passed on."),
            "kind": "prose",
            "standfirst": _(
                "What you may do with this edition: with its words and charts, with its data, "
                "and with the fonts and scripts that come with it."
            ),
        }
    )
    return Page(PAGE, front, title=_("Licences"))


def attach(
    project: Project, pages: Iterable[Page], shipped: Sequence[Part], colophon: Colophon
) -> tuple[Page, ...]:
    """Return the pages, that of the licences with its list."""
    theme = read_theme(project, colophon.site.sayings)
    insert = theme.render(
        "licences",
        parts=shipped,
        terms=colophon.site.licence_url,
        licences=colophon.licences,
        document=DOCUMENT,
    )
    return tuple(
        replace(
            each,
            markdown=f'{each.markdown.rstrip()}\n\n<div data-insert="licences"></div>\n',
            inserts={**each.inserts, "licences": insert},
        )
        if each.path == PAGE
        else each
        for each in pages
    )


def new_files(
    shipped: Sequence[Part], colophon: Colophon, there: Iterable[SiteFile]
) -> Iterator[SiteFile]:
    """Yield the SPDX document, and the notices that are not among the files already."""
    taken = {file.site_path for file in there}
    notices = {each.notice.site_path: each.notice for each in shipped}
    yield from (notice for path, notice in notices.items() if path not in taken)
    written = json.dumps(_document(shipped, colophon), indent=1, ensure_ascii=False)
    yield SiteFile(DOCUMENT, f"{written}\n".encode())


def _own() -> Iterator[Part]:
    """Yield what is ours: it came with the generator, under the generator's licence."""
    text = _LICENSE.read_bytes()
    licence = "MIT" if b"MIT License" in text.splitlines() else "not told by LICENSE"
    yield Part("report", "", licence, SiteFile(f"{_FOLDER}/report.txt", text))


def _fonts(project: Project, given: dict[str, SiteFile]) -> Iterator[Part]:
    for path, (name, package) in _FONTS.items():
        if path in given:
            # The package is under MIT as well, but what is shipped are its fonts alone.
            yield Part(name, _about(project, package)["version"], "OFL-1.1", given[path])


def _outlines(project: Project, given: dict[str, SiteFile]) -> Iterator[Part]:
    """Yield the outlines of the map, where a chart is drawn with them."""
    if any(_DRAWN.fullmatch(path) and _MAPPED.search(each.content) for path, each in given.items()):
        about = _about(project, _OUTLINES)
        text = find_file(_OUTLINES, "LICENSE", root=project.root).read_bytes()
        notice = SiteFile(f"{_FOLDER}/{_OUTLINES}.txt", text)
        yield Part(_OUTLINES, about["version"], about["license"], notice)


def _scripts(given: dict[str, SiteFile]) -> Iterator[Part]:
    """Yield every package that is in the script for exploring charts, as its notices name them."""
    if notices := given.get(NOTICES):
        for section in _SECTION.split(notices.content.decode()):
            heading = section.strip().partition("\n")[0]
            if not (found := _HEADING.fullmatch(heading)):
                raise ReportError(f'a notice begins with "{heading}"', NOTICES)
            yield Part(found["name"], found["version"], found["licence"], notices)


def _about(project: Project, package: str) -> dict[str, str]:
    path = find_file(package, "package.json", root=project.root)
    read = json.loads(path.read_text(encoding="utf-8"))
    return {key: str(read.get(key, "")) for key in ("version", "license")}


def _document(shipped: Sequence[Part], colophon: Colophon) -> dict[str, object]:
    """Return the list as SPDX 2.3 has it; it names no moment but the day of the edition."""
    site, day = colophon.site, colophon.day
    name = f"{site.name}, {colophon.edition}"
    numbers = [f"SPDXRef-{number}" for number in range(1, len(shipped) + 1)]
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": name,
        "documentNamespace": (
            colophon.address(DOCUMENT, at=DOCUMENT)
            if site.url
            else uuid.uuid5(uuid.NAMESPACE_URL, name).urn
        ),
        "creationInfo": {
            "created": f"{day.isoformat() if day else _NO_DAY}T00:00:00Z",
            "creators": ["Tool: report"],
        },
        "packages": [
            {
                "SPDXID": number,
                "name": each.name,
                **({"versionInfo": each.version} if each.version else {}),
                "downloadLocation": "NOASSERTION",
                "filesAnalyzed": False,
                "licenseConcluded": each.licence,
                "licenseDeclared": each.licence,
                "copyrightText": "NOASSERTION",
                "comment": f"Its notice is {each.notice.site_path}",
            }
            for number, each in zip(numbers, shipped, strict=True)
        ],
        "relationships": [
            {
                "spdxElementId": "SPDXRef-DOCUMENT",
                "relationshipType": "DESCRIBES",
                "relatedSpdxElement": number,
            }
            for number in numbers
        ],
    }
