"""How long after a save a browser shows the new number, on the real publication.

    python benchmarks/serve.py

A copy of the publication is served to Chromium. One row of its data is added, then taken out, and
so on: one more country with face recognition, which is invented. The time is taken from the save
until the open front page prints another number, without being touched; the median of five counts.
"""

import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))

from tools.install import find_browser

ROOT = Path(__file__).parent.parent
FOLDERS = ("charts", "content", "data", "editions", "queries", "templates")
TABLE, TECHNOLOGY = "data/index_entries.csv", "face_recognition"
NUMBER = ".number-value"  # the first on the front page counts that technology
SCRIPT = "script[data-draft]"  # serve's own, which knows the draft that the page is of
TIMES = 5
LONGEST = 600_000  # ms


def main() -> None:
    """Print how long each of five changes took, and the median."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "publication"
        for name in FOLDERS:
            shutil.copytree(ROOT / name, copy / name)
        if (ROOT / "site").is_dir():  # else the editions are built from their seals, for minutes
            shutil.copytree(ROOT / "site", copy / "site")
        for path in ROOT.glob("*.yml"):
            shutil.copy2(path, copy / path.name)
        path, row = copy / TABLE, invented(copy / TABLE)
        with _served(copy) as address, _opened(address) as page:
            times = [_changed(path, row, page) for _ in range(TIMES)]
    print("change  seconds until the browser shows it  until the draft is whole")
    for nth, (seen, whole) in enumerate(times, 1):
        print(f"{nth:6}  {seen:33.2f}  {whole:23.2f}")
    medians = [statistics.median(each) for each in zip(*times, strict=True)]
    print(f"median  {medians[0]:33.2f}  {medians[1]:23.2f}")


def invented(path: Path) -> str:
    """Return a row of the newest wave that the table lacks: of the last country without one.

    The last, for a page of a figure shows its first rows, and each of them has an address that
    must stay.
    """
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    newest = max(wave for wave, *_ in rows)
    of_newest = [row for row in rows if row[0] == newest]
    has = {country for _, country, technology, _ in of_newest if technology == TECHNOLOGY}
    lacks = next(row for row in reversed(of_newest) if row[1] not in has)
    return f"{newest},{lacks[1]},{TECHNOLOGY},{lacks[3]}\n"


def _changed(path: Path, row: str, page: Page) -> tuple[float, float]:
    """Add the row, or take it out; return when the page prints another number, and is of the draft."""
    number = page.locator(f"{NUMBER}, .place").first
    before, draft = number.inner_text(), page.locator(SCRIPT).get_attribute("data-draft")
    text = path.read_text(encoding="utf-8")
    text = text.replace(row, "") if row in text else text + row
    start = time.perf_counter()
    path.write_text(text, encoding="utf-8")
    expect(number).not_to_have_text(before, use_inner_text=True, timeout=LONGEST)
    seen = time.perf_counter() - start
    if page.locator(".place").count():
        sys.exit(f"the change is a fault: {page.locator('article').first.inner_text()}")
    expect(page.locator(f"{SCRIPT}[data-draft='{draft}']")).to_have_count(0, timeout=LONGEST)
    return seen, time.perf_counter() - start


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve a publication on a free port; yield the address of its draft."""
    command = [sys.executable, "-u", str(ROOT / "build.py"), "--project", str(folder)]
    with subprocess.Popen(
        [*command, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as run:
        said = iter(run.stdout or ())
        address = re.findall(r"http://\S+", next(said))[0]
        for line in said:
            print(line.rstrip())
            if line.startswith("draft "):
                break
            if line.endswith("as it was\n"):
                run.send_signal(signal.SIGINT)
                sys.exit("there is no draft to measure")
        try:
            yield address
        finally:
            run.send_signal(signal.SIGINT)
            run.communicate(timeout=60)


@contextmanager
def _opened(address: str) -> Iterator[Page]:
    """Open an address in Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()


if __name__ == "__main__":
    main()
