"""A page knows where else it stands among the editions, as far as that can be known."""

import pytest

from report.facts import Past
from report.manifest import Seal
from report.shelf import Neighbour, Shelf

SEAL = Seal("0" * 64, 1)


def past(edition: str, *addresses: str, title: str = "") -> Past:
    """Return an earlier edition that has a front page and the pages at these addresses."""
    files = {f"{address}index.html": SEAL for address in ("", *addresses)}
    return Past(edition, title or edition, {}, {}, files={**files, "figures/lamps.csv": SEAL})


def test_a_page_leads_to_itself_where_it_was_and_else_to_the_front_page() -> None:
    """The address in an earlier edition is that of the same page, if it existed then."""
    shelf = Shelf(
        "2023-09",
        "The paper",
        (past("2023-01", "findings/lamps/", title="The study"), past("2022-06")),
    )

    assert shelf.before("findings/lamps/") == (
        Neighbour("2023-01", "The study", "~/../2023-01/findings/lamps/", has_page=True),
        Neighbour("2022-06", "", "~/../2022-06/", has_page=False),
    )


def test_the_front_page_is_in_every_edition() -> None:
    """Its address is empty, and it is where it was."""
    shelf = Shelf("2023-09", "", (past("2023-01"),))

    assert shelf.before("") == (Neighbour("2023-01", "", "~/../2023-01/", has_page=True),)


def test_a_page_is_not_taken_for_a_file_of_like_name() -> None:
    """Only a page can be landed on: a folder that holds files and no page is none."""
    shelf = Shelf("2023-09", "", (past("2023-01", "data/"),))

    assert not shelf.before("figures/")[0].has_page


@pytest.mark.parametrize(("editions", "shown"), [(0, 0), (1, 1), (3, 3), (50, 5)])
def test_a_menu_shows_the_editions_just_before(editions: int, shown: int) -> None:
    """However many there are, those directly before stand in it, newest first, and no others."""
    names = [f"20{year}-06" for year in range(70, 70 - editions, -1)]
    shelf = Shelf("2071-06", "", tuple(past(name) for name in names))

    assert [neighbour.name for neighbour in shelf.before("")] == names[:shown]


@pytest.mark.parametrize("edition", ["2023-09", "draft"])
def test_the_address_to_be_found_by_is_that_of_the_newest(edition: str) -> None:
    """It is absolute where the site has an address, and else leads there from the edition."""
    shelf = Shelf(edition, "", ())

    assert shelf.newest("data/", "https://a.example/") == "https://a.example/latest/data/"
    assert shelf.newest("data/", "") == "~/../latest/data/"


def test_a_page_has_an_address_that_stays_its_own() -> None:
    """It names the edition; a draft stays nowhere, and a site without an address has none."""
    shelf = Shelf("2023-09", "", ())

    assert shelf.own("data/", "https://a.example/") == "https://a.example/2023-09/data/"
    assert shelf.own("data/", "") == ""
    assert Shelf("draft", "", ()).own("data/", "https://a.example/") == ""
