"""Every page of the publication, at a desk and on a phone, by day and by night."""

from pathlib import Path

import pytest

from tests.browser.conftest import Serve, Visit, browser, serve, site, visit
from tests.browser.test_pages import by_kind, faults_of

__all__ = ["browser", "serve", "site", "visit"]  # fixtures


@pytest.mark.parametrize("width", [360, 1280], ids=["phone", "desk"])
def test_every_page_is_whole_and_open_to_all(
    *,
    site: Path,
    serve: Serve,
    visit: Visit,
    width: int,
) -> None:
    """The suite looks at pages of every kind; here are all of them."""
    kinds, address = by_kind(site), serve(site)
    faults: list[str] = []
    page = visit(address, width=width)
    for kind, names in kinds.items():
        faults += faults_of(page, address, names)
        print(f"\n{len(names)} pages of the kind {kind}: {len(faults)} faults so far")

    assert sum(map(len, kinds.values())) > 200
    assert not faults, "\n".join(faults)
