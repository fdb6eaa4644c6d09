"""Every page of the publication, at a desk and on a phone, by day and by night."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Serve, Visit, browser, serve, site, visit
from tests.browser.test_embeds import frames_that_do_not_fit
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


def test_every_frame_of_the_kit_is_high_enough(site: Path, serve: Serve, browser: Browser) -> None:
    """In a column of any width; the suite tries twelve."""
    assert frames_that_do_not_fit(browser, serve(site), (*range(320, 760, 10), 559, 1600)) == []
