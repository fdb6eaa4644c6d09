"""Pages say to programs what they are, in schema.org's words; what has no terms is refused."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report import linked_data
from report.bindings import Use
from report.linked_data import attach
from report.model import Page, Poster
from report.pages import Written
from tests.programs import (
    DRAFT,
    EDITION,
    PACKAGE,
    ROWS,
    SERVED,
    UNSERVED,
    URL,
    page,
    promised,
    told,
)

FRONT = page("index.md", title="Boats", kind="front")
DATA = page("data.md", title="The log", kind="prose")
ABOUT = page("about.md", title="About", kind="prose")
NORTH = replace(
    page(
        "findings/north.md",
        title="The north </script><script>leads & \u2028 leads",
        kind="finding",
        description="Who has boats.",
    ),
    poster=Poster("The north leads"),
)
PAGES = (FRONT, DATA, ABOUT, NORTH)
USE = Use("boats", "row-north", "content/findings/north.md:3", "The north has 1,200.")
WRITTEN = Written(PAGES, ((NORTH, USE),), (), frozenset({"boats"}))


def attached(given: linked_data.Told) -> dict[str, Page]:
    """Return the pages with what they tell, by their paths."""
    return {each.path: each for each in attach(PAGES, WRITTEN, given)}


def node(given: linked_data.Told, path: str) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a page tells."""
    return json.loads(attached(given)[path].linked_data)


@pytest.mark.parametrize("path", ["index.md", "data.md"])
def test_the_front_page_and_the_data_tell_of_the_dataset(tmp_path: Path, path: str) -> None:
    """The same one: its terms, its date, its sources, and each file of the data with its seal."""
    dataset = node(told(tmp_path), path)

    assert dataset["@context"] == "https://schema.org/"
    assert dataset["@type"] == "Dataset"
    assert dataset["@id"] == f"{URL}2023-09/#dataset"
    assert dataset["name"] == "The log of boats"
    assert dataset["description"] == "Which boat lies where, invented."
    assert dataset["license"] == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    assert dataset["publisher"] == {"@type": "Organization", "name": "The harbour's editors"}
    assert (dataset["datePublished"], dataset["version"]) == ("2023-09-01", "2023-09")
    assert dataset["temporalCoverage"] == "1911/2023"
    assert "spatialCoverage" not in dataset
    assert [work["name"] for work in dataset["isBasedOn"]] == ["Harbour log"]
    assert [each["contentUrl"] for each in dataset["distribution"]] == [
        f"{URL}2023-09/data/boats.csv",
        f"{URL}2023-09/data/datapackage.json",
    ]
    assert dataset["distribution"][0]["encodingFormat"] == "text/csv"
    assert dataset["distribution"][0]["sha256"] == hashlib.sha256(ROWS.encode()).hexdigest()


def test_a_finding_is_an_article_that_names_its_sources(tmp_path: Path) -> None:
    """Those of the figures that its page uses; it belongs to its edition and has a picture."""
    article = node(told(tmp_path), "findings/north.md")

    assert article["@type"] == "Article"
    assert article["headline"] == NORTH.title
    assert article["description"] == "Who has boats."
    assert article["datePublished"] == "2023-09-01"
    assert article["author"] == article["publisher"]
    assert article["license"] == SERVED.licence_url
    assert article["url"] == article["mainEntityOfPage"] == f"{URL}2023-09/findings/north/"
    assert article["isPartOf"]["url"] == f"{URL}2023-09/"
    assert article["isBasedOn"] == {"@id": f"{URL}2023-09/#dataset"}
    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Harbour log",
            "publisher": {"@type": "Organization", "name": "Port authority"},
            "datePublished": "2023",
            "copyrightNotice": "CC0",
            "url": "https://example.org",
        }
    ]
    assert article["image"] == f"{URL}2023-09/findings/north.card.png"


def test_a_finding_names_no_source_of_what_it_does_not_use(tmp_path: Path) -> None:
    """Figures that other pages use are not its own."""
    unused = Written(PAGES, ((ABOUT, USE),), (), frozenset({"boats"}))
    made = {each.path: each for each in attach(PAGES, unused, told(tmp_path))}

    assert json.loads(made["findings/north.md"].linked_data)["citation"] == []


def test_other_pages_tell_nothing(tmp_path: Path) -> None:
    """And no page loses anything but that."""
    made = attached(told(tmp_path))

    assert made["about.md"] == ABOUT
    assert replace(made["findings/north.md"], linked_data="") == NORTH


def test_what_is_told_cannot_end_its_element(tmp_path: Path) -> None:
    """No sign that HTML reads, nor one that ends a line of a script, stands there as it is."""
    for made in attached(told(tmp_path)).values():
        assert not {*made.linked_data} & {*"<>&\u2028\u2029"}


def test_a_draft_bears_no_date(tmp_path: Path) -> None:
    """Nothing of the day it is built on is in it."""
    draft = told(tmp_path, DRAFT)

    assert "datePublished" not in node(draft, "index.md")
    assert "datePublished" not in node(draft, "findings/north.md")


def test_a_site_without_an_address_tells_the_way_to_its_files(tmp_path: Path) -> None:
    """Read from the page it stands on."""
    unserved = told(tmp_path, replace(EDITION, site=UNSERVED))

    assert node(unserved, "index.md")["distribution"][0]["contentUrl"] == "data/boats.csv"
    assert node(unserved, "data.md")["distribution"][0]["contentUrl"] == "boats.csv"
    assert node(unserved, "findings/north.md")["isBasedOn"] == {"@id": "../../#dataset"}


def faults(folder: Path, package: str = PACKAGE, *pages: Page, licence: str = "CC0") -> list[str]:
    """Return the faults of these pages and this contract."""
    site = replace(SERVED, licence_url=licence)
    return [str(f) for f in linked_data.faults(site, promised(folder, package), pages)]


def test_what_has_terms_and_descriptions_has_no_fault(tmp_path: Path) -> None:
    """And a publication without findings needs no licence of texts."""
    assert faults(tmp_path, PACKAGE, *PAGES) == []
    assert faults(tmp_path, PACKAGE, FRONT, licence="") == []


def test_what_has_no_licence_or_description_is_refused(tmp_path: Path) -> None:
    """Each with the file and what to write there, all at once."""
    document = json.loads(PACKAGE)
    del document["licenses"], document["description"]
    bare = page("findings/south.md", title="The south", kind="finding")

    assert faults(tmp_path, json.dumps(document), bare, ABOUT, licence="") == [
        "data/datapackage.json: the data has no licence\n"
        '  Write "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", '
        '"path": "https://creativecommons.org/licenses/by/4.0/"}].',
        "data/datapackage.json: the data has no description\n"
        '  Write "description": and in a sentence what the data holds.',
        "mkdocs.yml: the findings have no licence\n"
        "  Write below extra: licence_url: and the address of the licence of text and charts.",
        "content/findings/south.md: the finding has no description\n"
        "  Write in its front matter: description: and what it is about, in a sentence.",
    ]
