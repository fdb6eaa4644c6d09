"""What is published can be cited, and programs that are not ours read the same of it."""

import json
from typing import Any, get_args

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation as Cited
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from report.citations import Checksum, Citation, Kind, Work, cite
from report.colophon import Colophon
from report.model import Site

URL = "https://example.org/a_b/"
SITE = Site("Ferries & boats", "On boats.", URL, "en", "The harbour's editors")
CHECKSUM = Checksum("figures/boats.csv", "0f" * 32)
KINDS: tuple[Kind, ...] = get_args(Kind)
HOSTILE = (
    "plain",
    "Boats {by} year",
    "}{",
    "A } that opens nothing, and a { that nothing closes",
    r"\textbf{x} \\ \& \input{/etc/passwd} \end",
    "Boats & ferries: 100% of $5 #1 a_b ~c",
    "@misc{x, title = {y}},",
    "@comment{",
    "He said \"boats\", 'ferries' and ``rafts''",
    "a -- b --- c",
    "first\nTY  - BOOK\nsecond\r\nER  - \n\nthird\u2028fourth\x85fifth",
    "<i>Boats</i> <script>alert(1)</script> ]]> &amp;",
    "Zürich, Łódź, Ελλάδα, 中国, العربية, 🚢",
    "ends with a backslash\\",
    "TY  - JOUR",
    "%",
    "",
)


def work(
    title: str = "Boats by year",
    kind: Kind = "figure",
    *,
    site: Site = SITE,
    edition: str = "2023-09",
) -> Work:
    """Return a thing of an invented edition."""
    path = "" if kind == "edition" else "figures/boats/"
    colophon = Colophon(site, edition, "Summer", ())
    return Work(kind, title, path, "figures/boats", CHECKSUM, colophon)


def file(citation: Citation, label: str) -> str:
    """Return the text of the file that is called so."""
    return {name: each.content.decode() for name, each in citation.files}[label]


def from_bibtex(citation: Citation) -> dict[str, str]:
    """Return the fields of the one entry, as bibtexparser reads and decodes them."""
    entry = file(citation, "BibTeX")
    read = parse_string(entry)
    decoded = parse_string(entry, append_middleware=[LatexDecodingMiddleware()])
    assert (read.failed_blocks, decoded.failed_blocks) == ([], [])
    assert len(read.blocks) == len(decoded.blocks) == 1
    fields = {field.key: str(field.value) for field in decoded.entries[0].fields}
    # An address is printed as it stands: its "%" begins no comment.
    fields |= {f.key: str(f.value) for f in read.entries[0].fields if f.key == "url"}
    return {**fields, "key": read.entries[0].key}


def from_ris(citation: Citation) -> dict[str, Any]:
    """Return the one record, as rispy reads it."""
    (record,) = rispy.loads(file(citation, "RIS"))
    return dict(record)


def from_csl(citation: Citation) -> dict[str, Any]:
    """Return the one item."""
    (item,) = json.loads(file(citation, "CSL-JSON"))
    return dict(item)


def rendered(citation: Citation) -> str:
    """Return the item as citeproc prints it, in a style that is not ours."""
    item = from_csl(citation)
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    made.register(Cited([CitationItem(item["id"])]))
    return "".join(str(part) for entry in made.bibliography() for part in entry)


def one_line(title: str) -> str:
    """Return a title as a format with one line for it can hold it."""
    return " ".join(title.split())


@pytest.mark.parametrize("kind", KINDS)
def test_each_form_says_edition_address_date_and_hash(kind: Kind) -> None:
    """Whatever is cited, in whatever form, it can be found and checked."""
    citation = cite(work(kind=kind))
    address = f"{URL}2023-09/" + ("" if kind == "edition" else "figures/boats/")
    dates = {
        citation.apa: "2023, September",
        citation.chicago: "September 2023",
        file(citation, "BibTeX"): "month = sep",
        file(citation, "RIS"): "DA  - 2023/09/",
        file(citation, "CSL-JSON"): '"issued"',
    }

    assert len(dates) == 5
    for form, day in dates.items():
        missing = [
            each
            for each in ("2023-09", address, day, f"{CHECKSUM.path}: {CHECKSUM.sha256}")
            if each not in form
        ]
        assert missing == []


def test_the_texts_are_these() -> None:
    """A data set as APA and as Chicago write it, an edition, and a title that ends itself."""
    hashed = f"[SHA-256 of figures/boats.csv: {CHECKSUM.sha256}]"
    figure, edition = cite(work()), cite(work("Ferries & boats", "edition"))
    asked = cite(work("How many?", "finding"))

    assert [figure.apa, figure.chicago, edition.apa, edition.chicago, asked.apa] == [
        "The harbour's editors. (2023, September). Boats by year [Data set]. "
        f"In Ferries & boats (Edition 2023-09). {URL}2023-09/figures/boats/ {hashed}",
        "The harbour's editors. “Boats by year.” Data set. Ferries & boats, edition 2023-09. "
        f"September 2023. {URL}2023-09/figures/boats/. {hashed}",
        "The harbour's editors. (2023, September). Ferries & boats (Edition 2023-09). "
        f"{URL}2023-09/ {hashed}",
        "The harbour's editors. Ferries & boats, edition 2023-09. September 2023. "
        f"{URL}2023-09/. {hashed}",
        "The harbour's editors. (2023, September). How many? Ferries & boats (Edition 2023-09). "
        f"{URL}2023-09/figures/boats/ {hashed}",
    ]
    assert "“How many?” Ferries & boats" in asked.chicago


