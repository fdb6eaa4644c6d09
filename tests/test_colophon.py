"""Every file for programs says whence it comes, by addresses that lead there."""

from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest

from tests.programs import DRAFT, EDITION, UNSERVED

BARE = replace(EDITION, site=UNSERVED)


@pytest.mark.parametrize("at", ["figures/boats.json", "claims.json", "findings/north/", ""])
@pytest.mark.parametrize(
    "path", ["", "data/", "charts/boats/", "charts/boats.svg", "claims/", "data/a b/year=2020.csv"]
)
def test_an_address_leads_there_wherever_the_edition_stands(at: str, path: str) -> None:
    """Absolute where the site has an address; else it is read from where it was written."""
    home = "https://elsewhere.example/put/here/"
    quoted = path.replace(" ", "%20").replace("=", "%3D")

    assert urljoin(home + at, BARE.address(path, at=at)) == home + quoted
    assert EDITION.address(path, at=at) == f"https://example.org/boats/2023-09/{quoted}"


def test_a_draft_bears_no_date() -> None:
    """The day it is built on says nothing of it."""
    assert DRAFT.day is None
    assert EDITION.day == date(2023, 9, 1)
    assert replace(EDITION, edition="2023-09.2").day == EDITION.day


def test_who_publishes_is_the_publication_where_nobody_else_is_named() -> None:
    """Settings may name somebody."""
    assert EDITION.publisher == "The harbour's editors"
    assert replace(EDITION, site=replace(UNSERVED, publisher="")).publisher == "Boats & <harbours>"
