"""What an edition promises, and what a later one lacks of it."""

import pytest

from report.addresses import (
    address_of,
    departure_of,
    lost,
    new_in_each,
    of,
    path_of,
    promised,
    retired_files,
    undeclared,
)
from report.facts import Past
from report.manifest import Seal
from report.moved import Departure

SEAL = Seal("0" * 64, 1)


def past(name: str, *files: str, anchors: dict[str, tuple[str, ...]] | None = None) -> Past:
    """Return an edition with these files."""
    return Past(name, "", {}, {}, anchors=anchors or {}, files=dict.fromkeys(files, SEAL))


def test_every_page_file_and_place_is_promised() -> None:
    """But for the theme's files, and what stands on the page of changes."""
    edition = past(
        "2023-01",
        *["index.html", "a/index.html", "a/b.csv", "assets/site.css"],
        *["changes/index.html", "changes/2022-06/boats.svg", "changes.json"],
        anchors={"a/index.html": ("x", "y"), "changes/index.html": ("z",), "index.html": ("w",)},
    )

    wanted = ["./", "./#w", "a/", "a/#x", "a/#y", "a/b.csv", "changes.json", "changes/"]
    assert of(edition) == tuple(wanted)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "./"),
        ("a/b/index.html", "a/b/"),
        ("a/b.svg", "a/b.svg"),
        ("x.html", "x.html"),
    ],
)
def test_an_address_has_one_file(path: str, address: str) -> None:
    """There and back; places on a page have the page's file."""
    assert address_of(path) == address
    assert path_of(address) == path
    assert path_of(f"{address}#x") == path


def test_what_is_lost_is_known_by_the_newest_edition_that_has_it() -> None:
    """What was never answered since is asked of the edition that had it."""
    pasts = (past("2023-09", "a.csv", "b.csv"), past("2023-01", "a.csv", "c.csv"))

    gone = lost(pasts, promised(["b.csv"], {}))

    assert [(each.address, each.past.edition) for each in gone] == [
        ("a.csv", "2023-09"),
        ("c.csv", "2023-01"),
    ]


def test_the_most_exact_entry_has_the_word() -> None:
    """A place on a page may have gone elsewhere than the page."""
    page, place = Departure("a/", "b/", "", ""), Departure("a/#x", "c/", "", "")

    assert departure_of("a/#x", [page, place]) is place
    assert departure_of("a/#y", [page, place]) is page
    assert departure_of("b/", [page, place]) is None


def test_a_retired_file_is_taken_from_the_newest_edition_that_has_it() -> None:
    """Pages are not kept: a signpost stands in their place."""
    departures = [
        Departure("charts/boats", "", "", ""),
        Departure("data/a.csv", "data/b.csv", "", ""),
    ]
    pasts = (
        past("2023-09", "charts/boats.svg", "charts/boats/index.html"),
        past("2023-01", "charts/boats.svg", "charts/boats.png", "data/a.csv"),
    )

    kept = {"charts/boats.png": "2023-01", "charts/boats.svg": "2023-09"}
    assert retired_files(pasts, departures) == kept


def test_a_fault_names_the_thing_its_addresses_and_the_entry_to_write() -> None:
    """A chart is one thing, a page with its places one, rows of a figure one, a file one."""
    edition = past(
        "2023-01",
        *["charts/boats.svg", "charts/boats.csv", "a/index.html", "data/a.csv"],
        anchors={
            "a/index.html": ("x",),
            "b/index.html": ("chart-boats", "y"),
            "figures/f/index.html": ("row-n", "row-s"),
        },
    )

    faults = [str(fault) for fault in undeclared(lost((edition,), ()))]

    assert len(faults) == 5
    assert faults[0] == (
        "moved.yml: published addresses would be lost: a/ (2023-01), a/#x (2023-01)\n"
        "  Bring back what is gone, or say in moved.yml what became of it:\n"
        "  - from: a/\n    to: retired, or where it is now\n    why: A sentence for readers."
    )
    assert "from: charts/boats\n" in faults[1]
    assert "b/#chart-boats (2023-01), charts/boats.csv (2023-01)" in faults[1]
    assert "a published address would be lost: b/#y (2023-01)\n" in faults[2]
    assert "from: data/a.csv\n" in faults[3]
    assert "from: figures/f/#*\n" in faults[4]


def test_the_card_of_a_page_goes_with_it() -> None:
    """One word about the page is about its picture too; a picture that goes alone is told alone."""
    edition = past("2023-01", "a/index.html", "a.card.png", "b.card.png")

    faults = [str(fault) for fault in undeclared(lost((edition,), ()))]

    assert "a.card.png (2023-01), a/ (2023-01)" in faults[0]
    assert "from: a/\n" in faults[0]
    assert "from: b.card.png\n" in faults[1]


def test_the_citation_of_a_page_goes_with_it() -> None:
    """Its files stand below the page; one that goes while the page stays is told alone."""
    edition = past("2023-01", "a/index.html", "a/cite.bib", "b/index.html", "b/cite.bib")

    faults = [str(fault) for fault in undeclared(lost((edition,), ("b/",)))]

    assert "a/ (2023-01), a/cite.bib (2023-01)" in faults[0]
    assert "from: a/\n" in faults[0]
    assert "from: b/cite.bib\n" in faults[1]


def test_of_very_many_addresses_some_are_named_and_all_counted() -> None:
    """A figure with a thousand rows does not fill the screen."""
    rows = tuple(f"row-{n:04}" for n in range(1000))
    edition = past("2023-01", anchors={"figures/f/index.html": rows})

    [fault] = undeclared(lost((edition,), ()))

    assert "row-0011 (2023-01) and 988 more" in fault.what


def test_each_address_is_new_once() -> None:
    """Also where a page has got places, and where a file and a page answer to one address."""
    first = past("2022-06", "a/index.html", "b.csv", anchors={"a/index.html": ("x",)})
    second = past("2023-01", "a/index.html", "c.csv", anchors={"a/index.html": ("x", "y")})
    third = past("2023-09", "b.csv", "c.csv")

    found = {each.edition: new for each, new in new_in_each([first, second, third])}
    assert found == {
        "2022-06": ("a/", "a/#x", "b.csv"),
        "2023-01": ("a/#y", "c.csv"),
        "2023-09": (),
    }
    assert sum(map(len, found.values())) == len({*of(first), *of(second), *of(third)})