@pytest.mark.parametrize("kind", KINDS)
def test_programs_read_the_same_of_each_file(kind: Kind) -> None:
    """BibTeX, RIS and CSL-JSON name one author, year, month, edition and address."""
    citation = cite(work(kind=kind))
    entry, record, item = from_bibtex(citation), from_ris(citation), from_csl(citation)

    told = [
        (
            entry["author"],
            entry["year"],
            entry["month"],
            entry["version"],
            entry["url"],
            entry["key"],
        ),
        (
            record["authors"][0],
            record["year"],
            {"09": "sep"}[record["date"].split("/")[1]],
            record["edition"],
            record["urls"][0],
            record["id"],
        ),
        (
            item["author"][0]["literal"],
            str(item["issued"]["date-parts"][0][0]),
            {9: "sep"}[item["issued"]["date-parts"][0][1]],
            item["version"],
            item["URL"],
            item["id"],
        ),
    ]
    assert told[0] == told[1] == told[2]
    assert told[0][0] == "The harbour's editors"
    assert entry["note"] == record["notes"][0] == item["note"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_style_that_is_not_ours_prints_what_our_text_says(kind: Kind) -> None:
    """Author, year, title and address stand in both, in the same order."""
    citation = cite(work(kind=kind))
    parts = ["The harbour's editors", "2023", "Boats by year", "https://example.org/a_b/2023-09/"]
    for form in (rendered(citation), citation.apa):
        places = [form.lower().find(part.lower()) for part in parts]

        assert -1 not in places
        assert places == sorted(places)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("kind", ["figure", "edition"])
def test_a_title_survives_every_format(title: str, kind: Kind) -> None:
    """No letter of it is a command, an end of a field or a field of its own."""
    citation = cite(work(title, kind))

    assert from_bibtex(citation)["title"] == one_line(title)
    assert from_ris(citation).get("title", "") == one_line(title)
    assert from_csl(citation)["title"] == one_line(title)
    assert one_line(title) in citation.apa
    assert len([*citation.apa.splitlines(), *citation.chicago.splitlines()]) == 2


@pytest.mark.parametrize("name", HOSTILE[:-1])
def test_the_name_of_a_publisher_survives_every_format(name: str) -> None:
    """A body is one author, whatever is in its name."""
    citation = cite(work(site=Site("Ferries", "On boats.", URL, "en", name)))

    assert from_bibtex(citation)["author"] == one_line(name)
    assert from_ris(citation)["authors"] == [one_line(name)]
    assert from_csl(citation)["author"] == [{"literal": one_line(name)}]


def test_a_caret_is_a_letter() -> None:
    """In BibTeX it is a command that prints one, which bibtexparser decodes to a like letter."""
    citation = cite(work("2^10"))

    assert "title = {{2{\\textasciicircum}10}}" in citation.bibtex
    assert from_bibtex(citation)["title"] == "2ˆ10"


def test_an_address_with_marks_of_tex_is_read_back() -> None:
    """It stands as it is, but for what would end its field."""
    site = Site("Ferries", "On boats.", "https://example.org/~a%20b/{c}/", "en")
    entry = from_bibtex(cite(work(site=site)))

    assert entry["url"] == "https://example.org/~a%20b/%7Bc%7D/2023-09/figures/boats/"


def test_without_an_address_the_way_below_the_root_is_told() -> None:
    """No form invents a host."""
    site = Site("Ferries", "On boats.", "", "en")
    citation = cite(work(site=site))
    told = "Below the root of the site: 2023-09/figures/boats/"

    assert "url" not in from_bibtex(citation)
    assert "urls" not in from_ris(citation)
    assert "URL" not in from_csl(citation)
    for form in (citation.apa, citation.chicago, *(file(citation, n) for n, _ in citation.files)):
        assert told in form
        assert "http" not in form


def test_a_draft_has_no_date_and_says_so() -> None:
    """The day it is built on is nobody's business."""
    citation = cite(work(edition="draft"))

    assert "(n.d.)" in citation.apa
    assert "(Draft)" in citation.apa
    assert "draft. n.d. " in citation.chicago
    assert {"year", "month"} & from_bibtex(citation).keys() == set()
    assert {"year", "date"} & from_ris(citation).keys() == set()
    assert "issued" not in from_csl(citation)


def test_who_names_no_publisher_is_cited_by_the_name_of_the_publication() -> None:
    """There is always somebody to be cited."""
    site = Site("Ferries", "On boats.", URL, "en")

    assert cite(work(site=site)).apa.startswith("Ferries. (2023, September).")


def test_a_key_is_plain_in_every_language() -> None:
    """BibTeX knows an entry by letters, digits and hyphens alone."""
    named = [Site(name, "d", URL, "zh_Hans") for name in ("Fähren {&} Boote,", "渡轮")]

    assert [cite(work(site=site)).bibtex.partition(",")[0] for site in named] == [
        "@misc{fahren-boote-2023-09-figures-boats",
        "@misc{2023-09-figures-boats",
    ]
