"""The browser of the tests hears what a reader would not be told."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Serve, listen


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<script>console.error('no data')</script>", "no data"),
        ("<script>undefined.rows</script>", "Cannot read properties of undefined"),
        ("<img src='lost.svg' alt=''>", "404"),
        ("<img src='/beside.svg' alt=''>", "404"),  # the root is not where the site is
        ("<img src='http://127.0.0.1:9/pixel.gif' alt=''>", "asks http://127.0.0.1:9/pixel.gif"),
    ],
)
def test_a_fault_behind_the_page_is_heard(
    tmp_path: Path, serve: Serve, browser: Browser, html: str, complaint: str
) -> None:
    """Errors, missing files and requests to other hosts do not pass."""
    page = f"<!doctype html><title>A page</title><link rel='icon' href='data:,'>{html}"
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    url, complaints = serve(tmp_path), list[str]()

    with browser.new_context() as context:
        listen(context, url, complaints)
        context.new_page().goto(url, wait_until="networkidle")

    assert complaint in "\n".join(complaints)
