"""What was published answers for ever: moved, retired, or as it is."""

import json
import shutil
from pathlib import Path

import pytest

from report import checking, editions, pipeline
from report.errors import ReportError
from report.model import Project
from report.voice import SILENT
from tools.crawl import crawl

FERRIES = Path(__file__).parent / "sites" / "harbour_ferries"
MOVED = """\
- from: charts/harbour_traffic
  to: charts/traffic_by_harbour
  why: It is named by what tells its rows apart.
- from: figures/harbour_traffic
  to: figures/traffic_by_harbour
  why: It is named by what tells its rows apart.
- from: findings/landings/
  to: findings/arrivals/
  why: Nobody said "landings".
- from: charts/passengers_by_line
  to: retired
  why: The table says the same in less room.
- from: ./#told
  to: retired
  why: This has been told.
- from: harbours/long-ness/
  to: retired
  why: No ferry calls there any more.
- from: figures/harbour_traffic/#row-long-ness
  to: retired
  why: No ferry calls there any more.
"""


def replace(path: Path, old: str, new: str) -> None:
    """Change words of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def rename(project: Project) -> None:
    """Rename a figure with its chart and a page, and take a chart, a place and a row away."""
    root = project.root
    for folder, suffix in (("queries", "sql"), ("charts", "py")):
        old = root / folder / f"harbour_traffic.{suffix}"
        old.rename(old.with_name(f"traffic_by_harbour.{suffix}"))
    (root / "content/findings/landings.md").rename(root / "content/findings/arrivals.md")
    for path in root.glob("content/**/*.md"):
        text = path.read_text(encoding="utf-8").replace("harbour_traffic", "traffic_by_harbour")
        text = text.replace("findings/landings.md", "findings/arrivals.md")
        path.write_text(text, encoding="utf-8", newline="\n")
    (root / "charts/passengers_by_line.py").unlink()
    index = root / "content/index.md"
    replace(index, '{{ chart("passengers_by_line") }}', "")
    replace(index, " {#told}", " {#said}")
    query = root / "queries/traffic_by_harbour.sql"
    replace(query, "GROUP BY", "WHERE slug <> 'long-ness'\nGROUP BY")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication with one edition out."""
    root = tmp_path_factory.mktemp("first") / "ferries"
    project = Project(Path(shutil.copytree(FERRIES, root)))
    index = project.content / "index.md"
    index.write_text(f"{index.read_text(encoding='utf-8')}\n## Told {{#told}}\n", encoding="utf-8")
    pipeline.publish(project, "2023-01", "January", SILENT)
    return project


