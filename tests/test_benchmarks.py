"""What is compared is the same: three makers of one invented site, with the same pages and numbers."""

import csv
import re
import sys
from pathlib import Path

import pytest

from benchmarks import builds, growth, measuring, results, sites
from benchmarks.others import by_hand, framework
from report import checking, pipeline
from report.model import Project
from report.voice import SILENT

SIZE = sites.Size(pages=3, charts=2, rows=120)
LOCKS = measuring.ROOT / "benchmarks/others"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of our generator, not built."""
    return sites.write(tmp_path_factory.mktemp("benchmarks") / "ours", SIZE)


@pytest.fixture(scope="module")
def others(made: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """The pages that the others have, by hand and of Framework, without what draws the charts."""
    folder = tmp_path_factory.mktemp("others")
    by_hand.write(made / "data", folder / "by_hand", draw=False)
    framework.write(made / "data", folder / "framework")
    return {
        "by_hand": _pages(folder / "by_hand/docs"),
        "framework": _pages(folder / "framework/src"),
    }


def _pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
    }


def _told(page: str) -> list[str]:
    """Return what a page says to its readers, without what draws or leads to its chart."""
    page = re.sub(r"```.*?```|!?\[.*?\]\(.*?\)", "", page, flags=re.DOTALL)
    return [line for line in page.splitlines() if line.strip()]


def test_our_generator_builds_it(made: Path) -> None:
    """Each country has a page, each charted one a picture of both kinds, and nothing is refused."""
    folder, judgement = pipeline.draft(Project(made), SILENT)

    assert not judgement.refused
    countries = sites.names(SIZE.pages)
    assert {f"countries/{name}/index.html" for name in countries} <= {
        path.relative_to(folder).as_posix() for path in folder.rglob("*.html")
    }
    drawn = {path.name for path in (folder / "charts").glob("*_by_year.*")}
    for name in countries[: SIZE.charts]:
        assert {f"{name}_by_year.svg", f"{name}_by_year.png"} <= drawn
    assert f"{countries[-1]}_by_year.svg" not in drawn


def test_the_others_say_the_same(others: dict[str, dict[str, str]]) -> None:
    """By hand and of Framework there are the same pages, and what they say is the same."""
    assert list(others["by_hand"]) == list(others["framework"])
    for name, page in others["by_hand"].items():
        assert _told(page) == _told(others["framework"][name])


def test_the_others_say_what_ours_says(made: Path, others: dict[str, dict[str, str]]) -> None:
    """The numbers on the others' pages are those that our figures hold."""
    path = made / "site/draft/figures/countries_in_short.csv"
    if not path.is_file():
        pipeline.draft(Project(made), SILENT)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == SIZE.pages
    for row in rows:
        said = f"{row['name']} made {row['deals']} deals with {row['suppliers']} suppliers."
        assert said in others["by_hand"][f"countries/{row['country']}.md"]


def test_a_size_is_one_publication(tmp_path: Path, made: Path) -> None:
    """The same size gives the same bytes, and another one other deals."""
    again = sites.write(tmp_path / "again", SIZE)
    more = sites.write(tmp_path / "more", sites.Size(3, 2, 121))

    deals = (made / "data/deals.csv").read_bytes()
    assert (again / "data/deals.csv").read_bytes() == deals
    assert (more / "data/deals.csv").read_bytes() != deals


def test_countries_have_different_names() -> None:
    """Of five thousand names no two are alike, and none needs more than small letters."""
    names = sites.names(5_000)

    assert len(set(names)) == 5_000
    assert all(re.fullmatch(r"[a-z]+", name) for name in names)


def test_a_folder_is_not_written_over(made: Path) -> None:
    """What stands in the place of a site that would be made is somebody's."""
    with pytest.raises(SystemExit, match="is there already"):
        sites.write(made, SIZE)


def test_deals_can_be_parquet(tmp_path: Path) -> None:
    """In folders by year the same deals are computed with, and bare DuckDB reads them."""
    project = sites.write(tmp_path / "parquet", sites.Size(3, 1, 120, partitioned=True))

    judgement = checking.check(Project(project), SILENT)

    assert not judgement.refused
    growth.bare(project)
    pipeline.publish(Project(project), "2024-07", "Invented", SILENT)
    published = (project / "site/2024-07/data").rglob("year=*/*.parquet")
    assert len([*published]) == len([*(project / "data").rglob("*.parquet")]) > 1


def test_each_change_changes_a_source(made: Path, tmp_path: Path) -> None:
    """Whatever is measured after a change was changed, and by each round in another way."""
    project = sites.write(tmp_path / "changed", SIZE)
    for change in builds.changes(project, SIZE).values():
        before = _sources(project)
        change.make(0)
        between = _sources(project)
        change.make(1)
        assert len({before, between, _sources(project)}) == 3


def _sources(project: Path) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(project.rglob("*.*")) if path.is_file())


def test_a_command_that_fails_ends_the_benchmark() -> None:
    """What went wrong has no duration: its words are told instead."""
    with pytest.raises(SystemExit, match=r"ended with 3:[^$]*no such thing"):
        measuring.run([sys.executable, "-c", "print('no such thing'); exit(3)"])


def test_the_memory_of_children_counts() -> None:
    """A process is as large as it and its children together."""
    child = "import time; block = bytearray(150 << 20); time.sleep(1)"
    both = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"

    assert measuring.run([sys.executable, "-c", both], watch=True).memory > 150 << 20


def test_a_bar_that_is_missed_is_told() -> None:
    """The page of results says of each bar whether it was reached."""
    bars = (measuring.Bar("cold", 0.35, 0.3), measuring.Bar("warm", 0.125, 0.2))
    found = {
        "title": "Builds",
        "bars": [{"what": b.what, "most": b.most, "found": b.found, "unit": ""} for b in bars],
        "tables": [{"title": "t", "columns": ["a", "b"], "rows": [["x", "1 s"]]}],
        "notes": [],
        "versions": {"duckdb": "2"},
        "machine": measuring.machine(),
        "generator": "abc",
        "date": "2024-01-01",
    }

    page = "\n".join(results.page([found]))

    assert "| cold | 0.350 | 0.300 | reached |" in page
    assert "| warm | 0.125 | 0.200 | **missed** |" in page
    assert "| x | 1 s |" in page


def test_locks_name_no_registry() -> None:
    """What others build with is locked by versions and digests, and by no address."""
    for name in ("package-lock.json", "requirements.lock"):
        text = (LOCKS / name).read_text(encoding="utf-8")
        assert '"resolved"' not in text
        assert "index-url" not in text
