"""A second publication, on another subject, is built by the same generator: well or not at all.

The good project is ``tests/sites/harbour_ferries``. A faulty one is the good one with some words
changed, and each is told in the words that an editor reads.
"""

import csv
import json
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from report import drawing, editions, gathering, judging, manuscript, pipeline, schemas
from report.errors import ReportError
from report.model import Project
from report.refusals import Judgement
from report.voice import SILENT

FERRIES = Path(__file__).parent / "sites/harbour_ferries"
CHARTS = ("harbour_traffic", "passengers_by_line")
FIGURES = (*CHARTS, "season")
THINGS = (("charts", CHARTS), ("figures", FIGURES))
TABLES = ("harbours", "lines", "months")
HARBOURS = ("kettle-bay", "long-ness", "old-town", "sankt-ola")

# Path → the words that are changed in it, and what they are changed to.
Change = Mapping[str, tuple[str, str]]

LINES = "{{ fig.season.lines }}"
FAMILY = "content/harbours/[slug].md"
FEWER = ("Otter,2021-07,12480", "Otter,2021-07,480")
TYPED = ("Lindhavn is an invented town", "Lindhavn has forty ferries")
PIER = "{% if row.pier_built %}, which was built in {{ row.pier_built }}{% endif %}"
LANDINGS = "content/findings/landings.md"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The publication, with its draft built, in a folder with a blank in its name."""
    root = tmp_path_factory.mktemp("sites") / "harbour ferries"
    shutil.copytree(FERRIES, root)
    return _built(Project(root))


@pytest.fixture(scope="module")
def moved(good: Project) -> Project:
    """The publication once more, with a hundred more passengers in one row of its data."""
    return _built(
        _changed(
            good,
            good.root.with_name("moved"),
            {"data/months.csv": ("Otter,2021-07,12480", "Otter,2021-07,12580")},
        )
    )


def _built(project: Project) -> Project:
    pipeline.draft(project, SILENT)
    return project


def _changed(good: Project, root: Path, change: Change) -> Project:
    """Copy the good publication, fonts and draft and all, and change words of its sources."""
    shutil.copytree(good.root, root)
    for path, (old, new) in change.items():
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return Project(root)


def _draft(project: Project) -> dict[str, bytes]:
    """Return the files of the draft, by their addresses."""
    draft = project.site / "draft"
    files = (path for path in draft.rglob("*") if path.is_file())
    return {path.relative_to(draft).as_posix(): path.read_bytes() for path in files}


def _text(project: Project, site_path: str) -> str:
    return _draft(project)[site_path].decode()


def _passengers(project: Project, line: str) -> int:
    """Count the passengers of a line as a reader with a pencil would."""
    with (project.data / "months.csv").open(encoding="utf-8", newline="") as file:
        return sum(int(row["passengers"]) for row in csv.DictReader(file) if row["line"] == line)


def _faults(good: Project, root: Path, change: Change) -> list[str]:
    with pytest.raises(ReportError) as raised:
        _built(_changed(good, root, change))
    return [str(error) for error in raised.value.errors]


def test_the_site_is_these_files(good: Project) -> None:
    """Pages, charts, figures and data have their addresses, and there is nothing else."""
    pictures = "svg dark.svg narrow.svg narrow.dark.svg png csv readme.txt vega.json json".split()
    pages = ["", "data/", "findings/landings/"]
    pages += [f"harbours/{name}/" for name in HARBOURS]
    pages += ["changes/", "charts/", "cite/", "claims/", "corrections/", "figures/"]
    pages += ["licences/", "search/"]
    pages += [f"charts/{name}/{page}" for name in CHARTS for page in ("", "embed/")]
    pages += [f"figures/{name}/" for name in FIGURES]
    cited = [f"{folder}/{name}" for folder, names in THINGS for name in names]
    cited += ["cite/edition", "findings/landings/cite"]
    expected = {
        *(f"{page}index.html" for page in pages),
        *(f"{stem}.{ending}" for stem in cited for ending in ("bib", "ris", "csl.json")),
        "cite/figures.sha256",
        *(f"charts/{name}.{ending}" for name in CHARTS for ending in pictures),
        *(f"figures/{name}.{ending}" for name in FIGURES for ending in ("csv", "json")),
        *(f"data/{name}.{e}" for name in TABLES for e in ("csv", "parquet")),
        *(f"data/{name}" for name in ("LICENCES.txt", "codebook.csv", "datapackage.json")),
        *(f"data/{name}" for name in ("load.sql", "package.zip")),
        "assets/embed.css",
        "assets/site.css",
        "changes.json",
        "assets/licences/report.txt",
        "claims.json",
        "licences.spdx.json",
        "search.json",
        *(file.site_path for file in schemas.files()),
    }

    assert {path for path in _draft(good) if not path.startswith("assets/fonts/")} == expected


def test_a_number_in_the_prose_is_that_of_the_data(good: Project) -> None:
    """What the front page says is what the rows of the table add up to, and leads to them."""
    printed = f"{_passengers(good, 'Otter'):,}"
    row = '<a class="n" href="./figures/passengers_by_line/#row-otter">'

    assert re.search(
        f"took the Otter</span><a[^>]+>✓</a>: {row}{printed}</a>.", _text(good, "index.html")
    )


def test_what_is_null_is_not_spoken_of(good: Project) -> None:
    """A page of a family says what its row holds, and nothing of what it does not."""
    assert "which was built in 1804." in _text(good, "harbours/old-town/index.html")
    assert "people passed this pier.</p>" in _text(good, "harbours/long-ness/index.html")


def test_a_chart_in_plain_altair_draws_the_rows(good: Project) -> None:
    """A chart that uses no shape of the house style has a bar for every row of its figure."""
    drawing = _text(good, "charts/harbour_traffic.svg")
    names = [">Kettle Bay</text>", ">Long Ness</text>", ">Old Town</text>", ">Sankt Ola</text>"]

    assert [name for name in names if name not in drawing] == []


def test_one_row_moves_all_that_stands_on_it(good: Project, moved: Project) -> None:
    """With a row of the data move the prose, the table, the CSV and the chart, all of them."""
    old, new = _passengers(good, "Otter"), _passengers(moved, "Otter")
    places = {
        "index.html": (
            f"took the Otter</span><a[^>]+>[^<]+</a>: <a[^>]*>{new:,}</a>",
            f"<td>{new:,}</td>",
        ),
        "findings/landings/index.html": (f"<td>Otter</td><td>{new:,}</td>",),
        "figures/passengers_by_line/index.html": (f"<td>{new:,}</td>",),
        "figures/passengers_by_line.csv": (f"^Otter,{new}$",),
        "figures/passengers_by_line.json": (f"^ +{new}$",),
        "charts/passengers_by_line.csv": (f"^Otter,{new}$",),
        "charts/passengers_by_line.vega.json": (f'"passengers":{new}',),
        "charts/passengers_by_line.svg": (f">{new:,}</text>",),
        "charts/passengers_by_line.narrow.dark.svg": (f">{new:,}</text>",),
    }
    draft = {path: content.decode("latin-1") for path, content in _draft(moved).items()}

    assert new == old + 100
    for path, patterns in places.items():
        for pattern in patterns:
            assert re.search(pattern, draft[path], re.MULTILINE), (path, pattern)
    assert [path for path, text in draft.items() if f"{old:,}" in text or f"{old}" in text] == []


def test_what_does_not_stand_on_the_row_stays(good: Project, moved: Project) -> None:
    """Pages and files that hold no number of the row are the same to the byte."""
    before, after = _draft(good), _draft(moved)
    untouched = {path for path in before if before[path] == after[path]}

    assert before.keys() == after.keys()
    assert untouched - {path for path in untouched if path.startswith(("assets/", "schemas/"))} == {
        "changes.json",
        "changes/index.html",
        "charts/index.html",
        "corrections/index.html",
        "data/LICENCES.txt",
        "data/codebook.csv",
        "data/harbours.csv",
        "data/harbours.parquet",
        "data/lines.csv",
        "data/lines.parquet",
        "data/load.sql",
        "figures/index.html",
        "harbours/long-ness/index.html",
        "harbours/sankt-ola/index.html",
        "licences.spdx.json",
        "licences/index.html",
    }


def test_the_same_sources_give_the_same_bytes(good: Project, tmp_path: Path) -> None:
    """Built again, in another folder, every file is what it was."""
    shutil.copytree(FERRIES, tmp_path / "again")

    assert _draft(_built(Project(tmp_path / "again"))) == _draft(good)


def test_the_sources_are_only_read(good: Project) -> None:
    """A build writes to site/ and .build/, and leaves what editors wrote as it is."""
    kept = FERRIES / ".build"  # of tests that read the publication where it stands
    sources = {
        path.relative_to(FERRIES)
        for path in FERRIES.rglob("*")
        if path.is_file() and not path.is_relative_to(kept)
    }
    beside = {
        path.relative_to(good.root)
        for path in good.root.rglob("*")
        if path.is_file() and not path.is_relative_to(good.site)
        if not path.is_relative_to(good.build)
    }

    assert beside == sources
    assert all((good.root / path).read_bytes() == (FERRIES / path).read_bytes() for path in sources)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            {"content/index.md": (LINES, "{{ fig.saeson.lines }}")},
            'content/index.md:8: no figure named "saeson"\n  Did you mean "season"?',
            id="a misspelt figure",
        ),
        pytest.param(
            {"content/index.md": (LINES, "{{ fig.season.line }}")},
            'content/index.md:8: figure "season" has no column "line"\n  Did you mean "lines"?',
            id="a misspelt column",
        ),
        pytest.param(
            {"content/index.md": ('["Otter"]', '["Oter"]')},
            'content/index.md:9: figure "passengers_by_line" has no row "Oter"\n'
            '  Did you mean "Otter"?',
            id="a row that is not there",
        ),
        pytest.param(
            {"content/index.md": ('["Otter"].passengers', ".passengers")},
            'content/index.md:9: figure "passengers_by_line" has many rows; '
            '"passengers" of which one?\n'
            "  Name the row by its line: fig.passengers_by_line[…].passengers.",
            id="a row that is not named",
        ),
        pytest.param(
            {"content/index.md": (LINES, "{{ 3 }}")},
            'content/index.md:8: the expression gives "3", which no figure holds\n'
            "  Print a cell of a figure: fig.<name>[<key>].<column>.",
            id="a bare number",
        ),
        pytest.param(
            {"content/index.md": (LINES, "{{ fig.season.lines + 1 }}")},
            'content/index.md:8: the expression computes with "lines" of figure "season"\n'
            "  Compute it in the query, and print its column; join texts with ~.",
            id="a sum",
        ),
        pytest.param(
            {"content/index.md": (LINES, "{{ 1 / 0 }}")},
            "content/index.md:8: the expression cannot be computed: division by zero",
            id="an expression that fails",
        ),
        pytest.param(
            {"content/index.md": (LINES, "{% if figs.season %}all{% endif %}")},
            'content/index.md:8: "figs" means nothing here\n  Did you mean "fig"?',
            id="an unknown name",
        ),
        pytest.param(
            {FAMILY: (PIER, ", which was built in {{ row.pier_built }}")},
            f'{FAMILY}:5: "pier_built" of figure "harbour_traffic" is NULL here\n'
            "  Ask first: {% if row.column %} … {% endif %}.",
            id="a NULL that is printed",
        ),
        pytest.param(
            {FAMILY: ("rows: harbour_traffic", "rows: harbor_traffic")},
            f'{FAMILY}: no figure named "harbor_traffic"\n  Did you mean "harbour_traffic"?',
            id="a family of an unknown figure",
        ),
        pytest.param(
            {"content/index.md": ('chart("passengers_by_line")', 'chart("passengers")')},
            'content/index.md:11: no chart named "passengers"\n  Did you mean "passengers_by_line"?',
            id="an unknown chart",
        ),
        pytest.param(
            {LANDINGS: ('"line", "passengers")', '"line", links={"line": "lines/{slug}"})')},
            f'{LANDINGS}:18: figure "passengers_by_line" has no column "slug"\n'
            '  There is "line", "passengers".',
            id="a table that leads nowhere",
        ),
        pytest.param(
            {"content/index.md": ("landings.md", "landing.md")},
            'content/index.md:13: the link "findings/landing.md" leads nowhere',
            id="a broken link",
        ),
        pytest.param(
            {FAMILY: ("#lines", "#ships")},
            f'{FAMILY}:7: the link "../findings/landings.md#ships" '
            "leads to a place its page does not have",
            id="a broken anchor, in a family told once",
        ),
        pytest.param(
            {"data/months.csv": ("Tern,2021-06,830,90,0", "Tern,2021-06,830,90,91")},
            "queries/checks/no_more_is_cancelled_than_planned.sql: "
            'the law "No line cancels more crossings than it planned" is broken by '
            'line="Tern", month="2021-06", cancelled="91", planned="90"',
            id="a row that breaks a law",
        ),
        pytest.param(
            {"data/months.csv": ("Tern,2021-06", "Turn,2021-06")},
            'data/months.csv:8: column "line": "Turn" is not in column "line" of the table "lines"\n'
            '  Did you mean "Tern"?',
            id="a row of an unknown line",
        ),
        pytest.param(
            {"queries/passengers_by_line.sql": ("sum(passengers)::BIGINT", "sum(passengers)")},
            "queries/passengers_by_line.sql:2: the header promises line VARCHAR, "
            "passengers BIGINT; the query returns line VARCHAR, passengers HUGEINT\n"
            "  Change the header, or cast and name the columns in the SELECT.",
            id="columns other than the header's",
        ),
        pytest.param(
            {"queries/passengers_by_line.sql": ("\nORDER BY passengers DESC, line;", ";")},
            "queries/passengers_by_line.sql:1: the order of the rows is left open\n"
            "  End the query with ORDER BY …, line.",
            id="rows in any order",
        ),
        pytest.param(
            {"charts/harbour_traffic.py": ("passengers:Q", "passenger:Q")},
            'charts/harbour_traffic.py: the figure "harbour_traffic" has no column "passenger"\n'
            '  Did you mean "passengers"?',
            id="a chart of an unknown column",
        ),
    ],
)
def test_a_fault_is_told_in_plain_words(
    good: Project, tmp_path: Path, change: Change, expected: str
) -> None:
    """A fault names its place and what to do, once, and nothing else is told."""
    assert _faults(good, tmp_path / "faulty", change) == [expected]


def test_all_faults_of_a_stage_are_told_at_once(good: Project, tmp_path: Path) -> None:
    """One run tells every fault of all pages, each once, and what would refuse an edition."""
    paragraph = (
        "The {{ fig.saeson.lines }} lines cancelled {{ fig.season.canceled }}.\n"
        'Most took the Otter: {{ fig.passengers_by_line["Oter"].passengers }}, {{ 3 }} lines.\n'
        '{{ chart("passengers") }}\n'
    )
    told = _faults(
        good,
        tmp_path / "faulty",
        {
            "content/index.md": (f"The {LINES} lines", paragraph + f"The {LINES} lines"),
            FAMILY: (PIER, "{{ row.pier }}"),
        },
    )

    assert [fault.partition("\n")[0] for fault in told] == [
        f'{FAMILY}:5: figure "harbour_traffic" has no column "pier"',
        'content/index.md:8: no figure named "saeson"',
        'content/index.md:8: figure "season" has no column "canceled"',
        'content/index.md:9: figure "passengers_by_line" has no row "Oter"',
        'content/index.md:9: the expression gives "3", which no figure holds',
        'content/index.md:10: no chart named "passengers"',
        'content/index.md:9: "Most" is bound to no figure and no claim',
    ]


def test_faults_of_data_come_before_those_of_pages(good: Project, tmp_path: Path) -> None:
    """What pages misspell is told after what is wrong with the data, in the same run."""
    told = _faults(
        good,
        tmp_path / "faulty",
        {
            "data/months.csv": ("Tern,2021-06,830,90,0", "Tern,2021-06,8e2,90,-1"),
            "content/index.md": (LINES, "{{ fig.saeson.lines }}"),
        },
    )

    assert told == [
        'data/months.csv:8: column "passengers": "8e2" is not a whole number\n'
        "  Write digits alone, such as 1250.",
        'data/months.csv:8: column "cancelled": "-1" is below 0',
        'content/index.md:8: no figure named "saeson"\n  Did you mean "season"?',
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"data/months.csv": ("Tern,2021-06", "Turn,2021-06")},
        {"content/index.md": (LINES, "{{ fig.saeson.lines }}")},
        {"content/index.md": ("landings.md", "landing.md")},
    ],
    ids=["data", "pages", "website"],
)
def test_a_failed_build_leaves_the_site_as_it_was(
    good: Project, tmp_path: Path, change: Change
) -> None:
    """Whichever stage fails, readers of the draft see the last one that was good."""
    _faults(good, tmp_path / "faulty", change)

    assert _draft(Project(tmp_path / "faulty")) == _draft(good)


def test_a_sentence_that_holds_carries_its_proof(good: Project) -> None:
    """Behind a claim stands a mark that leads to the query, with the margin."""
    rest = _passengers(good, "Heron") + _passengers(good, "Tern")
    margin = f"true by {_passengers(good, 'Otter') - rest:,} passengers"

    assert (
        '<span class="claim">Most people took the Otter</span>'
        f'<a class="proof" href="./claims/#otter_leads" title="{margin}" aria-label="Proof: {margin}">✓</a>'
    ) in _text(good, "index.html")
    assert f"<p>{margin}: Passengers of the Otter" in _text(good, "claims/index.html")


def test_the_ledger_says_where_a_claim_is_used(good: Project) -> None:
    """Each sentence stands in ``claims.json`` as readers see it, with its page."""
    ledger = json.loads(_text(good, "claims.json"))

    assert {claim["name"]: claim["used"] for claim in ledger["claims"]}["tern_is_quiet"] == [
        {"page": "findings/landings/", "sentence": "The Tern has the fewest passengers."}
    ]


@pytest.fixture(scope="module")
def turned(good: Project) -> tuple[Project, Judgement]:
    """An edition is out; then rows turn a sentence false, and the draft is built again."""
    root = good.root.with_name("turned")
    shutil.copytree(good.root, root)
    pipeline.publish(Project(root), "2021-09", "Summer", SILENT)
    path = root / "data/months.csv"
    path.write_text(path.read_text("utf-8").replace(*FEWER), encoding="utf-8", newline="\n")
    _, judgement = pipeline.draft(Project(root), SILENT)
    return Project(root), judgement


# The first place that says so; what is expected, what is found, and what the edition before found.
REFUSED = (
    'content/index.md:9: "Most people took the Otter: 21,505." is false by 245 passengers\n'
    '  The claim "otter_leads" expects: More people took the Otter than all other lines together. '
    "Found: Passengers of the Otter: 21,505; Passengers of all other lines: 21,750. "
    "In the edition before: Passengers of the Otter: 33,505; Passengers of all other lines: 21,750. "
    "It is also said at charts/passengers_by_line.py:1."
)


def test_a_false_sentence_is_marked_in_the_draft(turned: tuple[Project, Judgement]) -> None:
    """A draft is there to be looked at: it builds, and shows what is no longer true."""
    project, judgement = turned

    assert [str(error) for error in judgement.errors] == [REFUSED]
    assert (
        '<mark class="claim claim-false">Most people took the Otter</mark>'
        '<a class="proof" href="./claims/#otter_leads" title="false by 245 passengers" '
        'aria-label="Proof: false by 245 passengers">✗</a>'
    ) in _text(project, "index.html")


def test_a_false_sentence_cannot_be_published(turned: tuple[Project, Judgement]) -> None:
    """The edition is refused in words, and the one before stays what it was."""
    project, _ = turned
    with pytest.raises(ReportError) as raised:
        pipeline.publish(project, "2022-09", "Next summer", SILENT)

    assert [str(error) for error in raised.value.errors] == [REFUSED]
    assert editions.published(project) == ("2021-09",)


def test_a_naked_number_cannot_be_published(good: Project, tmp_path: Path) -> None:
    """What is typed and bound to nothing refuses an edition, and is told with its sentence."""
    project = _changed(good, tmp_path / "typed", {"content/index.md": TYPED})
    with pytest.raises(ReportError) as raised:
        pipeline.publish(project, "2021-09", "Summer", SILENT)

    assert [str(error).partition("\n")[0] for error in raised.value.errors] == [
        'content/index.md:4: "forty" is bound to no figure and no claim'
    ]


def test_the_addresses_of_pages_that_no_editor_writes_are_known_before(tmp_path: Path) -> None:
    """A check looks for lost addresses without writing those pages: it must know where they are."""
    project = Project(Path(shutil.copytree(FERRIES, tmp_path / "ferries")))
    got = gathering.gather(project, SILENT)
    charts = drawing.undrawn(got.figures, project=project, says=got.captions.texts)
    aim = judging.Aim("draft", "Draft", date(2023, 9, 1), ())
    made = manuscript.write(project, got, charts, aim)
    own = {page.address for page in made.written.pages}

    assert {page.address for page in made.pages} - own == set(
        judging.generated(got.figures, charts)
    )
