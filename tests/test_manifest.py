"""Laws of the names of editions, of their manifests, and of the list of versions."""

import json
from datetime import date

import pytest

from report import manifest
from report.errors import ReportError
from report.manifest import Edition, Manifest, Seal

MONTH = "An edition is named by its month, 2023-09, and a revision of it 2023-09.1."
MEANT = 'Did you mean "2023-09"?'


@pytest.mark.parametrize("name", ["2000-01", "2023-09", "2023-12", "2023-09.1", "2099-10.99"])
def test_a_month_and_a_revision_of_it_are_names(name: str) -> None:
    """A month names an edition, and with a number a revision of it."""
    manifest.check_name(name)


@pytest.mark.parametrize(
    ("name", "shown", "hint"),
    [
        # what the site keeps for itself
        ("latest", '"latest"', MONTH),
        ("draft", '"draft"', MONTH),
        ("index", '"index"', MONTH),
        ("index.html", '"index.html"', MONTH),
        ("assets", '"assets"', MONTH),
        ("search", '"search"', MONTH),
        ("404", '"404"', MONTH),
        ("versions.json", '"versions.json"', MONTH),
        (".staging-2023-09", '".staging-2023-09"', MONTH),
        # what systems keep for themselves
        ("nul", '"nul"', MONTH),
        ("con", '"con"', MONTH),
        ("2023-09.", '"2023-09."', MONTH),
        # what leads elsewhere
        ("", '""', MONTH),
        (".", '"."', MONTH),
        ("..", '".."', MONTH),
        ("../2023-09", '"../2023-09"', MONTH),
        ("2023-09/..", '"2023-09/.."', MONTH),
        ("2023-09\x00", r'"2023-09\u0000"', MONTH),
        # what is no month
        ("2023", '"2023"', MONTH),
        ("2023-00", '"2023-00"', MONTH),
        ("2023-13", '"2023-13"', MONTH),
        ("0209-09", '"0209-09"', MONTH),
        ("1979-12", '"1979-12"', MONTH),
        ("2023-09-v2", '"2023-09-v2"', MONTH),
        ("September 2023", '"September 2023"', MONTH),
        ("2023-09.0", '"2023-09.0"', MONTH),
        ("2023-09.100", '"2023-09.100"', MONTH),
        ("2023-09" * 9, '"2023-092023-092023-092023-092023-092023-..."', MONTH),
        # what looks like one
        ("2023-9", '"2023-9"', MEANT),
        ("202309", '"202309"', MEANT),
        ("2023_09", '"2023_09"', MEANT),
        ("2023/09", '"2023/09"', MEANT),
        (" 2023-09", '" 2023-09"', MEANT),
        ("2023-09\n", r'"2023-09\n"', MEANT),
        ("2023\u201109", r'"2023\u201109"', MEANT),
        ("２023-09", r'"\uff12023-09"', MEANT),
        ("٢٠٢٣-٠٩", r'"\u0662\u0660\u0662\u0663-\u0660\u0669"', MEANT),
        ("2023-09.01", '"2023-09.01"', 'Did you mean "2023-09.1"?'),
    ],
)
def test_every_other_name_is_refused(name: str, shown: str, hint: str) -> None:
    """A name that is no month is refused, shown so that its look-alikes can be seen."""
    with pytest.raises(ReportError) as caught:
        manifest.check_name(name)

    assert str(caught.value) == f"{shown} cannot be the name of an edition\n  {hint}"


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ("", '"" is not a title\n  One line of text.'),
        (" ", '" " is not a title\n  One line of text.'),
        ("Two\nlines", '"Two\\nlines" is not a title\n  One line of text.'),
        ("\u202eeltit", '"\\u202eeltit" is not a title\n  One line of text.'),
        ("x" * 121, "the title has 121 characters\n  At most 120 fit in a menu."),
    ],
)
def test_a_title_is_one_line_of_text(title: str, message: str) -> None:
    """A title that a menu cannot show is refused."""
    with pytest.raises(ReportError) as caught:
        Edition("2023-09", title, {})

    assert str(caught.value) == message


def test_an_edition_bears_the_first_of_its_month() -> None:
    """The date of an edition comes from its name, and its revisions share it."""
    dates = {manifest.edition_date("2023-09"), manifest.edition_date("2023-09.12")}

    assert dates == {date(2023, 9, 1)}


def test_a_date_begins_at_midnight_in_utc() -> None:
    """The moment of an edition is the same in every time zone."""
    assert manifest.source_date_epoch(date(2023, 9, 1)) == 1_693_526_400


def test_editions_stand_in_the_order_of_dates() -> None:
    """The order is that of months and revisions, not of letters or of publishing."""
    names = ["2023-09.9", "2024-07", "2023-09", "2022-06", "2023-09.10"]

    assert manifest.newest_first(names) == (
        "2024-07",
        "2023-09.10",
        "2023-09.9",
        "2023-09",
        "2022-06",
    )


def test_the_next_revision_is_a_name_that_nobody_has() -> None:
    """A correction gets the number after the last one of its month."""
    taken = ["2023-09", "2023-09.1", "2023-09.9", "2024-07.3"]

    assert manifest.next_revision("2023-09", taken) == "2023-09.10"
    assert manifest.next_revision("2024-07.3", taken) == "2024-07.4"
    assert manifest.next_revision("2022-06", taken) == "2022-06.1"


def test_the_list_of_versions_is_one_that_mike_reads() -> None:
    """Newest first, and the newest alone is the latest."""
    editions = [Edition("2023-01", "Früher", {}), Edition("2023-09", "The paper", {})]

    assert json.loads(manifest.format_versions(editions)) == [
        {"version": "2023-09", "title": "The paper", "aliases": ["latest"]},
        {"version": "2023-01", "title": "Früher", "aliases": []},
    ]


def test_a_manifest_says_all_that_it_was_told() -> None:
    """What was written can be read again, whole."""
    edition = Edition("2023-09", "Wer verkauft?", {"figures": {"deals": 1636}, "python": "3.11"})
    told = Manifest(edition, {"index.html": Seal("ab" * 32, 12)})

    assert manifest.parse_manifest(manifest.format_manifest(told)) == told


def test_a_manifest_does_not_depend_on_the_order_of_its_parts() -> None:
    """The same edition has the same manifest, byte for byte."""
    one = Manifest(
        Edition("2023-09", "T", {"a": 1, "b": 2}), {"a": Seal("0", 0), "b": Seal("1", 1)}
    )
    two = Manifest(
        Edition("2023-09", "T", {"b": 2, "a": 1}), {"b": Seal("1", 1), "a": Seal("0", 0)}
    )

    assert manifest.format_manifest(one) == manifest.format_manifest(two)


def test_a_manifest_holds_no_number_that_json_lacks() -> None:
    """A figure that is not a number cannot be sealed."""
    sick = Manifest(Edition("2023-09", "T", {"share": float("nan")}), {})

    with pytest.raises(ValueError, match="JSON compliant"):
        manifest.format_manifest(sick)


def test_each_file_that_is_not_as_it_was_is_named() -> None:
    """A file differs, is missing, or is extra."""
    then = {"a": Seal("0", 1), "b": Seal("0", 1), "c": Seal("0", 1)}
    now = {"z": Seal("0", 1), "b": Seal("1", 1), "c": Seal("0", 1)}

    assert manifest.differences(then, now) == {"a": "is missing", "b": "differs", "z": "is extra"}
