"""What a reader waits for: bytes and seconds to the first chart, in Chromium.

    python benchmarks/weight.py [--times 5]

The same finding, one invented country's deals by year, with its sentence and its table: on our
page, on Framework's, and on a bare page that draws it with vega-embed and has nothing else. All
are served from this machine, zipped as a good host does, to a browser that has nothing of them;
once as fast as it goes, and once as a telephone has it: 1.6 Mbit/s, 150 ms away, four times slower.

The first chart is there two frames after a drawing of more than 200 by 100 pixels stands in the
page. Its bytes are all that had come by then.
"""

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

import duckdb
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import builds, rivals, sites
from benchmarks.measuring import Bar, Result, Table, keep
from tools.install import find_browser
from tools.serving import served

SIZE = sites.Size(12, 12, 300)
TIMES = 5
_WAIT = 120_000  # ms
_TELEPHONE = {
    "offline": False,
    "latency": 150,  # ms
    "downloadThroughput": 1_600_000 / 8,  # bytes a second
    "uploadThroughput": 750_000 / 8,
}
_SLOWER = 4
_WATCH = """
const there = () => [...document.querySelectorAll("svg, canvas")].some((each) => {
  const box = each.getBoundingClientRect();
  const drawn = each.tagName === "CANVAS" || each.querySelector("path, rect, circle, line");
  return drawn && box.width >= 200 && box.height >= 100;
});
const look = () => there()
  ? requestAnimationFrame(() => requestAnimationFrame(() => { window.firstChart = performance.now(); }))
  : requestAnimationFrame(look);
requestAnimationFrame(look);
"""
_CAME = """
() => {
  const came = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const until = (end) => came.filter((each) => each.responseEnd <= end)
    .reduce((sum, each) => sum + each.transferSize, 0);
  return {first: window.firstChart, bytes: until(window.firstChart), all: until(Infinity)};
}
"""
_EMBED = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{name}</title>
<script src="vega.min.js"></script>
<script src="vega-lite.min.js"></script>
<script src="vega-embed.min.js"></script>
<h1>{name}</h1>
<p>{name} made {deals} deals. None of them is true.</p>
<div id="chart"></div>
<table>{rows}</table>
<script>vegaEmbed("#chart", {spec}, {{actions: false, renderer: "svg"}});</script>
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one visit took."""

    seconds: float
    bytes: int  # until the first chart
    all: int


def main() -> None:
    """Measure, print and keep what was found."""
    parser = argparse.ArgumentParser(description="Bytes and seconds to the first chart.")
    parser.add_argument("--times", type=int, default=TIMES)
    times = parser.parse_args().times
    rivals.install()
    with tempfile.TemporaryDirectory() as folder:
        keep(measure(Path(folder), times))


def measure(folder: Path, times: int) -> Result:
    """Build the three pages and visit each so many times, in turn."""
    country = sites.names(SIZE.pages)[0]
    project = sites.write(folder / "ours", SIZE)
    data = project / "data"
    builds.build(project)
    rivals.framework_sources(data, folder / "framework")
    rivals.framework(folder / "framework")
    _write_embed(data, folder / "embed", country)
    places = {
        "ours": (project / "site/draft", f"countries/{country}/"),
        "Framework": (folder / "framework/dist", f"countries/{country}.html"),
        "vega-embed": (folder / "embed", "index.html"),
    }
    visits: dict[tuple[str, bool], list[Seen]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        for _ in range(times):
            for label, (root, page) in places.items():
                with served(root) as address:
                    for telephone in (False, True):
                        seen = _visit(browser, address + page, telephone=telephone)
                        visits.setdefault((label, telephone), []).append(seen)
        chromium = browser.version
        browser.close()
    return _result(visits, list(places), times, chromium)


def _visit(browser: Browser, address: str, *, telephone: bool) -> Seen:
    """Open a page with nothing remembered, and wait for its first chart and for all the rest."""
    with _page_of(browser, telephone=telephone) as page:
        page.goto(address, timeout=_WAIT)
        page.wait_for_function("() => window.firstChart", timeout=_WAIT)
        page.wait_for_load_state("networkidle", timeout=_WAIT)
        came = page.evaluate(_CAME)
    return Seen(came["first"] / 1_000, came["bytes"], came["all"])


@contextmanager
def _page_of(browser: Browser, *, telephone: bool) -> Iterator[Page]:
    viewport = (
        ViewportSize(width=412, height=915) if telephone else ViewportSize(width=1280, height=900)
    )
    context = browser.new_context(viewport=viewport)
    context.add_init_script(_WATCH)
    page = context.new_page()
    if telephone:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", _TELEPHONE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    yield page
    context.close()


def _write_embed(data: Path, folder: Path, country: str) -> None:
    """Write the bare page, with the scripts beside it."""
    folder.mkdir()
    for package in ("vega", "vega-lite", "vega-embed"):
        name = f"{package}.min.js"
        shutil.copy2(rivals.MODULES / package / "build" / name, folder / name)
    with duckdb.connect() as connection:
        deals = f"FROM read_csv('{data / 'deals.csv'}') WHERE importer = '{country}'"
        years = connection.execute(
            f"SELECT year, count(*) {deals} GROUP BY year ORDER BY year"
        ).fetchall()
        suppliers = connection.execute(
            f"SELECT supplier, count(*) AS n {deals} GROUP BY supplier ORDER BY n DESC, supplier"
        ).fetchall()
    spec = {
        "data": {"values": [{"year": year, "deals": count} for year, count in years]},
        "mark": {"type": "line", "point": True},
        "width": 320,
        "height": 300,
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "axis": {"format": "d"}},
            "y": {"field": "deals", "type": "quantitative"},
        },
    }
    rows = "".join(f"<tr><td>{escape(name)}<td>{count}" for name, count in suppliers)
    page = _EMBED.format(
        name=country.capitalize(),
        deals=sum(count for _, count in years),
        rows=rows,
        spec=json.dumps(spec),
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def _result(
    visits: dict[tuple[str, bool], list[Seen]], labels: list[str], times: int, chromium: str
) -> Result:
    def middle(label: str, what: str, *, telephone: bool = True) -> float:
        return statistics.median(float(getattr(each, what)) for each in visits[label, telephone])

    rows = tuple(
        (
            label,
            f"{middle(label, 'bytes') / 1_000:,.0f} kB",
            f"{middle(label, 'all') / 1_000:,.0f} kB",
            f"{middle(label, 'seconds', telephone=False):.2f} s",
            f"{middle(label, 'seconds'):.2f} s",
        )
        for label in labels
    )
    return Result(
        "weight",
        "What a reader waits for",
        (
            Table(
                f"one country's page; median of {times}",
                ("page", "to the first chart", "in all", "first chart", "on a telephone"),
                rows,
            ),
        ),
        (
            Bar(
                "bytes to the first chart against Framework",
                1 / 8,
                middle("ours", "bytes") / middle("Framework", "bytes"),
            ),
        ),
        ("Bytes are those of the telephone's visit, as they came: zipped, with their heads.",),
        {**rivals.versions(), "chromium": chromium},
    )


if __name__ == "__main__":
    main()
