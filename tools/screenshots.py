"""A built draft → pictures of ten of its pages, wide and narrow, light and dark, to be looked at.

    .venv/bin/python tools/screenshots.py [folder of a built site]

They go to ``.build/screenshots/``, which git ignores: ``<page>.<width>.<scheme>.png``, forty of
them, and those of the last run are written over. Nothing compares them: somebody looks.
"""

import itertools
import sys
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.install import find_browser  # noqa: E402 - found beside this folder
from tools.serving import served  # noqa: E402 - likewise

FOLDER = ROOT / ".build" / "screenshots"
WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALLEST = 12_000  # px: a longer page is cut off there, or no viewer would open its picture
# What a reader who scrolls would bring.
EAGER = """
    () => document.querySelectorAll("[loading=lazy]").forEach(each => { each.loading = "eager"; })
"""
# One of each kind that looks like no other: the longest of its kind, which holds the most.
KINDS = {
    "front": "index.html",
    "finding": "findings/*/index.html",
    "findings": "findings/index.html",
    "countries": "countries/index.html",
    "country": "countries/*/index.html",
    "supplier": "suppliers/*/index.html",
    "chart": "charts/*/index.html",
    "charts": "charts/index.html",
    "figure": "figures/*/index.html",
    "claims": "claims/index.html",
}


def main() -> None:
    """Take all pictures, and say where they are."""
    site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "site" / "draft"
    browser = find_browser()
    if browser is None or not (site / "index.html").is_file():
        sys.exit(f'There is no browser, or no site in {site}.\n  Run "make site" and "make test".')
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = {kind: longest(site, pattern) for kind, pattern in KINDS.items()}
    with served(site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--disable-gpu"])
        for width, scheme in itertools.product(WIDTHS, SCHEMES):
            with chromium.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme
            ) as context:
                page = context.new_page()
                for kind, name in pages.items():
                    page.goto(address + name, wait_until="networkidle")
                    page.reload()  # fonts that were late are there now
                    page.evaluate(EAGER)
                    page.wait_for_load_state("networkidle")
                    height = page.evaluate("() => document.documentElement.scrollHeight")
                    page.screenshot(
                        path=FOLDER / f"{kind}.{width}.{scheme}.png",
                        full_page=True,
                        clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)},
                    )
        chromium.close()
    count = len(pages) * len(WIDTHS) * len(SCHEMES)
    sys.stdout.write(f"{count} pictures are in {FOLDER.relative_to(ROOT)}/\n")


def longest(site: Path, pattern: str) -> str:
    """Return the address, below the site's root, of the longest page of a kind."""
    found = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path), default=None)
    if found is None:
        sys.exit(f"{site} has no page {pattern}.")
    return found.relative_to(site).as_posix().removesuffix("index.html")


if __name__ == "__main__":
    main()