@pytest.fixture(scope="module")
def second(first: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication with a second edition, in which much has moved, and a third like it."""
    root = tmp_path_factory.mktemp("second") / "ferries"
    project = Project(Path(shutil.copytree(first.root, root)))
    rename(project)
    (root / "moved.yml").write_text(MOVED, encoding="utf-8")
    pipeline.publish(project, "2023-09", "September", SILENT)
    pipeline.publish(project, "2024-07", "July", SILENT)
    return project


def faults(project: Project) -> list[str]:
    """Return what keeps a draft from being built."""
    with pytest.raises(ReportError) as caught:
        pipeline.draft(project, SILENT)
    return [str(error) for error in caught.value.errors]


def copy_of(project: Project, folder: Path) -> Project:
    """Return the publication in another folder."""
    return Project(Path(shutil.copytree(project.root, folder / "ferries")))


def test_without_a_word_nothing_that_was_published_goes(first: Project, tmp_path: Path) -> None:
    """The build fails, and names each address with the edition that has it."""
    project = copy_of(first, tmp_path)
    rename(project)

    told = "\n".join(faults(project))
    assert "charts/harbour_traffic.svg (2023-01)" in told
    assert "figures/harbour_traffic/ (2023-01)" in told
    assert "findings/landings/#chart-harbour_traffic (2023-01), findings/landings/#cite" in told
    assert "  - from: charts/passengers_by_line\n" in told
    assert "harbours/long-ness/ (2023-01)" in told
    with pytest.raises(ReportError, match="would be lost"):
        checking.check(project, SILENT)
    with pytest.raises(ReportError, match="would be lost"):
        pipeline.publish(project, "2023-09", "September", SILENT)
    assert editions.published(project) == ("2023-01",)


def test_a_draft_draws_no_cards_and_misses_none(first: Project, tmp_path: Path) -> None:
    """The next edition will have them; who wants to see them before asks for them."""

    def cards(folder: Path) -> set[str]:
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*.card.png")}

    project = copy_of(first, tmp_path)
    plain, _ = pipeline.draft(project, SILENT)
    assert not cards(plain)
    assert "og:image" not in (plain / "index.html").read_text(encoding="utf-8")

    whole, _ = pipeline.draft(project, SILENT, with_cards=True)
    assert cards(whole) == cards(project.site / "2023-01") != set()


def test_a_draft_misses_no_card_of_what_has_moved(second: Project, tmp_path: Path) -> None:
    """The old address of a card is answered by the new card, which only an edition has."""
    project = copy_of(second, tmp_path)
    old = "findings/landings.card.png"

    plain, _ = pipeline.draft(project, SILENT)
    assert not (plain / old).exists()

    assert (project.site / "2023-09" / old).read_bytes() == (
        project.site / "2023-09" / "findings/arrivals.card.png"
    ).read_bytes()


def test_a_chart_that_is_deleted_is_missed_beside_what_else_is_wrong(
    first: Project, tmp_path: Path
) -> None:
    """A page still shows it, and so fails; what would be lost is told all the same."""
    project = copy_of(first, tmp_path)
    (project.charts / "passengers_by_line.py").unlink()

    shown, lost = faults(project)
    assert 'no chart named "passengers_by_line"' in shown
    assert "published addresses would be lost: charts/passengers_by_line.bib (2023-01)" in lost
    assert "charts/passengers_by_line.svg (2023-01)" in lost


def test_a_place_on_a_page_that_stays_is_missed_too(first: Project, tmp_path: Path) -> None:
    """What only the finished page shows is told before it is published."""
    project = copy_of(first, tmp_path)
    replace(project.content / "index.md", " {#told}", " {#said}")

    [told] = faults(project)
    assert "a published address would be lost: ./#told (2023-01)" in told


def test_an_entry_for_nothing_is_told(first: Project, tmp_path: Path) -> None:
    """What no edition has published cannot have moved: the entry is misspelt."""
    project = copy_of(first, tmp_path)
    entry = "- from: charts/harbor_traffic\n  to: retired\n  why: Gone.\n"
    (project.root / "moved.yml").write_text(entry, encoding="utf-8")

    [told] = faults(project)
    assert told.startswith('moved.yml:1: no edition has published "charts/harbor_traffic"')


def test_what_is_there_has_not_moved(first: Project, tmp_path: Path) -> None:
    """An entry for what came back is taken out."""
    project = copy_of(first, tmp_path)
    entry = "- from: findings/landings/\n  to: retired\n  why: Gone.\n"
    (project.root / "moved.yml").write_text(entry, encoding="utf-8")

    [told] = faults(project)
    assert told.startswith('moved.yml:1: "findings/landings/" has moved, and is there')


@pytest.mark.parametrize(
    ("old", "new"),
    [("charts/traffic_by_harbour", "charts/ships"), ("findings/arrivals/", "findings/ships/")],
)
def test_what_moved_to_nowhere_is_told(second: Project, tmp_path: Path, old: str, new: str) -> None:
    """The entry leads to what this edition has."""
    project = copy_of(second, tmp_path)
    replace(project.root / "moved.yml", f"to: {old}", f"to: {new}")

    assert any("where nothing is" in told for told in faults(project))


def test_a_chart_that_was_renamed_answers_under_both_names(second: Project) -> None:
    """Each of its files is the file of the new chart."""
    charts = second.site / "2023-09" / "charts"
    new = sorted(charts.glob("traffic_by_harbour.*"))
    assert len(new) > 6
    for path in new:
        old = charts / path.name.replace("traffic_by_harbour", "harbour_traffic")
        assert old.read_bytes() == path.read_bytes()


def test_a_chart_that_was_retired_stays_as_it_was_last(second: Project) -> None:
    """Whoever shows it goes on showing it, in every later edition."""
    for old in (second.site / "2023-01" / "charts").glob("passengers_by_line.*"):
        for edition in ("2023-09", "2024-07", "latest"):
            assert (second.site / edition / "charts" / old.name).read_bytes() == old.read_bytes()


def test_a_page_that_moved_leads_on_without_a_script(second: Project) -> None:
    """At its address stands a signpost that says why, and that browsers follow by themselves."""
    page = (second.site / "latest/findings/landings/index.html").read_text(encoding="utf-8")

    assert '<meta http-equiv="refresh" content="0; url=../arrivals/">' in page
    assert '<a href="../../findings/arrivals/">It is here now</a>' in page
    assert "Nobody said &#34;landings&#34;." in page
    assert '<a href="../../../2023-01/findings/landings/">' in page
    assert "<script" not in page


def test_a_page_that_was_retired_says_so(second: Project) -> None:
    """It leads to the last edition that has it, and nowhere else."""
    page = (second.site / "latest/harbours/long-ness/index.html").read_text(encoding="utf-8")

    assert "No ferry calls there any more." in page
    assert '<a href="../../../2023-01/harbours/long-ness/">' in page
    assert "refresh" not in page
    assert "<title>Long Ness" in page


def test_a_place_that_is_gone_stands_at_the_foot_of_its_page(second: Project) -> None:
    """Whoever comes for it learns what became of it."""
    page = (second.site / "latest/index.html").read_text(encoding="utf-8")

    assert '<span id="told"></span>This has been told.' in page
    assert page.count('id="told"') == 1


def test_the_manifest_says_what_moved(second: Project) -> None:
    """Later editions, and the page of changes, know it from there."""
    manifest = json.loads((second.site / "2023-09" / "edition.json").read_bytes())

    assert len(manifest["facts"]["moved"]) == 7
    assert {"from": "./#told", "to": "retired", "why": "This has been told."} in manifest["facts"][
        "moved"
    ]


def test_every_address_of_the_ledger_answers(second: Project) -> None:
    """In the edition that had it first, and in the latest: pages, files, and places on pages."""
    asked, lost = crawl(second)

    assert lost == []
    assert asked > 100


def test_an_address_that_does_not_answer_is_named(second: Project, tmp_path: Path) -> None:
    """The crawl would notice a file that is gone, and a place."""
    project = copy_of(second, tmp_path)
    (project.site / "latest/charts/harbour_traffic.svg").unlink()
    replace(project.site / "2023-01/index.html", 'id="told"', 'id="tale"')

    _, lost = crawl(project)
    assert sorted(lost) == [
        "2023-01/#told: no such place",
        "latest/charts/harbour_traffic.svg: 404",
    ]


def test_a_later_edition_is_built_again_from_its_sources_alone(
    second: Project, tmp_path: Path
) -> None:
    """What it keeps of earlier editions lies in its bundle."""
    project = copy_of(second, tmp_path)
    before = (project.site / "2024-07" / "edition.json").read_bytes()
    shutil.rmtree(project.site)

    pipeline.restore_editions(project, ["2024-07"], SILENT)

    assert (project.site / "2024-07" / "edition.json").read_bytes() == before
    assert editions.verify(project) == ()
