"""The publication itself, with a handful of rows flipped: its lead is no longer true, and is not printed.

Twelve countries that are linked to China are linked to the United States instead.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest

from report import pipeline
from report.errors import ReportError
from report.model import Project
from report.refusals import Judgement
from report.voice import SILENT

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("charts", "content", "data", "differences.yml", "mkdocs.yml", "queries", "templates")
FLIPPED = 12
LEAD = "China is linked to more countries that use face recognition than any other supplier"


@pytest.fixture(scope="module")
def flipped(
    publication: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, Judgement]:
    """The draft of the publication with its rows flipped; what does not stand on them is kept."""
    folder = tmp_path_factory.mktemp("flipped")
    for name in SOURCES:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
    _flip(folder / "data")
    shutil.copytree(publication / ".build/store", folder / ".build/store")
    project = Project(folder)
    _, judgement = pipeline.draft(project, SILENT)
    return project, judgement


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _flip(data: Path) -> None:
    """Give some of the countries that China supplies in the latest wave to the United States."""
    rows = _read(data / "supply.csv")
    latest = max(row["wave"] for row in rows)
    with_face = {
        row["country"]
        for row in _read(data / "index_entries.csv")
        if row["wave"] == latest and row["technology"] == "face_recognition"
    }
    american = {
        row["importer"] for row in rows if row["wave"] == latest if row["exporter"] == "USA"
    }
    chosen = [
        row
        for row in rows
        if row["wave"] == latest and row["exporter"] == "CHN" and row["scope"] == "export"
        if row["importer"] in with_face - american - {"USA"}
    ][:FLIPPED]
    assert len(chosen) == FLIPPED
    for row in chosen:
        row["exporter"] = "USA"
    with (data / "supply.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            sorted(rows, key=lambda row: (row["wave"], row["importer"], row["exporter"]))
        )


def test_the_draft_is_built_and_marks_the_sentence(flipped: tuple[Project, Judgement]) -> None:
    """A draft is there to be looked at, with every sentence that is not true marked on its page."""
    project, _ = flipped
    page = (project.site / "draft/index.html").read_text(encoding="utf-8")

    assert re.search(
        r'<mark class="claim claim-false">China is linked to .*?</mark>'
        r'<a class="proof" href="[^"]*claims/#china_leads_face" title="false by 1 country"',
        page,
    )


def test_the_page_of_claims_says_so(flipped: tuple[Project, Judgement]) -> None:
    """Whoever looks the claim up reads that it does not hold."""
    project, _ = flipped
    page = (project.site / "draft/claims/index.html").read_text(encoding="utf-8")

    assert re.search(r'claim-verdict-false">.*False by 1 country', page)


def test_no_edition_is_published(flipped: tuple[Project, Judgement]) -> None:
    """The edition is refused with the sentence, its place, and what was found; nothing is written."""
    project, judgement = flipped
    with pytest.raises(ReportError) as raised:
        pipeline.publish(project, "2023-09", "September", SILENT)
    told = [str(error) for error in raised.value.errors]
    lead = next(each for each in told if '"china_leads_face"' in each)

    assert lead.startswith(f'content/index.md:2: "{LEAD}" is false by 1 country\n')
    assert (
        "Found: Countries linked to China: 40; Countries linked to the next supplier: 41." in lead
    )
    assert told == [str(error) for error in judgement.errors]
    assert [path.name for path in project.site.iterdir() if path.is_dir()] == ["draft"]


def test_a_page_says_what_cannot_be_downloaded(flipped: tuple[Project, Judgement]) -> None:
    """A query that reads rows that may not be passed on says so on its page; others do not."""
    project, _ = flipped
    figures = project.site / "draft/figures"
    closed = (figures / "regime_classifiers/index.html").read_text(encoding="utf-8")
    open_ = (figures / "face_latest/index.html").read_text(encoding="utf-8")

    assert "It reads polity, which may be used here and not passed on" in closed
    assert "not passed on" not in open_
