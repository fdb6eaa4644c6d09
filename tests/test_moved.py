"""What ``moved.yml`` says of an address, and which addresses go with it."""

from pathlib import Path

import pytest

from report.errors import ReportError
from report.model import Project
from report.moved import Departure, read


def departure(old: str, new: str = "") -> Departure:
    """Return an entry."""
    return Departure(old, new, "Why.", "moved.yml:1")


@pytest.mark.parametrize(
    ("old", "covered", "others"),
    [
        (
            "charts/boats",
            [
                *["charts/boats.svg", "charts/boats.narrow.dark.svg", "charts/boats/"],
                *["charts/boats/embed/", "charts/boats/#rows", "findings/tides/#chart-boats"],
            ],
            ["charts/boats_by_year.svg", "figures/boats/", "findings/tides/#chart-boats_by_year"],
        ),
        (
            "figures/boats",
            ["figures/boats/", "figures/boats.csv", "figures/boats/#row-north"],
            ["figures/boats_by_year/", "charts/boats.svg", "findings/tides/#chart-boats"],
        ),
        (
            "tides/",
            ["tides/", "tides/#spring", "tides/low/", "tides.card.png"],
            ["tides.csv", "low/tides/", "./", "low.card.png"],
        ),
        ("tides/#spring", ["tides/#spring"], ["tides/", "tides/#springs", "a/tides/#spring"]),
        ("tides/#*", ["tides/#spring", "tides/#neap"], ["tides/", "a/tides/#spring"]),
        ("data/boats.csv", ["data/boats.csv"], ["data/boats.csv.zip", "data/"]),
    ],
)
def test_an_entry_covers_what_goes_with_it(old: str, covered: list[str], others: list[str]) -> None:
    """A chart has files, pages and a place on other pages; a page has places; a file is itself."""
    assert [address for address in covered if not departure(old).covers(address)] == []
    assert [address for address in others if departure(old).covers(address)] == []


@pytest.mark.parametrize(
    ("old", "new", "address", "target"),
    [
        ("charts/boats", "charts/ships", "charts/boats.narrow.svg", "charts/ships.narrow.svg"),
        ("charts/boats", "charts/ships", "charts/boats/embed/", "charts/ships/embed/"),
        ("charts/boats", "charts/ships", "tides/#chart-boats", "tides/#chart-ships"),
        ("figures/boats", "figures/ships", "figures/boats/#north", "figures/ships/#north"),
        ("tides/", "water/", "tides/", "water/"),
        ("tides/", "water/", "tides.card.png", "water.card.png"),
        ("tides/", "", "tides.card.png", ""),
        ("tides/#spring", "water/#high", "tides/#spring", "water/#high"),
        ("tides/#*", "water/", "tides/#spring", "water/"),
        ("data/a.csv", "data/b.csv", "data/a.csv", "data/b.csv"),
        ("charts/boats", "", "charts/boats.svg", ""),
    ],
)
def test_an_address_leads_to_its_like(old: str, new: str, address: str, target: str) -> None:
    """The same file of the new chart, the same page below the new one."""
    assert departure(old, new).target(address) == target


def faults(folder: Path, text: str) -> list[str]:
    """Return what is wrong with a file of entries."""
    (folder / "moved.yml").write_text(text, encoding="utf-8")
    try:
        read(Project(folder))
    except ReportError as found:
        return [str(error) for error in found.errors]
    return []


def entry(old: str, new: str) -> str:
    """Return an entry as it is typed."""
    return f"- from: {old}\n  to: {new}\n  why: Why.\n"


def test_entries_are_read_with_their_places(tmp_path: Path) -> None:
    """``retired`` says that nothing is in the place of what is gone."""
    assert faults(tmp_path, entry("charts/a", "charts/b") + entry("c/#*", "retired")) == []
    assert read(Project(tmp_path)) == (
        Departure("charts/a", "charts/b", "Why.", "moved.yml:1"),
        Departure("c/#*", "", "Why.", "moved.yml:4"),
    )
    assert [each.told["to"] for each in read(Project(tmp_path))] == ["charts/b", "retired"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry("/charts/a", "retired"), '"/charts/a" is no address'),
        (entry("../a/", "retired"), '"../a/" is no address'),
        (entry("a/", "https://example.org/"), '"https://example.org/" is no address'),
        (entry("a/", "b/#*"), '"b/#*" is no address'),
        (entry("a.csv#x", "retired"), '"a.csv#x" is no address'),
        (entry("charts/a", "figures/a"), "is a chart or a figure"),
        (entry("charts/a", "b/"), "is a chart or a figure"),
        (entry("a/", "a.csv"), "is a page"),
        (entry("a/#x", "charts/b"), "is a place on a page"),
        (entry("a/", "a/"), '"a/" has moved to itself'),
        (entry("a/", "b/") + entry("a/", "c/"), "is said at moved.yml:1 too"),
        ("- from: a/\n  to: b/\n", 'the entry lacks "why"'),
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Addresses stand within the edition, and lead to others of their kind."""
    [fault] = faults(tmp_path, text)

    assert fault.startswith("moved.yml:")
    assert said in fault
