"""Everything that comes with an edition is listed with its terms, and nothing whose terms are unknown."""

import json
import re
from pathlib import Path

import pytest

from report import explorable, licences
from report.colophon import Colophon
from report.contract import Licence
from report.errors import ReportError
from report.model import Project, Site, SiteFile
from report.sayings import Sayings

ROOT = Path(__file__).resolve().parents[1]
SITE = Site(
    "Ferries", "On boats.", "https://example.org/", "en", licence_url="https://example.org/cc"
)
COLOPHON = Colophon(SITE, "2023-09", "Summer", (Licence("CC0-1.0", "Public domain", ""),))
NOTICES = (
    f"rope 1.2.0 (ISC)\n\nThey knot it.\n\n{'-' * 72}\n\n@sea/sail 3.0.1 (MIT)\n\nThey sew it.\n"
)
FONT = SiteFile("assets/fonts/report-sans-licence.txt", b"OFL")
SCRIPT = SiteFile(explorable.LICENCES, NOTICES.encode())
MAP = SiteFile("charts/boats.vega.json", b'{"marks": [{"mark": {"type":"geoshape"}}]}')


def shipped(*files: SiteFile) -> tuple[licences.Part, ...]:
    """Return what is shipped with these files, in a project that has our theme and packages."""
    return licences.parts(Project(ROOT), files)


def test_a_chart_that_only_could_be_a_map_has_no_outlines() -> None:
    """The theme of every chart says how a map would look."""
    bars = SiteFile(MAP.site_path, b'{"config": {"geoshape": {}}, "mark": {"type": "bar"}}')

    assert [each.name for each in shipped(bars)] == ["report"]


def test_what_is_shipped_is_read_off_the_files() -> None:
    """A font, a script or a map that an edition does not have is not listed."""
    assert [each.name for each in shipped()] == ["report"]
    told = {each.name: (each.version, each.licence) for each in shipped(FONT, SCRIPT, MAP)}

    assert told.keys() == {"report", "Source Sans 3", "rope", "@sea/sail", "world-atlas"}
    assert told["rope"] == ("1.2.0", "ISC")
    assert told["@sea/sail"] == ("3.0.1", "MIT")
    assert told["world-atlas"][1] == "ISC"


@pytest.mark.parametrize("licence", ["", "SEE LICENSE IN x", "BSD License", "GPL-3.0-only"])
def test_a_licence_that_is_not_known_is_a_fault(licence: str) -> None:
    """Nobody has read it: it is not passed on in silence."""
    strange = SiteFile(SCRIPT.site_path, f"rope 1.2.0 ({licence})\n\nx\n".encode())

    with pytest.raises(ReportError, match='"rope" is shipped, and its licence'):
        shipped(strange)


def test_notices_that_cannot_be_read_are_a_fault() -> None:
    """A package without a name or a version is not left out of the list."""
    with pytest.raises(ReportError, match="a notice begins with"):
        shipped(SiteFile(SCRIPT.site_path, b"They knot it.\n"))


def test_our_own_licence_is_what_its_text_says() -> None:
    """The identifier is that of LICENSE, and the text goes with the site."""
    [own] = shipped()

    assert own.licence == "MIT"
    assert own.notice.content == (ROOT / "LICENSE").read_bytes()


def test_the_page_lists_every_part_with_its_terms() -> None:
    """Readers reach the text of each licence, those of the data, and the file for programs."""
    parts = shipped(FONT, SCRIPT, MAP)
    [page] = licences.attach(Project(ROOT), [licences.page(Sayings())], parts, COLOPHON)
    html = page.inserts["licences"]

    assert page.address == "licences/"
    for part in parts:
        assert re.search(rf'<a href="~/{part.notice.site_path}">{part.licence}</a>', html)
        assert part.name in html
    for wanted in ("Public domain", SITE.licence_url, f"~/{licences.DOCUMENT}", "~/data/LICENCES"):
        assert wanted in html


def test_other_pages_are_left_as_they_are() -> None:
    """Only the page of the licences has the list."""
    page = licences.page(Sayings())
    other = type(page)("cite.md", "Text.")

    assert licences.attach(Project(ROOT), [other], shipped(), COLOPHON) == (other,)


def test_the_notices_that_are_not_there_yet_are_shipped_too() -> None:
    """Each notice stands in the edition once."""
    files = [FONT, SCRIPT, MAP]
    made = [*licences.new_files(shipped(*files), COLOPHON, files)]

    assert [file.site_path for file in made] == [
        "assets/licences/report.txt",
        "assets/licences/world-atlas.txt",
        "licences.spdx.json",
    ]


def test_the_file_for_programs_is_spdx() -> None:
    """It has what SPDX 2.3 asks for, a package for each part, and no moment of the build."""
    parts = shipped(FONT, SCRIPT)
    document = json.loads([*licences.new_files(parts, COLOPHON, [])][-1].content)

    assert document["spdxVersion"] == "SPDX-2.3"
    assert document["dataLicense"] == "CC0-1.0"
    assert document["documentNamespace"] == "https://example.org/2023-09/licences.spdx.json"
    assert document["creationInfo"]["created"] == "2023-09-01T00:00:00Z"
    told = [(each["name"], each["licenseConcluded"]) for each in document["packages"]]
    assert told == [(part.name, part.licence) for part in parts]
    ids = [each["SPDXID"] for each in document["packages"]]
    assert [each["relatedSpdxElement"] for each in document["relationships"]] == ids
    assert len(set(ids)) == len(ids)


def test_a_draft_without_an_address_has_a_name_of_its_own() -> None:
    """SPDX asks for a name of the document; it is the same in every build."""
    colophon = Colophon(Site("Ferries", "", "", "en"), "draft", "Draft", ())
    made = [json.loads([*licences.new_files(shipped(), colophon, [])][-1].content) for _ in "ab"]

    assert made[0] == made[1]
    assert made[0]["documentNamespace"].startswith("urn:uuid:")
